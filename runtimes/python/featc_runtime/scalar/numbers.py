"""Least, greatest, rounding, casts and number parsing on single values (SEMANTICS.md#numbers). Knows no nulls."""

from __future__ import annotations

import re
from math import ceil, copysign, floor, fmod, inf, nan

from featc_runtime.scalar.limits import INT64_MAX, INT64_MIN

#: From here on every float64 is a whole number.
_WHOLE = 2.0**52

_INT = re.compile(r"[+-]?[0-9]+")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def least_int64(x: int, y: int) -> int:
    return x if x <= y else y


def greatest_int64(x: int, y: int) -> int:
    return x if x >= y else y


least_timestamp = least_datetime = least_date = least_duration = least_int64
greatest_timestamp = greatest_datetime = greatest_date = greatest_duration = greatest_int64


def least_float64(x: float, y: float) -> float:
    """NaN if either is NaN; -0.0 counts as less than 0.0."""
    if x < y:
        return x
    if y < x:
        return y
    if x == y:
        return x or -(-x - y)  # of two zeros 0.0 only if both are
    return x + y


def greatest_float64(x: float, y: float) -> float:
    """NaN if either is NaN; -0.0 counts as less than 0.0."""
    if x > y:
        return x
    if y > x:
        return y
    if x == y:
        return x or x + y  # of two zeros -0.0 only if both are
    return x + y


def least_string(x: str, y: str) -> str:
    return x if x <= y else y


def greatest_string(x: str, y: str) -> str:
    return x if x >= y else y


def abs_int64(x: int) -> int:
    return abs(x) if x != INT64_MIN else x


def abs_float64(x: float) -> float:
    return abs(x)


def abs_duration(x: int) -> int:
    return abs(x)


def sign_int64(x: int) -> int:
    return (x > 0) - (x < 0)


def sign_float64(x: float) -> float:
    """Zeros and NaN stay."""
    return copysign(1.0, x) if x < 0.0 or x > 0.0 else x


def fmod_float64(x: float, y: float) -> float:
    """The rest of a division toward zero, exact; NaN for an infinite x and for a zero y."""
    return fmod(x, y) if y and -inf < x < inf else nan


def clip_int64(x: int, lo: int, hi: int) -> int:
    if x < lo:
        x = lo
    return x if x <= hi else hi


def clip_float64(x: float, lo: float, hi: float) -> float:
    """``least(greatest(x, lo), hi)``."""
    if lo < x < hi:
        return x
    return least_float64(greatest_float64(x, lo), hi)


def floor_float64(x: float) -> float:
    if -_WHOLE < x < _WHOLE:
        return float(floor(x)) or x * 0.0
    return x


def ceil_float64(x: float) -> float:
    if -_WHOLE < x < _WHOLE:
        return float(ceil(x)) or x * 0.0
    return x


def trunc_float64(x: float) -> float:
    if -_WHOLE < x < _WHOLE:
        return float(int(x)) or x * 0.0
    return x


def round_float64(x: float) -> float:
    """Half to even."""
    if -_WHOLE < x < _WHOLE:
        return float(round(x)) or x * 0.0
    return x


def round_half_away_float64(x: float) -> float:
    """Half away from zero."""
    if -_WHOLE < x < _WHOLE:
        whole = int(x)
        if abs(x - whole) >= 0.5:
            whole += 1 if x > 0.0 else -1
        return float(whole) or x * 0.0
    return x


def ratio_float64(x: float, y: float) -> float | None:
    return x / y if y else None


def ratio_int64(x: int, y: int) -> float | None:
    """Both are converted first, then divided."""
    return float(x) / float(y) if y else None


def int64_float64(x: float) -> int | None:
    """Toward zero; None for NaN and outside int64."""
    return int(x) if -9223372036854775808.0 <= x < 9223372036854775808.0 else None


def int64_bool(x: bool) -> int:
    return int(x)


def float64_int64(x: int) -> float:
    return float(x)


def float64_bool(x: bool) -> float:
    return 1.0 if x else 0.0


def float64_list_int64(x: tuple[int | None, ...]) -> tuple[float | None, ...]:
    """Null elements stay null."""
    return tuple([None if v is None else float(v) for v in x])


def float64_list_bool(x: tuple[bool | None, ...]) -> tuple[float | None, ...]:
    """Null elements stay null."""
    return tuple([None if v is None else float(v) for v in x])


def parse_int_string(x: str) -> int | None:
    """An optional sign and ASCII digits, nothing else; None for other texts and outside int64."""
    if _INT.fullmatch(x) is None:
        return None
    # Leading zeros are many or few; more than 19 digits after them are outside int64 (and dear to convert).
    digits = x.lstrip("+-").lstrip("0")
    if len(digits) > 19:
        return None
    r = -int(digits or "0") if x[0] == "-" else int(digits or "0")
    return r if INT64_MIN <= r <= INT64_MAX else None


def parse_float_string(x: str) -> float | None:
    """The written grammar only (no spaces, underscores, nan, inf, hexadecimal); the value is correctly rounded."""
    return float(x) if _FLOAT.fullmatch(x) else None


__all__ = [
    "abs_duration",
    "abs_float64",
    "abs_int64",
    "ceil_float64",
    "clip_float64",
    "clip_int64",
    "float64_bool",
    "float64_int64",
    "float64_list_bool",
    "float64_list_int64",
    "floor_float64",
    "fmod_float64",
    "greatest_date",
    "greatest_datetime",
    "greatest_duration",
    "greatest_float64",
    "greatest_int64",
    "greatest_string",
    "greatest_timestamp",
    "int64_bool",
    "int64_float64",
    "least_date",
    "least_datetime",
    "least_duration",
    "least_float64",
    "least_int64",
    "least_string",
    "least_timestamp",
    "parse_float_string",
    "parse_int_string",
    "ratio_float64",
    "ratio_int64",
    "round_float64",
    "round_half_away_float64",
    "sign_float64",
    "sign_int64",
    "trunc_float64",
]
