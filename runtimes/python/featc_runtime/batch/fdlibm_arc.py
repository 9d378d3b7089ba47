"""asin, acos, atan and atan2 of a block of values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no chunks.

Each function does what its scalar twin does, operation by operation: what all branches share for all rows, the rest for
the rows of each.
"""

from __future__ import annotations

from math import inf, nan
from typing import Final

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.scratch import bools, floats, polynomial, taken
from featc_runtime.scalar.fdlibm_trig_constants import (
    ASIN_FAR,
    AT,
    ATAN_HI,
    ATAN_LO,
    PI,
    PI_LO,
    PIO2_HI,
    PIO2_LO,
    PIO4_HI,
    PS0,
    PS1,
    PS2,
    PS3,
    PS4,
    PS5,
    QS1,
    QS2,
    QS3,
    QS4,
)

_P: Final = (PS0, PS1, PS2, PS3, PS4, PS5)
_Q: Final = (1.0, QS1, QS2, QS3, QS4)
_LOW_WORD: Final = -(2**32)

# For each sixteenth up to 40: a number's arc is that of (p * a - q) / (r + s * a), and an arc in two parts besides.
_ENDS: Final = (7, 11, 19, 39, 41)
_SIXTEENTHS: Final = np.diff((0, *_ENDS))
_ATAN_P: Final = np.repeat((1.0, 2.0, 1.0, 1.0, 0.0), _SIXTEENTHS)
_ATAN_Q: Final = np.repeat((0.0, 1.0, 1.0, 1.5, 1.0), _SIXTEENTHS)
_ATAN_R: Final = np.repeat((1.0, 2.0, 1.0, 1.0, 0.0), _SIXTEENTHS)
_ATAN_S: Final = np.repeat((0.0, 1.0, 1.0, 1.5, 1.0), _SIXTEENTHS)
_ARC_HI: Final = np.repeat((0.0, *ATAN_HI), _SIXTEENTHS)
_ARC_LO: Final = np.repeat((0.0, *ATAN_LO), _SIXTEENTHS)


def asin_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the arc sines."""
    a, t, r = floats(len(x), 0, 3)
    np.abs(x, out=a)
    np.subtract(1.0, a, out=r)
    r *= 0.5
    np.multiply(x, x, out=t)
    np.minimum(t, r, out=t)  # the first below 0.5, the second from there on
    _ratio(t, r)
    np.multiply(a, r, out=out)
    out += a
    rows = np.flatnonzero(np.greater_equal(a, 0.5, out=bools(len(x))[0]))
    if len(rows):
        out[rows] = _asin_far(taken(a, rows, 5), taken(t, rows, 6), taken(r, rows, 7))
    np.copysign(out, x, out=out)


def _asin_far(a: Floats, t: Floats, r: Floats) -> Floats:
    """From 0.5 on; NaN beyond 1. The values are in a buffer."""
    s, w, c, p = floats(len(a), 8, 4)
    np.sqrt(t, out=s)
    _root_rest(t, s, w, c)
    c *= 2.0
    np.subtract(PIO2_LO, c, out=c)
    np.multiply(s, 2.0, out=p)
    p *= r
    p -= c
    w *= 2.0
    np.subtract(PIO4_HI, w, out=w)
    p -= w
    np.subtract(PIO4_HI, p, out=p)
    rows = np.flatnonzero(a >= ASIN_FAR)
    s = s[rows]
    p[rows] = PIO2_HI - (2.0 * (s + s * r[rows]) - PIO2_LO)
    return p


def _root_rest(z: Floats, s: Floats, high: Floats, rest: Floats) -> None:
    """Of roots s of z, into ``high`` their first bits, into ``rest`` what these lack to the true root."""
    np.bitwise_and(s.view(np.int64), _LOW_WORD, out=high.view(np.int64))
    np.multiply(high, high, out=rest)
    np.subtract(z, rest, out=rest)
    work = floats(len(z), 12, 1)[0]
    np.add(s, high, out=work)
    rest /= work


def acos_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the arc cosines."""
    a, t, r = floats(len(x), 0, 3)
    other = bools(len(x))[0]
    np.abs(x, out=a)
    np.subtract(1.0, a, out=r)
    r *= 0.5
    np.multiply(x, x, out=t)
    np.minimum(t, r, out=t)
    _ratio(t, r)
    np.multiply(x, r, out=out)
    np.subtract(PIO2_LO, out, out=out)
    np.subtract(x, out, out=out)
    np.subtract(PIO2_HI, out, out=out)
    rows = np.flatnonzero(np.less_equal(x, -0.5, out=other))
    if len(rows):
        s, w = floats(len(rows), 8, 2)
        np.sqrt(taken(t, rows, 6), out=s)
        np.multiply(taken(r, rows, 7), s, out=w)
        w -= PIO2_LO
        w += s
        w *= 2.0
        out[rows] = np.subtract(PI, w, out=w)
    rows = np.flatnonzero(np.greater_equal(x, 0.5, out=other))
    if len(rows):
        z, ratio = taken(t, rows, 6), taken(r, rows, 7)
        s, high, rest = floats(len(rows), 8, 3)
        np.sqrt(z, out=s)
        _root_rest(z, s, high, rest)
        ratio *= s
        ratio += rest
        ratio += high
        ratio *= 2.0
        np.copyto(ratio, 0.0, where=z == 0.0)
        out[rows] = ratio


