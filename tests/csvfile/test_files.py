"""Whole files of CSV: encodings, headers, compression, options, and where in the file a row or a fault is."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pytest

from featc.csvfile.cut import Cutter
from featc.csvfile.errors import CsvError
from featc.csvfile.options import CsvOptions, delimiter_of, null_of, nulls_of
from featc.csvfile.read import ASSUME, UNIT, open_csv
from featc.tables import Sink, TableError, open_source
from featc_runtime.arrow.origin import find_origin

INSTANT = pa.timestamp("us", "UTC")
PLAIN = CsvOptions()
WANTED = pa.schema([("n", pa.int64()), ("s", pa.string())])


def read(
    path: Path, wanted: pa.Schema = WANTED, csv: CsvOptions = PLAIN, keep: tuple[str, ...] = ()
) -> tuple[dict[str, list[object]], list[int], list[tuple[int, str, str]]]:
    """The columns, the line of each row, and what could not be read: row, column, reason."""
    with open_source(path, wanted, keep, csv) as source:
        table = source.reader().read_all()
    place = find_origin(table.schema)
    assert place is not None
    origin = table.column(place).to_pylist()
    unread = [(i, u["column"], u["reason"]) for i, o in enumerate(origin) for u in o["unread"] or ()]
    return table.remove_column(place).to_pydict(), [o["line"] for o in origin], unread


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


# --- encodings and headers ------------------------------------------------------------------------------------------


def test_bytes_that_are_not_utf8_stop_the_file_where_they_are_read(path: Path) -> None:
    path.write_bytes(b'n,s,other\n1,"a\nb",\xff\n2,caf\xe9,x\n')
    with pytest.raises(TableError, match=r"a\.csv: line 4, column \"s\": b'caf\\xe9' is not UTF-8") as error:
        read(path)
    assert error.value.hint == "save the file as UTF-8"
    columns, _, _ = read(path, pa.schema([("n", pa.int64())]))
    assert columns == {"n": [1, 2]}
    with pytest.raises(TableError, match=r"line 2, column \"other\": b'.xff' is not UTF-8"):
        read(path, pa.schema([("n", pa.int64())]), keep=("other",))


def test_utf8_that_is_cut_by_every_block(path: Path) -> None:
    text = "éß😀" * 5
    path.write_text(f"n,s\n1,{text}\n2,{text}\n", encoding="utf-8")
    for size in range(1, 30):
        with open_csv(path, CsvOptions(), read_bytes=size) as file:
            _, batches = file.read(["n", "s"], WANTED, threads=2)
            assert pa.Table.from_batches(list(batches)).column("s").to_pylist() == [text, text]


def test_a_header_that_is_not_utf8(path: Path) -> None:
    """A column that nothing reads may have any name."""
    path.write_bytes(b"Gr\xf6\xdfe,n,s\n1.5,2,x\n")
    assert read(path)[0] == {"n": [2], "s": ["x"]}
    with pytest.raises(TableError) as error:
        read(path, pa.schema([("Größe", pa.float64())]))
    assert str(error.value) == (
        f"{path}: line 1: there is no column \"Größe\", and the name of column 1 is not UTF-8: b'Gr\\xf6\\xdfe'"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16(path: Path, encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    path.write_text(mark + "n,s\n1,x\n", encoding=encoding)
    with pytest.raises(TableError, match="the file is UTF-16"):
        read(path)


@pytest.mark.parametrize("content", [b"n,s", b"n,s\n", b"\xef\xbb\xbfn,s\r\n", b"n,s\n\n\n", b'"n",s\r'])
def test_only_a_header_is_no_rows(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with open_source(path, WANTED) as source:
        assert source.reader().read_all().num_rows == 0


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_no_header(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(TableError, match="the file is empty: there is no header") as error:
        read(path)
    assert error.value.hint == "the first line names the columns"


def test_names_that_are_there_twice_or_are_empty(path: Path) -> None:
    path.write_text("n,,x,x,s,\n1,2,3,4,5,6\n")
    assert read(path)[0] == {"n": [1], "s": ["5"]}
    with open_source(path, pa.schema([("x", pa.int64())])) as source:
        assert source.schema.names.count("x") == 2  # the entry of tables refuses it


def test_a_column_named_like_the_one_that_is_added(path: Path) -> None:
    path.write_text("featc.origin,n,s\nhere,1,x\n")
    assert read(path, keep=("featc.origin",))[0] == {"featc.origin": ["here"], "n": [1], "s": ["x"]}


@pytest.mark.parametrize(
    ("header", "hint"), [("n;s", "';'"), ("n\ts", "tab"), ("n|s", "'|'")], ids=["semicolon", "tab", "bar"]
)
def test_another_delimiter_is_seen_in_the_header(path: Path, header: str, hint: str) -> None:
    path.write_text(f"{header}\n1\n")
    with pytest.raises(TableError, match=r"a\.csv: line 1: the header is a single name") as error:
        read(path)
    assert error.value.hint == f"is it `--delimiter {hint}`?"


def test_a_comma_where_another_delimiter_is_said(path: Path) -> None:
    path.write_text("n,s\n1,x\n")
    with pytest.raises(TableError) as error:
        read(path, csv=CsvOptions(";"))
    assert error.value.hint == "is it `--delimiter ','`?"


# --- options --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "delimiter"), [(";", ";"), ("tab", "\t"), ("\\t", "\t"), ("\t", "\t"), ("\x01", "\x01")]
)
def test_delimiters(path: Path, given: str, delimiter: str) -> None:
    path.write_text(f'n{delimiter}s\n1{delimiter}"a{delimiter}b,c"\n')
    assert read(path, csv=CsvOptions(delimiter_of(given)))[0] == {"n": [1], "s": [f"a{delimiter}b,c"]}


@pytest.mark.parametrize("given", ["", ",,", '"', "\n", "\r", "é", "space"])
def test_what_cannot_be_a_delimiter(given: str) -> None:
    with pytest.raises(ValueError, match=r"one ASCII character|quotes and line ends"):
        delimiter_of(given)


def test_texts_that_mean_null(path: Path) -> None:
    """Exactly these, in every type, where they are not quoted."""
    types = {"n": pa.int64(), "f": pa.float64(), "t": INSTANT, "d": pa.date32(), "b": pa.bool_(), "s": pa.string()}
    path.write_text(",".join(types) + '\nNA,NA,NA,NA,NA,NA\n-,-,-,-,-,-\n,,,,,\n1,nan,,,true,"NA"\n2,1,,,,NA \n')
    columns, _, unread = read(path, pa.schema(types), CsvOptions(nulls=("NA", "-")))
    assert unread == []
    assert columns["n"] == [None, None, None, 1, 2]
    assert columns["s"] == [None, None, None, "NA", "NA "]
    assert all(c[:3] == [None] * 3 for c in columns.values())
    _, _, unread = read(path, pa.schema(types))
    assert unread == [(i, name, "BAD_TEXT") for i in (0, 1) for name in types if name != "s"]


def test_lists_of_texts_that_mean_null() -> None:
    assert nulls_of("NA") == ("NA",)
    assert nulls_of(" NA , null,\\N") == ("NA", "null", "\\N")
    for text in ("", "NA,,x", '"NA"', "a\nb"):
        with pytest.raises(ValueError, match=r"null|line end"):
            nulls_of(text)
    assert null_of("N,A") == "N,A"
    with pytest.raises(ValueError, match="UTF-8"):
        null_of("\udcff")  # as the shell gives the byte 0xff


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_blank_lines_before_the_header_take_no_memory(size: int, end: str) -> None:
    file = io.BytesIO(end.encode() * 5_000 + f"n,s{end}1,x{end}".encode())
    cutter = Cutter(file.read, read_bytes=size, row_bytes=10)
    header = cutter.header()
    assert (header.data, header.line) == (b"n,s", 5_001)
    assert [b.line for b in cutter.blocks() if b.data.strip()] == [5_002]


def test_units_by_field_go_before_the_option(path: Path) -> None:
    path.write_text("a,b\n1700000000,1700000000000\n")
    wanted = pa.schema([pa.field("a", INSTANT), pa.field("b", INSTANT, metadata={UNIT: "ms"})])
    columns, _, unread = read(path, wanted, CsvOptions(unit="s"))
    assert unread == []
    assert columns["a"] == columns["b"]
    assert read(path, wanted)[2] == [(0, "a", "BAD_TEXT")]


def test_a_zone_by_field(path: Path) -> None:
    path.write_text("a,b\n2024-03-10,2024-03-10\n")
    wanted = pa.schema([pa.field("a", INSTANT), pa.field("b", INSTANT, metadata={ASSUME: "UTC"})])
    columns, _, unread = read(path, wanted)
    assert [str(v) for v in columns["b"]] == ["2024-03-10 00:00:00+00:00"]
    assert unread == [(0, "a", "BAD_TEXT")]


# --- places ---------------------------------------------------------------------------------------------------------


def test_rows_and_lines_of_what_cannot_be_read(path: Path) -> None:
    path.write_bytes(b'n,s\r\n1,"a\r\n\r\nb"\r\n\r\nx,y\r\n2,\r\n"",z\n1.5,"\n"\n9223372036854775808,')
    columns, lines, unread = read(path)
    assert columns["n"] == [1, None, 2, None, None, None]
    assert columns["s"] == ["a\r\n\r\nb", "y", None, "z", "\n", None]
    assert lines == [2, 6, 7, 8, 9, 11]
    assert unread == [(1, "n", "BAD_TEXT"), (3, "n", "BAD_TEXT"), (4, "n", "BAD_TEXT"), (5, "n", "OUT_OF_RANGE")]


@pytest.mark.parametrize("threads", [1, 3])
def test_a_shape_that_is_bad_stops_the_file_in_its_place(path: Path, threads: int) -> None:
    """After the blocks before it, however many are under way."""
    path.write_text("n,s\n" + '1,"a\n"\n' * 200 + "1\n" + "2,b\n" * 200)
    with open_csv(path, CsvOptions(), read_bytes=64) as file:
        _, batches = file.read(["n", "s"], WANTED, threads)
        found: list[pa.RecordBatch] = []
        with pytest.raises(CsvError, match="line 402: the row has 1 field, and the header 2 columns"):
            found.extend(batches)
        assert 190 <= sum(b.num_rows for b in found) <= 200


def test_a_row_above_4_mib_is_refused(path: Path) -> None:
    limit = 1 << 22
    row = b"1," + b"x" * (limit - 2)
    path.write_bytes(b"n,s\n0,y\n" + row + b"\n2,z\n")
    assert read(path)[0]["n"] == [0, 1, 2]
    path.write_bytes(b"n,s\n0,y\n" + row + b"x\n2,z\n")
    with pytest.raises(TableError, match="line 3: the row that begins here is longer than 4 MiB"):
        read(path)


def test_a_quote_that_is_not_closed_is_found_after_4_mib(path: Path) -> None:
    path.write_bytes(b'n,s\n1,"x\n' + b"2,yyyyyyyy\n" * 1_000_000)
    with pytest.raises(TableError, match="line 2: the row that begins here is longer than 4 MiB") as error:
        read(path)
    assert error.value.hint == "is a quote not closed?"


def test_a_quoted_line_end_at_the_end_of_a_block(path: Path) -> None:
    """A CR that is the last byte of a block, for blocks of every usual size."""
    for size in (1 << 20, 1 << 22):
        out = bytearray(b"n,s\n")
        while len(out) < size - 2000:
            out += b'1,"row"\n'
        begin = b'2,"'
        out += begin + b"z" * (size - 1 - len(out) - len(begin)) + b'\r\nB"\n3,after\n'
        path.write_bytes(out)
        columns, lines, _ = read(path)
        assert str(columns["s"][-2]).endswith("z\r\nB")
        assert lines[-1] - lines[-2] == 2


# --- compressed -----------------------------------------------------------------------------------------------------


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.CSV.gz"
    path.write_bytes(gzip.compress(b"n,s\n1,x\n") + gzip.compress(b"2,y\n"))
    assert read(path)[0] == {"n": [1, 2], "s": ["x", "y"]}
    whole = gzip.compress(b"n,s\n" + b"1,x\n" * 100_000)
    for data in (
        whole[:-10],
        whole[: len(whole) // 2],
        whole[:5],
        b"n,s\n1,x\n",
        whole[:40] + b"\xff" * 9 + whole[49:],
    ):
        path.write_bytes(data)
        with pytest.raises(TableError, match=r"the compressed data is damaged or cut short") as error:
            read(path)
        assert str(error.value).startswith(str(path))


def test_gzip_under_the_name_of_csv(path: Path) -> None:
    path.write_bytes(gzip.compress(b"n,s\n1,x\n"))
    with pytest.raises(TableError, match="the file is compressed with gzip") as error:
        read(path)
    assert error.value.hint == "let its name end with .csv.gz"


def test_gzip_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="featc does not compress CSV") as error:
        Sink(tmp_path / "a.csv.gz", pa.schema([("x", pa.int64())]))
    assert error.value.hint == "write a.csv instead"
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    row = b"1," + b"x" * 98 + b"\n"
    with gzip.open(path, "wb", 1) as file:
        file.write(b"n,s\n")
        for _ in range(60):
            file.write(row * 10_000)
    before = pa.total_allocated_bytes()
    peak = rows = 0
    tracemalloc.start()
    with open_source(path, WANTED) as source:
        for batch in source.batches:
            rows += batch.num_rows
            peak = max(peak, pa.total_allocated_bytes() - before)
        python_peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == 600_000
    assert peak + python_peak < 32 << 20
