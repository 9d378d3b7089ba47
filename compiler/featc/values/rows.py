"""Rows as raw values, the form in which targets are compared: None is null, times are integers, lists tuples.

To Arrow and back. Knows no target.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, TypeAlias

import pyarrow as pa

from featc_runtime.schema import Field, Output, Type

RawRow: TypeAlias = tuple[Any, ...]

_INTEGER = {
    "timestamp": pa.int64(),
    "datetime": pa.int64(),
    "duration": pa.int64(),
    "date": pa.int32(),
}


def to_table(rows: Sequence[RawRow], fields: Sequence[Field | Output], schema: pa.Schema) -> pa.Table:
    """An Arrow table of raw rows; ``fields`` names the values of a row, ``schema`` has their Arrow types."""
    columns = {}
    for i, field in enumerate(fields):
        name = field.column_name if isinstance(field, Field) else field.name
        arrow = schema.field(name).type
        columns[name] = _array([row[i] for row in rows], field.type, arrow)
    return pa.table(columns)


def _array(values: list[Any], type: Type, arrow: pa.DataType) -> pa.Array:
    if type.item is not None:
        absent = [] if type.at_most else [None] * type.size
        flat = [x for v in values for x in (v if v is not None else absent)]
        item = _array(flat, type.item, arrow.value_type)
        if type.at_most:
            ends = [0, *itertools.accumulate(len(v or ()) for v in values)]
            starts: list[int | None] = [None if v is None else end for v, end in zip(values, ends, strict=False)]
            offsets = pa.array([*starts, ends[-1]], pa.int32())
            return pa.ListArray.from_arrays(offsets, item, type=arrow)
        return pa.FixedSizeListArray.from_arrays(item, type=arrow, mask=pa.array([v is None for v in values]))
    if type.kind in _INTEGER:
        return pa.array(values, _INTEGER[type.kind]).cast(arrow)
    return pa.array(values, arrow)


def from_arrow(batch: pa.RecordBatch | pa.Table, outputs: Sequence[Output]) -> list[RawRow]:
    """The raw rows of a table of features."""
    columns = [_values(batch.column(o.name), o.type) for o in outputs]
    return list(zip(*columns, strict=True)) if columns else [()] * batch.num_rows


def _values(array: pa.Array | pa.ChunkedArray, type: Type) -> list[Any]:
    if isinstance(array, pa.ChunkedArray):
        return [v for chunk in array.chunks for v in _values(chunk, type)]
    if type.item is not None:
        items = _values(array.values, type.item)  # the child of all rows, nulls and slices included
        valid = array.is_valid().to_pylist()
        if type.at_most:
            ends = array.offsets.to_pylist()
            return [tuple(items[ends[i] : ends[i + 1]]) if ok else None for i, ok in enumerate(valid)]
        start, size = array.offset, type.size
        return [tuple(items[(start + i) * size : (start + i + 1) * size]) if ok else None for i, ok in enumerate(valid)]
    if type.kind in _INTEGER:
        array = array.cast(_INTEGER[type.kind])
    values: list[Any] = array.to_pylist()
    return values
