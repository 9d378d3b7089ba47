"""A declaration that cannot be read hides no mistake of the others, and makes none of its own in them."""

from __future__ import annotations

import random
import re

import pytest
from project import ROOT

from featc.check import check_source
from featc.resolve.gaps import Gaps

FLIGHTS = (ROOT / "examples" / "flights" / "flights.fdl").read_text(encoding="utf-8")
STARTS = [m.start() for m in re.finditer(r"^(?=\w)", FLIGHTS, re.MULTILINE)] + [len(FLIGHTS)]
#: A declaration with a mistake of its own, beside the broken one.
PLANTED = "\nfeature planted = nowhere_declared + 1\n"
_TOKEN = re.compile(r'"""[\s\S]*?"""|"[^"\n]*"|#[^\n]*|\w+|[^\w\s]')


def test_the_program_is_good() -> None:
    assert check_source("t.fdl", FLIGHTS).diagnostics == ()
    assert [d.code for d in check_source("t.fdl", FLIGHTS + PLANTED).diagnostics] == ["FDL039"]


@pytest.mark.parametrize("index", range(len(STARTS) - 1))
def test_a_broken_declaration(index: int) -> None:
    """Every declaration of an example, broken at some of its tokens in one of several ways."""
    rng = random.Random(index)
    first, last = STARTS[index : index + 2]
    decl = FLIGHTS[first:last]
    tokens = [m for m in _TOKEN.finditer(decl) if m[0][0] != "#"]
    for token in rng.sample(tokens, min(len(tokens), 12)):
        start, end = token.span()
        for new in rng.sample([" ", " ) ", " x y ", ' " ', " + * ", "$"], 2):
            broken = decl[:start] + new + decl[end if new == " " else start :]
            found = check_source("t.fdl", FLIGHTS[:first] + broken + FLIGHTS[last:] + PLANTED).diagnostics
            if not any(d.code < "FDL030" for d in found):
                continue  # it can be read still
            outside = [d for d in found if not first <= d.span.start <= first + len(broken) and d.code >= "FDL030"]
            told = [(d.code, d.title) for d in outside]
            assert told in ([("FDL039", "there is no `nowhere_declared`")], []), (token[0], new)
            nameless = re.search(r"^\s*(?:\w+\s*)?[:=(]", broken, re.MULTILINE) is not None
            taken = '"""' in broken or new == ' " '
            assert told or nameless or taken or "import" in broken, (token[0], new)


def test_an_import_that_cannot_be_read() -> None:
    """What may come from it is not reported: names and functions in lower case, tables; nothing else."""
    body = 'import "gone.fdl"\ninput Row { x: float64 }\nfeature a = from_it + helper(x)\nfeature b = x + "t"\n'
    found = check_source("t.fdl", f"featureset t.v1\n{body}feature c = NVL(x, 0)\n", _nothing)
    assert [d.code for d in found.diagnostics] == ["FDL030", "FDL050", "FDL040"]


def _nothing(path: str) -> str:
    raise FileNotFoundError(2, "No such file or directory", path)


def test_fields_of_which_the_marks_are_lost() -> None:
    """Such a field is known by its type; what its contract proves, and whether it may be null, is not judged."""
    text = """featureset t.v1
input Row {
  n: int64 in 0..10 nullable
  s: string x y ?
  x: float64
}
feature a: int32 = n
feature b = s + 1
feature c = nope
test "t" {
  given { x: 1.0 }
  expect { a: null }
}
"""
    found = [(d.code, d.span.line) for d in check_source("t.fdl", text).diagnostics]
    assert found == [("FDL012", 3), ("FDL012", 4), ("FDL050", 8), ("FDL039", 9)]


