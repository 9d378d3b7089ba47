"""Three-valued logic and nulls on single values; None is null. Knows no operator's catalogue row.

These stand for the operations that look at nulls themselves and are more than one Python operator.
"""

from __future__ import annotations

from math import isfinite, isinf
from operator import ne

__all__ = [
    "and_null",
    "count_null",
    "is_finite_float64",
    "is_infinite_float64",
    "is_nan_float64",
    "is_same",
    "or_null",
    "xor",
]


def and_null(x: bool | None, y: bool | None) -> bool | None:
    """Three-valued and: false where either is false, else null where either is null."""
    if x is False or y is False:
        return False
    return None if x is None or y is None else True


def or_null(x: bool | None, y: bool | None) -> bool | None:
    """Three-valued or: true where either is true, else null where either is null."""
    if x is True or y is True:
        return True
    return None if x is None or y is None else False


#: Of two bools.
xor = ne
is_finite_float64 = isfinite
is_infinite_float64 = isinf


def is_nan_float64(x: float) -> bool:
    """Whether x is NaN."""
    return x != x


def is_same(x: object, y: object) -> bool:
    """Null-safe equality of two scalars of one type; NaN is the same as NaN."""
    if x is None or y is None:
        return x is y
    return x == y or (x != x and y != y)  # only NaN differs from itself


def count_null(*values: object) -> int:
    """How many of the values are null."""
    return values.count(None)
