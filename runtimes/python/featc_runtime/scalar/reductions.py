"""Scalar operations that make one value of a list (SEMANTICS.md#reductions): sums, means, variances, products. Knows
exact sums and lists as tuples with None at null elements; no operator of another family.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TypeAlias

from featc_runtime.scalar.arithmetic import div_float64
from featc_runtime.scalar.exact_sum import exact_mean, exact_sum, exact_variance, rounded

__all__ = [
    "all_list",
    "any_list",
    "cosine_float64",
    "dot_float64",
    "l2_norm_float64",
    "mean_float64",
    "mean_int64",
    "stddev_pop_float64",
    "stddev_pop_int64",
    "stddev_samp_float64",
    "stddev_samp_int64",
    "sum_float64",
    "sum_int64",
    "var_pop_float64",
    "var_pop_int64",
    "var_samp_float64",
    "var_samp_int64",
]

_Floats: TypeAlias = tuple[float | None, ...]
_Ints: TypeAlias = tuple[int | None, ...]


def sum_float64(x: _Floats) -> float:
    """The exact sum of what is not null, rounded once."""
    return exact_sum([v for v in x if v is not None])


def sum_int64(x: _Ints) -> int:
    """The sum of what is not null, wrapped."""
    return (sum(v for v in x if v is not None) + 2**63) % 2**64 - 2**63


def mean_float64(x: _Floats) -> float | None:
    """The exact mean of what is not null, rounded once; None of nothing."""
    values = [v for v in x if v is not None]
    return exact_mean(values) if values else None


def mean_int64(x: _Ints) -> float | None:
    """The exact mean of what is not null, rounded once; None of nothing."""
    values = [v for v in x if v is not None]
    return rounded(sum(values), len(values), 0) if values else None


def var_samp_float64(x: _Floats) -> float | None:
    """The exact variance of a sample, rounded once; None of fewer than two."""
    return _variance(x, 1)


def var_pop_float64(x: _Floats) -> float | None:
    """The exact variance of a population, rounded once; None of nothing."""
    return _variance(x, 0)


def var_samp_int64(x: _Ints) -> float | None:
    """The exact variance of a sample, rounded once; None of fewer than two."""
    return _int_variance(x, 1)


def var_pop_int64(x: _Ints) -> float | None:
    """The exact variance of a population, rounded once; None of nothing."""
    return _int_variance(x, 0)


def stddev_samp_float64(x: _Floats) -> float | None:
    return _root(_variance(x, 1))


def stddev_pop_float64(x: _Floats) -> float | None:
    return _root(_variance(x, 0))


def stddev_samp_int64(x: _Ints) -> float | None:
    return _root(_int_variance(x, 1))


def stddev_pop_int64(x: _Ints) -> float | None:
    return _root(_int_variance(x, 0))


def any_list(x: tuple[bool | None, ...]) -> bool:
    """Whether an element is true."""
    return True in x


def all_list(x: tuple[bool | None, ...]) -> bool:
    """Whether no element is false."""
    return False not in x


def dot_float64(x: _Floats, y: _Floats) -> float | None:
    """The exact sum of the rounded products, rounded once; None for unlike lengths and where an element is null."""
    if len(x) != len(y):
        return None
    products = [a * b for a, b in zip(x, y, strict=True) if a is not None and b is not None]
    return exact_sum(products) if len(products) == len(x) else None


def l2_norm_float64(x: _Floats) -> float | None:
    """The square root of the dot product of x with itself."""
    return _root(dot_float64(x, x))


def cosine_float64(x: _Floats, y: _Floats) -> float | None:
    """The dot product divided by both norms; None as for ``dot_float64``."""
    product, one, other = dot_float64(x, y), l2_norm_float64(x), l2_norm_float64(y)
    if product is None or one is None or other is None:
        return None
    return div_float64(product, one * other)


def _variance(x: _Floats, ddof: int) -> float | None:
    values = [v for v in x if v is not None]
    return exact_variance(values, ddof) if len(values) > ddof else None


def _int_variance(x: _Ints, ddof: int) -> float | None:
    values: Sequence[int] = [v for v in x if v is not None]
    n = len(values)
    if n <= ddof:
        return None
    return rounded(n * sum(v * v for v in values) - sum(values) ** 2, n * (n - ddof), 0)


def _root(x: float | None) -> float | None:
    return None if x is None else sqrt(x)
