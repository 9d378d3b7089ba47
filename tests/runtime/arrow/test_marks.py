"""What the marks of a field do to Arrow columns: NaN as null, bytes as text, integers as Unix time."""

import math
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from featc_runtime.arrow import Field, Module, NullShare, OneOf, Range
from featc_runtime.errors import ContractError, SchemaError

NAN = float("nan")
AT = 1_717_277_400  # 2024-06-01T21:30:00Z
FIRST, LAST = -62_135_596_800, 253_402_300_799
INT_TYPES = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
UNITS = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


def module(type_, **options):
    return Module("t.v1", (Field("x", type_, **options),), (), lambda chunk: (), fingerprint="")


def entered(type_, given, **options):
    """The raw values of a column, whole and in chunks of two rows."""
    table = given if not isinstance(given, pa.Array) else pa.table({"x": given})
    made = module(type_, **options)
    whole = [row[0] for c in made.chunks(table) for row in c.to_rows()]
    assert repr(whole) == repr([row[0] for c in made.chunks(table, chunk_rows=2) for row in c.to_rows()])
    return whole


def found(type_, array, **options):
    return [(row, v.reason, v.message) for row, v in module(type_, **options).violations(pa.table({"x": array}))]


# --- nan as null --------------------------------------------------------------------------------------------------


def floats(values, arrow):
    """An array of floats, NaN and None; pyarrow 19 makes one of float16 only of NumPy's."""
    numbers = np.array([0.0 if v is None else v for v in values], arrow.to_pandas_dtype())
    return pa.array(numbers, arrow, mask=np.array([v is None for v in values]), from_pandas=False)


@pytest.mark.parametrize("arrow", [pa.float16(), pa.float32(), pa.float64()])
def test_every_nan_is_null(arrow):
    plain = floats([1.0, NAN, None, -0.0, NAN], arrow)
    wanted = [1.0, None, None, -0.0, None]
    assert repr(entered("float64?", plain, nan_as_null=True)) == repr(wanted)
    assert repr(entered("float64?", plain, nan_as_null=True, storage="float32")) == repr(wanted)
    assert entered("float64?", plain.slice(1, 2), nan_as_null=True) == [None, None]
    assert entered("float64?", floats([0.0, 2.0], arrow), nan_as_null=True) == [0.0, 2.0]
    assert entered("float64?", pa.array([], arrow), nan_as_null=True) == []
    assert math.isnan(entered("float64?", plain)[1])
    assert entered("list<float64?, ..3>?", pa.ListArray.from_arrays([0, 3, 3, 5], plain), nan_as_null=True) == [
        (1.0, None, None), (), (-0.0, None),
    ]  # fmt: skip
    fixed = pa.FixedSizeListArray.from_arrays(plain.slice(1), 2)
    assert entered("list<float64?, 2>", fixed, nan_as_null=True) == [(None, None), (-0.0, None)]


def test_nan_of_any_bits_and_of_any_encoding_is_null():
    bits = np.array([0x7FF8000000000000, 0xFFF8000000000001, 0x7FF0000000000001, 0x3FF0000000000000], np.uint64)
    array = pa.array(bits.view(np.float64))
    assert entered("float64?", array, nan_as_null=True) == [None, None, None, 1.0]
    indices = pa.array([3, 0, None, 3])
    coded = pa.DictionaryArray.from_arrays(indices, array)
    assert entered("float64?", coded, nan_as_null=True) == [1.0, None, None, 1.0]
    ends = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), array.slice(2))
    assert entered("float64?", ends, nan_as_null=True) == [None, None, 1.0]


def test_the_same_frame_from_pandas_from_numpy_and_from_arrow():
    frame = pd.DataFrame({"x": [1.5, NAN, 2.5]})
    keeping = pd.DataFrame({"x": pd.array(pa.array([1.5, NAN, 2.5]), pd.ArrowDtype(pa.float64()))})
    numpy = pa.table({"x": frame["x"].to_numpy()})
    for given in (frame, keeping, numpy):
        assert entered("float64?", given, nan_as_null=True) == [1.5, None, 2.5]
    assert math.isnan(entered("float64?", numpy)[1])


