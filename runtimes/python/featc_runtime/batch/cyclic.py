"""Columns of numbers as points on a circle (SEMANTICS.md#time). Knows the sine and the cosine of fdlibm, no times."""

from __future__ import annotations

import numpy as np

from featc_runtime.batch.columns import Floats, Ints
from featc_runtime.batch.fdlibm import cos_float64, sin_float64
from featc_runtime.scalar.cyclic import TURN


def _point(turns: Floats, quarters: int) -> Floats:
    """The sines of so many turns and quarters, step by step as the scalar ones; changes ``turns``.

    Where the fourfold is infinite, the difference is NaN or infinite, whose sine is NaN.
    """
    nearest: Floats = turns * 4.0
    np.rint(nearest, out=nearest)
    turns -= nearest / 4.0
    turns *= TURN
    nearest -= 4.0 * np.floor(nearest / 4.0)  # 0..3, exactly
    nearest += quarters
    nearest -= 4.0 * (nearest >= 4.0)
    odd = (nearest == 1.0) | (nearest == 3.0)
    sines: Floats = np.where(odd, cos_float64(turns), sin_float64(turns))
    np.negative(sines, out=sines, where=nearest > 1.0)
    sines += 0.0  # no -0.0
    return sines


def _turns(x: Ints, period: int) -> Floats:
    rest = x - x // period * period  # what wraps on the way is out again: the rest is small
    turns = rest.astype(np.float64)
    turns /= float(period)
    return turns


def cyclic_sin_int64(x: Ints, period: int) -> Floats:
    return _point(_turns(x, period), 0)


def cyclic_cos_int64(x: Ints, period: int) -> Floats:
    return _point(_turns(x, period), 1)


def cyclic_sin_float64(x: Floats, period: float) -> Floats:
    return _point(x / period, 0)


def cyclic_cos_float64(x: Floats, period: float) -> Floats:
    return _point(x / period, 1)


__all__ = ["cyclic_cos_float64", "cyclic_cos_int64", "cyclic_sin_float64", "cyclic_sin_int64"]
