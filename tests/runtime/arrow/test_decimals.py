"""Decimal columns: exact, refused, or rounded once; against fractions, and against the same values in rows."""

import struct
from decimal import Context, Decimal
from fractions import Fraction

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nearest_oracle import nearest_float, nearest_whole

from featc_runtime.arrow import Field, Module
from featc_runtime.errors import ContractError, RowError, SchemaError
from featc_runtime.row import RowEntry

WIDTHS = {"decimal32": (9, 32), "decimal64": (18, 64), "decimal128": (38, 128), "decimal256": (76, 256)}
TARGETS = [("float64", None), ("float64", "float32"), ("int64", None), ("int64", "int32")]
LIMITS = {"int64": (-(2**63), 2**63 - 1), "int32": (-(2**31), 2**31 - 1)}


def module(type_, **options):
    return Module("t.v1", (Field("x", type_, **options),), (), lambda chunk: (), fingerprint="")


def entered(type_, array, **options):
    chunks = module(type_, **options).chunks(pa.table({"x": array}), chunk_rows=3)
    return [row[0] for c in chunks for row in c.to_rows()]


def found(type_, array, **options):
    return {row: (v.reason, v.message) for row, v in module(type_, **options).violations(pa.table({"x": array}))}


def decimals(type_, unscaled):
    """An array of integers times 10^-scale. (Arrow makes some of them of no text.)"""
    width = type_.bit_width // 8
    octets = b"".join(int(v or 0).to_bytes(width, "little", signed=True) for v in unscaled)
    marks = np.packbits([v is not None for v in unscaled], bitorder="little").tobytes()
    return pa.Array.from_buffers(type_, len(unscaled), [pa.py_buffer(marks), pa.py_buffer(octets)])


def bits(value):
    return struct.pack("<d", value) if isinstance(value, float) else value


def expected(value, target, rounded):
    """The raw value of a decimal in a field, or the reason for which it does not enter."""
    exact = Fraction(value)
    if target.startswith("float"):
        near = nearest_float(exact, target)
        if abs(near) == float("inf"):
            return "OUT_OF_RANGE"
        return near if rounded or Fraction(near) == exact else "TOO_FINE"
    near = nearest_whole(exact)
    if not rounded and near != exact:
        return "TOO_FINE"
    low, high = LIMITS[target]
    return near if low <= near <= high else "OUT_OF_RANGE"


def agrees(arrow, unscaled, type_, storage, rounded):
    """A column says of each value what fractions say, and what the row of that value says."""
    array, options = decimals(arrow, unscaled), {"storage": storage, "rounded": rounded}
    context = Context(prec=100)
    given = [None if v is None else Decimal(v).scaleb(-arrow.scale, context) for v in unscaled]
    wanted = [None if v is None else expected(v, storage or type_, rounded) for v in given]
    wrong = found(f"{type_}?", array, **options)
    assert {i: r for i, (r, _) in wrong.items()} == {i: w for i, w in enumerate(wanted) if isinstance(w, str)}
    good = [i for i, w in enumerate(wanted) if not isinstance(w, str)]
    values = entered(f"{type_}?", array.take(pa.array(good, pa.int64())), **options)
    assert [bits(v) for v in values] == [bits(wanted[i]) for i in good]
    enter = RowEntry((Field("x", f"{type_}?", **options),))
    for i, value in enumerate(given):
        if i in wrong:
            with pytest.raises(RowError) as error:
                enter({"x": value})
            assert (error.value.violations[0].reason, error.value.violations[0].message) == wrong[i]
        else:
            assert bits(enter({"x": value})[0]) == bits(wanted[i])


