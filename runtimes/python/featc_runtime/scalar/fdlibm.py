"""Elementary functions of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays.

The bits are those of java.lang.StrictMath. Every operation and its order is fdlibm's (log2: FreeBSD msun's); only bit
moves are written otherwise where another exact step says the same: scaling by ``ldexp`` where the result is normal, a
bound on a high word as a bound on the value. Any float64 goes in, none raises.
"""

from __future__ import annotations

import math
from math import frexp, inf, ldexp, nan

from featc_runtime.scalar.fdlibm_constants import (
    HALF_LN2,
    INV_LN2,
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
    LN2_56,
    LN2_HI,
    LN2_LO,
    LOG1P_HIGH,
    LOG1P_LOW,
    LOG1P_SPLIT,
    LOG10_2_HI,
    LOG10_2_LO,
    LOG_HIGH,
    LOG_LOW,
    LOG_SPLIT,
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
from featc_runtime.scalar.fdlibm_pow import pow_float64, truncated


def sqrt_float64(x: float) -> float:
    """IEEE 754's; NaN below zero."""
    return math.sqrt(x) if x >= 0.0 else nan


def exp_float64(x: float) -> float:
    if -HALF_LN2 < x < HALF_LN2:
        if -(2.0**-28) < x < 2.0**-28:
            return 1.0 + x
        t = x * x
        c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
        return 1.0 - ((x * c) / (c - 2.0) - x)
    if not UNDERFLOW <= x <= OVERFLOW:
        return x if x != x else inf if x > 0.0 else 0.0
    k = int(INV_LN2 * x + (0.5 if x > 0.0 else -0.5))
    hi = x - k * LN2_HI
    lo = k * LN2_LO
    x = hi - lo
    t = x * x
    c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
    y = 1.0 - ((lo - (x * c) / (2.0 - c)) - hi)
    if k >= -1021:
        return ldexp(y, k)
    return ldexp(y, k + 1000) * 2.0**-1000


def expm1_float64(x: float) -> float:
    if -HALF_LN2 < x < HALF_LN2:
        if -(2.0**-54) < x < 2.0**-54:
            return x
        k = 0
        c = 0.0
    else:
        if not -LN2_56 < x <= OVERFLOW:
            return x if x != x else inf if x > 0.0 else -1.0
        k = int(INV_LN2 * x + (0.5 if x > 0.0 else -0.5))
        hi = x - k * LN2_HI
        lo = k * LN2_LO
        x = hi - lo
        c = (hi - x) - lo
    hfx = 0.5 * x
    hxs = x * hfx
    r1 = 1.0 + hxs * (Q1 + hxs * (Q2 + hxs * (Q3 + hxs * (Q4 + hxs * Q5))))
    t = 3.0 - r1 * hfx
    e = hxs * ((r1 - t) / (6.0 - x * t))
    if k == 0:
        return x - (x * e - hxs)
    e = (x * (e - c) - c) - hxs
    if k == -1:
        return 0.5 * (x - e) - 0.5
    if k == 1:
        return -2.0 * (e - (x + 0.5)) if x < -0.25 else 1.0 + 2.0 * (x - e)
    if k <= -2 or k > 56:
        return ldexp(1.0 - (e - x), k) - 1.0
    if k < 20:
        return ldexp((1.0 - ldexp(1.0, -k)) - (e - x), k)
    return ldexp((x - (e + ldexp(1.0, -k))) + 1.0, k)


def tanh_float64(x: float) -> float:
    a = abs(x)
    if a >= 22.0:
        z = 1.0
    elif a >= 1.0:
        z = 1.0 - 2.0 / (expm1_float64(2.0 * a) + 2.0)
    elif a >= 2.0**-55:
        t = expm1_float64(-2.0 * a)
        z = -t / (t + 2.0)
    else:
        return x * (1.0 + x)
    return z if x > 0.0 else -z


def log_float64(x: float) -> float:
    if not 0.0 < x <= LARGEST:
        return -inf if x == 0.0 else nan if x < 0.0 else x
    f, k = _split(x, LOG_SPLIT)
    if -(2.0**-20) <= f < 2.0**-20:
        r = f * f * (0.5 - 0.33333333333333333 * f)
        return f - r if k == 0 else k * LN2_HI - ((r - k * LN2_LO) - f)
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    t1 = w * (LG2 + w * (LG4 + w * LG6))
    t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)))
    r = t2 + t1
    if f >= LOG_HIGH or f < LOG_LOW:
        hfsq = 0.5 * f * f
        return k * LN2_HI - ((hfsq - (s * (hfsq + r) + k * LN2_LO)) - f)
    return k * LN2_HI - ((s * (f - r) - k * LN2_LO) - f)


def log1p_float64(x: float) -> float:
    if LOG1P_LOW < x < LOG1P_HIGH:
        if -(2.0**-29) < x < 2.0**-29:
            return x - x * x * 0.5
        f = x
        k = 0
        c = 0.0
        hfsq = 0.5 * f * f
    else:
        if not -1.0 < x <= LARGEST:
            return -inf if x == -1.0 else nan if x < -1.0 else x
        if x < 2.0**53:
            u = 1.0 + x
            c = (1.0 - (u - x) if u >= 2.0 else x - (u - 1.0)) / u
        else:
            u = x
            c = 0.0
        f, k = _split(u, LOG1P_SPLIT)
        hfsq = 0.5 * f * f
        if -1.5 * 2.0**-20 <= f < 2.0**-20:
            r = hfsq * (1.0 - 0.66666666666666666 * f)
            return k * LN2_HI - ((r - (k * LN2_LO + c)) - f)
    s = f / (2.0 + f)
    z = s * s
    r = z * (LG1 + z * (LG2 + z * (LG3 + z * (LG4 + z * (LG5 + z * (LG6 + z * LG7))))))
    if k == 0:
        return f - (hfsq - s * (hfsq + r))
    return k * LN2_HI - ((hfsq - (s * (hfsq + r) + (k * LN2_LO + c))) - f)


def log2_float64(x: float) -> float:
    if not 0.0 < x <= LARGEST:
        return -inf if x == 0.0 else nan if x < 0.0 else x
    f, k = _split(x, LOG_SPLIT)
    hfsq = 0.5 * f * f
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    t1 = w * (LG2 + w * (LG4 + w * LG6))
    t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)))
    r = s * (hfsq + (t2 + t1))
    hi = truncated(f - hfsq)
    lo = ((f - hi) - hfsq) + r
    high = hi * INV_LN2_HI
    low = (lo + hi) * INV_LN2_LO + lo * INV_LN2_HI
    w = k + high
    low += (k - w) + high
    return low + w


def log10_float64(x: float) -> float:
    if not 0.0 < x <= LARGEST:
        return -inf if x == 0.0 else nan if x < 0.0 else x
    m, k = frexp(x)
    if k > 0:  # a mantissa in 1..2 for numbers from 1 on, in 0.5..1 below
        m += m
        k -= 1
    z = k * LOG10_2_LO + INV_LN10 * log_float64(m)
    return z + k * LOG10_2_HI


def _split(x: float, bound: float) -> tuple[float, int]:
    """The f and k of ``x == 2**k * (1 + f)``; mantissas from the bound on are halved."""
    m, k = frexp(x)
    m2 = m + m
    return (m2 - 1.0, k - 1) if m2 < bound else (m - 1.0, k)


__all__ = [
    "exp_float64",
    "expm1_float64",
    "log1p_float64",
    "log2_float64",
    "log10_float64",
    "log_float64",
    "pow_float64",
    "sqrt_float64",
    "tanh_float64",
]