def _ratio(t: Floats, out: Floats) -> None:
    """Into ``out`` R(t) of asin(x) = x + x R(x * x)."""
    q = floats(len(t), 4, 1)[0]
    polynomial(t, _P, out)
    out *= t
    polynomial(t, _Q, q)
    out /= q


def atan_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the arc tangents."""
    a = floats(len(x), 0, 1)[0]
    np.abs(x, out=a)
    _atan(a, out)
    np.copysign(out, x, out=out)


def _atan(a: Floats, out: Floats) -> None:
    """Of numbers that are not negative, destroying them."""
    t, z, w, s, place = floats(len(a), 1, 5)
    if a.max() < 0.4375:
        _arc(a, z, w, s, out)
        out *= a
        np.subtract(a, out, out=out)
        return
    np.minimum(a, 2.0**66, out=a)
    sixteenth = place.view(np.intp)
    np.multiply(a, 16.0, out=t)
    np.minimum(t, 40.0, out=t)
    np.copyto(sixteenth, t, casting="unsafe")
    _ATAN_S.take(sixteenth, out=w, mode="clip")
    w *= a
    _ATAN_R.take(sixteenth, out=z, mode="clip")
    w += z
    _ATAN_P.take(sixteenth, out=z, mode="clip")
    a *= z
    _ATAN_Q.take(sixteenth, out=z, mode="clip")
    a -= z
    a /= w
    t, a = a, t
    _arc(t, z, w, s, out)
    out *= t
    _ARC_LO.take(sixteenth, out=z, mode="clip")
    out -= z
    out -= t
    _ARC_HI.take(sixteenth, out=z, mode="clip")
    np.subtract(z, out, out=out)


def _arc(x: Floats, z: Floats, w: Floats, s: Floats, out: Floats) -> None:
    """Into ``out`` what 1 lacks to atan(x) / x, for x up to 7/16; z, w and s are used up."""
    np.multiply(x, x, out=z)
    np.multiply(z, z, out=w)
    polynomial(w, AT[0::2], s)
    s *= z
    polynomial(w, AT[1::2], out)
    out *= w
    out += s


def atan2_block(y: Floats, x: Floats, out: Floats) -> None:
    """Into ``out`` the angles of points (x, y)."""
    q, left = floats(len(x), 0, 1)[0], floats(len(x), 6, 1)[0]
    np.divide(y, x, out=q)
    np.abs(q, out=q)
    ends = np.flatnonzero(~(q < inf)) if not q.max() < inf else None
    _atan(q, out)
    # PI - (z - PI_LO) where x is negative, z elsewhere.
    np.subtract(out, PI_LO, out=q)
    np.subtract(PI, q, out=q)
    mask, bits, other = left.view(np.int64), out.view(np.int64), q.view(np.int64)
    np.right_shift(x.view(np.int64), 63, out=mask)
    other ^= bits
    other &= mask
    bits ^= other
    if ends is not None:
        out[ends] = _atan2_ends(y[ends], x[ends], out[ends])
    np.copysign(out, y, out=out)


def _atan2_ends(y: Floats, x: Floats, common: Floats) -> Floats:
    """Where an operand is 0, infinite or NaN, or the quotient overflows; without the sign of y."""
    left = np.signbit(x)
    out = np.where((x == 0.0) | (np.abs(y) == inf), PIO2_HI, common)
    out = np.where((x == 0.0) & (y == 0.0), np.where(left, PI, 0.0), out)
    out = np.where((np.abs(x) == inf) & (np.abs(y) == inf), np.where(left, 3.0 * PIO4_HI, PIO4_HI), out)
    return np.where(np.isnan(x) | np.isnan(y), nan, out)
