"""CSV through `featc run`, `verify` and `certify`: what a bad value is called, and the options of files."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from featc.check import check_file

ORDERS = """featureset orders.v1
{options}
input Order {{
  id:     int64
  amount: float64? in 0..1000
  placed: timestamp? assume "UTC"
  due:    date?
  civil:  datetime?
  kind:   string?
}}

feature doubled = amount * 2
feature started = hour(placed at "UTC")
feature named   = kind ?? "none"
feature week    = iso_week(due)
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return written(tmp_path)


def written(folder: Path, options: str = "") -> Path:
    path = folder / "orders.fdl"
    path.write_text(ORDERS.format(options=options), encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


HEADER = "id,amount,placed,due,civil,kind\n"


def features(folder: Path) -> dict[str, list[object]]:
    found: dict[str, list[object]] = pq.read_table(folder / "out.parquet").to_pydict()
    return found


def test_bad_values_are_violations_with_row_line_and_column(featc, orders, rows, tmp_path):
    rows.write_text(
        HEADER
        + '1,2,2024-03-10T05:00:00Z,2024-03-10,2024-03-10,"two\nlines"\n'
        + "2,NA,2024-03-10,2024-03-10,,x\n"
        + "0xFFFFFFFFFFFFFFFF,NA,1700000000,10.3.2024,2024-03-10Z,x\n"
        + "3,5000,,,,\n"
    )
    result = featc("run", orders, "--input", rows, "--output", tmp_path / "out.parquet")
    assert result.code == 1
    for line in (
        'id: row 2: line 5, column "id": "0xFFFFFFFFFFFFFFFF" is outside the range of int64',
        'amount: row 1 (and 1 more): line 4, column "amount": "NA" is not a number; if it means null: `--null NA`',
        'amount: row 3: line 6, column "amount": 5000.0 is not in 0..1000',
        'placed: row 2: line 5, column "placed": "1700000000" is not a time',
        'if it is Unix time, write `unit "s"` on the field, or run with `--timestamp-unit s`',
        'due: row 2: line 5, column "due": "10.3.2024" is not a date YYYY-MM-DD',
        'civil: row 2: line 5, column "civil": "2024-03-10Z" is not a date and time',
    ):
        assert line in result.err
    assert not (tmp_path / "out.parquet").exists()


def test_verify_refuses_the_same_rows(featc, orders, rows):
    rows.write_text(HEADER + '1,2,,,,"a\nb"\n2,NA,,,,\n3,2000,,,,\n4,1e400,,,,\n5,0x1,,2024-03-10,,\n')
    result = featc("verify", orders, "--input", rows, "--format", "json")
    document = json.loads(result.out)
    assert (document["rows"], document["refused"], document["mismatches"]) == (5, 4, 0)
    assert document["data"] == {"file": rows.name, "csv": {"delimiter": ",", "nulls": [], "timestamp_unit": None}}
    told = [
        (r["row"], r["by"], [(v["field"], v["reason"]) for v in r["violations"]]) for r in document["first_refusals"]
    ]
    assert sorted(told) == [
        (1, "both", [("amount", "BAD_TEXT")]),
        (2, "both", [("amount", "OUT_OF_CONTRACT")]),
        (3, "both", [("amount", "OUT_OF_CONTRACT")]),
        (4, "both", [("amount", "BAD_TEXT")]),
    ]
    messages = [r["violations"][0]["message"] for r in sorted(document["first_refusals"], key=lambda r: r["row"])]
    assert [m.partition(":")[0] for m in messages] == [f'line {n}, column "amount"' for n in (4, 5, 6, 7)]


def test_a_value_that_cannot_be_read_is_no_null(featc, tmp_path, rows):
    """In a field without nulls it is one violation, not two, and null rates do not count it."""
    program = tmp_path / "rate.fdl"
    program.write_text(
        "featureset rate.v1\ninput Row {\n  a: int64\n  b: float64? nulls <= 25%\n  c: bool\n  d: date\n  e: duration\n"
        '  f: timestamp\n  g: string from "GG"\n}\nfeature y = a + 1\n'
    )
    rows.write_text("a,b,c,d,e,f,GG\nx,x,x,x,x,x,x\n1,,true,2024-01-01,1,2024-01-01T00Z,x\n" + "x,x,x,x,x,x,x\n" * 2)
    result = featc("run", program, "--input", rows, "--output", tmp_path / "out.parquet")
    assert result.code == 1
    assert "no null" not in result.err
    assert "are null" not in result.err
    assert result.err.count("(and 2 more)") == 6


def test_the_column_of_a_field_from_another_name(featc, tmp_path, rows):
    program = tmp_path / "size.fdl"
    program.write_text(
        'featureset size.v1\ninput Row {\n  size: float64 from "Größe"\n}\nfeature y = size\n', encoding="utf-8"
    )
    rows.write_text("Größe\n1\nx\n", encoding="utf-8")
    result = featc("run", program, "--input", rows, "--output", tmp_path / "out.parquet")
    assert 'size: row 1: line 3, column "Größe": "x" is not a number' in result.err


def test_options_on_the_command_line(featc, orders, rows, tmp_path):
    rows.write_text(HEADER.replace(",", ";") + '1;NA;1700000000.5;;;"NA"\n2;-;2024-03-10;2024-03-10;;NA\n')
    options = ("--delimiter", ";", "--null", "NA", "--null", "-", "--timestamp-unit", "s")
    result = featc("run", orders, "--input", rows, "--output", tmp_path / "out.parquet", "--keep", "placed", *options)
    assert result.code == 0, result.err
    found = features(tmp_path)
    assert [v.isoformat() for v in found["placed"]] == ["2023-11-14T22:13:20.500000+00:00", "2024-03-10T00:00:00+00:00"]
    assert found["named"] == ["NA", "none"]
    assert found["doubled"] == [None, None]
    assert featc("verify", orders, "--input", rows, *options).code == 0
    assert "did" not in featc("verify", orders, "--input", rows).out


def test_options_in_the_source(featc, rows, tmp_path):
    plain = check_file(str(written(tmp_path))).featureset
    orders = written(tmp_path, 'option csv_delimiter = "tab"\noption csv_null = "NA, \\\\N"')
    program = check_file(str(orders)).featureset
    assert plain is not None
    assert program is not None
    assert program.options == {"csv_delimiter": "tab", "csv_null": "NA, \\N"}
    rows.write_text(HEADER.replace(",", "\t") + "1\tNA\t\t\t\t\\N\n")
    out = tmp_path / "out.parquet"
    assert featc("run", orders, "--input", rows, "--output", out).code == 0
    metadata = pq.read_schema(out).metadata[b"featc.fingerprint"]
    assert features(tmp_path)["named"] == ["none"]
    rows.write_text(HEADER.replace(",", "|") + "1|NA||||\\N\n")
    result = featc("run", orders, "--input", rows, "--output", out, "--delimiter", "|", "--null", "NA")
    assert result.code == 0, result.err
    assert features(tmp_path)["named"] == ["\\N"]
    rows.write_text(HEADER + "1,,,,,\n")
    result = featc("run", orders, "--input", rows, "--output", out)
    assert result.code == 2
    assert "--delimiter ','" in result.err
    assert featc("run", written(tmp_path), "--input", rows, "--output", out).code == 0
    assert pq.read_schema(out).metadata[b"featc.fingerprint"] == metadata


def test_flags_for_a_table_that_is_not_csv(featc, source, data, tmp_path):
    result = featc("run", source, "--input", data, "--output", tmp_path / "out.parquet", "--null", "NA")
    assert result.code == 2
    assert "--null says how CSV is read, and" in result.err
    assert "is not CSV" in result.err
    assert featc("verify", source, "--input", data, "--delimiter", ";").code == 2


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--delimiter", ",,"), "it is one ASCII character, or `tab`"),
        (("--null", ""), "an empty field is null anyway"),
        (("--null", '"NA"'), "a quoted field is never null"),
        (("--timestamp-unit", "days"), "'days' is not one of 's', 'ms', 'us', 'ns'"),
    ],
)
def test_flags_without_a_meaning(featc, orders, rows, tmp_path, flags, words):
    rows.write_text(HEADER)
    result = featc("run", orders, "--input", rows, "--output", tmp_path / "out.parquet", *flags)
    assert result.code == 2
    assert words in result.err


