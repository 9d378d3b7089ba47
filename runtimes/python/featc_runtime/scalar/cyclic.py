"""Single numbers as points on a circle (SEMANTICS.md#time). Knows the sine and the cosine of fdlibm, no times."""

from __future__ import annotations

from math import isfinite, nan
from typing import Final

from featc_runtime.scalar.fdlibm import cos_float64, sin_float64

#: The float64 nearest to 2 pi.
TURN: Final = 6.283185307179586


def _point(turns: float, quarters: int) -> float:
    """The sine of so many turns and quarters: reduced to the nearest quarter, which is exact, then of at most pi/4."""
    if not isfinite(4.0 * turns):
        return nan
    nearest = round(4.0 * turns)
    angle = (turns - nearest / 4.0) * TURN
    quarter = (nearest + quarters) % 4
    sine = cos_float64(angle) if quarter % 2 else sin_float64(angle)
    return (-sine if quarter > 1 else sine) + 0.0  # no -0.0


def cyclic_sin_int64(x: int, period: int) -> float:
    return _point(float(x % period) / float(period), 0)


def cyclic_cos_int64(x: int, period: int) -> float:
    return _point(float(x % period) / float(period), 1)


def cyclic_sin_float64(x: float, period: float) -> float:
    return _point(x / period, 0)


def cyclic_cos_float64(x: float, period: float) -> float:
    return _point(x / period, 1)


__all__ = ["cyclic_cos_float64", "cyclic_cos_int64", "cyclic_sin_float64", "cyclic_sin_int64"]
