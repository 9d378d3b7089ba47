"""Comparison and membership of columns (SEMANTICS.md#numbers). Knows no nulls.

Within one type NumPy's comparisons are exact; strings are compared by their dictionaries; int64 with float64, which
NumPy would compare after rounding the integers, is compared as real numbers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, isnan
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Floats, Ints, Strings
from featc_runtime.batch.ranks import ranks

_UFUNC: dict[str, np.ufunc] = {
    "eq": np.equal,
    "ne": np.not_equal,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
}
#: The comparison that says the same of the operands in the other order.
_TURNED = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}

eq_bool = eq_int64 = eq_float64 = eq_timestamp = eq_datetime = eq_date = eq_duration = np.equal
ne_bool = ne_int64 = ne_float64 = ne_timestamp = ne_datetime = ne_date = ne_duration = np.not_equal
lt_int64 = lt_float64 = lt_timestamp = lt_datetime = lt_date = lt_duration = np.less
le_int64 = le_float64 = le_timestamp = le_datetime = le_date = le_duration = np.less_equal
gt_int64 = gt_float64 = gt_timestamp = gt_datetime = gt_date = gt_duration = np.greater
ge_int64 = ge_float64 = ge_timestamp = ge_datetime = ge_date = ge_duration = np.greater_equal

Text: TypeAlias = Strings | str


def eq_string(x: Text, y: Text) -> Bools:
    return _texts("eq", x, y)


def ne_string(x: Text, y: Text) -> Bools:
    return _texts("ne", x, y)


def lt_string(x: Text, y: Text) -> Bools:
    return _texts("lt", x, y)


def le_string(x: Text, y: Text) -> Bools:
    return _texts("le", x, y)


def gt_string(x: Text, y: Text) -> Bools:
    return _texts("gt", x, y)


def ge_string(x: Text, y: Text) -> Bools:
    return _texts("ge", x, y)


def _texts(name: str, x: Text, y: Text) -> Bools:
    """With a plain string once for each entry of the dictionary, with a column by rank."""
    if isinstance(y, str):
        one: Callable[[str, str], bool] = getattr(operator, name)
        return cast(Strings, x).take(lambda v: one(v, y), np.bool_)
    if isinstance(x, str):
        return _texts(_TURNED[name], y, x)
    result: Bools = _UFUNC[name](*ranks(x, y))
    return result


def eq_int64_float64(x: Ints | int, y: Floats | float) -> Bools:
    return _mixed("eq", x, y)


def eq_float64_int64(x: Floats | float, y: Ints | int) -> Bools:
    return _mixed("eq", y, x)


def ne_int64_float64(x: Ints | int, y: Floats | float) -> Bools:
    return _mixed("ne", x, y)


def ne_float64_int64(x: Floats | float, y: Ints | int) -> Bools:
    return _mixed("ne", y, x)


def lt_int64_float64(x: Ints | int, y: Floats | float) -> Bools:
    return _mixed("lt", x, y)


def lt_float64_int64(x: Floats | float, y: Ints | int) -> Bools:
    return _mixed("gt", y, x)


def le_int64_float64(x: Ints | int, y: Floats | float) -> Bools:
    return _mixed("le", x, y)


def le_float64_int64(x: Floats | float, y: Ints | int) -> Bools:
    return _mixed("ge", y, x)


def gt_int64_float64(x: Ints | int, y: Floats | float) -> Bools:
    return _mixed("gt", x, y)


def gt_float64_int64(x: Floats | float, y: Ints | int) -> Bools:
    return _mixed("lt", y, x)


def ge_int64_float64(x: Ints | int, y: Floats | float) -> Bools:
    return _mixed("ge", x, y)


def ge_float64_int64(x: Floats | float, y: Ints | int) -> Bools:
    return _mixed("le", y, x)


#: Up to here every integer is a float64 and the float64 next to it differs by at most 1.
_EXACT = 2**53


def _mixed(name: str, x: Ints | int, y: Floats | float) -> Bools:
    """Integers on the left against floats on the right, exactly."""
    compare = _UFUNC[name]
    if not isinstance(x, int) and not isinstance(y, float | int):
        return _columns(compare, x, y)
    if not isinstance(x, int):
        return _against_one(name, x, float(y))
    rows = np.asarray(y, dtype=np.float64)
    return _columns(compare, np.full(len(rows), x, dtype=np.int64), rows)


def _columns(compare: np.ufunc, x: Ints, y: Floats) -> Bools:
    rounded = x.astype(np.float64)
    result: Bools = compare(rounded, y)
    if len(x) and (x.min() < -_EXACT or x.max() > _EXACT):
        # Rounding keeps the order, so it can only have made two different numbers equal.
        tie = np.flatnonzero(rounded == y)
        whole = y[tie]
        below = whole < 2.0**63  # else y is 2^63, above every int64
        exact = compare(x[tie], np.where(below, whole, 0.0).astype(np.int64))
        result[tie] = np.where(below, exact, compare(0, 1))
    return result


def _against_one(name: str, x: Ints, y: float) -> Bools:
    """Against one float, as a comparison with an integer: x < 2.5 is x < 3."""
    compare = _UFUNC[name]
    if isnan(y):
        return np.full(len(x), name == "ne")
    if y >= 2.0**63 or y < -(2.0**63):
        return np.full(len(x), bool(compare(0.0, y)))
    if name in ("eq", "ne") and y != floor(y):
        return np.full(len(x), name == "ne")
    bound = ceil(y) if name in ("lt", "ge") else floor(y)
    result: Bools = compare(x, bound)
    return result


def in_bool(x: Bools, found: Bools) -> Bools:
    """``found`` says of False and of True whether the set has it."""
    result: Bools = found[x.view(np.uint8)]
    return result


def in_int64(x: Ints, items: IntSet) -> Bools:
    if items.table is None:
        return _among(x, items.ordered)
    place = (x - items.ordered[0]).view(np.uint64)  # below the least item: very large
    np.minimum(place, len(items.table) - 1, out=place)
    found: Bools = items.table[place.view(np.int64)]
    return found


def in_float64(x: Floats, items: Floats) -> Bools:
    """NaN is in no set; -0.0 equals 0.0."""
    return _among(x, items)


in_timestamp = in_datetime = in_date = in_duration = in_int64


def in_string(x: Strings, items: frozenset[str]) -> Bools:
    return x.take(items.__contains__, np.bool_)


def _among(x: NDArray[Any], items: NDArray[Any]) -> Bools:
    """Whether each is one of the sorted items: by comparing with each of a few, by bisection among many."""
    if len(items) <= _FEW:
        result: Bools = np.zeros(len(x), dtype=np.bool_)
        for item in items:
            result |= x == item
        return result
    place = np.searchsorted(items, x)
    np.minimum(place, len(items) - 1, out=place)
    result = items[place] == x
    return result


#: A comparison takes about a tenth of the time of a bisection.
_FEW = 12
#: Sets of integers less than this far apart become a table.
_TABLE = 2**16


@dataclass(frozen=True, slots=True)
class IntSet:
    """A literal set of integers, ascending; many that are near one another also as a table.

    The table says for each distance from the least whether the set has it; its last entry, False, is for all beyond.
    """

    ordered: Ints
    table: Bools | None


def _prepare_bools(items: tuple[bool, ...]) -> Bools:
    return np.array([False in items, True in items])


def _prepare_ints(items: tuple[int, ...]) -> IntSet:
    distinct = np.array(sorted(set(items)), dtype=np.int64)
    if len(distinct) <= _FEW or int(distinct[-1]) - int(distinct[0]) >= _TABLE:
        return IntSet(distinct, None)
    table = np.zeros(int(distinct[-1]) - int(distinct[0]) + 2, dtype=np.bool_)
    table[distinct - distinct[0]] = True
    return IntSet(distinct, table)


def _prepare_floats(items: tuple[float, ...]) -> Floats:
    return np.array(sorted({v for v in items if v == v}), dtype=np.float64)


#: Sets, made once: strings hashed, numbers sorted.
PREPARE: dict[str, Callable[..., Any]] = {
    "in.bool": _prepare_bools,
    "in.float64": _prepare_floats,
    "in.string": frozenset,
    **dict.fromkeys(("in.int64", "in.timestamp", "in.datetime", "in.date", "in.duration"), _prepare_ints),
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
