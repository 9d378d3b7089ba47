"""Which Arrow types enter which fdl type, and as what values: the table of SEMANTICS.md#ingress, row by row."""

import struct
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from featc_runtime.arrow import Field, Module, OneOf, Range, Strings
from featc_runtime.errors import ContractError, SchemaError

NAN = float("nan")
INT_TYPES = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
TEXT_TYPES = [pa.string(), pa.large_string(), pa.string_view()]
DAY = 86_400_000_000


def module(type_, **options):
    return Module("t.v1", (Field("x", type_, **options),), (), lambda chunk: (), fingerprint="")


def entered(type_, array, **options):
    """The raw values that an array becomes, by chunks of two rows and from the second row on as well as in one."""
    table = pa.table({"x": array})
    whole = [row[0] for c in module(type_, **options).chunks(table) for row in c.to_rows()]
    split = [row[0] for c in module(type_, **options).chunks(table, chunk_rows=2) for row in c.to_rows()]
    tail = [row[0] for c in module(type_, **options).chunks(table.slice(1)) for row in c.to_rows()]
    assert exact(whole) == exact(split)
    assert exact(whole[1:]) == exact(tail)
    return whole


def exact(values):
    return [struct.pack("<d", v) if isinstance(v, float) else exact(v) if isinstance(v, tuple) else (type(v), v)
            for v in values]  # fmt: skip


def refused(type_, array, **options):
    """The error of a column whose type does not enter."""
    with pytest.raises(SchemaError) as error:
        module(type_, **options).transform(pa.table({"x": array}))
    assert error.value.column == "x"
    assert error.value.found == str(array.type)
    return str(error.value)


def bad(type_, array, **options):
    """Every (row, reason, message) of a column with values that do not enter."""
    made = module(type_, **options)
    found = [(row, v.reason, v.message) for row, v in made.violations(pa.table({"x": array}))]
    again = [(row, v.reason, v.message) for row, v in made.violations(pa.table({"x": array}), chunk_rows=1)]
    assert found == again
    with pytest.raises(ContractError) as error:
        made.transform(pa.table({"x": array}))
    assert (error.value.field, error.value.row) == ("x", found[0][0])
    assert found[0][2] in str(error.value)
    return found


@pytest.mark.parametrize("arrow", INT_TYPES, ids=str)
def test_integers_of_every_width(arrow):
    assert entered("int64?", pa.array([0, 1, None, 127], arrow)) == [0, 1, None, 127]
    assert entered("float64?", pa.array([0, 1, None, 127], arrow)) == [0.0, 1.0, None, 127.0]
    assert entered("int64", pa.array([0, 1, 127], arrow), storage="int32") == [0, 1, 127]


def test_integers_at_the_ends():
    ends = [-(2**63), 2**63 - 1]
    assert entered("int64", pa.array(ends)) == ends
    assert bad("int64", pa.array([0, 2**63, 2**64 - 1], pa.uint64())) == [
        (1, "OUT_OF_RANGE", "9223372036854775808 is outside the range of int64"),
        (2, "OUT_OF_RANGE", "18446744073709551615 is outside the range of int64"),
    ]
    assert entered("int64", pa.array([-(2**31), 2**31 - 1]), storage="int32") == [-(2**31), 2**31 - 1]
    assert [b[:2] for b in bad("int64", pa.array([0, 2**31, -(2**31) - 1]), storage="int32")] == [
        (1, "OUT_OF_RANGE"),
        (2, "OUT_OF_RANGE"),
    ]


def test_integers_become_floats_only_exactly():
    exact_ones = [2**53, -(2**53), 2**53 + 2, 2**62, -(2**63)]
    assert entered("float64", pa.array(exact_ones)) == [float(i) for i in exact_ones]
    assert entered("float64", pa.array([2**63, 2**64 - 2**11], pa.uint64())) == [2.0**63, float(2**64 - 2**11)]
    assert bad("float64", pa.array([1, 2**53 + 1, 2**63 - 1])) == [
        (1, "TOO_FINE", "9007199254740993 is not exactly a float64; `rounded` on the field takes the nearest"),
        (2, "TOO_FINE", "9223372036854775807 is not exactly a float64; `rounded` on the field takes the nearest"),
    ]


