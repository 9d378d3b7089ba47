"""The registry of diagnostic codes: one Markdown file each. Knows the files' layout, not where codes are raised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Code:
    """One row: ``failing`` is a program that yields this code alone, ``mended`` its twin that yields nothing."""

    code: str
    title: str
    explanation: str
    failing: str
    mended: str


_LAYOUT = re.compile(
    r"# (?P<code>FDL\d{3}): (?P<title>[^\n]*[^\n.])\n\n"
    r"(?P<explanation>.+?)\n\n"
    r"## Fails\n\n```fdl\n(?P<failing>.+?\n)```\n\n"
    r"## Mended\n\n```fdl\n(?P<mended>.+?\n)```\n",
    re.DOTALL,
)


def parse_row(text: str, file: str) -> Code:
    """The row written in one file. Raises ValueError where the layout of codes/README.md is not kept."""
    match = _LAYOUT.fullmatch(text)
    if match is None:
        raise ValueError(f"{file}: not in the layout of codes/README.md")
    if f"{match['code']}.md" != file:
        raise ValueError(f"{file}: is about {match['code']}")
    return Code(**match.groupdict())


@cache
def all() -> tuple[Code, ...]:
    """Every code, in the order of the numbers."""
    files = sorted(
        (f for f in resources.files(__name__).iterdir() if re.fullmatch(r"FDL\d{3}\.md", f.name)), key=lambda f: f.name
    )
    return tuple(parse_row(f.read_text(encoding="utf-8"), f.name) for f in files)


def get(code: str) -> Code | None:
    """The row of a code, or None where there is no such code."""
    return next((row for row in all() if row.code == code), None)
