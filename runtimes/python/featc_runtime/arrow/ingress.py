"""From Arrow arrays to columns of a chunk: which Arrow types each fdl type accepts, and exactly how each is converted.

The table is normative in SEMANTICS.md#ingress. Knows fdl types and Arrow types; knows no contracts, chunks or threads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import canonical, plain, plain_type, primitive, zeroed
from featc_runtime.arrow.decimals import decimal_reader
from featc_runtime.arrow.lists import is_list_of, list_reader, ragged_reader
from featc_runtime.arrow.problems import Entered, Problem, Reader, problems
from featc_runtime.arrow.strings import StringReader
from featc_runtime.batch.columns import Column, Lists, Strings
from featc_runtime.batch.logic import empty_lists
from featc_runtime.civil_zones import civil_zone
from featc_runtime.nearest import too_fine
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, DURATION_MAX, INT64_MAX, TIME_MAX, TIME_MIN
from featc_runtime.schema import Marks, Type

_Converted: TypeAlias = tuple[NDArray[Any], list[Problem]]
_Converter: TypeAlias = Callable[[NDArray[Any]], _Converted]

_INTS = frozenset({pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()})
_FLOATS = frozenset({pa.float16(), pa.float32(), pa.float64()})
_TEXTS = frozenset({pa.string(), pa.large_string(), pa.string_view()})
_OCTETS = frozenset({pa.binary(), pa.large_binary(), pa.binary_view()})
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_MS_PER_DAY = 86_400_000
_YEARS = "0001-01-01..9999-12-31"


def reader(type_: Type, marks: Marks, arrow: pa.DataType) -> Reader | None:
    """How a column of an Arrow type enters a field, or None where the field does not accept the type."""
    arrow = plain_type(arrow)
    if pa.types.is_null(arrow):
        # it says nothing of a column but that all of its rows are null: pandas has it for one of objects without rows
        return _all_null(type_) if type_.nullable else _without_nulls(type_, _all_null(type_))
    read: Reader | None
    if type_.item is not None:
        fits = is_list_of(arrow, type_.size, type_.at_most)
        items = reader(type_.item, marks, arrow.value_type) if fits else None
        make = ragged_reader if type_.at_most else list_reader
        read = None if items is None else make(type_.item, type_.size, arrow, items)
    elif type_.kind == "string":
        read = _string_reader() if arrow in _TEXTS or (marks.binary_as_utf8 and is_binary(arrow)) else None
    elif pa.types.is_decimal(arrow):
        read = decimal_reader(type_.kind, marks, arrow)
    else:
        convert = _converter(type_.kind, marks, arrow)
        read = None if convert is None else _scalar_reader(convert, np.dtype(_numpy_type(arrow)))
    if read is not None and marks.nan_as_null and type_.kind == "float64" and arrow in _FLOATS:
        read = _without_nan(read)
    return read if read is None or type_.nullable else _without_nulls(type_, read)


def is_binary(arrow: pa.DataType) -> bool:
    """Whether it is a type of bytes."""
    return bool(arrow in _OCTETS or pa.types.is_fixed_size_binary(arrow))


def is_integer(arrow: pa.DataType) -> bool:
    """Whether it is a type of integers, signed or not."""
    return bool(arrow in _INTS)


def _without_nan(read: Reader) -> Reader:
    """The reader with null for every NaN."""

    def entered(array: pa.Array) -> Entered:
        values, ok, found = read(array)
        assert isinstance(values, np.ndarray)
        if len(values) == 0 or not np.isnan(np.min(values)):
            return Entered(values, ok, found)
        ok = ~np.isnan(values) if ok is None else ok & ~np.isnan(values)
        return Entered(zeroed(values, ok), ok, found)

    return entered


def _all_null(type_: Type) -> Reader:
    def read(array: pa.Array) -> Entered:
        return Entered(zeros(type_, len(array)), np.zeros(len(array), np.bool_), [])

    return read


def zeros(type_: Type, rows: int) -> Column:
    """The column of a type in which every value is its type's zero."""
    if type_.item is not None:
        if type_.at_most:
            return empty_lists(type_.item.kind, type_.item.nullable, rows)
        shape = (rows, type_.size)
        items = (
            Strings(np.zeros(shape, np.intp), [""])
            if type_.item.kind == "string"
            else np.zeros(shape, dtype(type_.item))
        )
        return Lists(items, np.zeros(shape, np.bool_) if type_.item.nullable else None)
    if type_.kind == "string":
        return Strings(np.zeros(rows, np.intp), [""])
    return np.zeros(rows, dtype(type_))