def test_floats_keep_minus_zero_and_make_nan_canonical():
    quiet = np.array([0xFFF8_0000_0000_0001, 0x7FF0_0000_0000_0001, 0x8000_0000_0000_0000], np.uint64)
    assert exact(entered("float64", pa.array(quiet.view(np.float64)))) == exact([NAN, NAN, -0.0])
    halves = np.array([1.5, -0.0, np.inf, np.nan], np.float16)
    for dtype in (np.float16, np.float32, np.float64):
        assert exact(entered("float64", pa.array(halves.astype(dtype)))) == exact([1.5, -0.0, float("inf"), NAN])
        assert exact(entered("float64", pa.array(halves.astype(dtype)), storage="float32")) == exact(
            [1.5, -0.0, float("inf"), NAN]
        )


def test_float32_storage_takes_only_what_a_float32_holds():
    assert bad("float64", pa.array([0.5, 0.1, 1e39, -1e39]), storage="float32") == [
        (1, "TOO_FINE", "0.1 is not exactly a float32; `rounded` on the field takes the nearest"),
        (2, "OUT_OF_RANGE", "1e+39 is outside the range of float32"),
        (3, "OUT_OF_RANGE", "-1e+39 is outside the range of float32"),
    ]
    assert [b[0] for b in bad("float64", pa.array([2**24, 2**24 + 1]), storage="float32")] == [1]


def test_nulls_and_nan_stay_apart():
    array = pa.array([1.0, None, NAN], from_pandas=False)
    assert exact(entered("float64?", array)) == exact([1.0, None, NAN])
    chunk = next(module("float64?").chunks(pa.table({"x": array})))
    assert exact(chunk.values("x").tolist()) == exact([1.0, 0.0, NAN])
    assert bad("float64", array) == [(1, "ABSENT", "null, and float64 has no null")]


@pytest.mark.parametrize("type_", ["bool?", "int64?", "float64?", "string?", "timestamp?", "date?", "list<int64, 2>?"])
def test_null_column(type_):
    assert entered(type_, pa.nulls(3)) == [None, None, None]
    whole = type_.removesuffix("?")
    absent = f"null, and {whole} has no null"
    assert bad(whole, pa.nulls(3)) == [(row, "ABSENT", absent) for row in range(3)]
    assert entered(whole, pa.nulls(0)) == []


def test_bools():
    assert entered("bool?", pa.array([True, None, False] * 5)) == [True, None, False] * 5
    assert "expected bool, found int8" in refused("bool", pa.array([1], pa.int8()))


@pytest.mark.parametrize("arrow", TEXT_TYPES, ids=str)
def test_strings_of_every_layout(arrow):
    texts = ["", "é", None, "𝄞" * 20, "a\0b", ""]
    assert entered("string?", pa.array(texts, pa.string()).cast(arrow)) == texts


@pytest.mark.parametrize("arrow", [pa.string(), pa.large_string()], ids=str)
@pytest.mark.parametrize("index", [pa.int8(), pa.uint32(), pa.int64()], ids=str)
def test_dictionaries(arrow, index):
    array = pa.DictionaryArray.from_arrays(
        pa.array([1, 0, None, 1], index), pa.array(["unused?", "b", "c"]).cast(arrow)
    )
    assert entered("string?", array) == ["b", "unused?", None, "b"]
    with_null = pa.DictionaryArray.from_arrays(pa.array([1, 0, 1], index), pa.array(["a", None]).cast(arrow))
    assert entered("string?", with_null) == [None, "a", None]


def test_dictionaries_without_entries_and_with_many():
    empty = pa.DictionaryArray.from_arrays(pa.array([None, None], pa.int8()), pa.array([], pa.string()))
    assert entered("string?", empty) == [None, None]
    many = pa.DictionaryArray.from_arrays(pa.array([7, 9_999]), pa.array([f"v{i}" for i in range(10_000)]))
    assert entered("string", many) == ["v7", "v9999"]
    numbers = pa.DictionaryArray.from_arrays(pa.array([1, None, 0], pa.int8()), pa.array([1.5, 2.5]))
    assert entered("float64?", numbers) == [2.5, None, 1.5]


def test_no_rows():
    for type_ in ("string", "bool", "float64?", "list<int64, 2>?"):
        chunk_types = pa.array([], module(type_).input_schema.field("x").type)
        assert module(type_).transform(pa.table({"x": chunk_types})).num_rows == 0


def test_the_strings_of_a_chunk_have_a_value_even_without_any():
    chunk = next(module("string?").chunks(pa.table({"x": pa.array([None], pa.string())})))
    strings = chunk.values("x")
    assert isinstance(strings, Strings)
    assert (strings.tolist(), chunk.valid("x").tolist()) == ([""], [False])


