"""The Go module as it is written: it builds as it stands, gofmt and vet find nothing, names of any kind get along."""

from __future__ import annotations

import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from native import run_tool
from pairings import everything
from wire_support import KEYWORDS, SPAN, program

from featc import pipeline, writer
from featc.backends.base import MissingTool
from featc.backends.go_service import plugins
from featc.backends.go_service.names import go_name
from featc.cli import run
from featc.ir import FeatureSet, InputField
from featc_dsl import types as fdl

#: What Go, protoc-gen-go and the generated files use names for.
GO_WORDS = (
    "reset", "proto_message", "marshal", "get_reset", "type", "func", "row", "in", "to", "a1b",
    "x_y_z", "bad", "values", "wire", "features", "fields", "err", "string_", "x_", "size", "state", "unknown_fields",
)  # fmt: skip


def named(name: str, row: str, words: tuple[str, ...], **options: str) -> FeatureSet:
    """A feature set whose fields have these names."""
    base = program(name, [InputField(word, "c", fdl.INT64.with_null(), SPAN) for word in dict.fromkeys(words)])
    return replace(base, input=replace(base.input, name=row), options=options)


PROGRAMS = {
    "types": program("card_fraud", everything(), doc='Card "fraud" */ é `x`.\nIn two lines.'),
    "words": named("values", "Client", GO_WORDS),
    "keywords": named("row", "My_Row", KEYWORDS, go_module="example.com/deep/names"),
    "system": named("fraud_windows", "Client", GO_WORDS[:3], go_module="example.com/names/v2"),
    "nothing": program("client", []),
}


def needs_go() -> None:
    if not shutil.which("go"):
        pytest.skip("Go is not installed")
    try:
        plugins.find()
    except MissingTool as error:
        pytest.skip(str(error))


@pytest.fixture(params=PROGRAMS)
def module(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The service's module of each program."""
    needs_go()
    built = pipeline.build(PROGRAMS[request.param], targets=["go"])
    assert built.files == pipeline.build(PROGRAMS[request.param], targets=["go"]).files
    writer.write_tree(tmp_path / "out", built.files)
    return tmp_path / "out" / "go" / "service"


def test_it_builds_as_it_stands(module: Path) -> None:
    assert run_tool(["gofmt", "-l", "."], module) == ""
    run_tool(["go", "build", "./..."], module, GOFLAGS="-buildvcs=false")
    run_tool(["go", "vet", "./..."], module)
    if checker := shutil.which("staticcheck"):
        run_tool([checker, "./..."], module)


def test_its_requirements_are_exact(tmp_path: Path) -> None:
    needs_go()
    writer.write_tree(tmp_path / "out", pipeline.build(PROGRAMS["types"], targets=["go"]).files)
    run_tool(["go", "mod", "tidy", "-diff"], tmp_path / "out" / "go" / "service")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("sched_dep", "SchedDep"), ("a1b", "A1B"), ("a_1b", "A_1B"), ("My_Row", "My_Row"), ("_x", "XX"), ("x_", "X_"),
        ("x__y", "X_Y"), ("aB_c", "ABC"), ("FlightsService", "FlightsService"), ("x1", "X1"),
    ],
)  # fmt: skip
def test_names_of_the_stubs(name: str, wanted: str) -> None:
    """By the rules of protoc-gen-go (protobuf-go, internal/strs: GoCamelCase)."""
    assert go_name(name) == wanted


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without plugins; the folder is on its PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("GOBIN", str(tmp_path / "gobin"))
    monkeypatch.setenv("GOPATH", str(tmp_path / "gopath"))
    return folder


def source(tmp_path: Path) -> Path:
    """A small feature set in a file."""
    file = tmp_path / "x.fdl"
    file.write_text("featureset x.v1\n\ninput Row {\n  n: int64\n}\n\nfeature m = n\n", encoding="utf-8")
    return file


def test_absent_plugins(bare: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(source(tmp_path)), "-o", str(tmp_path / "out"), "--target", "go"]) == 69
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "the target go needs protoc-gen-go 1.36.12 (there is none) and protoc-gen-go-grpc 1.6.2" in told
    for plugin in plugins.PLUGINS:
        assert f"go install {plugin.package}@v{plugin.version}\n" in told
    assert not (tmp_path / "out").exists()


def test_plugins_of_another_version(bare: Path, tmp_path: Path) -> None:
    for folder, version in ((bare, "1.36.11"), (tmp_path / "gopath" / "bin", "1.30.0")):
        folder.mkdir(parents=True, exist_ok=True)
        _program(folder / "protoc-gen-go", f"protoc-gen-go v{version}")
    with pytest.raises(MissingTool) as error:
        plugins.find()
    assert f"{bare / 'protoc-gen-go'} is 1.36.11, " in str(error.value)
    assert f"{tmp_path / 'gopath' / 'bin' / 'protoc-gen-go'} is 1.30.0)" in str(error.value)
    (tmp_path / "gobin").mkdir()
    for plugin in plugins.PLUGINS:
        _program(tmp_path / "gobin" / plugin.name, f"{plugin.name} {plugin.version}")
    assert plugins.find() == {p.name: tmp_path / "gobin" / p.name for p in plugins.PLUGINS}


def _program(path: Path, says: str) -> None:
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_runtime() -> None:
    """Go's own tests of limits, drain, incidents, credentials and retries."""
    needs_go()
    run_tool(["go", "vet", "./..."], service_root())
    run_tool(["go", "test", "-count=1", "./..."], service_root())


def service_root() -> Path:
    return Path(__file__).parents[3] / "runtimes" / "go" / "service"
