"""`featc check`, `build`, `explain`: what they print, write and return."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from featc.backends import backends
from featc.cli import exits
from featc.typecheck.annotations import STORED
from featc_dsl.catalogue import ROWS
from featc_dsl.glossary import KEYWORDS, TYPES
from featc_dsl.table import table
from featc_dsl.types import SCALARS

BAD = """\
featureset trips.v1
input Trip { miles: float64 }
feature a = logg1p(miles)
feature b = miles + "x"
"""


def test_check_good(featc, source):
    result = featc("check", source)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{source}: good, 5 features\n"


def test_check_tells_all_independent_errors(featc, source):
    source.write_text(BAD)
    result = featc("check", source)
    assert result.code == 1
    assert result.err.count("error[FDL") == 2
    assert "log1p" in result.err
    assert f"{source}:3:13" in result.err


def test_check_json(featc, source):
    assert json.loads(featc("check", source, "--format", "json").out) == {"ok": True, "diagnostics": []}
    source.write_text(BAD)
    result = featc("check", source, "--format", "json")
    document = json.loads(result.out)
    assert (result.code, result.err, document["ok"]) == (1, "", False)
    assert len(document["diagnostics"]) == 2
    assert {d["code"][:3] for d in document["diagnostics"]} == {"FDL"}


@pytest.mark.parametrize("command", ["check", "build", "test", "serve"])
def test_a_missing_file_is_wrong_usage(featc, source, command):
    result = featc(command, source.parent / "tripz.fdl")
    assert result.code == 2
    assert "there is no file" in result.err
    assert "trips.fdl" in result.err


def test_a_folder_is_wrong_usage(featc, tmp_path):
    assert featc("check", tmp_path).code == 2


def test_wrong_options_are_wrong_usage(featc, source):
    assert featc("check").code == 2
    assert featc("nonsense").code == 2
    assert featc("check", source, "--format", "xml").code == 2
    assert featc("build", source, "--target", "cobol").code == 2


def test_source_that_is_no_text(featc, source):
    source.write_bytes(b"featureset \xff\xfe")
    result = featc("check", source)
    assert result.code == 1
    assert "UTF-8" in result.err


def test_build_writes_all_targets_and_the_lock(featc, source, tmp_path):
    out = tmp_path / "out"
    result = featc("build", source, "-o", out)
    assert result.code == 0, result.err
    files = {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}
    assert {
        "trips/MANIFEST.json",
        "trips/docs/trips.md",
        "trips/proto/trips/v1/trips.proto",
        "trips/python/trips/__init__.py",
        "trips/python/trips/service.py",
    } <= files
    assert source.with_suffix(".lock").is_file()
    manifest = json.loads((out / "trips/MANIFEST.json").read_text())
    assert manifest["fingerprint"] in result.out
    assert set(manifest["files"]) | {"MANIFEST.json"} == {f.removeprefix("trips/") for f in files}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the start of the process is not known")
def test_build_tells_the_time_since_its_process_started(source, tmp_path):
    """As a shell measures it: the interpreter's start and the imports are part of it."""
    code = "import time; time.sleep(1.5); from featc.cli import main; main()"
    command = [sys.executable, "-c", code, "build", str(source), "-o", str(tmp_path / "out")]
    started = time.monotonic()
    out = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    match = re.search(r"\((\d+\.\d) s\)$", out, re.MULTILINE)
    assert match is not None
    assert 1.5 <= float(match[1]) <= time.monotonic() - started + 0.1


def test_build_of_one_target(featc, source, tmp_path):
    assert featc("build", source, "-o", tmp_path / "out", "--target", "docs").code == 0
    files = sorted(p.name for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert files == ["MANIFEST.json", "ir.json", "trips.md"]


def test_locked(featc, source, tmp_path):
    out = tmp_path / "out"
    result = featc("build", source, "-o", out, "--locked")
    assert (result.code, out.exists()) == (1, False)
    assert "would change" in result.err
    assert featc("build", source, "-o", out).code == 0
    assert featc("build", source, "-o", out, "--locked").code == 0
    before = (out / "trips/MANIFEST.json").read_bytes()
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    result = featc("build", source, "-o", out, "--locked")
    assert result.code == 1
    assert "new: more" in result.err
    assert (out / "trips/MANIFEST.json").read_bytes() == before


def test_field_numbers_are_never_used_twice(featc, source, tmp_path):
    text = source.read_text()
    featc("build", source, "-o", tmp_path / "out")
    lines = [line for line in text[: text.index("test ")].split("\n") if not line.startswith("feature zone_id")]
    source.write_text("\n".join(lines) + "feature zone_len = length(zone)\n")
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    proto = (tmp_path / "out/trips/proto/trips/v1/trips.proto").read_text()
    assert "reserved 3;" in proto
    assert 'reserved "zone_id";' in proto
    assert "zone_len = 6;" in proto
    source.write_text(text)
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    proto = (tmp_path / "out/trips/proto/trips/v1/trips.proto").read_text()
    assert "zone_id = 7;" in proto
    assert "reserved 3, 6;" in proto


def test_a_damaged_lock_is_told(featc, source, tmp_path):
    source.with_suffix(".lock").write_text("format = 1\n[pins\n")
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 1
    assert "not valid TOML" in result.err
    source.with_suffix(".lock").write_text("format = 1\n")
    assert featc("build", source, "-o", tmp_path / "out").code == 1
    source.with_suffix(".lock").write_bytes(b"\xff\xfe")
    assert featc("build", source, "-o", tmp_path / "out").code == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('a = {number = 7, type = "bool"}\nb = {number = 7, type = "bool"}', "Features.a and Features.b both have"),
        ('a = {number = 0, type = "bool"}', "Features.a has 0, which is no field number"),
        ('a = {number = 19000, type = "bool"}', "Features.a has 19000, which is no field number"),
        ('a = {number = 536870912, type = "bool"}', "Features.a has 536870912, which is no field number"),
    ],
)
def test_numbers_that_protobuf_does_not_take(featc, source, tmp_path, lines, words):
    """Such as those of a lock whose conflicts were resolved by keeping the lines of both branches."""
    featc("build", source, "-o", tmp_path / "out")
    lock = source.with_suffix(".lock")
    head = lock.read_text().partition("[messages")[0]
    lock.write_text(f"{head}[messages.Features]\n{lines}\n")
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 1
    assert words in result.err


