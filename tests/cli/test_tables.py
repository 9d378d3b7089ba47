"""Tables in files: what CSV, Parquet and Arrow can and cannot hold, and what is left when it goes wrong."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
from trips import table

from featc.tables import Sink, TableError, kind_of, open_source
from featc_runtime.arrow.origin import find_origin

WANTED = pa.schema([("id", pa.int64()), ("at", pa.timestamp("us", "UTC")), ("text", pa.string())])


def read(path: Path, wanted: pa.Schema = WANTED) -> pa.Table:
    """The columns, without the one in which CSV says where its rows come from."""
    with open_source(path, wanted) as source:
        found = source.reader().read_all()
    origin = find_origin(found.schema)
    return found if origin is None else found.remove_column(origin)


def test_csv_with_a_mark_crlf_and_quoted_newlines(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'\xef\xbb\xbfid,at,text\r\n1,2024-01-01T00:00:00Z,"a\r\nb ""c"""\r\n2,,\r\n')
    assert read(path)["text"].to_pylist() == ['a\r\nb "c"', None]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.tsv", "let its name end with .csv, and say `--delimiter tab`"),
        ("a.csv.zst", "decompress it; use one of .parquet, .csv, .csv.gz, .arrow, .feather, .arrows"),
        ("a.parquet.gz", "decompress it; use one of"),
        ("a.xlsx", "use one of"),
    ],
)
def test_unknown_endings(tmp_path, name, hint):
    with pytest.raises(TableError, match="has no known ending") as error:
        kind_of(tmp_path / name)
    assert error.value.hint.startswith(hint)


def test_blank_lines_of_csv(tmp_path):
    """Rows of one column would be lost without a word."""
    path = tmp_path / "a.csv"
    path.write_text("text\na\n\nb\n\n")
    assert read(path, pa.schema([("text", pa.string())])).to_pydict() == {"text": ["a", None, "b", None]}
    path.write_text("id,text\n1,a\n\n2,b\n\n")
    assert read(path, pa.schema([("text", pa.string())]))["text"].to_pylist() == ["a", "b"]


def test_a_long_field_of_csv(tmp_path):
    path = tmp_path / "a.csv"
    text = "line\n" * 500_000
    path.write_text(f'id,at,text\n1,,"{text}"\n')
    assert read(path)["text"].to_pylist() == [text]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1,,x,y", "line 3: the row has 4 fields, and the header 3 columns"),
        ("1", "line 3: the row has 1 field, and the header 3 columns"),
    ],
)
def test_rows_of_csv_with_another_number_of_fields(tmp_path, row, words):
    path = tmp_path / "a.csv"
    path.write_text(f"id,at,text\n7,2024-01-01T00:00:00Z,x\n{row}\n")
    with pytest.raises(TableError) as error:
        read(path)
    assert str(error.value) == f"{path}: {words}"


REFUSED = [
    ("csv", pa.array([[1]]), "list<item: int64>"),
    ("csv", pa.array([b"\xff"]), "binary"),
    ("csv", pa.array([(1, 2, 3)], pa.month_day_nano_interval()), "month_day_nano_interval"),
    ("parquet", pa.array([(1, 2, 3)], pa.month_day_nano_interval()), "month_day_nano_interval"),
    ("parquet", pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array(["a"])), "run_end_encoded"),
]


@pytest.mark.parametrize(("ending", "column", "found"), REFUSED)
def test_kept_columns_that_the_format_cannot_hold(featc, source, tmp_path, ending, column, found):
    rows = table().slice(0, 1).append_column("odd", column)
    path = tmp_path / "in.arrow"
    with pa.ipc.new_file(path, rows.schema) as writer:
        writer.write_table(rows)
    if ending == "csv":  # a set without lists, for they are refused too
        source.write_text("featureset trips.v1\ninput Trip { miles: float64? }\nfeature far = miles > 5\n")
    result = featc("run", source, "--input", path, "--output", tmp_path / f"out.{ending}", "--keep", "odd")
    assert result.code == 2
    assert 'column "odd"' in result.err
    assert found in result.err
    assert not [p.name for p in tmp_path.iterdir() if "out" in p.name]


def test_kept_durations_of_any_unit_are_microseconds_in_csv(tmp_path):
    batch = pa.record_batch({"d": pa.array([2, None], pa.duration("s"))})
    with Sink(tmp_path / "a.csv", batch.schema) as sink:
        sink.write(batch)
    wanted = pa.schema([("d", pa.duration("us"))])
    assert read(tmp_path / "a.csv", wanted)["d"].cast(pa.int64()).to_pylist() == [2_000_000, None]


def test_a_value_that_the_format_cannot_hold(tmp_path):
    batch = pa.record_batch({"d": pa.array([1], pa.duration("ns"))})
    with pytest.raises(TableError, match="cannot be written"), Sink(tmp_path / "a.csv", batch.schema) as sink:
        sink.write(batch)
    assert list(tmp_path.iterdir()) == []


def test_names_with_dots_in_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a.b": [1], "a": [2], "b": [3]}), path)
    assert read(path, pa.schema([("a", pa.int64())])).to_pydict() == {"a": [2]}


@pytest.mark.parametrize("ending", ["arrow", "arrows"])
def test_damaged_offsets_in_arrow_files(tmp_path, ending):
    """They would lead outside the memory of the column, and end the process."""
    path = tmp_path / f"a.{ending}"
    offsets = pa.py_buffer((0).to_bytes(4, "little") + (1 << 30).to_bytes(4, "little") + (1).to_bytes(4, "little"))
    texts = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"a")])
    batch = pa.record_batch({"text": texts})
    with (pa.ipc.new_file if ending == "arrow" else pa.ipc.new_stream)(path, batch.schema) as writer:
        writer.write_batch(batch)
    with pytest.raises(TableError, match="cannot be read further"):
        read(path, pa.schema([("text", pa.string())]))


def test_damaged_heads_of_arrow_files(tmp_path):
    path = tmp_path / "a.arrow"
    batch = pa.record_batch({"text": ["a"]})
    with pa.ipc.new_file(path, batch.schema) as writer:
        writer.write_batch(batch)
    whole = path.read_bytes()
    for place in range(0, len(whole), 16):
        path.write_bytes(whole[:place] + b"\xff" * 8 + whole[place + 8 :])
        with contextlib.suppress(TableError):  # nothing else
            read(path, pa.schema([("text", pa.string())]))


def test_a_full_disk_is_told_with_the_file(tmp_path, monkeypatch):
    batch = pa.record_batch({"x": [1]})

    class Full:
        def write_batch(self, _: object) -> None:
            raise OSError(28, "Error writing bytes to file")

        def close(self) -> None:
            pass

    sink = Sink(tmp_path / "a.csv", batch.schema)
    sink._writer.close()
    monkeypatch.setattr(sink, "_writer", Full())
    with pytest.raises(OSError, match="No space left") as error, sink:
        sink.write(batch)
    assert error.value.filename == str(tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []
