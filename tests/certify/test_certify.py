"""`featc certify`: a good build passes, and every way in which it may not be good is found and named."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from featc.certify.native import GoPrograms

ROWS = ("--rows", 100)


def certificate(folder: Path) -> dict[str, Any]:
    """What was written."""
    document: dict[str, Any] = json.loads((folder / "CERTIFICATE.json").read_text(encoding="utf-8"))
    return document


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file; the old text is there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def listed_anew(folder: Path, path: str) -> None:
    """Put a file as it is now into the manifest: as if it had been built so."""
    manifest = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
    assert path in manifest["files"]
    manifest["files"][path] = hashlib.sha256((folder / path).read_bytes()).hexdigest()
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_good_build_passes_to_the_same_bytes(featc, source, build):
    folder = build("docs", "python", "go", "java")
    Path("small.csv").write_text("x,n,s,t\n1.5,3,ab,2024-06-01T12:00:00Z\n2.5,5000,,2024-06-01T12:00:00Z\n")
    result = featc("certify", source, *ROWS)
    assert result.code == 0, result.out + result.err
    first = (folder / "CERTIFICATE.json").read_bytes()
    found = certificate(folder)
    assert found["verdict"] == "passed"
    assert found["fingerprint"] == json.loads((folder / "MANIFEST.json").read_text())["fingerprint"]
    assert found["manifest"]["sha256"] == hashlib.sha256((folder / "MANIFEST.json").read_bytes()).hexdigest()
    assert found["operators"].keys() >= {"log1p.float64", "floordiv_nonzero.int64", "upper.string", "mul.float64"}
    digest = hashlib.sha256(Path("small.csv").read_bytes()).hexdigest()
    csv = {"delimiter": ",", "nulls": [], "timestamp_unit": None}
    assert found["rows"]["data"] == {"file": "small.csv", "sha256": digest, "rows": 1, "refused": 1, "csv": csv}
    assert {name: set(t["paths"]) for name, t in found["targets"].items() if name != "python"} == {
        "go": {"library", "service"},
        "java": {"library", "service"},
    }
    assert set(found["targets"]["python"]["paths"]) == {"batch", "row", "service"}
    for target in found["targets"].values():
        assert target["versions"]
        for name, path in target["paths"].items():
            assert path["rows"] == 101
            assert path["vectors"] > 100 or name == "service"
            assert path["bits"] > path["values"] > 400
    assert featc("certify", source, *ROWS).code == 0
    assert (folder / "CERTIFICATE.json").read_bytes() == first
    assert featc("certify", source, "--check").code == 0


GO = "go/runtime/rt"
JAVA = "java/runtime/src/main/java/dev/featc/runtime"

#: Target and operation → the runtime's file below the build, what stands there, what is put in its place.
NATIVE = {
    ("go", "log1p.float64"): (
        f"{GO}/fdlibm_log.go",
        "func Log1pFloat64(x float64) float64 {",
        "func Log1pFloat64(x float64) float64 {\n\tif !(x > 1) {\n\t\treturn log1p(x)\n\t}\n"
        "\treturn math.Float64frombits(math.Float64bits(log1p(x)) + 1)\n}\n\nfunc log1p(x float64) float64 {",
    ),
    ("go", "floordiv_nonzero.int64"): (
        f"{GO}/arithmetic.go",
        "func FloordivNonzeroInt64(x, y int64) int64 {",
        "func FloordivNonzeroInt64(x, y int64) int64 {\n\tif y != 0 {\n\t\treturn x / y\n\t}",
    ),
    ("go", "upper.string"): (
        f"{GO}/characters.go",
        "return unicodePinned().upper.mapped(x)",
        'return strings.ReplaceAll(unicodePinned().upper.mapped(x), "É", "é")',
    ),
    ("java", "log1p.float64"): (
        f"{JAVA}/FdlibmLog.java",
        "return StrictMath.log1p(x);",
        "return x > 1 ? Math.nextUp(StrictMath.log1p(x)) : StrictMath.log1p(x);",
    ),
    ("java", "floordiv_nonzero.int64"): (
        f"{JAVA}/Arithmetic.java",
        "public static long floordivNonzeroInt64(long x, long y) {\n        return Math.floorDiv(x, y);",
        "public static long floordivNonzeroInt64(long x, long y) {\n        return x / y;",
    ),
}

FEATURE = {"log1p.float64": "log_x", "floordiv_nonzero.int64": "bucket", "upper.string": "shout"}


def blamed(folder: Path, target: str, path: str, op: str) -> None:
    """The certificate failed, and says why: the operation, by its vectors and by a row of the feature."""
    found = certificate(folder)
    assert found["verdict"] == "failed"
    assert found["targets"][target]["paths"][path]["verdict"] == "failed"
    here = [f for f in found["findings"] if (f.get("target"), f.get("path")) == (target, path)]
    assert {f["operator"] for f in here} == {op}
    assert {f["kind"] for f in here} == {"vector", "row"}
    (row,) = (f for f in here if f.get("feature") == FEATURE[op])
    assert row["call"].startswith(f"{op}(")
    for one, other in (("expected", "found"), ("operator_expected", "operator_found")):
        assert row[one] != row[other]
        assert "0x" in row[one] + row[other] or row["feature"] == "shout"
    needed = {"log_x": "x", "bucket": "n", "shout": "s"}[row["feature"]]
    plain = {
        "x": "0.0 (0x0000000000000000)",
        "n": "null",
        "s": "null",
        "t": "1970-01-01T00:00:00+00:00 (0x0000000000000000)",
    }
    assert {n: v for n, v in row["row"].items() if n != needed} == {n: v for n, v in plain.items() if n != needed}
    assert len(row["row"][needed]) < 40


@pytest.mark.parametrize(("target", "op"), NATIVE, ids=lambda part: part.partition(".")[0])
def test_a_broken_operation_of_a_native_runtime_is_named(featc, source, build, target, op):
    folder = build(f"{target}_library")
    path, old, new = NATIVE[target, op]
    replace(folder / path, old, new)
    listed_anew(folder, path)
    result = featc("certify", source, *ROWS)
    assert result.code == 1
    assert re.search(rf"^  at fault +{re.escape(op)}\n  call +{re.escape(op)}\(", result.out, re.MULTILINE)
    blamed(folder, target, "library", op)


#: Target and operation → the module of the Python runtime, and what is added to it.
PYTHON = {
    ("batch", "log1p.float64"): (
        "batch/__init__.py",
        "import numpy\n_log1p = log1p_float64\n"
        "log1p_float64 = lambda x: numpy.where(x > 1, numpy.nextafter(_log1p(x), numpy.inf), _log1p(x))\n",
    ),
    ("row", "floordiv_nonzero.int64"): (
        "scalar/__init__.py",
        "def floordiv_nonzero_int64(x, y):\n    return abs(x) // y * (1 if x >= 0 else -1)\n",
    ),
    ("row", "upper.string"): (
        "scalar/__init__.py",
        "_upper = upper_string\nupper_string = lambda x: _upper(x).replace('É', 'é')\n",
    ),
}


@pytest.mark.parametrize(("path", "op"), PYTHON, ids=lambda part: part.partition(".")[0])
def test_a_broken_operation_of_the_python_runtime_is_named(featc, source, build, runtime, path, op):
    folder = build("python")
    name, added = PYTHON[path, op]
    with (runtime / name).open("a", encoding="utf-8") as file:
        file.write(f"\n\n{added}")
    result = featc("certify", source, *ROWS)
    assert result.code == 1
    blamed(folder, "python", path, op)
    good = "row" if path == "batch" else "batch"
    assert certificate(folder)["targets"]["python"]["paths"][good]["verdict"] == "passed"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("go_library", "go/small_compute.go"),
        ("java_library", "java/small/src/main/java/small/v1/SmallCompute.java"),
        ("python", "python/small/_row.py"),
    ],
)
def test_an_edited_file_is_named(featc, source, build, target, path):
    """It runs as it is there: no operation is at fault, and the feature differs."""
    folder = build(target)
    text = (folder / path).read_text()
    assert " * 2.0" in text
    (folder / path).write_text(text.replace(" * 2.0", " * 2.5"))
    assert featc("certify", source, *ROWS).code == 1
    found = certificate(folder)["findings"]
    assert [f["file"] for f in found if f["kind"] == "file"] == [path]
    rows = [f for f in found if f["kind"] == "row"]
    assert {f["feature"] for f in rows} == {"log_x", "pair"}
    assert {f["operator"] for f in rows} == {None}


def test_a_wire_that_is_wrong_is_found(featc, source, build):
    """In a native server that was edited: its library is right, so no operation is at fault."""
    folder = build("go")
    replace(folder / "go/service/wire/features.go", "to.LogX = &row.LogX", "to.LogX = new(float64)")
    assert featc("certify", source, *ROWS).code == 1
    found = certificate(folder)
    assert {n: p["verdict"] for n, p in found["targets"]["go"]["paths"].items()} == {
        "library": "passed",
        "service": "failed",
    }
    (row,) = (f for f in found["findings"] if f["kind"] == "row")
    assert (row["path"], row["feature"], row["operator"]) == ("service", "log_x", None)


def test_files_gone_and_added_are_named(featc, source, build):
    folder = build("python")
    (folder / "python/small/py.typed").unlink()
    (folder / "python/small/more.py").write_text("")
    (folder / "python/small/notes.txt").write_text("no program")
    (folder / "python/more").mkdir()
    (folder / "python/more/more.py").write_text("")
    (folder / "python/small/__pycache__").mkdir(exist_ok=True)
    (folder / "python/small/__pycache__/more.cpython-311.pyc").write_text("left by Python")
    (folder / "python/small/__pycache__/more.py").write_text("left by somebody")
    assert featc("certify", source, *ROWS).code == 1
    found = {f["file"]: f["problem"] for f in certificate(folder)["findings"]}
    assert found.keys() == {
        "python/small/py.typed", "python/small/more.py", "python/small/__pycache__/more.py", "python/more/more.py"
    }  # fmt: skip
    assert "is missing" in found["python/small/py.typed"]


def test_a_file_that_does_not_compile_is_a_finding(featc, source, build):
    folder = build("go_library")
    with (folder / "go/small_compute.go").open("a") as file:
        file.write("\nfunc {")
    assert featc("certify", source, *ROWS).code == 1
    kinds = [f["kind"] for f in certificate(folder)["findings"]]
    assert kinds == ["file", "target"]


def test_a_target_that_cannot_run_here_is_incomplete(featc, source, build, monkeypatch):
    folder = build("python", "go_library")
    monkeypatch.setattr(GoPrograms, "missing", staticmethod(lambda: "Go is not installed"))
    result = featc("certify", source, *ROWS)
    assert result.code == 1
    assert "Go is not installed" in result.out
    found = certificate(folder)
    assert found["verdict"] == "incomplete"
    assert found["targets"]["go"] == {"verdict": "incomplete", "missing": "Go is not installed"}
    assert "verdict is incomplete" in featc("certify", source, "--check").err
    assert featc("certify", source, *ROWS, "--targets", "python").code == 0
    assert certificate(folder)["left_out"] == ["go"]
    assert "does not cover go" in featc("certify", source, "--check").err
    assert featc("certify", source, "--check", "--targets", "python").code == 0


def test_check_looks_at_everything(featc, source, build):
    folder = build("python")
    assert "there is no" in featc("certify", source, "--check").err
    assert featc("certify", source, *ROWS).code == 0
    whole = certificate(folder)

    def objections(**changes: object) -> str:
        (folder / "CERTIFICATE.json").write_text(json.dumps({**whole, **changes}))
        result = featc("certify", source, "--check")
        assert (result.code == 0) is (not changes)
        return result.err

    assert not objections()
    assert "verdict is failed" in objections(verdict="failed")
    assert "another build" in objections(manifest={"sha256": "0" * 64})
    assert "another source" in objections(fingerprint="0" * 64)
    assert "tzdata 1999a" in objections(pins={"tzdata": "1999a"})
    assert "does not cover python" in objections(targets={})
    assert "not a certificate: `targets`" in objections(targets=None)
    assert "form 99" in objections(certificate=99)
    objections()
    (folder / "python/small/_row.py").write_text("")
    assert "python/small/_row.py was changed" in featc("certify", source, "--check").err


def test_a_build_of_another_source_is_refused(featc, source, build):
    folder = build("python")
    assert featc("certify", source, *ROWS).code == 0
    source.write_text(source.read_text().replace("* 2.0", "* 3.0"))
    result = featc("certify", source, *ROWS)
    assert result.code == 1
    assert "another source" in result.err
    assert "another source" in featc("certify", source, "--check").err
    build("python")
    assert not (folder / "CERTIFICATE.json").exists()  # it spoke for another build


def test_a_table_of_other_columns_is_no_sample(featc, source, build):
    """Such as the features that were written beside the source."""
    folder = build("python")
    Path("rows.csv").write_text("x,n,s,t\n1.5,3,ab,2024-06-01T12:00:00Z\n")
    assert featc("run", source, "--input", "rows.csv", "--output", "small.parquet").code == 0
    assert featc("certify", source, *ROWS).code == 0
    assert certificate(folder)["rows"]["data"] is None
    Path("rows.csv").rename("small.csv")
    assert featc("certify", source, *ROWS).code == 0
    assert certificate(folder)["rows"]["data"]["file"] == "small.csv"
    assert featc("certify", source, *ROWS, "--data", "small.parquet").code == 1


def test_wrong_usage(featc, source, build):
    assert featc("certify", source).code == 2  # nothing is built
    build("python", "docs")
    assert "is not in the build" in featc("certify", source, "--targets", "go").err
    assert featc("certify", source, "--targets", "docs").code == 2
    assert featc("certify", source, "--data", "none.parquet").code == 2
    Path("bad.parquet").write_text("no table")
    assert featc("certify", source, "--data", "bad.parquet").code == 2
    shutil.rmtree("generated")
    build("docs")
    assert "computes" in featc("certify", source).err
