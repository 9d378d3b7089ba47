"""Commands that are printed to be pasted, for the shell of this system. Knows no command of featc's, runs nothing."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path


def command(*words: str | Path) -> str:
    """A call of featc with these words, which a shell reads as exactly them.

    A path that begins with ``-`` would be an option: it is written from its folder, ``./-x``.
    """
    plain = [_no_option(w) if isinstance(w, Path) else w for w in words]
    return " ".join([_program(), *map(quoted, plain)])


def quoted(word: str) -> str:
    """One word of a command line, with quotes only where it needs them."""
    if os.name == "nt":
        return subprocess.list2cmdline([word])
    return shlex.quote(word) if word.isprintable() else _by_bytes(word)


def shown(path: Path) -> str:
    """A path as part of a message: as it is, or escaped where it has characters that a terminal would act on."""
    text = str(path)
    return text if text.isprintable() else quoted(text)


def _no_option(path: Path) -> str:
    text = str(path)
    return f".{os.sep}{text}" if text.startswith("-") else text


def _by_bytes(word: str) -> str:
    """As bash, zsh and ksh read it: line ends, escapes and bytes that are not text in octal, the others as they are."""
    parts = []
    for character in word:
        if character in "'\\":
            parts.append("\\" + character)
        elif character.isprintable():
            parts.append(character)
        else:
            parts += [f"\\{byte:03o}" for byte in os.fsencode(character)]
    return f"$'{''.join(parts)}'"


def _program() -> str:
    """How featc was called: by its name where that is on the PATH, else by where it is."""
    called = sys.argv[0] if sys.argv else ""
    if shutil.which("featc") or Path(called).name == "":
        return "featc"
    if Path(called).stem == "featc" and os.path.dirname(called):
        return quoted(called)
    return f"{quoted(sys.executable)} -m featc" if Path(called).name == "__main__.py" else "featc"
