"""Values looked up in a literal map, on single values (SEMANTICS.md#categories). Knows no nulls.

A map comes prepared as a dict (PREPARE), with the default beside it where there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

KEYS = ("string", "int64")
VALUES = ("bool", "int64", "float64", "string")


def _map(x: Any, table: dict[Any, Any]) -> Any:
    """The value of the key x, or None."""
    return table.get(x)


def _map_or(x: Any, table: tuple[dict[Any, Any], Any]) -> Any:
    """The value of the key x, or the default."""
    return table[0].get(x, table[1])


map_string_bool = map_string_int64 = map_string_float64 = map_string_string = _map
map_int64_bool = map_int64_int64 = map_int64_float64 = map_int64_string = _map
map_or_string_bool = map_or_string_int64 = map_or_string_float64 = map_or_string_string = _map_or
map_or_int64_bool = map_or_int64_int64 = map_or_int64_float64 = map_or_int64_string = _map_or


def _with_default(pairs: tuple[tuple[Any, Any], ...], default: Any) -> tuple[dict[Any, Any], Any]:
    return dict(pairs), default


PREPARE: dict[str, Callable[..., Any]] = {
    **{f"map.{key}_{value}": dict for key in KEYS for value in VALUES},
    **{f"map_or.{key}_{value}": _with_default for key in KEYS for value in VALUES},
}

__all__ = [
    "map_int64_bool",
    "map_int64_float64",
    "map_int64_int64",
    "map_int64_string",
    "map_or_int64_bool",
    "map_or_int64_float64",
    "map_or_int64_int64",
    "map_or_int64_string",
    "map_or_string_bool",
    "map_or_string_float64",
    "map_or_string_int64",
    "map_or_string_string",
    "map_string_bool",
    "map_string_float64",
    "map_string_int64",
    "map_string_string",
]
