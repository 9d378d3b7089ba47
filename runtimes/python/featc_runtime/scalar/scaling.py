"""Numbers moved to another scale, on single values (SEMANTICS.md#numbers). Knows no nulls.

The steps stand in the semantics; each is one operation of float64 or one of fdlibm's functions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from math import nan
from typing import Any

from featc_runtime.scalar.arithmetic import div_float64
from featc_runtime.scalar.fdlibm import expm1_float64, log1p_float64, log_float64
from featc_runtime.scalar.fdlibm_pow import pow_float64

__all__ = ["box_cox_float64", "interpolate_float64", "logit_float64"]

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


#: The knots of a line: the ascending keys, and the value at each.
Knots = tuple[tuple[float, ...], tuple[float, ...]]


def interpolate_float64(x: float, knots: Knots) -> float:
    """On the straight line between the two knots beside x; level beyond the ends."""
    xs, ys = knots
    if x != x:
        return x
    after = bisect_right(xs, x)
    if after == 0:
        return ys[0]
    x0, y0 = xs[after - 1], ys[after - 1]
    if x == x0 or after == len(xs):
        return y0
    return y0 + (ys[after] - y0) * ((x - x0) / (xs[after] - x0))


def _knots(pairs: tuple[tuple[float, float], ...]) -> Knots:
    return tuple(x for x, _ in pairs), tuple(y for _, y in pairs)


PREPARE: dict[str, Callable[..., Any]] = {"interpolate.float64": _knots}
