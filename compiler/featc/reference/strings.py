"""The reference meaning of strings, code point by code point. Knows the pinned Unicode tables, no runtime code."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, Final


@cache
def _unicode() -> dict[str, Any]:
    """The pinned tables: `lower` and `upper` by code point, `white_space` one after the other."""
    text = resources.files("featc_runtime.data").joinpath("unicode.json").read_text(encoding="utf-8")
    tables: dict[str, Any] = json.loads(text)
    return tables


def _map_case(table: str) -> Callable[[str], str]:
    return lambda x: "".join([_unicode()[table].get(c, c) for c in x])


def _trim(x: str) -> str:
    points, space = list(x), set(_unicode()["white_space"])
    while points and points[0] in space:
        points = points[1:]
    while points and points[-1] in space:
        points = points[:-1]
    return "".join(points)


def _stands_at(x: str, part: str, position: int) -> bool:
    """Whether the code points of ``part`` are those of x from a position on."""
    return 0 <= position <= len(x) - len(part) and all(x[position + i] == c for i, c in enumerate(part))


def _find(x: str, part: str, start: int) -> int | None:
    """The first position from ``start`` on where ``part`` stands."""
    for position in range(start, len(x) - len(part) + 1):
        if _stands_at(x, part, position):
            return position
    return None


def _split(x: str, separator: str) -> list[str]:
    """The parts between the separators, found from the left without overlap; an empty separator is nowhere."""
    parts, start = [], 0
    while separator and (found := _find(x, separator, start)) is not None:
        parts.append(x[start:found])
        start = found + len(separator)
    return [*parts, x[start:]]


def _replace(x: str, old: str, new: str) -> str:
    first, *others = _split(x, old)
    return "".join([first, *(new + part for part in others)])


def _split_part(x: str, separator: str, index: int) -> str | None:
    parts = _split(x, separator)
    position = index + len(parts) if index < 0 else index
    return parts[position] if 0 <= position < len(parts) else None


def _slice(x: str, start: int, stop: int) -> str:
    def inside(position: int) -> int:
        return min(max(position + len(x) if position < 0 else position, 0), len(x))

    return "".join(x[i] for i in range(inside(start), inside(stop)))


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "length.string": lambda x: len(list(x)),
    "lower.string": _map_case("lower"),
    "upper.string": _map_case("upper"),
    "trim.string": _trim,
    "contains.string": lambda x, part: _find(x, part, 0) is not None,
    "starts_with.string": lambda x, prefix: _stands_at(x, prefix, 0),
    "ends_with.string": lambda x, suffix: _stands_at(x, suffix, len(x) - len(suffix)),
    "slice_from.string": lambda x, start: _slice(x, start, len(x)),
    "slice.string": _slice,
    "replace.string": _replace,
    "split_part.string": _split_part,
}
