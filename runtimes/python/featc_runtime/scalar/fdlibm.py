"""Elementary functions of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no arrays.

The bits are those of java.lang.StrictMath. Every operation and its order is fdlibm's (log2: FreeBSD msun's); only bit
moves are written otherwise where another exact step says the same: scaling by ``ldexp`` where the result is normal, a
bound on a high word as a bound on the value. Any float64 goes in, none raises.
"""

from __future__ import annotations

from featc_runtime.scalar.fdlibm_arc import acos_float64, asin_float64, atan2_float64, atan_float64
from featc_runtime.scalar.fdlibm_composed import (
    degrees_float64,
    pi_float64,
    radians_float64,
    sigmoid_float64,
    softplus_float64,
)
from featc_runtime.scalar.fdlibm_erf import erf_float64
from featc_runtime.scalar.fdlibm_exp import exp_float64, expm1_float64
from featc_runtime.scalar.fdlibm_hyperbolic import (
    acosh_float64,
    asinh_float64,
    atanh_float64,
    cosh_float64,
    sinh_float64,
    tanh_float64,
)
from featc_runtime.scalar.fdlibm_log import log1p_float64, log2_float64, log10_float64, log_float64
from featc_runtime.scalar.fdlibm_pow import exp2_float64, pow_float64
from featc_runtime.scalar.fdlibm_roots import cbrt_float64, hypot_float64, sqrt_float64
from featc_runtime.scalar.fdlibm_trig import cos_float64, sin_float64, tan_float64

__all__ = [
    "acos_float64",
    "acosh_float64",
    "asin_float64",
    "asinh_float64",
    "atan2_float64",
    "atan_float64",
    "atanh_float64",
    "cbrt_float64",
    "cos_float64",
    "cosh_float64",
    "degrees_float64",
    "erf_float64",
    "exp2_float64",
    "exp_float64",
    "expm1_float64",
    "hypot_float64",
    "log1p_float64",
    "log2_float64",
    "log10_float64",
    "log_float64",
    "pi_float64",
    "pow_float64",
    "radians_float64",
    "sigmoid_float64",
    "sin_float64",
    "sinh_float64",
    "softplus_float64",
    "sqrt_float64",
    "tan_float64",
    "tanh_float64",
]
