"""x to the power y of columns, by fdlibm 5.3's e_pow (SEMANTICS.md#maths). Knows no nulls.

It does what its scalar twin does, operation by operation, on blocks of values: positive bases with powers within ±2^31
in common, the signs and the special values afterwards, powers beyond 2^31 by the scalar function.
"""

from __future__ import annotations

from math import inf, nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.native import binary
from featc_runtime.batch.scratch import BLOCK, bools, floats
from featc_runtime.scalar.fdlibm_constants import (
    CP,
    CP_H,
    CP_L,
    DP_H,
    DP_L,
    L1,
    L2,
    L3,
    L4,
    L5,
    L6,
    LARGEST,
    LG2_H,
    LG2_L,
    LN2,
    OVT,
    P1,
    P2,
    P3,
    P4,
    P5,
    POW_FAR,
    POW_ONE,
    TINY_NORMAL,
)
from featc_runtime.scalar.fdlibm_pow import SQRT2
from featc_runtime.scalar.fdlibm_pow import pow_float64 as _scalar_pow

_EXPONENT: Final = 0x7FF << 52
_ONE_BITS: Final = 0x3FF << 52
_WHOLE_BITS: Final = 0x433 << 52
_LOW_WORD: Final = -(2**32)
_INTO_BITS: Final = 1.5 * 2.0**52
#: Added to a number's bits, carries into the exponent from the mantissa on that is halved (POW_HALVE).
_CARRY: Final = (0x100000 - 0xBB67A) << 32


def pow_float64(x: Floats | float, y: Floats | float) -> Floats:
    """One operand may be a plain float. For the special values see the scalar function."""
    if isinstance(y, float) and isinstance(x, np.ndarray) and y in (1.0, -1.0, 2.0, 0.5):
        return _simple(x, y, np.empty(len(x)))
    return pow_columns(x, y)


@binary
def pow_columns(x: Floats | float, y: Floats | float) -> Floats:
    """As ``pow_float64``, for any power in the same way."""
    rows = len(x) if isinstance(x, np.ndarray) else len(y)  # type: ignore[arg-type]
    out = np.empty(rows)
    xs, ys = np.broadcast_to(x, rows), np.broadcast_to(y, rows)
    for start in range(0, rows, BLOCK):
        block = slice(start, start + BLOCK)
        _pow(xs[block], ys[block], out[block])
    return out


def _simple(x: Floats, y: float, out: Floats) -> Floats:
    if y == 1.0:
        np.copyto(out, x)
    elif y == 2.0:
        np.multiply(x, x, out=out)
    elif y == -1.0:
        np.divide(1.0, x, out=out)
    else:
        np.add(x, 0.0, out=out)  # -0.0 counts as 0.0
        np.sqrt(out, out=out)
        out[x == -inf] = inf
    return out


def _pow(x: Floats, y: Floats, out: Floats) -> None:
    a, t1, t2 = floats(len(x), 0, 3)
    np.abs(x, out=a)
    plain = a.min() >= TINY_NORMAL and a.max() <= LARGEST
    if plain:
        _log2(a, t1, t2)
    else:
        subnormal = a < TINY_NORMAL
        np.multiply(a, 2.0**53, out=a, where=subnormal)
        _log2(a, t1, t2, np.where(subnormal, -53.0, 0.0))
    _exp2(t1, t2, y, out)
    if not x.min() > 0.0:
        _signs(x, y, out)
    _mend_special(x, y, out)


def _signs(x: Floats, y: Floats, out: Floats) -> None:
    """Negative bases: NaN for a power that is not whole, the sign of the base for an odd one."""
    rows = np.flatnonzero(np.signbit(x))
    base, power = x[rows], y[rows]
    value = out[rows]
    value[np.abs(np.fmod(power, 2.0)) == 1.0] *= -1.0
    value[(np.floor(power) != power) & (base != 0.0) & (base != -inf)] = nan
    out[rows] = value


def _mend_special(x: Floats, y: Floats, out: Floats) -> None:
    """Bases 0, ±1, infinities and NaN; powers 0, ±1, 2, 0.5, beyond 2^31, infinities and NaN."""
    a, b = floats(len(x), 0, 2)
    special, other, third = bools(len(x))
    np.abs(x, out=a)
    np.abs(y, out=b)
    np.equal(a, 1.0, out=special)
    special |= np.equal(b, 1.0, out=other)
    special |= np.equal(y, 2.0, out=other)
    special |= np.equal(b, 0.5, out=other)
    np.greater(a, 0.0, out=other)
    other &= np.less_equal(a, LARGEST, out=third)
    other &= np.greater(b, 0.0, out=third)
    other &= np.less(b, POW_FAR, out=third)
    np.logical_not(other, out=other)
    special |= other
    rows = np.flatnonzero(special)
    if len(rows):
        out[rows] = _special(x[rows], y[rows], out[rows])


