"""Vectorised operations on values as categories (SEMANTICS.md#categories). Knows no operator of another family.

Literal tables come prepared (PREPARE): edges as an array, string items as a dict from item to position, integer items
as their sorted array and the position of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Floats, Ints, Lists, Strings
from featc_runtime.batch.combine import combine, combine_fallible
from featc_runtime.batch.xxh64 import xxh64_int64
from featc_runtime.scalar import categories as scalar

__all__ = [
    "cut_float64",
    "cut_int64",
    "hash_bucket_int64",
    "hash_bucket_string",
    "index_of_int64",
    "index_of_string",
    "one_hot_int64",
    "one_hot_string",
]

#: Up to this many edges or items, comparing with each of them is quicker than bisection; an int8 counts them.
_FEW = 100
#: Up to this many items, copying ready-made rows is quicker than setting single elements.
_NARROW = 256


def cut_int64(x: Ints, edges: Ints) -> Ints:
    """How many of the ascending edges are not above x."""
    return _cut(x, edges)


def cut_float64(x: Floats, edges: Floats) -> tuple[Ints, Bools]:
    """How many of the ascending edges are not above x; not ok for NaN."""
    return _cut(x, edges), ~np.isnan(x)


def _cut(x: NDArray[Any], edges: NDArray[Any]) -> Ints:
    if len(edges) > _FEW:
        return np.searchsorted(edges, x, side="right").astype(np.int64, copy=False)
    count = np.zeros(len(x), dtype=np.int8)
    for edge in edges:
        count += x >= edge
    return count.astype(np.int64)


def index_of_string(x: Strings, table: Mapping[str, int]) -> tuple[Ints, Bools]:
    """The position of x in the table; not ok where it is not there."""
    return combine_fallible(table.get, np.int64, x)


def index_of_int64(x: Ints, table: tuple[Ints, Ints]) -> tuple[Ints, Bools]:
    """The position of x in the table; not ok where it is not there."""
    position = _int_positions(x, table)
    return np.maximum(position, 0), position >= 0


def _int_positions(x: Ints, table: tuple[Ints, Ints]) -> Ints:
    """The position of x in the table, or -1."""
    items, positions = table
    if len(items) <= _FEW:
        after = np.zeros(len(x), dtype=np.int8)  # one above the position
        for item, position in zip(items, positions, strict=True):
            after += (x == item).view(np.int8) * np.int8(position + 1)
        return after.astype(np.int64) - 1
    place = np.searchsorted(items, x)
    np.minimum(place, len(items) - 1, out=place)
    return np.where(items[place] == x, positions[place], -1)


def one_hot_string(x: Strings, table: Mapping[str, int]) -> Lists:
    """For each item of the table whether x is that item; all False for an unseen x."""
    return _one_hot(combine(table.get, np.int64, x, -1), len(table))


def one_hot_int64(x: Ints, table: tuple[Ints, Ints]) -> Lists:
    """For each item of the table whether x is that item; all False for an unseen x."""
    return _one_hot(_int_positions(x, table), len(table[0]))


def _one_hot(positions: Ints, size: int) -> Lists:
    """Rows of `size` bools, True at the position; a position of -1 gives all False."""
    if size <= _NARROW:
        rows = np.eye(size + 1, size, dtype=np.bool_)  # the last one, at -1, is all False
        return Lists(rows.take(positions, axis=0, mode="wrap"))
    items = np.zeros((len(positions), size), dtype=np.bool_)
    seen = np.flatnonzero(positions >= 0)
    items[seen, positions[seen]] = True
    return Lists(items)


def hash_bucket_string(x: Strings, buckets: int) -> Ints:
    """XXH64 with seed 0 of the UTF-8 bytes, unsigned, modulo buckets."""
    return combine(scalar.hash_bucket_string, np.int64, x, buckets)


def hash_bucket_int64(x: Ints, buckets: int) -> Ints:
    """XXH64 with seed 0 of the 8 little-endian bytes, unsigned, modulo buckets."""
    return (xxh64_int64(x) % np.uint64(buckets)).view(np.int64)


def _ints(items: tuple[int, ...]) -> Ints:
    return np.array(items, dtype=np.int64)


def _floats(items: tuple[float, ...]) -> Floats:
    return np.array(items, dtype=np.float64)


def _sorted(items: tuple[int, ...]) -> tuple[Ints, Ints]:
    order = np.argsort(_ints(items))
    return _ints(items)[order], order.astype(np.int64)


PREPARE: dict[str, Callable[..., Any]] = {
    "cut.int64": _ints,
    "cut.float64": _floats,
    "index_of.string": scalar.positions,
    "index_of.int64": _sorted,
    "one_hot.string": scalar.positions,
    "one_hot.int64": _sorted,
}
