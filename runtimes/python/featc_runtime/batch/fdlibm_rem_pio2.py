"""What angles leave when multiples of pi/2 are taken off: a block at once, by fdlibm 5.3's steps (SEMANTICS.md#maths).

It does what its scalar twin does. The common path takes the multiple off once; rows of which that leaves too little go
on from there, huge ones another way. Knows no chunks.
"""

from __future__ import annotations

from math import nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats, Ints
from featc_runtime.batch.scratch import bools, floats
from featc_runtime.scalar.fdlibm_constants import LARGEST
from featc_runtime.scalar.fdlibm_rem_pio2 import (
    HIGH_WORDS,
    INV_PIO2,
    MEDIUM,
    PIO2,
    PIO2_1,
    PIO2_1T,
    PIO2_2,
    PIO2_2T,
    PIO2_3,
    PIO2_3T,
    QUARTER,
    TWO_OVER_PI,
    rem_pio2_huge,
)

_EXPONENT: Final = 0x7FF << 52
_DIGIT: Final = 0xFFFFFF
_HIGH_WORDS: Final = np.array(HIGH_WORDS, dtype=np.int64)
#: Two zeros before the digits of 2/pi: digit i is at i + 2.
_DIGITS: Final = np.array((0, 0, *TWO_OVER_PI), dtype=np.int64)

Reduced = tuple[Floats, Floats, Floats]


def reduce_block(a: Floats, n: Floats, y: Floats, tail: Floats, small: bool) -> NDArray[np.intp]:
    """Into n the multiples of pi/2 taken off magnitudes (their last 3 bits at least), into y and tail what is left.

    ``small`` says whether any is below QUARTER: of those nothing is taken off. NaN and infinities leave NaN. Returns
    the rows of which little is left; only theirs may be below 2^-17.
    """
    r, w = floats(len(a), 14, 2)
    near = bools(len(a))[2]
    np.multiply(a, INV_PIO2, out=n)
    n += 0.5
    np.floor(n, out=n)
    if small:
        np.copyto(w, np.greater_equal(a, QUARTER, out=near))
        n *= w
    np.multiply(n, PIO2_1, out=w)
    np.subtract(a, w, out=r)
    np.multiply(n, PIO2_1T, out=w)
    np.subtract(r, w, out=y)
    np.subtract(r, y, out=tail)
    tail -= w
    np.abs(y, out=w)
    np.multiply(a, 2.0**-16, out=r)
    rows = np.flatnonzero(np.less(w, r, out=near))
    if len(rows):
        _more(a, n, y, tail, rows)
    if not a.max() < MEDIUM:
        far = np.flatnonzero(~(a < MEDIUM))
        n[far], y[far], tail[far] = _huge(a[far])
        rows = np.union1d(rows, far)
    return rows


def _more(a: Floats, n: Floats, y: Floats, tail: Floats, rows: NDArray[np.intp]) -> None:
    """The second and the third iteration, for rows that may need them."""
    x, m, first = a[rows], n[rows], y[rows]
    bits = x.view(np.int64)
    least = (bits & _EXPONENT).view(np.float64)
    near = (m >= 32.0) | (bits >> 32 == _HIGH_WORDS[np.minimum(m, 31.0).astype(np.intp)])
    near &= np.abs(first) < least * 2.0**-16
    t = x - m * PIO2_1
    w = m * PIO2_2
    r = t - w
    w = m * PIO2_2T - ((t - r) - w)
    left = r - w
    nearer = (np.abs(left) < least * 2.0**-49) & (m != 1.0)
    w3 = m * PIO2_3
    r3 = r - w3
    w3 = m * PIO2_3T - ((r - r3) - w3)
    r, w = np.where(nearer, r3, r), np.where(nearer, w3, w)
    left = r - w
    y[rows] = np.where(near, left, first)
    tail[rows] = np.where(near, (r - left) - w, tail[rows])


def _huge(a: Floats, last: int = 4) -> Reduced:
    """For magnitudes from MEDIUM on: n, y and tail; with so many digits of the product beyond the first."""
    finite = a <= LARGEST
    mantissa, exponent = np.frexp(np.where(finite, a, MEDIUM))
    e = exponent.astype(np.int64)
    whole: Ints = (mantissa * 2.0**53).astype(np.int64)
    x = (whole >> 29, whole >> 5 & _DIGIT, (whole & 31) << 19)
    first = np.maximum((e - 27) // 24, 0)
    q0 = e - 24 * (first + 2)
    if last == 4 and (q0 > 0).all():
        return _huge(a, 5)
    place = first if first.min() < first.max() else first[:1]  # alike in all rows, as a rule
    digits = []  # of the product, the last first
    carry = np.zeros(len(a), dtype=np.int64)
    for i in range(last, -1, -1):
        column = carry + sum(x[j] * _DIGITS[place + (i - j + 2)] for j in range(3))
        digits.append(column & _DIGIT)
        carry = column >> 24
    digits[last] = (digits[last] | (carry & _DIGIT) << 24) & ((1 << (3 - q0)) - 1)
    point = 24 - q0  # bits of the fraction in the first two digits, taken together
    high = digits.pop() << 24 | digits.pop()
    n = high >> point
    high &= (1 << point) - 1
    negative = high >> (point - 1)
    carry[:] = 0
    for i, digit in enumerate(digits):
        digit = np.where(negative, carry - digit, digit)
        digits[i] = digit & _DIGIT
        carry = digit >> 24
    high = np.where(negative, (1 << point) - high + carry, high)
    y, tail = _times_pio2([high >> 48, high >> 24 & _DIGIT, high & _DIGIT, *reversed(digits)], q0 - 24 * last)
    sign = 1.0 - 2.0 * negative
    n, y, tail = (n + negative).astype(np.float64), sign * y, sign * tail
    again = np.flatnonzero((high >> 24 * (5 - last) == 0) & finite)
    if len(again) and last == 4:
        n[again], y[again], tail[again] = _huge(a[again], 5)
    elif len(again):
        for row in again.tolist():
            n[row], y[row], tail[row] = rem_pio2_huge(float(a[row]))
    y[~finite] = nan
    return n, y, tail


def _times_pio2(digits: list[Ints], lowest: Ints) -> tuple[Floats, Floats]:
    """pi/2 times a fraction, in two parts. Its digits begin with the first, ``lowest`` is the exponent of the last.

    Zeros at the front change nothing, so that all rows have as many digits.
    """
    scale = np.ldexp(1.0, lowest.astype(np.intc))
    pieces = [d * (scale * 2.0 ** (24 * i)) for i, d in zip(reversed(range(len(digits))), digits, strict=True)]
    terms = []
    for d in range(len(pieces)):
        term = PIO2[0] * pieces[d]
        for k in range(1, min(5, d + 1)):
            term += PIO2[k] * pieces[d - k]
        terms.append(term)
    y = terms[-1]
    for term in terms[-2::-1]:
        y = y + term
    tail = terms[0] - y
    for term in terms[1:]:
        tail += term
    return y, tail