def _special(x: Floats, y: Floats, common: Floats) -> Floats:
    """Results where one operand is special; ``common`` has those of the common path, with their sign."""
    a = np.abs(x)
    odd = np.abs(np.fmod(y, 2.0)) == 1.0
    sign = np.where(odd, np.copysign(1.0, x), 1.0)
    out = common
    one = (a == 1.0) & (np.floor(y) == y)
    out = np.where(one, sign, out)
    ends = np.where((a == 0.0) == (y > 0.0), 0.0, inf)
    out = np.where((a == 0.0) | (a == inf), sign * ends, out)
    out = np.where(y == 1.0, x, out)
    out = np.where((y == -1.0) & (a != 0.0), 1.0 / x, out)
    out = np.where(y == 2.0, x * x, out)
    out = np.where((y == 0.5) & (x >= 0.0), np.sqrt(x + 0.0), out)
    out = np.where(np.isnan(x) | np.isnan(y), nan, out)
    out = np.where(y == 0.0, 1.0, out)
    far = np.flatnonzero((np.abs(y) >= POW_FAR) & (x == x))
    if len(far):
        out[far] = [_scalar_pow(v, w) for v, w in zip(x[far].tolist(), y[far].tolist(), strict=True)]
    return out


def _cut(x: Floats) -> None:
    """Clears the low 32 bits."""
    bits = x.view(np.int64)
    bits &= _LOW_WORD


def _log2(a: Floats, t1: Floats, t2: Floats, shift: Floats | float = 0.0) -> None:
    """log2 of positive normal numbers (and ``shift``) in two parts, destroying a."""
    n, u, v, ss, s_h, t_h, t_l, s_l, r, half = floats(len(a), 3, 10)
    bits, mantissa = n.view(np.int64), a.view(np.int64)
    np.add(mantissa, _CARRY, out=bits)
    bits &= _EXPONENT
    mantissa -= bits
    mantissa += _ONE_BITS
    bits >>= 52
    bits |= _WHOLE_BITS
    n -= 2.0**52 + 1023.0
    n += shift
    np.copyto(half, a >= POW_ONE)  # 1.0 where a is compared with 1.5
    bp = t1
    np.multiply(half, 0.5, out=bp)
    bp += 1.0
    np.subtract(a, bp, out=u)
    np.add(a, bp, out=v)
    np.divide(1.0, v, out=v)
    np.multiply(u, v, out=ss)
    np.copyto(s_h, ss)
    _cut(s_h)
    high = t_h.view(np.int64)
    np.right_shift(mantissa, 33, out=high)
    high <<= 32
    high |= 0x20000000 << 32
    high += 0x00080000 << 32
    np.multiply(half, 0.5, out=t2)
    t_h += t2  # fdlibm adds 1 << 18 to the high word of a number in 2..4: that is 0.5
    np.subtract(t_h, bp, out=t_l)
    np.subtract(a, t_l, out=t_l)
    np.multiply(s_h, t_h, out=s_l)
    np.subtract(u, s_l, out=s_l)
    np.multiply(s_h, t_l, out=r)
    s_l -= r
    s_l *= v
    s2, p = u, v
    np.multiply(ss, ss, out=s2)
    np.multiply(s2, L6, out=p)
    for coefficient in (L5, L4, L3, L2, L1):
        p += coefficient
        if coefficient != L1:
            p *= s2
    s2 *= s2
    np.multiply(s2, p, out=r)
    np.add(s_h, ss, out=p)
    p *= s_l
    r += p
    np.multiply(s_h, s_h, out=s2)
    np.add(s2, 3.0, out=t_h)
    t_h += r
    _cut(t_h)
    np.subtract(t_h, 3.0, out=t_l)
    t_l -= s2
    np.subtract(r, t_l, out=t_l)
    np.multiply(s_h, t_h, out=u)
    np.multiply(s_l, t_h, out=v)
    t_l *= ss
    v += t_l
    p_h, p_l = s_h, v
    np.add(u, v, out=p_h)
    _cut(p_h)
    np.subtract(p_h, u, out=ss)
    p_l -= ss
    z_h, z_l = t_h, t_l
    np.multiply(p_h, CP_H, out=z_h)
    np.multiply(p_h, CP_L, out=z_l)
    p_l *= CP
    z_l += p_l
    np.multiply(half, DP_L, out=r)
    z_l += r
    dp_h = half
    dp_h *= DP_H
    np.add(z_h, z_l, out=t1)
    t1 += dp_h
    t1 += n
    _cut(t1)
    np.subtract(t1, n, out=t2)
    t2 -= dp_h
    t2 -= z_h
    np.subtract(z_l, t2, out=t2)


