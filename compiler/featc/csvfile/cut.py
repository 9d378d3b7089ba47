"""CSV as bytes, cut into blocks of whole rows. Knows quotes and line ends; knows no columns, types or encodings.

A quote opens a quoted part only as the first byte of a field; anywhere else outside of quotes it is text. Inside, a
doubled quote is a quote, and delimiters and line ends are text. Lines end with LF, CR or CRLF.

Where every quote either opens or closes a part or is doubled inside one, a place is inside quotes if the number of
quotes before it is odd: that is seen at once for a whole block. Only blocks with other quotes are walked, from quote to
quote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from featc.csvfile.errors import CsvError

#: Bytes that are read at once: what fits into the processor's cache is split fastest.
READ_BYTES = 1 << 20
#: The most bytes that a row may have, without its line end.
ROW_BYTES = 1 << 22
#: The byte order mark, which is none but at the start of a file.
BOM = b"\xef\xbb\xbf"

_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")
_NOT_CLOSED = "is a quote not closed?"

_Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole rows as they are in the file: so many ``lines``, of which the first has the number ``line``, from 1."""

    data: bytes
    line: int
    lines: int


def toggles(data: bytes, delimiter: int) -> _Places:
    """The quotes that open or close a quoted part, ascending; ``data`` begins outside of one.

    A place is inside quotes if an odd number of them is before it. A doubled quote closes and opens at once.
    """
    if b'"' not in data:
        return np.empty(0, np.intp)
    array = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(array == _QUOTE)
    can_open = np.zeros(256, np.bool_)
    can_open[[delimiter, _LF, _CR, _QUOTE]] = True  # after a quote: the second one of a doubled quote
    before = array[quotes - 1]
    if quotes[0] == 0:
        before[0] = _LF
    irregular = np.flatnonzero(~can_open[before[::2]])
    if not len(irregular):
        return quotes
    return _walked(quotes, before != _QUOTE, can_open[before], 2 * int(irregular[0]))


def _walked(quotes: _Places, no_quote_before: NDArray[np.bool_], can_open: NDArray[np.bool_], start: int) -> _Places:
    """As ``toggles``, quote by quote from the one at index ``start``, which is outside of quotes."""
    places, opens = quotes.tolist(), (can_open & no_quote_before).tolist()
    kept = list(range(start))
    i, count = start, len(places)
    while i < count:
        if not opens[i]:
            i += 1
            continue
        kept.append(i)
        i += 1
        while i + 1 < count and places[i + 1] == places[i] + 1:
            i += 2  # a doubled quote: nothing changes
        if i < count:
            kept.append(i)
            i += 1
    return quotes[kept]


def _line_ends(data: bytes) -> _Places:
    """The last byte of every line end, inside quotes as well. A CR that ends the data counts."""
    array = np.frombuffer(data, np.uint8)
    ends = array == _LF
    if b"\r" in data:
        alone = array == _CR
        alone[:-1] &= array[1:] != _LF
        ends |= alone
    return np.flatnonzero(ends)


