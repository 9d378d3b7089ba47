"""exp and expm1 of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays."""

from __future__ import annotations

from math import inf, ldexp

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
