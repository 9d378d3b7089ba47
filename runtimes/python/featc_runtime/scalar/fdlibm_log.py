"""log, log1p, log2 and log10 of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays."""

from __future__ import annotations

from math import frexp, inf, nan

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
    LOG1P_SPLIT,
    LOG10_2_HI,
    LOG10_2_LO,
    LOG_HIGH,
    LOG_LOW,
    LOG_SPLIT,
)
from featc_runtime.scalar.fdlibm_words import truncated


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
