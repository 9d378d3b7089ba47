"""Elementary functions of columns, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no nulls.

The bits are those of the scalar functions and of java.lang.StrictMath. Any float64 goes in. What is marked is
the native kernel's function where that is installed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_arc import acos_block, asin_block, atan2_block, atan_block
from featc_runtime.batch.fdlibm_composed import sigmoid_block, softplus_block
from featc_runtime.batch.fdlibm_erf import erf_block
from featc_runtime.batch.fdlibm_exp import exp_block, expm1_block, tanh_block
from featc_runtime.batch.fdlibm_hyperbolic import acosh_block, asinh_block, atanh_block, cosh_block, sinh_block
from featc_runtime.batch.fdlibm_log import log1p_block, log2_block, log10_block, log_block
from featc_runtime.batch.fdlibm_pow import exp2_block, pow_float64
from featc_runtime.batch.fdlibm_roots import cbrt_block, hypot_block
from featc_runtime.batch.fdlibm_trig import cos_block, sin_block, tan_block
from featc_runtime.batch.native import binary, unary
from featc_runtime.batch.scratch import BLOCK
from featc_runtime.scalar.fdlibm_composed import DEGREE, PI, RADIAN

#: IEEE 754's; NaN below zero.
sqrt_float64 = np.sqrt


def _blockwise(x: Floats, function: Callable[[Floats, Floats], None]) -> Floats:
    out = np.empty(len(x))
    for start in range(0, len(x), BLOCK):
        function(x[start : start + BLOCK], out[start : start + BLOCK])
    return out


def _pairwise(x: Floats | float, y: Floats | float, function: Callable[[Floats, Floats, Floats], None]) -> Floats:
    xs, ys = np.broadcast_arrays(x, y)
    out = np.empty(len(xs))
    for start in range(0, len(xs), BLOCK):
        block = slice(start, start + BLOCK)
        function(xs[block], ys[block], out[block])
    return out


@unary
def exp_float64(x: Floats) -> Floats:
    return _blockwise(x, exp_block)


@unary
def expm1_float64(x: Floats) -> Floats:
    return _blockwise(x, expm1_block)


@unary
def log_float64(x: Floats) -> Floats:
    return _blockwise(x, log_block)


@unary
def log1p_float64(x: Floats) -> Floats:
    return _blockwise(x, log1p_block)


@unary
def log2_float64(x: Floats) -> Floats:
    return _blockwise(x, log2_block)


@unary
def log10_float64(x: Floats) -> Floats:
    return _blockwise(x, log10_block)


@unary
def tanh_float64(x: Floats) -> Floats:
    return _blockwise(x, tanh_block)


@unary
def cbrt_float64(x: Floats) -> Floats:
    return _blockwise(x, cbrt_block)


@unary
def exp2_float64(x: Floats) -> Floats:
    return _blockwise(x, exp2_block)


@unary
def sin_float64(x: Floats) -> Floats:
    return _blockwise(x, sin_block)


@unary
def cos_float64(x: Floats) -> Floats:
    return _blockwise(x, cos_block)


@unary
def tan_float64(x: Floats) -> Floats:
    return _blockwise(x, tan_block)


@unary
def asin_float64(x: Floats) -> Floats:
    return _blockwise(x, asin_block)


@unary
def acos_float64(x: Floats) -> Floats:
    return _blockwise(x, acos_block)


@unary
def atan_float64(x: Floats) -> Floats:
    return _blockwise(x, atan_block)


@unary
def sinh_float64(x: Floats) -> Floats:
    return _blockwise(x, sinh_block)


@unary
def cosh_float64(x: Floats) -> Floats:
    return _blockwise(x, cosh_block)


@unary
def asinh_float64(x: Floats) -> Floats:
    return _blockwise(x, asinh_block)


@unary
def acosh_float64(x: Floats) -> Floats:
    return _blockwise(x, acosh_block)


@unary
def atanh_float64(x: Floats) -> Floats:
    return _blockwise(x, atanh_block)


@unary
def sigmoid_float64(x: Floats) -> Floats:
    return _blockwise(x, sigmoid_block)


@unary
def softplus_float64(x: Floats) -> Floats:
    return _blockwise(x, softplus_block)


@unary
def erf_float64(x: Floats) -> Floats:
    return _blockwise(x, erf_block)


@binary
def hypot_float64(x: Floats | float, y: Floats | float) -> Floats:
    return _pairwise(x, y, hypot_block)


@binary
def atan2_float64(y: Floats | float, x: Floats | float) -> Floats:
    return _pairwise(y, x, atan2_block)


def pi_float64() -> float:
    """Without operands there are no rows: one number for all."""
    return PI


def radians_float64(x: Floats) -> Floats:
    return x * RADIAN


def degrees_float64(x: Floats) -> Floats:
    return x * DEGREE


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