def test_run_ends_and_extension_types():
    assert entered("int64?", pc.run_end_encode(pa.array([5, 5, None, 7]))) == [5, 5, None, 7]
    assert entered("string", pc.run_end_encode(pa.array(["a", "a", "b"]))) == ["a", "a", "b"]
    assert entered("string", pa.array(["{}", "1"], pa.json_())) == ["{}", "1"]
    assert "extension<arrow.uuid>" in refused("string", pa.array([b"0" * 16], pa.uuid()))


def text_array(parts, dictionary=False):
    """A string array with these bytes, whatever they are."""
    offsets = np.cumsum([0, *map(len, parts)]).astype(np.int32)
    made = pa.Array.from_buffers(pa.string(), len(parts), [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(parts))])
    return pa.DictionaryArray.from_arrays(pa.array(range(len(parts))), made) if dictionary else made


@pytest.mark.parametrize("dictionary", [False, True])
def test_bytes_that_are_no_text(dictionary):
    parts = [b"good", b"\xff\xfe", "é".encode(), b"ab\xed\xa0\x80", b"\xc0\x80"]
    assert bad("string", text_array(parts, dictionary)) == [
        (1, "BAD_TEXT", "no valid UTF-8: byte 0xff at byte 0"),
        (3, "BAD_TEXT", "no valid UTF-8: byte 0xed at byte 2"),
        (4, "BAD_TEXT", "no valid UTF-8: byte 0xc0 at byte 0"),
    ]


def test_bad_bytes_that_no_row_uses_are_no_problem():
    array = pa.DictionaryArray.from_arrays(pa.array([1, None, 1]), text_array([b"\xff", b"b"]))
    assert entered("string?", array) == ["b", None, "b"]


def test_an_index_outside_its_dictionary():
    array = pa.DictionaryArray.from_arrays(pa.array([0, 2, -1]), pa.array(["a", "b"]), safe=False)
    assert [b[:2] for b in bad("string", array)] == [(1, "BAD_TEXT"), (2, "BAD_TEXT")]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_of_every_unit(unit):
    when = [datetime(1969, 12, 31, 23, 59, 59), None, datetime(2013, 6, 1, 12)]
    micros = [-1_000_000, None, 1_370_088_000_000_000]
    assert entered("timestamp?", pa.array(when, pa.timestamp(unit, "UTC"))) == micros
    assert entered("timestamp?", pa.array(when, pa.timestamp(unit, "Asia/Tokyo"))) == micros
    assert entered("datetime?", pa.array(when, pa.timestamp(unit))) == micros
    assert entered("duration?", pa.array([timedelta(seconds=-1), None], pa.duration(unit))) == [-1_000_000, None]


def test_times_finer_than_a_microsecond():
    array = pa.array([0, 1_000, 1_001, -1], pa.timestamp("ns", "UTC"))
    assert bad("timestamp", array) == [
        (2, "TOO_FINE", "1970-01-01T00:00:00.000001001 is finer than a microsecond"),
        (3, "TOO_FINE", "1969-12-31T23:59:59.999999999 is finer than a microsecond"),
    ]
    assert bad("duration", pa.array([1_000, 1], pa.duration("ns")))[0][:2] == (1, "TOO_FINE")


@pytest.mark.parametrize(
    ("unit", "low", "high"),
    [
        ("s", -62_135_596_800, 253_402_300_799),
        ("ms", -62_135_596_800_000, 253_402_300_799_999),
        ("us", -62_135_596_800_000_000, 253_402_300_799_999_999),
    ],
)
def test_times_outside_the_years(unit, low, high):
    for arrow, type_ in ((pa.timestamp(unit, "UTC"), "timestamp"), (pa.timestamp(unit), "datetime")):
        values = entered(type_, pa.array([low, high], arrow))
        assert values[0] == -62_135_596_800_000_000
        assert values[1] // 1_000_000 == 253_402_300_799
        ends = [0, low - 1, high + 1, -(2**63), 2**63 - 1]
        assert [b[:2] for b in bad(type_, pa.array(ends, arrow))] == [(i, "OUT_OF_RANGE") for i in range(1, 5)]


def test_durations_beyond_the_range():
    longest = 315_576_000_000
    assert entered("duration", pa.array([longest, -longest], pa.duration("s"))) == [longest * 10**6, -longest * 10**6]
    assert [b[:2] for b in bad("duration", pa.array([0, longest + 1, -longest - 1], pa.duration("s")))] == [
        (1, "OUT_OF_RANGE"),
        (2, "OUT_OF_RANGE"),
    ]