def count_lines(data: bytes) -> int:
    """How many line ends there are, inside quotes as well."""
    if b"\r" in data or not data:
        return len(_line_ends(data)) if data else 0
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == _LF))


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a block begin and end (without the line end), and on which line each begins."""

    starts: _Places
    ends: _Places
    lines: NDArray[np.int64]


def row_lines(block: Block, rows: int, delimiter: int, *, blank_rows: bool) -> NDArray[np.int64]:
    """The line on which each row of a block begins, of which there are known to be ``rows``."""
    if rows == block.lines:  # no line is blank and no row is longer than a line
        return np.arange(block.line, block.line + rows)
    lines = find_rows(block, delimiter, blank_rows=blank_rows).lines
    if len(lines) != rows:
        raise RuntimeError(f"bug in featc: Arrow finds {rows} rows from line {block.line} on, and featc {len(lines)}")
    return lines


def find_rows(block: Block, delimiter: int, *, blank_rows: bool) -> Rows:
    """The rows of a block. ``blank_rows``: a blank line is a row too."""
    data = block.data
    every = _line_ends(data)
    inside = np.searchsorted(toggles(data, delimiter), every) % 2 == 1
    last = every[~inside]
    starts = np.concatenate([np.zeros(1, np.intp), last + 1])
    array = np.frombuffer(data, np.uint8)
    crlf = (array[last] == _LF) & (last > 0)
    crlf[crlf] = array[last[crlf] - 1] == _CR
    ends = np.concatenate([last - crlf, np.array([len(data)], np.intp)])
    if starts[-1] == len(data):
        starts, ends = starts[:-1], ends[:-1]
    if not blank_rows:
        filled = ends > starts
        starts, ends = starts[filled], ends[filled]
    return Rows(starts, ends, block.line + np.searchsorted(every, starts))


class Cutter:
    """Cuts what ``read`` gives, called with a number of bytes until it gives none: first the header, then blocks."""

    def __init__(
        self,
        read: Callable[[int], bytes],
        delimiter: str = ",",
        *,
        read_bytes: int = READ_BYTES,
        row_bytes: int = ROW_BYTES,
    ) -> None:
        self._read, self._delimiter = read, ord(delimiter)
        self._read_bytes, self._row_bytes = read_bytes, row_bytes
        self._rest, self._line = b"", 1

    def header(self) -> Block:
        """The first line that is not blank, without its end; CsvError where there is none."""
        data, at_start = b"", True
        while True:
            more = self._read(self._read_bytes)
            data += more
            if at_start and (len(data) >= len(BOM) or not more):
                data, at_start = data.removeprefix(BOM), False
            if at_start:
                continue
            full = data.lstrip(b"\r\n")
            left = len(full) or int(bool(more) and data.endswith(b"\r"))  # an LF may follow
            self._line += count_lines(data[: len(data) - left])  # blank lines go at once: there may be gigabytes
            data, line = data[len(data) - left :], self._line
            marks = toggles(full, self._delimiter)
            ends = _line_ends(full)
            if more and full.endswith(b"\r"):
                ends = ends[:-1]  # an LF may follow
            ends = ends[np.searchsorted(marks, ends) % 2 == 0]
            if len(ends):
                end = int(ends[0]) + 1
                self._rest, self._line = full[end:], line + count_lines(full[:end])
                return self._checked(full[:end].rstrip(b"\r\n"), line)
            self._refuse_long(full, line)
            if not more:
                break
        if len(marks) % 2:
            raise _not_closed(full, marks, line)
        if not full:
            raise CsvError("the file is empty: there is no header", "the first line names the columns")
        return self._checked(full, line)

    def _checked(self, header: bytes, line: int) -> Block:
        self._refuse_long(header, line)
        return Block(header, line, count_lines(header) + 1)

    def blocks(self) -> Iterator[Block]:
        """The rows, after ``header`` was asked for. CsvError for a row that is too long or a quote that is not closed.

        A block may have no row but blank lines.
        """
        data, more = self._rest, b""
        self._rest = b""
        while True:
            more = self._read(self._read_bytes)
            data += more
            marks = toggles(data, self._delimiter)
            end = _last_end(data, marks) if more else len(data)
            if not more and len(marks) % 2:
                raise _not_closed(data, marks, self._line)
            block = _block(data[:end], self._line)
            if end > self._row_bytes:
                rows = find_rows(block, self._delimiter, blank_rows=False)
                long = np.flatnonzero(rows.ends - rows.starts > self._row_bytes)
                if len(long):
                    raise self._too_long(int(rows.lines[long[0]]))
            if end:
                self._line += block.lines
                data = data[end:]
                yield block
            if not more:
                return
            self._refuse_long(data, self._line)

    def _refuse_long(self, data: bytes, line: int) -> None:
        """Refuse the beginning of a row that is too long already; of a CR at its end nobody knows yet."""
        if len(data) - data.endswith(b"\r") > self._row_bytes:
            raise self._too_long(line)

    def _too_long(self, line: int) -> CsvError:
        size, unit = (self._row_bytes >> 20, "MiB") if self._row_bytes >= 1 << 20 else (self._row_bytes, "bytes")
        return CsvError(f"line {line}: the row that begins here is longer than {size} {unit}", _NOT_CLOSED)


def _block(data: bytes, line: int) -> Block:
    return Block(data, line, count_lines(data) + (not data.endswith((b"\n", b"\r"))))


def _last_end(data: bytes, marks: _Places) -> int:
    """The place after the last row that is known to be whole."""
    high = len(data) - data.endswith(b"\r")  # an LF may follow
    while True:
        place = max(data.rfind(b"\n", 0, high), data.rfind(b"\r", 0, high))
        if place < 0:
            return 0
        before = int(np.searchsorted(marks, place))
        if before % 2 == 0:
            return place + 1
        high = int(marks[before - 1])


def _not_closed(data: bytes, marks: _Places, line: int) -> CsvError:
    last = len(marks) - 1
    while last and marks[last] == marks[last - 1] + 1:
        last -= 2  # a doubled quote has opened nothing
    line += count_lines(data[: int(marks[last])])
    return CsvError(f"line {line}: the file ends inside the quotes that are opened here", "close them with a quote")
