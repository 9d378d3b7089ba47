"""The reference meaning of points on a circle: exact numbers, and of the runtime the sine and cosine of fdlibm."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from featc.reference import exact
from featc_runtime.scalar import fdlibm

#: The float64 nearest to 2 pi.
_TURN: Final = 6.283185307179586
_LARGEST: Final = Fraction(1.7976931348623157e308)


def _sine(turns: float, quarters: int) -> float:
    """The sine of turns and quarters: the nearest quarter (a half to the even one), and the rest as an angle."""
    if exact.is_nan(turns) or exact.is_inf(turns) or abs(Fraction(turns)) * 4 > _LARGEST:
        return exact.NAN
    nearest = round(Fraction(turns) * 4)
    rest = Fraction(turns) - Fraction(nearest, 4)
    # The rest is a float64 without rounding, but for its sign where it is 0, which no result shows.
    angle = exact.multiply(exact.nearest(rest), _TURN)
    functions = (fdlibm.sin_float64, fdlibm.cos_float64)
    quarter = (nearest + quarters) % 4
    value = functions[quarter % 2](angle)
    if exact.compare(value, 0) == 0:
        return 0.0
    return value if quarter in (0, 1) else exact.negate(value)


def _of_int(quarters: int) -> Callable[[int, int], float]:
    return lambda x, p: _sine(exact.divide(exact.from_int(x - x // p * p), exact.from_int(p)), quarters)


def _of_float(quarters: int) -> Callable[[float, float], float]:
    return lambda x, p: _sine(exact.divide(x, p), quarters)


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "cyclic_sin.int64": _of_int(0),
    "cyclic_cos.int64": _of_int(1),
    "cyclic_sin.float64": _of_float(0),
    "cyclic_cos.float64": _of_float(1),
}
