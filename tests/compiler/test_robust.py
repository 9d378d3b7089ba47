"""No text makes the compiler raise, and large or deep programs compile or are refused."""

import random
from itertools import product

from compiling import HEADER, check, codes
from hypothesis import given, settings
from hypothesis import strategies as st

from featc import ir
from featc.check import check_source
from featc.resolve import expand
from featc.typecheck import functions
from featc_dsl.types import Kind

GOOD = (
    HEADER.replace("featureset t.v1\n", 'featureset t.v1\n"""Doc."""\noption go_module = "m"\n')
    + """let local = ts at "America/New_York"
def safe(v: float64?, low: float64) = if is_null(v) then low else clip(v, low, low + 1)
for w in [1, 2.5, "A"] { feature same_{w} = is_same(w, w) }
for f in [i, small] { let twice_{f} = f * 2
  feature half_{f}: float32 = twice_{f} / 4 }
feature part = hour(local) // 6 + (j ?? 0) % 7
feature band = cut(safe(y, 0), [0.5, 1, 2]) ?? -1
feature code = index_of(lower(t), ["a", "b"]) ?? -1
feature hot = float64(one_hot(s, ["x", "y"]))
feature first: int32 = clip(ns[0] ?? 3, 0, 100)
feature all_of = 1 < small <= 5 and s not in ["q"] or not maybe
feature listed: list<int64?, 3> = [i, null, -1]
test "t" {
  given { i: 1, small: 2, i32: 3, x: 1.5, s: "a", ok: true, ts: 2013-10-10T00:00:00Z, day: 2013-10-10, span: 1h,
          xs: [1, 2, 3], ns: [1, null] }
  expect { part: 3, hot: [0, 1] }
}
""".replace("civil: datetime\n", "")
).replace("  civil: datetime\n", "")

PIECES = sorted(
    {*GOOD.split(), "(", ")", "[", "]", "{", "}", "null", "..", "1", "x", "for", "def", "{w}", "?", '"UTC"'}
)


def test_the_good_program_is_good() -> None:
    assert [(d.code, d.title) for d in check_source("t.fdl", GOOD).diagnostics] == []


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_no_mutation_raises(seed: int, count: int) -> None:
    rng = random.Random(seed)
    words = GOOD.split(" ")
    for _ in range(count):
        at = rng.randrange(len(words))
        match rng.randrange(4):
            case 0:
                del words[at]
            case 1:
                words[at] = rng.choice(PIECES)
            case 2:
                words.insert(at, rng.choice(PIECES))
            case _:
                other = rng.randrange(len(words))
                words[at], words[other] = words[other], words[at]
    checked = check_source("t.fdl", " ".join(words))
    assert (checked.featureset is None) == any(d.severity == "error" for d in checked.diagnostics)
    if checked.featureset is not None:
        _sound(checked.featureset)


OPERANDS = (
    "i",
    "j",
    "x",
    "y",
    "s",
    "t",
    "ok",
    "maybe",
    "ts",
    "day",
    "span",
    "xs",
    "opt",
    "null",
    "1",
    "0.5",
    '"a"',
    "[]",
    "[1, 2]",
)
FORMS = ("{} + {}", "{} ?? {}", "{} == {}", "{} in [{}]", "{} in 0..{}", "if {} then {} else 1", "{}[{}]",
         "clip({}, {}, 1)", "least({}, {})", "is_same({}, {})", "[{}, {}]", "{} // {}", "{} and {}",
         "index_of({}, {})", "cut({}, {})",
         "is_null({}) or {} > 1", "truncate({}, {})", "count_null({}, {})", "float64({}) * {}", "{} at {}")  # fmt: skip


def test_every_form_with_every_operand() -> None:
    lines = [
        f"feature f{n} = {form.format(a, b)}\n" for n, (form, a, b) in enumerate(product(FORMS, OPERANDS, OPERANDS))
    ]
    checked = check("".join(lines))
    wrong = {d.span.line for d in checked.diagnostics}
    top = HEADER.count("\n") + 1
    good = check("".join(line for n, line in enumerate(lines) if n + top not in wrong))
    assert good.diagnostics == ()
    assert good.featureset is not None
    assert len(good.featureset.features) > 800
    _sound(good.featureset)


def _sound(program: ir.FeatureSet) -> None:
    """Nodes of a finished program are of the catalogue, inputs or consts with a type; operands come first."""
    for node in ir.walk([f.node for f in program.features]):
        assert node.op != "param"
        assert node.type.kind is not Kind.NULL
        assert node.type.item is None or node.type.item.kind is not Kind.NULL
        assert node.op != "const" or node.type.kind is not Kind.LIST or node.consts[0] is None
        assert node.op != "const" or (node.consts[0] is None) == node.type.nullable
        assert all(a.key < node.key for a in node.args)


def test_long_chains() -> None:
    n = 9_999
    lets = "let a0 = i\n" + "".join(f"let a{k} = a{k - 1} + 1\n" for k in range(1, n))
    assert codes(f"{lets}feature out = a{n - 1}\n") == []
    assert codes("".join(f"feature b{k} = b{(k + 1) % n} * 2\n" for k in range(n))) == ["FDL041"]


def test_deep_expressions_are_no_traceback() -> None:
    assert codes("feature out = " + "(" * 3000 + "i" + ")" * 3000 + "\n") in ([], ["FDL017"])
    assert codes("feature out = " + " + ".join(["i"] * 3000) + "\n") == ["FDL017"]
    assert codes("feature out = " + "-" * 3000 + "i\n") in ([], ["FDL017"])


def test_too_many_features(monkeypatch) -> None:
    monkeypatch.setattr(expand, "MAX_VALUES", 100)
    items = ", ".join(map(str, range(20)))
    assert codes(f"for a in [{items}] {{ for b in [{items}] {{ feature n{{a}}_x{{b}} = i }} }}\n") == ["FDL046"]


def test_too_many_calls(monkeypatch) -> None:
    monkeypatch.setattr(functions, "MAX_INLINED", 100)
    doubling = "".join(f"def f{k}(v: int64) = f{k - 1}(v) + f{k - 1}(v * {k})\n" for k in range(1, 30))
    assert codes(f"def f0(v: int64) = v\n{doubling}feature out = f29(i)\n") == ["FDL046"]


def test_calls_that_are_deep() -> None:
    chain = "".join(f"def f{k}(v: int64) = f{k - 1}(v + 1)\n" for k in range(1, 200))
    assert codes(f"def f0(v: int64) = v\n{chain}feature out = f199(i)\n") == ["FDL046"]


def test_calls_with_the_same_arguments_cost_once() -> None:
    doubling = "".join(f"def f{k}(v: int64) = f{k - 1}(v) + f{k - 1}(v)\n" for k in range(1, 40))
    assert codes(f"def f0(v: int64) = v\n{doubling}feature out = f39(i)\n") == []
