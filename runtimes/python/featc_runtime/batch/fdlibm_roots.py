"""cbrt and hypot of a block of values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths). Knows no chunks.

Each function does what its scalar twin does, operation by operation; numbers that need scaling are mended afterwards,
if the block has any.
"""

from __future__ import annotations

from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats, Ints
from featc_runtime.batch.scratch import bools, floats
from featc_runtime.scalar.fdlibm_constants import LARGEST, TINY_NORMAL
from featc_runtime.scalar.fdlibm_roots import (
    CBRT_C,
    CBRT_D,
    CBRT_E,
    CBRT_F,
    CBRT_G,
    CBRT_NORMAL,
    CBRT_SUBNORMAL,
    HYPOT_APART,
    HYPOT_HIGH,
    HYPOT_LOW,
)
from featc_runtime.scalar.fdlibm_words import from_high

#: Times a high word, cut off 32 bits further down: a third of it, rounded down.
_THIRD: Final = 0x55555556
_LOW_WORD: Final = -(2**32)
_HIGH: Final = from_high(HYPOT_HIGH + 1)
_LOW: Final = from_high(HYPOT_LOW)


def cbrt_block(x: Floats, out: Floats) -> None:
    """Into ``out`` the cube roots."""
    a, t, r, s = floats(len(x), 0, 4)
    np.abs(x, out=a)
    words = t.view(np.int64)
    np.right_shift(a.view(np.int64), 32, out=words)
    words *= _THIRD
    words >>= 32
    words += CBRT_NORMAL
    words <<= 32
    least = a.min()
    if not least >= TINY_NORMAL:
        low = np.flatnonzero(a < TINY_NORMAL)
        high = (a[low] * 2.0**54).view(np.int64) >> 32
        words[low] = (high * _THIRD >> 32) + CBRT_SUBNORMAL << 32
    np.multiply(t, t, out=r)
    r /= a
    np.multiply(r, t, out=s)
    s += CBRT_C
    np.divide(CBRT_D, s, out=r)
    s += CBRT_E
    s += r
    np.divide(CBRT_F, s, out=s)
    s += CBRT_G
    t *= s
    words &= _LOW_WORD
    words += 1 << 32
    np.multiply(t, t, out=s)
    np.divide(a, s, out=r)
    np.add(t, t, out=s)
    s += r
    r -= t
    r /= s
    r *= t
    np.add(t, r, out=out)
    if not (least > 0.0 and a.max() <= LARGEST):
        rows = np.flatnonzero(~((a > 0.0) & (a <= LARGEST)))
        out[rows] = a[rows]
    np.copysign(out, x, out=out)


def hypot_block(x: Floats, y: Floats, out: Floats) -> None:
    """Into ``out`` the square roots of x * x + y * y."""
    a, b, w, h, t, u = floats(len(x), 0, 6)
    mask = bools(len(x))[0]
    np.abs(x, out=h)
    np.abs(y, out=t)
    np.maximum(h, t, out=a)
    np.minimum(h, t, out=b)
    np.multiply(b, 2.0**59, out=u)
    np.greater_equal(a, u, out=mask)
    if not (a.max() < _HIGH and b.min() >= _LOW):
        mask |= ~(a < _HIGH)
        mask |= ~(b >= _LOW)
    far = np.flatnonzero(mask)
    np.subtract(a, b, out=w)
    np.multiply(b, 2.0**-19, out=u)
    if np.less_equal(w, u, out=mask).any():
        _keep_order(h, t, a, b, w, np.flatnonzero(mask))
    np.less_equal(w, b, out=mask)
    some_near, all_near = mask.any(), mask.all()
    np.bitwise_and(a.view(np.int64), _LOW_WORD, out=h.view(np.int64))
    if not all_near:
        # Where a - b > b: the root of h * h + (b * b + (a - h) * (a + h)), h the high word of a.
        np.subtract(a, h, out=u)
        np.add(a, h, out=t)
        u *= t
        np.multiply(b, b, out=t)
        t += u
        np.multiply(h, h, out=out)
        out += t
    if some_near:
        # Elsewhere that of t1 * y1 + (w * w + (t1 * (b - y1) + (2 * a - t1) * b)), t1 and y1 the high words of 2 a, b.
        h += h
        a += a
        a -= h
        a *= b
        np.bitwise_and(b.view(np.int64), _LOW_WORD, out=u.view(np.int64))
        b -= u
        b *= h
        a += b
        w *= w
        w += a
        h *= u
        h += w
        if all_near:
            np.copyto(out, h)
        else:
            rows = np.flatnonzero(mask)
            out[rows] = h[rows]
    np.sqrt(out, out=out)
    if len(far):
        out[far] = _hypot_far(np.abs(x[far]), np.abs(y[far]))


def _keep_order(x: Floats, y: Floats, a: Floats, b: Floats, w: Floats, rows: NDArray[np.intp]) -> None:
    """Fdlibm orders by high words: where they are the same, x comes first though y may be greater."""
    same = rows[(x[rows].view(np.int64) >> 32) == (y[rows].view(np.int64) >> 32)]
    a[same] = x[same]
    b[same] = y[same]
    w[same] = x[same] - y[same]


def _hypot_far(x: Floats, y: Floats) -> Floats:
    """Of magnitudes of any size and difference."""
    hx, hy = x.view(np.int64) >> 32, y.view(np.int64) >> 32
    swapped = hy > hx
    a, b = np.where(swapped, y, x), np.where(swapped, x, y)
    ha, hb = np.maximum(hx, hy), np.minimum(hx, hy)
    result = np.where((a == inf) | (b == inf), inf, a + b)
    rows = np.flatnonzero((ha - hb <= HYPOT_APART) & (a <= LARGEST) & (b <= LARGEST) & (b != 0.0))
    a, b, ha, hb = a[rows], b[rows], ha[rows], hb[rows]
    down, up, least = ha > HYPOT_HIGH, hb < HYPOT_LOW, b < TINY_NORMAL
    exponent = np.where(down, -600, np.where(least, 1022, np.where(up, 600, 0)))
    a, b = np.ldexp(a, exponent.astype(np.intc)), np.ldexp(b, exponent.astype(np.intc))
    # The high words of numbers that were subnormal stay those from before: so does fdlibm.
    words = np.where(least, 0, exponent) << 20
    t1, y1 = _from_high(ha + words), _from_high(hb + words)
    w = a - b
    apart = t1 * t1 - (b * -b - (a - t1) * (a + t1))
    t1, a = _from_high(ha + words + 0x100000), a + a
    near = t1 * y1 - (w * -w - (t1 * (b - y1) + (a - t1) * b))
    result[rows] = np.ldexp(np.sqrt(np.where(w > b, apart, near)), -exponent.astype(np.intc))
    return result


def _from_high(words: Ints) -> Floats:
    """The float64s with these high words and low words of 0."""
    return (words << 32).view(np.float64)
