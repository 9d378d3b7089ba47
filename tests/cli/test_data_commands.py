"""`featc run`, `verify`, `test`, `serve`: rows in files, through the targets, with everything that may be wrong."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from trips import table

import featc_runtime.scalar
from featc_runtime.batch.columns import Strings


@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows", "csv"])
def test_run_reads_every_format(featc, source, tmp_path, ending):
    rows = table()
    path = tmp_path / f"in.{ending}"
    match ending:
        case "parquet":
            pq.write_table(rows, path)
        case "arrow":
            with pa.ipc.new_file(path, rows.schema) as writer:
                writer.write_table(rows)
        case "arrows":
            with pa.ipc.new_stream(path, rows.schema) as writer:
                writer.write_table(rows)
        case "csv":
            pyarrow.csv.write_csv(rows, path)
    result = featc("run", source, "--input", path, "--output", tmp_path / "out.parquet", "--keep", "zone,miles")
    assert result.code == 0, result.err
    found = pq.read_table(tmp_path / "out.parquet")
    assert found.column_names == ["zone", "miles", "trip_hour", "log_miles", "zone_id", "note_bin", "pair"]
    reference = tmp_path / "reference.parquet"
    pq.write_table(rows, tmp_path / "same.parquet")
    featc("run", source, "--input", tmp_path / "same.parquet", "--output", reference, "--keep", "zone,miles")
    assert found.drop_columns("zone").equals(pq.read_table(reference).drop_columns("zone"))


@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows"])
def test_run_writes_every_format(featc, source, data, tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    assert featc("run", source, "--input", data, "--output", path).code == 0
    if ending == "parquet":
        found = pq.read_table(path)
    else:
        with (pa.ipc.open_file if ending == "arrow" else pa.ipc.open_stream)(path) as reader:
            found = reader.read_all()
    assert found.num_rows == 100
    assert found.schema.metadata[b"featc.featureset"] == b"trips.v1"


def test_csv_cannot_hold_lists(featc, source, data, tmp_path):
    result = featc("run", source, "--input", data, "--output", tmp_path / "out.csv")
    assert result.code == 2
    assert "pair" in result.err
    source.write_text(
        source.read_text().replace("feature pair      = [miles, log_miles]\n", "").replace(", pair: [0.0, 0.0]", "")
    )
    assert featc("run", source, "--input", data, "--output", tmp_path / "out.csv").code == 0
    assert (tmp_path / "out.csv").read_text().startswith('"trip_hour","log_miles","zone_id","note_bin"\n')


def test_run_with_bad_rows_writes_nothing_and_keeps_the_old_file(featc, source, tmp_path):
    rows = table().set_column(1, "miles", pa.array([1.0] * 99 + [5000.0]))
    pq.write_table(rows, tmp_path / "in.parquet")
    out = tmp_path / "out.parquet"
    out.write_bytes(b"old")
    result = featc("run", source, "--input", tmp_path / "in.parquet", "--output", out)
    assert result.code == 1
    assert "miles" in result.err
    assert "5000" in result.err
    assert "row 99" in result.err
    assert out.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.parquet", "out.parquet", "trips.fdl"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.drop_columns("miles"), ["miles", "no such column"]),
        (lambda t: t.set_column(1, "miles", pa.array(["1"] * 100)), ["miles", "float64", "string"]),
        (lambda t: t.set_column(3, "at_time", t["at_time"].cast(pa.timestamp("us"))), ["at_time", 'assume "UTC"']),
    ],
)
def test_run_names_the_column_that_is_wrong(featc, source, tmp_path, change, words):
    pq.write_table(change(table()), tmp_path / "in.parquet")
    result = featc("run", source, "--input", tmp_path / "in.parquet", "--output", tmp_path / "out.parquet")
    assert result.code == 1
    for word in words:
        assert word in result.err


@pytest.mark.parametrize("name", ["nothing.parquet", "in.xlsx"])
def test_run_without_a_table(featc, source, tmp_path, name):
    (tmp_path / "in.xlsx").write_bytes(b"x")
    assert featc("run", source, "--input", tmp_path / name, "--output", tmp_path / "o.parquet").code == 2


@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows", "csv"])
@pytest.mark.parametrize("content", [b"", b"PAR1 not really", b"\x00" * 100])
def test_run_on_a_damaged_file(featc, source, tmp_path, ending, content):
    path = tmp_path / f"in.{ending}"
    path.write_bytes(content)
    result = featc("run", source, "--input", path, "--output", tmp_path / "o.parquet")
    assert result.code in (1, 2)
    assert f"in.{ending}" in result.err
    assert not (tmp_path / "o.parquet").exists()


def test_run_of_no_rows(featc, source, tmp_path):
    pq.write_table(table().slice(0, 0), tmp_path / "in.parquet")
    assert featc("run", source, "--input", tmp_path / "in.parquet", "--output", tmp_path / "o.parquet").code == 0
    assert pq.read_table(tmp_path / "o.parquet").num_rows == 0


def test_run_onto_its_own_input(featc, source, data):
    before = data.read_bytes()
    assert featc("run", source, "--input", data, "--output", data).code == 2
    assert data.read_bytes() == before


def test_csv_nulls_and_zones(featc, source, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text('zone,miles,note,at_time\nNA,1.5,,2024-01-01T00:00:00Z\n"",2,"",2024-07-01 00:00:00+02:00\n')
    result = featc("run", source, "--input", path, "--output", tmp_path / "o.parquet", "--keep", "zone")
    assert result.code == 0, result.err
    found = pq.read_table(tmp_path / "o.parquet").to_pydict()
    assert found["zone"] == ["NA", ""]
    assert [v is None for v in found["note_bin"]] == [True, False]
    assert found["trip_hour"] == [19, 18]
    path.write_text("zone,miles,note,at_time\nx,1.5,,2024-01-01T00:00:00\n")
    result = featc("run", source, "--input", path, "--output", tmp_path / "o.parquet")
    assert result.code == 1
    assert 'assume "UTC"' in result.err
    path.write_text("zone,miles,note,at_time\nx,much,,2024-01-01T00:00:00Z\n")
    result = featc("run", source, "--input", path, "--output", tmp_path / "o.parquet")
    assert result.code == 1
    assert 'miles: row 0: line 2, column "miles": "much" is not a number' in result.err


LABELLED = """featureset labelled.v1

