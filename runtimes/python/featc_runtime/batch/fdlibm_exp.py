"""exp, expm1 and tanh of a block of values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no chunks.

Each function does what its scalar twin does, operation by operation. All values go through the common path, which
gives the right bits for most branches at once; rows of the others are mended afterwards, if the block has any.
"""

from __future__ import annotations

from math import inf, nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.scratch import bools, floats
from featc_runtime.scalar.fdlibm_constants import (
    HALF_LN2,
    INV_LN2,
    LN2_56,
    LN2_HI,
    LN2_LO,
    OVERFLOW,
    P1,
    P2,
    P3,
    P4,
    P5,
    Q1,
    Q2,
    Q3,
    Q4,
    Q5,
    UNDERFLOW,
)

#: Added to a small whole number, puts it into the low bits of the float64 (as two's complement).
_INTO_BITS: Final = 1.5 * 2.0**52
_ONE_BITS: Final = 0x3FF << 52
_HALF_BITS: Final = 0x3FE << 52
_SIGN_BIT: Final = -(2**63)
#: Numbers in between have k = 0, though INV_LN2 * x + 0.5 may say 1.
_HALF_LN2_SAFE: Final = HALF_LN2 * (1.0 - 2.0**-20)


def _reduce(x: Floats, k: Floats, work: Floats) -> None:
    """Into k the multiple of ln 2 that fdlibm takes off x, as floats."""
    np.multiply(x, INV_LN2, out=k)
    half = work.view(np.int64)
    np.bitwise_and(x.view(np.int64), _SIGN_BIT, out=half)
    half |= _HALF_BITS
    k += work
    np.trunc(k, out=k)


def _scale(y: Floats, k: Floats) -> None:
    """Adds k to the exponents of y, destroying k."""
    k += _INTO_BITS
    bits = k.view(np.int64)
    bits <<= 52
    exponents = y.view(np.int64)
    exponents += bits


def exp_block(x: Floats, out: Floats) -> None:
    """Into ``out`` e to the power x."""
    a, k, hi, r, p = floats(len(x), 0, 5)
    small, other, tiny = bools(len(x))
    np.abs(x, out=a)
    far = not a.max() < 708.0
    _reduce(x, k, hi)
    np.less(a, HALF_LN2, out=small)
    some_small = small.any()
    if some_small:
        np.greater(a, _HALF_LN2_SAFE, out=other)
        other &= small
        if other.any():
            k[other] = 0.0
        np.less(a, 2.0**-28, out=tiny)
    np.multiply(k, LN2_HI, out=hi)
    np.subtract(x, hi, out=hi)
    lo = out
    np.multiply(k, LN2_LO, out=lo)
    np.subtract(hi, lo, out=r)
    t = a
    np.multiply(r, r, out=t)
    np.multiply(t, P5, out=p)
    p += P4
    p *= t
    p += P3
    p *= t
    p += P2
    p *= t
    p += P1
    p *= t
    np.subtract(r, p, out=p)  # c
    r *= p
    np.subtract(2.0, p, out=p)
    r /= p
    lo -= r
    lo -= hi
    np.subtract(1.0, lo, out=out)
    if far:
        far_rows = np.flatnonzero(~(np.abs(x, out=a) < 708.0))
        mended = _exp_far(x[far_rows], out[far_rows], k[far_rows])
    _scale(out, k)
    if far:
        out[far_rows] = mended
    if some_small and tiny.any():
        out[tiny] = 1.0 + x[tiny]


def _exp_far(x: Floats, y: Floats, k: Floats) -> Floats:
    """Results where scaling may leave the normal numbers; y is not scaled yet."""
    low = k < -1021.0
    _scale(y, np.where(low, k + 1000.0, k))
    y[low] *= 2.0**-1000
    y[x > OVERFLOW] = inf
    y[x < UNDERFLOW] = 0.0
    return np.where(x != x, x, y)