def test_nan_is_null_before_contracts_and_in_null_rates():
    array = pa.array([0.5, NAN, None, 2.0])
    for contract in (Range(0.0, 1.0, "in 0..1"), OneOf((0.5,), "in [0.5]")):
        without = found("float64?", array, contracts=(contract,))
        assert [row for row, _, _ in without] == [1, 3]
        assert found("float64?", array, contracts=(contract,), nan_as_null=True) == [
            (3, "OUT_OF_CONTRACT", f"2.0 is not {contract.text}")
        ]
    rate = (NullShare(0.25, "nulls <= 25%"),)
    assert entered("float64?", array, contracts=rate)[2] is None
    with pytest.raises(ContractError, match="2 of 4 rows are null, which is not nulls <= 25%"):
        module("float64?", contracts=rate, nan_as_null=True).transform(pa.table({"x": array}))


# --- binary as utf8 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arrow", [pa.binary(), pa.large_binary(), pa.binary_view()])
def test_bytes_are_read_as_text(arrow):
    long = "né and a text that is no short string any more 𐀀"
    values = [b"AA", None, long.encode(), b"", b"AA", b"a\0"]
    wanted = ["AA", None, long, "", "AA", "a\0"]
    array = pa.array(values, arrow)
    assert entered("string?", array, binary_as_utf8=True) == wanted
    assert entered("string?", array.slice(2, 3), binary_as_utf8=True) == wanted[2:5]
    coded = pa.DictionaryArray.from_arrays(pa.array([5, None, 2, 1]), array)
    assert entered("string?", coded, binary_as_utf8=True) == ["a\0", None, long, None]
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 5], pa.int32()), array.slice(0, 3))
    assert entered("string?", runs, binary_as_utf8=True) == ["AA", "AA", None, long, long]
    if arrow != pa.binary_view():
        lists = pa.ListArray.from_arrays([0, 2, 6], array)
        assert entered("list<string?, ..4>", lists, binary_as_utf8=True) == [tuple(wanted[:2]), tuple(wanted[2:])]
    many = pa.array([b"DE", b"FR", "Österreich".encode()] * 2000, arrow)
    assert entered("string", many, binary_as_utf8=True) == ["DE", "FR", "Österreich"] * 2000
    bad = pa.array([b"a", b"\xff", None, b"\xed\xa0\x80"], arrow)
    assert found("string?", bad, binary_as_utf8=True) == [
        (1, "BAD_TEXT", "no valid UTF-8: byte 0xff at byte 0"),
        (3, "BAD_TEXT", "no valid UTF-8: byte 0xed at byte 0"),
    ]
    some = (OneOf(("AA", ""), 'in ["AA", ""]'),)
    assert [row for row, _, _ in found("string?", array, contracts=some, binary_as_utf8=True)] == [2, 5]


def test_binary_of_a_fixed_size_keeps_its_padding():
    array = pa.array([b"ab\0", None, b"xyz", b"\xc3\xa9z"], pa.binary(3))
    assert entered("string?", array, binary_as_utf8=True) == ["ab\0", None, "xyz", "éz"]
    assert entered("string?", array.slice(2), binary_as_utf8=True) == ["xyz", "éz"]
    coded = array.dictionary_encode()
    assert entered("string?", coded, binary_as_utf8=True) == ["ab\0", None, "xyz", "éz"]
    assert found("string", pa.array([b"\xff"], pa.binary(1)), binary_as_utf8=True)[0][1] == "BAD_TEXT"


def test_text_enters_under_the_mark_as_without():
    for arrow in (pa.string(), pa.large_string(), pa.string_view()):
        assert entered("string?", pa.array(["a", None, "é"], arrow), binary_as_utf8=True) == ["a", None, "é"]


