"""CSV files as record batches: opened, their header read, then block after block by several threads, in their order.

Knows Arrow's schemas and what their fields say of how a text is read; knows no features.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from featc.csvfile import numbers, times
from featc.csvfile.converted import Converted, Converter
from featc.csvfile.cut import READ_BYTES, ROW_BYTES, Block, Cutter, row_lines
from featc.csvfile.errors import CsvError
from featc.csvfile.fields import split
from featc.csvfile.options import CsvOptions
from featc.csvfile.texts import Texts, shown_bytes
from featc_runtime.arrow.ordered import ordered, usable_cpus
from featc_runtime.arrow.origin import Unread, origin_column, origin_field

#: Metadata of a wanted field of times: the zone of timestamps without an offset, the unit of those that are numbers.
ASSUME, UNIT = b"featc.assume", b"featc.unit"

_GZIP = b"\x1f\x8b"
_DELIMITERS = {";": "';'", "\t": "tab", "|": "'|'", ",": "','"}


class CsvFile:
    """A file whose header is read. ``names`` are those of its columns, None for bytes that are not UTF-8."""

    def __init__(self, read: Callable[[int], bytes], options: CsvOptions, read_bytes: int, row_bytes: int) -> None:
        self._options = options
        self._cutter = Cutter(_sound(read), options.delimiter, read_bytes=read_bytes, row_bytes=row_bytes)
        self._header = self._cutter.header()
        self._raw = [name for name, _ in split(self._header.data, options.delimiter)]
        self.names = [_decoded(name) for name in self._raw]

    def require(self, names: Collection[str]) -> None:
        """CsvError where one of these columns is missing and the header shows why."""
        missing = [n for n in names if n not in self.names]
        if not missing:
            return
        for i, (name, raw) in enumerate(zip(self.names, self._raw, strict=True)):
            if name is None:
                what = f"the name of column {i + 1} is not UTF-8: {shown_bytes(raw)}"
                missed = f'there is no column "{missing[0]}"'
                raise CsvError(f"line {self._header.line}: {missed}, and {what}", "save the file as UTF-8")
        if len(self.names) == 1:
            for delimiter, written in _DELIMITERS.items():
                if delimiter in (self.names[0] or ""):
                    what = f"the header is a single name, {self.names[0]!r}"
                    raise CsvError(f"line {self._header.line}: {what}", f"is it `--delimiter {written}`?")

    def read(
        self, names: Collection[str], wanted: pa.Schema, threads: int | None = None
    ) -> tuple[pa.Schema, Generator[pa.RecordBatch, None, None]]:
        """The columns of these names: those in ``wanted`` in its types, the others as text.

        The last column of each batch says where its rows come from (``featc_runtime.arrow.origin``).
        """
        places = [i for i, name in enumerate(self.names) if name in names]
        fields = [_field(self.names[i] or "", wanted) for i in places]
        converters = [converter(f, self._options) for f in fields]
        known = [f.name for f in fields]
        schema = pa.schema([*(pa.field(f.name, f.type) for f in fields), origin_field(known)])
        texts = Texts(self._raw, places, self._options)

        def work(block: Block) -> pa.RecordBatch:
            columns, rows = texts.read(block)
            done = [convert(c) for convert, c in zip(converters, columns, strict=True)]
            lines = row_lines(block, rows, ord(self._options.delimiter), blank_rows=texts.blank_rows)
            unread = [
                Unread(u.row, name, u.reason, u.message) for name, d in zip(known, done, strict=True) for u in d.unread
            ]
            return pa.RecordBatch.from_arrays(
                [*(d.array for d in done), origin_column(rows, unread, lines)], schema=schema
            )

        return schema, ordered(self._cutter.blocks(), work, threads or usable_cpus())


@contextmanager
def open_csv(
    path: Path, options: CsvOptions, *, read_bytes: int = READ_BYTES, row_bytes: int = ROW_BYTES
) -> Iterator[CsvFile]:
    """Open a file, compressed where its name ends with .gz; OSError or CsvError where it cannot be read."""
    with _opened(path) as file:
        yield CsvFile(file.read, options, read_bytes, row_bytes)


def _opened(path: Path) -> BinaryIO | gzip.GzipFile:
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")
    return path.open("rb", buffering=0)


def _sound(read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """``read``, with the errors of compressed data, and those of bytes that are not text at all, as CsvError."""
    is_first = True

    def checked(count: int) -> bytes:
        nonlocal is_first
        try:
            data = read(count)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise CsvError(f"the compressed data is damaged or cut short: {error}") from None
        if is_first and data.startswith(_GZIP):
            raise CsvError("the file is compressed with gzip", "let its name end with .csv.gz")
        if is_first and data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise CsvError("the file is UTF-16", "save it as UTF-8")
        is_first = False
        return data

    return checked


def _decoded(name: bytes) -> str | None:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return None


def _field(name: str, wanted: pa.Schema) -> pa.Field:
    """The wanted field of this name; text for one that is none, or is of a type that CSV cannot hold."""
    places = wanted.get_all_field_indices(name)
    field = wanted.field(places[0]) if places else pa.field(name, pa.string())
    return pa.field(name, pa.string()) if pa.types.is_nested(field.type) else field


def converter(field: pa.Field, options: CsvOptions) -> Converter:
    """How a column of text becomes one of the field's type."""
    type_ = field.type
    if pa.types.is_integer(type_):
        return numbers.integers(type_)
    if pa.types.is_floating(type_):
        return numbers.floats(type_)
    if pa.types.is_boolean(type_):
        return numbers.truths(type_)
    if pa.types.is_duration(type_):
        return numbers.durations(type_)
    if pa.types.is_date32(type_):
        return times.dates(type_)
    if pa.types.is_timestamp(type_):
        said = field.metadata or {}
        assume, unit = (said[key].decode() if key in said else None for key in (ASSUME, UNIT))
        if type_.tz is None:
            return times.datetimes(type_, unit)
        return times.timestamps(type_, assume, unit or options.unit)
    return lambda texts: Converted(texts, [])
