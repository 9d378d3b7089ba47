"""A build deletes what it owns and nothing else: files of others are refused, kept and named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import Result

from featc import staging, writer
from featc.manifest import parse
from featc.ownership import NotOwned
from featc.readback import Unreadable


def tree(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder, links as where they lead."""
    return {
        p.relative_to(folder).as_posix(): os.readlink(p) if p.is_symlink() else p.read_bytes() if p.is_file() else "dir"
        for p in sorted(folder.rglob("*"))
    }


@pytest.fixture
def built(featc, source, tmp_path) -> Path:
    """The folder of a build of the set."""
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    return tmp_path / "out" / "trips"


@pytest.fixture
def while_building(featc, source, tmp_path, monkeypatch) -> Callable[[Callable[[], None]], Result]:
    """Build the set, with something that happens just before its folder is exchanged."""

    def build(late: Callable[[], None]) -> Result:
        real = writer._put
        with monkeypatch.context() as patch:
            patch.setattr(writer, "_put", lambda *args: (late(), real(*args)))
            return featc("build", source, "-o", tmp_path / "out")

    return build


def put(place: Path, text: str = "mine") -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    return place


#: Where there is no build yet: what is there, and the names that are told.
NOT_BUILT = {
    "a program": (["app.py"], "app.py"),
    "a repository": ([".git/config", ".git/objects/aa/bb", ".gitignore"], ".git/, .gitignore"),
    "a folder": (["data/rows.csv", "data/more.csv"], "data/"),
    "a certificate": (["CERTIFICATE.json"], "CERTIFICATE.json"),
    "a cache alone": ([".pytest_cache/x"], ".pytest_cache"),
    "many": ([f"{i:02}.txt" for i in range(13)], "08.txt, 09.txt and 3 more"),
}


@pytest.mark.parametrize("what", NOT_BUILT)
def test_a_folder_that_no_build_wrote_is_refused(featc, source, tmp_path, what):
    names, told = NOT_BUILT[what]
    for name in names:
        put(tmp_path / "trips" / name)
    before = tree(tmp_path)
    result = featc("build", source, "-o", tmp_path)
    assert result.code == 2
    assert "is not empty, and featc did not build it" in result.err
    assert told in result.err
    assert "-o" in result.err
    assert tree(tmp_path) == before  # the lock is not there, either


def test_an_empty_folder_is_taken(featc, source, tmp_path):
    (tmp_path / "out" / "trips").mkdir(parents=True)
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "trips" / "MANIFEST.json").is_file()


#: What is put into a build, and the name that is told.
STRANGERS = {
    "a file": ("notes.txt", "notes.txt"),
    "a file between ours": ("python/trips/app.py", "python/trips/app.py"),
    "a repository": (".git/config", ".git/"),
    "a folder below ours": ("python/tests/test_trips.py", "python/tests/"),
    "source that a tool did not make": ("python/trips/__pycache__/keep.py", "python/trips/__pycache__/keep.py"),
    "notes beside a wheel": ("python/dist/notes.txt", "python/dist/notes.txt"),
    "code that is not ours in build/": ("python/build/lib/x.py", "python/build/lib/x.py"),
    "target/ without Maven": ("python/target/x.txt", "python/target/"),
    "__pycache__ without Python": ("docs/__pycache__/x.pyc", "docs/__pycache__/"),
    "other letters": ("DOCS/trips.md", "DOCS/"),
    "a control character": ("a\x1b[31m.txt", "a\\x1b[31m.txt"),
    "a name like ours": (".MANIFEST.json.0011aabb.0011aabb.partial", ".MANIFEST.json.0011aabb.0011aabb.partial"),
}


@pytest.mark.parametrize("what", STRANGERS)
def test_files_beyond_those_of_the_build_are_refused(featc, source, tmp_path, built, what):
    name, told = STRANGERS[what]
    put(built / name)
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    before = tree(tmp_path)
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 2
    assert f"contains files that featc did not write: {told}\n" in result.err
    assert tree(tmp_path) == before


def test_an_empty_folder_of_another_is_refused(featc, source, tmp_path, built):
    (built / "mount").mkdir()
    assert "mount/" in featc("build", source, "-o", tmp_path / "out").err
    assert (built / "mount").is_dir()


def test_links_are_not_followed(featc, source, tmp_path, built):
    """In place of one of our folders, beside our files, and in place of one of them."""
    theirs = put(tmp_path / "theirs" / "trips.md").parent
    (built / "link").symlink_to(theirs)
    assert "featc did not write: link\n" in featc("build", source, "-o", tmp_path / "out").err
    (built / "link").unlink()
    shutil.rmtree(built / "docs")
    (built / "docs").symlink_to(theirs)
    assert "featc did not write: docs\n" in featc("build", source, "-o", tmp_path / "out").err
    (built / "docs").unlink()
    (built / "docs").mkdir()
    (built / "docs" / "trips.md").symlink_to(theirs / "trips.md")
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    assert "edited since the last build: docs/trips.md" in result.out
    assert tree(theirs) == {"trips.md": b"mine"}
    assert not (built / "docs" / "trips.md").is_symlink()


def test_a_folder_behind_a_link_has_the_same_rule(featc, source, tmp_path):
    theirs = put(tmp_path / "theirs" / "app.py").parent
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "trips").symlink_to(theirs)
    assert "app.py" in featc("build", source, "-o", tmp_path / "out").err
    assert tree(theirs) == {"app.py": b"mine"}
    (theirs / "app.py").unlink()
    for _ in range(2):
        assert featc("build", source, "-o", tmp_path / "out").code == 0
        assert (tmp_path / "out" / "trips").is_symlink()
        assert (theirs / "MANIFEST.json").is_file()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_what_tools_leave_is_the_builds(featc, source, tmp_path, built):
    for name in (
        "python/trips/__pycache__/_row.cpython-311.pyc", "python/dist/x.whl", "python/build/lib/trips/empty/.gitignore",
        ".mypy_cache/3.11/x.json", "python/.ruff_cache/0.1/x",
    ):  # fmt: skip
        put(built / name)
    shutil.copy(built / "python/trips/_row.py", built / "python/build/lib/trips")  # setuptools copies what it packs
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    manifest = parse((built / "MANIFEST.json").read_bytes(), "")
    assert {p for p, content in tree(built).items() if content != "dir"} == {*manifest.files, "MANIFEST.json"}


def test_missing_files_are_written_again_and_edited_ones_are_named(featc, source, tmp_path, built):
    whole = tree(tmp_path)
    (built / "docs" / "trips.md").unlink()
    shutil.rmtree(built / "proto")
    row = built / "python" / "trips" / "_row.py"
    row.write_text(row.read_text() + "# mine\n")
    put(built / "CERTIFICATE.json", "{}")
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    assert result.out.endswith("replaced, although edited since the last build: python/trips/_row.py\n")
    assert (built / "CERTIFICATE.json").is_file()  # of the same manifest
    (built / "CERTIFICATE.json").unlink()
    assert tree(tmp_path) == whole
    result = featc("build", source, "-o", tmp_path / "out")
    assert "edited" not in result.out


def test_a_certificate_goes_when_the_manifest_changes(featc, source, tmp_path, built):
    put(built / "CERTIFICATE.json", "{}")
    source.write_text(source.read_text() + "# a remark\n")
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    assert not (built / "CERTIFICATE.json").exists()


def test_a_build_of_another_set_is_refused(featc, source, tmp_path, built):
    other = tmp_path / "others.fdl"
    other.write_text(source.read_text().replace("featureset trips.", "featureset others."))
    shutil.copytree(built, tmp_path / "out" / "others")
    before = tree(tmp_path / "out")
    result = featc("build", other, "-o", tmp_path / "out")
    assert result.code == 2
    assert "a build of trips.v1, not of others" in result.err
    assert tree(tmp_path / "out") == before
    source.write_text(source.read_text().replace("featureset trips.v1", "featureset trips.v2"))
    assert featc("build", source, "-o", tmp_path / "out").code == 0  # the next version takes the place of the last


BAD_PATHS = ["../x", "../../trips.fdl", "/etc/passwd", "docs/../../x", "docs//x", "", ".", "a\\..\\x", "C:/x", "a\0b"]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_manifest_never_leads_outside(featc, source, tmp_path, built, path):
    manifest = json.loads((built / "MANIFEST.json").read_text())
    manifest["files"][path] = "0" * 64
    (built / "MANIFEST.json").write_text(json.dumps(manifest))
    put(tmp_path / "x")
    before = tree(tmp_path)
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 1
    assert "is not the path of a file in the folder" in result.err
    assert tree(tmp_path) == before


