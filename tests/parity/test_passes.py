"""Rewrites change no bit: programs with and without each, in batch and on rows; and programs of literals alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import fdl_literals as lit
import pytest
from parity import first_difference
from programs import random_program
from rewrites import alone, not_hoisted, unshared
from rows import Row, make_rows
from targets import Targets, compile_source

from featc.backends.pycode.emitter import Emitter
from featc.certify.values import POOLS
from featc.ir import FeatureSet, Graph, Node, RowProgram, walk
from featc.passes import PASSES, Pass, fold, run_all, share
from featc.passes.rebuild import rebuild
from featc.reference import evaluate
from featc_dsl.types import SCALARS, Kind

PROGRAMS, ROWS = 160, 25
#: So many programs a test.
SHARE = 40

#: Every rewrite alone, none, and sharing undone: name → passes.
CHOICES: dict[str, tuple[Pass, ...]] = {
    "none": (),
    "fold": (fold.run,),
    "share": (share.run,),
    "nothing is shared": (unshared,),
    "folded, and nothing is shared": (fold.run, unshared),
    "shared anew": (unshared, *PASSES),
}


def agree(
    program: FeatureSet, rows: Sequence[Row], passes: tuple[Pass, ...], told: str, expected: Sequence[Row] | None = None
) -> None:
    """AssertionError where a target differs from the interpreter, which no pass has touched."""
    with Targets(program, passes=passes) as built:
        wanted = built.interpret(rows) if expected is None else expected
        for name, found in (("batch", built.batch(rows)), ("row", built.row(rows))):
            difference = first_difference(program, name, wanted, found)
            assert difference is None, f"{difference}\n{told}"


def run_programs(numbers: range, choices: Mapping[str, tuple[Pass, ...]], hoisting: bool = True) -> None:
    """Programs of these numbers, rewritten in each way, against the interpreter."""
    for number in numbers:
        source = random_program(1000 + number).source
        program = compile_source(source)
        rows = make_rows(program, number, ROWS)
        expected = [evaluate(program.row, row) for row in rows]
        for name, passes in choices.items():
            with nullcontext() if hoisting else not_hoisted():
                agree(program, rows, passes, f"{name}\n{source}", expected)


@pytest.mark.parametrize("first", range(0, PROGRAMS, SHARE))
@pytest.mark.thorough
def test_random_programs_with_and_without_each_rewrite(first: int) -> None:
    numbers = range(first, first + SHARE)
    run_programs(numbers, CHOICES)
    run_programs(numbers, {"not hoisted": ()}, hoisting=False)


def test_each_feature_alone() -> None:
    """What only other features read is dead code; without it the bits are the same."""
    for seed in range(25):
        source = random_program(2000 + seed).source
        program = compile_source(source)
        rows = make_rows(program, seed, ROWS)
        expected = [evaluate(program.row, row) for row in rows]
        for feature in program.features:
            agree(alone(program, feature), rows, PASSES, f"{feature.name} alone\n{source}", expected)


def breaks_folding(patch: pytest.MonkeyPatch) -> None:
    """Literals that lose the sign of zero."""
    whole = fold.evaluate_node

    def unsigned(node: Node, values: Any) -> Any:
        value = whole(node, values)
        return value + 0.0 if isinstance(value, float) else value

    patch.setattr(fold, "evaluate_node", unsigned)


def breaks_sharing(patch: pytest.MonkeyPatch) -> None:
    """Operations of equal operands are equal, whatever their consts."""
    whole = Graph.node

    def alike(self: Graph, op: str, args: Any, consts: Any, type: Any) -> Node:
        operands = tuple(args)
        same = [n for n in self._nodes.values() if operands and (n.op, n.args, n.type) == (op, operands, type)]
        return same[0] if same else whole(self, op, operands, consts, type)

    def run(row: RowProgram) -> RowProgram:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(Graph, "node", alike)
            return rebuild(row, lambda g, n, args: g.node(n.op, args, n.consts, n.type), Graph())

    patch.setattr(share, "run", run)


def breaks_hoisting(patch: pytest.MonkeyPatch) -> None:
    """One constant for all tables of an operation."""
    whole = Emitter.constant
    patch.setattr(Emitter, "constant", lambda self, stem, key, value: whole(self, stem, key[:1], value))


@pytest.mark.parametrize(
    ("broken", "passes"),
    [
        (breaks_folding, lambda: (fold.run,)),
        (breaks_sharing, lambda: (share.run,)),
        (breaks_hoisting, lambda: ()),
    ],
    ids=["folding", "sharing", "hoisting"],
)
def test_a_broken_rewrite_is_seen(
    broken: Callable[[pytest.MonkeyPatch], None],
    passes: Callable[[], tuple[Pass, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def everything() -> None:
        agree(compile_source(constants_only()), [{"n": 1}], passes(), "constants")
        run_programs(range(PROGRAMS), {"broken": passes()})

    broken(monkeypatch)
    with pytest.raises(AssertionError, match="Difference"):
        everything()


# --- what each rewrite does ----------------------------------------------------------------------------------

REWRITTEN = """featureset rewritten.v1
input Row { x: float64, s: string }
let unread = tan(x)
feature band = cut(x * 2, [0.5, 1.5])
feature other = cut(x * 2 + (0.25 + 0.25), [0.5, 1.5])
feature third = index_of(s, ["a", "b"])
feature fourth = x * 2 + (0.125 + 0.375)
"""


def nodes(row: RowProgram) -> list[tuple[object, ...]]:
    """Each node of a program by what it computes, its operands by their places."""
    every = list(walk(f.node for f in row.outputs))
    place = {node.key: i for i, node in enumerate(every)}
    return [(n.op, tuple(place[a.key] for a in n.args), repr(n.consts), n.type) for n in every]


def test_folding_leaves_no_operation_on_literals_and_sharing_no_two_equal_nodes() -> None:
    row = compile_source(REWRITTEN).row
    assert len(set(nodes(row))) == len(nodes(row))
    folded = fold.run(row)
    assert not any(n.args and all(a.op == "const" for a in n.args) for n in walk(f.node for f in folded.outputs))
    assert len(set(nodes(folded))) < len(nodes(folded))
    shared = share.run(folded)
    assert len(set(nodes(shared))) == len(nodes(shared))
    apart = unshared(shared)
    assert len(nodes(apart)) > len(nodes(shared))
    again = nodes(share.run(apart))
    assert sorted((op, consts) for op, _, consts, _ in again) == sorted((o, c) for o, _, c, _ in nodes(shared))


def test_what_nothing_reads_is_not_in_the_code() -> None:
    program = compile_source(REWRITTEN)
    assert any(node.op == "tan.float64" for node in program.graph._nodes.values())
    assert not any(node.op == "tan.float64" for node in share.run(program.row).graph._nodes.values())
    with Targets(program, passes=()) as built:
        assert not any(b"tan" in code for code in built.files.values())


def test_a_table_is_prepared_once_or_where_it_is_used() -> None:
    """`PREPARE` runs at import: one constant for equal tables. Undone, each use has its own."""

    def prepared(name: str) -> list[bool]:
        with Targets(compile_source(REWRITTEN)) as built:
            (code,) = (text.decode() for path, text in built.files.items() if path.endswith(name))
        return [line.startswith("_") for line in code.splitlines() if "PREPARE[" in line]

    counts = {name: len(prepared(name)) for name in ("_batch.py", "_row.py")}
    assert max(counts.values()) > 0
    for name in counts:
        assert all(prepared(name))
    with not_hoisted():
        for name, count in counts.items():
            assert not any(prepared(name))
            assert len(prepared(name)) >= count


# --- literals alone ------------------------------------------------------------------------------------------


def constant_features() -> list[str]:
    """Features of literals, nulls and lists of every type, and operations on nothing else."""
    made = []
    for name, type in SCALARS.items():
        if type.kind is Kind.DATETIME:
            one, two = '(1970-01-01T00:00:01Z at "UTC")', '(2001-02-03T04:05:06.5Z at "Asia/Tehran")'
        else:
            pool = POOLS[type.kind]
            one, two = lit.write(pool[min(3, len(pool) - 2)], type.kind), lit.write(pool[-1], type.kind)
        made += [
            (f"{name}_plain", one),
            (f"{name}_null: {name}?", "null"),
            (f"{name}_wide: {name}?", one),
            (f"{name}_list", f"[{one}, {two}]"),
            (f"{name}_holes", f"[{one}, null, {two}]"),
            (f"{name}_nulls: list<{name}?, 2>", "[null, null]"),
            (f"{name}_gone: list<{name}?, 2>?", "null"),
            (f"{name}_if", f"if {one} == {two} then {one} else {two}"),
            (f"{name}_if_null", f"if {one} == {two} then null else {two}"),
            (f"{name}_if_list", f"if {one} == {two} then [{one}, {two}] else [null, {one}]"),
            (f"{name}_or_list", f"(if {one} == {two} then [{one}, {two}] else null) ?? [null, {two}]"),
            (f"{name}_else", f"(if {one} != {two} then null else {one}) ?? {two}"),
            (f"{name}_else_null: {name}?", f"null ?? {one}"),
            (f"{name}_same", f"is_same({one}, {two}) or is_same({one}, null)"),
            (f"{name}_null_same: bool", f"is_same(null, {one})"),
            (f"{name}_gaps", f"is_null({one}) or is_null([{one}])"),
            (f"{name}_count", f"count_null({one}, {two})"),
            (f"{name}_item", f"[{one}, {two}][1]"),
            (f"{name}_item_null", f"[{one}, null][1] ?? {two}"),
            (f"{name}_outside", f"[{one}, {two}][2 + int64(true)] ?? {one}"),
        ]
    made += [
        ("logic", "true and (if 1 == 2 then true else null)"),
        ("logic_or", "(if 1 == 2 then true else null) or true"),
        ("logic_not", "not (if 1 == 2 then true else null)"),
        ("overflow", "9223372036854775807 + 1"),
        ("wrapped", "-9223372036854775808 // -1"),
        ("zero", "(1 // 0) ?? 7"),
        ("minus_zero", "-0.0 + -0.0"),
        ("not_a_number", "0.0 / 0.0"),
        ("infinite: float32", "1e300 * 1e300"),
        ("narrow: float32", "0.1"),
        ("tiny: float32", "1e-50"),
        ("checked: int32?", "2147483647 + 1"),
        ("numbers: list<float32, 3>", "[0.1, 1e39, -0.0]"),
        ("checked_list: list<int32?, 2>", "[2147483647 + 1, -2147483648]"),
        ("flags", 'one_hot("b", ["a", "b"])'),
        ("shares", 'float64(one_hot("b", ["a", "b"]))'),
        ("text", '"a" + "b" + upper("ß")'),
        ("parsed", 'parse_int("12") ?? parse_int("x") ?? 0'),
        ("position", 'index_of("x", ["a"]) ?? -1'),
        ("chain", "1 < 2 <= 2 != 3"),
        ("inside", "2 in 1..3 and 1.5 not in [1.0, 2.0]"),
        ("moved", 'hour(2013-03-10T07:00:00Z at "America/New_York")'),
        ("gone_list: list<int64, 2>?", "if 1 == 2 then [1, 2] else null"),
        ("negative", "-(-(-5))"),
        ("denied", "not (not (not true))"),
    ]
    return [f"feature {name} = {value}" for name, value in made]


def constants_only() -> str:
    return "\n".join(["featureset constants.v1", "input Row { n: int64? }", *constant_features(), ""])


@pytest.mark.parametrize("passes", [(), PASSES], ids=["without", "with"])
def test_programs_of_literals(passes: Any) -> None:
    program = compile_source(constants_only())
    agree(program, [{"n": v} for v in (0, None, 1)], passes, "constants")
    agree(program, [], passes, "constants of no rows")


def test_each_literal_feature_alone() -> None:
    """Alone nothing is shared, so operations are written where they are used, without variables."""
    for line in constant_features():
        program = compile_source(f"featureset alone.v1\ninput Row {{ n: int64? }}\n{line}\n")
        agree(program, [{"n": None}, {"n": 1}], (), line)


# --- what is left to the targets -----------------------------------------------------------------------------

_LONG = 'repeat(repeat("ab", 1000), 5)'


@pytest.mark.parametrize(
    "value",
    [
        'matches(repeat("a", 1000), r"(?:a{1,30}){30}b")',
        'regex_count(repeat("a", 1000), r"a.*b|a") + regex_count("aab", r"a.*b|a")',
        f'length(trim({_LONG}, {_LONG} + "b"))',
        f'count_matches(replace({_LONG}, "a", {_LONG}), "b")',
        f'is_upper({_LONG}) or {_LONG} == "ab"',
    ],
)
def test_what_the_reference_is_slow_at_is_not_folded(value: str) -> None:
    """Work on long texts, and matching, would let a short source keep the compiler busy for hours."""
    program = compile_source(f"featureset long.v1\ninput Row {{ n: int64? }}\nfeature found = {value}\n")
    folded = run_all(program.row, PASSES)
    assert folded.outputs[0].node.op != "const"
    with Targets(program) as built:
        assert built.batch([{"n": 1}]) == built.row([{"n": 1}])


def test_short_texts_are_folded() -> None:
    program = compile_source('featureset s.v1\ninput Row { n: int64? }\nfeature found = length(repeat("ab", 500))\n')
    node = run_all(program.row, PASSES).outputs[0].node
    assert (node.op, node.consts) == ("const", (1000,))
