"""Makes a failing program small: leaves out lines, puts parts of expressions or values in their place. Knows text.

What the front end refuses is no candidate, so the text needs no care.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import fdl_literals as lit
from parity import ParityError, compare

from featc.check import check_source
from featc.ir import Value, walk
from featc.reference import evaluate_nodes
from featc_dsl.types import Type

_VALUE = re.compile(r"(\s*(?:feature|let) [\w{}]+)(?:: [^=]+)? = (.*)")


def shrink(error: ParityError) -> ParityError:
    """The failure of the smallest program found that still fails on the same row; it may be another failure."""
    smaller: ParityError | None = error
    while smaller is not None:
        error = smaller
        found = (_failure(source, error) for source in _smaller(error))
        smaller = next((f for f in found if f is not None), None)
    return error


def _smaller(error: ParityError) -> Iterator[str]:
    """Programs that are shorter by one step, the likely ones first."""
    lines = error.source.splitlines()
    for at in reversed(range(len(lines))):  # what stands later leans on what stands before
        yield "\n".join([*lines[:at], *lines[at + 1 :], ""])
        if lines[at].startswith("for "):  # a loop is three lines
            yield "\n".join([*lines[:at], *lines[at + 3 :], ""])
    for at, line in enumerate(lines):
        match = _VALUE.fullmatch(line)
        value = _literals(error).get(match[1].split()[-1]) if match else None
        if match and value is not None:
            name = re.compile(rf"\b{re.escape(match[1].split()[-1])}\b")
            yield "\n".join([*(name.sub(lambda _, v=value: v, other) for other in (*lines[:at], *lines[at + 1 :])), ""])
    for at, line in enumerate(lines):
        match = _VALUE.fullmatch(line)
        if match:
            for part in parts(match[2]):
                yield "\n".join([*lines[:at], f"{match[1]} = {part}", *lines[at + 1 :], ""])


def _literals(error: ParityError) -> dict[str, str]:
    """The value of each let and feature in the row, as fdl writes it; those that have no literal are left out."""
    program = error.featureset
    nodes = {f.name: f.node for f in program.features}
    by_key = {n.key: n for n in walk(nodes.values())}
    nodes.update({name: by_key[key] for key, name in program.row.names.items() if key in by_key})
    values = evaluate_nodes(nodes.values(), error.rows[0])
    found = {name: _literal(values[node.key], node.type) for name, node in nodes.items()}
    return {name: text for name, text in found.items() if text is not None}


def _literal(value: Value, type: Type) -> str | None:
    if value is None:
        return "null"
    if isinstance(value, tuple):
        assert type.item is not None
        items = [_literal(v, type.item) for v in value]
        return None if None in items else f"[{', '.join(map(str, items))}]"
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return lit.write(value, type.kind)


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
    program = check_source("fuzz.fdl", source).featureset
    if program is None:
        return None
    names = [f.name for f in program.input.wire_fields]
    try:
        compare(program, [{n: row[n] for n in names} for row in error.rows], source, targets=error.targets)
    except ParityError as smaller:
        return smaller
    return None
