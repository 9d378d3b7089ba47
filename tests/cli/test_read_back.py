"""Commands on files that featc wrote and someone has changed: one kind of error, with the file and the way out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from featc.certify import programs
from featc.certify.python import BatchPrograms
from featc.check import check_source
from featc_runtime.readback import Unreadable
from featc_runtime.service import certificate

SOURCE = "featureset t.v1\ninput Row { x: int64 }\nfeature y = x + 1\n"

#: What is no file that featc wrote, in bytes.
BROKEN = {
    "nested": b"[" * 100_000,
    "nested objects": b'{"a":' * 100_000,
    "empty": b"",
    "an array": b"[1]",
    "a number": b"9" * 5_000,
    "NUL": b"\0" * 100,
    "not UTF-8": b'{"files": "\xff"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "NaN": b'{"files": NaN}',
    "twice": b'{"files": {}, "files": {}}',
    "other types": b'{"files": [1], "fingerprint": 2, "targets": {"a": []}, "pins": 3, "certificate": 1}',
    "other types inside": b'{"files": {"a": 1}, "fingerprint": "", "targets": [1], "pins": {}, "certificate": {}}',
    "not an object inside": b'{"certificate": 1, "verdict": "passed", "manifest": [], "fingerprint": "", "pins": {}}',
}


@pytest.fixture
def built(featc, tmp_path, monkeypatch) -> Path:
    """A folder with a source and its build."""
    monkeypatch.chdir(tmp_path)
    Path("t.fdl").write_text(SOURCE)
    assert featc("build", "t.fdl").code == 0
    return tmp_path / "generated" / "t"


@pytest.mark.parametrize("kind", BROKEN)
def test_a_manifest(featc, built, kind):
    (built / "MANIFEST.json").write_bytes(BROKEN[kind])
    for more in ((), ("--check",)):
        result = featc("certify", "t.fdl", *more)
        assert result.code == 1, result.err
        assert "generated/t/MANIFEST.json" in result.err
        assert "restore generated/t/MANIFEST.json from version control" in result.err
        assert len(result.err) < 500


@pytest.mark.parametrize("kind", BROKEN)
def test_a_certificate(featc, built, kind):
    (built / "CERTIFICATE.json").write_bytes(BROKEN[kind])
    result = featc("certify", "t.fdl", "--check")
    assert result.code == 1
    assert "CERTIFICATE.json" in result.err
    assert "is not a certificate" in result.err or "of another build" in result.err
    assert len(result.err) < 500


@pytest.mark.parametrize("kind", [*BROKEN, "toml"])
@pytest.mark.parametrize("command", [("build",), ("test",), ("certify",), ("build", "--locked")])
def test_a_lock(featc, built, kind, command):
    Path("t.lock").write_bytes(BROKEN.get(kind, b"a" + b".a" * 100_000 + b" = 1\n"))
    name, *more = command
    result = featc(name, "t.fdl", *more)
    assert result.code == 1, result.err
    assert "t.lock" in result.err
    assert "restore t.lock from version control, or delete it" in result.err
    assert len(result.err) < 500


@pytest.mark.skipif(os.name != "posix", reason="FIFOs and devices")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
@pytest.mark.parametrize("name", ["generated/t/MANIFEST.json", "generated/t/CERTIFICATE.json", "t.lock"])
def test_what_is_no_file(featc, built, kind, name):
    """Each would hang, fill the memory, or end in an error of the system that says nothing."""
    path = Path(name)
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "large":
            path.touch()
            os.truncate(path, 1 << 40)
    result = featc("certify", "t.fdl", "--check")
    assert result.code == 1, result.err
    assert name in result.err
    told = "has more than" if kind == "large" else f"is a {kind}, not a regular file"
    assert told in result.err


@pytest.mark.parametrize("kind", BROKEN)
def test_a_certificate_of_a_service(built, kind):
    """The loader of the runtime, and the service that finds one in its build: it serves without."""
    path = built / "CERTIFICATE.json"
    path.write_bytes(BROKEN[kind])
    with pytest.raises(Unreadable, match=r"CERTIFICATE\.json"):
        certificate.read(path, "0" * 64)


@pytest.mark.skipif(os.name != "posix", reason="FIFOs")
def test_a_service_does_not_hang_on_a_certificate(built):
    os.mkfifo(built / "pipe")
    done = subprocess.run(
        [sys.executable, "-m", "t", "--certificate", str(built / "pipe")], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(built / "python")}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "is a pipe, not a regular file" in done.stderr


# --- what programs answer ------------------------------------------------------------------------------------


@pytest.fixture
def answering(tmp_path):
    """Programs of one set, of which the command is another: what it prints is the answer to everything."""
    program = check_source("t.fdl", SOURCE).featureset
    assert program is not None

    with BatchPrograms([program]) as found:

        def answer(code: str) -> programs.Programs:
            found._command = [sys.executable, "-c", code]
            return found

        yield answer


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("print('[' * 100000)", "nested more than 64 levels deep"),
        ("print('[1]')", "is not a JSON object"),
        ("print('{} {}')", "not valid JSON"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "not UTF-8"),
        ("print('{\"features\": NaN}')", "NaN"),
        ("print('{}'); print('{}')", "gives 2 answers for 1 rows"),
        ("import sys; sys.exit('oh')", "ends with 1: oh"),
    ],
)
def test_answers_that_are_none(answering, code, told):
    with pytest.raises(programs.Refused, match="batch") as found:
        answering(code).try_ask([(0, [{"x": 1}])])
    assert told in str(found.value)


@pytest.mark.parametrize("features", ["7", "null", "[1, 2]", '["x"]', "[[]]", "{}", '["1e5"]'])
def test_answers_of_other_types_are_findings(answering, features):
    found = answering(f"print('{{\"features\": {features}}}')").try_ask([(0, [{"x": 1}])])
    assert isinstance(found[0][0], programs.Failure)


def test_answers_without_end(answering, monkeypatch):
    monkeypatch.setattr(programs, "_MOST_ANSWERS", 100_000)
    with pytest.raises(programs.Refused, match="writes more than 100,000 bytes"):
        answering("while True: print('{}' * 1000)").try_ask([(0, [{"x": 1}])])


def test_an_answer_is_read(answering):
    found = answering("import sys, json; print(json.dumps({'features': ['2']}))").try_ask([(0, [{"x": 1}])])
    assert found == [[{"y": 2}]]
    assert json.loads('"2"') == "2"
