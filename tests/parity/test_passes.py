"""Passes change no bit: every program with and without them, in batch and on rows; and programs of literals alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import fdl_literals as lit
import pytest
from parity import first_difference
from programs import random_program
from rows import Row, make_rows
from targets import Targets, compile_source

from featc.ir import Program
from featc.passes import PASSES, Pass
from featc_dsl.types import SCALARS, Kind

PROGRAMS, ROWS = 120, 25
#: Each pass alone as well, once there are several.
CHOICES: tuple[tuple[Pass, ...], ...] = ((), *({(p,) for p in PASSES} if len(PASSES) > 1 else ()))


def agree(program: Program, rows: Sequence[Row], passes: tuple[Pass, ...], told: str) -> None:
    """AssertionError where a target differs from the interpreter, which no pass has touched."""
    with Targets(program, passes=passes) as built:
        expected = built.interpret(rows)
        for name, found in (("batch", built.batch(rows)), ("row", built.row(rows))):
            difference = first_difference(program, name, expected, found)
            assert difference is None, f"{difference}\n{told}"


@pytest.mark.parametrize("passes", CHOICES, ids=lambda p: "+".join(f.__module__ for f in p) or "none")
def test_random_programs_without_passes(passes: tuple[Pass, ...]) -> None:
    for seed in range(PROGRAMS):
        drawing = random_program(1000 + seed)
        program = compile_source(drawing.source)
        agree(program, make_rows(program, seed, ROWS), passes, drawing.source)


# --- literals alone ------------------------------------------------------------------------------------------


def constant_features() -> list[str]:
    """Features of literals, nulls and lists of every type, and operations on nothing else."""
    made = []
    for name, type in SCALARS.items():
        if type.kind is Kind.DATETIME:
            one, two = '(1970-01-01T00:00:01Z at "UTC")', '(2001-02-03T04:05:06.5Z at "Asia/Tehran")'
        else:
            pool = lit.POOLS[type.kind]
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