@pytest.mark.parametrize("arrow", [pa.binary(), pa.large_binary(), pa.binary_view(), pa.binary(1)])
def test_the_refusal_of_bytes_offers_the_mark(arrow):
    with pytest.raises(SchemaError, match="if the bytes are UTF-8, write `binary as utf8` on the field"):
        module("string").transform(pa.table({"x": pa.array([b"x"], arrow)}))
    with pytest.raises(SchemaError, match="`binary as utf8`"):
        module("list<string, ..2>").transform(pa.table({"x": pa.array([[b"x"]], pa.list_(arrow))}))


# --- unit ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", ["timestamp", "datetime"])
@pytest.mark.parametrize("unit", UNITS)
def test_integers_count_a_unit(type_, unit):
    many = UNITS[unit]
    for arrow in INT_TYPES:
        small = pa.array([0, 1, None, 100], arrow)
        if unit != "ns":
            micros = 10**6 // many
            assert entered(f"{type_}?", small, unit=unit) == [0, micros, None, 100 * micros]
    values = [AT * many, 0, -many, FIRST * many if unit != "ns" else 0]
    wanted = [v * 10**6 // many for v in values]
    assert entered(type_, pa.array(values, pa.int64()), unit=unit) == wanted
    assert entered(type_, pa.array([AT * many], pa.uint64()), unit=unit) == [AT * 10**6]
    assert entered(f"list<{type_}, 2>", pa.array([[AT * many, 0]]), unit=unit) == [(AT * 10**6, 0)]
    assert entered(f"{type_}?", pa.array([0, None]).dictionary_encode(), unit=unit) == [0, None]
    zone = "UTC" if type_ == "timestamp" else None
    assert entered(type_, pa.array([AT], pa.timestamp("s", zone)), unit=unit) == [AT * 10**6]


def test_integers_beyond_the_years_and_below_a_microsecond():
    limits = "0001-01-01..9999-12-31"
    for unit in ("s", "ms", "us"):
        many = UNITS[unit]
        for value in (FIRST * many - 1, LAST * many + many, 2**63 - 1, -(2**63)):
            assert found("timestamp", pa.array([0, value]), unit=unit) == [
                (1, "OUT_OF_RANGE", f"{value} {unit} since 1970 is outside {limits}")
            ]
        assert found("timestamp", pa.array([0, 2**64 - 1], pa.uint64()), unit=unit)[0][2].startswith(
            f"{2**64 - 1} {unit}"
        )
    nanos = pa.array([1000, 1, -1000, -1], pa.int64())
    assert found("timestamp", nanos, unit="ns") == [
        (1, "TOO_FINE", "1 ns since 1970 is finer than a microsecond"),
        (3, "TOO_FINE", "-1 ns since 1970 is finer than a microsecond"),
    ]
    assert entered("timestamp", pa.array([2**64 - 616], pa.uint64()), unit="ns") == [(2**64 - 616) // 1000]


def test_a_frame_of_unix_seconds():
    frame = pd.DataFrame({"x": np.array([AT, 0], np.int32)})
    assert entered("timestamp", frame, unit="s") == [AT * 10**6, 0]
    assert datetime.fromtimestamp(AT, UTC) == datetime(2024, 6, 1, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize("type_", ["timestamp", "datetime", "list<timestamp, 1>"])
@pytest.mark.parametrize("arrow", INT_TYPES, ids=str)
def test_the_refusal_of_integers_offers_the_mark(type_, arrow):
    array = pa.array([[1]], pa.list_(arrow)) if type_.startswith("list") else pa.array([1], arrow)
    with pytest.raises(SchemaError, match=r'if this is Unix time, write `unit "s"` on the field, or "ms", "us", "ns"'):
        module(type_).transform(pa.table({"x": array}))


def test_floats_are_no_unix_times():
    with pytest.raises(SchemaError, match="found double"):
        module("timestamp", unit="s").transform(pa.table({"x": [1.0]}))
