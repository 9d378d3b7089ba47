"""From columns of a chunk to Arrow arrays: storage types, canonical NaN, zeroed nulls. Knows no inputs, no threads.

Arrays are laid over NumPy's memory where the bits are already right. The memory under a null is always zero and a
bitmap is there only if something is null, so that equal results are equal buffers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import bitmap, canonical, zeroed
from featc_runtime.arrow.ingress import dtype
from featc_runtime.arrow.native_strings import array_of
from featc_runtime.arrow.portions import TooLong
from featc_runtime.arrow.schema import arrow_type
from featc_runtime.batch.columns import Bools, Column, Lists, Ragged, Strings, take_items
from featc_runtime.schema import Output, Type

_INT32 = np.iinfo(np.int32)
#: Bytes of text, and elements, that one of Arrow's arrays holds: more take large_string or large_list, other types.
MOST_BYTES = int(_INT32.max)
#: Strings that leave are in the memory of the C library, as NumPy's arrays are: results that stay are up to three times
#: as quick to make there as in Arrow's own pool, which takes fresh pages for each.
_POOL = pa.system_memory_pool()


def leave(output: Output, values: Column, ok: Bools | None, rows: int, *, most: int = MOST_BYTES) -> pa.Array:
    """A feature's column as an Arrow array of its type in the output schema.

    ``ok`` is False at nulls, or None where nothing is null. A value of an int64 stored as int32 that does not fit
    becomes null (if the type is not nullable, the compiler has proven that all fit). TooLong for texts or lists of
    varying length that take more than ``most`` bytes.
    """
    _check(output, values, ok, rows)
    arrow = arrow_type(output.type, output.storage)
    if isinstance(values, Ragged):
        return _ragged(output, values, _some(ok), arrow, most)
    if not isinstance(values, Lists):
        return _scalars(output.type, output.storage, arrow, values, ok, most)
    item, size = output.type.item, output.type.size
    assert item is not None
    items_ok = None if values.items_ok is None else values.items_ok.ravel()
    ok = _some(ok)
    if ok is not None and item.nullable:  # what lies under a null list is null itself, else zero
        there = np.repeat(ok, size)
        items_ok = there if items_ok is None else items_ok & there
    flat = _flat(values.items)
    if ok is not None and not item.nullable:
        flat = _zeroed(flat, np.repeat(ok, size))
    child = _scalars(item, output.storage, arrow.value_type, flat, items_ok, most)
    return pa.Array.from_buffers(arrow, rows, [None if ok is None else bitmap(ok)], children=[child])


def _ragged(output: Output, values: Ragged, ok: Bools | None, arrow: pa.DataType, most: int) -> pa.Array:
    """Lists of varying length; a null one has no elements."""
    item = output.type.item
    assert item is not None
    items, offsets, items_ok = values.items, values.offsets, values.items_ok
    if ok is not None and not ok.all():
        lengths = np.where(ok, values.lengths, 0)
        kept = np.repeat(ok, values.lengths)
        items, items_ok = take_items(items, kept), None if items_ok is None else items_ok[kept]
        offsets = np.concatenate([np.zeros(1, np.intp), np.cumsum(lengths)])
    if offsets[-1] * (1 if isinstance(items, Strings) else items.itemsize) > most:
        raise TooLong
    child = _scalars(item, output.storage, arrow.value_type, items, items_ok, most)
    marks = None if ok is None else bitmap(ok)
    ends = pa.py_buffer(offsets.astype(np.int32))
    return pa.Array.from_buffers(arrow, len(values), [marks, ends], children=[child])


def _check(output: Output, values: Column, ok: Bools | None, rows: int) -> None:
    """Arrays go to Arrow as bare memory: a wrong length or dtype must end here, whatever made it."""
    type_ = output.type.item or output.type
    is_list = isinstance(values, Lists | Ragged)
    found = values.items if isinstance(values, Lists | Ragged) else values
    shape: tuple[int, ...] = (rows, output.type.size) if output.type.item else (rows,)
    if isinstance(values, Ragged):
        shape = (int(values.offsets[-1]),) if len(values) == rows and output.type.at_most else (-1,)
    array = found.codes if isinstance(found, Strings) else found
    wanted = np.dtype(np.intp) if type_.kind == "string" else dtype(type_)
    good = array.shape == shape and array.dtype == wanted and isinstance(found, Strings) == (type_.kind == "string")
    good = good and is_list == (output.type.item is not None)
    if not good or (ok is not None and (ok.shape != (rows,) or ok.dtype != np.bool_)):
        raise RuntimeError(f"bug in featc: {output.name} was computed as {array.dtype}{array.shape}, not {output.type}")


def _some(ok: Bools | None) -> Bools | None:
    """None for a mask without a null."""
    return None if ok is None or ok.all() else ok


def _flat(items: NDArray[Any] | Strings) -> NDArray[Any] | Strings:
    return Strings(items.codes.ravel(), items.values) if isinstance(items, Strings) else items.ravel()


def _zeroed(values: NDArray[Any] | Strings, ok: Bools) -> NDArray[Any] | Strings:
    if isinstance(values, Strings):
        return Strings(zeroed(values.codes + 1, ok), ["", *values.values])
    return zeroed(values, ok)


def _scalars(
    type_: Type, storage: str | None, arrow: pa.DataType, values: NDArray[Any] | Strings, ok: Bools | None, most: int
) -> pa.Array:
    ok = _some(ok)
    if isinstance(values, Strings):
        return _texts(values, ok, most)
    if storage == "int32" and type_.nullable and len(values):
        ok = _some(_fits(values, ok))
    if ok is not None:
        values = zeroed(values, ok)
    leaving = _LEAVING.get(arrow)
    buffer = pa.py_buffer(np.ascontiguousarray(values if leaving is None else leaving(values)))
    return pa.Array.from_buffers(arrow, len(values), [None if ok is None else bitmap(ok), buffer])


def _texts(values: Strings, ok: Bools | None, most: int) -> pa.Array:
    try:
        entries = pa.array(values.values, pa.string())
    except pa.ArrowCapacityError:  # one that is
        raise TooLong from None
    if isinstance(entries, pa.ChunkedArray):  # or all of them are more than an array holds
        raise TooLong
    lengths = np.diff(np.frombuffer(entries.buffers()[1], np.int32, len(entries) + 1))
    if int(lengths.max()) * len(values) > most:
        octets = lengths.take(values.codes)
        if int((octets if ok is None else octets * ok).sum(dtype=np.int64)) > most:
            raise TooLong
    array = array_of(values, ok, entries)
    if array is not None:
        return array
    codes = pa.array(values.codes, mask=None if ok is None else ~ok)
    return pc.take(entries, codes, memory_pool=_POOL)


def _fits(values: NDArray[Any], ok: Bools | None) -> Bools | None:
    if values.min() >= _INT32.min and values.max() <= _INT32.max:
        return ok
    fits: Bools = (values >= _INT32.min) & (values <= _INT32.max)
    return fits if ok is None else fits & ok


def _float32(values: NDArray[Any]) -> NDArray[Any]:
    with np.errstate(all="ignore"):
        return canonical(values.astype(np.float32))


#: What has to be done to the values of an Arrow type; the others' memory is right as it is.
_LEAVING: dict[pa.DataType, Callable[[NDArray[Any]], NDArray[Any]]] = {
    pa.bool_(): lambda v: np.packbits(v, bitorder="little"),
    pa.float64(): canonical,
    pa.float32(): _float32,
    pa.int32(): lambda v: v.astype(np.int32),
    pa.date32(): lambda v: v.astype(np.int32),
}
