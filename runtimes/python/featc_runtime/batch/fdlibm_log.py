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
from featc_runtime.scalar.fdlibm_log import log1p_float64

#: Sign and exponent.
_EXPONENT: Final = -(1 << 52)
_ONE_BITS: Final = 0x3FF << 52
#: Added to a number's bits, carries into the exponent from the mantissa on that is halved.
_LOG_CARRY: Final = 0x95F64 << 32
_LOG1P_CARRY: Final = 0x95F62 << 32
#: The bits of 1.5 * 2^52: with a small integer added they are the float64 1.5 * 2^52 + that integer.
_SIGNED_BITS: Final = 0x4338 << 48
_LOW_WORD: Final = -(2**32)
#: Below LOG1P_LOW by 1 ulp: its sum with 1 has k = 0, and so fdlibm drops what the sum loses by rounding.
_LOSE_C: Final = math.nextafter(LOG1P_LOW, -1.0)
#: Where half of f * f is at most this, log1p may have another formula.
_SMALL_HFSQ: Final = 1.125 * 2.0**-40

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
    np.add(x.view(np.int64), carry - _ONE_BITS, out=bits)
    bits &= _EXPONENT
    np.subtract(x.view(np.int64), bits, out=mantissa)
    f -= 1.0
    bits >>= 52
    bits += _SIGNED_BITS + shift
    k -= 1.5 * 2.0**52


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
    least, greatest = x.min(), x.max()
    if least > LOG1P_LOW and greatest < LOG1P_HIGH:
        _log1p_near(x, out)
        return
    f, k, c, u, far = floats(len(x), 0, 5)
    near, other, _ = bools(len(x))
    count = 0
    if not (least >= LOG1P_HIGH or greatest <= LOG1P_LOW):
        np.less(x, LOG1P_HIGH, out=near)
        if not least > LOG1P_LOW:
            near &= np.greater(x, LOG1P_LOW, out=other)
        count = int(np.count_nonzero(near))
    few = np.flatnonzero(near) if 0 < 8 * count < len(x) else None
    some_near = count > 0 and few is None
    if some_near:
        # Near 0 the number itself is f. There ``far`` is 0, which makes f, k and c 0; elsewhere it is x.
        np.copyto(far, np.logical_not(near, out=other))
        far *= x
    else:
        far = x
    np.add(far, 1.0, out=u)
    np.subtract(u, 1.0, out=c)
    np.subtract(far, c, out=c)
    if not (greatest < 2.0**53 and least > _LOSE_C):
        np.copyto(u, x, where=x >= 2.0**53)
        c[(x >= 2.0**53) | (x == _LOSE_C)] = 0.0
    c /= u
    _split(u, f, k, _LOG1P_CARRY, 0)
    if some_near:
        np.subtract(x, far, out=u)
        f += u
    hfsq, work = floats(len(x), 4, 1)[0], u
    _log1p_series(f, hfsq, work, out)
    lost = c
    np.multiply(k, LN2_LO, out=work)
    lost += work
    out += lost
    np.subtract(hfsq, out, out=out)
    out -= f
    k *= LN2_HI
    np.subtract(k, out, out=out)
    if not hfsq.min() > _SMALL_HFSQ:
        rows = np.flatnonzero(~(hfsq > _SMALL_HFSQ))
        out[rows] = _log1p_small(x[rows], f[rows], hfsq[rows], k[rows], lost[rows], out[rows])
    if few is not None and count < 16:
        out[few] = [log1p_float64(v) for v in x[few].tolist()]
    elif few is not None:
        values = np.empty(count)
        _log1p_near(x[few], values)
        out[few] = values
    if not (least > -1.0 and greatest <= LARGEST):
        rows = np.flatnonzero(~((x > -1.0) & (x <= LARGEST)))
        v = x[rows]
        out[rows] = np.where(v == -1.0, -inf, np.where(v < -1.0, nan, v))


def _log1p_near(x: Floats, out: Floats) -> None:
    """Of numbers between LOG1P_LOW and LOG1P_HIGH."""
    hfsq, work = floats(len(x), 0, 2)
    _log1p_series(x, hfsq, work, out)
    np.subtract(hfsq, out, out=out)
    np.subtract(x, out, out=out)
    if not hfsq.min() > _SMALL_HFSQ:
        rows = np.flatnonzero(np.abs(x, out=work) < 2.0**-29)
        v = x[rows]
        out[rows] = v - v * v * 0.5


def _log1p_series(f: Floats, hfsq: Floats, z: Floats, out: Floats) -> None:
    """Into hfsq half the square of f, into ``out`` s (hfsq + R), s = f / (2 + f); z is used up."""
    s = floats(len(f), 5, 1)[0]
    np.multiply(f, f, out=hfsq)
    hfsq *= 0.5
    np.add(f, 2.0, out=s)
    np.divide(f, s, out=s)
    np.multiply(s, s, out=z)
    np.multiply(z, LG7, out=out)
    for coefficient in (LG6, LG5, LG4, LG3, LG2, LG1):
        out += coefficient
        out *= z
    out += hfsq
    out *= s


def _log1p_small(x: Floats, f: Floats, hfsq: Floats, k_ln2_hi: Floats, lost: Floats, common: Floats) -> Floats:
    """Results where f is small: of numbers below 2^-29, and of others whose sum with 1 is beside a power of two.

    ``lost`` is c + k LN2_LO. Of the number below 1 whose sum is 2, c is not taken into account.
    """
    near = (x > LOG1P_LOW) & (x < LOG1P_HIGH)
    tiny = near & (np.abs(x) < 2.0**-29)
    lost = np.where(x == 1.0 - 2.0**-53, LN2_LO, lost)
    beside = k_ln2_hi - ((hfsq * (1.0 - 0.66666666666666666 * f) - lost) - f)
    small = ~near & (f >= -1.5 * 2.0**-20) & (f < 2.0**-20)
    return np.where(tiny, x - x * x * 0.5, np.where(small, beside, common))
