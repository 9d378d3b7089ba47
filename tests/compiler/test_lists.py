"""Lists of varying length and literal maps: their types, and where one is taken for another."""

import pytest
from targets import compile_source

from featc.check import check_source
from featc.ir import FeatureSet

FIELDS = """featureset lists.v1
input Row {
  ok:    bool
  x:     float64
  n:     int64
  words: list<string, ..5>
  holes: list<string?, ..3>?
  pair:  list<float64, 2>
  whole: list<int64, 2>
}
"""


def compiled(expr: str, declared: str = "") -> FeatureSet:
    return compile_source(f"{FIELDS}feature found{declared} = {expr}\n")


def findings(body: str) -> list[str]:
    return [d.code for d in check_source("lists.fdl", FIELDS + body + "\n").diagnostics]


@pytest.mark.parametrize(
    ("expr", "wanted"),
    [
        ("words", "list<string, ..5>"),
        ("words[0]", "string?"),
        ("holes[n]", "string?"),
        ('holes ?? ["a"]', "list<string?, ..3>"),
        ("if ok then words else []", "list<string, ..5>"),
        ('if ok then words else ["a", null]', "list<string?, ..5>"),
        ('if ok then words else ["1", "2", "3", "4", "5", "6"]', "list<string, ..6>"),
        ("if ok then words else (holes ?? [])", "list<string?, ..5>"),
        ("head(pair, 1)", "list<float64, ..1>"),
        ("head(holes, 9)", "list<string?, ..9>?"),
        ("float64(head(whole, 1))", "list<float64, ..1>"),
        ("if ok then head(pair, 9) else [1, 2, 3]", "list<float64, ..9>"),
        ("sum(pair)", "float64"),
        ("mean(pair)", "float64"),
        ("mean(head(pair, 2))", "float64?"),
        ("mean([])", "float64?"),
        ("sum([])", "int64"),
        ("var_samp([x])", "float64?"),
        ("var_pop([x])", "float64"),
        ("var_samp(pair)", "float64"),
        ("max(words)", "string?"),
        ("max(whole)", "int64"),
        ("max([n, null])", "int64?"),
        ("argmax(holes)", "int64?"),
        ("length(holes)", "int64?"),
        ("all([ok, null])", "bool"),
        ("dot(pair, [1, 2])", "float64"),
        ("dot(pair, head(pair, 2))", "float64?"),
        ("dot(pair, [1, null])", "float64?"),
        ("l2_norm(head(pair, 2))", "float64"),
        ("concat(words, holes)", "list<string?, ..8>?"),
        ("concat(pair, [1, 2, 3])", "list<float64, 5>"),
        ("slice(pair, 1)", "list<float64, ..2>"),
        ("sort(holes, descending: true)", "list<string?, ..3>?"),
        ("top_k(holes, 2)", "list<string, ..2>?"),
        ("distinct(pair)", "list<float64, ..2>"),
        ('contains(words, "a")', "bool"),
        ("contains(pair, 1)", "bool"),
        ("pair + 1", "list<float64, 2>"),
        ("2 * pair", "list<float64, 2>"),
        ("pair / pair", "list<float64, 2>"),
        ("whole / n", "list<float64, 2>"),
        ("whole - whole", "list<int64, 2>"),
        ("pair * head(pair, 2)", "list<float64, 2>?"),
        ("head(pair, 2) * pair", "list<float64, ..2>?"),
        ("pair + [1, null]", "list<float64?, 2>"),
        ("-whole", "list<int64, 2>"),
    ],
)
def test_types(expr: str, wanted: str) -> None:
    assert str(compiled(expr).features[0].type) == wanted


def test_a_declared_type_may_be_longer() -> None:
    assert str(compiled("words", ": list<string?, ..9>?").features[0].type) == "list<string?, ..9>?"
    assert str(compiled("pair", ": list<float32, ..2>").features[0].type) == "list<float64, ..2>"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("feature a: list<string, 5> = words", "FDL065"),
        ("feature a: list<string, ..4> = words", "FDL065"),
        ("feature a: list<string, ..9> = holes", "FDL066"),
        ("feature a = if ok then pair else [1, 2, 3]", "FDL061"),
        ('feature a = if ok then words else ["a", 1]', "FDL061"),
        ("feature a = head(pair, 0)", "FDL057"),
        ("feature a = head(pair, n)", "FDL055"),
        ("feature a = 1mo", "FDL059"),
        ('feature a = {"a": 1}', "FDL059"),
        ('let m = {"a": 1, "a": 2}\nfeature a = x', "FDL072"),
        ('let m = {"a": x}\nfeature a = x', "FDL055"),
        ('let m = {"a": 2013-01-01}\nfeature a = x', "FDL055"),
        ('feature a = is_null({"a": 1})', "FDL050"),
        ("feature a = [1mo]", "FDL050"),
        ("feature a = {}", "FDL012"),
        ("feature a = pair + [1, 2, 3]", "FDL061"),
        ("feature a = dot(pair, [1, 2, 3])", "FDL061"),
        ("feature a = pair + n", "FDL051"),
        ("feature a = pair + whole", "FDL051"),
        ("feature a = pair + words", "FDL050"),
        ("feature a = contains(words, 1)", "FDL061"),
        ("feature a = min(x)", "FDL050"),
        ("feature a = min(x, 1)", "FDL053"),
        ("feature a = max([])", "FDL059"),
        ("feature a = top_k(pair, 0)", "FDL057"),
        ("feature a = sum(words)", "FDL050"),
    ],
)
def test_findings(body: str, code: str) -> None:
    found = findings(body)
    assert found
    assert code in found


def test_maps_may_have_names() -> None:
    assert not findings('let m = {"a": 1.5, "b": -2}\nlet n_2 = {1: "x", -2: "y",\n  3: "z"}\nfeature a = x')
