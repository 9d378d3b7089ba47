"""Exact variances of columns (SEMANTICS.md#reductions). Knows limbs and their rounding, no operator.

(n·Σx² - (Σx)²) / (n·(n - ddof)) of exact sums is exact in limbs up to the division, which is rounded once.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from featc_runtime.batch.columns import Floats, Ints
from featc_runtime.batch.exact_round import by_blocks, carried, quotients
from featc_runtime.batch.exact_sum import (
    BITS,
    Limbs,
    Offsets,
    int_segment_limbs,
    int_segment_square_limbs,
    segment_limbs,
    segment_square_limbs,
    subtract,
)

_MASK: Final = 2**BITS - 1
#: Places that divisions by two numbers below 2^31 need below the lowest (see ``exact_round.quotients``).
_BELOW: Final = 4


def segment_variances(values: Floats, offsets: Offsets, ddof: int) -> Floats:
    """The exact variance of each segment, rounded once: NaN where a value is no number, 0.0 where there are not more
    than ``ddof`` values.
    """

    def finish(sums: Limbs, squares: Limbs, counts: Offsets) -> Floats:
        return variances(sums, squares, counts, ddof)

    def add(values: Floats, offsets: Offsets) -> tuple[Limbs, Limbs]:
        return segment_limbs(values, offsets), segment_square_limbs(values, offsets)

    return by_blocks(values, offsets, add, finish)


def int_segment_variances(values: Ints, offsets: Offsets, ddof: int) -> Floats:
    """The exact variance of int64 values, rounded once; 0.0 where there are not more than ``ddof``."""
    sums, squares = int_segment_limbs(values, offsets), int_segment_square_limbs(values, offsets)
    return variances(sums, squares, np.diff(offsets), ddof)


def variances(sums: Limbs, squares: Limbs, counts: Offsets, ddof: int) -> Floats:
    """Variances from the exact sums of so many values (below 2^31), and of their squares."""
    with np.errstate(all="ignore"):
        many = counts > ddof
        plain = Limbs(squares.low, squares.digits)
        spread = carried(subtract(_times(plain, counts), _squared(sums)))
        found = quotients(_trimmed(spread), np.where(many, counts, 1), np.where(many, counts - ddof, 1), _BELOW)
        found[~many] = 0.0
        if sums.special is not None:
            found[(sums.special != 0).any(axis=0) & many] = np.nan
        return found


def _times(x: Limbs, by: Offsets) -> Limbs:
    """Each sum multiplied by a number from 0 to 2^31 - 1."""
    return Limbs(x.low, carried(x).digits * by)


def _squared(x: Limbs) -> Limbs:
    """The square of each sum; its digits are less than 2^33 times the number of limbs."""
    small = _trimmed(carried(x))
    digits = small.digits
    count = len(digits)
    out = np.zeros((2 * count, len(x)), np.int64)
    product, half = np.empty((2, len(x)), np.int64)
    for i in range(count):
        for j in range(i + 1):
            np.multiply(digits[i], digits[j], out=product)
            np.bitwise_and(product, _MASK, out=half)
            product >>= BITS
            if i != j:
                half += half
                product += product
            out[i + j] += half
            out[i + j + 1] += product
    return Limbs(2 * small.low, out)


def _trimmed(x: Limbs) -> Limbs:
    """Without the lowest and the highest places that no row has a digit in."""
    used = np.flatnonzero(x.digits.any(axis=1))
    if not len(used):
        return Limbs(x.low, x.digits[:1])
    first, last = int(used[0]), int(used[-1])
    return Limbs(x.low + first, x.digits[first : last + 1])
