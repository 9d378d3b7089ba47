"""sin, cos and tan of a block of angles, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no chunks.

Each function does what its scalar twin does, operation by operation. Magnitudes are reduced to at most pi/4; rows that
then take one formula are computed together, and the sign is put on at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_rem_pio2 import reduce_block
from featc_runtime.batch.scratch import bools, floats, polynomial, taken
from featc_runtime.scalar.fdlibm_rem_pio2 import QUARTER
from featc_runtime.scalar.fdlibm_trig_constants import (
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
    COS_END,
    COS_FAR,
    PIO4_HI,
    PIO4_LO,
    S1,
    S2,
    S3,
    S4,
    S5,
    S6,
    TAN,
    TAN_FAR,
    TAN_TINY,
    TINY,
)

_SIN: Final = (S2, S3, S4, S5, S6)
_COS: Final = (C1, C2, C3, C4, C5, C6)
_LOW_WORD: Final = -(2**32)
_SIGN_BIT: Final = -(2**63)
#: Added to a small whole number, puts it into the low bits of the float64.
_INTO_BITS: Final = 1.5 * 2.0**52

_Rows: TypeAlias = NDArray[np.intp]
_Kernel: TypeAlias = Callable[[Floats, Floats, Floats], None]


def sin_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the sines."""
    a, n, y, tail = floats(len(x), 0, 4)
    small, odd, _ = bools(len(x))
    np.abs(x, out=a)
    np.less(a, QUARTER, out=small)
    some_small = bool(small.any())
    if some_small and small.all():
        _plain_sin(a, out)
    else:
        reduce_block(a, n, y, tail, some_small)
        bits = _multiples(n, odd)
        if some_small:
            rows = np.flatnonzero(small)
            values = floats(len(rows), 10, 1)[0]
            _plain_sin(taken(a, rows, 8), values)
            out[rows] = values
            np.logical_not(small, out=small)
            _among(out, np.flatnonzero(small & odd), _cos, y, tail)
            small &= np.logical_not(odd, out=odd)
            _among(out, np.flatnonzero(small), _sin, y, tail)
        else:
            _among(out, np.flatnonzero(odd), _cos, y, tail)
            _among(out, np.flatnonzero(np.logical_not(odd, out=odd)), _sin, y, tail)
        _turn(out, bits)
    _turn(out, x.view(np.int64), a)


def cos_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the cosines."""
    a, n, y, tail = floats(len(x), 0, 4)
    odd = bools(len(x))[0]
    np.abs(x, out=a)
    reduce_block(a, n, y, tail, not a.min() >= QUARTER)
    bits = _multiples(n, odd)
    if odd.any():
        _among(out, np.flatnonzero(odd), _sin, y, tail)
        _among(out, np.flatnonzero(np.logical_not(odd, out=odd)), _cos, y, tail)
        bits += bits & 1  # the sign is that of 1 for multiples 0 and 3, of -1 for 1 and 2
        _turn(out, bits)
    else:
        _cos(y, tail, out)
        _turn(out, bits)


def tan_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the tangents."""
    a, n, y, tail = floats(len(x), 0, 4)
    odd = bools(len(x))[0]
    np.abs(x, out=a)
    near = reduce_block(a, n, y, tail, not a.min() >= QUARTER)
    _multiples(n, odd)
    _tan(y, tail, odd, near, out)
    _turn(out, x.view(np.int64), a)


