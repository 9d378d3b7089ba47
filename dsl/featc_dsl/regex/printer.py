r"""The text of a tree in the syntax that google-re2, Go's regexp and re2j read alike. Knows that syntax, no flags.

All is ASCII: other characters are `\x{…}`. Classes are their ranges; `.` is all but a newline and `(?s:.)` all.
"""

from __future__ import annotations

from typing import Final

from featc_dsl.regex.ranges import EVERY, LAST, Ranges, complement, single
from featc_dsl.regex.tree import Alternate, Assertion, Chars, Concat, Empty, Group, Node, Place, Repeat

_PLACES: Final[dict[Place, str]] = {
    "start": r"\A",
    "end": r"\z",
    "line_start": "(?m:^)",
    "line_end": "(?m:$)",
    "border": r"\b",
    "no_border": r"\B",
}
_NAMED: Final = {9: r"\t", 10: r"\n", 13: r"\r"}
_SPECIAL: Final = frozenset(r"\.+*?()|[]{}^$")
_SPECIAL_IN_CLASS: Final = frozenset(r"\[]^-")
_NO_LINE: Final = complement(((10, 10),))


def print_pattern(node: Node) -> str:
    """The text of a tree."""
    match node:
        case Empty():
            return "(?:)"
        case Chars():
            return _chars(node.ranges)
        case Assertion():
            return _PLACES[node.place]
        case Group():
            return f"({print_pattern(node.inner)})"
        case Concat():
            return "".join(_grouped(p) if isinstance(p, Alternate) else print_pattern(p) for p in node.parts)
        case Alternate():
            return "|".join(map(print_pattern, node.branches))
    single_atom = isinstance(node.inner, Chars | Group)
    return (print_pattern(node.inner) if single_atom else _grouped(node.inner)) + _quantifier(node)


def _grouped(node: Node) -> str:
    return f"(?:{print_pattern(node)})"


def _quantifier(node: Repeat) -> str:
    match node.low, node.high:
        case 0, None:
            text = "*"
        case 1, None:
            text = "+"
        case 0, 1:
            text = "?"
        case low, None:
            text = f"{{{low},}}"
        case low, high if low == high:
            text = f"{{{low}}}"
        case low, high:
            text = f"{{{low},{high}}}"
    return text if node.greedy else f"{text}?"


def _chars(ranges: Ranges) -> str:
    point = single(ranges)
    if point is not None:
        return _character(point, _SPECIAL)
    if ranges == EVERY:
        return "(?s:.)"
    if ranges == _NO_LINE:
        return "."
    if ranges[0][0] == 0 and ranges[-1][1] == LAST:
        return f"[^{_members(complement(ranges))}]"
    return f"[{_members(ranges)}]"


def _members(ranges: Ranges) -> str:
    text = ""
    for first, last in ranges:
        text += _character(first, _SPECIAL_IN_CLASS)
        if last > first:
            text += ("-" if last > first + 1 else "") + _character(last, _SPECIAL_IN_CLASS)
    return text


def _character(point: int, special: frozenset[str]) -> str:
    if point in _NAMED:
        return _NAMED[point]
    character = chr(point)
    if not 0x20 <= point < 0x7F:
        return f"\\x{{{point:x}}}"
    return f"\\{character}" if character in special else character
