"""Numbers moved to another scale, on columns (SEMANTICS.md#numbers). Knows no nulls.

Each function does what its scalar twin does, operation by operation.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

import numpy as np

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


#: The knots of a line: the ascending keys, and the value at each.
Knots = tuple[Floats, Floats]


def interpolate_float64(x: Floats, knots: Knots) -> Floats:
    """On the straight line between the two knots beside x; level beyond the ends."""
    xs, ys = knots
    last = len(xs) - 1
    at = np.searchsorted(xs, x, side="right")
    at -= 1
    np.clip(at, 0, last, out=at)
    x0, y0 = xs[at], ys[at]
    # Behind the last knot and before the first there is no segment: what is computed there is not used.
    after = np.minimum(at + 1, last)
    result: Floats = y0 + (ys[after] - y0) * ((x - x0) / (xs[after] - x0))
    level = (x == x0) | (x < xs[0]) | (x > xs[last])
    return np.where(level, y0, np.where(np.isnan(x), nan, result))


def _knots(pairs: tuple[tuple[float, float], ...]) -> Knots:
    return np.array([x for x, _ in pairs], np.float64), np.array([y for _, y in pairs], np.float64)


PREPARE: dict[str, Callable[..., Any]] = {"interpolate.float64": _knots}
