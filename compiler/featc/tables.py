"""Tables in files: Parquet, CSV and Arrow by their ending, streamed in bounded memory. Knows no features.

CSV has fixed options: comma, double quotes, a header, UTF-8. Only an unquoted empty field is null; NA is text. A column
is read in the type that the feature set expects, so no type is guessed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from featc.parquet import open_parquet
from featc_runtime.arrow.schema import column_names

ENDINGS = {".parquet": "parquet", ".csv": "csv", ".arrow": "arrow", ".feather": "arrow", ".arrows": "stream"}


class TableError(Exception):
    """A file is no table of its kind. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def kind_of(path: Path) -> str:
    """The format by the file's ending; TableError for an unknown one."""
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise TableError(f"{path} has no known ending", f"use one of {', '.join(ENDINGS)}")
    return kind


@dataclass
class Source:
    """A table to read. ``rows`` is known beforehand but for CSV and streams; ``batches`` may be walked once."""

    path: Path
    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]
    rows: int | None

    def reader(self) -> pa.RecordBatchReader:
        """The batches as an Arrow reader."""
        return pa.RecordBatchReader.from_batches(self.schema, self.batches)


@contextmanager
def open_source(path: Path, wanted: pa.Schema, keep: Sequence[str] = ()) -> Iterator[Source]:
    """Open a table. Columns of ``wanted`` and ``keep`` are read, others may be left out."""
    kind = kind_of(path)
    if not path.is_file():
        raise FileNotFoundError(2, "there is no such file", str(path))
    with ExitStack() as stack:
        try:
            source = stack.enter_context(_OPEN[kind](path, wanted, keep))
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise _unreadable(path, f"cannot be read as {kind}", error) from None
        yield _guarded(source)


def _guarded(source: Source) -> Source:
    """Arrow's errors while reading, told with the file's name."""

    def batches() -> Iterator[pa.RecordBatch]:
        inner = source.batches
        while True:
            try:
                batch = next(inner, None)
            except (pa.ArrowException, OSError) as error:
                raise _unreadable(source.path, "cannot be read further", error, column_names(source.schema)) from None
            if batch is None:
                return
            yield batch

    return Source(source.path, source.schema, batches(), source.rows)


#: How Arrow's reader of CSV names a column: by its place.
_CSV_COLUMN = re.compile(r"In CSV column #(\d+): CSV conversion error to ([^:]*): ")


def _unreadable(path: Path, what: str, error: Exception, names: Sequence[str] = ()) -> TableError | OSError:
    """The error to raise: what the system cannot do stays an OSError, and is one of Arrow's only in its class."""
    if isinstance(error, OSError) and error.errno:
        return OSError(error.errno, os.strerror(error.errno), str(path))
    text = (str(error) or type(error).__name__).splitlines()[0]
    match = _CSV_COLUMN.match(text)
    if match and int(match[1]) < len(names):
        text = f'column "{names[int(match[1])]}", read as {match[2]}: {text[match.end() :].partition(". If ")[0]}'
    hint = "a row is longer than a block of the reader; is a quote not closed?" if "straddling" in text else ""
    if "CRC" in text:
        hint = "the file is damaged: copy it again, or write it anew"
    if match and match[2] == "int64":
        hint = "a whole number is wanted; a duration is written as its microseconds"
    return TableError(f"{path} {what}: {text}", hint)


_LABEL = {b"featc.label": b""}


def label(name: str, type_: pa.DataType) -> pa.Field:
    """A column that is read where it is there."""
    return pa.field(name, type_, metadata=_LABEL)


def _is_label(field: pa.Field) -> bool:
    return bool(field.metadata) and field.metadata.keys() >= _LABEL.keys()


def _columns(names: Sequence[str], wanted: pa.Schema, keep: Sequence[str]) -> list[str]:
    """The columns to read; all of them where one is missing, so that what it may be called there can be told."""
    asked = {*wanted.names, *keep}
    missing = {f.name for f in wanted if not _is_label(f)} - set(names)
    return list(names) if missing else [n for n in names if n in asked]