def test_dates():
    days = [date(1, 1, 1), None, date(9999, 12, 31), date(1969, 12, 31)]
    raw = [-719_162, None, 2_932_896, -1]
    assert entered("date?", pa.array(days, pa.date32())) == raw
    assert entered("date?", pa.array(days, pa.date64())) == raw
    assert bad("date", pa.array([0, 2_932_897, -719_163], pa.int32()).cast(pa.date32())) == [
        (1, "OUT_OF_RANGE", "10000-01-01 is outside 0001-01-01..9999-12-31"),
        (2, "OUT_OF_RANGE", "0000-12-31 is outside 0001-01-01..9999-12-31"),
    ]
    part = pa.Array.from_buffers(pa.date64(), 2, [None, pa.py_buffer(np.array([0, 86_400_001], np.int64))])
    assert bad("date", part) == [(1, "TOO_FINE", "1970-01-02T00:00:00.001 is no whole day")]


def test_a_time_without_a_zone_is_no_instant():
    naive = pa.array([datetime(2013, 1, 1)], pa.timestamp("us"))
    message = refused("timestamp", naive)
    assert 'assume "UTC"' in message
    assert "type datetime" in message
    assert entered("timestamp", naive, assume="UTC") == [1_356_998_400_000_000]
    assert "use `at`" in refused("datetime", naive.cast(pa.timestamp("us", "UTC")))
    assert entered("timestamp", naive.cast(pa.timestamp("us", "UTC")), assume="Asia/Tokyo") == [1_356_998_400_000_000]


@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_assumed_zones_answer_for_every_hour(unit):
    civil = [
        (datetime(2013, 3, 10, 1, 59, 59), datetime(2013, 3, 10, 6, 59, 59)),
        (datetime(2013, 3, 10, 2, 30), datetime(2013, 3, 10, 7, 30)),  # skipped: 03:30 summer time
        (datetime(2013, 3, 10, 3, 0), datetime(2013, 3, 10, 7, 0)),
        (datetime(2013, 11, 3, 0, 59), datetime(2013, 11, 3, 4, 59)),
        (datetime(2013, 11, 3, 1, 0), datetime(2013, 11, 3, 5, 0)),  # twice: the earlier, summer time
        (datetime(2013, 11, 3, 1, 59), datetime(2013, 11, 3, 5, 59)),
        (datetime(2013, 11, 3, 2, 0), datetime(2013, 11, 3, 7, 0)),
    ]
    array = pa.array([c for c, _ in civil], pa.timestamp(unit))
    wanted = [int(u.replace(tzinfo=UTC).timestamp()) * 1_000_000 for _, u in civil]
    assert entered("timestamp", array, assume="America/New_York") == wanted


def test_assumed_zones_can_leave_the_years():
    first, last = pa.array([-62_135_596_800], pa.timestamp("s")), pa.array([253_402_300_799], pa.timestamp("s"))
    assert bad("timestamp", first, assume="Asia/Tokyo")[0][:2] == (0, "OUT_OF_RANGE")
    assert bad("timestamp", last, assume="America/New_York")[0][:2] == (0, "OUT_OF_RANGE")


LISTS = [
    pa.list_(pa.int32()),
    pa.large_list(pa.int64()),
    pa.list_view(pa.int64()),
    pa.large_list_view(pa.int8()),
    pa.list_(pa.int64(), 2),
]


@pytest.mark.parametrize("arrow", LISTS, ids=str)
def test_lists_of_every_layout(arrow):
    lists = [[1, 2], [3, 4], None, [5, None]]
    assert entered("list<int64?, 2>?", pa.array(lists, arrow)) == [(1, 2), (3, 4), None, (5, None)]
    assert entered("list<float64, 2>", pa.array(lists[:2], arrow)) == [(1.0, 2.0), (3.0, 4.0)]
    assert bad("list<int64, 2>?", pa.array(lists, arrow)) == [(3, "ABSENT", "[1]: null, and int64 has no null")]
    assert bad("list<int64?, 2>", pa.array(lists, arrow)) == [(2, "ABSENT", "null, and list<int64?, 2> has no null")]


@pytest.mark.parametrize("arrow", LISTS[:4], ids=str)
def test_lists_of_another_length(arrow):
    array = pa.array([[1, 2], [], [1, 2, 3], None], arrow)
    assert bad("list<int64, 2>?", array) == [
        (1, "WRONG_TYPE", "a list of 0, expected 2"),
        (2, "WRONG_TYPE", "a list of 3, expected 2"),
    ]