def test_compressed_csv(featc, orders, tmp_path):
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress((HEADER + "1,2,,,,x\n").encode()))
    assert featc("run", orders, "--input", path, "--output", tmp_path / "out.parquet").code == 0
    assert features(tmp_path)["doubled"] == [4.0]
    result = featc("run", orders, "--input", path, "--output", tmp_path / "out.csv.gz")
    assert result.code == 2
    assert "write out.csv instead" in result.err


def test_a_missing_column_is_still_told_with_what_it_may_be(featc, orders, rows, tmp_path):
    rows.write_text(HEADER.replace("amount", "amounts"))
    result = featc("run", orders, "--input", rows, "--output", tmp_path / "out.parquet")
    assert result.code == 1
    assert 'column "amount": expected float64?, found no such column; is it "amounts"?' in result.err


def test_certify_takes_csv_and_its_options(featc, orders, rows, tmp_path):
    out = tmp_path / "generated"
    assert featc("build", orders, "-o", out, "--target", "python").code == 0
    rows.write_text(HEADER.replace(",", ";") + "1;NA;1700000000;;;x\n2;x;;;;\n3;5000;;;;\n")
    options = ("--data", rows, "--delimiter", ";", "--null", "NA", "--timestamp-unit", "s")
    result = featc("certify", orders, "-o", out, "--rows", "1", "--format", "json", *options)
    assert result.code == 0, result.out + result.err
    told = json.loads(result.out)["rows"]["data"]
    assert (told["rows"], told["refused"]) == (1, 2)
    assert told["csv"] == {"delimiter": ";", "nulls": ["NA"], "timestamp_unit": "s"}
    result = featc("certify", orders, "-o", out, "--rows", "1", "--delimiter", ";")
    assert result.code == 2
    assert "there is no table" in result.err


