"""The input's fields, contracts and time, and the values of `test` blocks."""

import pytest
from compiling import codes, program

from featc import ir
from featc.check import check_source
from featc_dsl.types import FLOAT64, INT64


def _input(fields: str, clause: str = "") -> tuple[ir.InputRow | None, list[str]]:
    first = "ok" if "ok:" in fields else "anchor"
    extra = "" if first == "ok" else "\n anchor: int64"
    checked = check_source(
        "t.fdl", f"featureset t.v1\ninput Row {clause} {{\n{fields}{extra}\n}}\nfeature f = {first}\n"
    )
    return checked.featureset.input if checked.featureset else None, [d.code for d in checked.diagnostics]


def test_fields() -> None:
    row, found = _input(
        'a: float32 in 0..1 from "A b"\n"""Doc."""\nb: int32? nulls <= 0.5%\nc: timestamp assume "UTC"\nd: bool label\n'
        'e: string in ["x", "y"]\ng: duration in 0s..1d\nh: float64 in [1, 2.5]\nk: list<float32, 2>',
        "time c",
    )
    assert found == []
    assert row is not None
    a, b, c, d, e, g, h, k, _ = row.fields
    assert (a.column, a.type, a.storage, a.doc, a.contracts) == (
        "A b", FLOAT64, "float32", "Doc.", (ir.RangeContract(0.0, 1.0, "in 0..1"),),
    )  # fmt: skip
    assert (b.type, b.storage, b.contracts) == (INT64.with_null(), "int32", (ir.NullContract(0.005, "nulls <= 0.5%"),))
    assert (c.assume, d.label, row.time) == ("UTC", True, "c")
    assert e.contracts == (ir.SetContract(("x", "y"), 'in ["x", "y"]'),)
    assert g.contracts == (ir.RangeContract(0, 86_400_000_000, "in 0s..1d"),)
    assert h.contracts == (ir.SetContract((1.0, 2.5), "in [1, 2.5]"),)
    assert (str(k.type), k.storage) == ("list<float64, 2>", "float32")
    assert [f.name for f in row.wire_fields] == ["a", "b", "c", "e", "g", "h", "k", "anchor"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("a: string in 1..2", "FDL070"),
        ("a: int64 in 1.5..2", "FDL070"),
        ("a: int64 in 5..1", "FDL071"),
        ("a: int64 in [1, 1]", "FDL072"),
        ("a: string? in [null]", "FDL070"),
        ("a: list<int64, 2> in [1]", "FDL070"),
        ("a: int64 nulls <= 5%", "FDL073"),
        ('a: int64 assume "UTC"', "FDL075"),
        ('a: timestamp assume "Mars"', "FDL056"),
        ("a: float64 in 1..1 + 1", "FDL055"),
        ("a: int", "FDL048"),
        ("a: list<int64, 0>", "FDL049"),
        ("a: decimal", "FDL034"),
        ("a: int64 = 5", "FDL034"),
        ("aB: int64", "FDL037"),
        ("a_1: int64, a1: int64", "FDL036"),
        ('a: int64 from "z", z: int64', "FDL035"),
    ],
)
def test_fields_that_are_wrong(fields: str, code: str) -> None:
    assert _input(fields)[1] == [code]


@pytest.mark.parametrize("type", ["date", "timestamp?", "int64", "timestamp label"])
def test_the_time_is_an_instant_that_every_row_has(type: str) -> None:
    assert _input(f"at_time: {type}", "time at_time")[1] == ["FDL074"]


def test_the_time_exists() -> None:
    assert _input("a: int64", "time b")[1] == ["FDL039"]


@pytest.mark.parametrize("name", ["TransformRequest", "GetFeatureSetResponse", "Features", "DoubleList", "TService"])
def test_names_of_generated_messages_are_taken(name: str) -> None:
    checked = check_source("t.fdl", f"featureset t.v1\ninput {name} {{ a: int64 }}\nfeature f = a\n")
    assert [d.code for d in checked.diagnostics] == ["FDL038"]


GIVEN = (
    'i: 1, small: 2, i32: -5, x: 2, s: "a", ok: true, ts: 2013-10-10T00:00:00+02:00, day: 2013-10-10, span: 1h, '
    "xs: [1, 2.5, -3], ns: [null, 4]"
)


