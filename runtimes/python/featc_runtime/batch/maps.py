"""Values looked up in a literal map, on columns (SEMANTICS.md#categories). Knows no nulls.

A map comes prepared (PREPARE): how to find the place of a key, and the value at each place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.categories import string_positions
from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.int_tables import int_positions, int_table
from featc_runtime.scalar.categories import positions
from featc_runtime.scalar.maps import KEYS, VALUES

_DTYPES: dict[str, Any] = {"bool": np.bool_, "int64": np.int64, "float64": np.float64}


@dataclass(frozen=True, slots=True)
class Table:
    """A literal map: ``find`` gives each row's place in it or -1; ``values`` has one more at the end, for what is not
    there.
    """

    find: Callable[[Any], Ints]
    values: NDArray[Any] | tuple[str, ...]


def _map(x: Strings | Ints, table: Table) -> tuple[NDArray[Any] | Strings, Bools]:
    """The value of the key x; not ok where it is not there."""
    places = table.find(x)
    return _values(places, table), places >= 0


def _map_or(x: Strings | Ints, table: Table) -> NDArray[Any] | Strings:
    """The value of the key x, or the default."""
    return _values(table.find(x), table)


def _values(places: Ints, table: Table) -> NDArray[Any] | Strings:
    if isinstance(table.values, tuple):
        return Strings(np.where(places < 0, len(table.values) - 1, places).astype(np.intp), table.values)
    return table.values.take(places, mode="wrap")


map_string_bool = map_string_int64 = map_string_float64 = map_string_string = _map
map_int64_bool = map_int64_int64 = map_int64_float64 = map_int64_string = _map
map_or_string_bool = map_or_string_int64 = map_or_string_float64 = map_or_string_string = _map_or
map_or_int64_bool = map_or_int64_int64 = map_or_int64_float64 = map_or_int64_string = _map_or


def _table(key: str, value: str, pairs: tuple[tuple[Any, Any], ...], default: Any) -> Table:
    keys, held = tuple(k for k, _ in pairs), (*(v for _, v in pairs), default)
    values = held if value == "string" else np.array(held, dtype=_DTYPES[value])
    if key == "string":
        by_text = positions(keys)
        return Table(lambda x: string_positions(x, by_text), values)
    by_number = int_table(keys)
    return Table(lambda x: int_positions(x, by_number), values)


def _prepare(key: str, value: str) -> Callable[..., Table]:
    zero = "" if value == "string" else 0
    return lambda pairs, default=zero: _table(key, value, pairs, default)


PREPARE: dict[str, Callable[..., Any]] = {
    f"{name}.{key}_{value}": _prepare(key, value) for name in ("map", "map_or") for key in KEYS for value in VALUES
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
