"""Values of consts in JSON: integers as strings, floats in hexadecimal, so that every bit and every type stays."""

from __future__ import annotations

from typing import Any

from featc.ir.graph import Value


def encode(value: Value) -> object:
    """A const as JSON that keeps every bit and every type apart."""
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    if isinstance(value, float):
        return {"float64": value.hex()}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"int64": str(value)}
    return value


def decode(value: Any) -> Value:
    """The const of its JSON; ValueError or TypeError for what `encode` never writes."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return tuple(decode(v) for v in value)
    ((kind, text),) = value.items()
    if kind == "float64":
        return float.fromhex(text)
    if kind == "int64" and str(int(text)) == text:
        return int(text)
    raise ValueError(f"{kind!r:.40} is not a kind of const")
