"""Parquet files as streams of batches: checksums, INT96, column names of any bytes. Knows no features and no fdl types.

* Pages that have a checksum are held to it.
* INT96 is read in microseconds, and two times more to know that these are right: see ``int96``. Values that do
  not fit are reported with their rows, or stop the file.
* Arrow's reader of single files refuses names that are not UTF-8. Its reader of data sets does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs
import pyarrow.parquet as pq

from featc import int96
from featc.int96 import negative_times
from featc_runtime.arrow.origin import Unread, origin_column, origin_field
from featc_runtime.arrow.schema import column_name

#: Rows of a batch, and about how many bytes of memory its columns may take if a row alone does not take more.
BATCH_ROWS, BATCH_BYTES = 65_536, 1 << 28


class _Reader(Protocol):
    """One of Arrow's two readers of a file."""

    schema: pa.Schema
    metadata: pq.FileMetaData

    def batches(self, places: Sequence[int], rows: int) -> Iterator[pa.RecordBatch]:
        """The columns at these places, so many rows at once or fewer."""


class _File:
    def __init__(self, file: pq.ParquetFile) -> None:
        self._file, self.schema, self.metadata = file, file.schema_arrow, file.metadata

    def batches(self, places: Sequence[int], rows: int) -> Iterator[pa.RecordBatch]:
        names = [self.schema.field(i).name for i in places]
        batches: Iterator[pa.RecordBatch] = self._file.iter_batches(batch_size=rows, columns=names)
        return batches


class _Fragment:
    """A file as a part of a data set: its columns are asked for by name only if they are read."""

    def __init__(self, path: Path, unit: str) -> None:
        format_ = ds.ParquetFileFormat(
            read_options=ds.ParquetReadOptions(coerce_int96_timestamp_unit=unit),
            default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True),
        )
        self._fragment = format_.make_fragment(str(path), pyarrow.fs.LocalFileSystem())
        self.schema, self.metadata = self._fragment.physical_schema, self._fragment.metadata

    def batches(self, places: Sequence[int], rows: int) -> Iterator[pa.RecordBatch]:
        names = [self.schema.field(i).name for i in places]
        ahead = {"batch_readahead": 2, "fragment_readahead": 1}
        batches: Iterator[pa.RecordBatch] = self._fragment.to_batches(columns=names, batch_size=rows, **ahead)
        return batches


def _open(path: Path, unit: str, stack: ExitStack) -> _Reader:
    """A reader that gives INT96 in this unit."""
    options = {"coerce_int96_timestamp_unit": unit, "page_checksum_verification": True}
    try:
        return _File(stack.enter_context(pq.ParquetFile(path, **options)))
    except UnicodeDecodeError:
        return _Fragment(path, unit)


@dataclass
class Parquet:
    """An open file. ``schema`` has all of its columns, INT96 as timestamps in microseconds."""

    path: Path
    schema: pa.Schema
    rows: int
    created_by: str
    _reader: _Reader
    _stack: ExitStack

    def columns(self, places: Sequence[int], names: Collection[str] = ()) -> pa.Schema:
        """The schema of ``batches``."""
        fields = [self.schema.field(i) for i in places]
        told = [origin_field([f.name for f in fields])] if self._reported(places, names) else []
        return pa.schema([*fields, *told])

    def batches(
        self,
        places: Sequence[int],
        names: Collection[str] = (),
        *,
        batch_rows: int = BATCH_ROWS,
        batch_bytes: int = BATCH_BYTES,
    ) -> Iterator[pa.RecordBatch]:
        """The columns at these places, which all have names of UTF-8.

        ArrowInvalid or OSError for a damaged file, and for a value of INT96 that microseconds do not hold. In a column
        of timestamps with one of ``names`` such a value is null, and reported in one more column
        (``featc_runtime.arrow.origin``).
        """
        leaves = [leaf for place in places for leaf in self._leaves[place]]
        rows = min(batch_rows, _rows_of(self._reader.metadata, leaves, batch_bytes))
        batches = self._reader.batches(places, rows)
        times = self._int96(places)
        if times:
            others = [_Rows(_open(self.path, unit, self._stack).batches(times, rows)) for unit in ("ns", "s")]
            batches = _with_int96(self, batches, others, times, self._reported(places, names))
        seen = 0
        for batch in batches:
            seen += batch.num_rows
            yield batch
        if seen != self.rows:  # pages whose heads are damaged may end early
            raise pa.ArrowInvalid(f"there are {seen} rows, and {self.rows} are promised")

    @cached_property
    def _leaves(self) -> list[range]:
        """The columns of Parquet that make up each of Arrow."""
        first = np.cumsum([0, *(_leaves(field.type) for field in self.schema)]).tolist()
        return [range(start, end) for start, end in pairwise(first)]

    def _int96(self, places: Sequence[int]) -> list[int]:
        kinds = self._reader.metadata.schema
        return [i for i in places if any(kinds.column(leaf).physical_type == "INT96" for leaf in self._leaves[i])]

    def _reported(self, places: Sequence[int], names: Collection[str]) -> list[int]:
        fields = {i: self.schema.field(i) for i in self._int96(places)}
        return [i for i, field in fields.items() if field.name in names and pa.types.is_timestamp(field.type)]


