"""The reference meaning of scaling: the written steps over exact numbers. Of the runtime only the scalar fdlibm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc.reference import exact
from featc_runtime.scalar import fdlibm, fdlibm_pow


def _minus(x: float, y: float) -> float:
    return exact.add(x, exact.negate(y))


def _logit(x: float) -> float:
    if exact.compare(x, 0.25) in (0, 1) and exact.compare(x, 0.75) in (0, -1):
        s = _minus(exact.multiply(2.0, x), 1.0)
        return _minus(fdlibm.log1p_float64(s), fdlibm.log1p_float64(exact.negate(s)))
    return fdlibm.log_float64(exact.divide(x, _minus(1.0, x)))


def _box_cox(x: float, power: float) -> float:
    if exact.compare(x, 0) in (None, -1):
        return exact.NAN
    if exact.compare(power, 1e-19) == -1 and exact.compare(power, -1e-19) == 1:
        return fdlibm.log_float64(x)
    t = exact.multiply(power, fdlibm.log_float64(x))
    if exact.compare(t, 1) == -1 and exact.compare(t, -1) == 1:
        return exact.divide(fdlibm.expm1_float64(t), power)
    base = 0.0 if exact.compare(x, 0) == 0 else x
    return exact.divide(_minus(fdlibm_pow.pow_float64(base, power), 1.0), power)


def _interpolate(x: float, table: tuple[tuple[float, float], ...]) -> float:
    """The knots one by one; between two of them the written steps."""
    if exact.is_nan(x):
        return exact.NAN
    before: tuple[float, float] | None = None
    for knot in table:
        beside = exact.compare(x, knot[0])
        if beside == 0 or (beside == -1 and before is None):
            return knot[1]
        if beside == -1 and before is not None:
            (x0, y0), (x1, y1) = before, knot
            share = exact.divide(_minus(x, x0), _minus(x1, x0))
            return exact.add(y0, exact.multiply(_minus(y1, y0), share))
        before = knot
    return table[-1][1]


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "logit.float64": _logit,
    "box_cox.float64": _box_cox,
    "interpolate.float64": _interpolate,
}
