"""What is printed: in full or with an error that says so, and nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from featc.cli.output import say, say_json
from featc_dsl.render import _unsafe
from featc_runtime.errors import SchemaError
from featc_runtime.rawtext import visible

SOURCE = """\
featureset t.v1
input Row { x: float64 in 0..10, s: string in ["a", "b"] }
feature y = x + 1
feature n = length(s)
test "t" { given { x: 1.0, s: "a" } expect { y: 2.0 } }
"""
#: Escape, carriage return, NUL, delete, C1's escape, overrides of direction, line separators.
HOSTILE = "\x1b[31m\r\x7f\x9b\u202e\u2066\u2028"
FULL = Path("/dev/full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "t.fdl").write_text(SOURCE)
    (tmp_path / "t.csv").write_text("x,s\n1,a\n2,b\n")
    return tmp_path


def featc(folder: Path, *args: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Call featc as a process of its own."""
    command = [sys.executable, "-m", "featc", *map(str, args)]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, **more}
    return subprocess.run(command, cwd=folder, check=False, **given)


#: Each command, so that it prints something.
COMMANDS = {
    "check": ["t.fdl"],
    "build": ["t.fdl"],
    "run": ["t.fdl", "--input", "t.csv", "--output", "out.csv"],
    "serve": ["t.fdl", "--port", "0"],
    "verify": ["t.fdl", "--input", "t.csv"],
    "certify": ["t.fdl", "--rows", "5"],
    "test": ["t.fdl"],
    "explain": [],
    "init": ["new"],
    "--help": [],
    "--version": [],
}


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [*COMMANDS, "check --format json", "verify --format json", "check --help"])
def test_a_full_disk(folder, command):
    """Each command says that its result is lost, with the exit code of the environment, and nothing else."""
    name, *options = command.split()
    if name == "certify":
        assert featc(folder, "build", "t.fdl").returncode == 0
    with FULL.open("wb") as full:
        done = featc(folder, name, *COMMANDS[name], *options, stdout=full)
    told = "error: standard output: No space left on device\n hint: the result was not printed in full\n"
    assert (done.returncode, done.stderr.decode()) == (69, told)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_standard_error(folder):
    """There is no place to report to: the exit code is what is left, and it is that of the command."""
    (folder / "bad.fdl").write_text(SOURCE.replace("x + 1", "nothing"))
    with FULL.open("wb") as full:
        for stream in (None, full):
            assert featc(folder, "check", "bad.fdl", stderr=full, stdout=stream or subprocess.PIPE).returncode == 1
            assert featc(folder, "check", "none.fdl", stderr=full, stdout=stream or subprocess.PIPE).returncode == 2
            assert featc(folder, "check", "--none", stderr=full, stdout=stream or subprocess.PIPE).returncode == 2
        assert featc(folder, "check", "t.fdl", stderr=full, stdout=full).returncode == 69
        done = featc(folder, "check", "t.fdl", stderr=full)
        assert (done.returncode, done.stdout) == (0, b"t.fdl: good, 2 features\n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--port", "0"], ["--help"]])
