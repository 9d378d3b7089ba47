"""Rows and fields of CSV: the cutter, Arrow's parser and the slow splitter agree with two oracles on every text.

Python's `csv` says which rows and fields there are, a state machine of the tests which fields are quoted and on which
line a row begins.
"""

from __future__ import annotations

import csv
import io

import pytest
from csv_rows import OpenQuote, rows
from hypothesis import example, given, settings
from hypothesis import strategies as st

from featc.csvfile.cut import Cutter, find_rows, row_lines
from featc.csvfile.errors import CsvError
from featc.csvfile.fields import split
from featc.csvfile.options import CsvOptions
from featc.csvfile.texts import Texts

csv.field_size_limit(1 << 30)

#: Pieces that make all states and their neighbours likely.
PIECES = st.sampled_from(
    [
        '"',
        '""',
        ",",
        "\n",
        "\r",
        "\r\n",
        "a",
        " ",
        "é",
        "😀",
        "\0",
        '5" pipe',
        '"x"y',
        '"a,b"',
        '"\r\n"',
        "\x1b",
        "\ufeff",
        ";",
        "\t",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
HEADERS = st.sampled_from(["a", "a,b", '"a","b",c'])
ENDS = st.sampled_from(["\n", "\r", "\r\n"])


class Found:
    """What is read of bytes, in pieces of ``size``."""

    def __init__(self, data: bytes, size: int, delimiter: str = ",", row_bytes: int = 1 << 22) -> None:
        cutter = Cutter(io.BytesIO(data).read, delimiter, read_bytes=size, row_bytes=row_bytes)
        names = [name for name, _ in split(cutter.header().data, delimiter)]
        texts = Texts(names, range(len(names)), CsvOptions(delimiter))
        self.rows: list[tuple[str | None, ...]] = []
        self.lines: list[int] = []
        self.slow: list[list[tuple[bytes, bool]]] = []
        for block in cutter.blocks():
            columns, count = texts.read(block)
            self.rows += zip(*(c.to_pylist() for c in columns), strict=True)
            self.lines += row_lines(block, count, ord(delimiter), blank_rows=texts.blank_rows).tolist()
            places = find_rows(block, ord(delimiter), blank_rows=texts.blank_rows)
            assert len(places.starts) == count
            ends = zip(places.starts.tolist(), places.ends.tolist(), strict=True)
            self.slow += [split(block.data[i:j], delimiter) for i, j in ends]


@settings(deadline=None, max_examples=400)
@given(HEADERS, ENDS, TEXTS, st.integers(1, 12))
@example("a,b", "\n", '"x",', 5)  # Arrow takes the empty field at the end for a quoted one
@example("a,b", "\r\n", '"x\r\ny",1\r\n', 9)
@example("a,b", "\n", '\ufeff"x",1\n\ufeff,2\n', 1)  # Arrow drops what begins its data like the mark of a file
def test_every_cut(header: str, end: str, body: str, size: int) -> None:
    text = header + end + body
    try:
        every = rows(text)
    except OpenQuote as error:
        with pytest.raises(CsvError) as failure:
            Found(text.encode(), size)
        open_quote = f"line {error.line}: the file ends inside the quotes that are opened here"
        assert str(failure.value) == open_quote or "the row has" in str(failure.value)
        return
    assert [[c.text for c in r.cells] for r in every] == list(csv.reader(io.StringIO(text, newline="")))
    width = len(every[0].cells)
    body_rows = [r for r in every[1:] if r.cells or width == 1]
    ragged = [r for r in body_rows if len(r.cells) not in ((width, 0) if width == 1 else (width,))]
    if ragged:
        with pytest.raises(CsvError, match=f"^line {ragged[0].line}: the row has {len(ragged[0].cells)} field"):
            Found(text.encode(), size)
        return
    found = Found(text.encode(), size)
    assert found.rows == [tuple(c.value for c in r.cells) or (None,) for r in body_rows]
    assert found.lines == [r.line for r in body_rows]
    slow = [[(c.text.encode(), c.quoted) for c in r.cells] or [(b"", False)] for r in body_rows]
    assert found.slow == slow


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from([";", "\t", "|", "\x01", " ", "a"]), st.integers(1, 12))
def test_other_delimiters(body: str, delimiter: str, size: int) -> None:
    text = f"x{delimiter}y\n{body}"
    try:
        every = rows(text, delimiter)
    except OpenQuote:
        return
    assert [[c.text for c in r.cells] for r in every] == list(
        csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    )
    if all(len(r.cells) in (0, 2) for r in every):
        assert Found(text.encode(), size, delimiter).rows == [
            tuple(c.value for c in r.cells) for r in every[1:] if r.cells
        ]


def test_a_quote_in_every_field_that_is_not_quoted() -> None:
    """The walk from quote to quote, in blocks of the usual size."""
    line = '5" pipe,"6"" tube, ""flat""",7"\n'
    found = Found(f"a,b,c\n{line * 50_000}".encode(), 1 << 20)
    assert found.rows == [('5" pipe', '6" tube, "flat"', '7"')] * 50_000
    assert found.lines == list(range(2, 50_002))


@pytest.mark.parametrize("place", range(8))
def test_line_ends_in_quotes_survive_wherever_a_block_ends(place: int) -> None:
    text = "a,b\n" + "x" * place + ',"1\r\n2\r3\n4\r\n"\r\ny,z\r\n'
    for size in range(1, 24):
        found = Found(text.encode(), size)
        assert found.rows == [("x" * place or None, "1\r\n2\r3\n4\r\n"), ("y", "z")]
        assert found.lines == [2, 7]


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_limit_of_a_row(quoted: bool, end: str) -> None:
    """Bytes of the row as it is in the file, without its line end."""
    limit = 40
    text = '"{}"'.format("x\n" * 18 + "é") if quoted else "x" * 38 + "é"
    assert len(text.encode()) == limit
    for size in (1, 7, 39, 40, 41, 100):
        fits = Found(f"a\n1\n{text}{end}".encode(), size, row_bytes=limit)
        assert fits.rows == [("1",), (text.strip('"'),)]
        for more in ("y\n", f"y{end}"):
            long = f"a\n1\n{text[:-1] + more[0] + text[-1]}{more[1:]}"
            with pytest.raises(CsvError, match=r"^line 3: the row that begins here is longer than 40 bytes") as error:
                Found(long.encode(), size, row_bytes=limit)
            assert error.value.hint == "is a quote not closed?"


def test_the_limit_of_the_header() -> None:
    with pytest.raises(CsvError, match=r"^line 2: the row that begins here is longer than 10 bytes"):
        Found(b"\n" + b"a" * 11 + b"\n1\n", 4, row_bytes=10)


@pytest.mark.parametrize("size", [1, 3, 64])
@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"x,z", [b"x", b"z"]),
        (b"\xef\xbb\xbfx,z\n", [b"x", b"z"]),
        (b'\xef\xbb\xbf"x",z\r\n', [b"x", b"z"]),
        (b'\n\r\n\r"x\r\ny",\r', [b"x\r\ny", b""]),
        (b"x,,x\n", [b"x", b"", b"x"]),
        (b" x ,\xff\n", [b" x ", b"\xff"]),
    ],
)
def test_headers(data: bytes, names: list[bytes], size: int) -> None:
    cutter = Cutter(io.BytesIO(data).read, read_bytes=size)
    assert [name for name, _ in split(cutter.header().data, ",")] == names
    assert list(cutter.blocks()) == []


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\r\n", b"\xef\xbb\xbf\r"])
def test_no_header(data: bytes) -> None:
    with pytest.raises(CsvError, match="the file is empty: there is no header"):
        Cutter(io.BytesIO(data).read, read_bytes=2).header()


@pytest.mark.parametrize(
    ("text", "line"),
    [('a\n1\n"2\n3\n', 3), ('a\n"1"\n"2\n""\n', 3), ('"a\n1\n', 1), ('a\n1\n"', 3), ('a\n"x"",y\n""z\n', 2)],
)
@pytest.mark.parametrize("size", [1, 5, 64])
def test_the_line_of_a_quote_that_is_not_closed(text: str, line: int, size: int) -> None:
    with pytest.raises(CsvError, match=f"^line {line}: the file ends inside the quotes"):
        Found(text.encode(), size)
