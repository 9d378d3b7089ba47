"""The reference meaning of elementary functions: the runtime's scalar fdlibm, an exact square root, exact compositions.

The scalar fdlibm is proven against its published results by its own tests; it is the one arithmetic that the reference
shares with a runtime. What is composed of its functions is put together here once more, over exact numbers.
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


def _exp2(x: float) -> float:
    return fdlibm_pow.pow_float64(2.0, x)


def _sigmoid(x: float) -> float:
    if exact.compare(x, 0) in (0, 1):
        return exact.divide(1.0, exact.add(1.0, fdlibm.exp_float64(exact.negate(x))))
    e = fdlibm.exp_float64(x)
    return exact.divide(e, exact.add(1.0, e))


def _softplus(x: float) -> float:
    above = exact.compare(x, 0) == 1
    small = fdlibm.exp_float64(exact.negate(x) if above else x)
    return exact.add(x if above else 0.0, fdlibm.log1p_float64(small))


#: The float64 nearest to pi.
_PI: Final = 3.141592653589793


def _radians(x: float) -> float:
    return exact.multiply(x, exact.divide(_PI, 180.0))


def _degrees(x: float) -> float:
    return exact.multiply(x, exact.divide(180.0, _PI))


#: What is the runtime's scalar function, by the rule above.
_FDLIBM: Final = (
    *("cbrt", "exp", "expm1", "log", "log1p", "log2", "log10", "pow", "hypot", "sin", "cos", "tan", "asin", "acos"),
    *("atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf"),
)

TABLE: Final[dict[str, Callable[..., Any]]] = {
    "sqrt.float64": _sqrt,
    **{f"{name}.float64": getattr(fdlibm, f"{name}_float64") for name in _FDLIBM},
    "exp2.float64": _exp2,
    "sigmoid.float64": _sigmoid,
    "softplus.float64": _softplus,
    "pi.float64": lambda: _PI,
    "radians.float64": _radians,
    "degrees.float64": _degrees,
}