@pytest.mark.parametrize(
    ("text", "names", "others"),
    [
        ("feature a = b + + c", "a", "b c"),
        ("featur a = b", "a featur", "b"),
        ("def f(x: int64 = x", "f x", "y"),
        ("fn f(a, b) = a", "f", "g"),
        ("input Row { a int64, b: string", "Row a b", "string int64"),
        ("for w in [1, 2 { feature n_{w} = a }", "w n_1 n_2", "n m_1"),
        ("let `in = 3", "in", "a"),
        ("feature ] a = b", "a", "b"),
        ("feature = x == 3", "anything", ""),
        ("def (x: int64) = x", "anything", ""),
        ("input Row {\n a: int64\n ? : string\n}", "anything", ""),
        ("input Row {\n a: int64, , : string\n}", "anything", ""),
        ("feature a = s[:3] + n::int", "a", "b"),
    ],
)
def test_which_names_a_text_may_declare(text: str, names: str, others: str) -> None:
    gaps = Gaps()
    gaps.text(text)
    assert [n for n in names.split() if not gaps.hold(n)] == []
    assert [n for n in others.split() if gaps.hold(n)] == []


@pytest.mark.parametrize(
    ("written", "broken"),
    [
        ("  n: int64\n  s: string\n", "  n: int64  s: string\n"),
        ("  n: int64\n  s: string\n", "  n: int64 in 0..5 s: string\n"),
        ("  n: int64\n", "  n: int64 =\n"),
        ("  n: int64\n", "  ? : int64\n"),
        ("  s: string\n", "  , : string\n"),
        ("  n: int64\n", "  = : int64\n"),
        ("  n: int64\n", "  `: int64\n"),
        ("  n: int64\n  s: string\n", "  n: int64 ` s: string`\n"),
        ("int64\n  s: string\n", "int64\n  s: string'\n"),
        ("  n: int64\n", "  }\n  n: int64\n"),
        ("input Row", "feature input Row"),
        ("featureset", "for featureset"),
        ("featureset", "input"),
        ("feature a", "feature ] a"),
        ("feature a ", "feature = "),
        ("def f(", "def ("),
    ],
)
def test_one_mistake_is_one_finding(written: str, broken: str) -> None:
    """Names that the broken text may have declared are not unknown."""
    text = """featureset t.v1
input Row time t {
  n: int64
  s: string
  t: timestamp
}
def f(x: int64) = x + 1
feature a = f(n)
feature b = upper(s)
test "t" {
  given { n: 1, s: "a", t: 2020-01-01T00:00:00Z }
  expect { a: 2, b: "A" }
}
"""
    assert check_source("t.fdl", text).diagnostics == ()
    assert text.count(written) == 1
    codes = [d.code for d in check_source("t.fdl", text.replace(written, broken)).diagnostics]
    assert codes
    assert max(codes) < "FDL030"


def test_fields_on_one_line_are_both_known() -> None:
    text = "featureset t.v1\ninput Row { n: int64 s: string }\nfeature a = s + n\nfeature b = nope\n"
    assert [d.code for d in check_source("t.fdl", text).diagnostics] == ["FDL012", "FDL050", "FDL039"]


def test_declarations_inside_blocks() -> None:
    text = """featureset t.v1
input Row {
  x: float64
  for i in [1, 2] { y_{i}: float64 }
  let y = x + 1
  z: float64
}
feature a = x + z + y_1 + y + q
test "t" {
  for i in [1, 2] { given { x: i } }
  given { x: 1.0, z: 1.0 }
  expect { a: 1.0 }
}
"""
    found = [(d.code, d.span.line, d.title) for d in check_source("t.fdl", text).diagnostics]
    assert found == [
        ("FDL012", 4, "expected a field, found `for`"),
        ("FDL012", 5, "expected a field, found `let`"),
        ("FDL039", 8, "there is no `q`"),
        ("FDL012", 10, "expected a part of the test, found `for`"),
    ]
    unclosed = text.replace("}\nfeature a", "feature a").split("test")[0]
    assert [d.code for d in check_source("t.fdl", unclosed).diagnostics if d.span.line == 2] == ["FDL009"]