def test_a_full_disk_under_a_generated_service(folder, arguments):
    assert featc(folder, "build", "t.fdl").returncode == 0
    package = {**os.environ, "PYTHONPATH": str(folder / "generated" / "t" / "python")}
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "t", *arguments], env=package, stdout=full, stderr=subprocess.PIPE, check=False,
            timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (69, b"standard output: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="closed pipes")
@pytest.mark.parametrize(
    "command", [["explain"], ["--help"], ["test", "t.fdl"], ["check", "bad.fdl", "--format", "json"]]
)
def test_a_reader_that_has_gone(folder, command):
    """As with `| head -1`: not a word, and the exit code is the command's."""
    (folder / "bad.fdl").write_text(SOURCE.replace("x + 1", "nothing"))
    read, write = os.pipe()
    os.close(read)
    done = featc(folder, *command, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == ("bad.fdl" in command, b"")


@pytest.mark.skipif(os.name != "posix", reason="descriptors")
def test_closed_streams(folder):
    for closing in (">&-", "2>&-", ">&- 2>&-"):
        command = f"'{sys.executable}' -m featc check none.fdl {closing}"
        done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False, timeout=60)
        assert done.returncode == 2
        assert b"Traceback" not in done.stdout + done.stderr


def test_a_report_that_cannot_be_written(folder, tmp_path):
    """A bug on a full disk is told all the same."""
    (tmp_path / "run.py").write_text(
        "import sys, tempfile\nfrom featc.cli import run\nimport featc.commands.check as check\n"
        "def full(*args, **more): raise OSError(28, 'No space left on device')\n"
        "tempfile.NamedTemporaryFile = full\ncheck.run = lambda *args: 1 // 0\nsys.exit(run(['check', 't.fdl']))\n"
    )
    done = subprocess.run([sys.executable, "run.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "no report could be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


# --- nothing is obeyed ---------------------------------------------------------------------------------------


def obeyed(data: bytes) -> list[str]:
    """What of an output a terminal would obey, newlines aside."""
    return [c for c in data.decode() if c != "\n" and _unsafe(c)]


def test_all_that_is_obeyed_is_written_out():
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        kept = character in "\n\t" or not _unsafe(character)
        assert (visible(character) == character) is kept, hex(code)
    assert visible(HOSTILE) == r"\x1b[31m\x0d\x7f\x9b\u202e\u2066\u2028"
    assert visible("Ünï😀 עברית\ttab\n") == "Ünï😀 עברית\ttab\n"
    assert unicodedata.category("\u200d") == "Cf"
    assert visible("👩\u200d🚀") == "👩\u200d🚀"  # joiners are part of what is shown


def test_json_is_escaped_and_the_same(capsys):
    document = {"a": f"é{HOSTILE}", HOSTILE: ["\udcff", "\t"]}
    say_json(document)
    out = capsys.readouterr().out
    assert "é" in out
    assert not obeyed(out.encode())
    assert json.loads(out) == document


def test_an_encoding_that_has_not_all(folder):
    (folder / "é→.fdl").write_text(SOURCE)
    done = featc(folder, "check", "é→.fdl", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (0, b"\\xe9\\u2192.fdl: good, 2 features\n")
    done = featc(folder, "check", "--format", "json", "none→", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2


def values(folder: Path) -> list[list[object]]:
    """Commands that meet hostile values, columns, names and options."""
    (folder / "value.csv").write_text(f'x,s\n1,"{HOSTILE}"\n')
    (folder / "number.csv").write_text(f'x,s\n"{HOSTILE}",a\n')
    (folder / "column.csv").write_text(f'x,"s{HOSTILE}"\n1,a\n')
    pq.write_table(pa.table({"x": [1.0], "s": [HOSTILE]}), folder / "value.parquet")
    pq.write_table(pa.table({"x": [1.0], f"s{HOSTILE}": ["a"]}), folder / "column.parquet")
    shutil.copy(folder / "t.fdl", folder / f"{HOSTILE}.fdl")
    (folder / "quoted.fdl").write_text(
        SOURCE.replace("x + 1", f'x + "{HOSTILE}"') + f"# {HOSTILE}\nimport '{HOSTILE}'\n"
    )
    tables = ["value.csv", "number.csv", "column.csv", "value.parquet", "column.parquet", f"none{HOSTILE}.csv"]
    return [
        *(["run", "t.fdl", "--input", t, "--output", "out.csv"] for t in tables),
        *(["verify", "t.fdl", "--input", t] for t in ("value.csv", "number.csv", "column.parquet")),
        ["verify", "t.fdl", "--input", "value.csv", "--format", "json"],
        ["run", "t.fdl", "--input", "t.csv", "--output", "out.csv", "--keep", HOSTILE],
        ["run", "t.fdl", "--input", "t.csv", "--output", f"none{HOSTILE}/out.csv"],
        ["check", f"{HOSTILE}.fdl"],
        ["check", f"none{HOSTILE}.fdl"],
        ["check", "quoted.fdl"],
        ["check", "quoted.fdl", "--format", "json"],
        ["build", f"{HOSTILE}.fdl", "-o", f"out{HOSTILE}"],
        ["build", "t.fdl", "--target", HOSTILE],
        ["check", f"--{HOSTILE}"],
        [HOSTILE],
        ["explain", HOSTILE],
        ["init", f"new{HOSTILE}"],
    ]


@pytest.mark.skipif(os.name != "posix", reason="names of files")
def test_nothing_reaches_a_terminal_raw(folder, monkeypatch, capfdbinary):
    """Commands in this process, for there are many; what they write to the descriptors is looked at."""
    from featc.cli import run

    monkeypatch.chdir(folder)
    for command in values(folder):
        code = run([str(a) for a in command])
        out, err = capfdbinary.readouterr()
        assert code in (0, 1, 2), (command, err)
        assert not obeyed(out + err), (command, out + err)


def test_generated_files_name_their_source_in_one_line(folder):
    """A file's name may have a newline: it must not become a line of code."""
    name = 't\n\x1b\\u"""\udcff.fdl'
    shutil.copy(folder / "t.fdl", folder / name)
    done = featc(folder, "build", name, "--target", "docs,proto,python,go,java")
    assert done.returncode == 0, done.stderr
    for path in (folder / "generated").rglob("*.py"):
        assert not obeyed(path.read_bytes())
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
    assert "from t___u____.fdl" in (folder / "generated/t/python/t/_row.py").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="terminals")
def test_colours_are_featc_s_own(folder):
    """On a terminal: those of marks and of diagnostics, not those of a title."""
    (folder / "t.fdl").write_text(SOURCE.replace('"t" {', '"\\u{1b}[31m\\u{9b}\\u{202e}" {'))
    for colour, settings in (True, {}), (False, {"NO_COLOR": "1"}):
        ours, theirs = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | settings
        done = featc(folder, "test", "t.fdl", stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65_536):
                shown += part
        except OSError:  # so Linux says that a terminal has ended
            pass
        os.close(ours)
        assert done.returncode == 0, shown
        assert (b"\x1b[32mpassed\x1b[0m" in shown) is colour
        plain = re.sub(rb"\x1b\[(\d|;)*m", b"", shown) if colour else shown
        assert not obeyed(plain.replace(b"\r\n", b"\n"))
        assert rb"\x1b[31m" in shown


def test_the_runtime_s_errors_are_shown_too():
    """They reach a terminal by the traceback of a job that does not catch them."""
    assert str(SchemaError(f'column "{HOSTILE}"')) == rf'column "{visible(HOSTILE)}"'


def test_say_takes_what_is_no_text(capsys):
    say("lone \udcff")
    assert capsys.readouterr().out == "lone \\udcff\n"