def _multiples(n: Floats, odd: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The multiples as integers in the bits of n, and in ``odd`` whether they are; those of NaN are any."""
    n += _INTO_BITS
    bits = n.view(np.int64)
    np.not_equal(bits & 1, 0, out=odd)
    return bits


def _turn(values: Floats, bits: NDArray[np.int64], work: Floats | None = None) -> None:
    """Turns the sign where bit 1 of ``bits`` is set; with ``work`` where their sign is. May destroy bits."""
    if work is None:
        bits <<= 62
        bits &= _SIGN_BIT
        signs = bits
    else:
        signs = work.view(np.int64)
        np.bitwise_and(bits, _SIGN_BIT, out=signs)
    whole = values.view(np.int64)
    whole ^= signs


def _among(out: Floats, rows: _Rows, kernel: _Kernel, y: Floats, tail: Floats) -> None:
    """The kernel's values for some of the rows."""
    if len(rows) == len(out):
        kernel(y, tail, out)
    elif len(rows):
        values = floats(len(rows), 10, 1)[0]
        kernel(taken(y, rows, 8), taken(tail, rows, 9), values)
        out[rows] = values


def _plain_sin(x: Floats, out: Floats) -> None:
    """The sines of angles below pi/4."""
    z, r = floats(len(x), 4, 2)
    np.multiply(x, x, out=z)
    polynomial(z, _SIN, r)
    r *= z
    r += S1
    z *= x
    r *= z
    np.add(x, r, out=out)


def _sin(x: Floats, y: Floats, out: Floats) -> None:
    """The sines of x + y, for x up to pi/4 and y small beside it."""
    z, v, r, t = floats(len(x), 4, 4)
    np.multiply(x, x, out=z)
    np.multiply(z, x, out=v)
    polynomial(z, _SIN, r)
    r *= v
    np.multiply(y, 0.5, out=t)
    t -= r
    t *= z
    t -= y
    v *= S1
    t -= v
    np.abs(x, out=z)
    np.subtract(x, t, out=out)
    if not z.min() >= TINY:
        rows = np.flatnonzero(z < TINY)
        out[rows] = x[rows]


def _cos(x: Floats, y: Floats, out: Floats) -> None:
    """The cosines of x + y, for x up to pi/4 and y small beside it."""
    z, r, quarter, t = floats(len(x), 4, 4)
    far = bools(len(x))[2]
    np.multiply(x, x, out=z)
    polynomial(z, _COS, r)
    r *= z
    r *= z
    np.multiply(x, y, out=t)
    r -= t
    np.abs(x, out=t)
    np.copyto(quarter, np.greater_equal(t, COS_FAR, out=far))
    end = np.flatnonzero(np.greater_equal(t, COS_END, out=far))
    cut = t.view(np.int64)
    cut &= _LOW_WORD
    t *= 0.25
    quarter *= t
    if len(end):
        quarter[end] = 0.28125
    z *= 0.5
    z -= quarter
    z -= r
    np.subtract(1.0, quarter, out=quarter)
    np.subtract(quarter, z, out=out)


def _tan(x: Floats, y: Floats, odd: NDArray[np.bool_], near: _Rows, out: Floats) -> None:
    """The tangents of x + y, their reciprocals negated in odd rows; x up to pi/4, y small beside it. Changes x and y.

    Only the rows ``near`` may be below 2^-28 and odd.
    """
    z, w, r, v = floats(len(x), 4, 4)
    np.abs(x, out=z)
    far = np.flatnonzero(z >= TAN_FAR)
    if len(far):
        sign = np.copysign(1.0, x[far])
        x[far] = (PIO4_HI - x[far] * sign) + (PIO4_LO - y[far] * sign)
        y[far] = 0.0
    tiny = near[np.abs(x[near]) < TAN_TINY]
    np.multiply(x, x, out=z)
    np.multiply(z, z, out=w)
    polynomial(w, TAN[1::2], r)
    polynomial(w, TAN[2::2], v)
    v *= z
    r += v
    np.multiply(z, x, out=v)
    r *= v
    r += y
    r *= z
    r += y
    v *= TAN[0]
    r += v
    r[tiny] = y[tiny]
    np.add(x, r, out=out)
    out[tiny] = x[tiny]
    if len(far):
        value, one = out[far], 1.0 - 2.0 * odd[far]
        far_values = sign * (one - 2.0 * (x[far] - (value * value / (value + one) - r[far])))
    rows = np.flatnonzero(odd)
    if len(rows):
        out[rows] = _negative_reciprocals(taken(x, rows, 8), taken(r, rows, 9))
    if len(far):
        out[far] = far_values


def _negative_reciprocals(x: Floats, y: Floats) -> Floats:
    """-1 / (x + y), destroying both; the values are in a buffer."""
    w, z, t, s = floats(len(x), 10, 4)
    np.add(x, y, out=w)
    np.bitwise_and(w.view(np.int64), _LOW_WORD, out=z.view(np.int64))
    np.subtract(z, x, out=x)
    y -= x  # v
    np.divide(-1.0, w, out=w)  # a
    np.bitwise_and(w.view(np.int64), _LOW_WORD, out=t.view(np.int64))
    np.multiply(t, z, out=s)
    s += 1.0
    y *= t
    s += y
    s *= w
    t += s
    return t