def test_values_are_as_in_the_ir() -> None:
    head = "featureset t.v1\ninput Row {\n"
    fields = (
        "i: int64\nsmall: int64\ni32: int32\nx: float64\nf: float32?\ns: string\nok: bool\nts: timestamp\nday: date\n"
        "span: duration\nxs: list<float64, 3>\nns: list<int64?, 2>\nlab: bool label\n}\n"
    )
    test = f'test "one" {{ given {{ {GIVEN}, f: 0.1 }} expect {{ a: 2, b: 0.1 }} }}\n'
    body = f"feature a = x\nfeature b: float32 = x\n{test}"
    checked = check_source("t.fdl", head + fields + body)
    assert checked.diagnostics == ()
    assert checked.featureset is not None
    (case,) = checked.featureset.tests
    assert case.title == "one"
    assert case.given == {
        "i": 1, "small": 2, "i32": -5, "x": 2.0, "f": 0.10000000149011612, "s": "a", "ok": True,
        "ts": 1381356000000000, "day": 15988, "span": 3_600_000_000, "xs": (1.0, 2.5, -3.0), "ns": (None, 4),
    }  # fmt: skip
    assert type(case.given["x"]) is float
    assert case.expect == {"a": 2.0, "b": 0.10000000149011612}


def test_tests_that_are_wrong() -> None:
    body = "input Row {{ a: int64, b: float64?, lab: bool label }}\nfeature f = a\n"
    body += 'test "t" {{ given {{ {} }} expect {{ {} }} }}\n'

    def found(given: str, expect: str) -> list[str]:
        checked = check_source("t.fdl", "featureset t.v1\n" + body.format(given, expect))
        return [d.code for d in checked.diagnostics]

    assert found("a: 1", "f: 1") == []
    assert found("a: 1, b: null", "f: 1") == []
    assert found("b: 1", "f: 1") == ["FDL078"]
    assert found("a: 1.5", "f: 1") == ["FDL077"]
    assert found("a: null", "f: 1") == ["FDL077"]
    assert found("a: 1, z: 2", "f: 1") == ["FDL076"]
    assert found("a: 1, lab: true", "f: 1") == ["FDL042"]
    assert found("a: 1, a: 2", "f: 1") == ["FDL035"]
    assert found("a: 1", "f: null") == ["FDL077"]
    assert found("a: 1", "g: 1") == ["FDL076"]
    assert found("a: 1", "") == ["FDL079"]
    assert found("a: 1 + 1", "f: 2") == ["FDL055"]


def test_a_feature_that_is_wrong_makes_no_test_wrong() -> None:
    assert codes('feature f = hour(ts)\ntest "t" { given { } expect { f: 1 } }\n') == ["FDL052", "FDL078"]


def test_docs_and_options() -> None:
    made = program('option go_module = "example.com/t"\nfeature f = i\n"""What it is."""\n')
    assert made.options == {"go_module": "example.com/t"}
    assert made.features[0].doc == "What it is."
    assert (made.name, made.version) == ("t", 1)


CIVIL = """featureset civil.v1
input Row { at_place: datetime in 2024-01-01T00:00:00Z at "UTC"..2025-01-01T00:00:00Z at "UTC" }
feature h = hour(at_place)
feature month_begins = truncate(at_place, "month")
test "summer" {
  given { at_place: 2024-07-15T10:30:00Z at "Europe/Berlin" }
  expect { h: 12, month_begins: 2024-07-01T00:00:00Z at "UTC" }
}
"""


def test_civil_times_are_written_as_an_instant_in_a_zone() -> None:
    checked = check_source("t.fdl", CIVIL)
    assert checked.featureset is not None
    (case,) = checked.featureset.tests
    assert case.given == {"at_place": 1_721_046_600_000_000}
    assert case.expect["month_begins"] == 1_719_792_000_000_000
    (contract,) = checked.featureset.input.fields[0].contracts
    assert isinstance(contract, ir.RangeContract)
    assert (contract.low, contract.high) == (1_704_067_200_000_000, 1_735_689_600_000_000)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('2024-07-15T10:30:00Z at "Europe/Berln"', "FDL077"),
        ('2024-07-15 at "UTC"', "FDL055"),
        ("2024-07-15T10:30:00Z at zone", "FDL055"),
        ("2024-07-15T10:30:00Z", "FDL077"),
        ('"2024-07-15 10:30"', "FDL077"),
    ],
)
def test_other_values_are_no_civil_times(written: str, code: str) -> None:
    text = CIVIL.replace('2024-07-15T10:30:00Z at "Europe/Berlin"', written)
    assert [d.code for d in check_source("t.fdl", text).diagnostics] == [code]


def test_a_program_that_could_not_be_read_whole_is_not_asked_for_names() -> None:
    text = CIVIL.replace("input Row {", "input Row { broken float64,").replace("feature h =", "feature h = 1 +* ")
    assert {d.code for d in check_source("t.fdl", text).diagnostics} == {"FDL012"}