def test_other_pins_need_consent(featc, source, tmp_path):
    featc("build", source, "-o", tmp_path / "out")
    lock = source.with_suffix(".lock")
    good = lock.read_text()
    lock.write_text(good.replace('unicode = "15.0.0"', 'unicode = "14.0.0"'))
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 1
    assert "unicode 14.0.0 → 15.0.0" in result.err
    assert featc("build", source, "-o", tmp_path / "out", "--update-pins").code == 0
    assert lock.read_text() == good


def test_a_failed_build_leaves_the_old_output(featc, source, tmp_path, monkeypatch):
    out = tmp_path / "out"
    featc("build", source, "-o", out)
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    source.write_text(source.read_text() + "feature more = miles * 2\n")

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    result = featc("build", source, "-o", out)
    monkeypatch.undo()
    assert result.code == 69
    assert "No space left" in result.err
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
    assert [p.name for p in out.iterdir()] == ["trips"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_while_writing_rows(featc, source, data):
    result = featc("run", source, "--input", data, "--output", "/dev/full/x.parquet")
    assert result.code in (2, 69)


def test_a_bug_is_reported_without_a_traceback(featc, source, tmp_path, monkeypatch):
    class Broken:
        group = "docs"

        def emit(self, program: object, context: object) -> dict[str, bytes]:
            raise ZeroDivisionError("oh")

    monkeypatch.setitem(backends(), "docs", Broken())
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 70
    assert "bug in featc" in result.err
    report = result.err.split(" and ")[-1].strip()
    assert "ZeroDivisionError" in Path(report).read_text()
    os.unlink(report)


def test_explain(featc):
    listed = featc("explain")
    assert listed.code == 0
    codes = [line.split()[0] for line in listed.out.splitlines()]
    assert len(codes) >= 25
    for code in codes[:3]:
        result = featc("explain", code.lower())
        assert result.code == 0
        assert "This fails:" in result.out
        assert "This works:" in result.out
    assert featc("explain", "FDL998").code == 2


def test_explain_operators_types_and_keywords(featc):
    for word, said in (
        ("hour", "hour(x: datetime) → int64"),
        ("HOUR", "The hour of the day."),
        ("//", "`floordiv`, written `//`"),
        ("slice", "slice(x: list<T>, start: int64)"),
        ("list", "`list`, a type"),
        ("let", "`let`, a word of the language"),
        ("datetime", "datetime(x: date) → datetime"),
    ):
        result = featc("explain", word)
        assert result.code == 0, word
        assert said in result.out
    assert "a type" in featc("explain", "datetime").out
    for word, hint in (("houre", "did you mean `hour`"), ("nvl", "write `x ?? 0`"), ("bigint", "called `int64`")):
        result = featc("explain", word)
        assert result.code == 2
        assert hint in result.err


def test_every_word_of_the_language_is_explained(featc):
    words = {*table().words, *SCALARS, *STORED, "list", *(row.name for row in ROWS), *(row.symbol for row in ROWS)}
    operators = {name for row in ROWS for name in (row.name, row.symbol)}
    assert words - {""} <= KEYWORDS.keys() | TYPES.keys() | operators


def test_exit_codes_are_the_documented_ones():
    assert (exits.GOOD, exits.FINDINGS, exits.USAGE, exits.ENVIRONMENT, exits.BUG) == (0, 1, 2, 69, 70)


def test_help_is_wide_enough(featc):
    result = featc("--help")
    assert result.code == 0
    for name in ("check", "build", "run", "serve", "verify", "test", "explain", "init"):
        assert name in result.out
    assert sys.version_info >= (3, 11)
