"""The loops of exact sums by the native kernel, where that is installed. Knows its functions, no operator."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Floats, Ints
from featc_runtime.batch.native import KERNEL, Kernel

#: More places than the kernel rounds: a sum of squares of numbers of every size may have them.
MOST_PLACES: Final = 158


class Native:
    """The kernel's functions of limbs."""

    def __init__(self, kernel: Kernel) -> None:
        p, size, whole = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64
        self._places: Callable[..., None] = kernel.function("limb_places", (p, size, p))
        self._limbs: Callable[..., None] = kernel.function("limbs", (p, p, size, whole, whole, p))
        self._nearest: Callable[..., None] = kernel.function("limb_nearest", (p, size, whole, whole, p, p))
        self._sums: Callable[..., None] = kernel.function("sums", (p, p, size, ctypes.c_int, p))

    def sums(self, values: Floats, offsets: NDArray[np.intp], *, mean: bool) -> Floats:
        """The exact sum or mean of each segment, rounded once; 0.0 for an empty one."""
        values, offsets = np.ascontiguousarray(values), np.ascontiguousarray(offsets, dtype=np.int64)
        out: Floats = np.empty(len(offsets) - 1)
        self._sums(values.ctypes.data, offsets.ctypes.data, len(out), mean, out.ctypes.data)
        return out

    def digits(self, values: Floats, offsets: NDArray[np.intp]) -> tuple[int, Ints]:
        """The sum of each segment of finite values: the lowest place, and the digits, places x rows."""
        values, offsets = np.ascontiguousarray(values), np.ascontiguousarray(offsets, dtype=np.int64)
        ends = np.empty(2, np.int64)
        self._places(values.ctypes.data, len(values), ends.ctypes.data)
        low, high = ends.tolist()
        rows = len(offsets) - 1
        digits: Ints = np.empty((high - low + 1, rows), np.int64)
        self._limbs(values.ctypes.data, offsets.ctypes.data, rows, low, len(digits), digits.ctypes.data)
        return low, digits

    def nearest(self, low: int, digits: Ints, rest: Bools | None) -> Floats:
        """The nearest float64 of sums; where ``rest``, they are larger by less than a unit. MOST_PLACES at most."""
        digits = np.ascontiguousarray(digits)
        places, rows = digits.shape
        out: Floats = np.empty(rows)
        rest = None if rest is None else np.ascontiguousarray(rest)
        rest_at = None if rest is None else rest.ctypes.data
        self._nearest(digits.ctypes.data, rows, low, places, rest_at, out.ctypes.data)
        return out


NATIVE: Final = None if KERNEL is None else Native(KERNEL)
