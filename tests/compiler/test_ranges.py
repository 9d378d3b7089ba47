"""Intervals of int64 expressions, and what may be stored as int32."""

from itertools import product

import pytest
from compiling import codes, feature, program

from featc.typecheck.ranges import INT64, Ranges


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        ("small", -10, 10),
        ("i32", -(2**31), 2**31 - 1),
        ("i", *INT64),
        ("5", 5, 5),
        ("small + 3", -7, 13),
        ("3 - small", -7, 13),
        ("small * small", -100, 100),
        ("small * -3", -30, 30),
        ("-small", -10, 10),
        ("abs(small - 4)", 0, 14),
        ("abs(small + 20)", 10, 30),
        ("i + 1", *INT64),
        ("i * 2", *INT64),
        ("-i", *INT64),
        ("abs(i)", *INT64),
        ("i % 7", 0, 6),
        ("i % -7", -6, 0),
        ("i % small", -9, 9),
        ("small // 3", -4, 3),
        ("small // -3", -4, 3),
        ("i // -1", *INT64),
        ("clip(i, 0, 5)", 0, 5),
        ("clip(i, small, 20)", -10, 20),
        ("clip(small, 2 + 3, 0)", 0, 0),
        ("least(i, 5)", -(2**63), 5),
        ("greatest(i, 5, 7)", 7, 2**63 - 1),
        ("if ok then small else 50", -10, 50),
        ("j ?? 5", *INT64),
        ("parse_int(s) ?? 5", *INT64),
        ("hour(civil) * 60 + minute(civil)", 0, 1439),
        ('date_diff(civil, civil, "year")', -9998, 9998),
        ('date_diff(civil, civil, "hour")', -87_649_415, 87_649_415),
        ('date_diff(date(civil), 2013-10-10, "week")', -521_722, 521_722),
        ("quarter(civil) + days_in_month(civil)", 29, 35),
        ("hash_bucket(s, 16)", 0, 15),
        ("cut(i, [1, 2, 3])", 0, 3),
        ('index_of(s, ["a", "b"]) ?? -1', -1, 1),
        ("count_null(j, y)", 0, 2),
        ("[small, 40][1]", -10, 40),
        ("sign(i)", -1, 1),
        ("sign(small + 10)", 0, 1),
        ("bit_and(i, 255)", 0, 255),
        ("bit_and(i, small)", *INT64),
        ("bit_and(small, small - 1)", -16, 10),
        ("bit_or(small + 10, 3)", 0, 31),
        ("bit_xor(small, 3)", -16, 15),
        ("bit_not(small)", -11, 9),
        ("bit_count(i)", 0, 64),
        ("shift_right(i, 60) ?? 0", -8, 7),
        ("shift_right(small, small) ?? 0", -10, 10),
        ("shift_left(small, 3) ?? 0", -80, 80),
        ("shift_left(small, i) ?? 0", *INT64),
        ("shift_left(i, 1) ?? 0", *INT64),
        ("shift_left(small, 2)", -40, 40),
        ("shift_right(i, 62)", -2, 1),
        ("null_if(small, 3) ?? 20", -10, 20),
        ('map(s, {"a": 5, "b": -2}) ?? 0', -2, 5),
        ('map(s, {"a": 5, "b": -2}, default: 9)', -2, 9),
        ("map(i, {1: 5}, default: -1)", -1, 5),
        ('cut(i, [1, 2, 3], closed: "right")', 0, 3),
        ("length(s)", 0, 2**31 - 1),
        ("int64(ok)", 0, 1),
    ],
)
def test_intervals(expr: str, low: int, high: int) -> None:
    made = program(f"feature out = {expr}\n")
    assert Ranges(made.input).of(made.features[0].node) == (low, high)


def test_intervals_hold_every_value() -> None:
    """Each rule against all operands of two small intervals."""
    floor = {"+": int.__add__, "-": int.__sub__, "*": int.__mul__}
    for (a, b), (c, d) in product([(-3, 2), (0, 4), (-5, -1)], repeat=2):
        source = f"feature out = clip(i, {a}, {b}) {{}} clip(i32, {c}, {d})\n"
        for op, exact in floor.items():
            made = program(source.format(op))
            low, high = Ranges(made.input).of(made.features[0].node)
            values = [exact(x, y) for x in range(a, b + 1) for y in range(c, d + 1)]
            assert (low, high) == (min(values), max(values))
        for op, bits in {"bit_and": int.__and__, "bit_or": int.__or__, "bit_xor": int.__xor__}.items():
            made = program(f"feature out = {op}(clip(i, {a}, {b}), clip(i32, {c}, {d}))\n")
            low, high = Ranges(made.input).of(made.features[0].node)
            values = [bits(x, y) for x in range(a, b + 1) for y in range(c, d + 1)]
            assert low <= min(values)
            assert max(values) <= high
        made = program(source.format("%"))
        low, high = Ranges(made.input).of(made.features[0].node)
        rests = [x % y for x in range(a, b + 1) for y in range(c, d + 1) if y]
        assert low <= min(rests)
        assert max(rests) <= high


@pytest.mark.parametrize(
    "expr", ["small * 1000", "clip(i, 0, 5)", "hour(civil)", "i32", "if ok then 1 else small", "i32 % 100 - 3"]
)
def test_proven_int32(expr: str) -> None:
    made = feature(expr, "int32")
    assert (str(made.type), made.storage) == ("int64", "int32")


@pytest.mark.parametrize("expr", ["i", "i32 + 1", "small * 1_000_000_000", "j ?? 0", "microseconds(span)"])
def test_unproven_int32(expr: str) -> None:
    assert codes(f"feature out: int32 = {expr}\n") == ["FDL067"]
    assert str(feature(expr, "int32?").type) == "int64?"


def test_int32_items() -> None:
    assert codes("feature out: list<int32, 2> = [small, i]\n") == ["FDL067"]
    assert str(feature("[small, i32]", "list<int32, 2>").type) == "list<int64, 2>"
    assert str(feature("[i, 1]", "list<int32?, 2>").type) == "list<int64?, 2>"
