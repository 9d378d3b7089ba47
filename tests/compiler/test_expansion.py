"""`for`, `def`, `import`, order and names."""

import pytest
from compiling import HEADER, check, codes, program, shape

from featc.check import check_file, check_source


def test_a_for_over_literals() -> None:
    made = program('for w in [1, 0.5, -2, 1h, "JFK", 2013-10-10, true] { feature n_{w} = is_same(w, w) }\n')
    names = ["n_1", "n_0_5", "n_minus_2", "n_1h", "n_jfk", "n_2013_10_10", "n_true"]
    assert [f.name for f in made.features] == names


def test_a_for_over_fields_and_inside_another() -> None:
    body = "for f in [i, small] { let twice_{f} = f * 2\n for n in [1, 2] { feature {f}_by_{n} = twice_{f} * n } }\n"
    made = program(body)
    assert {f.name: shape(f.node) for f in made.features} == {
        "i_by_1": "mul.int64(mul.int64(i, 2), 1)",
        "i_by_2": "mul.int64(mul.int64(i, 2), 2)",
        "small_by_1": "mul.int64(mul.int64(small, 2), 1)",
        "small_by_2": "mul.int64(mul.int64(small, 2), 2)",
    }
    assert made.features[0].formula == "twice_i * 1"


def test_an_item_may_be_a_const_argument() -> None:
    made = program(
        'for n in [8, 16] { feature b_{n} = hash_bucket(s, n) }\nfor z in ["UTC"] { feature h_{z} = hour(ts at z) }\n'
    )
    assert [shape(f.node) for f in made.features[:2]] == ["hash_bucket.string(s; 8)", "hash_bucket.string(s; 16)"]


def test_declarations_in_any_order() -> None:
    made = program("feature a = b + one\nfeature b = twice(i)\ndef twice(v: int64) = v * 2\nlet one = 1\n")
    assert [f.name for f in made.features] == ["a", "b"]
    assert shape(made.features[0].node) == "add.int64(mul.int64(i, 2), 1)"


def test_defs_are_inlined() -> None:
    body = "def half(v: float64) = v / 2\ndef f(v: float64, n: int64) = half(v) + float64(n) + scale\nlet scale = x\n"
    made = program(f"{body}feature a = f(3, n: i)\nfeature b = f(n: i, v: 3)\n")
    assert made.features[0].node is made.features[1].node
    assert shape(made.features[0].node) == "add.float64(add.float64(div.float64(3.0, 2.0), float64.int64(i)), x)"


def test_parameters_hide_values_and_may_be_const() -> None:
    made = program("def f(s: int64, n: int64) = hash_bucket(s, n)\nfeature a = f(i, 7)\n")
    assert shape(made.features[0].node) == "hash_bucket.int64(i; 7)"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("def f(v: int64) = v + zzz\nfeature a = f(1)\nfeature b = f(2)\n", ["FDL039"]),
        ("def f(v: int64) = hour(v)\nfeature a = i\n", ["FDL050"]),
        ("def f(v: int64) = f(v)\nfeature a = f(1)\n", ["FDL041"]),
        ("def f(v: int64) = v\nfeature a = f(j)\n", ["FDL068"]),
        ("def f(v: int64) = v\nfeature a = f(x)\n", ["FDL068"]),
        ("def f(v: int64) = v\nfeature a = f(1, 2)\n", ["FDL053"]),
        ("def f(v: int64, n: int64) = hash_bucket(v, n)\nfeature a = f(i, i)\n", ["FDL055"]),
        ("def clip(v: int64) = v\nfeature a = i\n", ["FDL043"]),
        ("for s in [1] { feature a_{s} = 1 }\n", ["FDL043"]),
        ("for w in [i + 1] { feature a_{w} = 1 }\n", ["FDL044"]),
        ("for w in [1] { feature a_{v} = 1 }\n", ["FDL045"]),
        ("for w in [1, 2] { feature a = w }\n", ["FDL035"]),
        ("for w in [1, 2] { feature a_{w} = hour(ts) }\n", ["FDL052"]),
        ("feature a = b\nfeature b = c\nlet c = a + 1\nfeature d = a\n", ["FDL041"]),
        ("feature n_1 = 1\nfeature n1 = 2\n", ["FDL036"]),
        ("let n_1 = 1\nfeature n1 = 2\n", []),
        ("feature Bad = 1\n", ["FDL037"]),
        ("feature class = 1\nfeature none = 2\nfeature type = 3\n", []),
        ("feature i = 1\n", ["FDL035"]),
        ("input Other { a: int64 }\nfeature b = i\n", ["FDL033"]),
        ("let a = 1\n", ["FDL080"]),
        ('option colour = "red"\nfeature a = i\n', ["FDL047"]),
    ],
)
def test_findings(body: str, found: list[str]) -> None:
    assert codes(body) == found


