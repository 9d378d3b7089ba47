"""Names of feature sets that mean something to Go or to Java: to their tools, their packages, the folders beside."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from native import GoPrograms, run_tool
from targets import compile_source

from featc.backends import packages
from featc.backends.go_library.backend import BACKEND as GO
from featc.backends.java_library.backend import BACKEND as JAVA
from featc.ir import Program
from featc.pipeline import context, identify


def named(name: str, go_module: str = "") -> Program:
    option = f'option go_module = "{go_module}"\n' if go_module else ""
    return compile_source(f"featureset {name}.v1\n{option}input Row {{ x: float64 }}\nfeature y = x + 1.0\n")


@pytest.mark.parametrize("name", ["con", "sales_test", "sales_windows", "sales_arm64", "internal", "windows"])
def test_go_takes_every_name(name: str, tmp_path: Path) -> None:
    if missing := GoPrograms.missing():
        pytest.skip(missing)
    program = named(name)
    for path, content in GO.emit(program, context(program, identify(program, None))).items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    run_tool(["go", "vet", "."], tmp_path / "go")
    listed = subprocess.run(["go", "doc", "-short"], cwd=tmp_path / "go", capture_output=True, text=True, check=False)
    assert "func Transform(" in listed.stdout


@pytest.mark.parametrize(
    ("module", "version"),
    [
        ("example.com/x", "v0.0.0"), ("example.com/x/v2", "v2.0.0"), ("example.com/x/v31", "v31.0.0"),
        ("gopkg.in/x.v1", "v1.0.0"), ("gopkg.in/u/x.v0", "v0.0.0"), ("example.com/x.v3", "v0.0.0"),
    ],
)  # fmt: skip
def test_a_module_has_the_version_of_its_path(module: str, version: str) -> None:
    assert packages.go_version(packages.go_module(named("sales", module))) == version


@pytest.mark.parametrize(("name", "package"), [("switch", "switchset.v1"), ("java", "javaset.v1"), ("a", "a.v1")])
def test_words_of_java_are_no_packages(name: str, package: str) -> None:
    assert packages.java_package(named(name)) == package


@pytest.mark.parametrize("name", ["runtime", "runtime_service", "sales"])
def test_a_set_does_not_lie_over_the_runtime(name: str) -> None:
    program = named(name)
    files = JAVA.emit(program, context(program, identify(program, None)))
    folders = {path.split("/")[1] for path in files if path.endswith("/pom.xml")} - {"pom.xml"}
    assert len(folders) == 2
    assert "runtime" in folders
    assert "runtime-service" not in folders
    assert b"<artifactId>featc-runtime</artifactId>" in files["java/runtime/pom.xml"]