def _exp2(t1: Floats, t2: Floats, y: Floats, out: Floats) -> None:
    """Into ``out`` 2 to the power y * (t1 + t2), destroying t1 and t2."""
    y1, p_l, p_h, z, n, u, w, t = floats(len(y), 3, 8)
    other = bools(len(y))[0]
    np.copyto(y1, y)
    _cut(y1)
    np.subtract(y, y1, out=p_l)
    p_l *= t1
    np.multiply(t2, y, out=t2)
    p_l += t2
    np.multiply(y1, t1, out=p_h)
    np.add(p_l, p_h, out=z)
    np.abs(z, out=n)
    far_rows = None
    if not n.max() < 1021.0:
        far_rows = np.flatnonzero(~(n < 1021.0))
        beyond = _beyond(z[far_rows], p_l[far_rows], p_h[far_rows])
    _cut(n)
    np.equal(n, 0.5, out=other)
    n += 0.5
    np.trunc(n, out=n)
    if other.any():
        n[other] = 0.0
    np.copysign(n, z, out=n)
    p_h -= n
    np.add(p_l, p_h, out=t)
    _cut(t)
    np.multiply(t, LG2_H, out=u)
    np.subtract(t, p_h, out=w)
    np.subtract(p_l, w, out=w)
    w *= LN2
    t *= LG2_L
    w += t
    np.add(u, w, out=z)
    np.subtract(z, u, out=u)
    w -= u
    np.multiply(z, z, out=t)
    np.multiply(t, P5, out=u)
    for coefficient in (P4, P3, P2, P1):
        u += coefficient
        u *= t
    np.subtract(z, u, out=u)
    np.multiply(z, u, out=t)
    u -= 2.0
    t /= u
    np.multiply(z, w, out=u)
    w += u
    t -= w
    t -= z
    np.subtract(1.0, t, out=out)
    if far_rows is not None:
        scaled = _scaled(out[far_rows], n[far_rows])
        out[far_rows] = 1.0
        n[far_rows] = 0.0
    n += _INTO_BITS
    bits = n.view(np.int64)
    bits <<= 52
    exponents = out.view(np.int64)
    exponents += bits
    if far_rows is not None:
        out[far_rows] = np.where(np.isnan(beyond), scaled, beyond)


def exp2_block(x: Floats, out: Floats) -> None:
    """Into ``out`` 2.0 to the power x: the logarithm of 2.0 is 1.0 and 0.0 in its two parts."""
    t1, t2 = floats(len(x), 0, 2)
    t1[:] = 1.0
    t2[:] = 0.0
    _exp2(t1, t2, x, out)
    np.copyto(out, SQRT2, where=x == 0.5)
    if not (x.max() < inf and x.min() > -inf):
        out[x == inf] = inf
        out[x == -inf] = 0.0
        out[x != x] = nan


def _beyond(z: Floats, p_l: Floats, p_h: Floats) -> Floats:
    """Infinity where the result overflows, 0.0 where it underflows, else NaN."""
    over = (z > 1024.0) | ((z == 1024.0) & (p_l + OVT > z - p_h))
    under = (z < -1075.0) | ((z == -1075.0) & (p_l <= z - p_h))
    return np.where(over, inf, np.where(under, 0.0, nan))


def _scaled(z: Floats, n: Floats) -> Floats:
    """The numbers z * 2^n where that may be subnormal."""
    low = n <= -1021.0
    steps: NDArray[np.int64] = (np.where(low, n + 54.0, n) + _INTO_BITS).view(np.int64) << 52
    moved = (z.view(np.int64) + steps).view(np.float64)
    return np.where(low, moved * 2.0**-54, moved)
