"""Decimal arrays of Arrow as floats and integers, exact or rounded once (SEMANTICS.md#ingress). Knows decimals alone.

A decimal is an integer and a scale. Nearly all columns have integers of 64 bits and a scale that a few operations on
whole arrays divide by; what is beyond that goes value by value, as fractions of Python's integers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime import nearest
from featc_runtime.arrow.buffers import plain, valid
from featc_runtime.arrow.problems import Entered, Reader, problems
from featc_runtime.batch.columns import Bools
from featc_runtime.schema import Marks

#: 10 and 5 to the power of up to 22 are floats and int64; integers of up to 2^53 are floats.
_FLOAT_SCALE = 22
_WHOLE = 2**53
#: Twice a remainder of 10^18 is an int64.
_INT_SCALE = 18
#: Half way between the largest float32 and what would be the next one.
_FLOAT32_END = 2.0**128 - 2.0**103

#: A decimal of 76 digits over a higher power of ten is nearest to zero, and times one it is beyond every float.
_LAST_SCALE = 500
#: In this no decimal of 256 bits is rounded, whatever its scale.
_CONTEXT = Context(prec=80, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])

_LIMITS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


class _Numbers(NamedTuple):
    """Decimals as numbers: the nearest value of the target, and where it is the decimal itself."""

    values: NDArray[Any]
    exact: Bools
    outside: Bools  # where there is no value of the target: an infinity would be the nearest float


class _Column:
    """A plain decimal array: integers of 64 bits with a scale, and where this is all of it."""

    def __init__(self, array: pa.Array) -> None:
        self.scale = int(array.type.scale)
        width, rows = array.type.bit_width // 8, len(array)
        parts, kind = (1, f"<i{width}") if width <= 8 else (width // 8, "<i8")
        buffer = array.buffers()[1]
        words = (
            np.zeros((rows, parts), kind)
            if rows == 0 or buffer is None
            else np.frombuffer(buffer, kind, rows * parts, array.offset * width).reshape(rows, parts)
        )
        self._words = words
        self.ok = valid(array)
        self.unscaled = words[:, 0].astype(np.int64)  # the lowest word comes first
        self.whole = (words[:, 1:] == (self.unscaled >> 63)[:, None]).all(axis=1)
        if self.ok is not None:
            null = np.flatnonzero(~self.ok)
            self.unscaled[null], self.whole[null] = 0, True

    def __len__(self) -> int:
        return len(self.unscaled)

    def at(self, i: int) -> Decimal:
        """One value that is not null. (Arrow's own conversion has no form for every scale.)"""
        return Decimal(self._integers(np.array([i]))[0]).scaleb(-self.scale, _CONTEXT)

    def _integers(self, places: NDArray[np.intp]) -> list[int]:
        """Integers of any width."""
        *low, high = (self._words[places, k] for k in range(self._words.shape[1]))
        found: list[int] = high.tolist()  # the highest word has the sign
        for word in reversed(low):
            found = [n << 64 | part for n, part in zip(found, word.view(np.uint64).tolist(), strict=True)]
        return found

    def fractions(self, places: NDArray[np.intp]) -> tuple[list[int], int]:
        """Values as integers over one power of ten.

        Scales beyond all floats and integers of 64 bits are taken for the last of those, which gives the same.
        """
        scale = min(max(self.scale, -_LAST_SCALE), _LAST_SCALE)
        numbers = self._integers(places)
        return (numbers, 10**scale) if scale >= 0 else ([n * 10**-scale for n in numbers], 1)


def decimal_reader(kind: str, marks: Marks, arrow: pa.DataType) -> Reader | None:
    """How a decimal column enters a field, or None where it does not."""
    if kind == "float64":
        target, make = marks.storage or "float64", _float32 if marks.storage == "float32" else _float64
    elif kind == "int64":
        target, make = marks.storage or "int64", _integer
    else:
        return None

    def read(array: pa.Array) -> Entered:
        column = _Column(plain(array))
        numbers = make(column)
        values, outside = numbers.values, numbers.outside
        if kind == "int64":
            low, high = _LIMITS[target]
            outside = outside | (values < low) | (values > high)
        fine = ~numbers.exact
        if kind == "float64":
            fine &= ~outside
        elif not marks.rounded:
            outside = outside & ~fine
        found = problems(outside, "OUT_OF_RANGE", _outside(column, target))
        if not marks.rounded:
            what = target if kind == "float64" else "whole number"
            found += problems(fine, "TOO_FINE", lambda i: nearest.too_fine(column.at(i), what))
        return Entered(values, column.ok, found)

    return read


def _outside(column: _Column, target: str) -> Callable[[int], str]:
    return lambda i: f"{nearest.shown(column.at(i))} is outside the range of {target}"


def _float64(column: _Column) -> _Numbers:
    unscaled, scale = column.unscaled, column.scale
    if 0 <= scale <= _FLOAT_SCALE:
        quick = column.whole & (unscaled <= _WHOLE) & (unscaled >= -_WHOLE)
        # both are floats, so that the quotient is rounded once; it is exact if what is left of 10^scale is a power of 2
        values = unscaled / float(10**scale)
        exact = unscaled % 5**scale == 0
    else:
        quick = column.whole & (unscaled == 0)
        values, exact = np.zeros(len(column)), quick.copy()
    places = np.flatnonzero(~quick)
    numbers, power = column.fractions(places)
    near = [_quotient(n, power) for n in numbers]
    values[places] = near
    exact[places] = [_equals(f, n, power) for f, n in zip(near, numbers, strict=True)]
    return _Numbers(values, exact, np.isinf(values))


def _quotient(number: int, power: int) -> float:
    """The nearest float of a fraction: Python rounds the quotient of integers once."""
    try:
        return number / power
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _equals(value: float, number: int, power: int) -> bool:
    if math.isinf(value):
        return False
    over, under = value.as_integer_ratio()
    return over * power == number * under


def _float32(column: _Column) -> _Numbers:
    wide, exact, _ = _float64(column)
    with np.errstate(all="ignore"):
        narrow = wide.astype(np.float32)
        values = narrow.astype(np.float64)
        other = np.nextafter(narrow, np.where(wide > values, np.inf, -np.inf).astype(np.float32)).astype(np.float64)
        half = (other - wide == wide - values) & (wide != values)
    # a float64 that is half way between two float32, and not the decimal itself: only that says to which side
    for i in np.flatnonzero((half | (np.abs(wide) == _FLOAT32_END)) & ~exact).tolist():
        values[i] = nearest.nearest_float32(column.at(i))
    return _Numbers(values, exact & (values == wide), np.isinf(values))


def _integer(column: _Column) -> _Numbers:
    unscaled, scale = column.unscaled, column.scale
    if 0 <= scale <= _INT_SCALE:
        quick = column.whole
        values, rest = np.divmod(unscaled, 10**scale)
        exact = rest == 0
        values += (2 * rest > 10**scale) | ((2 * rest == 10**scale) & (values % 2 == 1))
    else:
        quick = column.whole & (unscaled == 0)
        values, exact = np.zeros(len(column), np.int64), quick.copy()
    outside = np.zeros(len(column), np.bool_)
    places = np.flatnonzero(~quick)
    numbers, power = column.fractions(places)
    low, high = _LIMITS["int64"]
    for i, number in zip(places.tolist(), numbers, strict=True):
        near, left = divmod(number, power)
        near += 2 * left > power or (2 * left == power and near % 2 == 1)
        outside[i] = not low <= near <= high
        exact[i] = left == 0
        values[i] = 0 if outside[i] else near
    return _Numbers(values, exact, outside)
