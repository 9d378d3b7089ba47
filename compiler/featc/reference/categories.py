"""The reference meaning of values as categories, XXH64 included. Knows no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc.reference import exact
from featc.reference.comparison import order

_P1: Final = 0x9E3779B185EBCA87
_P2: Final = 0xC2B2AE3D27D4EB4F
_P3: Final = 0x165667B19E3779F9
_P4: Final = 0x85EBCA77C2B2AE63
_P5: Final = 0x27D4EB2F165667C5
_FULL: Final = 2**64


def _rotate(x: int, count: int) -> int:
    return (x << count | x >> (64 - count)) % _FULL


def _round(lane: int, word: int) -> int:
    return _rotate((lane + word * _P2) % _FULL, 31) * _P1 % _FULL


def xxh64(data: bytes) -> int:
    """XXH64 with seed 0, step by step as the xxHash specification (version 0.1.1) numbers them."""
    rest = data
    if len(data) >= 32:
        lanes = [(_P1 + _P2) % _FULL, _P2, 0, -_P1 % _FULL]
        while len(rest) >= 32:
            words = [int.from_bytes(rest[i : i + 8], "little") for i in (0, 8, 16, 24)]
            lanes = [_round(lane, word) for lane, word in zip(lanes, words, strict=True)]
            rest = rest[32:]
        state = sum(_rotate(lane, count) for lane, count in zip(lanes, (1, 7, 12, 18), strict=True)) % _FULL
        for lane in lanes:
            state = ((state ^ _round(0, lane)) * _P1 + _P4) % _FULL
    else:
        state = _P5
    state = (state + len(data)) % _FULL
    while len(rest) >= 8:
        state = (_rotate(state ^ _round(0, int.from_bytes(rest[:8], "little")), 27) * _P1 + _P4) % _FULL
        rest = rest[8:]
    if len(rest) >= 4:
        state = (_rotate(state ^ int.from_bytes(rest[:4], "little") * _P1 % _FULL, 23) * _P2 + _P3) % _FULL
        rest = rest[4:]
    for byte in rest:
        state = _rotate(state ^ byte * _P5 % _FULL, 11) * _P1 % _FULL
    state = (state ^ state >> 33) * _P2 % _FULL
    state = (state ^ state >> 29) * _P3 % _FULL
    return state ^ state >> 32


def _cut(x: Any, edges: tuple[Any, ...], closed: str) -> int | None:
    if isinstance(x, float) and exact.is_nan(x):
        return None
    ways = {"left": (-1, 0), "right": (-1,)}[closed]
    return len([edge for edge in edges if order(edge, x) in ways])


def _index_of(x: Any, items: tuple[Any, ...]) -> int | None:
    for position, item in enumerate(items):
        if order(x, item) == 0:
            return position
    return None


def _one_hot(x: Any, items: tuple[Any, ...]) -> tuple[bool, ...]:
    return tuple(order(x, item) == 0 for item in items)


def _multi_hot(xs: tuple[Any, ...], items: tuple[Any, ...]) -> tuple[bool, ...]:
    return tuple(any(x is not None and order(x, item) == 0 for x in xs) for item in items)


def _map(x: Any, pairs: tuple[tuple[Any, Any], ...], default: Any = None) -> Any:
    for key, value in pairs:
        if order(x, key) == 0:
            return value
    return default


_VALUES: Final = ("bool", "int64", "float64", "string")

TABLE: Final[dict[str, Callable[..., Any]]] = {
    "cut.int64": _cut,
    "cut.float64": _cut,
    "index_of.string": _index_of,
    "index_of.int64": _index_of,
    "one_hot.string": _one_hot,
    "one_hot.int64": _one_hot,
    "multi_hot.string": _multi_hot,
    "multi_hot.int64": _multi_hot,
    **{f"{name}.{key}_{value}": _map for name in ("map", "map_or") for key in ("string", "int64") for value in _VALUES},
    "hash_bucket.string": lambda x, buckets: xxh64(x.encode("utf-8")) % buckets,
    "hash_bucket.int64": lambda x, buckets: xxh64((x % _FULL).to_bytes(8, "little")) % buckets,
}
