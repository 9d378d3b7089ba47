"""sinh, cosh, tanh and their inverses of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).

They stand on exp, expm1, log and log1p. Knows no arrays.
"""

from __future__ import annotations

from math import copysign, inf, nan, sqrt
from typing import Final

from featc_runtime.scalar.fdlibm_constants import HALF_LN2, LARGEST, LN2
from featc_runtime.scalar.fdlibm_exp import exp_float64, expm1_float64
from featc_runtime.scalar.fdlibm_log import log1p_float64, log_float64
from featc_runtime.scalar.fdlibm_words import from_high

#: From the first on sinh and cosh are made of exp(x / 2); beyond the second they overflow.
HALVED: Final = from_high(0x40862E42)
SINH_OVERFLOW: Final = float.fromhex("0x1.633ce8fb9f87dp+9")
#: asinh and acosh go other ways between the first and the second, and from there on.
BEYOND_2: Final = from_high(0x40000001)
ASINH_FAR: Final = from_high(0x41B00001)
ACOSH_FAR: Final = 2.0**28


def sinh_float64(x: float) -> float:
    a = abs(x)
    h = 0.5 if x > 0.0 else -0.5
    if a < 22.0:
        if a < 2.0**-28:
            return x
        t = expm1_float64(a)
        if a < 1.0:
            return h * (2.0 * t - t * t / (t + 1.0))
        return h * (t + t / (t + 1.0))
    if a < HALVED:
        return h * exp_float64(a)
    if a <= SINH_OVERFLOW:
        w = exp_float64(0.5 * a)
        return h * w * w
    return x if x != x else copysign(inf, x)


def cosh_float64(x: float) -> float:
    a = abs(x)
    if a < HALF_LN2:
        t = expm1_float64(a)
        w = 1.0 + t
        return 1.0 + (t * t) / (w + w)
    if a < 22.0:
        t = exp_float64(a)
        return 0.5 * t + 0.5 / t
    if a < HALVED:
        return 0.5 * exp_float64(a)
    if a <= SINH_OVERFLOW:
        w = exp_float64(0.5 * a)
        return 0.5 * w * w
    return x if x != x else inf


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


def asinh_float64(x: float) -> float:
    a = abs(x)
    if not 2.0**-28 <= a <= LARGEST:
        return x
    if a >= ASINH_FAR:
        w = log_float64(a) + LN2
    elif a >= BEYOND_2:
        w = log_float64(2.0 * a + 1.0 / (sqrt(x * x + 1.0) + a))
    else:
        t = x * x
        w = log1p_float64(a + t / (1.0 + sqrt(1.0 + t)))
    return w if x > 0.0 else -w


def acosh_float64(x: float) -> float:
    """NaN below 1."""
    if not 1.0 <= x <= LARGEST:
        return nan if x < 1.0 else x
    if x >= ACOSH_FAR:
        return log_float64(x) + LN2
    if x >= BEYOND_2:
        return log_float64(2.0 * x - 1.0 / (x + sqrt(x * x - 1.0)))
    t = x - 1.0
    return log1p_float64(t + sqrt(2.0 * t + t * t))


def atanh_float64(x: float) -> float:
    """±inf for ±1, NaN beyond."""
    a = abs(x)
    if not a < 1.0:
        return copysign(inf, x) if a == 1.0 else nan
    if a < 2.0**-28:
        return x
    t = a + a
    t = 0.5 * log1p_float64(t + t * a / (1.0 - a) if a < 0.5 else t / (1.0 - a))
    return t if x > 0.0 else -t
