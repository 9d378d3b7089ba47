"""The parser: shapes of trees, precedence, places, recovery, depth, speed of growth."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.parser import parse
from featc_dsl.render import render
from featc_dsl.span import Span

FLIGHTS = '''featureset flights.v1
"""What is known of a flight at its scheduled departure."""

input Flight time sched_dep {
  carrier:   string
  tailnum:   string?       nulls <= 5%          # contract: null rate
  distance:  float64       in 0..6000           # contract: range, both ends included
  sched_dep: timestamp     from "dep" assume "UTC"
  """When it should leave."""
  late: bool? label, tags: list<string?, ..10>, v: list<float32, 3>?
}

stream Departure time departed_at { carrier: string, dep_delay: float64, departed_at: timestamp }
stream Payment time paid_at id transaction_id visible_after 5s keep 90d {
  paid_at:        timestamp
  night:          bool = hour(paid_at at "America/New_York") < 6     # computed field
}
lookup Merchant key merchant_id valid_from since { category: string?, since: timestamp }
lookup Pair key (a, b) { a: string, b: string }
input Item many { id: string }
option go_module = "example.org/flights"
import "shared/time.fdl"

let local = sched_dep at "America/New_York"      # a datetime: civil time
def squash(x: float64, k: float64) = x / (x + k)

feature dep_hour: int64? = hour(local)
"""
The hour,
  local.
