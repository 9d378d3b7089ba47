"""Parquet and Arrow files as others write them: INT96, checksums, names that are not text, texts that are long."""

from __future__ import annotations

import json
import struct
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from featc.parquet import open_parquet
from featc.tables import TableError, open_source
from featc_runtime.arrow.origin import find_origin

# --- INT96 --------------------------------------------------------------------------------------------------------

OLD, NEW = "parquet-cpp-arrow version 9.0.0", "parquet-cpp-arrow version 23.0.0"
#: Nanoseconds whose octets are nowhere else in a file.
MARK = 7_777_777_777_111_222_333


def read(path: Path, **types: pa.DataType) -> pa.Table:
    with open_source(path, pa.schema(list(types.items()))) as source:
        table = source.reader().read_all()
    table.validate(full=True)
    return table


def kept(path: Path, *names: str) -> pa.Table:
    """Columns that no field reads, so that nothing in them can be a violation."""
    with open_source(path, pa.schema([]), names) as source:
        return source.reader().read_all()


def unread(table: pa.Table) -> list[tuple[int, str, str, str]]:
    """What is reported of a table: row, column, reason, sentence."""
    place = find_origin(table.schema)
    assert place is not None
    origin = table.column(place).to_pylist()
    assert all(o["line"] is None for o in origin)
    return [(i, u["column"], u["reason"], u["message"]) for i, o in enumerate(origin) for u in o["unread"] or ()]


def int96(path: Path, values: list[tuple[int, int] | None], *, writer: str = "", **options: object) -> None:
    """A file with a column ``moment`` of (Julian day, nanoseconds), and ``id`` beside it."""
    marks = [None if v is None else MARK + 2 * i for i, v in enumerate(values)]
    table = pa.table({"id": range(len(values)), "moment": pa.array(marks, pa.timestamp("ns"))})
    pq.write_table(
        table, path, use_deprecated_int96_timestamps=True, compression="none", write_statistics=False, **options
    )
    octets = path.read_bytes()
    for mark, value in zip(marks, values, strict=True):
        if value is not None:
            days, nanos = divmod(mark, 86_400_000_000_000)
            octets = octets.replace(struct.pack("<qi", nanos, 2_440_588 + days), struct.pack("<qI", value[1], value[0]))
    if writer:
        known = pq.read_metadata(path).created_by.encode()
        octets = octets.replace(known, writer.encode().ljust(len(known)))
    path.write_bytes(octets)


def julian(text: str, nanos: int = 0) -> tuple[int, int]:
    """A time as INT96 has it."""
    seconds = int(np.datetime64(text, "s").astype(np.int64))
    return 2_440_588 + seconds // 86_400, seconds % 86_400 * 1_000_000_000 + nanos


@pytest.mark.parametrize("use_dictionary", [True, False])
def test_int96_outside_the_range_of_nanoseconds(tmp_path, use_dictionary):
    texts = [
        "2024-01-01T12:34:56",
        "9999-12-31T02:00:00",
        "1600-01-01T00:00:00",
        "0001-01-01T00:00:00",
        "1969-12-31T23:59:59",
    ]
    path = tmp_path / "a.parquet"
    int96(path, [*(julian(t, 123_456_000) for t in texts), None], use_dictionary=use_dictionary)
    found = read(path, moment=pa.timestamp("us"))["moment"]
    assert found.type == pa.timestamp("us")
    assert found.to_pylist() == [*(datetime.fromisoformat(f"{t}.123456") for t in texts), None]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (julian("2024-01-01T00:00:00", 1), "2024-01-01T00:00:00.000000001 is finer than a microsecond"),
        (julian("1960-01-01T00:00:00", 999_999_999), "1960-01-01T00:00:00.999999999 is finer"),
        (julian("9999-12-31T00:00:00", 1_001), "9999-12-31T00:00:00.000001001 is finer than a microsecond"),
        (julian("0001-01-01T00:00:00", 500), "0001-01-01T00:00:00.0000005 is finer than a microsecond"),
        ((2_440_588 + 213_503_982, 0), "is further from 1970 than Arrow's timestamps reach"),
        ((2**32 - 1, 0), "is further from 1970 than Arrow's timestamps reach"),
    ],
)
def test_int96_that_microseconds_do_not_hold(tmp_path, value, text):
    """Arrow would cut it off, or wrap."""
    path = tmp_path / "a.parquet"
    int96(path, [julian("2000-01-01T00:00:00")] * 5 + [value], writer=NEW)
    found = read(path, moment=pa.timestamp("us"))
    ((row, column, reason, message),) = unread(found)
    assert (row, column, reason) == (5, "moment", "TOO_FINE" if "finer" in text else "OUT_OF_RANGE")
    assert text in message
    assert found["moment"].to_pylist() == [datetime(2000, 1, 1)] * 5 + [None]
    with pytest.raises(TableError, match='column "moment", row 5: ') as error:
        kept(path, "moment")
    assert text in str(error.value)
    assert read(path, id=pa.int64()).num_rows == 6  # where nothing reads it, it is nobody's


