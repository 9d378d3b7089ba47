"""Least, greatest, rounding, casts and number parsing on columns (SEMANTICS.md#numbers). Knows no nulls."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Floats, Ints, Strings, flatten, like
from featc_runtime.batch.combine import combine_fallible
from featc_runtime.batch.ranks import ranks
from featc_runtime.scalar.numbers import parse_float_string as _parse_float
from featc_runtime.scalar.numbers import parse_int_string as _parse_int

least_int64 = least_timestamp = least_datetime = least_date = least_duration = np.minimum
greatest_int64 = greatest_timestamp = greatest_datetime = greatest_date = greatest_duration = np.maximum
#: NumPy's abs of INT64_MIN wraps to itself.
abs_int64 = abs_float64 = abs_duration = np.absolute
floor_float64 = np.floor
ceil_float64 = np.ceil
trunc_float64 = np.trunc
#: Half to even.
round_float64 = np.rint
sign_int64 = np.sign
#: C's, which is exact.
fmod_float64 = np.fmod


def least_float64(x: Floats | float, y: Floats | float) -> Floats:
    """NaN if either is NaN; -0.0 counts as less than 0.0."""
    result: Floats = np.minimum(x, y)
    return _with_zeros(result, x, y, np.bitwise_or)


def greatest_float64(x: Floats | float, y: Floats | float) -> Floats:
    """NaN if either is NaN; -0.0 counts as less than 0.0."""
    result: Floats = np.maximum(x, y)
    return _with_zeros(result, x, y, np.bitwise_and)


def _with_zeros(result: Floats, x: Floats | float, y: Floats | float, join: np.ufunc) -> Floats:
    """Of two zeros NumPy takes either; ``join`` makes the right one of their bits."""
    if (isinstance(x, float) and x != 0.0) or (isinstance(y, float) and y != 0.0):
        return result
    zeros: Bools = np.equal(x, 0.0) & np.equal(y, 0.0)
    if zeros.any():
        left, right = (np.asarray(v if isinstance(v, float) else v[zeros]).view(np.int64) for v in (x, y))
        result[zeros] = join(left, right).view(np.float64)
    return result


def least_string(x: Strings | str, y: Strings | str) -> Strings:
    return _chosen(x, y, np.less_equal)


def greatest_string(x: Strings | str, y: Strings | str) -> Strings:
    return _chosen(x, y, np.greater_equal)


def _chosen(x: Strings | str, y: Strings | str, compare: np.ufunc) -> Strings:
    """The left string where the comparison holds, the right one elsewhere."""
    left = compare(*ranks(x, y))
    xs, ys = (Strings(np.zeros(1, dtype=np.intp), [v]) if isinstance(v, str) else v for v in (x, y))
    return Strings(np.where(left, xs.codes, ys.codes + len(xs.values)), [*xs.values, *ys.values])


def clip_int64(x: Ints | int, lo: Ints | int, hi: Ints | int) -> Ints:
    """``least(greatest(x, lo), hi)``: hi wins where lo > hi."""
    result: Ints = np.maximum(x, lo)
    return np.minimum(result, hi, out=result) if np.ndim(result) else np.minimum(result, hi)


def clip_float64(x: Floats | float, lo: Floats | float, hi: Floats | float) -> Floats:
    """``least(greatest(x, lo), hi)``: NaN if any is NaN."""
    if isinstance(x, float) and isinstance(lo, float):
        x = np.full(np.shape(hi), x)
    result = greatest_float64(x, lo)
    if isinstance(hi, float) and hi != 0.0:
        return np.minimum(result, hi, out=result)
    return least_float64(result, hi)


def sign_float64(x: Floats) -> Floats:
    """Zeros and NaN stay."""
    signs: Floats = np.copysign(np.not_equal(x, 0.0), x, dtype=np.float64)
    missing = np.isnan(x)
    if missing.any():
        signs[missing] = np.nan
    return signs


def round_half_away_float64(x: Floats) -> Floats:
    """Half away from zero. What lies behind the point is exact, and so is the sum with 1."""
    whole: Floats = np.trunc(x)
    rest = np.subtract(x, whole)
    np.abs(rest, out=rest)
    np.copysign(np.greater_equal(rest, 0.5), x, out=rest)
    whole += rest
    return whole


def ratio_float64(x: Floats | float, y: Floats | float) -> tuple[Floats, Bools]:
    """A zero divisor is not ok; the value is 0.0 there."""
    return _ratio(x, y)


def ratio_int64(x: Ints | int, y: Ints | int) -> tuple[Floats, Bools]:
    """As ``ratio_float64``; both are converted first, then divided."""
    return _ratio(x, y)


def _ratio(x: NDArray[Any] | float, y: NDArray[Any] | float) -> tuple[Floats, Bools]:
    values: Floats = np.true_divide(x, y)
    ok: Bools = np.not_equal(y, 0)
    if not isinstance(y, np.ndarray):
        ok = np.full(len(values), ok)
    if not ok.all():
        values[~ok] = 0.0
    return values, ok


def int64_float64(x: Floats) -> tuple[Ints, Bools]:
    """Toward zero; NaN and what is outside int64 is not ok and 0."""
    ok: Bools = x >= -(2.0**63)
    ok &= x < 2.0**63
    if not ok.all():
        x = np.where(ok, x, 0.0)  # casting what does not fit is undefined in C
    return x.astype(np.int64), ok


def int64_bool(x: Bools) -> Ints:
    return x.astype(np.int64)


def float64_int64(x: Ints) -> Floats:
    """Rounded half to even."""
    return x.astype(np.float64)


def float64_bool(x: Bools) -> Floats:
    return x.astype(np.float64)


def _float64_list(x: AnyLists) -> AnyLists:
    """Null elements stay null."""
    flat = flatten(x)
    if isinstance(flat.items, Strings):
        raise TypeError("strings are no numbers")
    return like(x, flat.items.astype(np.float64), flat.items_ok)


float64_list_int64 = float64_list_bool = _float64_list


def parse_int_string(x: Strings) -> tuple[Ints, Bools]:
    """As the scalar function, once for each string of the dictionary."""
    return combine_fallible(_parse_int, np.int64, x)


def parse_float_string(x: Strings) -> tuple[Floats, Bools]:
    """As the scalar function, once for each string of the dictionary."""
    return combine_fallible(_parse_float, np.float64, x)


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
