"""Vectorised operations on lists. Knows no operator of another family.

What an operation gives depends on the list's type alone: `element_at` is for elements that cannot be null,
`element_at_nullable` for those that can.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Ints, Lists, Ragged, Strings, flatten, take_items

__all__ = ["element", "element_at", "element_at_nullable", "head"]


def element_at(x: Lists, index: int) -> NDArray[Any] | Strings:
    """The element at a position that every list has, from 0, of lists whose elements cannot be null."""
    return _column(x.items, index)


def element_at_nullable(x: Lists, index: int) -> tuple[NDArray[Any] | Strings, Bools]:
    """The element at a position that every list has, from 0; not ok for a null element."""
    return _column(x.items, index), _is_element(x, index)


def element(x: AnyLists, index: Ints | int) -> tuple[NDArray[Any] | Strings, Bools]:
    """The element at a position, from 0; not ok for a null element and for a position outside the list."""
    if isinstance(x, Ragged):
        return _element_of_ragged(x, index)
    size = _cells(x.items).shape[1]
    if isinstance(index, np.ndarray):
        inside = (index >= 0) & (index < size)
        if size == 0:
            return _outside(x.items, len(x)), inside
        place = np.where(inside, index, 0)
        rows = np.arange(len(x))
        values = _column(x.items, (rows, place))
        ok = inside if x.items_ok is None else inside & x.items_ok[rows, place]
        return values, ok
    if 0 <= index < size:
        return element_at_nullable(x, index)
    return _outside(x.items, len(x)), np.zeros(len(x), dtype=np.bool_)


def _element_of_ragged(x: Ragged, index: Ints | int) -> tuple[NDArray[Any] | Strings, Bools]:
    inside: Bools = np.asarray((index >= 0) & (index < x.lengths))
    if len(x.items) == 0:
        return _outside(x.items, len(x)), inside
    places = np.where(inside, x.offsets[:-1] + index, 0)
    ok = inside if x.items_ok is None else inside & x.items_ok[places]
    return take_items(x.items, places), ok


def head(x: AnyLists, limit: int) -> Ragged:
    """The first elements of each list, at most ``limit``."""
    flat = flatten(x)
    lengths = np.minimum(flat.lengths, limit)
    if (lengths == flat.lengths).all():
        return flat
    offsets = np.concatenate([np.zeros(1, np.intp), np.cumsum(lengths)])
    places = np.arange(offsets[-1]) + np.repeat(flat.offsets[:-1] - offsets[:-1], lengths)
    return Ragged(take_items(flat.items, places), offsets, None if flat.items_ok is None else flat.items_ok[places])


def _cells(items: NDArray[Any] | Strings) -> NDArray[Any]:
    """The rows × size array of elements, or of their codes."""
    return items.codes if isinstance(items, Strings) else items


def _column(items: NDArray[Any] | Strings, place: int | tuple[Any, Any]) -> NDArray[Any] | Strings:
    """One element of each row: at one place, or at (rows, places)."""
    key = (slice(None), place) if isinstance(place, int) else place
    if isinstance(items, Strings):
        return Strings(items.codes[key], items.values)
    column: NDArray[Any] = items[key]
    return column


def _is_element(x: Lists, index: int) -> Bools:
    if x.items_ok is None:
        return np.ones(len(x), dtype=np.bool_)
    ok: Bools = x.items_ok[:, index]
    return ok


def _outside(items: NDArray[Any] | Strings, rows: int) -> NDArray[Any] | Strings:
    """An ordinary value for each row of lists that have no element to take."""
    cells = np.zeros(rows, dtype=_cells(items).dtype)
    return Strings(cells, items.values) if isinstance(items, Strings) else cells