def test_the_circle_is_shown() -> None:
    (finding,) = check("feature a = b\nfeature b = c\nlet c = a + 1\n").diagnostics
    assert finding.why == "a → b → c → a"


FILES = {
    "shared/time.fdl": """import "zones.fdl"
let local = ts at zone
def twice(v: int64) = v * 2
feature early = hour(local) < 5
""",
    "shared/zones.fdl": 'let zone = "UTC"\n',
    "shared/bad.fdl": "let broken = twice(zzz)\n",
    "shared/syntax.fdl": "let = 5\n",
    "a.fdl": 'import "b.fdl"\nlet a = 1\n',
    "b.fdl": 'import "a.fdl"\nlet b = 1\n',
}


def _imported(lines: str, body: str) -> tuple[list[str], tuple[str, ...]]:
    head, rest = HEADER.split("\n", 1)
    checked = check_source("dir/t.fdl", f"{head}\n{lines}\n{rest}{body}", _read)
    names = tuple(f.name for f in checked.featureset.features) if checked.featureset else ()
    return [f"{d.code} {d.span.file}" for d in checked.diagnostics], names


def _read(path: str) -> str:
    try:
        return FILES[path.removeprefix("dir/")]
    except KeyError:
        raise FileNotFoundError(2, "No such file or directory", path) from None


def test_imports_merge_names_once() -> None:
    lines = 'import "shared/time.fdl"\nimport "shared/zones.fdl"\nimport "./shared/../shared/zones.fdl"'
    assert _imported(lines, "feature a = twice(hour(local))\n") == ([], ("early", "a"))


def test_findings_of_imports() -> None:
    found, _ = _imported('import "shared/nope.fdl"', "feature a = something_from_it\nfeature b = hour(ts)\n")
    assert found == ["FDL030 dir/t.fdl", "FDL052 dir/t.fdl"]
    assert _imported('import "shared/bad.fdl"', "def twice(v: int64) = v\nfeature a = i\n")[0] == [
        "FDL039 dir/shared/bad.fdl"
    ]
    assert _imported('import "a.fdl"', "feature c = a + b\n")[0] == ["FDL031 dir/b.fdl"]
    assert _imported('import "/abs.fdl"', "feature c = i\n")[0] == ["FDL030 dir/t.fdl"]
    assert all("syntax.fdl" in f for f in _imported('import "shared/syntax.fdl"', "feature c = from_it\n")[0])
    assert check_source("t.fdl", 'featureset t.v1\nimport "a.fdl"\n').diagnostics[0].code == "FDL030"


def test_files_on_disk(tmp_path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "one.fdl").write_text("let one = 1\n", encoding="utf-8")
    text = 'featureset t.v1\nimport "lib/one.fdl"\ninput Row { i: int64 }\nfeature a = i + one\n'
    (tmp_path / "t.fdl").write_text(text, encoding="utf-8")
    checked = check_file(str(tmp_path / "t.fdl"))
    assert checked.featureset is not None
    assert len(checked.sources) == 2
    elsewhere = check_source("t.fdl", text, {"lib/one.fdl": "let one = 1\n"}.__getitem__)
    assert elsewhere.featureset is not None
    assert elsewhere.featureset.source_hash == checked.featureset.source_hash
    (tmp_path / "lib" / "one.fdl").write_bytes(b"let one = 1 # \xff\n")
    assert [d.code for d in check_file(str(tmp_path / "t.fdl")).diagnostics] == ["FDL030"]
    (tmp_path / "t.fdl").write_bytes(b"\xff")
    assert check_file(str(tmp_path / "t.fdl")).featureset is None