def expm1_block(x: Floats, out: Floats) -> None:
    """Into ``out`` e to the power x, less 1."""
    k, r, c, hfx, hxs, p, t = floats(len(x), 0, 7)
    small, other, _ = bools(len(x))
    _reduce(x, k, t)
    np.abs(x, out=t)
    far = not t.max() < LN2_56
    np.less(t, HALF_LN2, out=small)
    if small.any():
        np.greater(t, _HALF_LN2_SAFE, out=other)
        other &= small
        if other.any():
            k[other] = 0.0
    hi, lo = p, t
    np.multiply(k, LN2_HI, out=hi)
    np.subtract(x, hi, out=hi)
    np.multiply(k, LN2_LO, out=lo)
    np.subtract(hi, lo, out=r)
    np.subtract(hi, r, out=c)
    c -= lo
    np.multiply(r, 0.5, out=hfx)
    np.multiply(r, hfx, out=hxs)
    np.multiply(hxs, Q5, out=p)
    p += Q4
    p *= hxs
    p += Q3
    p *= hxs
    p += Q2
    p *= hxs
    p += Q1
    p *= hxs
    p += 1.0  # r1
    np.multiply(p, hfx, out=t)
    np.subtract(3.0, t, out=t)
    np.subtract(p, t, out=p)
    np.multiply(r, t, out=t)
    np.subtract(6.0, t, out=t)
    p /= t
    p *= hxs  # e
    p -= c
    p *= r
    p -= c
    p -= hxs  # e where k is not 0; where it is, x - e is the result
    np.subtract(r, p, out=out)
    mended = _expm1_between(p, r, k) if not k.max() < 1.0 else None
    np.less(k, -1.0, out=small)
    small |= np.greater(k, 56.0, out=other)
    some_outside = small.any()
    if some_outside:
        np.copyto(c, small)  # 1.0 where 1 is added before scaling and taken off afterwards
    k += _INTO_BITS
    bits = k.view(np.int64)
    bits <<= 52
    before = t
    np.subtract(_ONE_BITS, bits, out=before.view(np.int64))  # 2^-k
    if some_outside:
        np.maximum(before, 0.0, out=before)  # 2^-1024 comes out as -inf
        np.subtract(1.0, c, out=p)
        before *= p
    np.subtract(1.0, before, out=before)
    out += before
    exponents = out.view(np.int64)
    exponents += bits
    if some_outside:
        out -= c
    if mended is not None:
        rows, values = mended
        out[rows] = values
    np.abs(x, out=t)
    if np.less(t, 2.0**-54, out=small).any():
        out[small] = x[small]
    if far:
        out[np.less_equal(x, -LN2_56, out=small)] = -1.0
        out[np.greater(x, OVERFLOW, out=small)] = inf
        out[np.not_equal(x, x, out=small)] = nan


def _expm1_between(e: Floats, x: Floats, k: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Rows, and their results, that have formulas of their own: k is 1 and x below -0.25, or k is 20 to 56."""
    rows = np.flatnonzero(((k == 1.0) & (x < -0.25)) | ((k >= 20.0) & (k <= 56.0)))
    e, x, k = e[rows], x[rows], k[rows]
    high = (x - (e + np.ldexp(1.0, -k.astype(np.intp)))) + 1.0
    _scale(high, k.copy())
    return rows, np.where(k == 1.0, -2.0 * (e - (x + 0.5)), high)


def tanh_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the hyperbolic tangent of x."""
    t, below, sign = floats(len(x), 7, 3)
    np.abs(x, out=t)
    np.minimum(t, 22.0, out=t)  # from there on the result is 1
    np.copyto(below, np.less(t, 1.0, out=bools(len(x))[0]))  # 1.0 below 1, where the formula is another, else 0.0
    np.multiply(below, -2.0, out=sign)
    sign += 1.0
    t *= sign
    t *= 2.0
    expm1_block(t, out)
    np.add(out, 2.0, out=t)
    # Below 1 the result is -e / (e + 2), above it 1 - 2 / (e + 2); adding 0.0 and multiplying by ±1.0 are exact.
    out *= below
    below -= 1.0
    below *= -2.0
    np.subtract(below, out, out=out)
    out /= t
    out *= sign
    below *= 0.5
    np.subtract(below, out, out=out)
    np.copysign(out, x, out=out)
