"""log, log1p, log2 and log10 of a block of values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no chunks.

Each function does what its scalar twin does, operation by operation. All values go through the common path, which
gives the right bits for most branches at once; rows of the others are mended afterwards, if the block has any.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import inf, nan
from typing import Final, TypeAlias

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.scratch import bools, floats
from featc_runtime.scalar.fdlibm_constants import (
    INV_LN2_HI,
    INV_LN2_LO,
    INV_LN10,
    LARGEST,
    LG1,
    LG2,
    LG3,
    LG4,
    LG5,
    LG6,
    LG7,
    LN2_HI,
    LN2_LO,
    LOG1P_HIGH,
    LOG1P_LOW,
    LOG10_2_HI,
    LOG10_2_LO,
    LOG_HIGH,
    LOG_LOW,
    TINY_NORMAL,
)

_EXPONENT: Final = 0x7FF << 52
_ONE_BITS: Final = 0x3FF << 52
#: Added to a number's bits, carries into the exponent from the mantissa on that is halved.
_LOG_CARRY: Final = 0x95F64 << 32
_LOG1P_CARRY: Final = 0x95F62 << 32
#: The bits of 2^52: or-ed with a small whole number they are the float64 2^52 + that number.
_WHOLE_BITS: Final = 0x433 << 52
#: The bits of 1.5 * 2^52: with a small integer added they are the float64 1.5 * 2^52 + that integer.
_SIGNED_BITS: Final = 0x4338 << 48
_LOW_WORD: Final = -(2**32)
#: Where fdlibm's log1p drops what 1 + x loses by rounding though x is not huge: the one number below 1 whose sum is 2
#: (from there on another formula makes c, equal to the first in all but this), and the one below LOG1P_LOW whose sum
#: has k = 0.
_LOSE_C: Final = (1.0 - 2.0**-53, math.nextafter(LOG1P_LOW, -1.0))

_Core: TypeAlias = Callable[[Floats, Floats, int], None]


def log_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the natural logarithm of x."""
    _log(x, out, 0)
    _mend_far(x, out, _log)


def _log(x: Floats, out: Floats, shift: int) -> None:
    """The logarithm of positive normal numbers times 2^shift."""
    f, k, s, z, w, t = floats(len(x), 0, 6)
    one, other, _ = bools(len(x))
    _split(x, f, k, _LOG_CARRY, shift)
    _series(f, s, z, w, t)
    r = z
    np.subtract(f, r, out=t)
    t *= s
    np.multiply(k, LN2_LO, out=w)
    t -= w
    t -= f
    np.multiply(k, LN2_HI, out=out)
    out -= t
    np.greater_equal(f, LOG_HIGH, out=one)
    one |= np.less(f, LOG_LOW, out=other)
    rows = np.flatnonzero(one)
    if len(rows):
        v, dk = f[rows], k[rows]
        hfsq = 0.5 * v * v
        out[rows] = dk * LN2_HI - ((hfsq - (s[rows] * (hfsq + r[rows]) + dk * LN2_LO)) - v)
    np.greater_equal(f, -(2.0**-20), out=one)
    one &= np.less(f, 2.0**-20, out=other)
    rows = np.flatnonzero(one)
    if len(rows):
        v, dk = f[rows], k[rows]
        small = v * v * (0.5 - 0.33333333333333333 * v)
        out[rows] = dk * LN2_HI - ((small - dk * LN2_LO) - v)


def _split(x: Floats, f: Floats, k: Floats, carry: int, shift: int) -> None:
    """Into f and k what gives x as 2^k (1 + f), then ``shift`` added to k."""
    bits, mantissa = k.view(np.int64), f.view(np.int64)
    np.add(x.view(np.int64), carry, out=bits)
    bits &= _EXPONENT
    np.subtract(x.view(np.int64), bits, out=mantissa)
    mantissa += _ONE_BITS
    f -= 1.0
    bits >>= 52
    bits |= _WHOLE_BITS
    k -= 2.0**52 + 1023.0 - shift


def _series(f: Floats, s: Floats, z: Floats, w: Floats, t: Floats) -> None:
    """Into s f / (2 + f), into z the polynomial R of log and log2; w and t are used up."""
    np.add(f, 2.0, out=s)
    np.divide(f, s, out=s)
    np.multiply(s, s, out=z)
    np.multiply(z, z, out=w)
    np.multiply(w, LG7, out=t)
    t += LG5
    t *= w
    t += LG3
    t *= w
    t += LG1
    z *= t  # t2
    np.multiply(w, LG6, out=t)
    t += LG4
    t *= w
    t += LG2
    t *= w  # t1
    z += t


def _mend_far(x: Floats, out: Floats, core: _Core) -> None:
    """Results for what is no positive normal number; ``core`` takes the logarithm of x * 2^shift."""
    if x.min() >= TINY_NORMAL and x.max() <= LARGEST:
        return
    rows = np.flatnonzero(~((x >= TINY_NORMAL) & (x <= LARGEST)))
    v = x[rows]
    result = np.where(v == 0.0, -inf, np.where(v < 0.0, nan, v))
    low = np.flatnonzero((v > 0.0) & (v < TINY_NORMAL))
    if len(low):
        scaled = v[low] * 2.0**54
        logs = np.empty(len(low))
        core(scaled, logs, -54)
        result[low] = logs
    out[rows] = result


