"""NumPy views of Arrow arrays and Arrow arrays over NumPy memory. Knows buffers, and no fdl types."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools

#: NaN of featc, 0x7FF8000000000000.
CANONICAL_NAN = np.uint64(0x7FF8_0000_0000_0000).view(np.float64)


def plain_type(type_: pa.DataType) -> pa.DataType:
    """The type of the values: extension types by their storage, dictionary and run-end encodings taken off."""
    while True:
        if isinstance(type_, pa.BaseExtensionType):
            type_ = type_.storage_type
        elif pa.types.is_dictionary(type_) or pa.types.is_run_end_encoded(type_):
            type_ = type_.value_type
        else:
            return type_


def is_view(type_: pa.DataType) -> bool:
    """Whether it is string_view or binary_view, for which many of Arrow's functions are missing."""
    return bool(pa.types.is_string_view(type_) or pa.types.is_binary_view(type_))


def plain(array: pa.Array, *, keep_dictionary: bool = False) -> pa.Array:
    """The same values without extension, run-end and dictionary encoding (unless that is to be kept)."""
    while True:
        if isinstance(array, pa.ExtensionArray):
            array = array.storage
        elif pa.types.is_run_end_encoded(array.type):
            array = _run_end_decoded(array)
        elif pa.types.is_dictionary(array.type):
            if keep_dictionary:
                return array
            array = _dictionary_decoded(array)
        else:
            return array


def _run_end_decoded(array: pa.RunEndEncodedArray) -> pa.Array:
    """One value a row. (Arrow's own function takes neither dictionaries nor views, lists or extension types.)"""
    ends = np.clip(array.run_ends.to_numpy().astype(np.intp) - array.offset, 0, len(array))
    places = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    return taken(plain(array.values, keep_dictionary=True), places)


def _dictionary_decoded(array: pa.DictionaryArray) -> pa.Array:
    values = plain(array.dictionary)
    if not is_view(values.type):
        return _take(values, array.indices)
    places, ok = primitive(array.indices, np.dtype(array.indices.type.to_pandas_dtype()))
    if len(values) == 0:
        return pa.nulls(len(array), values.type)
    return taken(values, places, ok)


def taken(values: pa.Array, places: NDArray[np.integer[Any]], ok: Bools | None = None) -> pa.Array:
    """The values at these places, null where ``ok`` is False. (Arrow's ``take`` has none for views.)"""
    if not is_view(values.type):
        return _take(values, pa.array(places, mask=None if ok is None else ~ok))
    validity, views, *data = values.buffers()
    chosen = np.frombuffer(views, "V16", len(values), values.offset * 16)[places]
    if validity is not None:
        there = bits(validity, values.offset, len(values))[places]
        ok = there if ok is None else ok & there
    marks = None if ok is None else bitmap(ok)
    return pa.Array.from_buffers(values.type, len(places), [marks, pa.py_buffer(chosen), *data])


def _take(values: pa.Array, places: pa.Array) -> pa.Array:
    """``values.take``; strings that are more than 2 GiB together become large ones."""
    try:
        return _arrow_take(values, places)
    except pa.ArrowInvalid:
        if not pa.types.is_string(values.type):
            raise
        return _arrow_take(values.cast(pa.large_string()), places)


_arrow_take = pc.take


def bits(buffer: pa.Buffer, offset: int, length: int) -> Bools:
    """Bits of a bitmap as a bool array."""
    first = offset // 8
    octets = np.frombuffer(buffer, np.uint8)[first : (offset + length + 7) // 8]
    unpacked = np.unpackbits(octets, count=offset - 8 * first + length, bitorder="little")
    return unpacked[offset - 8 * first :].view(np.bool_)


def valid(array: pa.Array) -> Bools | None:
    """True where a plain array is not null, or None where nothing in it is null."""
    if array.null_count == 0:
        return None
    bitmap = array.buffers()[0]
    if bitmap is None:  # an array of the null type has no bitmap
        return np.zeros(len(array), np.bool_)
    return bits(bitmap, array.offset, len(array))


def primitive(array: pa.Array, dtype: np.dtype[Any]) -> tuple[NDArray[Any], Bools | None]:
    """The values of a plain array of fixed width, 0 where null, and where they are not null.

    Without nulls the values are a read-only view of Arrow's memory.
    """
    length = len(array)
    buffer = array.buffers()[1]
    if length == 0 or buffer is None:
        return np.zeros(length, dtype), valid(array)
    if dtype == np.bool_:
        values: NDArray[Any] = bits(buffer, array.offset, length)
    else:
        values = np.frombuffer(buffer, dtype, length, array.offset * dtype.itemsize)
    ok = valid(array)
    return (values, None) if ok is None else (zeroed(values, ok), ok)


def zeroed(values: NDArray[Any], ok: Bools) -> NDArray[Any]:
    """A copy with 0 where ``ok`` is False. (Several times faster than ``np.where`` for the usual share of nulls.)"""
    values = values.copy()
    values[np.flatnonzero(~ok)] = 0
    return values


def bitmap(flags: Bools) -> pa.Buffer:
    """A bool array as a bitmap."""
    return pa.py_buffer(np.packbits(flags, bitorder="little"))


def canonical(values: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """The same floats with every NaN in its canonical bits (float32: 0x7FC00000); the array itself if it has none."""
    if len(values) == 0 or not np.isnan(np.min(values)):
        return values
    nan = np.isnan(values)
    return np.where(nan, CANONICAL_NAN.astype(values.dtype), values)
