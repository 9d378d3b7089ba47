"""Makes a failing program small: leaves out lines, puts parts of expressions in their place. Knows text, no language.

What the front end refuses is no candidate, so the text needs no care.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parity import ParityError, compare

from featc.check import check_source

_VALUE = re.compile(r"(\s*(?:feature|let) [\w{}]+)(?:: [^=]+)? = (.*)")


def shrink(error: ParityError) -> ParityError:
    """The failure of the smallest program found that still fails on the same row; it may be another failure."""
    smaller: ParityError | None = error
    while smaller is not None:
        error = smaller
        found = (_failure(source, error) for source in _smaller(error.source))
        smaller = next((f for f in found if f is not None), None)
    return error


def _smaller(source: str) -> Iterator[str]:
    """Programs that are shorter by one step, the likely ones first."""
    lines = source.splitlines()
    for at in reversed(range(len(lines))):  # what stands later leans on what stands before
        yield "\n".join([*lines[:at], *lines[at + 1 :], ""])
    for at, line in enumerate(lines):
        match = _VALUE.fullmatch(line)
        if match:
            for part in parts(match[2]):
                yield "\n".join([*lines[:at], f"{match[1]} = {part}", *lines[at + 1 :], ""])


def parts(expr: str) -> list[str]:
    """The parts of an expression that brackets enclose, with the function's name before them, shortest first."""
    found, opened = set(), []
    for at, character in enumerate(expr):
        if character in "([":
            opened.append(at)
        elif character in ")]" and opened:
            start = opened.pop()
            while start and (expr[start - 1].isalnum() or expr[start - 1] == "_"):
                start -= 1
            found.add(expr[start : at + 1])
    return sorted(found - {expr}, key=len)


def _failure(source: str, error: ParityError) -> ParityError | None:
    program = check_source("fuzz.fdl", source).program
    if program is None:
        return None
    names = [f.name for f in program.input.wire_fields]
    try:
        compare(program, [{n: row[n] for n in names} for row in error.rows], source, targets=error.targets)
    except ParityError as smaller:
        return smaller
    return None
