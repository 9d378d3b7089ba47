"""The error function of single values, by fdlibm 5.3's s_erf (SEMANTICS.md#maths). Knows no arrays."""

from __future__ import annotations

from featc_runtime.scalar.fdlibm_erf_constants import (
    EFX,
    EFX8,
    ERF_FAR,
    ERF_SCALED,
    ERX,
    PA,
    PP,
    QA,
    QQ,
    RA,
    RB,
    SA,
    SB,
)
from featc_runtime.scalar.fdlibm_exp import exp_float64
from featc_runtime.scalar.fdlibm_words import truncated


def erf_float64(x: float) -> float:
    a = abs(x)
    if a < 0.84375:
        if a < 2.0**-28:
            return 0.125 * (8.0 * x + EFX8 * x) if a < ERF_SCALED else x + EFX * x
        z = x * x
        return x + x * (_polynomial(z, PP) / (1.0 + z * _polynomial(z, QQ)))
    if a < 1.25:
        s = a - 1.0
        y = ERX + _polynomial(s, PA) / (1.0 + s * _polynomial(s, QA))
    elif a < 6.0:
        s = 1.0 / (a * a)
        p, q = (RA, SA) if a < ERF_FAR else (RB, SB)
        ratio = _polynomial(s, p) / (1.0 + s * _polynomial(s, q))
        z = truncated(a)
        r = exp_float64(-z * z - 0.5625) * exp_float64((z - a) * (z + a) + ratio)
        y = 1.0 - r / a
    elif a >= 6.0:
        y = 1.0
    else:
        return x
    return y if x > 0.0 else -y


def _polynomial(x: float, coefficients: tuple[float, ...]) -> float:
    """By Horner's rule, from the last coefficient to the first."""
    value = coefficients[-1]
    for c in coefficients[-2::-1]:
        value = c + x * value
    return value