def test_int96_row_by_row_of_a_file_with_many_batches(tmp_path):
    """The batches of the columns beside it are cut elsewhere."""
    path = tmp_path / "a.parquet"
    at = np.arange(5_000) * 86_400_000_001_000
    table = pa.table({"moment": pa.array(at, pa.timestamp("ns")), "text": ["x" * (i % 900) for i in range(5_000)]})
    pq.write_table(table, path, use_deprecated_int96_timestamps=True, row_group_size=1_700)
    with open_parquet(path) as file:
        batches = list(file.batches([0, 1], batch_rows=150, batch_bytes=40_000))
    assert len(batches) > 30
    assert pa.Table.from_batches(batches)["moment"].cast(pa.int64()).to_pylist() == (at // 1_000).tolist()
    at[4_321] += 1
    table = table.set_column(0, "moment", pa.array(at, pa.timestamp("ns")))
    pq.write_table(table, path, use_deprecated_int96_timestamps=True, row_group_size=1_700)
    at[77] += 999
    table = table.set_column(0, "moment", pa.array(at, pa.timestamp("ns")))
    pq.write_table(table, path, use_deprecated_int96_timestamps=True, row_group_size=1_700)
    with open_parquet(path) as file:
        batches = list(file.batches([0, 1], ["moment"], batch_rows=150, batch_bytes=40_000))
        assert {b.schema for b in batches} == {file.columns([0, 1], ["moment"])}
    found = pa.Table.from_batches(batches)
    assert [u[:3] for u in unread(found)] == [(77, "moment", "TOO_FINE"), (4_321, "moment", "TOO_FINE")]
    assert found["moment"].null_count == 2
    with pytest.raises(TableError, match="row 77: INT96"):
        kept(path, "moment", "text")


def test_int96_in_lists_and_structs(tmp_path):
    path = tmp_path / "a.parquet"
    at = pa.array([1_000, 2_000, None, 5_000], pa.timestamp("ns"))
    lists = pa.ListArray.from_arrays(pa.array([0, 2, None, 4], pa.int32()), at)
    structs = pa.StructArray.from_arrays([at.slice(0, 3), pa.array([1, 2, 3], pa.timestamp("us"))], ["a", "b"])
    maps = pa.array([[(1, 7_000)], None, [(1, 2_000), (2, None)]], pa.map_(pa.int64(), pa.timestamp("ns")))
    table = pa.table({"lists": lists, "structs": structs, "maps": maps})
    pq.write_table(table, path, use_deprecated_int96_timestamps=True)
    kinds = {"lists": pa.list_(pa.timestamp("us")), "structs": pa.null(), "maps": pa.null()}
    found = read(path, **kinds)
    assert [[x.value for x in v] if v.is_valid else None for v in found["lists"]] == [[1, 2], [None, 5], None]
    assert found["maps"].cast(pa.map_(pa.int64(), pa.int64())).to_pylist()[2] == [(1, 2), (2, None)]
    with open_parquet(path) as file:
        assert [b.num_rows for b in file.batches([0, 1, 2], batch_rows=2)] == [2, 1]
    fine = pa.array([[1_000], [2_000, 3_001], None], pa.list_(pa.timestamp("ns")))
    pq.write_table(table.set_column(0, "lists", fine), path, use_deprecated_int96_timestamps=True)
    with pytest.raises(TableError, match=r'column "lists": INT96, 1970-01-01T00:00:00.000003001 is finer'):
        read(path, **kinds)


DAY = 86_400_000_000_000


def negative(text: str, nanos: int = 0) -> tuple[int, int]:
    """A time before 1970 as pyarrow wrote it before its release 23: the day rounded towards 1970."""
    days, in_day = julian(text, nanos)
    return days + 1, in_day - DAY


@pytest.mark.parametrize("text", ["1960-01-01T01:01:01.000005", "1969-12-31T23:59:59.999999", "1678-01-01T12:00:00"])
def test_times_before_1970_of_old_writers(tmp_path, text):
    path, when = tmp_path / "a.parquet", datetime.fromisoformat(text)
    value = negative(text[:19], when.microsecond * 1_000)
    others = [julian("1950-01-01T00:00:00"), julian("2024-01-01T00:00:01", 5_000), None, julian("2300-01-01T00:00:00")]
    int96(path, [value, *others], writer=OLD)
    found = read(path, moment=pa.timestamp("us"))["moment"].to_pylist()
    assert found == [when, datetime(1950, 1, 1), datetime(2024, 1, 1, 0, 0, 1, 5), None, datetime(2300, 1, 1)]
    int96(path, [value], writer=NEW)
    found = read(path, moment=pa.timestamp("us"))  # the same octets mean another time there
    assert [u[2] for u in unread(found)] == ["TOO_FINE"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (negative("1960-01-01T00:00:01", 1), "1960-01-01T00:00:01.000000001 is finer than a microsecond"),
        (julian("2024-01-01T00:00:00", 616), "2024-01-01T00:00:00.000000616 or 1439-06-13T00:25:26.290449"),
        (julian("2300-01-01T00:00:01"), "2300-01-01T00:00:01 or 1715-06-13T00:25:27.290448384: pyarrow before 23"),
        (negative("1960-01-01T00:00:01", 384), "2544-07-20T23:34:34.709552 or 1960-01-01T00:00:01.000000384"),
    ],
)
def test_times_of_old_writers_that_cannot_be_known(tmp_path, value, message):
    path = tmp_path / "a.parquet"
    int96(path, [julian("2000-01-01T00:00:00"), value], writer=OLD)
    if "finer" in message:
        assert message in unread(read(path, moment=pa.timestamp("us")))[0][3]
        return
    with pytest.raises(TableError, match='column "moment", row 1: INT96, it is ') as error:
        read(path, moment=pa.timestamp("us"))
    assert message in str(error.value)


