"""Work on the elements of lists that operations share: nulls left out, stretches of rows, counts. Knows no operator."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Ints, Ragged, Strings, flatten, take_items


def present(x: AnyLists) -> Ragged:
    """The lists without their null elements."""
    flat = flatten(x)
    if flat.items_ok is None:
        return flat
    if flat.items_ok.all():
        return Ragged(flat.items, flat.offsets)
    running = np.zeros(len(flat.items_ok) + 1, np.intp)
    np.cumsum(flat.items_ok, out=running[1:])
    return Ragged(take_items(flat.items, flat.items_ok), running[flat.offsets])


def counts(mask: Bools, offsets: NDArray[np.intp]) -> Ints:
    """How many are true of each row's elements."""
    running = np.zeros(len(mask) + 1, np.int64)
    np.cumsum(mask, out=running[1:])
    return np.diff(running[offsets])


def offsets_of(lengths: NDArray[Any]) -> NDArray[np.intp]:
    """The offsets of lists of these lengths."""
    offsets = np.zeros(len(lengths) + 1, np.intp)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def stretches(x: Ragged, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> Ragged:
    """For each row, so many elements from a place among all elements on."""
    offsets = offsets_of(lengths)
    places = np.arange(offsets[-1])
    places += np.repeat(starts - offsets[:-1], lengths)
    return Ragged(take_items(x.items, places), offsets, None if x.items_ok is None else x.items_ok[places])


def joined_items(x: NDArray[Any] | Strings, y: NDArray[Any] | Strings, axis: int = 0) -> NDArray[Any] | Strings:
    """The elements of two columns, one column after the other, or of rows × size arrays side by side (axis 1)."""
    if isinstance(x, Strings) and isinstance(y, Strings):
        return Strings(np.concatenate([x.codes, y.codes + len(x.values)], axis=axis), [*x.values, *y.values])
    return np.concatenate([np.asarray(x), np.asarray(y)], axis=axis)


def joined_ok(x: AnyLists, y: AnyLists, axis: int = 0) -> Bools | None:
    """Where the elements of both are not null, joined as the elements, or None where none of them can be."""
    if x.items_ok is None and y.items_ok is None:
        return None
    parts = []
    for held in (x, y):
        cells = held.items.codes if isinstance(held.items, Strings) else held.items
        parts.append(np.ones(cells.shape, np.bool_) if held.items_ok is None else held.items_ok)
    return np.concatenate(parts, axis=axis)
