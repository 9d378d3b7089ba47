"""Exact sums, means and variances as fractions, rounded once. Knows exact numbers, no operator, no runtime."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from featc.reference import exact


def special(values: Sequence[float]) -> float | None:
    """The sum of values among which one is no number, else None."""
    infinities = {x for x in values if exact.is_inf(x)}
    if len(infinities) == 2 or any(exact.is_nan(x) for x in values):
        return exact.NAN
    return infinities.pop() if infinities else None


def total(values: Sequence[float]) -> float:
    """The sum."""
    found = special(values)
    return exact.nearest(_sum(values)) if found is None else found


def mean(values: Sequence[float]) -> float:
    """The mean of at least one value."""
    found = special(values)
    return exact.nearest(_sum(values) / len(values)) if found is None else found


def variance(values: Sequence[float], ddof: int) -> float:
    """The mean square of the distances from the mean, of more than ``ddof`` values."""
    if special(values) is not None:
        return exact.NAN
    middle = _sum(values) / len(values)
    squares = sum(((Fraction(x) - middle) ** 2 for x in values), Fraction(0))
    return exact.nearest(squares / (len(values) - ddof))


def _sum(values: Sequence[float]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0))
