"""The reference meaning of elementary functions: the runtime's scalar fdlibm, and an exact square root.

The scalar fdlibm is proven against its published results by its own tests; it is the one arithmetic that the reference
shares with a runtime.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from featc.reference import exact
from featc_runtime.scalar import fdlibm, fdlibm_pow


def _sqrt(x: float) -> float:
    if exact.is_nan(x) or exact.compare(x, 0) == -1:
        return exact.NAN
    if exact.is_inf(x) or exact.compare(x, 0) == 0:
        return x
    square = Fraction(x)
    # sqrt(n / d) = sqrt(n * d) / d; 2^-2k below the point leave at least 64 good bits, and a trailing 1 marks the rest
    scale = 2 ** max(0, 128 - square.numerator.bit_length())
    under = square.numerator * square.denominator * scale * scale
    root = math.isqrt(under)
    marked = 2 * root + (root * root != under)
    return exact.nearest(Fraction(marked, 2 * scale * square.denominator))


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "sqrt.float64": _sqrt,
    "exp.float64": fdlibm.exp_float64,
    "expm1.float64": fdlibm.expm1_float64,
    "log.float64": fdlibm.log_float64,
    "log1p.float64": fdlibm.log1p_float64,
    "log2.float64": fdlibm.log2_float64,
    "log10.float64": fdlibm.log10_float64,
    "tanh.float64": fdlibm.tanh_float64,
    "pow.float64": fdlibm_pow.pow_float64,
}
