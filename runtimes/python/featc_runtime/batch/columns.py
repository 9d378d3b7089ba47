"""Columns of one chunk as the vectorised helpers see them. Knows neither Arrow nor any operator.

A column is its values, and beside them (in a variable of its own, never inside) a bool array that is True where the
value is not null, or None where the type cannot be null.

* bool: bool array; int64: int64 array; float64: float64 array
* timestamp, datetime, duration: int64 microseconds; date: int64 days
* string: ``Strings``; list: ``Lists`` where all are of one length, ``Ragged`` where the length varies

The slot of a null holds an ordinary value of the type (0, False, "", the epoch): every helper is total on every value
of its operands' types and need not look at nulls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings by dictionary: row i is ``values[codes[i]]``. ``values`` is never empty and may repeat a string.

    ``codes`` is an intp array with one entry a row (or two-dimensional inside ``Lists``).
    """

    codes: NDArray[np.intp]
    values: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)

    def map(self, function: Callable[[str], str]) -> Strings:
        """The strings that a scalar function makes of these: one call for each entry of the dictionary."""
        return Strings(self.codes, [function(v) for v in self.values])

    def take(self, function: Callable[[str], Any], dtype: type) -> NDArray[Any]:
        """The values that a scalar function makes of these, as an array of ``dtype``."""
        return np.array([function(v) for v in self.values], dtype=dtype)[self.codes]

    def tolist(self) -> list[str]:
        """The strings row by row."""
        values = self.values
        return [values[c] for c in self.codes.tolist()]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of one length: ``items`` is a rows × size array (or ``Strings`` with two-dimensional codes).

    ``items_ok`` is a bool array of the same shape, False at null elements, or None where elements cannot be null.
    """

    items: NDArray[Any] | Strings
    items_ok: Bools | None = None

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of varying length, all elements one after the other: row i has ``items[offsets[i]:offsets[i + 1]]``.

    ``items`` is one-dimensional, ``offsets`` an intp array from 0 to the number of items, with one entry more than
    there are rows. ``items_ok`` is False at null elements, or None where elements cannot be null.
    """

    items: NDArray[Any] | Strings
    offsets: NDArray[np.intp]
    items_ok: Bools | None = None

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> NDArray[np.intp]:
        """How many elements each list has."""
        return np.diff(self.offsets)

    @property
    def rows(self) -> NDArray[np.intp]:
        """The row of each element."""
        return np.repeat(np.arange(len(self)), self.lengths)


#: A column of lists of either kind.
AnyLists: TypeAlias = Lists | Ragged

#: The values of any column.
Column: TypeAlias = NDArray[Any] | Strings | Lists | Ragged


def flatten(x: AnyLists) -> Ragged:
    """The lists with their elements one after the other, whichever kind they are of; no copy of contiguous ones."""
    if isinstance(x, Ragged):
        return x
    items, items_ok = x.items, None if x.items_ok is None else x.items_ok.ravel()
    rows, size = (items.codes if isinstance(items, Strings) else items).shape
    offsets = np.arange(0, (rows + 1) * size, size, dtype=np.intp) if size else np.zeros(rows + 1, np.intp)
    flat = Strings(items.codes.ravel(), items.values) if isinstance(items, Strings) else items.ravel()
    return Ragged(flat, offsets, items_ok)


def like(x: AnyLists, items: NDArray[Any] | Strings, items_ok: Bools | None = None) -> AnyLists:
    """Lists of the kind and the lengths of ``x`` with other elements, given one after the other."""
    if isinstance(x, Ragged):
        return Ragged(items, x.offsets, items_ok)
    shape = (x.items.codes if isinstance(x.items, Strings) else x.items).shape
    shaped = Strings(items.codes.reshape(shape), items.values) if isinstance(items, Strings) else items.reshape(shape)
    return Lists(shaped, None if items_ok is None else items_ok.reshape(shape))


def take_items(items: NDArray[Any] | Strings, places: Any) -> NDArray[Any] | Strings:
    """The elements at these places (an index, a mask or a slice) of a flat column of elements."""
    if isinstance(items, Strings):
        return Strings(items.codes[places], items.values)
    taken: NDArray[Any] = items[places]
    return taken
