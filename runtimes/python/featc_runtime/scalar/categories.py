"""Scalar operations on values as categories (SEMANTICS.md#categories). Knows no operator of another family.

A literal table comes prepared as a dict from item to position (PREPARE).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from xxhash import xxh64_intdigest

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

_Item = TypeVar("_Item", int, str)


def positions(items: tuple[_Item, ...]) -> dict[_Item, int]:
    """The position of each item of a literal table that has no item twice."""
    return {item: position for position, item in enumerate(items)}


def cut_int64(x: int, edges: tuple[int, ...], closed: str) -> int:
    """How many of the ascending edges are not above x; closed on the right, how many are below x."""
    return bisect_right(edges, x) if closed == "left" else bisect_left(edges, x)


def cut_float64(x: float, edges: tuple[float, ...], closed: str) -> int | None:
    """As for integers; None for NaN."""
    if x != x:
        return None
    return bisect_right(edges, x) if closed == "left" else bisect_left(edges, x)


def index_of_string(x: str, table: Mapping[str, int]) -> int | None:
    """The position of x in the table, or None."""
    return table.get(x)


def index_of_int64(x: int, table: Mapping[int, int]) -> int | None:
    """The position of x in the table, or None."""
    return table.get(x)


def one_hot_string(x: str, table: Mapping[str, int]) -> tuple[bool, ...]:
    """For each item of the table whether x is that item; all False for an unseen x."""
    return _multi_hot([table[x]] if x in table else [], len(table))


def one_hot_int64(x: int, table: Mapping[int, int]) -> tuple[bool, ...]:
    """For each item of the table whether x is that item; all False for an unseen x."""
    return _multi_hot([table[x]] if x in table else [], len(table))


def multi_hot_string(x: tuple[str | None, ...], table: Mapping[str, int]) -> tuple[bool, ...]:
    """For each item of the table whether the list has it; null elements are no item."""
    return _multi_hot([table[v] for v in x if v is not None and v in table], len(table))


def multi_hot_int64(x: tuple[int | None, ...], table: Mapping[int, int]) -> tuple[bool, ...]:
    """For each item of the table whether the list has it; null elements are no item."""
    return _multi_hot([table[v] for v in x if v is not None and v in table], len(table))


def _multi_hot(places: Sequence[int], size: int) -> tuple[bool, ...]:
    row = [False] * size
    for place in places:
        row[place] = True
    return tuple(row)


def hash_bucket_string(x: str, buckets: int) -> int:
    """XXH64 with seed 0 of x's UTF-8 bytes, unsigned, modulo buckets."""
    return xxh64_intdigest(x.encode()) % buckets


def hash_bucket_int64(x: int, buckets: int) -> int:
    """XXH64 with seed 0 of x's 8 little-endian bytes, unsigned, modulo buckets."""
    return xxh64_intdigest(x.to_bytes(8, "little", signed=True)) % buckets


PREPARE: dict[str, Callable[..., Any]] = {
    "index_of.string": positions,
    "index_of.int64": positions,
    "one_hot.string": positions,
    "one_hot.int64": positions,
    "multi_hot.string": positions,
    "multi_hot.int64": positions,
}