def test_int96_that_is_refused_on_the_command_line(featc, tmp_path):
    source, path = tmp_path / "q.fdl", tmp_path / "a.parquet"
    source.write_text("featureset q.v1\ninput Row { moment: datetime }\nfeature y = year(moment)\nfeature o = moment\n")
    int96(path, [julian("9999-12-31T00:00:00"), julian("1600-01-01T00:00:00")])
    good = featc("run", source, "--input", path, "--output", tmp_path / "out.parquet")
    assert (good.code, pq.read_table(tmp_path / "out.parquet")["y"].to_pylist()) == (0, [9999, 1600])
    int96(path, [julian("9999-12-31T00:00:00"), julian("1600-01-01T00:00:00", 3)])
    bad = featc("run", source, "--input", path, "--output", tmp_path / "out2.parquet")
    assert bad.code == 1
    assert "moment: row 1: INT96, 1600-01-01T00:00:00.000000003 is finer than a microsecond" in bad.err
    assert not (tmp_path / "out2.parquet").exists()
    told = json.loads(featc("verify", source, "--input", path, "--format", "json").out)
    assert (told["rows"], told["refused"], told["disagreed"]) == (2, 1, 0)
    assert told["first_refusals"][0]["violations"][0]["reason"] == "TOO_FINE"
    source.write_text("featureset q.v1\ninput Row { id: int64 }\nfeature i = id\n")
    kept = featc("run", source, "--input", path, "--output", tmp_path / "out2.parquet", "--keep", "moment")
    assert (kept.code, f'{path} cannot be read further: column "moment", row 1: INT96' in kept.err) == (2, True)


