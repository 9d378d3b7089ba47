"""Tables in files: Parquet, CSV and Arrow by their ending, streamed in bounded memory. Knows no features.

CSV is read by ``featc.csvfile``: a column is read in the type that the feature set expects, so no type is guessed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from featc.csvfile.errors import CsvError
from featc.csvfile.options import CsvOptions
from featc.csvfile.read import open_csv
from featc.parquet import open_parquet
from featc.staging import Partial, destination
from featc_runtime.arrow.schema import places_of

ENDINGS = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".csv.gz": "csv",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".arrows": "stream",
}


_PLAIN_CSV = CsvOptions()
_ENDING_HINT = f"use one of {', '.join(ENDINGS)}"
_ENDING_HINTS = {
    **dict.fromkeys((".tsv", ".tab"), "let its name end with .csv, and say `--delimiter tab`"),
    **dict.fromkeys((".gz", ".bz2", ".zst", ".xz", ".zip"), f"decompress it; {_ENDING_HINT}"),
}


class TableError(Exception):
    """A file is no table of its kind. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def kind_of(path: Path) -> str:
    """The format by the file's ending; TableError for an unknown one."""
    inner = Path(path.stem).suffix if path.suffix.lower() == ".gz" else ""
    kind = ENDINGS.get((inner + path.suffix).lower())
    if kind is None:
        raise TableError(f"{path} has no known ending", _ENDING_HINTS.get(path.suffix.lower(), _ENDING_HINT))
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
def open_source(
    path: Path, wanted: pa.Schema, keep: Sequence[str] = (), csv: CsvOptions = _PLAIN_CSV
) -> Iterator[Source]:
    """Open a table. Columns of ``wanted`` and ``keep`` are read, others may be left out."""
    kind = kind_of(path)
    if not path.exists():
        raise FileNotFoundError(2, "there is no such file", str(path))
    if not path.is_file():
        raise TableError(f"{path} is not a file", "a table is read from a regular file, or through a link to one")
    with ExitStack() as stack:
        try:
            opened = _csv(path, wanted, keep, csv) if kind == "csv" else _OPEN[kind](path, wanted, keep)
            source = stack.enter_context(opened)
        except CsvError as error:
            raise TableError(f"{path}: {error}", error.hint) from None
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
            except CsvError as error:
                raise TableError(f"{source.path}: {error}", error.hint) from None
            except (pa.ArrowException, OSError) as error:
                raise _unreadable(source.path, "cannot be read further", error) from None
            if batch is None:
                return
            yield batch

    return Source(source.path, source.schema, batches(), source.rows)


def _unreadable(path: Path, what: str, error: Exception) -> TableError | OSError:
    """The error to raise: what the system cannot do stays an OSError, and is one of Arrow's only in its class."""
    if isinstance(error, OSError) and error.errno:
        return OSError(error.errno, os.strerror(error.errno), str(path))
    text = (str(error) or type(error).__name__).splitlines()[0]
    hint = "the file is damaged: copy it again, or write it anew" if "CRC" in text else ""
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
    found = {name: places_of(schema, name) for name in {*wanted.names, *keep}}
    if any(not found[field.name] for field in wanted if not _is_label(field)):
        return list(range(len(schema)))
    return sorted(place for places in found.values() for place in places)


@contextmanager
def _parquet(path: Path, wanted: pa.Schema, keep: Sequence[str]) -> Iterator[Source]:
    with open_parquet(path) as file:
        places = _places(file.schema, wanted, keep)
        yield Source(path, file.columns(places, wanted.names), file.batches(places, wanted.names), file.rows)


@contextmanager
def _csv(path: Path, wanted: pa.Schema, keep: Sequence[str], options: CsvOptions) -> Iterator[Source]:
    with open_csv(path, options) as file:
        file.require([*(f.name for f in wanted if not _is_label(f)), *keep])
        columns = _columns([n for n in file.names if n is not None], wanted, keep)
        schema, batches = file.read(columns, wanted)
        with closing(batches):
            yield Source(path, schema, batches, None)


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


_OPEN: dict[str, Any] = {"parquet": _parquet, "arrow": _arrow, "stream": _stream}


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
        """Open it. OSError where it cannot be written or is not a file; TableError for an unknown ending."""
        self.path, self.kind = path, kind_of(path)
        if path.suffix.lower() == ".gz":
            raise TableError(f"{path} cannot be written: featc does not compress CSV", f"write {path.stem} instead")
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
        self._partial = Partial(destination(path))
        try:
            self._file = pa.OSFile(str(self._partial.path), "wb")
            self._writer = _WRITERS[self.kind](self._file, self._schema)
        except BaseException:
            self._partial.close()
            raise

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
                self._partial.put()
        except OSError as failure:
            raise self._named(failure) from None
        finally:
            self._partial.close()

    def _named(self, error: OSError) -> OSError:
        """Arrow's errors do not say which file."""
        return OSError(error.errno, os.strerror(error.errno), str(self.path)) if error.errno else error
