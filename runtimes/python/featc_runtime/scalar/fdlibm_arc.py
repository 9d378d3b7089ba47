"""asin, acos, atan and atan2 of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays."""

from __future__ import annotations

from math import copysign, inf, nan, sqrt

from featc_runtime.scalar.fdlibm_trig_constants import (
    ASIN_FAR,
    AT,
    ATAN_HI,
    ATAN_LO,
    PI,
    PI_LO,
    PIO2_HI,
    PIO2_LO,
    PIO4_HI,
    PS0,
    PS1,
    PS2,
    PS3,
    PS4,
    PS5,
    QS1,
    QS2,
    QS3,
    QS4,
    TINY,
)
from featc_runtime.scalar.fdlibm_words import truncated

_A0, _A1, _A2, _A3, _A4, _A5, _A6, _A7, _A8, _A9, _A10 = AT


def asin_float64(x: float) -> float:
    """NaN outside -1..1."""
    a = abs(x)
    if a < 0.5:
        if a < TINY:
            return x
        return x + x * _ratio(x * x)
    if not a < 1.0:
        return copysign(PIO2_HI, x) if a == 1.0 else nan
    t = (1.0 - a) * 0.5
    r = _ratio(t)
    s = sqrt(t)
    if a >= ASIN_FAR:
        t = PIO2_HI - (2.0 * (s + s * r) - PIO2_LO)
    else:
        w = truncated(s)
        c = (t - w * w) / (s + w)
        p = 2.0 * s * r - (PIO2_LO - 2.0 * c)
        q = PIO4_HI - 2.0 * w
        t = PIO4_HI - (p - q)
    return t if x > 0.0 else -t


def acos_float64(x: float) -> float:
    """NaN outside -1..1."""
    if -0.5 < x < 0.5:
        return PIO2_HI - (x - (PIO2_LO - x * _ratio(x * x)))
    if not -1.0 < x < 1.0:
        return 0.0 if x == 1.0 else PI if x == -1.0 else nan
    if x < 0.0:
        z = (1.0 + x) * 0.5
        s = sqrt(z)
        return PI - 2.0 * (s + (_ratio(z) * s - PIO2_LO))
    z = (1.0 - x) * 0.5
    s = sqrt(z)
    f = truncated(s)
    c = (z - f * f) / (s + f)
    return 2.0 * (f + (_ratio(z) * s + c))


def _ratio(t: float) -> float:
    """R(t) of asin(x) = x + x R(x * x), for t up to 0.25."""
    p = t * (PS0 + t * (PS1 + t * (PS2 + t * (PS3 + t * (PS4 + t * PS5)))))
    return p / (1.0 + t * (QS1 + t * (QS2 + t * (QS3 + t * QS4))))


def atan_float64(x: float) -> float:
    """±pi/2 for infinities."""
    if x != x:
        return x
    a = abs(x)
    if a < 0.4375:
        return x if a < 2.0**-29 else x - x * _arc(x)
    if a >= 2.0**66:
        return copysign(PIO2_HI, x)
    if a < 1.1875:
        if a < 0.6875:
            i, t = 0, (2.0 * a - 1.0) / (2.0 + a)
        else:
            i, t = 1, (a - 1.0) / (a + 1.0)
    elif a < 2.4375:
        i, t = 2, (a - 1.5) / (1.0 + 1.5 * a)
    else:
        i, t = 3, -1.0 / a
    z = ATAN_HI[i] - ((t * _arc(t) - ATAN_LO[i]) - t)
    return z if x > 0.0 else -z


def _arc(x: float) -> float:
    """What 1 lacks to atan(x) / x, for x up to 7/16."""
    z = x * x
    w = z * z
    s1 = z * (_A0 + w * (_A2 + w * (_A4 + w * (_A6 + w * (_A8 + w * _A10)))))
    return s1 + w * (_A1 + w * (_A3 + w * (_A5 + w * (_A7 + w * _A9))))


def atan2_float64(y: float, x: float) -> float:
    """The angle of the point (x, y), from -pi to pi; zeros have their sides."""
    if x != x or y != y:
        return nan
    left = copysign(1.0, x) < 0.0
    if y == 0.0:
        return copysign(PI, y) if left else y
    if x == 0.0:
        return copysign(PIO2_HI, y)
    if abs(y) == inf:
        if abs(x) == inf:
            return copysign(3.0 * PIO4_HI if left else PIO4_HI, y)
        return copysign(PIO2_HI, y)
    z = atan_float64(abs(y / x))
    if not left:
        return copysign(z, y)
    return PI - (z - PI_LO) if y > 0.0 else (z - PI_LO) - PI
