"""Tables as streams of record batches, and these as chunks. Knows the Arrow C data interface; knows no fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from featc_runtime.arrow.portions import Batches, cuts
from featc_runtime.arrow.schema import column_names
from featc_runtime.errors import SchemaError
from featc_runtime.foreign import full_type_name, message_of, too_deep


def open_table(data: Any) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
    """The schema and the batches of anything that speaks the Arrow C data interface; nothing is copied or read yet.

    SchemaError for anything else, and for batches that turn out not to be what they should. What the data's own code
    raises while it is read passes through.
    """
    try:
        return _opened(data)
    except (SchemaError, MemoryError):
        raise
    except Exception as error:  # pandas: a column of several types, names twice, an int of more than 64 bits
        raise SchemaError(f"{_no_table(data)}, which Arrow cannot take: {message_of(error)}") from error


def _opened(data: Any) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
    kind = type(data)  # and not what it calls itself
    if issubclass(kind, pa.RecordBatch):
        return data.schema, (data,)
    if issubclass(kind, pa.Table):
        return data.schema, data.to_batches()
    if not issubclass(kind, pa.RecordBatchReader):
        deep = too_deep(data)
        if deep is not None:
            raise SchemaError(f'column "{deep}": expected values, found lists in lists without an end', column=deep)
        if hasattr(data, "__arrow_c_stream__"):
            data = pa.RecordBatchReader.from_stream(data)
        elif hasattr(data, "__arrow_c_array__"):
            batch = pa.record_batch(data)
            return batch.schema, (batch,)
        else:
            raise SchemaError(_no_table(data))
    return data.schema, _batches(data)


def _batches(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    schema = reader.schema
    while True:
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            return
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, TypeError) as error:
            raise SchemaError(f"the table cannot be read further: {message_of(error)}") from error
        if not batch.schema.equals(schema) and _columns(batch.schema) != _columns(schema):  # Arrow does not look
            raise SchemaError("the table cannot be read further: a batch has other columns than those of the schema")
        yield batch


def _columns(schema: pa.Schema) -> list[tuple[str, pa.DataType]]:
    return list(zip(column_names(schema), schema.types, strict=True))


def _no_table(data: Any) -> str:
    hint = ""
    if issubclass(type(data), dict):
        hint = "; for one row use transform_row, for columns pyarrow.table(…)"
    elif _has(data, "collect"):
        hint = "; call its collect() first"
    found = full_type_name(data)
    return f"expected a table (pyarrow, Polars, pandas 2.2 or newer, DuckDB), found {found}{hint}"


def _has(data: Any, name: str) -> bool:
    try:
        return hasattr(data, name)
    except Exception:
        return False


def chunks(
    schema: pa.Schema,
    batches: Iterable[pa.RecordBatch],
    columns: Sequence[int],
    chunk_rows: int,
    chunk_bytes: int,
) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Chunks of about ``chunk_rows`` rows with the columns at these positions, and each one's first row.

    Those of long texts and lists have fewer rows, about ``chunk_bytes`` of them. A large batch is cut into slices,
    which are no copies; small ones in a row are put together, which copies them, because work on a few rows costs about
    as much as on thousands.
    """
    start = 0
    for batch in _sized(batches, columns, chunk_rows, chunk_bytes, Batches(schema, columns)):
        yield start, batch
        start += batch.num_rows


def _sized(
    batches: Iterable[pa.RecordBatch], columns: Sequence[int], chunk_rows: int, chunk_bytes: int, measure: Batches
) -> Iterator[pa.RecordBatch]:
    waiting: list[pa.RecordBatch] = []
    waiting_rows = waiting_bytes = 0
    for batch in batches:
        rows = batch.num_rows
        if rows == 0:
            continue
        batch = batch.select(columns)
        sizes = measure.sizes(batch)
        octets = 0 if sizes is None else int(sizes.sum())
        is_small = 2 * rows <= chunk_rows and 2 * octets <= chunk_bytes
        if not is_small or waiting_rows + rows > chunk_rows or waiting_bytes + octets > chunk_bytes:
            yield from _together(waiting)
            waiting, waiting_rows, waiting_bytes = [], 0, 0
        if is_small:
            waiting.append(batch)
            waiting_rows += rows
            waiting_bytes += octets
            continue
        parts = -(-rows // chunk_rows)
        size = -(-rows // parts)
        if sizes is not None and octets > chunk_bytes:
            places = cuts(sizes, chunk_bytes, size)
        else:
            places = ((first, min(first + size, rows)) for first in range(0, rows, size))
        for first, end in places:
            yield batch.slice(first, end - first)
    yield from _together(waiting)


def _together(batches: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
    if len(batches) < 2 or batches[0].num_columns == 0:
        return batches
    try:
        return [pa.concat_batches(batches)]
    except pa.ArrowException:  # not every array: two dictionaries may hold nulls, or be too many for their index type
        return batches