def _places(schema: pa.Schema, wanted: pa.Schema, keep: Sequence[str]) -> list[int]:
    """Where the columns to read are; all of them where one is missing, as in ``_columns``.

    The others may have names that are not even text.
    """
    found = {name: schema.get_all_field_indices(name) for name in {*wanted.names, *keep}}
    if any(not found[field.name] for field in wanted if not _is_label(field)):
        return list(range(len(schema)))
    return sorted(place for places in found.values() for place in places)


@contextmanager
def _parquet(path: Path, wanted: pa.Schema, keep: Sequence[str]) -> Iterator[Source]:
    with open_parquet(path) as file:
        places = _places(file.schema, wanted, keep)
        yield Source(path, pa.schema([file.schema.field(i) for i in places]), file.batches(places), file.rows)


@contextmanager
def _csv(path: Path, wanted: pa.Schema, keep: Sequence[str]) -> Iterator[Source]:
    with _open_csv(path, {}) as reader:
        names = reader.schema.names
    known = [f for f in wanted if f.name in names]
    blank_rows = len(names) == 1
    zoned = _zoned(path, [f.name for f in known if pa.types.is_timestamp(f.type)], blank_rows)
    types = dict.fromkeys(names, pa.string()) | {f.name: _csv_type(f, zoned.get(f.name)) for f in known}
    try:
        reader = _open_csv(path, types, _columns(names, wanted, keep), blank_rows=blank_rows)
    except pa.ArrowInvalid as error:
        raise _unreadable(path, "cannot be read as csv", error, names) from None
    with reader:
        durations = [f.name for f in known if pa.types.is_duration(f.type)]
        schema, batches = reader.schema, iter(reader)
        if durations:
            schema = pa.schema([f.with_type(pa.duration("us")) if f.name in durations else f for f in schema])
            batches = (pa.RecordBatch.from_arrays(_cast(b, schema), schema=schema) for b in batches)
        yield Source(path, schema, batches, None)


#: Bytes of CSV that are read at once; no row may be longer.
_CSV_BLOCK = 1 << 22


def _open_csv(
    path: Path, types: dict[str, pa.DataType], only: Sequence[str] = (), *, blank_rows: bool = False
) -> pyarrow.csv.CSVStreamingReader:
    """``blank_rows``: a blank line is a row with a null, as it is where a table has one column."""
    return pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(block_size=_CSV_BLOCK),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=not blank_rows),
        convert_options=_csv_options(types, only),
    )


def _csv_options(types: dict[str, pa.DataType], only: Sequence[str]) -> Any:
    return pyarrow.csv.ConvertOptions(
        include_columns=list(only),
        column_types=types,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        true_values=["true", "True", "TRUE"],
        false_values=["false", "False", "FALSE"],
    )


_ZONED = re.compile(r"(Z|[+-]\d\d(:?\d\d)?)$")


def _zoned(path: Path, names: Sequence[str], blank_rows: bool) -> dict[str, bool]:
    """Whether the first value of each of these columns has an offset; columns without any value are left out."""
    found: dict[str, bool] = {}
    if not names:
        return found
    with _open_csv(path, dict.fromkeys(names, pa.string()), names, blank_rows=blank_rows) as reader:
        for batch in reader:
            for name in names:
                value = None if name in found else next((v.as_py() for v in batch[name] if v.is_valid), None)
                if value is not None:
                    found[name] = _ZONED.search(value) is not None
            if len(found) == len(names):
                break
    return found


def _csv_type(field: pa.Field, zoned: bool | None) -> pa.DataType:
    """The type to read a column in. Whether timestamps have a zone is read off the column's first value: a timestamp
    without one is no instant, and the feature set, not the reader, says what becomes of it.
    """
    if pa.types.is_duration(field.type):
        return pa.int64()
    if zoned is not None:
        return pa.timestamp("us", "UTC" if zoned else None)
    return pa.string() if pa.types.is_nested(field.type) else field.type


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> list[pa.Array]:
    return [c if c.type == f.type else _converted(c, f.type) for c, f in zip(batch.columns, schema, strict=True)]


def _converted(column: pa.Array, to: pa.DataType) -> pa.Array:
    """Durations and integers, to each other: integers are microseconds."""
    return (column.cast(pa.duration("us")) if pa.types.is_duration(column.type) else column).cast(to)


