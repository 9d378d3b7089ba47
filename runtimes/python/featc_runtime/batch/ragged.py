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


def joined_items(x: NDArray[Any] | Strings, y: NDArray[Any] | Strings) -> NDArray[Any] | Strings:
    """The elements of two flat columns, one column after the other."""
    if isinstance(x, Strings) and isinstance(y, Strings):
        return Strings(np.concatenate([x.codes, y.codes + len(x.values)]), [*x.values, *y.values])
    return np.concatenate([np.asarray(x), np.asarray(y)])


def joined_ok(x: Ragged, y: Ragged) -> Bools | None:
    """Where the elements of both are not null, or None where none of them can be."""
    if x.items_ok is None and y.items_ok is None:
        return None
    return np.concatenate([np.ones(len(r.items), np.bool_) if r.items_ok is None else r.items_ok for r in (x, y)])
