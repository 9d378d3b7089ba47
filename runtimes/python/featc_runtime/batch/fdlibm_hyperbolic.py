"""sinh, cosh and the inverses of the hyperbolic functions of a block of values, by fdlibm 5.3 (SEMANTICS.md#maths).

Each function does what its scalar twin does, operation by operation, on top of exp, expm1, log and log1p of a block.
Knows no chunks.
"""

from __future__ import annotations

from math import inf, nan

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_exp import exp_block, expm1_block
from featc_runtime.batch.fdlibm_log import log1p_block, log_block
from featc_runtime.batch.scratch import bools, floats, taken
from featc_runtime.scalar.fdlibm_constants import HALF_LN2, LARGEST, LN2
from featc_runtime.scalar.fdlibm_hyperbolic import ACOSH_FAR, ASINH_FAR, BEYOND_2, HALVED, SINH_OVERFLOW


def sinh_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the hyperbolic sines."""
    a, t, below, num = floats(len(x), 7, 4)
    np.abs(x, out=a)
    far = np.flatnonzero(~(a < 22.0)) if not a.max() < 22.0 else None
    np.minimum(a, 22.0, out=a)
    expm1_block(a, t)
    np.copyto(below, np.less(a, 1.0, out=bools(len(x))[0]))
    # (2 t - t t / (t + 1)) / 2 below 1, (t + t / (t + 1)) / 2 from there on; times 1.0 or 2.0 is exact.
    np.multiply(below, t, out=num)
    np.add(t, num, out=out)
    np.subtract(1.0, below, out=a)
    num += a
    num *= t
    t += 1.0
    num /= t
    below *= -2.0
    below += 1.0
    num *= below
    out += num
    out *= 0.5
    np.abs(x, out=a)
    if not a.min() >= 2.0**-28:
        np.copyto(out, a, where=a < 2.0**-28)
    if far is not None:
        out[far] = _half_exp(a[far])
    np.copysign(out, x, out=out)


def cosh_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the hyperbolic cosines."""
    a, t = floats(len(x), 7, 2)
    small = bools(len(x))[0]
    np.abs(x, out=a)
    far = np.flatnonzero(~(a < 22.0)) if not a.max() < 22.0 else None
    np.minimum(a, 22.0, out=a)
    exp_block(a, t)
    np.multiply(t, 0.5, out=out)
    np.divide(0.5, t, out=t)
    out += t
    rows = np.flatnonzero(np.less(a, HALF_LN2, out=small))
    if len(rows):
        e = np.empty(len(rows))
        expm1_block(a[rows], e)
        w = 1.0 + e
        out[rows] = 1.0 + (e * e) / (w + w)
    if far is not None:
        out[far] = _half_exp(np.abs(x[far]))


def _half_exp(a: Floats) -> Floats:
    """Half of e to the power a, for magnitudes from 22 on."""
    halved = a >= HALVED
    w = np.empty(len(a))
    exp_block(np.where(halved, 0.5 * a, a), w)
    half = 0.5 * w
    return np.where(a > SINH_OVERFLOW, a * inf, np.where(halved, half * w, half))


def asinh_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the inverse hyperbolic sines."""
    a, t, u = floats(len(x), 7, 3)
    np.abs(x, out=a)
    least, greatest = a.min(), a.max()
    if not greatest < BEYOND_2:
        np.copyto(u, a)
        np.minimum(a, BEYOND_2, out=a)
    np.multiply(a, a, out=t)
    np.add(t, 1.0, out=out)
    np.sqrt(out, out=out)
    out += 1.0
    t /= out
    t += a
    log1p_block(t, out)
    if not greatest < BEYOND_2:
        rows = np.flatnonzero(~(u < BEYOND_2))
        _log_twice(u, rows, 1.0, ASINH_FAR, out)
    if not least >= 2.0**-28:
        np.copyto(out, a, where=a < 2.0**-28)
    np.copysign(out, x, out=out)


def acosh_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the inverse hyperbolic cosines."""
    t, u = floats(len(x), 7, 2)
    greatest = x.max()
    np.minimum(x, BEYOND_2, out=t)
    t -= 1.0
    np.multiply(t, t, out=u)
    np.multiply(t, 2.0, out=out)
    u += out
    np.sqrt(u, out=u)
    t += u
    log1p_block(t, out)
    if not greatest < BEYOND_2:
        rows = np.flatnonzero(~(x < BEYOND_2))
        _log_twice(x, rows, -1.0, ACOSH_FAR, out)
    if not x.min() >= 1.0:
        out[x < 1.0] = nan


def _log_twice(x: Floats, rows: NDArray[np.intp], one: float, far: float, out: Floats) -> None:
    """For some rows log(2 x + one / (sqrt(x x + one) + x)), and from ``far`` on log(x) + ln 2."""
    a = taken(x, rows, 10)
    t, logs = floats(len(rows), 11, 2)
    np.multiply(a, a, out=t)
    t += one
    np.sqrt(t, out=t)
    t += a
    np.divide(one, t, out=t)
    np.multiply(a, 2.0, out=logs)
    t += logs
    whole = None if a.max() < far else a >= far
    if whole is not None:
        np.copyto(t, a, where=whole)
    log_block(t, logs)
    if whole is not None:
        logs[whole] += LN2
        np.copyto(logs, a, where=~(a <= LARGEST))
    out[rows] = logs


def atanh_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the inverse hyperbolic tangents."""
    a, t, q, below = floats(len(x), 7, 4)
    np.abs(x, out=a)
    # log1p(t + t a / (1 - a)) / 2 below 0.5, log1p(t / (1 - a)) / 2 from there on, t = 2 a.
    np.add(a, a, out=t)
    np.copyto(below, np.less(a, 0.5, out=bools(len(x))[0]))
    np.multiply(a, below, out=q)
    np.subtract(1.0, below, out=out)
    q += out
    q *= t
    np.subtract(1.0, a, out=out)
    q /= out
    t *= below
    q += t
    log1p_block(q, out)
    out *= 0.5
    if not a.min() >= 2.0**-28:
        np.copyto(out, a, where=a < 2.0**-28)
    if not a.max() <= 1.0:
        out[~(a <= 1.0)] = nan
    np.copysign(out, x, out=out)
