"""What is generated: checked in as it is built, formatted and typed, the same bytes every time."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from project import BIN, ROOT, run, run_good, tree

from featc.backends.base import MissingTool
from featc.backends.go_service import plugins

EXAMPLES = sorted(ROOT.glob("examples/*/*.fdl"))
GENERATED = ROOT / "generated"
FEATC = [sys.executable, "-m", "featc"]

#: The examples that have a build of a native target of their own, and the target.
NATIVE = {"go-service": "go", "java-service": "java"}

#: Copies of what lies in runtimes/.
_RUNTIME = re.compile(r"/(go|java)/runtime(-service)?/")

_MYPY = """\
[mypy]
strict = true
warn_return_any = false
ignore_missing_imports = true
follow_imports = silent
[mypy-*.v1.*]
ignore_errors = true
"""


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda p: p.stem)
def test_fresh(source: Path, tmp_path: Path) -> None:
    """`generated/` is what a locked build makes of the examples now, to the byte."""
    run_good([*FEATC, "build", source, "--locked", "-o", tmp_path])
    built = {name: tree(folder) for name, folder in ((p.name, p) for p in tmp_path.iterdir())}
    for name, files in built.items():
        kept = tree(GENERATED / name)
        changed = {path for path in files.keys() | kept.keys() if files.get(path) != kept.get(path)}
        assert not changed, f"generated/{name} is not what its source says: run `make generated` and commit"


@pytest.mark.parametrize("example", NATIVE)
def test_native_fresh(example: str, tmp_path: Path) -> None:
    """Those of the services are too, stubs included: a clone needs no featc to run them. The copies of the runtimes are
    not kept, but what the manifest says of them is.
    """
    if NATIVE[example] == "go":
        try:
            plugins.find()
        except MissingTool as error:
            pytest.skip(str(error))
    source = ROOT / "examples" / "flights" / "flights.fdl"
    run_good([*FEATC, "build", source, "--locked", "--target", NATIVE[example], "-o", tmp_path])
    built, kept = (
        {path: data for path, data in tree(folder).items() if not _RUNTIME.search(path)}
        for folder in (tmp_path, ROOT / "examples" / example / "generated")
    )
    changed = {path for path in built.keys() | kept.keys() if built.get(path) != kept.get(path)}
    assert not changed, f"examples/{example}/generated is not what its source says: run `make generated` and commit"


def test_nothing_else_is_generated() -> None:
    assert {p.name for p in GENERATED.iterdir()} == {p.stem for p in EXAMPLES}


def test_format() -> None:
    """By the settings that each generated package has in its own pyproject.toml."""
    for package in GENERATED.glob("*/python"):
        run_good([BIN / "ruff", "format", "--check", "--no-cache", "."], cwd=package)
        run_good([BIN / "ruff", "check", "--no-cache", "."], cwd=package)


def test_types(tmp_path: Path) -> None:
    """Mypy, strict, over what featc itself prints; protoc's classes are taken as they are."""
    (tmp_path / "mypy.ini").write_text(_MYPY)
    for package in GENERATED.glob("*/python"):
        roots = os.pathsep.join([str(package), str(ROOT / "runtimes" / "python")])
        name = package.parent.name
        command = [
            BIN / "mypy",
            "--config-file",
            tmp_path / "mypy.ini",
            "--cache-dir",
            tmp_path,
            "-p",
            name,
        ]
        run_good(command, cwd=tmp_path, env={"MYPYPATH": roots})


def test_schema() -> None:
    for schema in GENERATED.glob("*/proto"):
        run_good([BIN / "buf", "lint"], cwd=schema)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A build of the example, made in the usual way."""
    out = tmp_path_factory.mktemp("first")
    run_good([*FEATC, "build", EXAMPLES[0], "--locked", "-o", out])
    return tree(out)


ENVIRONMENTS = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2, Tokyo": {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"},
    "C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no home, other width": {"HOME": "/nonexistent", "COLUMNS": "40", "SOURCE_DATE_EPOCH": "0"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_same_bytes_in_any_environment(environment: str, first: dict[str, bytes], tmp_path: Path) -> None:
    run_good([*FEATC, "build", EXAMPLES[0], "--locked", "-o", tmp_path], env=ENVIRONMENTS[environment])
    assert tree(tmp_path) == first


def test_same_bytes_in_any_place(first: dict[str, bytes], tmp_path: Path) -> None:
    """A copy in a folder with another name, built from within it, by another spelling of its path."""
    place = tmp_path / "näher dran" / "x"
    place.mkdir(parents=True)
    for path in (EXAMPLES[0], EXAMPLES[0].with_suffix(".lock")):
        shutil.copy(path, place)
    out = tmp_path / "out"
    run_good([*FEATC, "build", f"../x/./{EXAMPLES[0].name}", "--locked", "-o", out], cwd=place)
    assert tree(out) == first


def test_line_ends_of_a_source_are_not_its_meaning(first: dict[str, bytes], tmp_path: Path) -> None:
    """The same program with Windows' line ends has the same fingerprints; only the hash of its text differs."""
    source = tmp_path / EXAMPLES[0].name
    source.write_bytes(EXAMPLES[0].read_bytes().replace(b"\n", b"\r\n"))
    shutil.copy(EXAMPLES[0].with_suffix(".lock"), tmp_path)
    run_good([*FEATC, "build", source, "--locked", "-o", tmp_path / "out"])


BROKEN = {
    "a program with errors": ("feature dep_hour      = hour(local)", "feature dep_hour = hour(nowhere)"),
    "a source that is not text": ("featureset", "\ud800"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_failed_build_changes_nothing(what: str, tmp_path: Path) -> None:
    source, out = tmp_path / EXAMPLES[0].name, tmp_path / "out"
    shutil.copy(EXAMPLES[0].with_suffix(".lock"), tmp_path)
    shutil.copy(EXAMPLES[0], source)
    run_good([*FEATC, "build", source, "-o", out])
    before = tree(tmp_path)
    good, bad = BROKEN[what]
    text = source.read_text(encoding="utf-8")
    assert good in text
    source.write_bytes(text.replace(good, bad, 1).encode(errors="surrogatepass"))
    before[source.name] = source.read_bytes()
    done = run([*FEATC, "build", source, "-o", out])
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout
    assert tree(tmp_path) == before


def test_a_build_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    """A disk that is full while files are written: a limit on their size stands for it."""
    source, out = tmp_path / EXAMPLES[0].name, tmp_path / "out"
    shutil.copy(EXAMPLES[0].with_suffix(".lock"), tmp_path)
    shutil.copy(EXAMPLES[0], source)
    run_good([*FEATC, "build", source, "-o", out])
    before = tree(tmp_path)
    text = source.read_text(encoding="utf-8").replace('"long"', '"far"')
    source.write_text(text, encoding="utf-8")
    before[source.name] = source.read_bytes()
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); from featc.cli import main; main()"
    )
    done = run([sys.executable, "-c", limited, "build", source, "-o", out])
    assert done.returncode == 69, done.stdout
    assert "Traceback" not in done.stdout
    assert tree(tmp_path) == before
    assert not list(tmp_path.glob(".*"))
