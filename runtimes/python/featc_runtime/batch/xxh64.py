"""XXH64 of arrays of int64. Knows the algorithm, nothing of what the hashes are for.

The algorithm is Yann Collet's, as his "xxHash fast digest algorithm" describes it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Ints

_PRIME_1 = np.uint64(0x9E3779B185EBCA87)
_PRIME_2 = np.uint64(0xC2B2AE3D27D4EB4F)
_PRIME_3 = np.uint64(0x165667B19E3779F9)
_PRIME_4 = np.uint64(0x85EBCA77C2B2AE63)
#: Where an input of 8 bytes starts with seed 0: the fifth prime and the length.
_START = np.uint64(0x27D4EB2F165667C5 + 8)


def xxh64_int64(x: Ints) -> NDArray[np.uint64]:
    """XXH64 with seed 0 of each number's 8 little-endian bytes."""
    lane = np.asarray(x, dtype=np.int64).view(np.uint64) * _PRIME_2  # unsigned arithmetic wraps
    _rotate(lane, 31)
    lane *= _PRIME_1
    lane ^= _START
    _rotate(lane, 27)
    lane *= _PRIME_1
    lane += _PRIME_4
    _fold(lane, 33)
    lane *= _PRIME_2
    _fold(lane, 29)
    lane *= _PRIME_3
    _fold(lane, 32)
    return lane


def _rotate(x: NDArray[np.uint64], bits: int) -> None:
    """Rotates left in place."""
    high = x << np.uint64(bits)
    x >>= np.uint64(64 - bits)
    x |= high


def _fold(x: NDArray[np.uint64], bits: int) -> None:
    """Xors the number's high bits onto its low ones in place."""
    x ^= x >> np.uint64(bits)
