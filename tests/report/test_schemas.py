"""The JSON of each command is of its schema, whatever it finds; a schema allows nothing that no command writes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator

from featc.cli import main

SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "json"
SOURCE = """featureset small.v1
input Row { x: float64 in 0..10, n: int64? }
feature twice = x * 2
feature more = (n ?? 0) + 1
test "good" { given { x: 1.0 } expect { twice: 2.0 } }
"""
BAD_TEST = 'test "bad" { given { x: 1.0, n: 2 } expect { twice: 3.0, more: 3 } }\n'
REFUSED = 'test "refused" { given { x: 11.0 } expect { twice: 3.0 } }\n'


def schema(command: str) -> Draft202012Validator:
    document = json.loads((SCHEMAS / f"{command}.schema.json").read_text())
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, object]]:
    """The exit code and the document, which is of the command's schema."""
    with pytest.raises(SystemExit) as left:
        main([*map(str, arguments), "--format", "json"])
    document = json.loads(capfd.readouterr().out)
    schema(str(arguments[0])).validate(document)
    return int(left.value.code or 0), document


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "small.fdl"
    path.write_text(SOURCE)
    return path


def test_check(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "check", source)[0] == 0
    source.write_text(SOURCE + "feature a = nothing + 1\nfeature b = hour(x)\nfeature a = 1\n")
    code, document = run(capfd, "check", source)
    assert (code, document["ok"]) == (1, False)


def test_test(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "test", source)[0] == 0
    source.write_text(SOURCE + BAD_TEST + REFUSED)
    code, document = run(capfd, "test", source)
    assert (code, document["ok"]) == (1, False)


def test_verify(source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"x": [1.0, 2.0], "n": [None, 2]}), table)
    assert run(capfd, "verify", source, "--input", table)[0] == 0
    pq.write_table(pa.table({"x": [1.0, 20.0], "n": [None, 2]}), table)
    code, document = run(capfd, "verify", source, "--input", table)
    assert (code, document["refused"]) == (1, 1)


def test_certify(source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    with pytest.raises(SystemExit):
        main(["build", str(source), "-o", str(out)])
    capfd.readouterr()
    assert run(capfd, "certify", source, "-o", out, "--rows", "5")[0] == 0
    code = out / "small" / "python" / "small" / "_row.py"
    shutil.copy(code, tmp_path / "kept.py")
    code.write_text(code.read_text().replace("x * 2.0", "x * 3.0"))
    left, document = run(capfd, "certify", source, "-o", out, "--rows", "5")
    assert (left, document["verdict"]) == (1, "failed")