@contextmanager
def _arrow(path: Path, wanted: pa.Schema, keep: Sequence[str]) -> Iterator[Source]:
    with pa.memory_map(str(path)) as mapped, pa.ipc.open_file(mapped) as file:
        count = file.num_record_batches
        rows = sum(file.get_batch(i).num_rows for i in range(count))
        places = _places(file.schema, wanted, keep)
        schema = pa.schema([file.schema.field(i) for i in places])
        yield Source(path, schema, (_sound(file.get_batch(i), places) for i in range(count)), rows)


@contextmanager
def _stream(path: Path, wanted: pa.Schema, keep: Sequence[str]) -> Iterator[Source]:
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
        places = _places(reader.schema, wanted, keep)
        schema = pa.schema([reader.schema.field(i) for i in places])
        yield Source(path, schema, (_sound(batch, places) for batch in reader), None)


def _sound(batch: pa.RecordBatch, places: Sequence[int]) -> pa.RecordBatch:
    """The columns to read; ArrowInvalid where offsets lead outside their memory: these formats are read as they lie."""
    batch = batch.select(places)
    batch.validate(full=True)
    return batch


_OPEN: dict[str, Any] = {"parquet": _parquet, "csv": _csv, "arrow": _arrow, "stream": _stream}


_TITLES = {"parquet": "Parquet", "csv": "CSV", "arrow": "an Arrow file", "stream": "an Arrow stream"}
_WRITERS: dict[str, Any] = {
    "parquet": lambda file, schema: pq.ParquetWriter(file, schema, compression="zstd"),
    "csv": pyarrow.csv.CSVWriter,
    "arrow": pa.ipc.new_file,
    "stream": pa.ipc.new_stream,
}


@cache
def _holds(kind: str, type_: pa.DataType) -> bool:
    """Whether files of a kind take columns of a type: tried on a column of one null."""
    if kind == "csv" and (pa.types.is_nested(type_) or _is_binary(type_)):
        return False
    schema = pa.schema([pa.field("x", type_)])
    try:
        with _WRITERS[kind](pa.BufferOutputStream(), schema) as writer:
            writer.write_batch(pa.RecordBatch.from_arrays([pa.nulls(1, type_)], schema=schema))
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid, pa.ArrowTypeError):
        return False
    return True


def _is_binary(type_: pa.DataType) -> bool:
    is_binary = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)
    return any(test(type_) for test in is_binary)


class Sink:
    """A table to write: a file beside the wanted one, moved into its place at the end; on an error it is removed."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        """Open it. OSError where the folder cannot be written; TableError for an unknown ending."""
        self.path, self.kind = path, kind_of(path)
        if not path.parent.is_dir():
            raise FileNotFoundError(2, "there is no such folder", str(path.parent))
        self._schema = schema
        if self.kind == "csv":  # durations have no text form there: they are written as microseconds
            fields = [f.with_type(pa.int64()) if pa.types.is_duration(f.type) else f for f in schema]
            self._schema = pa.schema(fields)
        for field in self._schema:
            if not _holds(self.kind, field.type):
                raise TableError(
                    f'column "{field.name}" is {field.type}, which {_TITLES[self.kind]} cannot hold',
                    "write .arrow instead" + (", or .parquet" if self.kind == "csv" else ""),
                )
        self._partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        self._file = pa.OSFile(str(self._partial), "wb")
        self._writer = _WRITERS[self.kind](self._file, self._schema)

    def write(self, batch: pa.RecordBatch) -> None:
        """Append a batch. OSError where the disk is full; TableError for a value that the format cannot hold."""
        try:
            if batch.schema.types != self._schema.types:
                batch = pa.RecordBatch.from_arrays(_cast(batch, self._schema), schema=self._schema)
            self._writer.write_batch(batch)
        except pa.ArrowInvalid as error:
            raise TableError(f"{self.path} cannot be written: {error}") from None
        except OSError as error:
            raise self._named(error) from None

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._writer.close()
            self._file.close()
            if kind is None:
                os.replace(self._partial, self.path)
        except OSError as failure:
            raise self._named(failure) from None
        finally:
            self._partial.unlink(missing_ok=True)

    def _named(self, error: OSError) -> OSError:
        """Arrow's errors do not say which file."""
        return OSError(error.errno, os.strerror(error.errno), str(self.path)) if error.errno else error
