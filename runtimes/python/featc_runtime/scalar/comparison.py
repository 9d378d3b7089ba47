"""Comparison and membership of single values (SEMANTICS.md#numbers). Knows no nulls among its operands.

Python compares int with float exactly, as real numbers, str by code point and NaN as IEEE 754 asks, so each helper
is the operator itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def eq_bool(x: bool, y: bool) -> bool:
    return x == y


def eq_int64(x: int, y: int) -> bool:
    return x == y


def eq_float64(x: float, y: float) -> bool:
    return x == y


def eq_string(x: str, y: str) -> bool:
    return x == y


def eq_int64_float64(x: int, y: float) -> bool:
    return x == y


def eq_float64_int64(x: float, y: int) -> bool:
    return x == y


eq_timestamp = eq_datetime = eq_date = eq_duration = eq_int64


def ne_bool(x: bool, y: bool) -> bool:
    return x != y


def ne_int64(x: int, y: int) -> bool:
    return x != y


def ne_float64(x: float, y: float) -> bool:
    return x != y


def ne_string(x: str, y: str) -> bool:
    return x != y


def ne_int64_float64(x: int, y: float) -> bool:
    return x != y


def ne_float64_int64(x: float, y: int) -> bool:
    return x != y


ne_timestamp = ne_datetime = ne_date = ne_duration = ne_int64


def lt_int64(x: int, y: int) -> bool:
    return x < y


def lt_float64(x: float, y: float) -> bool:
    return x < y


def lt_string(x: str, y: str) -> bool:
    return x < y


def lt_int64_float64(x: int, y: float) -> bool:
    return x < y


def lt_float64_int64(x: float, y: int) -> bool:
    return x < y


lt_timestamp = lt_datetime = lt_date = lt_duration = lt_int64


def le_int64(x: int, y: int) -> bool:
    return x <= y


def le_float64(x: float, y: float) -> bool:
    return x <= y


def le_string(x: str, y: str) -> bool:
    return x <= y


def le_int64_float64(x: int, y: float) -> bool:
    return x <= y


def le_float64_int64(x: float, y: int) -> bool:
    return x <= y


le_timestamp = le_datetime = le_date = le_duration = le_int64


def gt_int64(x: int, y: int) -> bool:
    return x > y


def gt_float64(x: float, y: float) -> bool:
    return x > y


def gt_string(x: str, y: str) -> bool:
    return x > y


def gt_int64_float64(x: int, y: float) -> bool:
    return x > y


def gt_float64_int64(x: float, y: int) -> bool:
    return x > y


gt_timestamp = gt_datetime = gt_date = gt_duration = gt_int64


def ge_int64(x: int, y: int) -> bool:
    return x >= y


def ge_float64(x: float, y: float) -> bool:
    return x >= y


def ge_string(x: str, y: str) -> bool:
    return x >= y


def ge_int64_float64(x: int, y: float) -> bool:
    return x >= y


def ge_float64_int64(x: float, y: int) -> bool:
    return x >= y


ge_timestamp = ge_datetime = ge_date = ge_duration = ge_int64


def in_int64(x: int, items: frozenset[int]) -> bool:
    return x in items


def in_bool(x: bool, items: frozenset[bool]) -> bool:
    return x in items


def in_float64(x: float, items: frozenset[float]) -> bool:
    """-0.0 equals 0.0; the prepared set has no NaN, so none is found by identity."""
    return x in items


def in_string(x: str, items: frozenset[str]) -> bool:
    return x in items


in_timestamp = in_datetime = in_date = in_duration = in_int64


def _prepare_floats(items: tuple[float, ...]) -> frozenset[float]:
    return frozenset(v for v in items if v == v)


#: Sets, made once.
PREPARE: dict[str, Callable[..., Any]] = {
    "in.float64": _prepare_floats,
    **dict.fromkeys(
        ("in.bool", "in.int64", "in.string", "in.timestamp", "in.datetime", "in.date", "in.duration"), frozenset
    ),
}

__all__ = [
    "eq_bool",
    "eq_date",
    "eq_datetime",
    "eq_duration",
    "eq_float64",
    "eq_float64_int64",
    "eq_int64",
    "eq_int64_float64",
    "eq_string",
    "eq_timestamp",
    "ge_date",
    "ge_datetime",
    "ge_duration",
    "ge_float64",
    "ge_float64_int64",
    "ge_int64",
    "ge_int64_float64",
    "ge_string",
    "ge_timestamp",
    "gt_date",
    "gt_datetime",
    "gt_duration",
    "gt_float64",
    "gt_float64_int64",
    "gt_int64",
    "gt_int64_float64",
    "gt_string",
    "gt_timestamp",
    "in_bool",
    "in_date",
    "in_datetime",
    "in_duration",
    "in_float64",
    "in_int64",
    "in_string",
    "in_timestamp",
    "le_date",
    "le_datetime",
    "le_duration",
    "le_float64",
    "le_float64_int64",
    "le_int64",
    "le_int64_float64",
    "le_string",
    "le_timestamp",
    "lt_date",
    "lt_datetime",
    "lt_duration",
    "lt_float64",
    "lt_float64_int64",
    "lt_int64",
    "lt_int64_float64",
    "lt_string",
    "lt_timestamp",
    "ne_bool",
    "ne_date",
    "ne_datetime",
    "ne_duration",
    "ne_float64",
    "ne_float64_int64",
    "ne_int64",
    "ne_int64_float64",
    "ne_string",
    "ne_timestamp",
]
