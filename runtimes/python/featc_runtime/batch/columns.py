"""Columns of one chunk as the vectorised helpers see them. Knows neither Arrow nor any operator.

A column is its values, and beside them (in a variable of its own, never inside) a bool array that is True where the
value is not null, or None where the type cannot be null.

* bool: bool array; int64: int64 array; float64: float64 array
* timestamp, datetime, duration: int64 microseconds; date: int64 days
* string: ``Strings``; list: ``Lists``

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


#: The values of any column.
Column: TypeAlias = NDArray[Any] | Strings | Lists