# --- checksums ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip"])
@pytest.mark.parametrize("use_dictionary", [True, False])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_a_bit_that_fell_over_in_a_page(tmp_path, compression, use_dictionary, version):
    """Any of the octets of any page, be it of values or of a dictionary."""
    path, text = tmp_path / "a.parquet", [f"text {i % 7}" for i in range(50)]
    table = pa.table({"x": [i * i % 11 for i in range(50)], "text": text})
    pq.write_table(
        table,
        path,
        write_page_checksum=True,
        compression=compression,
        use_dictionary=use_dictionary,
        data_page_version=version,
        write_statistics=False,
    )
    wanted = {"x": pa.int64(), "text": pa.string()}
    assert read(path, **wanted).equals(table)
    whole = path.read_bytes()
    first, last = _pages(path)
    seen = 0
    for place in range(first, last, 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            found = read(path, **wanted)
        except TableError as error:
            seen += "CRC" in str(error)
        else:  # a bit of a page's head that says nothing of its values
            assert found.equals(table)
    assert seen > 3


def _pages(path: Path) -> tuple[int, int]:
    columns = [pq.read_metadata(path).row_group(0).column(i) for i in range(2)]
    start = columns[0].dictionary_page_offset or columns[0].data_page_offset
    return start, start + sum(c.total_compressed_size for c in columns)


def test_a_false_checksum_on_the_command_line(featc, tmp_path):
    source, path = tmp_path / "k.fdl", tmp_path / "bad.parquet"
    source.write_text("featureset k.v1\ninput Row { x: int64 }\nfeature y = x\n")
    values = [111_111_111_111, 222_222_222_222]
    options = {"write_page_checksum": True, "compression": "none", "use_dictionary": False, "write_statistics": False}
    pq.write_table(pa.table({"x": values}), path, **options)
    octets = bytearray(path.read_bytes())
    octets[octets.index(struct.pack("<q", values[1]))] ^= 1
    path.write_bytes(octets)
    for command in (
        ("run", source, "--input", path, "--output", tmp_path / "o.csv"),
        ("verify", source, "--input", path),
    ):
        result = featc(*command)
        assert result.code == 2
        assert f"{path} cannot be read further: could not verify page integrity, CRC checksum" in result.err
        assert "the file is damaged" in result.err


# --- names of columns ---------------------------------------------------------------------------------------------

LATIN = "Größe".encode("latin-1")


def odd_names(path: Path, name: bytes, *, nested: bool = False) -> None:
    """A file with the columns ``id``, one of this name, and ``moment``."""
    placeholder = "N" * len(name)
    sizes = pa.array([{placeholder: 2.5}, None]) if nested else pa.array([2.5, None])
    outer = "size" if nested else placeholder
    at = pa.array([datetime(2024, 1, 1), datetime(2025, 1, 1)], pa.timestamp("ns"))
    table = pa.table({"id": [1, 2], outer: sizes, "moment": at})
    match path.suffix:
        case ".parquet":
            pq.write_table(table, path, use_deprecated_int96_timestamps=True, store_schema=False)
        case ".arrow":
            with pa.ipc.new_file(path, table.schema) as writer:
                writer.write_table(table)
        case _:
            with pa.ipc.new_stream(path, table.schema) as writer:
                writer.write_table(table)
    octets = path.read_bytes()
    assert placeholder.encode() in octets
    path.write_bytes(octets.replace(placeholder.encode(), name))


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("name", [LATIN, b"\0odd", b"\xff" * 300], ids=["latin", "nul", "long"])
@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows"])
def test_the_rest_of_a_file_with_a_name_that_is_not_text(featc, tmp_path, ending, name, nested):
    source, path, out = tmp_path / "h.fdl", tmp_path / f"a.{ending}", tmp_path / "out.parquet"
    odd_names(path, name, nested=nested)
    source.write_text(
        "featureset h.v1\ninput Row { id: int64?, moment: datetime }\nfeature i = id\nfeature y = year(moment)\n"
    )
    result = featc("run", source, "--input", path, "--output", out)
    assert result.code == 0, result.err
    assert pq.read_table(out).to_pydict() == {"i": [1, 2], "y": [2024, 2025]}
    result = featc("verify", source, "--input", path)
    assert result.code == 0, result.err


@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows"])
def test_a_column_that_is_wanted_has_a_name_that_is_not_text(featc, tmp_path, ending):
    source, path = tmp_path / "h.fdl", tmp_path / f"a.{ending}"
    odd_names(path, LATIN)
    source.write_text('featureset h.v1\ninput Row { id: int64, size: float64? from "Größe" }\nfeature y = size\n')
    result = featc("run", source, "--input", path, "--output", tmp_path / "o.csv")
    assert result.code == 1
    assert r'column "Größe": expected float64?, found no such column; the name "Gr\xf6\xdfe" is not UTF-8' in result.err
    result = featc("run", source, "--input", path, "--output", tmp_path / "o.csv", "--keep", "Größe")
    assert result.code == 1
    assert 'column "Größe" to keep: found no such column' in result.err


def test_a_file_with_a_very_long_name(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": [1], "x" * 3_000_000: [1]}), path)
    assert read(path, id=pa.int64()).to_pydict() == {"id": [1]}


def test_metadata_that_is_not_text(tmp_path):
    metadata = {b"\xff": b"\xfe"}
    table = pa.table({"id": [1]}, metadata=metadata)
    table = table.cast(pa.schema([pa.field("id", pa.int64(), metadata=metadata)], metadata=metadata))
    pq.write_table(table, tmp_path / "a.parquet")
    with pa.ipc.new_file(tmp_path / "a.arrow", table.schema) as writer:
        writer.write_table(table)
    for ending in ("parquet", "arrow"):
        assert read(tmp_path / f"a.{ending}", id=pa.int64()).to_pydict() == {"id": [1]}


# --- long texts ---------------------------------------------------------------------------------------------------


def test_batches_of_long_texts_have_fewer_rows(tmp_path):
    path = tmp_path / "a.parquet"
    texts = [f"{i:05}" * 200 for i in range(1_000)]
    pq.write_table(pa.table({"text": texts, "id": range(1_000)}), path, use_dictionary=False)
    with open_parquet(path) as file:
        assert {b.num_rows for b in file.batches([0], batch_bytes=100_000)} <= set(range(90, 101)) | {1_000 % 99}
        assert [b.num_rows for b in file.batches([1], batch_bytes=100_000)] == [1_000]
        assert {b.num_rows for b in file.batches([0], batch_bytes=10)} == {1}
