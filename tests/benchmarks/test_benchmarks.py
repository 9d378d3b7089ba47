"""The benchmarks run: every section with little work. What they find is not judged here."""

import json
import os

import pytest

os.environ["POLARS_MAX_THREADS"] = "2"

from benchmarks import (
    batch,
    build,
    csv,
    in_polars,
    kernel,
    maths,
    native,
    native_code,
    native_service,
    operators,
    report,
    row,
    service,
    sums,
)

from featc_dsl.catalogue import BY_ID, ROWS

pytestmark = pytest.mark.thorough


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch):
    monkeypatch.chdir(report.RESULTS.parent.parent)


@pytest.mark.parametrize("program", batch.PROGRAMS)
def test_every_engine_computes_the_same(program, monkeypatch):
    monkeypatch.setattr(batch, "_peak", lambda *_: 1.0)
    figures = batch.measure(quick=True, rows=3000, count=1, programs=[program])[program]
    assert set(figures["rows_per_second"]) == set(batch.contenders(program, batch.PROGRAMS[program](10)))
    assert figures["ratio_to_the_fastest"] > 0


def test_another_result_is_found(monkeypatch):
    monkeypatch.setattr("benchmarks.engines._CARRIERS", ["B6", "AA"])
    with pytest.raises(SystemExit, match="Polars computes something else for carrier_id"):
        batch.compare("ten", batch.PROGRAMS["ten"](1000))


def test_peak_memory():
    peak = batch._peak("featc", "twentytwo", 100_000)
    assert peak != peak or 1 < peak < 1000


def test_row():
    figures = row.measure(quick=True, calls=20)
    assert figures["seconds_per_call"]["compute alone"] < figures["seconds_per_call"]["transform_row"]


def test_service():
    figures = service.measure(quick=True, seconds=0.02, turns=1)
    assert all(f["requests_per_second"] > 0 for f in figures["servers"].values())


@pytest.mark.registry
@pytest.mark.parametrize("language", ["go", "java"])
def test_native(language, tmp_path):
    """The programs compile, and compute what is written by hand: they look themselves before they are measured."""
    tools, turns_of, contenders = {
        "go": (("go",), native.go_turns, native.GO),
        "java": (("java", "javac", "mvn"), native.java_turns, native.JAVA),
    }[language]
    if lacks := native_code.missing(*tools):
        pytest.skip(lacks)
    (turn,) = turns_of(tmp_path, native_code.write_rows(tmp_path), 1, 0.01)
    assert set(turn) == set(contenders)
    assert all(cost.ns > 0 for cost in turn.values())


@pytest.mark.registry
def test_native_service():
    """In Go: Maven takes long for the servers in Java, and what it builds is tested elsewhere."""
    if lacks := native_code.missing_for_go_servers():
        pytest.skip(lacks)
    figures = native_service.measure(quick=True, seconds=0.05, turns=1, java=False)["servers"]
    assert set(figures) == {"Go", "Go, empty", "Python"}
    assert all(f["requests_per_second"] > 0 for f in figures.values())


def test_build():
    figures = build.measure(quick=True, sizes=(10, 20), count=1)
    assert set(figures["seconds"]) == {"10", "20"}


def test_csv():
    for figures in csv.measure(quick=True, rows=2000, count=1).values():
        assert figures["ratio_by_clock"] > 0
        assert len(figures["megabytes_per_second"]) == 2


def test_sums():
    figures = sums.measure(quick=True, values=4000, count=1)["cpu_ns_per_value"]
    assert set(figures) == {"one row", "rows of 8", "rows of 64"}
    assert all(ns > 0 for f in figures.values() for ns in f.values())


def test_kernel():
    figures = kernel.measure(quick=True, values=4000, count=1)["ns_per_value"]
    assert {"exp", "atan2", "sum, one row", "strings leave"} <= set(figures)
    assert all(ns > 0 for f in figures.values() for ns in f.values())


def test_maths():
    found = maths.measure(quick=True, values=3000, turns=1)["ns_per_value"]
    assert set(found) == {row.name for row in ROWS if row.family == "maths"} - {"pi"}
    assert all(ns > 0 for figures in found.values() for ns in figures.values())


#: Some operations of several families and types, for what takes too long with all.
SOME = ("add.int64", "log1p.float64", "upper.string", "at", "sum.float64", "split.string", "and", "pi.float64")


def test_operators():
    figures = operators.measure(quick=True, rows=300, turns=1, ops=SOME)["ns_per_value"]
    assert set(figures) == set(SOME)
    assert all(ns > 0 for f in figures.values() for ns in f.values())
    assert {op for op, f in figures.items() if "Polars" in f} == {*SOME} - {"pi.float64"}
    text = operators.page(figures, 300)
    assert all(f"| `{op}` |" in text for op in SOME)


def test_polars_has_the_operators_that_it_is_said_to_have():
    wrong = [told for op in BY_ID if op not in in_polars.OTHERWISE and (told := operators.differs(op))]
    assert wrong == []
    assert all(operators.differs(op) for op in in_polars.OTHERWISE)


def test_every_expression_of_polars_is_of_an_operator():
    known = {row.name for row in ROWS} | set(BY_ID)
    assert set(in_polars.EXPRESSIONS) <= known


def test_results_are_kept_by_section(tmp_path):
    path = tmp_path / "results.json"
    report.keep({"row": {"a": 1.23456}}, path)
    report.keep({"build": {"b": float("nan")}}, path)
    assert json.loads(path.read_text())["sections"] == {"build": {"b": None}, "row": {"a": 1.235}}
