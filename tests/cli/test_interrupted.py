"""Builds and runs that are ended or killed, or that meet each other: the old files stay, no half ones are left."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from featc import staging, writer
from featc.manifest import Identity, Manifest, Record, write
from featc.tables import Sink
from featc.writer import write_tree

needs_flock = pytest.mark.skipif(sys.platform == "win32", reason="this system has no flock")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def named(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with a manifest that names them."""
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    record = Record(Identity("0", "0", "0", "0"), frozenset(files))
    return {**files, "MANIFEST.json": write(Manifest("set.v1", "0", "0", "s.fdl", {}, {"docs": record}, hashes))}


def hidden(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


@pytest.fixture(params=["exchange", "two steps"])
def way(request, monkeypatch):
    """As the system can, and as all systems can."""
    if request.param == "two steps":
        monkeypatch.setattr(writer, "_exchange", lambda new, target: False)


@pytest.mark.usefixtures("way")
def test_builds_at_the_same_time_leave_a_whole_one(tmp_path):
    target, failures = tmp_path / "set", []

    def build(content: bytes) -> None:
        for _ in range(40):
            try:
                write_tree(target, named({f"file_{i}": content for i in range(6)}))
            except OSError as error:
                failures.append(error)

    threads = [threading.Thread(target=build, args=(bytes([i]),)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    left = tree(target)
    assert named({n: c for n, c in left.items() if n != "MANIFEST.json"}) == left
    assert len(left) == 7
    assert len(set(left.values())) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["set"]


@pytest.mark.usefixtures("way")
def test_a_new_build_replaces_everything(tmp_path):
    write_tree(tmp_path / "set", named({"a": b"1", "b/c": b"2"}))
    write_tree(tmp_path / "set", named({"a": b"3"}))
    assert tree(tmp_path / "set") == named({"a": b"3"})
    assert [p.name for p in tmp_path.iterdir()] == ["set"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no exchange of directories")
def test_there_is_a_build_at_every_moment(tmp_path):
    """So a process that ends in the middle leaves the old one or the new one."""
    target, missing, done = tmp_path / "set", [], threading.Event()
    write_tree(target, named({"a": b""}))

    def look() -> None:
        while not done.is_set():
            if not target.exists():
                missing.append(1)

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(100):
        write_tree(target, named({"a": b""}))
    done.set()
    thread.join()
    assert missing == []


def test_a_file_in_the_way_stays(tmp_path):
    (tmp_path / "set").write_text("mine")
    with pytest.raises(NotADirectoryError):
        write_tree(tmp_path / "set", named({"a": b""}))
    assert tree(tmp_path) == {"set": b"mine"}


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "set").symlink_to(tmp_path / "there", target_is_directory=True)
    write_tree(tmp_path / "set", named({"a": b"1"}))
    assert (tmp_path / "set").is_symlink()
    assert tree(tmp_path / "there") == named({"a": b"1"})


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_ended_leaves_the_old_file_only(tmp_path, number, code):
    many = "".join(f"feature y_{i} = pow(x, {i}.5)\n" for i in range(30))  # enough to do for whoever is slow to end it
    (tmp_path / "s.fdl").write_text(f"featureset s.v1\ninput Row {{ x: float64 }}\n{many}")
    rows = pa.table({"x": pa.array(range(65_536), pa.float64())})
    with pa.ipc.new_stream(tmp_path / "in.arrows", rows.schema) as sink:
        for _ in range(200):
            sink.write_table(rows)
    out = tmp_path / "out.arrow"
    out.write_text("old")
    command = [sys.executable, "-m", "featc", "run", tmp_path / "s.fdl", "--threads", "1"]
    command += ["--input", tmp_path / "in.arrows", "--output", out]
    with subprocess.Popen([str(c) for c in command], stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 20
        while not list(tmp_path.glob(".out*")) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Traceback" not in errors
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".out*"))


# --- killed -----------------------------------------------------------------------------------------------------------

#: Where a build ends itself by SIGKILL, as code that is run before it.
KILL = """
import os, signal, sys
from featc import staging, writer
from featc.cli import main

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def after(module, name):
    real = getattr(module, name)
    setattr(module, name, lambda *args: (real(*args), kill()))

def at_call(number, module, name):
    real, calls = getattr(module, name), iter(range(1, 1_000_000))
    setattr(module, name, lambda *args: kill() if next(calls) == number else real(*args))

"""
PLACES = {
    "with an empty folder": "writer._fill = kill",
    "within the manifest": "at_call(1, writer.Path, 'rename')",
    "between files": "at_call(4, writer.Path, 'write_bytes')",
    "with all files": "writer._put = kill",
    "before the lock": "staging.Partial.put = kill",
    "after the lock": "after(staging.Partial, 'put')",
    "before the old is deleted": "writer._retire = kill",
    "while the old is deleted": "at_call(4, writer, '_unlink')",
    "in two steps, between them": "writer._exchange = lambda *_: False; writer._rename = kill",
    "in two steps, after them": "writer._exchange = lambda *_: False; after(writer, '_rename')",
}


def build(source: Path, out: Path, before: str = "", *more: str) -> int:
    """`featc build` in a process of its own; its exit code, or the signal that ended it, below zero."""
    code = f"{KILL}{before}\nmain()"
    command = [sys.executable, "-c", code, "build", str(source), "-o", str(out), *more]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@needs_flock
@pytest.mark.parametrize("where", PLACES)
def test_a_killed_build_is_made_good_by_the_next(source, tmp_path, featc, where):
    """With the numbers that it would have given, all targets that there were, and nothing left beside it."""
    out = tmp_path / "out"
    assert featc("build", source, "-o", out, "--target", "go_library").code == 0
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    (tmp_path / "other").mkdir()
    for path in (source, source.with_suffix(".lock")):
        shutil.copy(path, tmp_path / "other")
    assert build(source, out, PLACES[where], "--target", "docs") == -signal.SIGKILL
    assert hidden(out)
    assert featc("build", source, "-o", out, "--target", "docs").code == 0
    assert hidden(out) == hidden(tmp_path) == []
    targets = ("--target", "docs", "--target", "go_library")
    assert featc("build", tmp_path / "other" / source.name, "-o", tmp_path / "new", *targets).code == 0
    assert everything(out) == everything(tmp_path / "new")
    assert source.with_suffix(".lock").read_bytes() == (tmp_path / "other" / "trips.lock").read_bytes()


@needs_flock
def test_a_killed_run_is_cleared_away_by_the_next(source, data, tmp_path, featc):
    """Whatever it was to write, in that folder; and that of a process that runs is not."""
    (tmp_path / "rows").mkdir()
    out = tmp_path / "rows" / "out.parquet"
    code = "import os, signal; from featc import tables; from featc.cli import main\n"
    code += "tables.Sink.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL); main()"
    command = [sys.executable, "-c", code, "run", str(source), "--input", str(data), "--output", str(out)]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == -signal.SIGKILL
    (left,) = hidden(out.parent)
    assert left.startswith(".out.parquet.")
    assert left.endswith(".partial")
    with Sink(out.with_name("another.arrow"), pa.schema({"x": pa.int64()})):
        assert len(hidden(out.parent)) == 1
        assert left not in hidden(out.parent)
        assert featc("run", source, "--input", data, "--output", out).code == 0
        assert len(hidden(out.parent)) == 1
    assert sorted(tree(out.parent)) == ["another.arrow", "out.parquet"]


@needs_flock
def test_only_what_is_ours_is_cleared_away(source, tmp_path, featc):
    """A name of another form, one that only looks like ours, and one that is no folder stay; so does all that runs."""
    out = tmp_path / "out"
    out.mkdir()
    names = (".trips.mine.new", ".trips.a1b2c3d4.new", ".trips.00112233.44556677.new")
    for name in names:
        (out / name).mkdir()
        (out / name / "work.py").write_text("mine")
    (out / staging.new_name("trips", staging.NEW)).write_text("no folder")
    (out / staging.new_name("trips", staging.PARTIAL)).mkdir()
    theirs = out / staging.new_name("trips", staging.NEW)
    theirs.mkdir()
    (theirs / "work.py").write_text("mine")
    before = everything(out)
    with staging.folder(out / "trips") as held, staging.Partial(out / "rows.csv"):
        result = featc("build", source, "-o", out)
        assert held.is_dir()
        assert len(hidden(out)) == len(names) + 5
        held.rmdir()
    assert result.code == 0
    assert f"kept, because featc did not write it: {theirs / 'work.py'}" in result.out
    assert {path: content for path, content in everything(out).items() if path in before} == before


def test_without_flock_nothing_is_cleared_away(source, tmp_path, featc, monkeypatch):
    out = tmp_path / "out"
    assert build(source, out, "writer._put = kill") == -signal.SIGKILL
    left = hidden(out)
    assert len(left) == 1
    monkeypatch.setattr(staging, "_lock", lambda file: None)
    assert featc("build", source, "-o", out).code == 0
    assert hidden(out) == left
    monkeypatch.undo()
    assert featc("build", source, "-o", out).code == 0
    assert hidden(out) == []


def _clearing(folder: Path, stop: float) -> None:
    """Clear away again and again, as the beginning of every run does."""
    while time.monotonic() < stop:
        staging.clear_files(folder)
        for path in staging.left_over(folder, staging.NEW):
            path.rmdir()


@needs_flock
def _make_folders(folder: Path, stop: float) -> int:
    made = 0
    while time.monotonic() < stop:
        with staging.folder(folder / "set") as path:
            for i in range(3):
                (path / f"{i}").write_text("x")
            for i in range(3):
                (path / f"{i}").unlink()
            path.rmdir()
        made += 1
    return made


def _make_files(folder: Path, stop: float) -> int:
    made = 0
    while time.monotonic() < stop:
        with staging.Partial(folder / "rows") as partial:
            partial.path.write_text("x")
            partial.put()
        (folder / "rows").unlink()
        made += 1
    return made


@needs_flock
@pytest.mark.parametrize("way", ["exchange", "two steps"])
def test_builds_of_different_targets_at_the_same_time_all_stay(source, tmp_path, featc, way):
    """Real processes: whichever is later takes along what the others have built."""
    out, targets = tmp_path / "out", ("docs", "proto", "go_library")
    before = "writer._exchange = lambda *_: False\n" if way == "two steps" else ""
    code = f"from featc import writer\nfrom featc.cli import main\n{before}main()"
    command = [sys.executable, "-c", code, "build", str(source), "-o", str(out), "--target"]
    started = [subprocess.Popen([*command, t], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for t in targets]
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert set(json.loads((out / "trips" / "MANIFEST.json").read_text())["targets"]) == set(targets)
    assert hidden(out) == []
    assert featc("build", source, "-o", tmp_path / "new", "--target", ",".join(targets)).code == 0
    assert everything(out) == everything(tmp_path / "new")


@needs_flock
def test_a_build_that_stands_still_holds_no_other_up(source, tmp_path, featc):
    """Nor is what it has written cleared away: it goes on, and finds that another was quicker."""
    out = tmp_path / "out"
    code = "import os, signal\nfrom featc import writer\nfrom featc.cli import main\nreal, times = writer._put, [0]\n"
    code += "def put(*args):\n    times[0] += 1\n    if times[0] == 1:\n        os.kill(os.getpid(), signal.SIGSTOP)\n"
    code += "    real(*args)\nwriter._put = put\nmain()"
    command = [sys.executable, "-c", code, "build", str(source), "-o", str(out), "--target", "docs"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        (held,) = hidden(out)
        assert featc("build", source, "-o", out, "--target", "proto").code == 0
        assert hidden(out) == [held]
        process.send_signal(signal.SIGCONT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert set(json.loads((out / "trips" / "MANIFEST.json").read_text())["targets"]) == {"docs", "proto"}
    assert hidden(out) == []


@needs_flock
@pytest.mark.parametrize("make", [_make_folders, _make_files])
def test_what_is_being_made_is_not_cleared_away(tmp_path, make):
    """Not even between its making and its locking, by two processes that do nothing else."""
    stop = time.monotonic() + 1.5
    others = [multiprocessing.get_context("spawn").Process(target=_clearing, args=(tmp_path, stop)) for _ in range(2)]
    for other in others:
        other.start()
    try:
        assert make(tmp_path, stop) > 20
    finally:
        for other in others:
            other.join()
    assert list(tmp_path.iterdir()) == []