def dtype(type_: Type) -> np.dtype[Any]:
    """The dtype of a scalar type's values (strings have none)."""
    return np.dtype({"bool": np.bool_, "float64": np.float64}.get(type_.kind, np.int64))


def _without_nulls(type_: Type, read: Reader) -> Reader:
    def checked(array: pa.Array) -> Entered:
        values, ok, found = read(array)
        if ok is not None:
            found = [*problems(~ok, "ABSENT", lambda _: f"null, and {type_} has no null"), *found]
        return Entered(values, ok, found)

    return checked


# --- scalars of fixed width ---------------------------------------------------------------------------------------


def _numpy_type(arrow: pa.DataType) -> str:
    """The dtype of the values in an Arrow array's memory."""
    if pa.types.is_boolean(arrow):
        return "?"
    if arrow in _INTS or arrow in _FLOATS:
        return str(np.dtype(arrow.to_pandas_dtype()))
    return f"i{arrow.bit_width // 8}"


def _scalar_reader(convert: _Converter, memory: np.dtype[Any]) -> Reader:
    def read(array: pa.Array) -> Entered:
        raw, ok = primitive(plain(array), memory)
        values, found = convert(raw)  # a null slot is 0, which every conversion accepts
        return Entered(values, ok, found)

    return read


def _converter(kind: str, marks: Marks, arrow: pa.DataType) -> _Converter | None:
    """How the values in an Arrow array's memory become those of an fdl type."""
    match kind:
        case "bool":
            return _same if pa.types.is_boolean(arrow) else None
        case "int64" if arrow in _INTS:
            return _int32 if marks.storage == "int32" else _int64
        case "float64" if arrow in _FLOATS or arrow in _INTS:
            narrow = marks.storage == "float32" and arrow not in (pa.float16(), pa.float32())
            return partial(_float32 if narrow else _float64, rounded=marks.rounded)
        case "timestamp" if pa.types.is_timestamp(arrow) and arrow.tz is not None:
            return _microseconds(arrow.unit, TIME_MIN, TIME_MAX, "M")
        case "timestamp" if pa.types.is_timestamp(arrow) and marks.assume is not None:
            return _assumed(arrow.unit, marks.assume)
        case "timestamp" | "datetime" if arrow in _INTS and marks.unit is not None:
            return _counted(marks.unit)
        case "datetime" if pa.types.is_timestamp(arrow) and arrow.tz is None:
            return _microseconds(arrow.unit, TIME_MIN, TIME_MAX, "M")
        case "duration" if pa.types.is_duration(arrow):
            return _microseconds(arrow.unit, -DURATION_MAX, DURATION_MAX, "m")
        case "date" if pa.types.is_date32(arrow):
            return _days
        case "date" if pa.types.is_date64(arrow):
            return _whole_days
    return None


def _same(raw: NDArray[Any]) -> _Converted:
    return raw, []


def _int64(raw: NDArray[Any]) -> _Converted:
    values = raw.astype(np.int64, copy=False)
    if raw.dtype != np.uint64:
        return values, []
    return values, _beyond(raw, 0, INT64_MAX, lambda i: f"{raw[i]} is outside the range of int64")


def _int32(raw: NDArray[Any]) -> _Converted:
    least = 0 if raw.dtype.kind == "u" else -(2**31)
    found = _beyond(raw, least, 2**31 - 1, lambda i: f"{raw[i]} is outside the range of int32")
    return raw.astype(np.int64, copy=False), found


def _float64(raw: NDArray[Any], rounded: bool) -> _Converted:
    values = raw.astype(np.float64, copy=False)
    if raw.dtype.kind == "f":
        return canonical(values), []
    if rounded or raw.dtype.itemsize < 8 or len(raw) == 0 or (raw.max() <= 2**53 and raw.min() >= -(2**53)):
        return values, []
    return values, _inexact(raw, values, "float64")


def _float32(raw: NDArray[Any], rounded: bool) -> _Converted:
    with np.errstate(all="ignore"):
        values = canonical(raw.astype(np.float32).astype(np.float64))  # from what it is straight to float32
    if raw.dtype.kind != "f":
        return values, [] if rounded else _inexact(raw, values, "float32")
    large = np.isinf(values) & ~np.isinf(raw)
    found = problems(large, "OUT_OF_RANGE", lambda i: f"{raw[i]} is outside the range of float32")
    if not rounded:
        fine = (values != raw) & (raw == raw) & ~large
        found += problems(fine, "TOO_FINE", lambda i: too_fine(float(raw[i]), "float32"))
    return values, found


