"""The reference meaning of strings as sequences of code points. Knows no Unicode table, no runtime code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

_LONGEST: Final = 1_048_576


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
    found, end = list(first), max(len(x), _LONGEST)
    for part in others:
        found += [*new, *part]
        if len(found) >= end:
            break
    return "".join(found[:end])


def _filling(x: str, width: int, fill: str) -> str:
    return "".join(fill[i % len(fill)] for i in range(width - len(x))) if fill else ""


def _translate(x: str, letters: str, others: str) -> str:
    found = []
    for c in x:
        place = _find(letters, c, 0)
        if place is None:
            found.append(c)
        elif place < len(others):
            found.append(others[place])
    return "".join(found)


def _byte_length(x: str) -> int:
    """UTF-8: one byte below U+0080, two below U+0800, three below U+10000, else four."""
    return sum(1 + (ord(c) >= 0x80) + (ord(c) >= 0x800) + (ord(c) >= 0x10000) for c in x)


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
    "byte_length.string": _byte_length,
    "concat.string": lambda x, y: "".join([*x, *y]),
    "contains.string": lambda x, part: _find(x, part, 0) is not None,
    "starts_with.string": lambda x, prefix: _stands_at(x, prefix, 0),
    "ends_with.string": lambda x, suffix: _stands_at(x, suffix, len(x) - len(suffix)),
    "find.string": lambda x, part: _find(x, part, 0),
    "count_matches.string": lambda x, part: len(_split(x, part)) - 1,
    "left.string": lambda x, n: "".join(c for i, c in enumerate(x) if i < (n if n >= 0 else len(x) + n)),
    "right.string": lambda x, n: "".join(c for i, c in enumerate(x) if i >= (len(x) - n if n >= 0 else -n)),
    "reverse.string": lambda x: "".join(x[len(x) - 1 - i] for i in range(len(x))),
    "slice_from.string": lambda x, start: _slice(x, start, len(x)),
    "slice.string": _slice,
    "repeat.string": lambda x, count: "".join(c for _ in range(count) for c in x),
    "pad_start.string": lambda x, width, fill: _filling(x, width, fill) + x,
    "pad_end.string": lambda x, width, fill: x + _filling(x, width, fill),
    "replace.string": _replace,
    "translate.string": _translate,
    "split_part.string": _split_part,
}
