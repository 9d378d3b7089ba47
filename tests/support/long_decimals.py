"""Functions that StrictMath lacks, in decimals of 60 digits and more, and how far a float64 is off. Knows no featc."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Context, Decimal, localcontext

_DIGITS = 60
#: Below this a series of four terms has 60 digits.
_SMALL = Decimal(10) ** -10


def _log2(x: Decimal) -> Decimal:
    return x.ln() / Decimal(2).ln()


def _exp2(x: Decimal) -> Decimal:
    return (x * Decimal(2).ln()).exp()


def _asinh(x: Decimal) -> Decimal:
    a = abs(x)
    if a < _SMALL:
        return x - x**3 / 6 + 3 * x**5 / 40 - 15 * x**7 / 336
    return (a + (a * a + 1).sqrt()).ln().copy_sign(x)


def _acosh(x: Decimal) -> Decimal:
    return (x + (x * x - 1).sqrt()).ln()


def _atanh(x: Decimal) -> Decimal:
    if abs(x) < _SMALL:
        return x + x**3 / 3 + x**5 / 5 + x**7 / 7
    return ((1 + x) / (1 - x)).ln() / 2


def _sigmoid(x: Decimal) -> Decimal:
    e = (-abs(x)).exp()
    return (e if x < 0 else 1) / (1 + e)


def _softplus(x: Decimal) -> Decimal:
    e = (-abs(x)).exp()
    log = e - e**2 / 2 + e**3 / 3 - e**4 / 4 if e < Decimal(10) ** -15 else (1 + e).ln()
    return max(x, Decimal(0)) + log


def _pi() -> Decimal:
    """By Machin's formula."""

    def arc(n: int) -> Decimal:  # atan(1 / n)
        return sum((Decimal((-1) ** k) / ((2 * k + 1) * Decimal(n) ** (2 * k + 1)) for k in range(70)), Decimal(0))

    return 16 * arc(5) - 4 * arc(239)


def _erf(x: Decimal) -> Decimal:
    """By Taylor's series; up to 6 its terms leave 40 digits and more."""
    if abs(x) > 12:
        return Decimal(1).copy_sign(x)
    with localcontext(Context(prec=2 * _DIGITS + 20)):
        square, term, total, n = x * x, x, x, 0
        while abs(term) > abs(total) * Decimal(10) ** -_DIGITS:
            n += 1
            term = -term * square / n
            total += term / (2 * n + 1)
        return 2 * total / _PI.sqrt()


with localcontext(Context(prec=_DIGITS + 30)):
    _PI = _pi()

FUNCTIONS: dict[str, Callable[[Decimal], Decimal]] = {
    "log2": _log2,
    "exp2": _exp2,
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "erf": _erf,
}


def ulps(function: str, x: float, result: float) -> float:
    """How many units in the last place a finite result is off; 0.0 where one of them is infinite or NaN."""
    if not (math.isfinite(x) and math.isfinite(result)):
        return 0.0
    with localcontext(Context(prec=_DIGITS, Emin=-9999, Emax=9999)):
        exact = FUNCTIONS[function](Decimal(x))
        return float(abs(Decimal(result) - exact) / Decimal(math.ulp(float(exact))))