def _inexact(raw: NDArray[Any], values: NDArray[Any], target: str) -> list[Problem]:
    """The integers that their floats do not equal."""
    if raw.dtype.itemsize < 8 or len(raw) == 0 or (raw.max() <= 2**53 and raw.min() >= -(2**53)):
        return problems(raw.astype(np.float64) != values, "TOO_FINE", lambda i: too_fine(int(raw[i]), target))
    bad = np.fromiter((f != i for f, i in zip(values.tolist(), raw.tolist(), strict=True)), np.bool_, len(raw))
    return problems(bad, "TOO_FINE", lambda i: too_fine(int(raw[i]), target))


def _beyond(values: NDArray[Any], low: int, high: int, text: Callable[[int], str]) -> list[Problem]:
    """The values outside low..high; usually only their least and greatest are looked at."""
    if len(values) == 0 or (values.min() >= low and values.max() <= high):
        return []
    return problems((values < low) | (values > high), "OUT_OF_RANGE", text)


def _microseconds(unit: str, low: int, high: int, code: str) -> _Converter:
    """``code`` is NumPy's for times: "M" for instants and civil times, "m" for durations."""
    scale = 1_000_000 // _PER_SECOND[unit]

    def text(value: Any) -> str:
        return f"{value} {unit}" if code == "m" else str(np.array(int(value), f"M8[{unit}]"))

    limits = _YEARS if code == "M" else "-315576000000s..315576000000s"

    def convert(raw: NDArray[Any]) -> _Converted:
        if scale:
            found = _beyond(raw, -(-low // scale), high // scale, lambda i: f"{text(raw[i])} is outside {limits}")
            return (raw * scale if scale > 1 else raw), found
        values = raw // 1_000  # nanoseconds of 64 bits are within every range
        fine = values * 1_000 != raw
        return values, problems(fine, "TOO_FINE", lambda i: f"{text(raw[i])} is finer than a microsecond")

    return convert


def _counted(unit: str) -> _Converter:
    """Integers that count a unit from 1970 on."""
    per = _PER_SECOND[unit]

    def convert(raw: NDArray[Any]) -> _Converted:
        def text(i: int) -> str:
            return f"{raw[i]} {unit} since 1970"

        if per > 1_000_000:  # of 64 bits, with a sign or without, they are within the years
            wide = raw if raw.dtype == np.uint64 else raw.astype(np.int64)
            values = (wide // 1_000).astype(np.int64)
            return values, problems(wide % 1_000 != 0, "TOO_FINE", lambda i: f"{text(i)} is finer than a microsecond")
        if raw.dtype == np.uint64:  # what is beyond int64 is beyond the years
            values = np.minimum(raw, np.uint64(INT64_MAX)).astype(np.int64)
        else:
            values = raw.astype(np.int64, copy=False)
        scale = 1_000_000 // per
        low, high = -(-TIME_MIN // scale), TIME_MAX // scale
        return values * scale, _beyond(values, low, high, lambda i: f"{text(i)} is outside {_YEARS}")

    return convert


def _assumed(unit: str, zone: str) -> _Converter:
    read_civil, instants = _microseconds(unit, TIME_MIN, TIME_MAX, "M"), civil_zone(zone).instants

    def convert(raw: NDArray[Any]) -> _Converted:
        civil, found = read_civil(raw)
        if found:  # the other rows are held to the limits in UTC all the same
            civil = civil.copy()
            for problem in found:
                civil[problem.at] = 0
        values, _ = instants(civil)

        def text(i: int) -> str:
            return f"{np.array(int(civil[i]), 'M8[us]')} in {zone} is outside {_YEARS} in UTC"

        return values, found + _beyond(values, TIME_MIN, TIME_MAX, text)

    return convert


def _days(raw: NDArray[Any]) -> _Converted:
    values = raw.astype(np.int64, copy=False)

    def text(i: int) -> str:
        return f"{np.array(int(raw[i]), 'M8[D]')} is outside {_YEARS}"

    return values, _beyond(values, DATE_MIN, DATE_MAX, text)


def _whole_days(raw: NDArray[Any]) -> _Converted:
    days = raw // _MS_PER_DAY
    values, found = _days(days)
    part = days * _MS_PER_DAY != raw
    return values, found + problems(part, "TOO_FINE", lambda i: f"{np.array(int(raw[i]), 'M8[ms]')} is no whole day")


# --- strings ------------------------------------------------------------------------------------------------------


def _string_reader() -> Reader:
    strings = StringReader()

    def read(array: pa.Array) -> Entered:
        return Entered(*strings(array))

    return read
