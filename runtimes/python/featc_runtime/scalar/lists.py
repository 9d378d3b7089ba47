"""Scalar operations on lists, which are tuples with None at null elements (SEMANTICS.md#lists). Knows no operator of
another family.
"""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, nan
from typing import Any, TypeVar

__all__ = [
    "argmax_list",
    "argmin_list",
    "concat_list",
    "contains_list",
    "count_list",
    "distinct_list",
    "element",
    "element_at",
    "head",
    "length_list",
    "max_list",
    "min_list",
    "reverse_list",
    "slice_from_list",
    "slice_list",
    "sort_list",
    "top_k_list",
]

_Item = TypeVar("_Item")


def element_at(x: tuple[_Item, ...], index: int) -> _Item:
    """The element at a position that every x has, from 0; None for a null element."""
    return x[index]


def element(x: tuple[_Item, ...], index: int) -> _Item | None:
    """The element at a position, from 0; None for a null element and for a position outside the list."""
    return x[index] if 0 <= index < len(x) else None


def head(x: tuple[_Item, ...], limit: int) -> tuple[_Item, ...]:
    """The first elements, at most ``limit``."""
    return x[:limit]


def length_list(x: tuple[Any, ...]) -> int:
    """How many elements, null ones too."""
    return len(x)


def count_list(x: tuple[Any, ...]) -> int:
    """How many elements are not null."""
    return len(x) - x.count(None)


def concat_list(x: tuple[_Item, ...], y: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """The elements of x, then those of y."""
    return x + y


def slice_from_list(x: tuple[_Item, ...], start: int) -> tuple[_Item, ...]:
    """The elements from a position on; a negative one counts from the end."""
    return x[start:]


def slice_list(x: tuple[_Item, ...], start: int, stop: int) -> tuple[_Item, ...]:
    """The elements from start up to, without, stop; a negative position counts from the end."""
    return x[start:stop]


def reverse_list(x: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """The elements in the opposite order."""
    return x[::-1]


def sort_list(x: tuple[_Item | None, ...], descending: bool) -> tuple[_Item | None, ...]:
    """Numbers in order, then NaN, then nulls."""
    values = _sorted(x, descending)
    return (*values, *[None] * (len(x) - len(values)))


def top_k_list(x: tuple[_Item | None, ...], k: int) -> tuple[_Item, ...]:
    """The k greatest, the greatest first, NaN after all numbers, without nulls."""
    return tuple(_sorted(x, True)[:k])


def distinct_list(x: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """The first of each value; one NaN, one null, and 0.0 is -0.0."""
    first: dict[Any, _Item] = {}
    for v in x:
        first.setdefault(v if v == v else _NAN, v)
    return tuple(first.values())


def contains_list(x: tuple[Any, ...], item: Any) -> bool:
    """Whether an element equals the item; NaN and null elements equal nothing."""
    return any(v is not None and v == item for v in x)


def min_list(x: tuple[_Item | None, ...]) -> _Item | None:
    """The least element that is not null, NaN if there is one; None where there is none."""
    return _extreme(x, min)


def max_list(x: tuple[_Item | None, ...]) -> _Item | None:
    """The greatest element that is not null, NaN if there is one; None where there is none."""
    return _extreme(x, max)


def argmin_list(x: tuple[Any, ...]) -> int | None:
    """The position of the first element that is the least."""
    return _position(x, min)


def argmax_list(x: tuple[Any, ...]) -> int | None:
    """The position of the first element that is the greatest."""
    return _position(x, max)


#: Stands for NaN among values that are compared.
_NAN = object()


def _order(x: Any) -> Any:
    """What elements of one type are ordered by, NaN apart."""
    return (x, copysign(1.0, x)) if isinstance(x, float) else x


def _sorted(x: tuple[_Item | None, ...], descending: bool) -> list[_Item]:
    values = [v for v in x if v is not None]
    numbers = [v for v in values if v == v]
    numbers.sort(key=_order, reverse=descending)
    return numbers + [v for v in values if v != v]


def _extreme(x: tuple[_Item | None, ...], which: Callable[..., _Item]) -> _Item | None:
    values = [v for v in x if v is not None]
    if not values:
        return None
    return nan if any(v != v for v in values) else which(values, key=_order)  # type: ignore[return-value]


def _position(x: tuple[Any, ...], which: Callable[..., Any]) -> int | None:
    places = [i for i, v in enumerate(x) if v is not None]
    if not places:
        return None
    first_nan = next((i for i in places if x[i] != x[i]), None)
    if first_nan is not None:
        return first_nan
    found: int = which(places, key=lambda i: _order(x[i]))
    return found
