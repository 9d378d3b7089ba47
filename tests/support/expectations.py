"""Files of tests/diagnostics: a program under the rendered text of its findings. Knows how to check and compare."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from featc.check import check_source
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.render import render
from featc_dsl.source import decode

FOLDER = Path(__file__).parents[1] / "diagnostics"


def findings(path: str, text: str) -> tuple[Sequence[Diagnostic], Mapping[str, str]]:
    """What is wrong with a program, and the texts of the files that it consists of."""
    checked = check_source(path, text, lambda name: Path(name).read_text(encoding="utf-8"))
    return checked.diagnostics, {path: text, **checked.sources}


def split(data: bytes) -> tuple[bytes, bytes]:
    """The block of comments at the top of a file, and the program below it."""
    lines = data.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"#")), len(lines))
    below = count + 1 if count < len(lines) and not lines[count].strip() and count else count
    return b"".join(lines[:count]), b"".join(lines[below:])


def expectation(file: Path) -> bytes:
    """The comment that the file should begin with."""
    program = split(file.read_bytes())[1]
    found: Sequence[Diagnostic]
    sources: Mapping[str, str] = {file.name: program.decode("utf-8", "replace")}
    text, found = decode(program, file.name)
    if text is not None:
        before = Path.cwd()
        os.chdir(file.parent)
        try:
            found, sources = findings(file.name, text)
        finally:
            os.chdir(before)
    rendered = "\n\n".join(render(d, sources) for d in found)
    return "".join(f"# {line}".rstrip() + "\n" for line in rendered.split("\n")).encode()
