"""Elementary functions of columns, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no nulls.

The bits are those of the scalar functions and of java.lang.StrictMath. Any float64 goes in. What is marked unary is the
native kernel's function where that is installed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_exp import exp_block, expm1_block, tanh_block
from featc_runtime.batch.fdlibm_log import log1p_block, log2_block, log10_block, log_block
from featc_runtime.batch.fdlibm_pow import pow_float64
from featc_runtime.batch.native import unary
from featc_runtime.batch.scratch import BLOCK

#: IEEE 754's; NaN below zero.
sqrt_float64 = np.sqrt


def _blockwise(x: Floats, function: Callable[[Floats, Floats], None]) -> Floats:
    out = np.empty(len(x))
    for start in range(0, len(x), BLOCK):
        function(x[start : start + BLOCK], out[start : start + BLOCK])
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


__all__ = [
    "exp_float64",
    "expm1_float64",
    "log1p_float64",
    "log2_float64",
    "log10_float64",
    "log_float64",
    "pow_float64",
    "sqrt_float64",
    "tanh_float64",
]
