"""One number to the power of another, by fdlibm 5.3's e_pow (SEMANTICS.md#maths). Knows no arrays."""

from __future__ import annotations

from math import copysign, floor, fmod, frexp, inf, ldexp, nan, sqrt

from featc_runtime.scalar.fdlibm_constants import (
    CP,
    CP_H,
    CP_L,
    DP_H,
    DP_L,
    INV_LN2,
    IVLN2_H,
    IVLN2_L,
    L1,
    L2,
    L3,
    L4,
    L5,
    L6,
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
    POW_HALVE,
    POW_ONE,
    POW_VERY_FAR,
)
from featc_runtime.scalar.fdlibm_words import truncated


def pow_float64(x: float, y: float) -> float:
    """pow(x, ±0.0) is 1.0 for every x, NaN too; else NaN where either is; (±1.0) ** ±inf is NaN."""
    if y == 0.0:
        return 1.0
    if x != x or y != y:
        return nan
    a = abs(x)
    if y in _SIMPLE:
        if y == 1.0:
            return x
        if y == 2.0:
            return x * x
        if y == 0.5 and x >= 0.0:
            return sqrt(x + 0.0)
        if y == -1.0 and x:
            return 1.0 / x
        if y in (inf, -inf):
            return nan if a == 1.0 else inf if (a > 1.0) == (y > 0.0) else 0.0
    odd = x < 0.0 and abs(fmod(y, 2.0)) == 1.0
    if a in _ENDS:
        if a != 1.0:
            a = 0.0 if (a == 0.0) == (y > 0.0) else inf
            odd = copysign(1.0, x) < 0.0 and abs(fmod(y, 2.0)) == 1.0
        elif x < 0.0 and y != floor(y):
            return nan
        return -a if odd else a
    if x < 0.0 and y != floor(y):
        return nan
    if -POW_FAR < y < POW_FAR:
        t1, t2 = _log2(a)
    else:
        near = 1.0 - 2.0**-21 <= a < 1.0 + 2.0**-20
        if not near or abs(y) >= POW_VERY_FAR:
            return (-inf if odd else inf) if (a > 1.0) == (y > 0.0) else (-0.0 if odd else 0.0)
        t1, t2 = _log2_near_one(a)
    z = _exp2(t1, t2, y)
    return -z if odd else z


SQRT2 = sqrt(2.0)
#: The powers and the bases that have answers of their own.
_SIMPLE = frozenset((1.0, -1.0, 2.0, 0.5, inf, -inf))
_ENDS = frozenset((0.0, 1.0, inf))


def _log2(a: float) -> tuple[float, float]:
    """log2 of a positive number in two parts, the first with its low 32 bits zero."""
    m, n = frexp(a)
    a = m + m
    n -= 1
    if a < POW_ONE:
        bp, dp_h, dp_l = 1.0, 0.0, 0.0
    elif a < POW_HALVE:
        bp, dp_h, dp_l = 1.5, DP_H, DP_L
    else:
        bp, dp_h, dp_l = 1.0, 0.0, 0.0
        a = m
        n += 1
    u = a - bp
    v = 1.0 / (a + bp)
    ss = u * v
    s_h = truncated(ss)
    # fdlibm makes t_h of the high word of a, halved: a + bp cut off after 20 bits.
    t_h = bp + (int(a * 524288.0) / 524288.0 if a >= 1.0 else int(a * 1048576.0) / 1048576.0)
    t_l = a - (t_h - bp)
    s_l = v * ((u - s_h * t_h) - s_h * t_l)
    s2 = ss * ss
    r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))))
    r += s_l * (s_h + ss)
    s2 = s_h * s_h
    t_h = truncated((3.0 + s2) + r)
    t_l = r - ((t_h - 3.0) - s2)
    u = s_h * t_h
    v = s_l * t_h + t_l * ss
    p_h = truncated(u + v)
    p_l = v - (p_h - u)
    z_h = CP_H * p_h
    z_l = (CP_L * p_h + p_l * CP) + dp_l
    t = float(n)
    t1 = truncated(((z_h + z_l) + dp_h) + t)
    return t1, z_l - (((t1 - t) - dp_h) - z_h)


def _log2_near_one(a: float) -> tuple[float, float]:
    """As ``_log2``, for a within 2^-20 of 1: all that a power beyond 2^31 leaves finite."""
    t = a - 1.0
    w = (t * t) * (0.5 - t * (0.3333333333333333333333 - t * 0.25))
    u = IVLN2_H * t
    v = t * IVLN2_L - w * INV_LN2
    t1 = truncated(u + v)
    return t1, v - (t1 - u)


def _exp2(t1: float, t2: float, y: float) -> float:
    """2 to the power y * (t1 + t2)."""
    y1 = truncated(y)
    p_l = (y - y1) * t1 + y * t2
    p_h = y1 * t1
    z = p_l + p_h
    if z >= 1024.0 and (z > 1024.0 or p_l + OVT > z - p_h):
        return inf
    if z <= -1075.0 and (z < -1075.0 or p_l <= z - p_h):
        return 0.0
    high = abs(truncated(z))
    n = 0
    if high > 0.5:
        n = int(high + 0.5) if z > 0.0 else -int(high + 0.5)
        p_h -= n
    t = truncated(p_l + p_h)
    u = t * LG2_H
    v = (p_l - (t - p_h)) * LN2 + t * LG2_L
    z = u + v
    w = v - (z - u)
    t = z * z
    t1 = z - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
    r = (z * t1) / (t1 - 2.0) - (w + z * w)
    z = 1.0 - (r - z)
    if n > -1021:
        return ldexp(z, n)
    return ldexp(z, n + 54) * 2.0**-54


def exp2_float64(x: float) -> float:
    """pow(2.0, x): the logarithm of 2.0 is 1.0 and 0.0 in its two parts; the power 0.5 is a square root."""
    if -1100.0 < x < 1100.0:
        return _exp2(1.0, 0.0, x) if x != 0.5 else SQRT2
    return x if x != x else inf if x > 0.0 else 0.0