def test_fixed_lists_of_another_length_are_another_type():
    assert "expected list<int64, 3>" in refused("list<int64, 3>", pa.array([[1, 2]], pa.list_(pa.int64(), 2)))


def test_lists_of_strings_and_what_lies_under_a_null():
    array = pa.array([["a", None], None, ["b", "a"]], pa.list_(pa.string()))
    assert entered("list<string?, 2>?", array) == [("a", None), None, ("b", "a")]
    hidden = pa.FixedSizeListArray.from_arrays(pa.array([1.0, 2.0, NAN, NAN]), 2, mask=pa.array([False, True]))
    chunk = next(module("list<float64, 2>?").chunks(pa.table({"x": hidden})))
    assert chunk.values("x").items.tolist() == [[1.0, 2.0], [0.0, 0.0]]
    encoded = pa.ListArray.from_arrays(pa.array([0, 2, 4]), pa.array(["x", "y", "x", "x"]).dictionary_encode())
    assert entered("list<string, 2>", encoded) == [("x", "y"), ("x", "x")]


def test_elements_have_their_own_problems():
    array = pa.array([[0, 1], [2**63 - 1, 2**53 + 1]], pa.list_(pa.int64()))
    found = bad("list<float64, 2>", array)
    assert found == [
        (1, "TOO_FINE", "[0]: 9223372036854775807 is not exactly a float64; `rounded` on the field takes the nearest")
    ]


REFUSED = [
    ("int64", pa.array([1.0])),
    ("int64", pa.array([True])),
    ("float64", pa.array([True])),
    ("float64", pa.array(["1"])),
    ("bool", pa.array([1], pa.decimal128(5, 2))),
    ("duration", pa.array([1], pa.decimal128(5, 2))),
    ("string", pa.array([b"x"])),
    ("string", pa.array([b"x"], pa.binary_view())),
    ("string", pa.array([1])),
    ("timestamp", pa.array([1])),
    ("timestamp", pa.array([date(2020, 1, 1)])),
    ("timestamp", pa.array(["2020-01-01T00:00:00Z"])),
    ("datetime", pa.array([1], pa.time64("us"))),
    ("date", pa.array([1], pa.timestamp("us", "UTC"))),
    ("duration", pa.array([1])),
    ("list<int64, 2>", pa.array([1])),
    ("list<int64, 2>", pa.array([[1.0, 2.0]])),
    ("int64", pa.array([[1]])),
    ("int64", pa.array([{"a": 1}])),
]


@pytest.mark.parametrize(("type_", "array"), REFUSED, ids=lambda v: str(getattr(v, "type", v)))
def test_types_that_do_not_enter(type_, array):
    assert f'column "x": expected {type_}, found {array.type}' in refused(type_, array)


def test_contracts_by_value():
    in_range = (Range(0.0, 5.0, "in 0..5"),)
    values = pa.array([0.0, 5.0, None, -0.0, 5.000000000000001, NAN, float("inf")], from_pandas=False)
    assert bad("float64?", values, contracts=in_range) == [
        (4, "OUT_OF_CONTRACT", "5.000000000000001 is not in 0..5"),
        (5, "OUT_OF_CONTRACT", "nan is not in 0..5"),
        (6, "OUT_OF_CONTRACT", "inf is not in 0..5"),
    ]
    some = (OneOf(("AA", "é"), 'in ["AA", "é"]'),)
    assert bad("string?", pa.array(["AA", None, "é", "aa", ""]), contracts=some) == [
        (3, "OUT_OF_CONTRACT", '"aa" is not in ["AA", "é"]'),
        (4, "OUT_OF_CONTRACT", '"" is not in ["AA", "é"]'),
    ]
    assert bad("int64", pa.array([1, 2, 3]), contracts=(OneOf((1, 3), "in [1, 3]"),))[0][0] == 1
    zero = (OneOf((0.0,), "in [0.0]"),)
    assert [b[0] for b in bad("float64", pa.array([-0.0, 0.0, NAN, 1.0]), contracts=zero)] == [2, 3]
    late = (Range(0, DAY, "in 1970-01-01T00:00:00Z..1970-01-02T00:00:00Z"),)
    array = pa.array([0, DAY, DAY + 1], pa.timestamp("us", "UTC"))
    assert bad("timestamp", array, contracts=late)[0][2].startswith("1970-01-02T00:00:00.000001+00:00 is not in")
