"""The types that expressions get, and the nodes that they become."""

import pytest
from compiling import codes, feature, program, shape, type_of, wrong

from featc.typecheck.overload import candidates
from featc_dsl.catalogue import ROWS

EXAMPLES = [(row.name, e.expr, e.value) for row in ROWS for e in row.examples]


@pytest.mark.parametrize(("name", "expr", "value"), EXAMPLES, ids=[f"{n}:{e}" for n, e, _ in EXAMPLES])
def test_examples_of_the_catalogue_have_the_type_of_their_value(name: str, expr: str, value: str) -> None:
    assert type_of(expr).bare == type_of(value).bare


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.name)
def test_signatures_are_read(row) -> None:
    read = [c for c in candidates(row.name) if c.op is row]
    for candidate, written in zip(read, row.overloads, strict=True):
        assert len(candidate.params) + (candidate.rest is not None) == len(written.params)


@pytest.mark.parametrize(
    ("expr", "wanted"),
    [
        ("i + 1", "int64"),
        ("i + j", "int64?"),
        ("x + 1", "float64"),
        ("1 / 2", "float64"),
        ("i / i", "float64"),
        ("i // 2", "int64"),
        ("i // (1 - 1)", "int64?"),
        ("i % i", "int64?"),
        ("j % 7", "int64?"),
        ("ts + 1d", "timestamp?"),
        ("ts - ts", "duration"),
        ("span * 2", "duration?"),
        ("s + t", "string?"),
        ("i < x", "bool"),
        ("i < j", "bool?"),
        ("i < x <= 3", "bool"),
        ("ok and maybe", "bool?"),
        ("not maybe", "bool?"),
        ("is_null(j)", "bool"),
        ("is_same(j, null)", "bool"),
        ("count_null(i, t, maybe, opt)", "int64"),
        ("j ?? 0", "int64"),
        ("j ?? j", "int64?"),
        ("y ?? 0", "float64"),
        ("if maybe then 1 else 2", "int64"),
        ("if ok then 1 else 2.5", "float64"),
        ("if ok then null else x", "float64?"),
        ("if ok then xs else [1, 2, 3]", "list<float64, 3>"),
        ("if ok then ns else [1, null]", "list<int64?, 2>"),
        ("if ok then [1, 2] else ns", "list<int64?, 2>"),
        ("[1, 2.5]", "list<float64, 2>"),
        ("[x, 1]", "list<float64, 2>"),
        ("[i, null]", "list<int64?, 2>"),
        ("xs[0]", "float64"),
        ("xs[i]", "float64?"),
        ("ns[1]", "int64?"),
        ("opt[0]", "int64?"),
        ("float64(ns)", "list<float64?, 2>"),
        ("float64(opt)", "list<float64, 2>?"),
        ('one_hot(t, ["a", "b"])', "list<bool, 2>?"),
        ('float64(one_hot(s, ["a"]))', "list<float64, 1>"),
        ("cut(x, [1, 2.5])", "int64?"),
        ("cut(i, [1, 2])", "int64"),
        ('cut(i, [1, 2], closed: "right")', "int64"),
        ('map(s, {"a": 1, "b": 2})', "int64?"),
        ('map(s, {"a": 1, "b": 2.5})', "float64?"),
        ('map(s, {"a": 1}, default: 0)', "int64"),
        ('map(s, {"a": 1}, default: 0.5)', "float64"),
        ('map(t, {"a": "A"}, default: "?")', "string?"),
        ("map(i, {1: true}, default: false)", "bool"),
        ("interpolate(x, {0: 1, 10: 5})", "float64"),
        ("null_if(x, 0)", "float64?"),
        ("null_if(i, null)", "int64?"),
        ("shift_left(i, 3)", "int64"),
        ("shift_left(i, i)", "int64?"),
        ('nearest([x, 1], {"a": [1, 2.5]})', "string?"),
        ('multi_hot(split(s, ",", limit: 4), ["a"])', "list<bool, 1>"),
        ("hour(civil)", "int64"),
        ('date(ts at "UTC")', "date"),
        ('truncate(day, "week")', "date"),
        ("least(i, 3, j)", "int64?"),
        ("least(x, 3)", "float64"),
        ("clip(hi: 5, lo: 0, x: x)", "float64"),
        ("i in [1, 2]", "bool"),
        ('t not in ["a"]', "bool?"),
        ("x in 0..1", "bool"),
        ("i in []", "bool"),
        ("ts in 2013-01-01T00:00:00Z..2014-01-01T00:00:00Z", "bool"),
        ('split_part(s, "@", 1)', "string?"),
        ("int64(ok)", "int64"),
        ("int64(x)", "int64?"),
    ],
)
def test_types(expr: str, wanted: str) -> None:
    assert str(type_of(expr)) == wanted


