"""Literals with which an operator gives the same for every row. Knows what operators do at their edges, no wording.

A feature that is always null, or always empty, is a mistake. What a row decides is not judged: a divisor that is a
field may be zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from featc.ir import Node, walk

#: The value of an operand that rows decide.
UNKNOWN: Final = object()


@dataclass(frozen=True, slots=True)
class Trap:
    """``position`` is the operand at fault, ``result`` what every row gets, ``hint`` the fix; ``{0}`` in it is the text
    of the first operand, and so on.
    """

    position: int
    result: str
    hint: str = ""


def find(name: str, values: Sequence[Any], size: int | None = None) -> Trap | None:
    """The trap that an operator with such operands is. ``size`` is the greatest length of its list operand."""
    rule = _RULES.get(name)
    return rule(values, size) if rule is not None else None


def depends_on_rows(nodes: Sequence[Node]) -> bool:
    """Whether rows decide an operand: literals alone are an example, or one value under a name."""
    return any(n.op in ("input", "param") for n in walk(nodes))


_Rule = Callable[[Sequence[Any], int | None], Trap | None]


def _is(value: Any, *wanted: object) -> bool:
    return value is not UNKNOWN and not isinstance(value, bool) and any(value == w for w in wanted)


def _divided(result: str, hint: str) -> _Rule:
    return lambda values, size: Trap(1, result, hint) if _is(values[1], 0) else None


def _clip(values: Sequence[Any], size: int | None) -> Trap | None:
    low, high = values[1:3]
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        return Trap(1, f"{high}", "put the lower bound first: `clip({0}, {2}, {1})`")
    return None


def _slice(values: Sequence[Any], size: int | None) -> Trap | None:
    start, stop = values[1], values[2] if len(values) > 2 else None
    if size is not None and isinstance(start, int) and start >= size:
        return Trap(1, "empty", f"positions count from 0: of at most {size} items the last is at {size - 1}")
    if _is(stop, 0):
        return Trap(2, "empty", "to go to the end leave it out: `slice({0}, {1})`" if _negative(start) else _STOP)
    if isinstance(start, int) and isinstance(stop, int) and (start < 0) == (stop < 0) and stop <= start:
        return Trap(2, "empty", _STOP)
    return None


def _negative(value: Any) -> bool:
    return isinstance(value, int) and value < 0


def _none_taken(values: Sequence[Any], size: int | None) -> Trap | None:
    return Trap(1, '""', "write how many characters are meant") if _is(values[1], 0) else None


def _empty_part(result: str) -> _Rule:
    return lambda values, size: Trap(1, result, "write the text that is looked for") if _is(values[1], "") else None


def _split_part(values: Sequence[Any], size: int | None) -> Trap | None:
    if _is(values[1], "") and isinstance(values[2], int) and values[2] not in (0, -1):
        return Trap(1, "null", "write the separator: without one the whole text is the one part")
    return None


def _calendar(values: Sequence[Any], size: int | None) -> Trap | None:
    for at, (part, (low, high)) in enumerate(zip(values, _PARTS, strict=False)):
        if isinstance(part, int) and not low <= part <= high:
            return Trap(at, "null", f"the {_PART_NAMES[at]} is from {low} to {high}")
    return None


_DIVISOR = "write the divisor that is meant"
_STOP = "the second position is the first that is not taken: write a greater one"
_PARTS = ((1, 9999), (1, 12), (1, 31), (0, 23), (0, 59), (0, 59))
_PART_NAMES = ("year", "month", "day", "hour", "minute", "second")

_RULES: Final[dict[str, _Rule]] = {
    "floordiv": _divided("null", _DIVISOR),
    "mod": _divided("null", _DIVISOR),
    "div": _divided("an infinity or NaN", f"{_DIVISOR}; infinity itself is `1.0 / 0.0`"),
    "fmod": _divided("NaN", _DIVISOR),
    "ratio": _divided("null", _DIVISOR),
    "clip": _clip,
    "slice": _slice,
    "left": _none_taken,
    "right": _none_taken,
    "contains": _empty_part("true"),
    "starts_with": _empty_part("true"),
    "ends_with": _empty_part("true"),
    "find": _empty_part("0"),
    "split_part": _split_part,
    "make_date": _calendar,
    "make_datetime": _calendar,
}

#: The operators that have traps.
TRAPPED: Final = frozenset(_RULES)
