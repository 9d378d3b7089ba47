"""True values of the elementary functions by MPFR, and how far a float64 is from one. Knows no featc.

The error of a result is its distance from the true value of the function at exactly these float64s, in units in the
last place (ulp) of the true value: for a true value in 2^e..2^(e + 1) a unit is 2^(e - 52), and 2^-1074 below 2^-1022.
So a correctly rounded result has an error of 0.5 at most. An infinite result counts as 2^1024, and has no error where
the true value rounds to infinity.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import gmpy2
from gmpy2 import mpfr

#: Bits of a true value where it is one of MPFR's functions, each of which is rounded correctly; and of the steps
#: of the formulas below, where what cancels (1 - x of logit) leaves far more than the 53 of a float64.
_PRECISION, _OF_STEPS = 160, 300
#: The exponents between which a float64's last place moves along with its exponent, as MPFR counts (0.5 is 0).
_LEAST, _MOST = -1021, 1024

Number = Any  # gmpy2.mpfr: the package has no types


def _sigmoid(x: Number) -> Number:
    e = gmpy2.exp(-abs(x))
    return (e if x < 0 else mpfr(1)) / (1 + e)


def _softplus(x: Number) -> Number:
    return max(x, mpfr(0)) + gmpy2.log1p(gmpy2.exp(-abs(x)))


def _logit(x: Number) -> Number:
    return gmpy2.log(x / (1 - x))


def _box_cox(x: Number, power: Number) -> Number:
    if x < 0:
        return gmpy2.nan()
    log = gmpy2.log(x)
    return log if power == 0 else gmpy2.expm1(power * log) / power


def _radians(x: Number) -> Number:
    return x * gmpy2.const_pi() / 180


def _degrees(x: Number) -> Number:
    return x * 180 / gmpy2.const_pi()


def _haversine_km(lat1: Number, lon1: Number, lat2: Number, lon2: Number) -> Number:
    s, t = gmpy2.sin(_radians(lat2 - lat1) / 2), gmpy2.sin(_radians(lon2 - lon1) / 2)
    h = s * s + gmpy2.cos(_radians(lat1)) * gmpy2.cos(_radians(lat2)) * t * t
    return 2 * mpfr("6371.0088") * gmpy2.asin(gmpy2.sqrt(h))


_OF_MPFR = (
    "sqrt", "cbrt", "exp", "expm1", "exp2", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "asin", "acos",
    "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf", "hypot", "atan2",
)  # fmt: skip

#: Each function's true value, of numbers of MPFR.
FUNCTIONS: dict[str, Callable[..., Number]] = {
    **{name: getattr(gmpy2, name) for name in _OF_MPFR},
    "pow": lambda x, y: x**y,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "radians": _radians,
    "degrees": _degrees,
    "logit": _logit,
    "box_cox": _box_cox,
    "haversine_km": _haversine_km,
}

_scales: dict[int, Number] = {}


def true_value(function: str, *args: float) -> Number:
    """The value, to 160 bits and more; NaN where there is none."""
    with gmpy2.context(precision=_bits(function)):
        return FUNCTIONS[function](*map(mpfr, args))


def error(function: str, args: tuple[float, ...], result: float) -> float:
    """How many ulp the result is from the true value; 0.0 where both are NaN, or an operand is not finite."""
    if not all(map(math.isfinite, args)):
        return 0.0
    with gmpy2.context(precision=_bits(function)):
        true = FUNCTIONS[function](*map(mpfr, args))
        if gmpy2.is_nan(true) or math.isnan(result):
            return 0.0 if gmpy2.is_nan(true) and math.isnan(result) else math.inf
        if math.isinf(result):
            if math.isinf(float(true)):
                return 0.0 if (true > 0) == (result > 0) else math.inf
            result = mpfr(2) ** _MOST * int(math.copysign(1, result))
        elif gmpy2.is_infinite(true):
            return math.inf
        return float(abs(result - true) * _scale(true))


def _bits(function: str) -> int:
    return _PRECISION if function in _OF_MPFR or function == "pow" else _OF_STEPS


def _scale(true: Number) -> Number:
    """Units in the last place of this value in one."""
    exponent = _LEAST if true == 0 else min(max(gmpy2.get_exp(true), _LEAST), _MOST)
    if exponent not in _scales:
        _scales[exponent] = mpfr(2) ** (53 - exponent)
    return _scales[exponent]