input Row {
  n:     int64
  truth: bool label
  span:  duration
}

feature twice = n * 2
feature long = span > 1s
"""


def test_csv_with_a_label(featc, tmp_path):
    program, path, out = tmp_path / "labelled.fdl", tmp_path / "in.csv", tmp_path / "o.parquet"
    program.write_text(LABELLED)
    path.write_text("other,n,truth,span\nx,1,true,2000000\ny,2,false,5\n")
    result = featc("run", program, "--input", path, "--output", out, "--keep", "truth")
    assert result.code == 0, result.err
    rows = pq.read_table(out).to_pydict()
    assert rows == {"truth": [True, False], "twice": [2, 4], "long": [True, False]}
    assert featc("verify", program, "--input", path).code == 0
    path.write_text("n,span\n1,2000000\n")
    assert featc("run", program, "--input", path, "--output", out).code == 0
    path.write_text("n,span\n1,2.5\n")
    result = featc("run", program, "--input", path, "--output", out)
    assert result.code == 1
    assert 'column "span"' in result.err
    assert "its microseconds" in result.err


def test_verify_agrees(featc, source, data):
    result = featc("verify", source, "--input", data)
    assert result.code == 0, result.out + result.err
    assert "the same bits for every row" in result.out
    document = json.loads(featc("verify", source, "--input", data, "--format", "json").out)
    assert (document["rows"], document["values"], document["mismatches"], document["ok"]) == (100, 500, 0, True)


def test_verify_tells_feature_row_and_bits(featc, source, data, monkeypatch):
    good = featc_runtime.scalar.log1p_float64
    monkeypatch.setattr(featc_runtime.scalar, "log1p_float64", lambda x: good(x) * (1 + 2**-52 * (x > 9)))
    result = featc("verify", source, "--input", data)
    assert result.code == 1
    assert "log_miles, row 91" in result.out
    assert "0x4002" in result.out
    assert "miles: 9.1" in result.out
    document = json.loads(featc("verify", source, "--input", data, "--format", "json").out)
    assert not document["ok"]
    assert {m["feature"] for m in document["first_mismatches"]} == {"log_miles", "pair"}


def test_verify_with_rows_that_both_refuse(featc, source, tmp_path):
    rows = table().set_column(1, "miles", pa.array([-1.0, float("nan"), None] + [1.0] * 97))
    pq.write_table(rows, tmp_path / "in.parquet")
    result = featc("verify", source, "--input", tmp_path / "in.parquet")
    assert result.code == 1, result.out + result.err
    assert "row 0 refused by both" in result.out
    assert "row 1 refused by both" in result.out
    assert "row 2 refused by both" in result.out
    assert result.out.endswith("\nboth paths refuse 3 of 100 rows; the same bits for the other 97\n")
    result = featc("verify", source, "--input", tmp_path / "in.parquet", "--format", "json")
    document = json.loads(result.out)
    found = [document[key] for key in ("ok", "rows", "refused", "disagreed", "mismatches")]
    assert (result.code, found) == (1, [False, 100, 3, 0, 0])
    pq.write_table(rows.slice(0, 3), tmp_path / "in.parquet")
    result = featc("verify", source, "--input", tmp_path / "in.parquet")
    assert (result.code, result.out.splitlines()[-1]) == (1, "both paths refuse 3 of 3 rows; no row is left to compare")


def test_verify_of_a_program_with_errors_in_json(featc, source, data):
    source.write_text("featureset trips.v1\ninput Trip { miles: float64 }\nfeature far = mile > 5\n")
    result = featc("verify", source, "--input", data, "--format", "json")
    assert result.code == 1
    assert [d["code"] for d in json.loads(result.out)["diagnostics"]] == ["FDL039"]


def test_verify_against_nothing(featc, source, data, unused_port):
    result = featc("verify", source, "--input", data, "--address", f"127.0.0.1:{unused_port}")
    assert result.code == 69
    assert "no service answers" in result.err


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def test_test_passes_and_fails(featc, source):
    result = featc("test", source)
    assert result.code == 0
    assert "1 passed, 0 failed" in result.out
    source.write_text(source.read_text().replace("trip_hour: 12", "trip_hour: 13"))
    result = featc("test", source)
    assert result.code == 1
    assert "trip_hour (in every target)" in result.out
    assert "expected  13 (0x000000000000000d)" in result.out
    document = json.loads(featc("test", source, "--format", "json").out)
    assert not document["ok"]
    assert {f["target"] for f in document["tests"][0]["failures"]} == {"reference", "batch", "row", "service"}


def test_test_finds_the_target_that_is_wrong(featc, source, monkeypatch):
    monkeypatch.setattr(featc_runtime.batch, "index_of_string", lambda x, t: _wrong(x))
    result = featc("test", source)
    assert result.code == 1
    assert "zone_id (in batch)" in result.out


def _wrong(x: Strings):
    import numpy as np

    return np.full(len(x), 7), np.full(len(x), True)


def test_serve_and_verify_over_the_network(source, data, tmp_path):
    with _serve(source) as (process, address):
        done = subprocess.run(
            [sys.executable, "-m", "featc", "verify", str(source), "--input", str(data), "--address", address],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        other = tmp_path / "other"
        other.mkdir()
        changed = other / "trips.fdl"
        changed.write_text(source.read_text() + "feature more = miles * 2\n")
        done = subprocess.run(
            [sys.executable, "-m", "featc", "verify", str(changed), "--input", str(data), "--address", address],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "fingerprint" in done.stderr
        taken = subprocess.run(
            [sys.executable, "-m", "featc", "serve", str(source), "--port", address.rpartition(":")[2]],
            capture_output=True,
            text=True,
            check=False,
        )
        assert taken.returncode == 69
        assert "--port 0" in taken.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


class _serve:  # noqa: N801 (used as a function)
    def __init__(self, source: Path) -> None:
        self.source = source

    def __enter__(self) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "featc", "serve", str(self.source), "--port", "0"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return self.process, line.split(" listens on ")[1].split()[0]

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
