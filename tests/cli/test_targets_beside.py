"""Targets in one folder: those that a call does not name stay, or are built again where they are of something else."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from featc import pipeline
from featc.backends import backends
from featc.backends.base import MissingTool
from featc.backends.go_service import plugins
from featc.manifest import parse

#: Targets that need no tools; the first two are parts of others.
TARGETS = ("go_library", "java_library", "docs", "python")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def manifest(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "MANIFEST.json").read_text())
    return document


@pytest.fixture
def build(featc, source, tmp_path):
    """Build these targets into ``out``, or another folder; what was printed."""

    def build(*targets: str, out: str = "out") -> str:
        result = featc("build", source, "-o", tmp_path / out, *(("--target", ",".join(targets)) if targets else ()))
        assert result.code == 0, result.err
        return result.out

    return build


@pytest.fixture
def folder(tmp_path) -> Path:
    """The folder of the set."""
    return tmp_path / "out" / "trips"


def test_a_target_that_is_not_named_stays(build, folder):
    build("go_library")
    go = {path: (folder / path).stat().st_mtime_ns for path in tree(folder) if path.startswith("go/")}
    assert go
    printed = build("java_library")
    assert "go_library: built before from the same source, left as it is\n" in printed
    assert set(manifest(folder)["targets"]) == {"go_library", "java_library"}
    assert {path: (folder / path).stat().st_mtime_ns for path in go} == go
    assert any(path.startswith("java/") for path in tree(folder))
    build()  # docs, proto and python
    assert set(manifest(folder)["targets"]) == {"go_library", "java_library", "docs", "proto", "python"}


def test_go_and_java_beside_each_other(featc, source, tmp_path, folder):
    """As README.md builds them: both are whole, in either order."""
    try:
        plugins.find()
    except MissingTool as error:
        pytest.skip(str(error))
    for target in ("go", "java"):
        assert featc("build", source, "-o", tmp_path / "out", "--target", target).code == 0
        assert featc("build", source, "-o", tmp_path / target, "--target", target).code == 0
    for target in ("java", "go"):
        assert featc("build", source, "-o", tmp_path / "turned", "--target", target).code == 0
    alone = {**tree(tmp_path / "go" / "trips"), **tree(tmp_path / "java" / "trips")}
    assert {**alone, "MANIFEST.json": (folder / "MANIFEST.json").read_bytes()} == tree(folder)
    assert tree(folder) == tree(tmp_path / "turned" / "trips")


def test_a_record_per_target(build, folder, source):
    build(*TARGETS)
    document = manifest(folder)
    lock = json.dumps(document["targets"])
    for record in document["targets"].values():
        assert record.keys() == {"featc", "source_hash", "fingerprint", "numbers_hash", "files"}
        assert record["fingerprint"] == document["fingerprint"]
        assert set(record["files"]) <= document["files"].keys()
        assert record["files"] == sorted(record["files"])
    of_targets = {path for record in document["targets"].values() for path in record["files"]}
    assert of_targets | {"ir.json"} == document["files"].keys()
    source.write_text(source.read_text() + "# a remark\n")
    build(*TARGETS)
    changed = manifest(folder)
    assert changed["fingerprint"] == document["fingerprint"]
    for name, record in changed["targets"].items():
        assert record["source_hash"] != document["targets"][name]["source_hash"]
        assert record["numbers_hash"] == document["targets"][name]["numbers_hash"]
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    build(*TARGETS)
    assert manifest(folder)["targets"]["docs"]["numbers_hash"] not in lock


@pytest.mark.parametrize("order", [*itertools.permutations(TARGETS[:3]), ("python", "go_library", "python")])
def test_any_order_gives_the_same_bytes(build, tmp_path, order):
    for target in order:
        build(target, out="one by one")
    build(*order, out="at once")
    assert tree(tmp_path / "one by one") == tree(tmp_path / "at once")


def test_parts_become_the_target(build, tmp_path):
    parts = [name for name, backend in backends().items() if backend.group == "python"]
    for part in reversed(parts):
        build(part, out="parts")
    build("python", out="whole")
    assert tree(tmp_path / "parts") == tree(tmp_path / "whole")
    assert set(manifest(tmp_path / "parts" / "trips")["targets"]) == {"python"}
    build(parts[0], out="whole")  # and no part takes the others away
    assert tree(tmp_path / "parts") == tree(tmp_path / "whole")


CHANGES = {
    "the source": (lambda text: text + "feature more = miles * 2\n", "from another source"),
    "a remark in it": (lambda text: text + "# a remark\n", "from another source"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_others_are_built_again_with_a_new_source(build, folder, source, tmp_path, what):
    change, told = CHANGES[what]
    build("go_library", "docs")
    source.write_text(change(source.read_text()))
    printed = build("java_library")
    assert f"docs was built {told}: rebuilt\ngo_library was built {told}: rebuilt\n" in printed
    build("go_library", "java_library", "docs", out="new")
    assert tree(folder) == tree(tmp_path / "new" / "trips")


def rewrite(folder: Path, **changes: Any) -> None:
    """Change the record of the Go library."""
    document = manifest(folder)
    document["targets"]["go_library"].update(changes)
    (folder / "MANIFEST.json").write_text(json.dumps(document))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"featc": "0.0.9"}, "by featc 0.0.9"),
        ({"source_hash": "0" * 64}, "from another source"),
        ({"fingerprint": "0" * 64}, "from another source"),
        ({"numbers_hash": "0" * 64}, "with other field numbers"),
    ],
)
def test_every_part_of_a_record_counts(build, folder, changes, told):
    build("go_library")
    whole = tree(folder)
    rewrite(folder, **changes)
    assert f"go_library was built {told}: rebuilt" in build("docs")
    assert {path: content for path, content in tree(folder).items() if path in whole and path != "MANIFEST.json"} == {
        path: content for path, content in whole.items() if path != "MANIFEST.json"
    }


def test_a_build_of_the_first_form_is_built_again(build, folder, tmp_path):
    build("go_library", "docs")
    whole = tree(folder)
    document = manifest(folder)
    del document["manifest"]
    document["targets"] = list(document["targets"])
    (folder / "MANIFEST.json").write_text(json.dumps(document))
    assert "go_library was built by an earlier featc: rebuilt\n" in build("docs")
    assert tree(folder) == whole
    document["files"]["docs/gone.md"] = "0" * 64  # what that featc wrote besides is owned
    (folder / "MANIFEST.json").write_text(json.dumps(document))
    (folder / "docs" / "gone.md").write_text("old")
    build("docs")
    assert tree(folder) == whole


class Toolless:
    """A target whose tool is not here."""

    group = "go"

    def emit(self, program: object, context: object) -> Mapping[str, bytes]:
        raise MissingTool("the target go needs protoc-gen-go", "install it")


def test_an_old_target_that_cannot_be_built_here(build, folder, source, featc, tmp_path, monkeypatch):
    build("go_library")
    monkeypatch.setitem(backends(), "go_library", Toolless())
    build("docs")  # it is of the same source: nothing is needed
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    before = tree(tmp_path)
    result = featc("build", source, "-o", tmp_path / "out", "--target", "docs")
    assert result.code == 69
    assert "also has the target go_library, built from another source, which cannot be rebuilt here" in result.err
    assert "needs protoc-gen-go" in result.err
    assert f"delete {folder}" in result.err
    assert tree(tmp_path) == before
    result = featc("build", source, "-o", tmp_path / "out", "--target", "go_library")
    assert (result.code, "also has" in result.err) == (69, False)
    shutil.rmtree(folder)
    build("docs")


def test_a_target_that_this_featc_has_not(build, folder, source, featc, tmp_path):
    build("docs")
    document = manifest(folder)
    document["targets"]["rust"] = {**document["targets"]["docs"], "files": []}
    (folder / "MANIFEST.json").write_text(json.dumps(document))
    build("python")
    assert "rust" in manifest(folder)["targets"]
    source.write_text(source.read_text() + "# a remark\n")
    result = featc("build", source, "-o", tmp_path / "out")
    assert result.code == 2
    assert "target rust, built from another source, which this featc does not have" in result.err


def test_what_is_edited_stays_in_a_target_that_stays(build, folder):
    """It is named when its target is built, and `certify` sees it until then."""
    build("go_library", "docs")
    (folder / "go" / "trips.go").write_text("// mine\n")
    (folder / "go" / "runtime" / "NOTICE").unlink()
    assert "although edited" not in build("docs")
    assert (folder / "go" / "trips.go").read_text() == "// mine\n"
    assert not (folder / "go" / "runtime" / "NOTICE").exists()
    assert "edited since the last build: go/trips.go" in build("go_library")
    assert (folder / "go" / "runtime" / "NOTICE").exists()


def test_what_was_compiled_stays_with_its_target(build, folder, source):
    """Maven's target/ and Go's programs go when the files beside them change."""
    build("java_library", "docs")
    jar = folder / "java" / "trips" / "target" / "trips.jar"
    jar.parent.mkdir()
    jar.write_text("jar")
    generated = jar.parent / "generated-sources" / "X.java"
    generated.parent.mkdir()
    generated.write_text("class X {}")
    build("go_library", "docs")
    assert jar.exists()
    assert generated.exists()
    source.write_text(source.read_text() + "feature more = miles * 2\n")
    build("go_library")
    assert not jar.parent.exists()


def test_programs_of_go_are_what_go_writes(build, folder, featc, source, tmp_path):
    """By their name and their first bytes: a script of the same name is somebody's."""
    build("docs")
    document = manifest(folder)
    command = "go/service/cmd/tripsd/main.go"
    document["files"][command] = "0" * 64
    document["targets"]["docs"]["files"].append(command)
    (folder / "MANIFEST.json").write_text(json.dumps(document))
    program = folder / "go" / "service" / "tripsd"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    assert "go/service/tripsd" in featc("build", source, "-o", tmp_path / "out", "--target", "docs").err
    program.write_bytes(b"\x7fELF\x02")
    build("docs")
    assert not program.exists()


def test_programs_in_a_folder_of_go(build, folder, featc, source, tmp_path):
    """`go build -o build/ ./...`: stays while the files beside it do, unless there is anything else in it."""
    build("go_library")
    program = folder / "go" / "build" / "trips"
    program.parent.mkdir()
    program.write_bytes(b"\x7fELF\x02")
    build("docs")
    assert program.exists()
    (program.parent / "Dockerfile").write_text("FROM scratch\n")
    assert "go/build/Dockerfile" in featc("build", source, "-o", tmp_path / "out").err


def test_targets_of_a_manifest_are_those_that_pipeline_knows(build, folder):
    build(*TARGETS)
    read = parse((folder / "MANIFEST.json").read_bytes(), "")
    assert {*read.targets} == {*TARGETS} <= {*pipeline.groups(), *pipeline.parts()}
