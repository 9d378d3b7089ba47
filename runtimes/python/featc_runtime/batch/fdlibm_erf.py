"""The error function of a block of values, by fdlibm 5.3's s_erf (SEMANTICS.md#maths). Knows no chunks.

It does what its scalar twin does, operation by operation; rows that take one formula are computed together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_exp import exp_block
from featc_runtime.batch.scratch import bools, floats, polynomial, taken
from featc_runtime.scalar.fdlibm_erf_constants import (
    EFX,
    EFX8,
    ERF_FAR,
    ERF_SCALED,
    ERX,
    PA,
    PP,
    QA,
    QQ,
    RA,
    RB,
    SA,
    SB,
)

_LOW_WORD: Final = -(2**32)


def erf_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the error function's values."""
    a = floats(len(x), 7, 1)[0]
    np.abs(x, out=a)
    least, greatest = a.min(), a.max()
    low = 0.0
    for bound, function in _PIECES:
        if not (greatest < low or least >= bound):
            _piece(a, out, low, bound, function)
        low = bound
    if not greatest < low:
        out[a >= low] = 1.0
        out[a != a] = np.nan
    np.copysign(out, x, out=out)


def _piece(a: Floats, out: Floats, low: float, bound: float, function: Callable[[Floats, Floats], None]) -> None:
    """The values of the rows from ``low`` on and below ``bound``."""
    inside, other, _ = bools(len(a))
    np.less(a, bound, out=inside)
    inside &= np.greater_equal(a, low, out=other)
    if inside.all():
        function(a, out)
        return
    rows = np.flatnonzero(inside)
    if len(rows):
        values = floats(len(rows), 14, 1)[0]
        function(taken(a, rows, 15), values)
        out[rows] = values


def _small(a: Floats, out: Floats) -> None:
    """Below 0.84375."""
    z, r, s = floats(len(a), 8, 3)
    np.multiply(a, a, out=z)
    polynomial(z, PP, r)
    _one_more(z, QQ, s)
    r /= s
    r *= a
    np.add(a, r, out=out)
    if not a.min() >= 2.0**-28:
        rows = np.flatnonzero(a < 2.0**-28)
        v = a[rows]
        out[rows] = np.where(v < ERF_SCALED, 0.125 * (8.0 * v + EFX8 * v), v + EFX * v)


def _near_one(a: Floats, out: Floats) -> None:
    """Below 1.25."""
    s, p, q = floats(len(a), 8, 3)
    np.subtract(a, 1.0, out=s)
    polynomial(s, PA, p)
    _one_more(s, QA, q)
    p /= q
    np.add(p, ERX, out=out)


def _middle(a: Floats, out: Floats) -> None:
    """Below 1 / 0.35."""
    _tail(a, out, RA, SA)


def _far(a: Floats, out: Floats) -> None:
    """Below 6."""
    _tail(a, out, RB, SB)


def _tail(a: Floats, out: Floats, p: tuple[float, ...], q: tuple[float, ...]) -> None:
    s, ratio, t, z, e = floats(len(a), 8, 5)
    np.multiply(a, a, out=s)
    np.divide(1.0, s, out=s)
    polynomial(s, p, ratio)
    _one_more(s, q, t)
    ratio /= t
    np.bitwise_and(a.view(np.int64), _LOW_WORD, out=z.view(np.int64))
    np.subtract(z, a, out=t)
    np.add(z, a, out=s)
    t *= s
    t += ratio
    np.multiply(z, z, out=z)
    np.negative(z, out=z)
    z -= 0.5625
    exp_block(z, e)
    exp_block(t, out)
    out *= e
    out /= a
    np.subtract(1.0, out, out=out)


def _one_more(x: Floats, coefficients: tuple[float, ...], out: Floats) -> None:
    """Into ``out`` 1 + x times the polynomial."""
    polynomial(x, coefficients, out)
    out *= x
    out += 1.0


_PIECES: Final = ((0.84375, _small), (1.25, _near_one), (ERF_FAR, _middle), (6.0, _far))
