"""The entry of single rows: what Python values become, and every way in which they are refused."""

import math
import struct
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from featc_runtime.arrow import Module
from featc_runtime.errors import RowError, Violation
from featc_runtime.row import RowEntry
from featc_runtime.schema import Field, NullShare, OneOf, Range

MICROS = 1_356_998_400_000_000  # 2013-01-01T00:00:00Z
LONGEST = 315_576_000_000 * 10**6


def entered(type_, value, **options):
    return RowEntry((Field("x", type_, **options),))({"x": value})[0]


def refused(type_, value, **options):
    """(reason, message) of the only violation."""
    entry = RowEntry((Field("x", type_, **options),))
    with pytest.raises(RowError) as error:
        entry({"x": value})
    (violation,) = error.value.violations
    assert violation == entry.violations({"x": value})[0] == entry.check_values([value])[0]
    assert violation.field == "x"
    return violation.reason, violation.message


def same(a, b):
    return type(a) is type(b) and (struct.pack("<d", a) == struct.pack("<d", b) if isinstance(a, float) else a == b)


class Text(StrEnum):
    AA = "aa"


class Number(int):
    pass


NAN = float("nan")
GOOD = [
    ("bool", True, True),
    ("bool", np.True_, True),
    ("int64", -(2**63), -(2**63)),
    ("int64", Number(7), 7),
    ("int64", np.uint8(7), 7),
    ("int64", np.int64(-7), -7),
    ("float64", -0.0, -0.0),
    ("float64", math.inf, math.inf),
    ("float64", struct.unpack("<d", b"\1\0\0\0\0\0\xf8\xff")[0], NAN),
    ("float64", np.float64(0.1), 0.1),
    ("float64", np.float32(0.1), 0.10000000149011612),
    ("float64", np.float16(np.nan), NAN),
    ("float64", 2**53, 2.0**53),
    ("float64", np.int64(3), 3.0),
    ("float64?", None, None),
    ("string", "é𝄞\0", "é𝄞\0"),
    ("string", Text.AA, "aa"),
    ("string", np.str_("b"), "b"),
    ("timestamp", datetime(2013, 1, 1, tzinfo=UTC), MICROS),
    ("timestamp", datetime(2013, 1, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo")), MICROS),
    ("timestamp", datetime(2013, 1, 1, 0, 0, 0, 7, timezone(timedelta(hours=-5))), MICROS + 5 * 3_600_000_000 + 7),
    ("timestamp", datetime(2013, 11, 3, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York")), 1_383_460_200_000_000),
    ("timestamp", datetime(1, 1, 1, tzinfo=UTC), -62_135_596_800_000_000),
    ("timestamp", datetime.max.replace(tzinfo=UTC), 253_402_300_799_999_999),
    ("timestamp", pd.Timestamp("2013-01-01T00:00:00.000001Z"), MICROS + 1),
    ("timestamp", MICROS, MICROS),
    ("datetime", datetime(2013, 1, 1), MICROS),
    ("datetime", np.datetime64("2013-01-01T00:00:00.000000000"), MICROS),
    ("datetime", pd.Timestamp("2013-01-01"), MICROS),
    ("date", date(1, 1, 1), -719_162),
    ("date", date(9999, 12, 31), 2_932_896),
    ("date", np.datetime64("1970-01-02"), 1),
    ("date", 5, 5),
    ("duration", timedelta(microseconds=-1), -1),
    ("duration", timedelta(days=3_652_500), LONGEST),
    ("duration", np.timedelta64(3, "s"), 3_000_000),
    ("duration", pd.Timedelta("1us"), 1),
    ("list<float64?, 2>", [1, None], (1.0, None)),
    ("list<int64, 2>", np.array([1, 2]), (1, 2)),
    ("list<string, 1>?", ("a",), ("a",)),
    ("list<string, 1>?", None, None),
    ("list<int64, ..3>", [1], (1,)),
]


@pytest.mark.parametrize(("type_", "value", "raw"), GOOD, ids=str)
def test_values_that_enter(type_, value, raw):
    found = entered(type_, value)
    assert all(map(same, found, raw)) if isinstance(raw, tuple) else same(found, raw)
    nullable = entered(type_.removesuffix("?") + "?", value)
    assert repr(nullable) == repr(found)


BAD = [
    ("bool", 1, "WRONG_TYPE", "expected a bool, found int"),
    ("int64", True, "WRONG_TYPE", "expected an int, found bool"),
    ("int64", 1.0, "WRONG_TYPE", "expected an int, found float"),
    ("int64", "1", "WRONG_TYPE", "expected an int, found str"),
    ("int64", 2**63, "OUT_OF_RANGE", "9223372036854775808 is outside the range of int64"),
    ("int64", 10**5000, "OUT_OF_RANGE", "the number is outside the range of int64"),
    ("int64", None, "ABSENT", "absent or null, and int64 has no null"),
    ("int64?", pd.NA, "WRONG_TYPE", "expected an int, found NAType"),
    ("float64", False, "WRONG_TYPE", "expected a float, found bool"),
    ("float64", Fraction(1, 2), "WRONG_TYPE", "expected a float, found Fraction"),
    ("float64", 2**53 + 1, "TOO_FINE", "9007199254740993 is not exactly a float64; `rounded` on the"),
    ("float64", 10**400, "OUT_OF_RANGE", "an int of more than 64 bits for a float64"),
    ("string", b"a", "WRONG_TYPE", "expected a str, found bytes"),
    ("string", "a\ud800", "BAD_TEXT", "the lone surrogate U+D800 at 1 is no character"),
    ("timestamp", datetime(2013, 1, 1), "WRONG_TYPE", "a datetime without tzinfo is no instant"),
    ("timestamp", date(2013, 1, 1), "WRONG_TYPE", "an int of microseconds, found date"),
    ("timestamp", np.datetime64("2013-01-01T00:00"), "WRONG_TYPE", "a datetime without tzinfo is no instant"),
    ("timestamp", "2013-01-01T00:00:00Z", "WRONG_TYPE", "expected a datetime with a zone"),
    ("timestamp", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "OUT_OF_RANGE", "is outside 0001-01-01"),
    ("timestamp", 253_402_300_800_000_000, "OUT_OF_RANGE", "is outside 0001-01-01"),
    ("timestamp", pd.Timestamp("2013-01-01T00:00:00.000000001Z"), "TOO_FINE", "is finer than a microsecond"),
    ("timestamp?", pd.NaT, "WRONG_TYPE", "null is None"),
    ("datetime", datetime(2013, 1, 1, tzinfo=UTC), "WRONG_TYPE", "is an instant and no civil time"),
    ("datetime", np.datetime64(1, "ns"), "TOO_FINE", "not a whole number of microseconds"),
    ("datetime?", np.datetime64("NaT"), "WRONG_TYPE", "null is None"),
    ("date", datetime(2013, 1, 1), "WRONG_TYPE", "expected a date, or an int of days, found datetime"),
    ("date", 2_932_897, "OUT_OF_RANGE", "2932897 is outside 0001-01-01..9999-12-31"),
    ("duration", timedelta(days=3_652_500, microseconds=1), "OUT_OF_RANGE", "is outside -315576000000s..315576000000s"),
    ("duration", pd.Timedelta("1ns"), "TOO_FINE", "is finer than a microsecond"),
    ("duration", 1.5, "WRONG_TYPE", "expected a timedelta, or an int of microseconds, found float"),
    ("list<int64, 2>", [1], "WRONG_TYPE", "a list of 1, expected 2"),
    ("list<int64, ..2>", [1, 2, 3], "WRONG_TYPE", "a list of 3, expected at most 2"),
    ("list<int64, 2>", "ab", "WRONG_TYPE", "expected a list of 2, found str"),
    ("list<int64, 2>", [1, "b"], "WRONG_TYPE", "[1]: expected an int, found str"),
    ("list<int64, 2>", [None, 2], "ABSENT", "[0]: absent or null, and int64 has no null"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "value", "reason", "message"),
    BAD,
    ids=lambda v: v if isinstance(v, str) and v.isascii() else type(v).__name__,
)
def test_values_that_do_not_enter(type_, value, reason, message):
    found = refused(type_, value)
    assert found[0] == reason
    assert message in found[1]


def test_storage_types():
    assert entered("int64", -(2**31), storage="int32") == -(2**31)
    assert refused("int64", 2**31, storage="int32") == ("OUT_OF_RANGE", "2147483648 is outside the range of int32")
    assert entered("float64", 0.5, storage="float32") == 0.5
    assert math.isnan(entered("float64", NAN, storage="float32"))
    assert entered("float64", np.float32(0.1), storage="float32") == float(np.float32(0.1))
    assert refused("float64", 0.1, storage="float32") == (
        "TOO_FINE",
        "0.1 is not exactly a float32; `rounded` on the field takes the nearest",
    )
    assert refused("float64", -1e39, storage="float32") == ("OUT_OF_RANGE", "-1e+39 is outside the range of float32")


def test_contracts():
    within = (Range(0.0, 5.0, "in 0..5"), NullShare(0.0, "nulls <= 0%"))
    assert entered("float64?", None, contracts=within) is None
    assert [entered("float64", v, contracts=within) for v in (0.0, 5.0, -0.0)] == [0.0, 5.0, 0.0]
    for value, text in ((NAN, "nan"), (5.000000000000001, "5.000000000000001"), (-1, "-1.0")):
        assert refused("float64", value, contracts=within) == ("OUT_OF_CONTRACT", f"{text} is not in 0..5")
    low = (Range(-3, 3, "in -3..3"),)
    assert entered("int64", 3, contracts=low) == 3
    assert refused("int64", 4, contracts=low) == ("OUT_OF_CONTRACT", "4 is not in -3..3")
    some = (OneOf(("AA", "é"), 'in ["AA", "é"]'),)
    assert [entered("string?", v, contracts=some) for v in ("AA", "é", None)] == ["AA", "é", None]
    assert refused("string", "aa", contracts=some) == ("OUT_OF_CONTRACT", '"aa" is not in ["AA", "é"]')
    assert refused("bool", False, contracts=(OneOf((True,), "in [true]"),)) == (
        "OUT_OF_CONTRACT",
        "false is not in [true]",
    )
    late = (Range(0, 10, "in a..b"),)
    assert entered("timestamp", datetime(1970, 1, 1, tzinfo=UTC), contracts=late) == 0
    assert refused("timestamp", 11, contracts=late) == (
        "OUT_OF_CONTRACT",
        "1970-01-01T00:00:00.000011+00:00 is not in a..b",
    )


def test_assumed_zones():
    assert entered("timestamp", datetime(2013, 1, 1), assume="UTC") == MICROS
    assert entered("timestamp", datetime(2013, 1, 1, tzinfo=UTC), assume="Asia/Tokyo") == MICROS
    for civil, instant in (
        (datetime(2013, 3, 10, 2, 30), datetime(2013, 3, 10, 7, 30, tzinfo=UTC)),
        (datetime(2013, 11, 3, 1, 30, fold=1), datetime(2013, 11, 3, 5, 30, tzinfo=UTC)),
    ):
        assert entered("timestamp", civil, assume="America/New_York") == entered("timestamp", instant)
    assert refused("timestamp", datetime(1, 1, 1), assume="Asia/Tokyo")[0] == "OUT_OF_RANGE"


def test_everything_wrong_with_a_row_is_told_at_once():
    fields = (
        Field("carrier", "string"),
        Field("tailnum", "string?", column="tail"),
        Field("distance", "float64", contracts=(Range(0.0, 6000.0, "in 0..6000"),)),
        Field("is_fraud", "bool?", label=True),
    )
    entry = RowEntry(fields)
    assert entry({"carrier": "AA", "distance": 1.0}) == ("AA", None, 1.0)
    row = {"tail": "N1", "distance": -1.0, "tailnum": 5, "is_fraud": True}
    with pytest.raises(RowError) as error:
        entry(row)
    assert error.value.violations == (
        Violation("carrier", "ABSENT", "absent or null, and string has no null"),
        Violation("tailnum", "WRONG_TYPE", "expected a str, found int"),
        Violation("distance", "OUT_OF_CONTRACT", "-1.0 is not in 0..6000"),
        Violation("tail", "UNKNOWN_FIELD", "there is no such field"),
        Violation("is_fraud", "UNKNOWN_FIELD", "there is no such field"),
    )
    with pytest.raises(RowError, match="is_fraud: there is no such field"):
        entry({"carrier": "AA", "distance": 1.0, "is_fraud": None})
    assert entry.check_values(["AA", None, 6000.0]) == ()
    assert RowEntry(())({}) == ()


def test_names_are_no_code():
    names = ["class", "v1", "row", "get", "whole0", "known"]
    entry = RowEntry([Field(n, "int64") for n in names])
    assert entry(dict(zip(names, range(6), strict=True))) == tuple(range(6))


@pytest.mark.parametrize(
    "value", [1, True, NAN, "x", b"x", [], {}, object, date(2020, 1, 1), 10**30, 1j, np.zeros((2, 2))]
)
@pytest.mark.parametrize(
    "type_", ["bool", "int64", "float64", "string", "timestamp", "datetime", "date", "duration", "list<float64, 2>"]
)
def test_anything_enters_or_is_refused(type_, value):
    entry = RowEntry((Field("x", type_),))
    violations = entry.violations({"x": value})
    if violations:
        with pytest.raises(RowError):
            entry({"x": value})
    else:
        assert len(entry({"x": value})) == 1


# --- rows and tables enter alike ------------------------------------------------------------------------------------

FIELDS = (
    Field("a", "int64?"),
    Field("b", "float64", contracts=(Range(-100.0, 1e6, "in -100..1e6"),)),
    Field("c", "string?"),
    Field("d", "timestamp"),
    Field("e", "datetime?"),
    Field("f", "date"),
    Field("g", "duration?"),
    Field("h", "list<float64?, 2>?"),
    Field("i", "bool?"),
    Field("j", "float64?", storage="float32"),
)
MODULE = Module("t.v1", FIELDS, (), lambda c: (), fingerprint="")
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
_rows = st.fixed_dictionaries(
    {
        "a": st.none() | st.integers(-(2**63), 2**63 - 1),
        "b": st.floats(allow_nan=True),
        "c": st.none() | _texts,
        "d": st.datetimes(timezones=st.just(UTC)),
        "e": st.none() | st.datetimes(),
        "f": st.dates(),
        "g": st.none() | st.timedeltas(timedelta(days=-3_652_500), timedelta(days=3_652_500)),
        "h": st.none() | st.lists(st.none() | st.floats(), min_size=2, max_size=2),
        "i": st.none() | st.booleans(),
        "j": st.none() | st.floats(width=32),
    }
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(_rows, min_size=1, max_size=6))
def test_rows_and_tables_enter_alike(rows):
    table = pa.Table.from_pylist(rows, schema=MODULE.input_schema)
    entry = RowEntry(FIELDS)
    wrong = [(i, v) for i, row in enumerate(rows) for v in entry.violations(row)]
    assert list(MODULE.violations(table)) == wrong
    if not wrong:
        columns = [row for chunk in MODULE.chunks(table, chunk_rows=2) for row in chunk.to_rows()]
        assert list(map(repr, columns)) == [repr(entry(row)) for row in rows]
