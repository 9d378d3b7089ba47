"""Names of feature sets that mean something to Go or to Java: to their tools, their packages, the folders beside."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from native import GoPrograms, JavaPrograms, run_tool
from targets import compile_source

from featc import writer
from featc.backends import packages
from featc.backends.go_library.backend import BACKEND as GO
from featc.backends.java_library.backend import BACKEND as JAVA
from featc.backends.java_library.layout import layout
from featc.ir import FeatureSet
from featc.pipeline import build, context, identify
from featc.resolve.options import go_module as wrong_go_module

#: What needs each class of Java's that a generated one could hide.
FIELDS = """
  x: float64 in [1.0, 2.0]
  t: timestamp?
  n: list<int64?, 2>
  s: string?
"""
FEATURES = """
feature y = x + 1.0
feature z = [x, 2.0]
feature w = map(s, {"a": 1}, 2)
feature v = n
"""


def named(name: str, go_module: str = "", row: str = "Row") -> FeatureSet:
    option = f'option go_module = "{go_module}"\n' if go_module else ""
    return compile_source(f"featureset {name}.v1\n{option}input {row} {{{FIELDS}}}\n{FEATURES}")


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
    ("name", "module"),
    [
        ("internal", "internalset"), ("vendor", "vendorset"), ("v1", "v1set"), ("v2", "v2"), ("con", "conset"),
        ("testdata", "testdata"), ("sales_test", "sales_test"),
    ],
)  # fmt: skip
def test_a_module_can_be_imported(name: str, module: str) -> None:
    assert packages.go_module(named(name)) == f"featc.local/{module}"


@pytest.mark.parametrize(
    ("name", "stubs"), [("timestamp", "timestampsetpb"), ("type", "typesetpb"), ("sales", "salespb")]
)
def test_stubs_are_called_as_no_import_is(name: str, stubs: str) -> None:
    assert packages.go_stubs(named(name)) == f"featc.local/{name}/service/{stubs}"


@pytest.mark.parametrize("module", ["fmt", "net/http", "std", "example.com/vendor/x", "featc.dev/runtime", "cmd/x"])
def test_paths_that_are_others(module: str) -> None:
    assert wrong_go_module(module)


@pytest.mark.parametrize("module", ["flights", "text/flights", "example.com/internal/x", "example.com/net/http"])
def test_paths_that_go_takes(module: str) -> None:
    assert wrong_go_module(module) == ""


@pytest.mark.parametrize(
    ("module", "version"),
    [
        ("example.com/x", "v0.0.0"), ("example.com/x/v2", "v2.0.0"), ("example.com/x/v31", "v31.0.0"),
        ("gopkg.in/x.v1", "v1.0.0"), ("gopkg.in/u/x.v0", "v0.0.0"), ("example.com/x.v3", "v0.0.0"),
    ],
)  # fmt: skip
def test_a_module_has_the_version_of_its_path(module: str, version: str) -> None:
    assert packages.go_version(packages.go_module(named("sales", module))) == version


def test_a_module_with_a_version_is_certified(tmp_path: Path) -> None:
    """The program that imports a build asks for the version that its path has."""
    if missing := GoPrograms.missing():
        pytest.skip(missing)
    program = named("v2")
    writer.write_tree(tmp_path / "out", build(program, targets=["go_library"]).files)
    with GoPrograms([], tmp_path / "out", program) as built:
        assert len(built.programs) == 1


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


@pytest.mark.parametrize(
    ("name", "row", "main", "wanted"),
    [
        ("sales", "SALES", "Sales", "SALES_"), ("sales", "SalesColumns", "Sales", "SalesColumns"),
        ("sales", "Salescheck", "Sales", "Salescheck_"), ("fea_tures", "Row", "FeaTures_", "Row"),
        ("limits", "Row", "Limits_", "Row"), ("message", "Result", "Message", "Result_"),
        ("sales", "Result", "Sales", "Result"),
    ],
)  # fmt: skip
def test_files_of_classes_lie_beside_each_other(name: str, row: str, main: str, wanted: str) -> None:
    """On disks that see no capitals too; and no variable hides the package of a class that is named by it."""
    of = layout(named(name, row=row))
    assert (of.main, of.row) == (main, wanted)


def test_classes_of_java_are_not_hidden() -> None:
    if missing := JavaPrograms.missing():
        pytest.skip(missing)
    sets = ["set", "hash_set", "array_list", "suppress_warnings", "row_columns", "features_columns", "builder"]
    rows = ["SalesCheck", "SalesBatch", "SalesConstants1", "Builder", "SuppressWarnings", "FeaturesColumns", "Set"]
    with JavaPrograms([*map(named, sets), *(named("sales", row=row) for row in rows)]) as built:
        assert len(built.programs) == len(sets) + len(rows)