@contextmanager
def open_parquet(path: Path) -> Iterator[Parquet]:
    """Open a file. ArrowInvalid or OSError if it is not one of Parquet, or damaged where the columns are described."""
    with ExitStack() as stack:
        reader = _open(path, "us", stack)
        yield Parquet(path, reader.schema, reader.metadata.num_rows, reader.metadata.created_by, reader, stack)


def _rows_of(metadata: pq.FileMetaData, leaves: Sequence[int], most: int) -> int:
    """How many rows of these columns take about ``most`` bytes, by the row group in which they take most."""
    fewest: int = max(metadata.num_rows, 1)
    for group in (metadata.row_group(i) for i in range(metadata.num_row_groups)):
        octets = sum(group.column(leaf).total_uncompressed_size for leaf in leaves)
        fewest = min(fewest, max(1, group.num_rows * most // max(octets, 1)))
    return fewest


def _leaves(type_: pa.DataType) -> int:
    """How many columns Parquet has for one of a type."""
    if isinstance(type_, pa.BaseExtensionType):
        return _leaves(type_.storage_type)
    if pa.types.is_dictionary(type_):
        return 1
    return max(1, sum(_leaves(type_.field(i).type) for i in range(type_.num_fields)))


# --- INT96 --------------------------------------------------------------------------------------------------------


class _Rows:
    """The rows of a second reader in the portions of the first: batches of different columns are cut differently."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        self._waiting: list[pa.RecordBatch] = []

    def take(self, rows: int) -> list[pa.Array]:
        taken, count = [], 0
        while count < rows:
            batch = self._waiting.pop() if self._waiting else next(self._batches, None)
            if batch is None:
                raise pa.ArrowInvalid("its columns have different numbers of rows")
            here = min(batch.num_rows, rows - count)
            taken.append(batch.slice(0, here))
            count += here
            if here < batch.num_rows:
                self._waiting.append(batch.slice(here))
        return [pa.concat_arrays([batch.column(i) for batch in taken]) for i in range(taken[0].num_columns)]


def _with_int96(
    file: Parquet,
    batches: Iterator[pa.RecordBatch],
    others: Sequence[_Rows],
    places: Sequence[int],
    reported: Collection[int],
) -> Iterator[pa.RecordBatch]:
    """The batches, in which the columns of the file at these places are INT96, with their true values.

    If any columns are ``reported``, one more column says which of their values could not be read.
    """
    negative = negative_times(file.created_by)
    start = 0
    for batch in batches:
        units = [other.take(batch.num_rows) for other in others] if batch.num_rows else []
        told: list[Unread] = []
        for place, *columns in zip(places, *units, strict=True) if units else ():
            name = file.schema.field(place).name
            at, what = batch.schema.names.index(name), f'column "{column_name(file.schema, place)}"'
            try:
                column, unread = int96.read(batch.column(at), *columns, negative=negative)
            except int96.Stop as error:
                where = "" if error.row is None else f", row {start + error.row}"
                raise pa.ArrowInvalid(f"{what}{where}: {error}") from None
            if unread and place not in reported:
                row, _, message = unread[0]
                raise pa.ArrowInvalid(f"{what}, row {start + row}: {message}")
            told += [Unread(row, name, reason, message) for row, reason, message in unread]
            if column is not batch.column(at):
                batch = batch.set_column(at, batch.schema.field(at), column)
        if reported:
            batch = batch.append_column(origin_field(batch.schema.names), origin_column(batch.num_rows, told))
        start += batch.num_rows
        yield batch
