"""Literals where only a literal may stand: contracts and tests. Knows values and types; of operators `-` and `at`."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from featc.ir import Value
from featc.typecheck import lower
from featc_dsl import ast
from featc_dsl.types import Kind, Storage, Type
from featc_runtime.data.zones import is_zone
from featc_runtime.scalar import times


@dataclass(frozen=True, slots=True)
class NotLiteral:
    """No literal: an expression, or a calendar step."""


@dataclass(frozen=True, slots=True)
class Mismatched:
    """A literal of another type, in words."""

    found: str


def read(expr: ast.Expr, wanted: Type, storage: Storage | None = None) -> Value | NotLiteral | Mismatched:
    """The value of a literal as ``wanted``: an int for a float64 where it is exact, a tuple for a list.

    Null only where the type is nullable. A float for float32 storage is rounded to it, an int for int32 checked.
    """
    if isinstance(expr, ast.ListExpr):
        if wanted.item is None:
            return Mismatched("a list")
        return _read_list(expr.items, wanted, storage)
    if isinstance(expr, ast.Call) and expr.name.text == "at" and expr.symbol:
        return _civil(expr.args[0].value, expr.args[1].value, wanted)
    negative = False
    while isinstance(expr, ast.Call) and expr.name.text == "neg" and expr.symbol:
        expr, negative = expr.args[0].value, not negative
    if not isinstance(expr, ast.Literal) or expr.kind == "calendar":
        return NotLiteral()
    if expr.kind == "null":
        return None if wanted.nullable else Mismatched("null")
    value = expr.value
    if negative:
        if not isinstance(value, int | float) or isinstance(value, bool) or expr.kind not in _NUMBERS:
            return NotLiteral()
        value = -value
    if expr.kind == "int64" and wanted.kind is Kind.FLOAT64:
        if not lower.is_exact(value):
            return Mismatched("an integer that no float64 is exactly")
        return stored(float(value), storage)  # type: ignore[arg-type]
    if expr.kind != wanted.kind.value:
        return Mismatched(f"{'an' if expr.kind[0] in 'aeiou' else 'a'} {expr.kind}")
    if storage == "int32" and isinstance(value, int) and not -(2**31) <= value < 2**31:
        return Mismatched("an integer that no int32 can hold")
    return stored(value, storage)


def _civil(instant: ast.Expr, zone: ast.Expr, wanted: Type) -> Value | NotLiteral | Mismatched:
    """``2013-10-10T09:30:00Z at "UTC"``: a civil time has no literal of its own."""
    if not (isinstance(instant, ast.Literal) and isinstance(zone, ast.Literal)):
        return NotLiteral()
    if instant.kind != "timestamp" or zone.kind != "string":
        return NotLiteral()
    if wanted.kind is not Kind.DATETIME:
        return Mismatched("a datetime")
    if not (isinstance(zone.value, str) and is_zone(zone.value)):
        return Mismatched("in a time zone that there is not")
    assert isinstance(instant.value, int)
    return int(times.at(instant.value, times.PREPARE["at"](zone.value)))


_NUMBERS = ("int64", "float64", "duration")


def _read_list(items: Sequence[ast.Expr], wanted: Type, storage: Storage | None) -> Value | NotLiteral | Mismatched:
    assert wanted.item is not None
    values: list[Value] = []
    for item in items:
        value = read(item, wanted.item, storage)
        if isinstance(value, Mismatched):
            return Mismatched(f"a list with {value.found}")
        if isinstance(value, NotLiteral):
            return value
        values.append(value)
    if len(values) > (wanted.size or 0) or (len(values) < (wanted.size or 0) and not wanted.at_most):
        return Mismatched(f"a list of {len(values)}")
    return tuple(values)


def stored(value: Value, storage: Storage | None) -> Value:
    """The value after its storage: a float of float32 storage is the nearest float32, beyond them an infinity."""
    if storage != "float32" or not isinstance(value, float):
        return value
    try:
        return float(struct.unpack("<f", struct.pack("<f", value))[0])
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
