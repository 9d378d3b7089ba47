"""Vectorised operations that make features of strings and their parts by hashing (SEMANTICS.md#strings).

Knows no Unicode. The scalar function is called once for each distinct combination of operands; integers alone are
hashed as arrays.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from featc_runtime.batch.columns import Ints, Strings
from featc_runtime.batch.combine import combine
from featc_runtime.batch.xxh64 import xxh64_int64_pair
from featc_runtime.scalar import tokens as scalar

__all__ = ["cross_int64", "cross_int64_string", "cross_string", "cross_string_int64"]

_Text: TypeAlias = Strings | str
_Int: TypeAlias = Ints | int


def cross_string(x: _Text, y: _Text, buckets: int) -> Ints:
    """A bucket for two strings taken together."""
    return combine(scalar.cross_string, np.int64, x, y, buckets)


def cross_string_int64(x: _Text, y: _Int, buckets: int) -> Ints:
    """A bucket for a string and an integer taken together."""
    return combine(scalar.cross_string_int64, np.int64, x, y, buckets)


def cross_int64_string(x: _Int, y: _Text, buckets: int) -> Ints:
    """A bucket for an integer and a string taken together."""
    return combine(scalar.cross_int64_string, np.int64, x, y, buckets)


def cross_int64(x: _Int, y: _Int, buckets: int) -> Ints:
    """A bucket for two integers taken together."""
    return (xxh64_int64_pair(x, y) % np.uint64(buckets)).view(np.int64)