@pytest.mark.parametrize(
    ("expr", "wanted"),
    [
        ("x + 1", "add.float64(x, 1.0)"),
        ("least(i, 1, 2)", "least.int64(least.int64(i, 1), 2)"),
        ("greatest(x)", "x"),
        ("1 < i <= 5", "and(lt.int64(1, i), le.int64(i, 5))"),
        ("i in 1..5", "and(ge.int64(i, 1), le.int64(i, 5))"),
        ("i not in [1, 2]", "not(in.int64(i; (1, 2)))"),
        ("x in [1, 2.5]", "in.float64(x; (1.0, 2.5))"),
        ("x > 9007199254740992", "gt.float64(x, 9007199254740992.0)"),
        ("x > 9007199254740993", "gt.float64_int64(x, 9007199254740993)"),
        ("i > 0.5", "gt.int64_float64(i, 0.5)"),
        ("-5 + i", "add.int64(-5, i)"),
        ("-i", "neg.int64(i)"),
        ("i // -2", "floordiv_nonzero.int64(i; -2)"),
        ("i // (1 - 1)", "floordiv.int64(i, sub.int64(1, 1))"),
        ("xs[1]", "element_at(xs; 1)"),
        ("[1, 2][i]", "element(list(1, 2), i)"),
        ("[1, null]", "list(1, None)"),
        ("if ok then [1, 2] else [0.5, 1]", "if(ok, list(1.0, 2.0), list(0.5, 1.0))"),
        ('ts at "UTC"', "at(ts; 'UTC')"),
        ('hour(ts at "UTC")', "hour.datetime(at(ts; 'UTC'))"),
        ("clip(x, hi: 2, lo: 1)", "clip.float64(x, 1.0, 2.0)"),
        ("count_null(i, s)", "count_null(i, s)"),
        ("j ?? 1 + 1", "coalesce(j, add.int64(1, 1))"),
        ("day + 0 == 1", None),
        ("7 / 2", "div.float64(7.0, 2.0)"),
        ("9007199254740993 / 2", "div.int64(9007199254740993, 2)"),
        ("cut(x, [1, 2.5])", "cut.float64(x; (1.0, 2.5), 'left')"),
    ],
)
def test_nodes(expr: str, wanted: str | None) -> None:
    if wanted is None:
        assert wrong(expr)
    else:
        assert shape(feature(expr).node) == wanted


def test_equal_expressions_are_one_node() -> None:
    made = program("let a = log1p(x)\nfeature one = a * 2\nfeature two = log1p(x) * 2\n").features
    assert made[0].node is made[1].node


def test_a_let_that_is_a_literal_is_one() -> None:
    before = 'let n = 16\nlet zone = "UTC"\nlet table = ["a", "b"]\nlet low = -1\n'
    assert shape(feature("hash_bucket(s, n)", before=before).node) == "hash_bucket.string(s; 16)"
    assert shape(feature("ts at zone", before=before).node) == "at(ts; 'UTC')"
    assert shape(feature("index_of(s, table)", before=before).node) == "index_of.string(s; ('a', 'b'))"
    assert shape(feature("x * n + low", before=before).node) == "add.float64(mul.float64(x, 16.0), -1.0)"


