"""Makes a failing program small: leaves out the lines that the failure does not need. Knows lines, no language."""

from __future__ import annotations

from parity import ParityError, compare

from featc.check import check_source


def shrink(error: ParityError) -> ParityError:
    """The failure of the smallest program found that still fails on the same row; it may be another failure."""
    lines, tried = error.source.splitlines(), 0
    while tried < len(lines):
        at = len(lines) - 1 - tried  # what stands later leans on what stands before
        smaller = _failure("\n".join([*lines[:at], *lines[at + 1 :], ""]), error)
        if smaller is None:
            tried += 1
        else:
            error, lines = smaller, smaller.source.splitlines()
    return error


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
