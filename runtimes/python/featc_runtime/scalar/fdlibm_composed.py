"""Functions of single values that are composed of fdlibm's as SEMANTICS.md#maths says. Knows no arrays."""

from __future__ import annotations

from typing import Final

from featc_runtime.scalar.fdlibm_exp import exp_float64
from featc_runtime.scalar.fdlibm_log import log1p_float64

PI: Final = 3.141592653589793
#: The quotients are rounded once.
RADIAN: Final = PI / 180.0
DEGREE: Final = 180.0 / PI


def sigmoid_float64(x: float) -> float:
    if x >= 0.0:
        return 1.0 / (1.0 + exp_float64(-x))
    e = exp_float64(x)
    return e / (1.0 + e)


def softplus_float64(x: float) -> float:
    return (x if x > 0.0 else 0.0) + log1p_float64(exp_float64(-abs(x)))


def pi_float64() -> float:
    return PI


def radians_float64(x: float) -> float:
    return x * RADIAN


def degrees_float64(x: float) -> float:
    return x * DEGREE
