"""The distributions: what is in them, and that an empty environment with nothing else runs the quick start."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from project import PACKAGES, ROOT, files, run, run_good
from readme import outputs, script
from vectors import vector_files

import featc
import featc_runtime

SOURCES = {
    "featc": (ROOT, [PACKAGES["featc"], PACKAGES["featc_dsl"]]),
    "featc_runtime": (ROOT / "runtimes" / "python", [PACKAGES["featc_runtime"]]),
}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both distributions' archives and wheels, the wheels made from the archives."""
    out = tmp_path_factory.mktemp("dist")
    for folder, _ in SOURCES.values():
        run_good([sys.executable, "-m", "build", "--no-isolation", "--outdir", out, folder])
    return out


def _one(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def _expected(packages: list[Path]) -> set[str]:
    return {p.relative_to(package.parent).as_posix() for package in packages for p in files(under=package)}


def _carried() -> set[str]:
    """What the compiler needs of other folders: the runtimes that it writes out, and the vectors that certify."""
    native = ROOT / "runtimes"
    found = {f"featc/{p.relative_to(ROOT).as_posix()}" for part in ("go", "java") for p in files(under=native / part)}
    assert {"featc/runtimes/go/go.mod", "featc/runtimes/java/pom.xml"} <= found
    return found | {f"featc/{p.relative_to(ROOT / 'tests').as_posix()}" for p in vector_files().values()}


@pytest.mark.parametrize("name", SOURCES)
def test_a_wheel_has_the_packages_and_nothing_else(name: str, dist: Path) -> None:
    with zipfile.ZipFile(_one(dist, f"{name}-*.whl")) as wheel:
        names = set(wheel.namelist())
        meta = next(n.split("/")[0] for n in names if n.endswith(".dist-info/METADATA"))
        metadata = wheel.read(f"{meta}/METADATA").decode()
    carried = _carried() if name == "featc" else set()
    assert {n for n in names if not n.startswith(meta)} == _expected(SOURCES[name][1]) | carried
    assert {f"{meta}/licenses/LICENSE", f"{meta}/licenses/NOTICE"} <= names
    for line in (
        "License-Expression: Apache-2.0",
        "Requires-Python: >=3.11",
        "Description-Content-Type: text/markdown",
    ):
        assert line in metadata.splitlines()


def test_wheels_have_their_data(dist: Path) -> None:
    """Spelt out, as the test above only compares with what happens to lie in the folders."""
    featc = zipfile.ZipFile(_one(dist, "featc-*.whl")).namelist()
    runtime = zipfile.ZipFile(_one(dist, "featc_runtime-*.whl")).namelist()
    assert {"featc_dsl/fdl.lark", "featc_dsl/codes/FDL001.md", "featc_dsl/py.typed", "featc/py.typed"} <= set(featc)
    data = {"featc_runtime/data/zones.txt", "featc_runtime/data/unicode.json", "featc_runtime/py.typed"}
    assert data <= set(runtime)


@pytest.mark.parametrize("name", SOURCES)
def test_an_archive_builds_the_wheel_and_has_the_texts(name: str, dist: Path) -> None:
    with tarfile.open(_one(dist, f"{name}-*.tar.gz")) as archive:
        inside = {n.partition("/")[2] for n in archive.getnames()}
    texts = {"pyproject.toml", "README.md", "LICENSE", "NOTICE"} | ({"CHANGELOG.md"} if name == "featc" else set())
    assert texts <= inside
    folder, packages = SOURCES[name]
    assert {p.relative_to(folder).as_posix() for package in packages for p in files(under=package)} <= inside
    vectors = {p.relative_to(ROOT).as_posix() for p in vector_files().values()} if name == "featc" else set()
    assert {n for n in inside if n.startswith("tests/") and n.endswith((".jsonl", ".py"))} == vectors
    assert not {n for n in inside if n.startswith(("generated", "examples"))}


def test_both_have_one_version() -> None:
    assert featc.__version__ == featc_runtime.__version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"featc-runtime[regex,service]=={featc_runtime.__version__}" in project["dependencies"]


def _python(venv: Path, *command: str | Path, cwd: Path) -> str:
    env = {"PYTHONPATH": "", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return run_good([venv / "bin" / "python", *command], cwd=cwd, env=env, timeout=300)


@pytest.mark.registry
def test_the_quick_start_in_an_empty_environment(dist: Path, tmp_path: Path) -> None:
    venv, place = tmp_path / "venv", tmp_path / "place"
    place.mkdir()
    run_good([sys.executable, "-m", "venv", venv])

    # a training job: the generated package needs the runtime, no compiler and no gRPC
    package = shutil.copytree(ROOT / "generated" / "flights" / "python", tmp_path / "package")
    run_good([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, package])
    _python(venv, "-m", "pip", "install", "-q", _one(dist, "featc_runtime-*.whl"), _one(tmp_path, "*.whl"), cwd=place)
    told = _python(venv, "-c", "import flights; print(flights.NAME, len(flights.OUTPUT_SCHEMA))", cwd=place)
    assert told.startswith("flights.v1 ")
    for module in ("featc", "featc_dsl", "grpc"):
        assert run([venv / "bin" / "python", "-c", f"import {module}"], cwd=place, env={"PYTHONPATH": ""}).returncode

    # a developer: the compiler, and the README from there
    wheels = [_one(dist, "featc_runtime-*.whl"), _one(dist, "featc-*.whl")]
    _python(venv, "-m", "pip", "install", "-q", *wheels, cwd=place)
    _python(venv, "-m", "pip", "check", cwd=place)
    env = {"PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": ""}
    names = ["build", "use"]
    run_good(["bash", "-c", script(names)], cwd=place, env=env)
    assert (place / "build.out").read_text(encoding="utf-8").startswith("orders.v1: 4 features, ")
    for name in names[1:]:
        assert (place / f"{name}.out").read_text(encoding="utf-8") == outputs()[name]

    told = run_good([venv / "bin" / "featc", "init", "first"], cwd=place, env=env)
    told += run_good([venv / "bin" / "featc", "test", "first/first.fdl"], cwd=place, env=env)
    assert "1 passed, 0 failed" in told
    out = place / "first" / "generated"
    targets = ",".join(["docs", "python", *(["go_library"] if shutil.which("go") else [])])
    run_good([venv / "bin" / "featc", "build", "first/first.fdl", "-o", out, "--target", targets], cwd=place, env=env)
    certify = [venv / "bin" / "featc", "certify", "first/first.fdl", "-o", out, "--rows", "50"]
    assert "3 of first.csv" in run_good(certify, cwd=place, env=env, timeout=300)
    run_good([*certify, "--check"], cwd=place, env=env)
