"""Builds and runs that are ended, or that meet each other: the old files stay, no half ones are left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

from featc import writer
from featc.writer import write_tree


def tree(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


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
                write_tree(target, {f"file_{i}": content for i in range(6)})
            except OSError as error:
                failures.append(error)

    threads = [threading.Thread(target=build, args=(bytes([i]),)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(tree(target)) == 6
    assert len(set(tree(target).values())) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["set"]


@pytest.mark.usefixtures("way")
def test_a_new_build_replaces_everything(tmp_path):
    write_tree(tmp_path / "set", {"a": b"1", "b/c": b"2"})
    write_tree(tmp_path / "set", {"a": b"3"})
    assert tree(tmp_path / "set") == {"a": b"3"}
    assert [p.name for p in tmp_path.iterdir()] == ["set"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no exchange of directories")
def test_there_is_a_build_at_every_moment(tmp_path):
    """So a process that ends in the middle leaves the old one or the new one."""
    target, missing, done = tmp_path / "set", [], threading.Event()
    write_tree(target, {"a": b""})

    def look() -> None:
        while not done.is_set():
            if not target.exists():
                missing.append(1)

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(100):
        write_tree(target, {"a": b""})
    done.set()
    thread.join()
    assert missing == []


def test_a_file_in_the_way_stays(tmp_path):
    (tmp_path / "set").write_text("mine")
    with pytest.raises(NotADirectoryError):
        write_tree(tmp_path / "set", {"a": b""})
    assert tree(tmp_path) == {"set": b"mine"}


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "set").symlink_to(tmp_path / "there", target_is_directory=True)
    write_tree(tmp_path / "set", {"a": b"1"})
    assert (tmp_path / "set").is_symlink()
    assert tree(tmp_path / "there") == {"a": b"1"}


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
    # a test run in the background ignores SIGINT, and so would its children
    start = "import signal, featc.cli as c; signal.signal(signal.SIGINT, signal.default_int_handler); c.main()"
    command = [sys.executable, "-c", start, "run", tmp_path / "s.fdl", "--threads", "1"]
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
