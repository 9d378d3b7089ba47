"""The examples of a README: what stands between the marks that a reader does not see. Runs nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from project import ROOT

README = ROOT / "README.md"

_BLOCK = re.compile(r"^<!-- (example|output|tree): (\S+) -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A marked block. ``kind`` is "example", "output" or "tree"."""

    kind: str
    name: str
    language: str
    text: str


def blocks(readme: Path = README) -> list[Block]:
    """Every marked block, in order."""
    return [Block(*match) for match in _BLOCK.findall(readme.read_text(encoding="utf-8"))]


def outputs(readme: Path = README) -> dict[str, str]:
    """What the README says that an example prints, by its name."""
    return {b.name: b.text for b in blocks(readme) if b.kind == "output"}


def script(names: list[str], readme: Path = README) -> str:
    """A shell script that runs these examples as if they were pasted one after the other.

    Each one's standard output goes to a file ``NAME.out`` beside the folder that the script starts in.
    """
    lines = ["set -euo pipefail", 'outputs="$PWD"', "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"]
    for block in blocks(readme):
        if block.kind == "example" and block.name in names:
            target = f'"$outputs/{block.name}.out"'
            if block.language == "python":
                lines += [f"python - <<'END_OF_EXAMPLE' >{target}", block.text.rstrip("\n"), "END_OF_EXAMPLE"]
            else:
                lines += [f"exec 3>&1 >{target}", block.text.rstrip("\n"), "exec >&3"]
    return "\n".join(lines) + "\n"
