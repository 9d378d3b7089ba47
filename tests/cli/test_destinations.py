"""Where a command writes a file that its user names: links are followed, and nothing but files is replaced."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from featc import writer


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_table_replaces_files_only(featc, source, data, tmp_path):
    """A link stays one, and what it leads to is replaced; a pipe, a folder and a link to nowhere are refused."""
    rows = ["--input", data]
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "out.arrow").write_text("old")
    (tmp_path / "link.arrow").symlink_to("there/out.arrow")
    (tmp_path / "first.arrow").symlink_to("there/first.arrow")
    for name in ("link.arrow", "first.arrow"):
        assert featc("run", source, *rows, "--output", tmp_path / name).code == 0
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / name).resolve().read_bytes().startswith(b"ARROW1")
    os.mkfifo(tmp_path / "pipe.arrow")
    (tmp_path / "folder.arrow").mkdir()
    (tmp_path / "loop.arrow").symlink_to("loop.arrow")
    before = sorted(tmp_path.iterdir())
    for name, told in {
        "pipe": "This is a pipe",
        "folder": "Is a directory",
        "loop": "a link that leads nowhere",
    }.items():
        result = featc("run", source, *rows, "--output", tmp_path / f"{name}.arrow")
        assert (result.code, told in result.err) == (2, True), result.err
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "pipe.arrow").is_fifo()


def test_a_lock_that_is_a_link_stays_one(featc, source, tmp_path):
    lock = source.with_suffix(".lock")
    (tmp_path / "locks").mkdir()
    lock.symlink_to(tmp_path / "locks" / "trips.lock")
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    assert lock.is_symlink()
    first = lock.read_bytes()
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    assert lock.is_symlink()
    assert (tmp_path / "locks" / "trips.lock").read_bytes() != first


def test_an_error_names_the_place_and_nothing_in_between(featc, source, tmp_path, monkeypatch):
    """Not the folder or file beside it, which is gone by then."""
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    (tmp_path / "out" / "trips" / "CERTIFICATE.json").mkdir()
    result = featc("certify", source, "-o", tmp_path / "out", "--rows", "1")
    assert result.code == 2
    assert "trips/CERTIFICATE.json: Is a directory" in result.err

    def busy(new: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(new), None, str(target))

    monkeypatch.setattr(writer, "_rename", busy)
    result = featc("build", source, "-o", tmp_path / "mounted")
    assert result.code == 69
    assert f"{tmp_path / 'mounted' / 'trips'}: " in result.err
    assert ".new" not in result.err
    assert list((tmp_path / "mounted").iterdir()) == []
