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
_START_PAIR = np.uint64(0x27D4EB2F165667C5 + 16)


def xxh64_int64(x: Ints) -> NDArray[np.uint64]:
    """XXH64 with seed 0 of each number's 8 little-endian bytes."""
    lane = _lane(x)
    lane ^= _START
    _finish(lane)
    return lane


def xxh64_int64_pair(x: Ints | int, y: Ints | int) -> NDArray[np.uint64]:
    """XXH64 with seed 0 of the 8 little-endian bytes of x and then those of y; one of them is an array."""
    first, second = _lane(x), _lane(y)
    first ^= _START_PAIR
    _absorbed(first)
    second = second ^ first  # the one that is no array may be first or second
    _finish(second)
    return second


def _lane(x: Ints | int) -> NDArray[np.uint64]:
    """The round that each 8 bytes of input go through by themselves, as a new array."""
    lane = np.array(x, dtype=np.int64, ndmin=1).view(np.uint64)
    lane *= _PRIME_2  # unsigned arithmetic wraps
    _rotate(lane, 31)
    lane *= _PRIME_1
    return lane


def _absorbed(lane: NDArray[np.uint64]) -> None:
    """What follows each 8 bytes of input, in place."""
    _rotate(lane, 27)
    lane *= _PRIME_1
    lane += _PRIME_4


def _finish(lane: NDArray[np.uint64]) -> None:
    """What follows the last 8 bytes of input, in place."""
    _absorbed(lane)
    _fold(lane, 33)
    lane *= _PRIME_2
    _fold(lane, 29)
    lane *= _PRIME_3
    _fold(lane, 32)


def _rotate(x: NDArray[np.uint64], bits: int) -> None:
    """Rotates left in place."""
    high = x << np.uint64(bits)
    x >>= np.uint64(64 - bits)
    x |= high


def _fold(x: NDArray[np.uint64], bits: int) -> None:
    """Xors the number's high bits onto its low ones in place."""
    x ^= x >> np.uint64(bits)
