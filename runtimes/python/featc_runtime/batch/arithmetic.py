"""Arithmetic on columns of numbers, strings and times (SEMANTICS.md#numbers). Knows no nulls.

int64 wraps in two's complement, float64 is IEEE 754: there NumPy's own functions are exact and total. Times are int64
microseconds, dates days; results outside the range of their type (``scalar.limits``) are not ok and 0.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from featc_runtime.batch.columns import Bools, Floats, Ints, Strings
from featc_runtime.batch.combine import combine
from featc_runtime.scalar.limits import DURATION_MAX, MICROSECONDS_PER_DAY, TIME_MAX, TIME_MIN

IntsOrInt: TypeAlias = Ints | int

neg_int64 = np.negative
neg_float64 = np.negative
neg_duration = np.negative
add_int64 = np.add
add_float64 = np.add
sub_int64 = np.subtract
sub_float64 = np.subtract
sub_timestamps = np.subtract
sub_datetimes = np.subtract
mul_int64 = np.multiply
mul_float64 = np.multiply
div_float64 = np.true_divide
#: NumPy converts both operands to float64, then divides.
div_int64 = np.true_divide
div_duration = np.true_divide


def add_string(x: Strings | str, y: Strings | str) -> Strings:
    return combine(str.__add__, str, x, y)


def add_timestamp(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    return _within(np.add(x, y), TIME_MIN, TIME_MAX)


def sub_timestamp(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    return _within(np.subtract(x, y), TIME_MIN, TIME_MAX)


add_datetime = add_timestamp
sub_datetime = sub_timestamp


def add_duration(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    return _within(np.add(x, y), -DURATION_MAX, DURATION_MAX)


def sub_duration(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    return _within(np.subtract(x, y), -DURATION_MAX, DURATION_MAX)


def sub_dates(x: IntsOrInt, y: IntsOrInt) -> Ints:
    """Days in, microseconds out."""
    days: Ints = np.subtract(x, y)
    days *= MICROSECONDS_PER_DAY
    return days


def mul_duration(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    """Durations times numbers; either may be the plain int."""
    values: Ints = np.multiply(x, y)
    for factor, column in ((x, y), (y, x)):
        if isinstance(factor, int) and factor != 0:
            bound = DURATION_MAX // abs(factor)
            ok: Bools = np.less_equal(column, bound)
            ok &= np.greater_equal(column, -bound)
            return _only(values, ok)
    values, ok = _within(values, -DURATION_MAX, DURATION_MAX)
    # The rounded product tells a wrapped one: it is below 2^62 only where the true one fits in an int64.
    rough: Floats = np.multiply(x, y, dtype=np.float64)
    ok &= np.less(np.abs(rough, out=rough), 2.0**62)
    return _only(values, ok)


def floordiv_nonzero_int64(x: Ints, y: int) -> Ints:
    """NumPy's INT64_MIN // -1 wraps to itself."""
    quotient: Ints = np.floor_divide(x, y)
    return quotient


def floordiv_int64(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    """A zero divisor is not ok; NumPy's quotient is 0 there."""
    quotient: Ints = np.floor_divide(x, y)
    return quotient, _nonzero(y, len(quotient))


def mod_nonzero_int64(x: Ints, y: int) -> Ints:
    """As x - x // y * y, wrapping: NumPy divides by one scalar several times faster than it takes remainders."""
    rest: Ints = np.floor_divide(x, y)
    rest *= y
    np.subtract(x, rest, out=rest)
    return rest


def mod_int64(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    """A zero divisor is not ok; NumPy's remainder is 0 there."""
    rest: Ints = np.remainder(x, y)
    return rest, _nonzero(y, len(rest))


def _nonzero(y: IntsOrInt, rows: int) -> Bools:
    if isinstance(y, int):
        return np.full(rows, y != 0)
    ok: Bools = np.not_equal(y, 0)
    return ok


def _within(values: Ints, low: int, high: int) -> tuple[Ints, Bools]:
    """The values with those outside low..high made 0, and which are inside. The array is the caller's to change."""
    ok: Bools = np.greater_equal(values, low)
    ok &= np.less_equal(values, high)
    return _only(values, ok)


def _only(values: Ints, ok: Bools) -> tuple[Ints, Bools]:
    """The values with those that are not ok made 0, in place."""
    if not ok.all():
        values[~ok] = 0
    return values, ok


__all__ = [
    "add_datetime",
    "add_duration",
    "add_float64",
    "add_int64",
    "add_string",
    "add_timestamp",
    "div_duration",
    "div_float64",
    "div_int64",
    "floordiv_int64",
    "floordiv_nonzero_int64",
    "mod_int64",
    "mod_nonzero_int64",
    "mul_duration",
    "mul_float64",
    "mul_int64",
    "neg_duration",
    "neg_float64",
    "neg_int64",
    "sub_dates",
    "sub_datetime",
    "sub_datetimes",
    "sub_duration",
    "sub_float64",
    "sub_int64",
    "sub_timestamp",
    "sub_timestamps",
]
