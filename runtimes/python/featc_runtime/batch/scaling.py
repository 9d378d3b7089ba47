"""Numbers moved to another scale, on columns (SEMANTICS.md#numbers). Knows no nulls.

Each function does what its scalar twin does, operation by operation.
"""

from __future__ import annotations

from math import nan

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm import expm1_float64, log1p_float64, log_float64, pow_float64
from featc_runtime.scalar.scaling import NO_POWER

__all__ = ["box_cox_float64", "logit_float64"]


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