@st.composite
def columns(draw):
    """A decimal type, and values of it: any, near the powers of two, and halves between two numbers."""
    name = draw(st.sampled_from([n for n in WIDTHS if hasattr(pa, n)]))
    precision = draw(st.integers(1, WIDTHS[name][0]))
    scale = draw(st.integers(-10, precision + 8) if name in ("decimal128", "decimal256") else st.integers(0, precision))
    type_ = getattr(pa, name)(precision, scale)
    most = 10**precision - 1
    near = [s * (2**p + d) for p in (24, 31, 52, 53, 54, 63, 64, 127) for d in (-1, 0, 1) for s in (1, -1)]
    whole = st.integers(-most, most) | st.integers(-100, 100) | st.sampled_from(near)
    numbers = [whole]
    if scale > 0:
        halves = [n * 10**scale + 10**scale // 2 + d for n in (0, 1, 2, 2**24, 2**53, -1, -2) for d in (-1, 0, 1)]
        ties = [(2**24 + 1) * 10**scale + d for d in (-1, 0, 1)]
        numbers.append(st.sampled_from(halves + ties))
    values = draw(st.lists(st.none() | st.one_of(numbers), min_size=1, max_size=12))
    kept = [v if v is None or abs(v) <= most else v % most for v in values]
    return type_, kept


@settings(max_examples=150, deadline=None, derandomize=True)
@given(columns(), st.sampled_from(TARGETS), st.booleans())
def test_any_decimal_is_exact_refused_or_rounded_once(column, target, rounded):
    agrees(*column, *target, rounded)


@pytest.mark.parametrize(("type_", "storage"), TARGETS)
@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize(
    ("arrow", "unscaled"),
    [
        (pa.decimal128(20, 0), [2**53, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**24 + 1, 0]),
        (pa.decimal128(38, 0), [10**38 - 1, 1 - 10**38, 2**127 // 10, 10**22, 10**23, 2**100]),
        (pa.decimal256(76, 0), [2**128 - 2**103, 2**128 - 2**103 - 1, 2**128, 2**200, 10**76 - 1, 2**250]),
        (pa.decimal128(3, 5), [999, 1, -500, 0]),
        (pa.decimal256(5, 40), [10_000, -99_999, 0]),
        (pa.decimal128(5, -3), [12_345, 99_999, -1, 0]),
        (pa.decimal256(9, -100), [1, 999_999_999, 0]),
        (pa.decimal256(76, 330), [10**76 - 1, 5, 1, -1]),
        (pa.decimal256(76, -240), [10**69, 10**68, -(10**76) + 1]),
        (pa.decimal128(38, 18), [10_500_000_000_000_000_000, 9_223_372_036_854_775_807, -(10**37) - 1, 2**100]),
        (pa.decimal128(38, 20), [16_777_217 * 10**20 + d for d in (-1, 0, 1)] + [5 * 10**19]),
        (pa.decimal128(38, 10), [16_777_217 * 10**10 + 1, -16_777_217 * 10**10 - 1, (2**53 + 1) * 10**10 + 1]),
        (pa.decimal128(19, 1), [5, 15, 25, -5, -15, 9_223_372_036_854_775_807, 21_474_836_475]),
        (pa.decimal128(38, 38), [10**37, 5 * 10**37, 1, -25 * 10**36]),
        (pa.decimal128(18, 18), [1, 5 * 10**17, 5 * 10**17 + 1, 10**18 - 1]),
        (pa.decimal128(38, 22), [5**22, 5**22 + 1, 2**53, 2**53 + 1]),
    ],
    ids=str,
)
def test_the_edges(type_, storage, rounded, arrow, unscaled):
    agrees(arrow, unscaled, type_, storage, rounded)


@pytest.mark.parametrize("make", [pa.decimal128, pa.decimal256, *(getattr(pa, n) for n in WIDTHS if hasattr(pa, n))])
def test_every_form_of_a_column(make):
    plain = pa.array([Decimal("1.5"), None, Decimal("-2.25"), Decimal("1.5"), Decimal(0)], make(9, 2))
    wanted = [1.5, None, -2.25, 1.5, 0.0]
    assert entered("float64?", plain) == wanted
    assert entered("float64?", plain.slice(1, 3)) == wanted[1:4]
    indices = pa.array([0, None, 2, 0, 4])
    assert entered("float64?", pa.DictionaryArray.from_arrays(indices, plain)) == wanted
    if make is not getattr(pa, "decimal32", None) and make is not getattr(pa, "decimal64", None):
        ends = pa.array([1, 2, 4], pa.int32())
        assert entered("float64?", pa.RunEndEncodedArray.from_arrays(ends, plain.slice(0, 3))) == [
            1.5,
            None,
            -2.25,
            -2.25,
        ]
    assert entered("list<float64?, ..3>", pa.ListArray.from_arrays([0, 3, 3, 5], plain)) == [
        (1.5, None, -2.25), (), (1.5, 0.0),
    ]  # fmt: skip
    fixed = pa.FixedSizeListArray.from_arrays(plain.slice(2), 1)
    assert entered("list<float32, 1>".replace("32", "64"), fixed, storage="float32") == [(-2.25,), (1.5,), (0.0,)]
    assert found("list<int64?, ..3>", pa.ListArray.from_arrays([0, 2, 5], plain)) == {
        0: ("TOO_FINE", "[0]: 1.50 is not exactly a whole number; `rounded` on the field takes the nearest"),
        1: ("TOO_FINE", "[0]: -2.25 is not exactly a whole number; `rounded` on the field takes the nearest"),
    }
    assert entered("list<int64?, ..3>", pa.ListArray.from_arrays([0, 2, 5], plain), rounded=True) == [
        (2, None), (-2, 2, 0),
    ]  # fmt: skip


def test_nulls_are_never_looked_at():
    octets = np.array([10**8, 0, 123, 0], "<i8").tobytes()
    array = pa.Array.from_buffers(pa.decimal128(3, 2), 2, [pa.py_buffer(b"\x02"), pa.py_buffer(octets)])
    assert entered("float64?", array, rounded=True) == [None, 1.23]
    assert found("float64", array, rounded=True)[0][0] == "ABSENT"


def test_what_duckdb_makes_unasked():
    made = duckdb.sql("select * from (values (1.5), (2.25), (0.125)) t(x)").arrow()
    table = made.read_all() if hasattr(made, "read_all") else made
    assert pa.types.is_decimal(table.schema.field("x").type)
    assert [r[0] for c in module("float64").chunks(table) for r in c.to_rows()] == [1.5, 2.25, 0.125]
    inexact = duckdb.sql("select 0.1 as x")
    with pytest.raises(ContractError, match=r"row 0: 0\.1 is not exactly a float64; `rounded` on the field"):
        module("float64").transform(inexact)
    assert [r[0] for c in module("float64", rounded=True).chunks(inexact) for r in c.to_rows()] == [0.1]
    assert [
        r[0] for c in module("int64").chunks(duckdb.sql("select sum(i) as x from range(10) t(i)")) for r in c.to_rows()
    ] == [45]


def test_pandas_columns_of_decimal_objects():
    frame = pd.DataFrame({"x": [Decimal("0.1"), None, Decimal("2")]})
    assert [r[0] for c in module("float64?", rounded=True).chunks(frame) for r in c.to_rows()] == [0.1, None, 2.0]


def test_types_that_decimals_do_not_enter():
    for type_ in ("bool", "string", "timestamp", "duration", "date"):
        with pytest.raises(SchemaError, match=r"found decimal128\(5, 2\)"):
            module(type_).transform(pa.table({"x": pa.array([1], pa.decimal128(5, 2))}))


def test_integers_and_floats_are_rounded_under_the_mark():
    tie = 2**60 + 2**36 + 1  # a float64 of it is half way between two float32
    ints = [2**53 + 1, 2**53 + 3, 2**63 - 1, -(2**53) - 1, tie, 2**24 + 1, 3]
    for storage, target in ((None, "float64"), ("float32", "float32")):
        wanted = [nearest_float(Fraction(i), target) for i in ints]
        assert entered("float64", pa.array(ints), storage=storage, rounded=True) == wanted
        big = pa.array([2**64 - 1, 2**63 + 2**39 + 1, 2**53 + 1], pa.uint64())
        wanted = [nearest_float(Fraction(i), target) for i in big.to_pylist()]
        assert entered("float64", big, storage=storage, rounded=True) == wanted
    floats = [0.1, -1e-50, 16777217.0, 5e-324, 3.4028235677973362e38, float("nan"), float("inf")]
    narrow = entered("float64", pa.array(floats), storage="float32", rounded=True)
    assert [bits(v) for v in narrow] == [bits(float(np.float32(v))) for v in floats]
    assert found("float64", pa.array([1e39, 3.4028235677973366e38, 1.0]), storage="float32", rounded=True) == {
        0: ("OUT_OF_RANGE", "1e+39 is outside the range of float32"),
        1: ("OUT_OF_RANGE", "3.4028235677973366e+38 is outside the range of float32"),
    }
    with pytest.raises(SchemaError):
        module("int64", rounded=True).transform(pa.table({"x": [1.0]}))


@pytest.mark.parametrize("scale", [2**31 - 1, 1_000_000, -1_000_000, -(2**31)])
def test_scales_that_no_number_has(scale):
    type_ = pa.decimal256(76, scale)
    array = decimals(type_, [1, -1, 10**76 - 1, 0])
    if scale > 0:
        assert [bits(v) for v in entered("float64", array, rounded=True)] == [bits(v) for v in (0.0, -0.0, 0.0, 0.0)]
        assert entered("int64", array, rounded=True) == [0, 0, 0, 0]
        assert [r for r, _ in found("float64", array).values()] == ["TOO_FINE"] * 3
    else:
        assert [r for r, _ in found("float64", array, rounded=True).values()] == ["OUT_OF_RANGE"] * 3
        assert [r for r, _ in found("int64", array).values()] == ["OUT_OF_RANGE"] * 3