def test_arguments_that_are_not_utf8(featc, orders, rows, source, data, tmp_path):
    out = tmp_path / "out.arrow"
    rows.write_text(HEADER)
    result = featc("run", orders, "--input", rows, "--output", out, "--null", "\udcff")
    assert (result.code, "it is not UTF-8" in result.err) == (2, True)
    for program, table in ((orders, rows), (source, data)):
        result = featc("run", program, "--input", table, "--output", out, "--keep", "\udcff")
        assert (result.code, 'column "\\udcff" to keep: found no such column' in result.err) == (1, True)


def test_a_table_that_is_no_file(featc, orders, tmp_path):
    os.mkfifo(tmp_path / "fifo.csv")
    (tmp_path / "folder.csv").mkdir()
    for name, said in (("fifo", "is not a file"), ("folder", "is not a file"), ("none", "there is no such file")):
        result = featc("run", orders, "--input", tmp_path / f"{name}.csv", "--output", tmp_path / "out.arrow")
        assert (result.code, said in result.err) == (2, True)


def test_what_comes_from_other_tables_has_no_lines(featc, source, data):
    rows = pq.read_table(data).set_column(1, "miles", pa.array([-1.0] + [1.0] * 99))
    pq.write_table(rows, data)
    assert "line" not in featc("verify", source, "--input", data).out
    document = json.loads(featc("verify", source, "--input", data, "--format", "json").out)
    assert document["data"] == {"file": data.name}
