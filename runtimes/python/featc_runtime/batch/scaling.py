"""Numbers moved to another scale, on columns (SEMANTICS.md#numbers). Knows no nulls.

Each function does what its scalar twin does, operation by operation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm import expm1_float64, log1p_float64, log_float64, pow_float64
from featc_runtime.scalar.scaling import NO_POWER

__all__ = ["box_cox_float64", "interpolate_float64", "logit_float64"]


def logit_float64(x: Floats) -> Floats:
    """Without cancellation where the odds are near 1: there ``2 x - 1`` is exact."""
    odds: Floats = np.subtract(1.0, x)
    np.divide(x, odds, out=odds)
    result = log_float64(odds)
    rows = np.flatnonzero((x >= 0.25) & (x <= 0.75))
    if len(rows):
        s = x[rows]
        s += s
        s -= 1.0
        result[rows] = log1p_float64(s) - log1p_float64(-s)
    return result


def box_cox_float64(x: Floats, power: float) -> Floats:
    """By ``expm1`` where the power of x is near 1, by ``pow`` elsewhere."""
    t = log_float64(x)
    if -NO_POWER < power < NO_POWER:
        return t
    t *= power
    near = np.abs(t) < 1.0
    result = np.empty(len(x))
    rows = np.flatnonzero(near)
    result[rows] = expm1_float64(t[rows])
    rows = np.flatnonzero(~near)
    result[rows] = pow_float64(x[rows] + 0.0, power) - 1.0
    result /= power
    below = x < 0.0
    if below.any():
        result[below] = nan
    return result


@dataclass(frozen=True, slots=True)
class Knots:
    """The knots of a line, and what the formula needs of the segment behind each number of knots that are not above x:
    ``x0``, ``y0`` and the steps from it. Below the first and from the last on there is no segment: the steps are 0.
    """

    xs: Floats
    x0: Floats
    y0: Floats
    dx: Floats
    dy: Floats


def interpolate_float64(x: Floats, knots: Knots) -> Floats:
    """On the straight line between the two knots beside x; level beyond the ends."""
    at = _not_above(x, knots.xs)
    x0, y0 = knots.x0.take(at), knots.y0.take(at)
    result: Floats = np.subtract(x, x0)
    result /= knots.dx.take(at)
    result *= knots.dy.take(at)
    result += y0
    level = at == 0
    level |= at == len(knots.xs)
    level |= x == x0
    np.copyto(result, y0, where=level)
    result[np.isnan(x)] = nan
    return result


#: Up to this many knots, comparing with each of them is quicker than bisection; an int8 counts them.
_FEW = 120


def _not_above(x: Floats, xs: Floats) -> NDArray[np.intp]:
    """How many of the ascending keys are not above x."""
    if len(xs) > _FEW:
        return np.searchsorted(xs, x, side="right")
    count = np.zeros(len(x), np.int8)
    for key in xs:
        count += x >= key
    return count.astype(np.intp)


def _knots(pairs: tuple[tuple[float, float], ...]) -> Knots:
    xs, ys = np.array([x for x, _ in pairs], np.float64), np.array([y for _, y in pairs], np.float64)
    with np.errstate(all="ignore"):
        dx, dy = np.diff(xs), np.diff(ys)
    return Knots(
        xs,
        np.concatenate([xs[:1], xs]),
        np.concatenate([ys[:1], ys]),
        np.concatenate([[0.0], dx, [0.0]]),
        np.concatenate([[0.0], dy, [0.0]]),
    )


PREPARE: dict[str, Callable[..., Any]] = {"interpolate.float64": _knots}