"""
feature carrier_id = index_of(carrier, ["AA", "DL", "UA"]) ?? -1
feature tail_id    = fit.vocabulary(tailnum, top_k: 2000, oov_buckets: 4)
feature delay_7d   = mean(Departure.dep_delay) by carrier over 7d
feature new_pair   = count(Payment) by (card_id, Ride.zone = pickup) over all delay 5m where (Payment.night) == 0
feature category   = Merchant[merchant_id].category
for w in [1h, 1d] {
  feature n_{w} = count(Payment) by card_id over w
  feature {w}_twice = n_{w} * 2
}

test "red-eye wraps midnight" {
  events Payment [{ paid_at: 2019-01-01T09:00:00Z }, { paid_at: 2019-01-01T10:00:00Z }]
  given  { sched_dep: 2013-01-01T04:30:00-05:00, distance: 100.0
           carrier: "AA" }
  expect { red_eye: true, dep_hour: 4 }
}
'''


def good(text: str) -> ast.SourceFile:
    file, diagnostics = parse(text, "t.fdl")
    assert diagnostics == ()
    assert file is not None
    return file


def errors(text: str) -> tuple[Diagnostic, ...]:
    return parse(text, "t.fdl")[1]


def codes(text: str) -> list[str]:
    return [d.code for d in errors(text)]


def expression(text: str) -> ast.Expr:
    decl = good(f"feature x = {text}\n").decls[0]
    assert isinstance(decl, ast.FeatureDecl)
    return decl.value


def show(node: Any) -> str:
    """An expression with all its parentheses."""
    match node:
        case ast.Literal(_, value):
            return repr(value) if isinstance(value, str) else str(value)
        case ast.Ref(name):
            return name.text
        case ast.Member(base, name):
            return f"{show(base)}.{name.text}"
        case ast.Arg(value, name):
            return f"{name.text}: {show(value)}" if name else show(value)
        case ast.Call(name, args, window=window):
            return f"{name.text}({', '.join(map(show, args))})" + (f" {show(window)}" if window else "")
        case ast.Fit(name, args):
            return f"fit.{name.text}({', '.join(map(show, args))})"
        case ast.Compare(operands, ops):
            return (
                "("
                + "".join(f"{show(a)} {op.text} " for a, op in zip(operands, ops, strict=False))
                + f"{show(operands[-1])})"
            )
        case ast.If(cond, then, other):
            return f"if({show(cond)}, {show(then)}, {show(other)})"
        case ast.ListExpr(items):
            return f"[{', '.join(map(show, items))}]"
        case ast.RangeExpr(low, high):
            return f"{show(low)}..{show(high)}"
        case ast.Window(by, over, delay, where):
            keys = ", ".join(name.text + (f" = {show(value)}" if value else "") for name, value in by)
            over = over if isinstance(over, str) else show(over)
            return (
                f"<by {keys} over {over} delay {show(delay) if delay else '-'} where {show(where) if where else '-'}>"
            )
    raise AssertionError(node)


# --- trees -----------------------------------------------------------------------------------------------------


def test_a_whole_program() -> None:
    file = good(FLIGHTS)
    assert (file.name and file.name.text, file.version) == ("flights", 1)
    assert file.doc == "What is known of a flight at its scheduled departure."
    kinds = [type(d).__name__.removesuffix("Decl") for d in file.decls]
    assert " ".join(kinds) == (
        "Input Stream Stream Lookup Lookup Input Option Import Let Def "
        "Feature Feature Feature Feature Feature Feature For Test"
    )


def test_fields() -> None:
    flight = good(FLIGHTS).decls[0]
    assert isinstance(flight, ast.InputDecl)
    assert flight.time is not None
    assert (flight.name.text, flight.time.text, flight.many) == ("Flight", "sched_dep", False)
    by_name = {f.name.text: f for f in flight.fields}
    assert list(by_name) == ["carrier", "tailnum", "distance", "sched_dep", "late", "tags", "v"]
    assert by_name["tailnum"].type.nullable
    assert by_name["tailnum"].contracts[0].share == 0.05
    reach = by_name["distance"].contracts[0]
    assert (reach.kind, show(reach.low), show(reach.high)) == ("range", "0", "6000")
    dep = by_name["sched_dep"]
    assert (dep.column, dep.assume, dep.doc) == ("dep", "UTC", "When it should leave.")
    assert by_name["late"].label
    tags = by_name["tags"].type
    assert (tags.name.text, tags.size, tags.at_most, tags.nullable) == ("list", 10, True, False)
    assert tags.item is not None
    assert (tags.item.name.text, tags.item.nullable) == ("string", True)
    v = by_name["v"].type
    assert (v.size, v.at_most, v.nullable, v.item and v.item.name.text) == (3, False, True, "float32")


def test_streams_and_lookups() -> None:
    decls = good(FLIGHTS).decls
    payment, merchant, pair, item = decls[2], decls[3], decls[4], decls[5]
    assert isinstance(payment, ast.StreamDecl)
    assert payment.id is not None
    assert payment.id.text == "transaction_id"
    assert (show(payment.visible_after), show(payment.keep)) == ("5000000", str(90 * 86_400_000_000))
    assert show(payment.fields[1].computed) == "(hour(at(paid_at, 'America/New_York')) lt 6)"
    assert isinstance(merchant, ast.LookupDecl)
    assert merchant.valid_from is not None
    assert ([k.text for k in merchant.key], merchant.valid_from.text) == (["merchant_id"], "since")
    assert isinstance(pair, ast.LookupDecl)
    assert [k.text for k in pair.key] == ["a", "b"]
    assert isinstance(item, ast.InputDecl)
    assert item.many


def test_features_and_windows() -> None:
    features = {d.name.text: d for d in good(FLIGHTS).decls if isinstance(d, ast.FeatureDecl)}
    hour = features["dep_hour"]
    assert hour.doc == "The hour,\n  local."
    assert hour.type is not None
    assert hour.type.nullable
    assert show(features["carrier_id"].value) == "coalesce(index_of(carrier, ['AA', 'DL', 'UA']), -1)"
    assert show(features["tail_id"].value) == "fit.vocabulary(tailnum, top_k: 2000, oov_buckets: 4)"
    assert show(features["delay_7d"].value) == (
        "mean(Departure.dep_delay) <by carrier over 604800000000 delay - where ->"
    )
    assert show(features["new_pair"].value) == (
        "(count(Payment) <by card_id, Ride.zone = pickup over all delay 300000000 where Payment.night> eq 0)"
    )
    assert show(features["category"].value) == "element(Merchant, merchant_id).category"


def test_loops_and_tests() -> None:
    loop, test = good(FLIGHTS).decls[-2:]
    assert isinstance(loop, ast.ForDecl)
    assert [show(i) for i in loop.items] == ["3600000000", "86400000000"]
    assert [d.name.text for d in loop.body if isinstance(d, ast.FeatureDecl)] == ["n_{w}", "{w}_twice"]
    assert isinstance(loop.body[1], ast.FeatureDecl)
    assert show(loop.body[1].value) == "mul(n_{w}, 2)"
    assert isinstance(test, ast.TestDecl)
    assert test.title == "red-eye wraps midnight"
    assert [(n.text, len(r)) for n, r in test.events] == [("Payment", 2)]
    assert [e.name.text for e in test.given.entries] == ["sched_dep", "distance", "carrier"]
    assert [show(e.value) for e in test.expect.entries] == ["True", "4"]


def test_words_that_are_names_elsewhere() -> None:
    words = (
        "time many id visible_after keep key valid_from from label assume nulls events given expect by over delay "
        "where all nan as rounded binary utf8 unit"
    )
    for word in words.split():
        file = good(
            f"input Row time {word} {{ {word}: int64 {'label' if word == 'label' else ''} }}\nfeature x = {word} + 1\n"
        )
        assert isinstance(file.decls[1], ast.FeatureDecl)
        assert show(file.decls[1].value) == f"add({word}, 1)"


def test_reserved_words_in_backticks() -> None:
    file = good("input Row { `in`: int64 }\nfeature `if` = `in` + 1\n")
    assert isinstance(file.decls[1], ast.FeatureDecl)
    assert (file.decls[1].name.text, show(file.decls[1].value)) == ("if", "add(in, 1)")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and not c", "or(a, and(b, not(c)))"),
        ("not a == b", "not((a eq b))"),
        ("not a in [1]", "not(in(a, [1]))"),
        ("a not in [1]", "not(in(a, [1]))"),
        ("a not in b.c", "not(in(a, b.c))"),
        ("a in 0..n + 1 and b", "and(in(a, 0..add(n, 1)), b)"),
        ("a < b <= c != d", "(a lt b le c ne d)"),
        ("a ?? b == c", "(coalesce(a, b) eq c)"),
        ("a ?? b ?? c", "coalesce(coalesce(a, b), c)"),
        ("a + b ?? c", "coalesce(add(a, b), c)"),
        ("a - b - c", "sub(sub(a, b), c)"),
        ("a + b * c", "add(a, mul(b, c))"),
        ("a // b % c / d", "div(mod(floordiv(a, b), c), d)"),
        ('a * b at "UTC"', "mul(a, at(b, 'UTC'))"),
        ('-a at "UTC"', "at(neg(a), 'UTC')"),
        ("-a[0]", "neg(element(a, 0))"),
        ("-a.b", "neg(a.b)"),
        ("- -a", "neg(neg(a))"),
        ("-5 // 2", "floordiv(-5, 2)"),
        ("-(5)", "neg(5)"),
        ("--5", "neg(-5)"),
        ("a -5", "sub(a, 5)"),
        ("-1h", "-3600000000"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("-0.0", "-0.0"),
        ("if a then b else if c then d else e", "if(a, b, if(c, d, e))"),
        ("if a then b else c + 1", "if(a, b, add(c, 1))"),
        ("[1, 2,][1]", "element([1, 2], 1)"),
        ("[]", "[]"),
        ("f(a, k: b, )", "f(a, k: b)"),
        ("f()", "f()"),
        ("(\n a\n +\n b\n)", "add(a, b)"),
        ("f(\n a, # first\n b\n)", "f(a, b)"),
        ("ratio(count(P) by k over 7d, n) + 1", "add(ratio(count(P) <by k over 604800000000 delay - where ->, n), 1)"),
        ("last(P.t) over (w + 1d)", "last(P.t) <by  over add(w, 86400000000) delay - where ->"),
        ("M[a, b].c", "element(M, a, b).c"),
        ("x in [1mo, 1y]", "in(x, [1, 12])"),
    ],
)  # fmt: skip
def test_precedence(text: str, tree: str) -> None:
    assert show(expression(text)) == tree


def test_operators_keep_their_sign() -> None:
    call = expression("a not in [1]")
    assert isinstance(call, ast.Call)
    assert call.symbol == "not in"
    call = expression("a // b")
    assert isinstance(call, ast.Call)
    assert (call.symbol, call.name.text) == ("//", "floordiv")
    call = expression("f(a)")
    assert isinstance(call, ast.Call)
    assert call.symbol is None


# --- places ----------------------------------------------------------------------------------------------------


def spans(node: Any) -> list[tuple[Any, Span]]:
    if isinstance(node, tuple):
        return [pair for item in node for pair in spans(item)]
    if not is_dataclass(node) or isinstance(node, Span):
        return []
    below = [pair for f in fields(node) for pair in spans(getattr(node, f.name))]
    return [(node, node.span), *below] if hasattr(node, "span") else below


@pytest.mark.parametrize("text", [FLIGHTS, FLIGHTS.replace("\n", "\r\n"), "\ufeff" + FLIGHTS, "# 😀\n\t" + FLIGHTS])
def test_every_place_is_exact(text: str) -> None:
    file = good(text)
    found = spans(file)
    assert len(found) > 150
    for node, span in found:
        piece = text[span.start : span.end]
        assert piece.strip() == piece != ""
        before = text[: span.start].replace("\r\n", "\n")
        assert span.line == before.count("\n") + 1
        assert span.column == len(before.removeprefix("\ufeff")) - before.removeprefix("\ufeff").rfind("\n")
        if isinstance(node, ast.Name) and node.text.isidentifier() and piece.isidentifier():
            assert piece == node.text or not node.text.islower() or node.text in _OPERATORS
        if isinstance(node, ast.Literal) and node.kind == "string":
            assert piece == f'"{node.value}"'


_OPERATORS = {"not", "in", "at", "and", "or"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ('"😀👍🏽" + größ', ["größ"]),
        ("(a + b) * c", ["(a + b) * c", "*", "(a + b)", "+", "a", "a", "b", "b", "c", "c"]),
        ("a[0].b", ["a[0].b", "a[0]", "[0]", "a", "a", "0", "b"]),
        ("x not in 1..2", ["x not in 1..2", "not", "x not in 1..2", "in", "x", "x", "1..2", "1", "2"]),
        ("-5", ["-5"]),
        (
            "sum(P.x) over 7d == 0",
            ["sum(P.x) over 7d == 0", "sum(P.x) over 7d", "sum", "P.x", "P", "P", "x", "7d", "over 7d", "0", "=="],
        ),
    ],
)  # fmt: skip
def test_places_of_operands(text: str, pieces: list[str]) -> None:
    whole = f"feature x = {text}"
    file, diagnostics = parse(whole, "t.fdl")
    if diagnostics:
        assert [whole[d.span.start : d.span.end] for d in diagnostics] == pieces
        return
    assert file is not None
    decl = file.decls[0]
    assert isinstance(decl, ast.FeatureDecl)
    found = [whole[s.start : s.end] for _, s in spans(decl.value)]
    assert sorted(found) == sorted(pieces)
    assert found[0] == pieces[0]


# --- errors ----------------------------------------------------------------------------------------------------


def test_all_independent_errors_of_a_file() -> None:
    text = (
        "featureset e.v1\ninput Row { a: int64 }\nfeature p = (a\nfeature q = a + \nlet r = a b\n"
        'for w in [1] {\n  feature s_{w} = a a\n  feature t_{w} = a\n}\nfeature u = "open\nfeature v = a\n'
    )
    file, diagnostics = parse(text, "t.fdl")
    assert [(d.code, d.span.line) for d in diagnostics] == [
        ("FDL009", 3), ("FDL020", 4), ("FDL012", 5), ("FDL012", 7), ("FDL002", 10),
    ]  # fmt: skip
    assert file is not None
    assert [type(d).__name__ for d in file.decls] == ["InputDecl", "ForDecl", "FeatureDecl"]
    loop = file.decls[1]
    assert isinstance(loop, ast.ForDecl)
    assert [d.name.text for d in loop.body if isinstance(d, ast.FeatureDecl)] == ["t_{w}"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("input A {\n a: int64\n", "FDL009"),
        ("for w in [1] {\n feature a = 1\n", "FDL009"),
        ("for w in [1] {\n feature a = \n", "FDL009 FDL020"),
        ("for w [1] {\n feature a = 1\n}\nfeature b = 1", "FDL012"),
        ("for w in [1] { for v in [2] { feature a = ( } }\nfeature b = 1", "FDL009"),
        ("}\nfeature a = 1", "FDL010"),
        ("test \"a\" { given { a: [1 } expect { b: 2 } }", "FDL009"),
        ("feature a = 1\n}}}\n", "FDL010 FDL010 FDL010"),
        ("test \"t\" {\n given { test: 1 }\n expect { b: 1 }\n}", "FDL011"),
        ("input Row {\n feature: int64\n let: string\n}", "FDL011 FDL011"),
        ("", ""),
        ("\n\n# nothing\n", ""),
        ("feature a = 1 +", "FDL020"),
        ("$", "FDL001"),
        ("feature a = b @ c\nfeature d = = 2", "FDL001 FDL012"),
        ("feature a = \"\"\"b\"\"\"", "FDL021"),
        ("\"\"\"doc\"\"\"", "FDL021"),
        ("feature x = 1\u00a0+ 2", "FDL001"),
        ("feature x = " + "9" * 5000, "FDL005"),
        ("feature x = " + "9" * 5000 + "d", "FDL008"),
        ("feature x = 1e999999999", "FDL005"),
        ("input R { a: int64? nulls <= 1e999999999% }", "FDL005"),
    ],
)  # fmt: skip
def test_recovery(text: str, code: str) -> None:
    assert codes(text) == code.split()


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("[", "]"), ("f(", ")"), ("-", ""), ("not ", ""), ("if a then b else ", ""), ("a + ", "")],
)  # fmt: skip
@pytest.mark.parametrize("depth", [100, 5_000])
def test_depth_is_bounded_without_a_traceback(opening: str, closing: str, depth: int) -> None:
    found = codes(f"feature x = {opening * depth}a{closing * depth}\n")
    assert found == ([] if depth == 100 or opening == "(" else ["FDL017"])


def test_deep_types_and_loops() -> None:
    assert codes(f"feature x: {'list<' * 300}int64{', 1>' * 300} = a\n") == ["FDL017"]
    assert codes("for w in [1] {" * 300 + "feature a = 1" + "}" * 300) == ["FDL017"]


def test_two_thousand_features() -> None:
    good(
        "".join(
            f"feature f_{i} = if log1p(x) + {i} * 2.5 > 3 then clip(y, 0.0, 1.0) else z - {i}\n" for i in range(2000)
        )
    )


def test_thousands_of_errors_are_all_told() -> None:
    assert len(errors("feature a = b c\nthis is none\nfeature d = (e\nfeature f = 007\n" * 2_500)) == 7_500


WORDS = [
    "feature", "let", "for", "in", "test", "input", "{", "}", "(", ")", "[", "]", "=", "==", ":", ",", "\n", "x",
    "n_{w}", "1", "2.5", "7d", '"s"', '"', '"""', "'", "by", "over", "all", "where", "if", "then", "else", "not", "..",
    ".", "?", "??", "2013-10-10", "2013-10-10T00:00:00Z", "%", "nulls", "<=", "`", "\\", "😀", "\t", "\r", "null", "-",
    "1e", "0x", "fit", "given", "expect", "events", "featureset", "a.v1", "#", ";", "\x00", "\ud800", "list", "<", ">",
    "from", "9" * 30,
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_text_makes_the_parser_fail(data: st.DataObject) -> None:
    pieces = FLIGHTS.split(" ")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        kind = data.draw(st.sampled_from(["put", "drop", "swap", "cut"]))
        word = data.draw(st.sampled_from(WORDS))
        if kind == "put":
            pieces.insert(at, word)
        elif kind == "drop" and len(pieces) > 1:
            del pieces[at]
        elif kind == "swap":
            pieces[at] = word
        else:
            pieces[at] = pieces[at][: data.draw(st.integers(0, len(pieces[at])))]
    _check(" ".join(pieces))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_no_list_of_words_makes_the_parser_fail(text: str) -> None:
    _check(text)
    _check("feature x = " + text + "\nfeature good = 1\n")


def _check(text: str) -> None:
    file, diagnostics = parse(text, "t.fdl")
    assert file is not None or diagnostics
    for d in diagnostics:
        assert 0 <= d.span.start <= d.span.end <= len(text)
        render(d, {"t.fdl": text}).encode()
