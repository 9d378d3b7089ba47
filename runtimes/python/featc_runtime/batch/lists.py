"""Vectorised operations on lists. Knows no operator of another family.

What an operation gives depends on the list's type alone: `element_at` is for elements that cannot be null,
`element_at_nullable` for those that can.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Ints, Lists, Ragged, Strings, flatten, take_items
from featc_runtime.batch.comparison import eq_string
from featc_runtime.batch.ragged import counts, joined_items, joined_ok, offsets_of, stretches

__all__ = [
    "concat_list",
    "contains_list",
    "count_list",
    "element",
    "element_at",
    "element_at_nullable",
    "head",
    "length_list",
    "reverse_list",
    "slice_from_list",
    "slice_list",
]


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
    return stretches(flat, flat.offsets[:-1], lengths)


def length_list(x: AnyLists) -> Ints:
    """How many elements, null ones too."""
    if isinstance(x, Ragged):
        return x.lengths.astype(np.int64)
    return np.full(len(x), _cells(x.items).shape[1], np.int64)


def count_list(x: AnyLists) -> Ints:
    """How many elements are not null."""
    if x.items_ok is None:
        return length_list(x)
    if isinstance(x, Ragged):
        return counts(x.items_ok, x.offsets)
    found: Ints = np.asarray(np.count_nonzero(x.items_ok, axis=1), np.int64)
    return found


def concat_list(x: AnyLists, y: AnyLists) -> AnyLists:
    """The elements of x, then those of y."""
    if isinstance(x, Lists) and isinstance(y, Lists):
        return Lists(joined_items(x.items, y.items, axis=1), joined_ok(x, y, axis=1))
    left, right = flatten(x), flatten(y)
    lengths = np.stack([left.lengths, right.lengths], axis=1)
    starts = np.stack([left.offsets[:-1], right.offsets[:-1] + len(left.items)], axis=1)
    items = Ragged(joined_items(left.items, right.items), left.offsets, joined_ok(left, right))
    parts = stretches(items, starts.ravel(), lengths.ravel())
    return Ragged(parts.items, offsets_of(lengths.sum(axis=1)), parts.items_ok)


def slice_from_list(x: AnyLists, start: Ints | int) -> Ragged:
    """The elements from a position on; a negative one counts from the end."""
    flat = flatten(x)
    lengths = flat.lengths
    first = _inside(start, lengths)
    return stretches(flat, flat.offsets[:-1] + first, lengths - first)


def slice_list(x: AnyLists, start: Ints | int, stop: Ints | int) -> Ragged:
    """The elements from start up to, without, stop; a negative position counts from the end."""
    flat = flatten(x)
    lengths = flat.lengths
    first, last = _inside(start, lengths), _inside(stop, lengths)
    return stretches(flat, flat.offsets[:-1] + first, np.maximum(last - first, 0))


def _inside(position: Ints | int, lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """Positions as counted from the start, outside ones moved to the nearer end."""
    counted = np.where(np.less(position, 0), position + lengths, position)
    return np.minimum(np.maximum(counted, 0), lengths)


def reverse_list(x: AnyLists) -> AnyLists:
    """The elements in the opposite order."""
    if isinstance(x, Lists):
        turned = x.items.codes if isinstance(x.items, Strings) else x.items
        turned = np.ascontiguousarray(turned[:, ::-1])
        items = Strings(turned, x.items.values) if isinstance(x.items, Strings) else turned
        return Lists(items, None if x.items_ok is None else np.ascontiguousarray(x.items_ok[:, ::-1]))
    places = np.repeat(x.offsets[1:] + x.offsets[:-1] - 1, x.lengths) - np.arange(len(x.items))
    return Ragged(take_items(x.items, places), x.offsets, None if x.items_ok is None else x.items_ok[places])


def contains_list(x: AnyLists, item: Any) -> Bools:
    """Whether an element equals the item; NaN and null elements equal nothing."""
    flat = flatten(x)
    if isinstance(flat.items, Strings):
        each = Strings(np.repeat(item.codes, flat.lengths), item.values) if isinstance(item, Strings) else item
        equal = eq_string(flat.items, each)
    else:
        equal = flat.items == (np.repeat(item, flat.lengths) if isinstance(item, np.ndarray) else item)
    if flat.items_ok is not None:
        equal = equal & flat.items_ok
    return counts(equal, flat.offsets) > 0


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
