"""Exact sums of columns made float64: rounded once, half to even (SEMANTICS.md#reductions). Knows limbs, no operator.

Digits are first made small (``carried``); then the three highest of a row have at least 64 bits, and whether anything
is below them decides halves. Where a result is subnormal and no multiple of the limbs' unit (a mean), Python's integers
round that row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from featc_runtime.batch.columns import Bools, Floats, Ints
from featc_runtime.batch.exact_native import MOST_PLACES, NATIVE
from featc_runtime.batch.exact_sum import BITS, BLOCK, Limbs, Offsets, int_segment_limbs, row_blocks, segment_limbs
from featc_runtime.scalar.exact_sum import rounded as rounded_integer

_HALF: Final = 2 ** (BITS - 1)
_MASK: Final = 2**BITS - 1
#: The least normal float64: smaller results of a division are rounded at 2^-1074, wherever their digits end.
_NORMAL: Final = 2.0**-1022
#: Places that a division by less than 2^31 needs below the lowest: the result's first digit may be one place lower,
#: and two more make 64 bits.
_BELOW: Final = 3
#: Sums that are rounded at once: enough to make NumPy's calls cheap, few enough for the second-level cache.
ROWS: Final = 8 * 1024


def segment_sums(values: Floats, offsets: Offsets) -> Floats:
    """The exact sum of each segment, rounded once; 0.0 for an empty one."""
    if NATIVE is not None:
        return NATIVE.sums(values, offsets, mean=False)
    return by_blocks(values, offsets, lambda v, o: (segment_limbs(v, o),), lambda x, _: rounded(x))


def segment_means(values: Floats, offsets: Offsets) -> Floats:
    """The exact mean of each segment, rounded once; 0.0 for an empty one."""
    if NATIVE is not None:
        return NATIVE.sums(values, offsets, mean=True)
    return by_blocks(values, offsets, lambda v, o: (segment_limbs(v, o),), means)


def by_blocks(
    values: Floats, offsets: Offsets, add: Callable[[Floats, Offsets], tuple[Limbs, ...]], finish: Callable[..., Floats]
) -> Floats:
    """Sums that are added up and then finished (with the rows' lengths) while they are in the cache, ROWS at a time."""
    rows = len(offsets) - 1
    out = np.empty(rows)
    for begin, end in row_blocks(offsets, max(BLOCK, ROWS * len(values) // max(rows, 1))):
        first = offsets[begin]
        inner = offsets[begin : end + 1] - first
        sums = add(values[first : offsets[end]], inner)
        out[begin:end] = finish(*sums, np.diff(inner))
    return out


def int_segment_means(values: Ints, offsets: Offsets) -> Floats:
    """The exact mean of int64 values, rounded once; 0.0 for an empty segment."""
    return means(int_segment_limbs(values, offsets), np.diff(offsets))


def carried(x: Limbs) -> Limbs:
    """The same sums with every digit in -2^31 .. 2^31 (only the highest may be 2^31): the one such form."""
    digits = np.empty((len(x.digits) + 1, len(x)), np.int64)
    carry: Ints | int = 0
    for j, given in enumerate(x.digits):
        digit = digits[j]
        np.add(given, carry, out=digit)
        carry = digit + _HALF
        carry >>= BITS
        digit -= carry << BITS
    digits[-1] = carry
    return Limbs(x.low, digits if digits[-1].any() else digits[:-1], x.special)


def rounded(x: Limbs) -> Floats:
    """Each sum as the nearest float64, half to even; too large is an infinity, zero is 0.0."""
    with np.errstate(all="ignore"):
        return _specials(x, _nearest(x))


def means(x: Limbs, counts: Offsets) -> Floats:
    """Each sum divided by its count (below 2^31), rounded once; 0.0 where the count is 0."""
    with np.errstate(all="ignore"):
        found = quotients(x, counts, np.ones_like(counts))
        return _specials(x, np.where(counts > 0, found, 0.0))


def quotients(x: Limbs, by: Offsets, and_by: Offsets, below: int = _BELOW) -> Floats:
    """Each sum divided by both (from 1 to 2^31 - 1; less counts as 1), rounded once. ``below`` is how many places the
    divisions need below the lowest: three for one of them, four for both.
    """
    first, second = np.maximum(by, 1), np.maximum(and_by, 1)
    digits = np.zeros((below + len(x.digits), len(x)), np.int64)
    digits[below:] = floored(x.digits)
    rest = _divide(digits, first) != 0
    if (second > 1).any():
        rest |= _divide(digits, second) != 0
    made = Limbs(x.low - below, digits)
    found = _nearest(made, rest)
    small = np.flatnonzero(np.abs(found) <= _NORMAL)
    for row in small[rest[small] | digits[:, small].any(axis=0)].tolist():  # but for those of sum zero
        point = BITS * max(-x.low, 0)
        found[row] = rounded_integer(x.total(row, point), int(first[row]) * int(second[row]), point)
    return found


def floored(digits: Ints) -> Ints:
    """The same sums with all digits but the highest in 0 .. 2^32 - 1."""
    out = digits.copy()
    for j in range(len(out) - 1):
        carry = out[j] >> BITS
        out[j] &= _MASK
        out[j + 1] += carry
    return out


def _divide(digits: Ints, by: Offsets) -> Ints:
    """Long division of sums in place, rounding down, and what is left over."""
    rest = np.zeros(digits.shape[1], np.int64)
    for digit in digits[::-1]:
        rest <<= BITS
        rest += digit
        np.divmod(rest, by, out=(digit, rest))
    return rest


def _nearest(x: Limbs, rest: Bools | None = None) -> Floats:
    """The nearest float64 of sums; where ``rest``, they are larger by less than a unit."""
    if NATIVE is not None and len(x.digits) <= MOST_PLACES:
        return NATIVE.nearest(x.low, x.digits, rest)
    x = carried(x)
    if len(x.digits) < 3:
        x = Limbs(
            x.low - 3 + len(x.digits), np.concatenate([np.zeros((3 - len(x.digits), len(x)), np.int64), x.digits])
        )
    digits = x.digits
    a, b, c = digits[-1], digits[-2], digits[-3]
    places: Ints | int = x.low + len(digits) - 3
    tail: Ints | None = None  # the sign of all that is below c
    for digit in digits[-4::-1]:
        empty = a == 0
        tail = np.sign(digit) if tail is None else np.where(tail == 0, np.sign(digit), tail)
        tail[empty] = 0
        a, b, c = np.where(empty, b, a), np.where(empty, c, b), np.where(empty, digit, c)
        places = places - empty
    if rest is not None:
        tail = rest.astype(np.int64) if tail is None else np.where((tail == 0) & rest, 1, tail)
    high = a * 2.0 ** (2 * BITS)
    middle = b * 2.0**BITS
    low = c.astype(np.float64)
    if tail is not None:
        low += tail * 0.5
    # a and b are whole as total + error; error + low has at most 44 bits, so that only the last sum is rounded
    total = high + middle
    error = middle - (total - high)
    error += low
    total += error
    found: Floats = np.ldexp(total, np.multiply(places, BITS, dtype=np.intp).astype(np.int32))
    return found


def _specials(x: Limbs, found: Floats) -> Floats:
    """NaN where one or both infinities are in a sum, an infinity where it is."""
    if x.special is None:
        return found
    plus, minus, nan = x.special > 0
    found[plus], found[minus] = np.inf, -np.inf
    found[nan | (plus & minus)] = np.nan
    return found
