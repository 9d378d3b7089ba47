"""Arithmetic on single numbers, strings and times (SEMANTICS.md#numbers). Knows no nulls among its operands.

int64 wraps in two's complement, float64 is IEEE 754. Times are ints in microseconds, dates in days; what leaves the
range of its type (``limits``) is None.
"""

from __future__ import annotations

from math import copysign, inf

from featc_runtime.scalar.limits import (
    DURATION_MAX,
    INT64_MAX,
    INT64_MIN,
    MICROSECONDS_PER_DAY,
    TIME_MAX,
    TIME_MIN,
)

_SIGN = 2**63
_MASK = 2**64 - 1


def neg_int64(x: int) -> int:
    return -x if x != INT64_MIN else x


def neg_float64(x: float) -> float:
    return -x


def neg_duration(x: int) -> int:
    return -x


def add_int64(x: int, y: int) -> int:
    r = x + y
    if INT64_MIN <= r <= INT64_MAX:
        return r
    return (r + _SIGN & _MASK) - _SIGN


def add_float64(x: float, y: float) -> float:
    return x + y


def add_string(x: str, y: str) -> str:
    return x + y


def add_timestamp(x: int, y: int) -> int | None:
    r = x + y
    return r if TIME_MIN <= r <= TIME_MAX else None


add_datetime = add_timestamp


def add_duration(x: int, y: int) -> int | None:
    r = x + y
    return r if -DURATION_MAX <= r <= DURATION_MAX else None


def sub_int64(x: int, y: int) -> int:
    r = x - y
    if INT64_MIN <= r <= INT64_MAX:
        return r
    return (r + _SIGN & _MASK) - _SIGN


def sub_float64(x: float, y: float) -> float:
    return x - y


def sub_timestamps(x: int, y: int) -> int:
    """Any two times of the range are less than DURATION_MAX apart."""
    return x - y


sub_datetimes = sub_timestamps


def sub_dates(x: int, y: int) -> int:
    """Days in, microseconds out; any two dates of the range are less than DURATION_MAX apart."""
    return (x - y) * MICROSECONDS_PER_DAY


def sub_timestamp(x: int, y: int) -> int | None:
    r = x - y
    return r if TIME_MIN <= r <= TIME_MAX else None


sub_datetime = sub_timestamp


def sub_duration(x: int, y: int) -> int | None:
    r = x - y
    return r if -DURATION_MAX <= r <= DURATION_MAX else None


def mul_int64(x: int, y: int) -> int:
    r = x * y
    if INT64_MIN <= r <= INT64_MAX:
        return r
    return (r + _SIGN & _MASK) - _SIGN


def mul_float64(x: float, y: float) -> float:
    return x * y


def mul_duration(x: int, y: int) -> int | None:
    r = x * y
    return r if -DURATION_MAX <= r <= DURATION_MAX else None


def div_float64(x: float, y: float) -> float:
    """IEEE 754: x/0 is an infinity with the sign of both, 0/0 NaN."""
    if y:
        return x / y
    return x * copysign(inf, y)


def div_int64(x: int, y: int) -> float:
    """Both are converted first: Python's own int / int would round the exact quotient once."""
    if y:
        return float(x) / float(y)
    return x * inf


div_duration = div_int64


def floordiv_nonzero_int64(x: int, y: int) -> int:
    r = x // y
    return r if r <= INT64_MAX else INT64_MIN


def floordiv_int64(x: int, y: int) -> int | None:
    """None for a zero divisor; INT64_MIN // -1 wraps to itself."""
    if not y:
        return None
    r = x // y
    return r if r <= INT64_MAX else INT64_MIN


def mod_nonzero_int64(x: int, y: int) -> int:
    return x % y


def mod_int64(x: int, y: int) -> int | None:
    return x % y if y else None


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
