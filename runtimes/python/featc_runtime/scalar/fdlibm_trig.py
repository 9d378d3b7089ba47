"""sin, cos and tan of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays.

Angles are in radians, of any size. Those beyond pi/4 are reduced first (``fdlibm_rem_pio2``); what is left comes in two
parts.
"""

from __future__ import annotations

from math import nan

from featc_runtime.scalar.fdlibm_constants import LARGEST
from featc_runtime.scalar.fdlibm_rem_pio2 import QUARTER, rem_pio2
from featc_runtime.scalar.fdlibm_trig_constants import (
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
    COS_END,
    COS_FAR,
    PIO4_HI,
    PIO4_LO,
    S1,
    S2,
    S3,
    S4,
    S5,
    S6,
    TAN,
    TAN_FAR,
    TAN_TINY,
    TINY,
)
from featc_runtime.scalar.fdlibm_words import truncated

_T0, _T1, _T2, _T3, _T4, _T5, _T6, _T7, _T8, _T9, _T10, _T11, _T12 = TAN


def sin_float64(x: float) -> float:
    """NaN for infinities."""
    a = abs(x)
    if a < QUARTER:
        if a < TINY:
            return x
        z = x * x
        r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))
        return x + z * x * (S1 + z * r)
    if not a <= LARGEST:
        return nan
    n, y, tail = rem_pio2(a)
    s = _cos(y, tail) if n & 1 else _sin(y, tail)
    return s if (x < 0.0) == (n & 2 != 0) else -s


def cos_float64(x: float) -> float:
    """NaN for infinities."""
    a = abs(x)
    if a < QUARTER:
        return _cos(x, 0.0)
    if not a <= LARGEST:
        return nan
    n, y, tail = rem_pio2(a)
    c = _sin(y, tail) if n & 1 else _cos(y, tail)
    return -c if n + 1 & 2 else c


def tan_float64(x: float) -> float:
    """NaN for infinities."""
    a = abs(x)
    if a < QUARTER:
        return _tan(x, 0.0, 1.0)
    if not a <= LARGEST:
        return nan
    n, y, tail = rem_pio2(a)
    t = _tan(y, tail, -1.0 if n & 1 else 1.0)
    return -t if x < 0.0 else t


def _sin(x: float, y: float) -> float:
    """The sine of x + y, for x up to pi/4 and y small beside it."""
    if -TINY < x < TINY:
        return x
    z = x * x
    v = z * x
    r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))
    return x - ((z * (0.5 * y - v * r) - y) - v * S1)


def _cos(x: float, y: float) -> float:
    """The cosine of x + y, for x up to pi/4 and y small beside it."""
    a = abs(x)
    if a < TINY:
        return 1.0
    z = x * x
    r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))))
    if a < COS_FAR:
        return 1.0 - (0.5 * z - (z * r - x * y))
    quarter = 0.28125 if a >= COS_END else 0.25 * truncated(a)
    return (1.0 - quarter) - ((0.5 * z - quarter) - (z * r - x * y))


def _tan(x: float, y: float, sign: float) -> float:
    """The tangent of x + y for sign 1.0, its reciprocal negated for sign -1.0; x up to pi/4 and y small beside it."""
    if -TAN_TINY < x < TAN_TINY:
        return x if sign == 1.0 else _negative_reciprocal(x + y, x, y)
    far = not -TAN_FAR < x < TAN_FAR
    negative = x < 0.0
    if far:
        if negative:
            x = -x
            y = -y
        x = (PIO4_HI - x) + (PIO4_LO - y)
        y = 0.0
    z = x * x
    w = z * z
    r = _T1 + w * (_T3 + w * (_T5 + w * (_T7 + w * (_T9 + w * _T11))))
    v = z * (_T2 + w * (_T4 + w * (_T6 + w * (_T8 + w * (_T10 + w * _T12)))))
    s = z * x
    r = y + z * (s * (r + v) + y)
    r += _T0 * s
    w = x + r
    if far:
        t = sign - 2.0 * (x - (w * w / (w + sign) - r))
        return -t if negative else t
    return w if sign == 1.0 else _negative_reciprocal(w, x, r)


def _negative_reciprocal(w: float, x: float, y: float) -> float:
    """-1 / (x + y), where w is the rounded sum."""
    z = truncated(w)
    v = y - (z - x)
    a = -1.0 / w
    t = truncated(a)
    s = 1.0 + t * z
    return t + a * (s + t * v)
