"""From a block of whole rows to columns of text, by Arrow's parser. Knows no types: nothing is converted here.

Arrow's parser and `cut` have to agree on what a row is: both take a quote for one only at the start of a field, and
both end a row at LF, CR or CRLF. A block is given to it whole, so it never has to find a row's end by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv

from featc.csvfile.cut import BOM, Block, find_rows
from featc.csvfile.errors import CsvError
from featc.csvfile.fields import split
from featc.csvfile.options import CsvOptions


class Texts:
    """Reads the columns at the places ``only`` of blocks with the columns ``names`` (as bytes)."""

    def __init__(self, names: Sequence[bytes], only: Sequence[int], options: CsvOptions) -> None:
        self._names, self._only, self._options = names, only, options
        self.blank_rows = len(names) == 1  # a blank line of a table with one column is a row, whose field is empty
        numbers = [str(i) for i in range(len(names))]
        asked = [numbers[i] for i in only]
        self._places = numbers
        self._parse = pyarrow.csv.ParseOptions(
            delimiter=options.delimiter, newlines_in_values=True, ignore_empty_lines=not self.blank_rows
        )
        self._checked, self._unchecked = (
            pyarrow.csv.ConvertOptions(
                check_utf8=check,
                include_columns=asked or numbers[:1],
                column_types=dict.fromkeys(asked or numbers[:1], pa.string()),
                null_values=["", *options.nulls],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            )
            for check in (True, False)
        )

    def read(self, block: Block) -> tuple[list[pa.StringArray], int]:
        """The columns, null where a field means null, and the number of rows. CsvError for a bad shape or encoding."""
        if not self.blank_rows and not block.data.strip(b"\r\n"):
            return [pa.array([], pa.string()) for _ in self._only], 0
        # at the end of its data Arrow takes an empty field for a quoted one where the one before it is
        data = block.data if block.data.endswith((b"\n", b"\r")) else block.data + b"\n"
        if data.startswith(BOM):
            data = BOM + data  # Arrow drops the first one that it is given, and this one is text of a field
        convert = self._unchecked if _is_utf8(data) else self._checked  # columns that nobody asked for may be anything
        options = pyarrow.csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=self._places)
        try:
            table = pyarrow.csv.read_csv(pa.BufferReader(data), options, self._parse, convert)
        except pa.ArrowInvalid as error:
            raise self._explained(block, error) from None
        return [_one(table.column(i)) for i in range(len(self._only))], table.num_rows

    def _explained(self, block: Block, error: pa.ArrowInvalid) -> CsvError:
        """What is wrong with the block, by looking at one row after the other."""
        rows = find_rows(block, ord(self._options.delimiter), blank_rows=self.blank_rows)
        wanted = len(self._names)
        for start, end, line in zip(rows.starts.tolist(), rows.ends.tolist(), rows.lines.tolist(), strict=True):
            fields = split(block.data[start:end], self._options.delimiter)
            if len(fields) != wanted:
                fields_, columns = _counted(len(fields), "field"), _counted(wanted, "column")
                return CsvError(f"line {line}: the row has {fields_}, and the header {columns}", _shape_hint(fields))
            for place in self._only:
                try:
                    fields[place][0].decode()
                except UnicodeDecodeError as bad:
                    name = self._names[place].decode()
                    what = f'line {line}, column "{name}": {shown_bytes(fields[place][0], bad.start)} is not UTF-8'
                    return CsvError(what, "save the file as UTF-8")
        return CsvError(f"line {block.line} or after: {str(error).splitlines()[0]}")


def _is_utf8(data: bytes) -> bool:
    """Of a whole block this is known much sooner than of one field after the other."""
    ends = pa.py_buffer(np.array([0, len(data)], np.int32))
    try:
        pa.StringArray.from_buffers(1, ends, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _one(column: pa.ChunkedArray) -> pa.StringArray:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'s' * (count != 1)}"


def _shape_hint(fields: list[tuple[bytes, bool]]) -> str:
    if len(fields) > 1:
        return "a field that contains the delimiter is written in quotes"
    return "is it cut short?"


def shown_bytes(data: bytes, place: int = 0) -> str:
    """Bytes that are not UTF-8, as Python writes them, from a little before the place."""
    return repr(data[max(0, place - 20) : place + 20])
