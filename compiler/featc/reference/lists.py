"""The reference meaning of lists, as tuples with None at null elements. Knows exact numbers, no runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import Any, Final

from featc.reference import exact
from featc.reference.comparison import is_same, order

_List = tuple[Any, ...]


def _element(x: _List, index: int) -> Any:
    return x[index] if 0 <= index < len(x) else None


def _is_nan(v: Any) -> bool:
    return isinstance(v, float) and exact.is_nan(v)


def _total(x: Any, y: Any) -> int:
    """-1, 0 or 1 for elements that are no NaN: by value, -0.0 before 0.0."""
    found = order(x, y)
    assert found is not None
    if found == 0 and isinstance(x, float):  # unlike only for two zeros
        return exact.is_negative(y) - exact.is_negative(x)
    return found


def _best(values: Iterable[Any], sign: int) -> Any:
    """The least (sign 1) or greatest (sign -1) of elements: NaN if one is; None where there are none."""
    best = None
    for v in values:
        if v is None:
            continue
        if _is_nan(v):
            return v
        if best is None or _total(v, best) * sign < 0:
            best = v
    return best


def _position(x: _List, sign: int) -> int | None:
    best = _best(x, sign)
    if best is None:
        return None
    for i, v in enumerate(x):
        if v is not None and (_is_nan(v) if _is_nan(best) else not _is_nan(v) and _total(v, best) == 0):
            return i
    raise AssertionError("the best element is in the list")


def _sort(x: _List, descending: bool) -> _List:
    numbers = sorted((v for v in x if v is not None and not _is_nan(v)), key=cmp_to_key(_total))
    if descending:
        numbers = numbers[::-1]
    return (*numbers, *(v for v in x if _is_nan(v)), *(v for v in x if v is None))


def _top_k(x: _List, k: int) -> _List:
    return tuple(v for v in _sort(x, True) if v is not None)[:k]


def _distinct(x: _List) -> _List:
    found: list[Any] = []
    for v in x:
        if not any(is_same(v, other) for other in found):
            found.append(v)
    return tuple(found)


def _slice(x: _List, start: int, stop: int) -> _List:
    """Element by element: those whose position is in the range, as counted from the start."""
    first = start + len(x) if start < 0 else start
    last = stop + len(x) if stop < 0 else stop
    return tuple(v for i, v in enumerate(x) if first <= i < last)


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "list": lambda *xs: xs,
    "element_at": _element,
    "element": _element,
    "head": lambda x, limit: tuple(x[i] for i in range(min(len(x), limit))),
    "length.list": len,
    "count.list": lambda x: len([v for v in x if v is not None]),
    "concat.list": lambda x, y: (*x, *y),
    "slice_from.list": lambda x, start: _slice(x, start, len(x)),
    "slice.list": _slice,
    "reverse.list": lambda x: tuple(reversed(x)),
    "sort.list": _sort,
    "top_k.list": _top_k,
    "distinct.list": _distinct,
    "contains.list": lambda x, item: any(v is not None and order(v, item) == 0 for v in x),
    "min.list": lambda x: _best(x, 1),
    "max.list": lambda x: _best(x, -1),
    "argmin.list": lambda x: _position(x, 1),
    "argmax.list": lambda x: _position(x, -1),
    "any.list": lambda x: any(v is True for v in x),
    "all.list": lambda x: not any(v is False for v in x),
}