@pytest.mark.parametrize(
    ("expr", "code"),
    [
        ("i + x", "FDL051"),
        ("least(1, x, i)", "FDL051"),
        ("cut(i, [0.5])", "FDL051"),
        ("hour(ts)", "FDL052"),
        ("civil < ts", "FDL050"),
        ("ok < true", "FDL050"),
        ("x % 2", "FDL050"),
        ("xs == xs", "FDL050"),
        ("clip(x, 1)", "FDL053"),
        ("clip(x, lo: 1, up: 2)", "FDL054"),
        ("hash_bucket(s, i)", "FDL055"),
        ("i in [1, i]", "FDL055"),
        ('ts at "Nowhere"', "FDL056"),
        ("xs[3]", "FDL057"),
        ("i in [1, null]", "FDL057"),
        ("xs[-1]", "FDL057"),
        ('truncate(day, "hour")', "FDL057"),
        ("cut(x, [2, 1])", "FDL058"),
        ("null", "FDL059"),
        ("[]", "FDL059"),
        ("is_null(null)", "FDL059"),
        ("x + null", "FDL060"),
        ("if ok then 1 else s", "FDL061"),
        ("s ?? 1", "FDL061"),
        ("if ok then xs else [1, 2]", "FDL061"),
        ("x + 9007199254740993", "FDL062"),
        ("[xs, xs]", "FDL063"),
        ("i in i", "FDL064"),
        ("lab", "FDL042"),
        ("add(1, 2)", "FDL040"),
        ("lenght(s)", "FDL040"),
        ("unknown", "FDL039"),
        ("sum(x) over 7d", "FDL034"),
        ("fit.zscore(x)", "FDL034"),
        ("s in 1..2", "FDL050"),
    ],
)
def test_one_mistake_is_one_finding(expr: str, code: str) -> None:
    assert wrong(expr) == [code]


def test_what_reads_a_mistake_says_nothing_more() -> None:
    assert codes("let a = i + x\nlet b = a + 1\nfeature out = b * 2 + c\nlet c = a\nfeature n: string = out\n") == [
        "FDL051"
    ]


def test_all_independent_findings_come_in_one_run() -> None:
    assert codes("feature a = i + x\nfeature b = hour(ts)\nfeature c = a + b\nfeature d = zzz\n") == [
        "FDL051",
        "FDL052",
        "FDL039",
    ]


@pytest.mark.parametrize(
    ("declared", "expr", "wanted"),
    [
        ("float64", "1", "float64"),
        ("float64?", "null", "float64?"),
        ("list<float64, 2>", "[1, 2]", "list<float64, 2>"),
        ("list<float64?, 2>", "[1, null]", "list<float64?, 2>"),
        ("list<int64?, 2>", "[null, null]", "list<int64?, 2>"),
        ("list<float32, 3>", "xs", "list<float64, 3>"),
        ("int64?", "i", "int64?"),
        ("float32?", "y", "float64?"),
    ],
)
def test_declared_types(declared: str, expr: str, wanted: str) -> None:
    made = feature(expr, declared)
    assert str(made.type) == wanted
    assert made.storage == ("float32" if "float32" in declared else None)


@pytest.mark.parametrize(
    ("declared", "expr", "code"),
    [
        ("int64", "x", "FDL065"),
        ("list<float64, 2>", "xs", "FDL065"),
        ("list<int64, 3>", "xs", "FDL065"),
        ("int64", "j", "FDL066"),
        ("list<int64, 2>", "[1, j]", "FDL066"),
        ("list<int64, 2>", "[1, null]", "FDL066"),
        ("list<int64, 2>", "ns", "FDL066"),
        ("float64", "9007199254740993", "FDL062"),
        ("flaot64", "x", "FDL048"),
        ("list<list<int64, 2>, 2>", "x", "FDL049"),
    ],
)
def test_declared_types_that_do_not_fit(declared: str, expr: str, code: str) -> None:
    assert codes(f"feature out: {declared} = {expr}\n") == [code]


def test_formula_and_names() -> None:
    made = program(
        "let twice = x * 2  # a let\nfor w in [1, 2] { feature n_{w} = (twice   +  # so\n    w) }\nfeature z = n_1\n"
    )
    assert [f.formula for f in made.features] == ["(twice + 1)", "(twice + 2)", "n_1"]
    assert "twice" in made.row.names.values()
