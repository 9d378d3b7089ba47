"""Working memory of the elementary functions: one set of buffers a thread, used block by block. Knows no function."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Floats

#: Values worked on at once: enough to make NumPy's calls cheap, few enough for the cache.
BLOCK = 32 * 1024
_FLOATS = 16
_BOOLS = 3
#: Rows of a cache line more than a block, so that buffers do not compete for the same lines of the cache.
_STEP = BLOCK + 8 * 9


class _Scratch(threading.local):
    """Each thread makes its own at first use."""

    def __init__(self) -> None:
        self.floats: NDArray[np.float64] = np.empty((_FLOATS, _STEP))
        self.bools: NDArray[np.bool_] = np.empty((_BOOLS, _STEP), dtype=np.bool_)


_scratch = _Scratch()


def floats(rows: int, first: int, count: int) -> list[Floats]:
    """The buffers first, first + 1, …, each for so many rows; functions that call one another use different ones."""
    return list(_scratch.floats[first : first + count, :rows])


def bools(rows: int) -> list[Bools]:
    """All bool buffers, each for so many rows."""
    return list(_scratch.bools[:, :rows])


def taken(x: Floats, rows: NDArray[np.intp], buffer: int) -> Floats:
    """Some rows of x, in a buffer: what is as long as a block and made anew costs as much as it takes to compute it."""
    out = floats(len(rows), buffer, 1)[0]
    return x.take(rows, out=out, mode="clip")


def polynomial(x: Floats, coefficients: Sequence[float], out: Floats) -> None:
    """Into ``out`` c0 + x (c1 + x (c2 + …)), by Horner's rule."""
    np.multiply(x, coefficients[-1], out=out)
    for c in coefficients[-2:0:-1]:
        out += c
        out *= x
    out += coefficients[0]
