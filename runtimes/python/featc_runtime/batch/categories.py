"""Vectorised operations on values as categories (SEMANTICS.md#categories). Knows no operator of another family.

Literal tables come prepared (PREPARE): edges as an array, string items as a dict from item to position, integer items
as an `IntTable`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Floats, Ints, Lists, Ragged, Strings, flatten
from featc_runtime.batch.combine import combine, combine_fallible
from featc_runtime.batch.int_tables import IntTable, int_positions, int_table
from featc_runtime.batch.native import KERNEL
from featc_runtime.batch.xxh64 import xxh64_int64
from featc_runtime.scalar import categories as scalar

__all__ = [
    "cut_float64",
    "cut_int64",
    "hash_bucket_int64",
    "hash_bucket_string",
    "index_of_int64",
    "index_of_string",
    "multi_hot_int64",
    "multi_hot_string",
    "one_hot_int64",
    "one_hot_string",
]

#: The ascending edges, and which side of a band is closed: "left" or "right".
Bands: TypeAlias = tuple[NDArray[Any], str]

#: Up to this many edges, comparing with each of them is quicker than bisection; an int8 counts them.
_FEW = 100
#: Up to this many items, copying ready-made rows is quicker than setting single elements.
_NARROW = 256


def cut_int64(x: Ints, bands: Bands) -> Ints:
    """How many of the ascending edges are not above x; closed on the right, how many are below x."""
    return _cut(x, bands)


def cut_float64(x: Floats, bands: Bands) -> tuple[Ints, Bools]:
    """As for integers; not ok for NaN."""
    band, ok = _cut(x, bands), ~np.isnan(x)
    if not ok.all():
        band[~ok] = 0
    return band, ok


def _cut(x: NDArray[Any], bands: Bands) -> Ints:
    edges, closed = bands
    left = closed == "left"
    if len(edges) > _FEW:
        return np.searchsorted(edges, x, side="right" if left else "left").astype(np.int64, copy=False)
    compare = np.greater_equal if left else np.greater
    count = np.zeros(len(x), dtype=np.int8)
    for edge in edges:
        count += compare(x, edge)
    return count.astype(np.int64)


def index_of_string(x: Strings, table: Mapping[str, int]) -> tuple[Ints, Bools]:
    """The position of x in the table; not ok where it is not there."""
    return combine_fallible(table.get, np.int64, x)


def index_of_int64(x: Ints, table: IntTable) -> tuple[Ints, Bools]:
    """The position of x in the table; not ok where it is not there."""
    position = int_positions(x, table)
    return np.maximum(position, 0), position >= 0


def string_positions(x: Strings, table: Mapping[str, int]) -> Ints:
    """The position of x in the table, or -1."""
    return combine(table.get, np.int64, x, -1)


def one_hot_string(x: Strings, table: Mapping[str, int]) -> Lists:
    """For each item of the table whether x is that item; all False for an unseen x."""
    return _one_hot(string_positions(x, table), len(table))


def one_hot_int64(x: Ints, table: IntTable) -> Lists:
    """For each item of the table whether x is that item; all False for an unseen x."""
    return _one_hot(int_positions(x, table), len(table))


def _one_hot(positions: Ints, size: int) -> Lists:
    """Rows of `size` bools, True at the position; a position of -1 gives all False."""
    if size <= _NARROW:
        rows = np.eye(size + 1, size, dtype=np.bool_)  # the last one, at -1, is all False
        return Lists(rows.take(positions, axis=0, mode="wrap"))
    items = np.zeros((len(positions), size), dtype=np.bool_)
    seen = np.flatnonzero(positions >= 0)
    items[seen, positions[seen]] = True
    return Lists(items)


def multi_hot_string(x: AnyLists, table: Mapping[str, int]) -> Lists:
    """For each item of the table whether the list has it; null elements are no item."""
    flat = flatten(x)
    assert isinstance(flat.items, Strings)
    return _multi_hot(flat, string_positions(flat.items, table), len(table))


def multi_hot_int64(x: AnyLists, table: IntTable) -> Lists:
    """For each item of the table whether the list has it; null elements are no item."""
    flat = flatten(x)
    assert isinstance(flat.items, np.ndarray)
    return _multi_hot(flat, int_positions(flat.items, table), len(table))


def _multi_hot(flat: Ragged, positions: Ints, size: int) -> Lists:
    """Rows of `size` bools, True at the positions of the row's elements; a position of -1 is none."""
    known = positions >= 0
    if flat.items_ok is not None:
        known &= flat.items_ok
    seen = np.flatnonzero(known)
    items = np.zeros((len(flat), size), dtype=np.bool_)
    items[flat.rows[seen], positions[seen]] = True
    return Lists(items)


def hash_bucket_string(x: Strings, buckets: int) -> Ints:
    """XXH64 with seed 0 of the UTF-8 bytes, unsigned, modulo buckets."""
    return combine(scalar.hash_bucket_string, np.int64, x, buckets)


def hash_bucket_int64(x: Ints, buckets: int) -> Ints:
    """XXH64 with seed 0 of the 8 little-endian bytes, unsigned, modulo buckets."""
    if KERNEL is not None:
        return KERNEL.integers("hash_bucket", x, buckets)
    return (xxh64_int64(x) % np.uint64(buckets)).view(np.int64)


def _int_bands(edges: tuple[int, ...], closed: str) -> Bands:
    return np.array(edges, dtype=np.int64), closed


def _float_bands(edges: tuple[float, ...], closed: str) -> Bands:
    return np.array(edges, dtype=np.float64), closed


PREPARE: dict[str, Callable[..., Any]] = {
    "cut.int64": _int_bands,
    "cut.float64": _float_bands,
    "index_of.string": scalar.positions,
    "index_of.int64": int_table,
    "one_hot.string": scalar.positions,
    "one_hot.int64": int_table,
    "multi_hot.string": scalar.positions,
    "multi_hot.int64": int_table,
}