DAMAGED = {
    "a conflict": "<<<<<<< HEAD\n{}\n=======\n", "no object": "[]", "nothing": "", "no files": "{}",
    "deep": "[" * 99_999, "no text": "\0\ud800", "another form": '{"manifest": 99}',
    "targets": '{"files": {}, "targets": 7}',
    "no hash": '{"files": {"a": "b"}, "targets": []}',
    "no record": '{"manifest": 2, "files": {}, "targets": {"go": 1}}',
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_manifest_is_refused(featc, source, tmp_path, built, what):
    (built / "MANIFEST.json").write_bytes(DAMAGED[what].encode(errors="surrogatepass"))
    before = tree(tmp_path)
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 1, result.err
    assert "MANIFEST.json" in result.err
    assert " hint" in result.err
    assert tree(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_what_is_no_file_is_never_read(featc, source, tmp_path, built):
    (built / "docs" / "trips.md").unlink()
    os.mkfifo(built / "docs" / "trips.md")
    assert "docs/trips.md" in featc("build", source, "-o", tmp_path / "out").out
    (built / "MANIFEST.json").unlink()
    os.mkfifo(built / "MANIFEST.json")
    assert featc("build", source, "-o", tmp_path / "out").code == 1


def test_a_file_in_the_place_of_the_folder_stays(featc, source, tmp_path):
    put(tmp_path / "out" / "trips")
    assert featc("build", source, "-o", tmp_path / "out").code == 2
    assert tree(tmp_path / "out") == {"trips": b"mine"}


def test_what_appears_during_a_build_is_kept_and_named(featc, source, tmp_path, built, while_building):
    """In our folders, in a new one, and where the new build has a file: that one has a place of its own."""

    def late() -> None:
        put(built / "python" / "trips" / "app.py")
        put(built / "notes" / "a.txt")
        put(built / "docs" / "new.md" / "b.txt")

    result = while_building(late)
    assert result.code == 0, result.err
    for name in ("python/trips/app.py", "notes", "docs/new.md"):
        assert str(built / name) in result.out
    assert (built / "python" / "trips" / "app.py").read_text() == "mine"
    assert (built / "notes" / "a.txt").read_text() == "mine"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["trips"]
    assert featc("build", source, "-o", tmp_path / "out").code == 2  # now it is refused


def test_what_cannot_be_put_back_stays_where_it_is(featc, source, tmp_path, built, while_building):
    def late() -> None:
        (built / "docs" / "trips.md").unlink()
        put(built / "docs" / "trips.md" / "b.txt")

    result = while_building(late)
    assert result.code == 0, result.err
    (kept,) = (tmp_path / "out").glob(".trips.*.new/docs/trips.md/b.txt")
    assert str(kept.parent) in result.out
    result = featc("build", source, "-o", tmp_path / "out")  # and is named until somebody takes it
    assert str(kept.parent) in result.out
    kept.unlink()
    kept.parent.rmdir()
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["trips"]


def test_the_writer_asks_too(tmp_path):
    """Whoever calls it."""
    put(tmp_path / "set" / "app.py")
    with pytest.raises(NotOwned, match=r"app\.py"):
        writer.write_tree(tmp_path / "set", {})
    put(tmp_path / "set" / "MANIFEST.json", "{")
    with pytest.raises(Unreadable):
        writer.write_tree(tmp_path / "set", {})


def test_the_lock_follows_the_folder(featc, source, tmp_path, built, monkeypatch):
    """Where the lock cannot be written, the folder is as it was, so the next build gives the same numbers."""
    before = tree(tmp_path / "out"), source.with_suffix(".lock").read_bytes()
    source.write_text(source.read_text() + "feature more = miles * 2\n")

    def full(self: staging.Partial) -> None:
        assert b"more" in (built / "MANIFEST.json").read_bytes()  # the folder is there before
        raise OSError(28, "No space left on device", str(self.target))

    monkeypatch.setattr(staging.Partial, "put", full)
    result = featc("build", source, "-o", tmp_path / "out")
    monkeypatch.undo()
    assert result.code == 69
    assert "trips.lock" in result.err
    assert (tree(tmp_path / "out"), source.with_suffix(".lock").read_bytes()) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "trips.fdl", "trips.lock"]
    assert featc("build", source, "-o", tmp_path / "out").code == 0
    assert b"more" in source.with_suffix(".lock").read_bytes()


def test_a_first_build_whose_lock_cannot_be_written_leaves_nothing(featc, source, tmp_path, monkeypatch):
    def full(self: staging.Partial) -> None:
        raise OSError(28, "No space left on device", str(self.target))

    monkeypatch.setattr(staging.Partial, "put", full)
    assert featc("build", source, "-o", tmp_path / "out").code == 69
    assert list((tmp_path / "out").iterdir()) == []
    assert not source.with_suffix(".lock").exists()
