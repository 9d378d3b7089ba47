"""What no conformance vector reaches of the Go runtime: it is formatted and vetted, its data and pins are the Python
runtime's, it asks no tables of the platform, its XXH64 is a library's. Knows how it is built, no operator.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from featc_runtime.data import pins

ROOT = Path(__file__).parents[3]
RUNTIME = ROOT / "runtimes/go"
#: Packages that have Unicode tables, zones, formats or maths of their own.
OWN_TABLES = {"unicode", "time", "math/cmplx"}
#: What of `math` and `strings` is exact, or of bytes, in every release.
EXACT = {
    "math": {
        "Abs", "Ceil", "Copysign", "Float64bits", "Float64frombits", "Floor", "Inf", "IsInf", "IsNaN", "NaN",
        "RoundToEven", "Signbit", "Sqrt", "Trunc", "MaxFloat64", "MaxInt", "MaxInt64", "MinInt", "MinInt64",
    },
    "strings": {
        "Builder", "Contains", "Count", "Cut", "Fields", "FieldsSeq", "HasPrefix", "HasSuffix", "Index", "Join",
        "Lines", "NewReader", "NewReplacer", "Repeat", "Replace", "Split", "SplitSeq", "Trim", "TrimLeft",
        "TrimPrefix", "TrimRight", "TrimSuffix",
    },
}  # fmt: skip
#: Of ASCII they are; so they stand where a string is known to be that.
OF_ASCII = {"characters.go": {"ToLower", "ToUpper"}}

needs_go = pytest.mark.skipif(shutil.which("go") is None, reason="Go is not installed")


def go(*command: str | Path, folder: Path = RUNTIME) -> str:
    """What a tool prints; an AssertionError with its messages where it fails."""
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.mark.parametrize("name", ["unicode.json", "zones.txt"])
def test_data_are_the_python_runtime_s(name: str) -> None:
    ours = RUNTIME / "rt/data" / name
    assert ours.read_bytes() == (ROOT / "runtimes/python/featc_runtime/data" / name).read_bytes()


def test_pins_are_the_python_runtime_s() -> None:
    found = dict(re.findall(r'^\t(\w+) = "(.*)"$', (RUNTIME / "rt/pins.go").read_text(), re.MULTILINE))
    assert found == {
        "SemanticsVersion": pins.SEMANTICS,
        "TzdataVersion": pins.TZDATA_VERSION,
        "TzdataSHA256": pins.TZDATA_SHA256,
        "UnicodeVersion": pins.UNICODE_VERSION,
        "UnicodeSHA256": pins.UNICODE_SHA256,
    }


def test_no_tables_of_the_platform() -> None:
    """What another release of Go could answer in another way is not asked."""
    for path in sorted((RUNTIME / "rt").glob("*.go")):
        code = re.sub(r"//.*", "", path.read_text("utf-8"))
        assert not set(re.findall(r'^(?:import |\t)(?:\w+ )?"([\w./]+)"', code, re.MULTILINE)) & OWN_TABLES, path
        for package, exact in EXACT.items():
            used = set(re.findall(rf"\b{package}\.([A-Z]\w*)", code))
            assert used <= exact | OF_ASCII.get(path.name, set()), path


def test_no_dependency() -> None:
    assert "require" not in (RUNTIME / "go.mod").read_text("utf-8")


@needs_go
def test_rows_and_times_in_json() -> None:
    go("go", "test", "-count=1", ".")


@needs_go
def test_formatted_and_vetted() -> None:
    assert go("gofmt", "-l", ".") == ""
    go("go", "vet", "./...")


@needs_go
@pytest.mark.registry
def test_xxh64() -> None:
    go("go", "test", "-count=1", "./...", folder=Path(__file__).with_name("xxhash"))


@needs_go
def test_sums() -> None:
    go("go", "test", "-count=1", "./...", folder=Path(__file__).with_name("sums"))
