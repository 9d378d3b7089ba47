"""CONTRIBUTING.md's two recipes, followed to the letter in a copy: the files that it lists are enough."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from project import ROOT, run_good, tree

COPIED = ("dsl", "compiler", "runtimes", "tests", "tools")

ROW = """\
    Op(
        "twice",
        FAMILY,
        "The number, two times.",
        overloads(("twice.int64", "x: int64 -> int64")),
        examples(("twice(21)", "42")),
        edges="int64 wraps in two's complement",
    ),
"""
SCALAR = """\
def twice_int64(x: int) -> int:
    return (2 * x + 2**63) % 2**64 - 2**63


"""
GO = """\
// TwiceInt64 is the number, two times.
func TwiceInt64(x int64) int64 {
	return x + x
}
"""
JAVA = """
    /** The number, two times. */
    public static long twiceInt64(long x) {
        return x + x;
    }
"""
BATCH = """\
def twice_int64(x: Ints) -> Ints:
    return x + x


"""
VECTORS = """\
{"op": "twice.int64", "oracle": "by hand"}
{"section": "basic", "args": ["21"], "expect": "42"}
{"section": "null", "args": [null], "expect": null}
{"section": "overflow", "args": ["9223372036854775807"], "expect": "-2"}
{"section": "edge", "args": ["-9223372036854775808"], "expect": "0"}
{"section": "edge", "args": ["4611686018427387904"], "expect": "-9223372036854775808"}
""" + "".join(f'{{"section": "basic", "args": ["{n}"], "expect": "{2 * n}"}}\n' for n in range(-15, 15))
BACKEND = '''\
"""How many features there are. Knows no operation."""

from featc.backends.base import Context
from featc.ir import FeatureSet


class Shape:
    """A target that counts."""

    name = "shape"
    group = "shape"
    unsupported: dict[str, str] = {}

    def supports(self, op: str) -> bool:
        return True

    def emit(self, program: FeatureSet, context: Context) -> dict[str, bytes]:
        return {"shape/features.txt": f"{len(program.features)}\\n".encode()}


BACKEND = Shape()
'''
PROGRAM = """\
featureset doubled.v1
input Row { x: int64? }
feature y = twice(x)
test "it wraps" {
  given  { x: 9223372036854775807 }
  expect { y: -2 }
}
"""


def recipe(title: str) -> set[str]:
    """The files in the table of a recipe."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split(f"## Recipe: {title}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project in another folder."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "target"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def python(copy: Path, *command: str) -> str:
    """Run Python on the copy's packages."""
    roots = os.pathsep.join(str(copy / p) for p in ("dsl", "compiler", "runtimes/python"))
    return run_good([sys.executable, *command], cwd=copy, env={"PYTHONPATH": roots, "PYTHONDONTWRITEBYTECODE": "1"})


def insert(path: Path, new: str, before: str) -> None:
    """Put text before the last place where another stands."""
    left, found, right = path.read_text(encoding="utf-8").rpartition(before)
    assert found
    path.write_text(left + new + found + right, encoding="utf-8")


def changed(copy: Path) -> set[str]:
    """Files that are not as in the project."""
    found = {f"{name}/{path}": data for name in COPIED for path, data in tree(copy / name).items()}
    before = {f"{name}/{path}": data for name in COPIED for path, data in tree(ROOT / name).items()}
    return {path for path in found.keys() | before.keys() if found.get(path) != before.get(path)}


def test_add_an_operator(copy: Path) -> None:
    runtime = copy / "runtimes" / "python" / "featc_runtime"
    insert(copy / "dsl/featc_dsl/catalogue/numbers.py", ROW, before=")\n")
    insert(
        copy / "compiler/featc/reference/numbers.py", '    "twice.int64": lambda x: exact.wrap(2 * x),\n', before="}\n"
    )
    for module, code in ((runtime / "scalar/numbers.py", SCALAR), (runtime / "batch/numbers.py", BATCH)):
        insert(module, code, before="__all__ = [")
        insert(module, '    "twice_int64",\n', before="]\n")
    go = copy / "runtimes/go/rt/numbers.go"
    go.write_text(f"{go.read_text()}\n{GO}")
    insert(copy / "runtimes/java/runtime/src/main/java/dev/featc/runtime/Numbers.java", JAVA, before="}\n")
    (copy / "tests/conformance/numbers/twice.int64.jsonl").write_text(VECTORS)
    assert changed(copy) == recipe("add an operator")

    python(copy, "tools/make_operators.py")
    python(copy, "tests/matrix/test_matrix.py")
    assert changed(copy) == recipe("add an operator") | {
        "dsl/LANGUAGE.md",
        "dsl/OPERATORS.md",
        "tests/conformance/index.json",
        "tests/matrix/baseline.json",
    }
    tests = [
        "tests/matrix",
        "tests/conformance",
        "tests/project/test_operators.py",
        "-k",
        "matrix or twice or operators",
    ]
    python(copy, "-m", "pytest", "-p", "no:cacheprovider", *tests)

    for language, tool in (("go", "go"), ("java", "mvn")):
        if shutil.which(tool):
            said = python(copy, "tests/tools/run_vectors.py", language, "twice.int64")
            assert "1 of 1 operations" in said
            assert "0 differences" in said

    (copy / "doubled.fdl").write_text(PROGRAM)
    assert "1 passed, 0 failed" in python(copy, "-m", "featc", "test", "doubled.fdl")


def test_add_a_backend(copy: Path) -> None:
    folder = copy / "compiler/featc/backends/shape"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""A target that counts."""\n')
    (folder / "backend.py").write_text(BACKEND)
    assert changed(copy) == recipe("add a backend")

    python(copy, "-m", "pytest", "-p", "no:cacheprovider", "tests/matrix")
    (copy / "one.fdl").write_text("featureset one.v1\ninput Row { x: int64 }\nfeature y = x + 1\n")
    python(copy, "-m", "featc", "build", "one.fdl", "--target", "shape")
    assert set(tree(copy / "generated")) == {"one/MANIFEST.json", "one/ir.json", "one/shape/features.txt"}
    assert (copy / "generated/one/shape/features.txt").read_text() == "1\n"
