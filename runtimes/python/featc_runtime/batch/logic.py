"""Choice, three-valued logic and nulls on columns. Knows the columns' representation, no operator's catalogue row.

These stand for the operations that look at nulls themselves, so they take validity beside the values: a bool array, or
a plain True or False where it is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Floats, Ints, Lists, Ragged, Strings
from featc_runtime.batch.ragged import joined_items, joined_ok, stretches

__all__ = [
    "and_null",
    "count_null",
    "empty_lists",
    "full_bool",
    "full_float64",
    "full_int64",
    "full_string",
    "is_finite_float64",
    "is_infinite_float64",
    "is_nan_float64",
    "is_same",
    "is_same_float64",
    "is_same_string",
    "list_constant",
    "make_list",
    "or_null",
    "where",
    "where_list",
    "where_string",
    "xor",
]

Ok: TypeAlias = Bools | bool

_DTYPES: dict[str, type] = {"bool": np.bool_, "float64": np.float64}


def full_bool(value: bool, rows: int) -> Bools:
    """A column of one bool."""
    return np.full(rows, value, np.bool_)


def full_int64(value: int, rows: int) -> Ints:
    """A column of one int64 (or of one time)."""
    return np.full(rows, value, np.int64)


def full_float64(value: float, rows: int) -> Floats:
    """A column of one float64."""
    return np.full(rows, value, np.float64)


def full_string(value: str, rows: int) -> Strings:
    """A column of one string."""
    return Strings(np.zeros(rows, np.intp), [value])


def and_null(x: Bools | bool, x_ok: Ok, y: Bools | bool, y_ok: Ok) -> tuple[Bools, Bools]:
    """Three-valued and: false where either is known to be false, else null where either is null."""
    both = np.logical_and(np.logical_and(x, x_ok), np.logical_and(y, y_ok))
    x_false = np.logical_and(np.logical_not(x), x_ok)
    y_false = np.logical_and(np.logical_not(y), y_ok)
    return both, both | x_false | y_false


def or_null(x: Bools | bool, x_ok: Ok, y: Bools | bool, y_ok: Ok) -> tuple[Bools, Bools]:
    """Three-valued or: true where either is known to be true, else null where either is null."""
    one = np.logical_or(np.logical_and(x, x_ok), np.logical_and(y, y_ok))
    return one, one | np.logical_and(x_ok, y_ok)


def where(test: Bools, then: Any, other: Any) -> NDArray[Any]:
    """``then`` where the test is true, else ``other``; either may be a plain value."""
    chosen: NDArray[Any] = np.where(test, then, other)
    return chosen


def where_string(test: Bools, then: Strings | str, other: Strings | str) -> Strings:
    """``then`` where the test is true, else ``other``, for strings."""
    if isinstance(then, str) and isinstance(other, str):
        return Strings((~test).astype(np.intp), [then, other])
    a = then if isinstance(then, Strings) else Strings(np.zeros(len(test), np.intp), [then])
    b = other if isinstance(other, Strings) else Strings(np.zeros(len(test), np.intp), [other])
    if a.values is b.values:
        return Strings(np.where(test, a.codes, b.codes), a.values)
    return Strings(np.where(test, a.codes, b.codes + len(a.values)), [*a.values, *b.values])


def where_list(test: Bools, then: AnyLists, other: AnyLists) -> AnyLists:
    """``then`` where the test is true, else ``other``, for lists: both of one length, or both of varying ones."""
    if isinstance(then, Ragged):
        assert isinstance(other, Ragged)
        return _where_ragged(test, then, other)
    assert isinstance(other, Lists)
    if then.items_ok is None and other.items_ok is None:
        ok = None
    else:
        ok = np.where(test[:, None], _items_ok(then), _items_ok(other))
    a, b = then.items, other.items
    if isinstance(a, Strings) and isinstance(b, Strings):
        return Lists(where_string(np.broadcast_to(test[:, None], a.codes.shape), a, b), ok)
    return Lists(np.where(test[:, None], np.asarray(a), np.asarray(b)), ok)


def _where_ragged(test: Bools, then: Ragged, other: Ragged) -> Ragged:
    lengths = np.where(test, then.lengths, other.lengths)
    starts = np.where(test, then.offsets[:-1], other.offsets[:-1] + len(then.items))
    both = Ragged(joined_items(then.items, other.items), then.offsets, joined_ok(then, other))
    return stretches(both, starts, lengths)


def _items_ok(x: Lists) -> Ok:
    return True if x.items_ok is None else x.items_ok


#: Of two bools.
xor = np.not_equal
is_finite_float64 = np.isfinite
is_infinite_float64 = np.isinf


def is_nan_float64(x: Floats) -> Bools:
    """Whether x is NaN."""
    return np.isnan(x)


def is_same(x: Any, x_ok: Ok, y: Any, y_ok: Ok) -> Bools:
    """Null-safe equality of bools, integers and times."""
    return _same(np.equal(x, y), x_ok, y_ok)


def is_same_float64(x: Floats | float, x_ok: Ok, y: Floats | float, y_ok: Ok) -> Bools:
    """Null-safe equality of float64; NaN is the same as NaN."""
    return _same(np.equal(x, y) | (np.isnan(x) & np.isnan(y)), x_ok, y_ok)


def is_same_string(x: Strings | str, x_ok: Ok, y: Strings | str, y_ok: Ok) -> Bools:
    """Null-safe equality of strings."""
    # imported late: comparison imports the columns too, and the package joins both
    from featc_runtime.batch.comparison import eq_string

    return _same(eq_string(x, y), x_ok, y_ok)


def _same(equal: Bools, x_ok: Ok, y_ok: Ok) -> Bools:
    neither = np.logical_not(np.logical_or(x_ok, y_ok))
    result: Bools = np.logical_or(np.logical_and(equal, np.logical_and(x_ok, y_ok)), neither)
    return result


def count_null(rows: int, *oks: Ok) -> Ints:
    """How many of the validities are false, row by row."""
    count = np.zeros(rows, np.int64)
    for ok in oks:
        count += np.logical_not(ok)
    return count


def make_list(items: Sequence[Any], oks: Sequence[Ok] | None, kind: str, rows: int) -> Lists:
    """Lists of one element from each column (or plain value), with the elements' validity where they may be null."""
    items_ok = None if oks is None else _stack(oks, np.bool_, rows)
    if kind != "string":
        return Lists(_stack(items, _DTYPES.get(kind, np.int64), rows), items_ok)
    codes = np.empty((rows, len(items)), np.intp)
    values: list[str] = []
    for i, item in enumerate(items):
        column = full_string(item, rows) if isinstance(item, str) else item
        codes[:, i] = column.codes
        codes[:, i] += len(values)
        values += column.values
    return Lists(Strings(codes, values or [""]), items_ok)


def _stack(columns: Sequence[Any], dtype: type, rows: int) -> NDArray[Any]:
    out: NDArray[Any] = np.empty((rows, len(columns)), dtype)
    for i, column in enumerate(columns):
        out[:, i] = column
    return out


def empty_lists(kind: str, nullable: bool, rows: int) -> Ragged:
    """A column of empty lists of varying length."""
    none: NDArray[Any] | Strings = np.zeros(0, _DTYPES.get(kind, np.int64))
    if kind == "string":
        none = Strings(np.zeros(0, np.intp), [""])
    return Ragged(none, np.zeros(rows + 1, np.intp), np.zeros(0, np.bool_) if nullable else None)


def list_constant(items: Sequence[Any], kind: str, nullable: bool, rows: int) -> Lists:
    """A column of one literal list; a None in it is a null element."""
    zero: Any = {"bool": False, "float64": 0.0, "string": ""}.get(kind, 0)
    oks = [item is not None for item in items] if nullable else None
    return make_list([zero if item is None else item for item in items], oks, kind, rows)
