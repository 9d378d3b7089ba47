"""sqrt, cbrt and hypot of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays."""

from __future__ import annotations

import math
from math import copysign, inf, nan, sqrt
from typing import Final

from featc_runtime.scalar.fdlibm_constants import LARGEST, TINY_NORMAL
from featc_runtime.scalar.fdlibm_words import from_high, high_word

#: Added to a third of a number's high word, make that of its cube root; the second for numbers times 2^54.
CBRT_NORMAL: Final = 715094163
CBRT_SUBNORMAL: Final = 696219795
CBRT_C: Final = 5.42857142857142815906e-01
CBRT_D: Final = -7.05306122448979611050e-01
CBRT_E: Final = 1.41428571428571436819e00
CBRT_F: Final = 1.60714285714285720630e00
CBRT_G: Final = 3.57142857142857150787e-01

#: hypot adds numbers whose high words are further apart than this, and scales above and below these two.
HYPOT_APART: Final = 60 << 20
HYPOT_HIGH: Final = 0x5F300000
HYPOT_LOW: Final = 0x20B00000


def sqrt_float64(x: float) -> float:
    """IEEE 754's; NaN below zero."""
    return math.sqrt(x) if x >= 0.0 else nan


def cbrt_float64(x: float) -> float:
    a = abs(x)
    if not 0.0 < a <= LARGEST:
        return x
    if a >= TINY_NORMAL:
        t = from_high(high_word(a) // 3 + CBRT_NORMAL)
    else:
        t = from_high(high_word(a * 2.0**54) // 3 + CBRT_SUBNORMAL)
    r = t * t / a
    s = CBRT_C + r * t
    t *= CBRT_G + CBRT_F / (s + CBRT_E + CBRT_D / s)
    t = from_high(high_word(t) + 1)
    s = t * t
    r = a / s
    w = t + t
    r = (r - t) / (w + r)
    return copysign(t + t * r, x)


def hypot_float64(x: float, y: float) -> float:
    """The square root of x * x + y * y; infinity where one is infinite, even if the other is NaN."""
    a, b = abs(x), abs(y)
    ha, hb = high_word(a), high_word(b)
    if hb > ha:
        a, b, ha, hb = b, a, hb, ha
    if ha - hb > HYPOT_APART:
        return a + b
    if not (a <= LARGEST and b <= LARGEST):
        return inf if a == inf or b == inf else nan
    scale = 1.0
    if ha > HYPOT_HIGH:
        a *= 2.0**-600
        b *= 2.0**-600
        ha -= 600 << 20
        hb -= 600 << 20
        scale = 2.0**600
    elif hb < HYPOT_LOW:
        if b == 0.0:
            return a
        if b < TINY_NORMAL:  # fdlibm goes on with the high words of the numbers before they were scaled
            a *= 2.0**1022
            b *= 2.0**1022
            scale = 2.0**-1022
        else:
            a *= 2.0**600
            b *= 2.0**600
            ha += 600 << 20
            hb += 600 << 20
            scale = 2.0**-600
    w = a - b
    if w > b:
        t1 = from_high(ha)
        t2 = a - t1
        w = sqrt(t1 * t1 - (b * -b - t2 * (a + t1)))
    else:
        a += a
        y1 = from_high(hb)
        y2 = b - y1
        t1 = from_high(ha + 0x100000)
        t2 = a - t1
        w = sqrt(t1 * y1 - (w * -w - (t1 * y2 + t2 * b)))
    return scale * w