def log2_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the logarithm of x to base 2."""
    _log2(x, out, 0)
    _mend_far(x, out, _log2)


def _log2(x: Floats, out: Floats, shift: int) -> None:
    f, k, s, z, w, hfsq = floats(len(x), 0, 6)
    _split(x, f, k, _LOG_CARRY, shift)
    _series(f, s, z, w, hfsq)
    np.multiply(f, 0.5, out=hfsq)
    hfsq *= f
    r = z
    r += hfsq
    r *= s
    hi = s
    np.subtract(f, hfsq, out=hi)
    cut = hi.view(np.int64)
    cut &= _LOW_WORD
    lo = f
    lo -= hi
    lo -= hfsq
    lo += r
    low, high = z, hfsq
    np.add(lo, hi, out=low)
    low *= INV_LN2_LO
    lo *= INV_LN2_HI
    low += lo
    np.multiply(hi, INV_LN2_HI, out=high)
    np.add(k, high, out=w)
    k -= w
    k += high
    low += k
    np.add(low, w, out=out)


def log10_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the logarithm of x to base 10."""
    _log10(x, out, 0)
    _mend_far(x, out, _log10)


def _log10(x: Floats, out: Floats, shift: int) -> None:
    m, y, work = floats(len(x), 7, 3)
    mantissa, bits, below = m.view(np.int64), y.view(np.int64), work.view(np.int64)
    np.right_shift(x.view(np.int64), 52, out=bits)
    bits += shift - 1023
    np.right_shift(bits, 63, out=below)  # -1 below 1: there the mantissa is in 0.5..1 and the exponent one more
    bits -= below
    bits += _SIGNED_BITS
    y -= 1.5 * 2.0**52
    np.bitwise_and(x.view(np.int64), (1 << 52) - 1, out=mantissa)
    mantissa |= _ONE_BITS
    below <<= 52
    mantissa += below
    _log(m, out, 0)
    out *= INV_LN10
    z = m
    np.multiply(y, LOG10_2_LO, out=z)
    z += out
    y *= LOG10_2_HI
    np.add(z, y, out=out)


def log1p_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the logarithm of 1 + x."""
    f, k, c, u, s, z, hfsq = floats(len(x), 0, 7)
    near, other, _ = bools(len(x))
    least, greatest = x.min(), x.max()
    np.add(x, 1.0, out=u)
    np.subtract(u, 1.0, out=c)
    np.subtract(x, c, out=c)
    for number in _LOSE_C:
        if np.equal(x, number, out=other).any():
            c[other] = 0.0
    if greatest >= 2.0**53:
        np.greater_equal(x, 2.0**53, out=other)
        np.copyto(u, x, where=other)
        c[other] = 0.0
    c /= u
    _split(u, f, k, _LOG1P_CARRY, 0)
    np.greater(x, LOG1P_LOW, out=near)
    near &= np.less(x, LOG1P_HIGH, out=other)
    some_near = near.any()
    if some_near:
        # Times 1.0 or 0.0 and plus 0.0 are exact here, and many times quicker than assigning under a mask.
        np.copyto(s, near)
        np.multiply(x, s, out=z)
        np.subtract(1.0, s, out=s)
        k *= s
        c *= s
        f *= s
        f += z
    np.multiply(f, 0.5, out=hfsq)
    hfsq *= f
    np.add(f, 2.0, out=s)
    np.divide(f, s, out=s)
    np.multiply(s, s, out=z)
    r = u
    np.multiply(z, LG7, out=r)
    for coefficient in (LG6, LG5, LG4, LG3, LG2, LG1):
        r += coefficient
        r *= z
    r += hfsq
    r *= s
    np.multiply(k, LN2_LO, out=z)
    z += c
    r += z
    np.subtract(hfsq, r, out=r)
    r -= f
    np.multiply(k, LN2_HI, out=out)
    out -= r
    np.greater_equal(f, -1.5 * 2.0**-20, out=other)
    other &= f < 2.0**-20
    other &= ~near
    rows = np.flatnonzero(other)
    if len(rows):
        v, dk = f[rows], k[rows]
        small = hfsq[rows] * (1.0 - 0.66666666666666666 * v)
        out[rows] = dk * LN2_HI - ((small - z[rows]) - v)
    if some_near and np.less(np.abs(x, out=s), 2.0**-29, out=other).any():
        v = x[other]
        out[other] = v - v * v * 0.5
    if not (least > -1.0 and greatest <= LARGEST):
        rows = np.flatnonzero(~((x > -1.0) & (x <= LARGEST)))
        v = x[rows]
        out[rows] = np.where(v == -1.0, -inf, np.where(v < -1.0, nan, v))
