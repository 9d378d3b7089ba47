"""Numbers moved to another scale, on single values (SEMANTICS.md#numbers). Knows no nulls.

The steps stand in the semantics; each is one operation of float64 or one of fdlibm's functions.
"""

from __future__ import annotations

from math import nan

from featc_runtime.scalar.arithmetic import div_float64
from featc_runtime.scalar.fdlibm import expm1_float64, log1p_float64, log_float64
from featc_runtime.scalar.fdlibm_pow import pow_float64

__all__ = ["NO_POWER", "box_cox_float64", "logit_float64"]

#: A power of Box and Cox nearer to zero than this counts as zero: the results do not differ by half a unit.
NO_POWER = 1e-19


def logit_float64(x: float) -> float:
    """Without cancellation where the odds are near 1: there ``2 x - 1`` is exact."""
    if 0.25 <= x <= 0.75:
        s = x + x - 1.0
        return log1p_float64(s) - log1p_float64(-s)
    return log_float64(div_float64(x, 1.0 - x))


def box_cox_float64(x: float, power: float) -> float:
    """By ``expm1`` where the power of x is near 1, by ``pow`` elsewhere."""
    if not x >= 0.0:
        return nan
    t = log_float64(x)
    if -NO_POWER < power < NO_POWER:
        return t
    t *= power
    if -1.0 < t < 1.0:
        return expm1_float64(t) / power
    return (pow_float64(x + 0.0, power) - 1.0) / power
