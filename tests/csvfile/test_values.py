"""Values of CSV: which texts are a value of each type, and which value, whatever else is in their column.

Python's `int` and `float`, held to the documented forms, and Arrow's typed reader are the oracles. What Arrow's reader
takes has the same value here, but for what is listed as its faults.
"""

from __future__ import annotations

import io
import math
import re
import struct
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from featc.csvfile.options import CsvOptions
from featc.csvfile.read import ASSUME, UNIT, converter
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

INT64, INT32, FLOAT64, FLOAT32, BOOL = pa.int64(), pa.int32(), pa.float64(), pa.float32(), pa.bool_()
INSTANT, CIVIL, DATE, DURATION = pa.timestamp("us", "UTC"), pa.timestamp("us"), pa.date32(), pa.duration("us")

#: A text that only the slow way decides on: with it in the column, all are read one by one.
STRANGE = "é"


def convert(
    texts: list[str | None], type_: pa.DataType, *, assume: str | None = None, unit: str | None = None
) -> list[object]:
    """The raw value of each text: None for null, the reason for one that cannot be read."""
    metadata = {k: v for k, v in ((ASSUME, assume), (UNIT, unit)) if v}
    done = converter(pa.field("x", type_, metadata=metadata), CsvOptions())(pa.array(texts, pa.string()))
    assert done.array.type == type_
    assert len(done.array) == len(texts)
    stored = {DATE: INT32, INSTANT: INT64, CIVIL: INT64, DURATION: INT64}.get(type_, type_)
    found: list[object] = done.array.view(stored).to_pylist()
    for row, reason, message in done.unread:
        assert found[row] is None
        assert message
        found[row] = reason
    return found


def same(x: object, y: object) -> bool:
    """Equal, zeros and NaN told apart from what is like them."""
    if isinstance(x, float) and isinstance(y, float):
        return struct.pack("d", x) == struct.pack("d", y) or (x != x and y != y)
    return type(x) is type(y) and x == y


def both_ways(texts: list[str], type_: pa.DataType, **options: str) -> list[object]:
    """The values, which are the same for each text alone, and where all are read one by one."""
    found = convert([*texts, None], type_, **options)
    assert found.pop() is None
    slow = convert([*texts, STRANGE], type_, **options)
    assert slow.pop() == "BAD_TEXT"
    for text, x, y in zip(texts, found, slow, strict=True):
        assert same(x, y), (text, x, y)
        assert same(x, convert([text], type_, **options)[0]), text
    return found


def old(text: str, type_: pa.DataType) -> object:
    """What Arrow's typed reader makes of a text: None where it refuses it."""
    convert_options = pa.csv.ConvertOptions(
        column_types={"x": type_},
        null_values=[],
        true_values=["true", "True", "TRUE"],
        false_values=["false", "False", "FALSE"],
    )
    data = io.BytesIO(b'x,y\n"' + text.encode() + b'",1\n')
    try:
        column = pa.csv.read_csv(data, convert_options=convert_options)["x"].combine_chunks()
    except pa.ArrowInvalid:
        return None
    return column.view({DATE: INT32, INSTANT: INT64, CIVIL: INT64, DURATION: INT64}.get(type_, type_)).to_pylist()[0]


def texts_of(*pieces: str, most: int = 6) -> st.SearchStrategy[list[str]]:
    return st.lists(st.lists(st.sampled_from(pieces), max_size=most).map("".join), min_size=1, max_size=6)


# --- numbers ------------------------------------------------------------------------------------------------------

_INTS = texts_of("0", "1", "9", "-", "+", " ", "\t", "_", ".", "e", "0x", "F", "1", "12345678901234567", "１", "\0")


def int_oracle(text: str, low: int, high: int) -> object:
    text = text.strip(" \t")
    if re.fullmatch(r"-?[0-9]+", text):
        value = int(text)
    elif re.fullmatch(r"0[xX][0-9a-fA-F]+", text):
        value = int(text, 16)
    else:
        return "BAD_TEXT"
    return value if low <= value <= high else "OUT_OF_RANGE"


@settings(deadline=None, max_examples=150)
@given(_INTS)
@example([str(2**63 - 1), str(-(2**63)), str(2**63), str(-(2**63) - 1), "-0", "007", "0" * 5000 + "1", "9" * 5000])
@example(
    ["0x7FFFFFFFFFFFFFFF", "0x8000000000000000", "0xFFFFFFFFFFFFFFFF", "0X1f", "-0x1", "0x", "0x" + "0" * 30 + "1"]
)
@example([" 1", "1 ", "\t1", "1 2", "- 1", "", " ", "1_000", "１２", "\xa01", "+1", "--1", "1.0", "1e3"])
def test_int64(texts: list[str]) -> None:
    found = both_ways(texts, INT64)
    for text, value in zip(texts, found, strict=True):
        if len(text) < 4000:
            assert value == int_oracle(text, -(2**63), 2**63 - 1), text
        if isinstance(before := old(text, INT64), int):
            assert value == before or re.fullmatch(r"\s*0[xX][89a-fA-F]\w{15}\s*", text)
    assert both_ways(texts, INT32) == [
        "OUT_OF_RANGE" if isinstance(v, int) and not -(2**31) <= v < 2**31 else v for v in found
    ]
    longest = 315_576 * 10**12
    whole = ["OUT_OF_RANGE" if isinstance(v, int) and abs(v) > longest else v for v in found]
    assert both_ways(texts, DURATION) == whole


@settings(deadline=None, max_examples=200)
@given(
    texts_of("0", "1", "9", ".", "-", "+", "e", "E", "nan", "INF", "inity", " ", "_", "(", ")", "x", "123", "400", "٣")
)
@example(
    ["1e400", "-1e400", "1e-400", "-1e-400", "4.9e-324", "2e-324", "1.7976931348623159e308", "1e99999999999999999999"]
)
@example([".5", "5.", ".", "1e", "1e+", "-.5", "+1", "+-1", "1.e5", ".e5", "e5", "1_0", "0x10", "0x1p3", "1d5", "1f"])
@example(["nan", "-NaN", "+nan", "nan(1)", "inf", "+Inf", "-INFINITY", "infinit", "in", "٣", " 1 ", "\t1", "1,5", ""])
@example(["1" * 5000, "0." + "0" * 5000 + "1e5000", "9007199254740993", "1.00000000000000011102230246251565"])
def test_float64(texts: list[str]) -> None:
    for text, value in zip(texts, both_ways(texts, FLOAT64), strict=True):
        stripped = text.strip(" \t")
        number = re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", stripped)
        named = (
            stripped.isascii() and stripped.lower().lstrip("+-") in ("nan", "inf", "infinity") and len(stripped) < 10
        )
        signs = re.match(r"[+-]{2}", stripped)
        expected = float(stripped) if number or (named and not signs) else "BAD_TEXT"
        assert same(value, expected), text
        before = old(text, FLOAT64)
        assert before is None or same(value, before) or "(" in text


@settings(deadline=None, max_examples=200)
@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 25))
def test_float64_of_many_digits(value: float, digits: int) -> None:
    texts = [repr(value), f"{value:.{digits}e}", f"{value:.30f}"]
    assert all(same(x, float(t)) for x, t in zip(both_ways(texts, FLOAT64), texts, strict=True))


def exactly(single: np.float32) -> Fraction:
    """A float32, infinity as the power of two where it begins."""
    return Fraction(2) ** 128 * int(np.sign(single)) if np.isinf(single) else Fraction(float(single))


def nearest_single(exact: Fraction) -> float:
    """The float32 nearest to a fraction, found among its neighbours; ties to even."""
    with np.errstate(all="ignore"):
        around = np.float32(float(exact))
        near = [around, *(np.nextafter(around, np.float32(side)) for side in (np.inf, -np.inf))]
    return float(min(near, key=lambda x: (abs(exactly(x) - exact), int(x.view(np.uint32)) & 1)))


@settings(deadline=None, max_examples=150)
@given(st.floats(width=32, allow_nan=False, allow_infinity=False), st.sampled_from([0, 1, -1]), st.integers(20, 90))
@example(3.4028234663852886e38, 0, 60)
@example(1.401298464324817e-45, 1, 160)
@example(0.0, -1, 160)
def test_float32_is_rounded_once(single: float, side: int, places: int) -> None:
    """Decimals at, just below and just above the middle of two float32."""
    with np.errstate(all="ignore"):
        above = np.nextafter(np.float32(single), np.float32(np.inf))
    middle = (Fraction(single) + exactly(above)) / 2 + Fraction(side, 10 ** (places + 60))
    scaled = middle * 10**200
    if scaled.denominator != 1:
        return
    text = f"{scaled.numerator}e-200"
    (value,) = both_ways([text], FLOAT32)
    assert value == nearest_single(middle)


@settings(deadline=None, max_examples=60)
@given(texts_of("true", "True", "TRUE", "false", "False", "FALSE", "tRue", "1", "0", "t", " ", "yes", most=2))
def test_bool(texts: list[str]) -> None:
    known = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
    assert both_ways(texts, BOOL) == [known.get(t.strip(" \t"), "BAD_TEXT") for t in texts]
    assert all(before is None or before == known[t] for t in texts if (before := old(t, BOOL)) is not None)


# --- times --------------------------------------------------------------------------------------------------------

_PIECES = (
    "2024",
    "-03",
    "-10",
    "T",
    " ",
    "05",
    ":06",
    ":07",
    ".5",
    ".123456",
    ".1234567",
    "Z",
    "+02",
    "+02:00",
    "-0200",
)
_STRANGE = (
    "z",
    "+24:00",
    "+02:60",
    "-00:00",
    "+14:00",
    "24:00",
    ":60",
    "0000-01-01",
    "9999-12-31",
    "1900-02-29",
    "/",
    "é",
    "\t",
)
_BEGUN = st.lists(st.sampled_from(_PIECES + _STRANGE), max_size=5).map("".join)
_TIMES = st.lists(
    st.tuples(
        st.sampled_from(["", "2024-03-10", "2024-03-10T05:06:07", "2100-02-28 23:59", "0001-01-01T00"]), _BEGUN
    ).map("".join),
    min_size=1,
    max_size=6,
)


def in_range(value: object) -> object:
    return "OUT_OF_RANGE" if isinstance(value, int) and not TIME_MIN <= value <= TIME_MAX else value


@settings(deadline=None, max_examples=300)
@given(_TIMES)
@example(["2024-03-10", "2024-03-10T05", "2024-03-10T05:06Z", "2024-03-10T05Z", "2024-03-10T05:06+02", "2024-03-10Z"])
@example(
    ["2024-03-10T24:00:00", "2024-03-10T23:59:60Z", "2024-02-30", "10000-01-01", "0000-01-01T00:00:00", "-2024-01-01"]
)
@example(
    [
        "0000-02-29",
        "0000-02-30",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-01:00",
        "2024-03-10T05:06:07.1234560",
    ]
)
@example(
    ["２０２４-03-10", "2024-3-1", "20240310", "2024-03-10t05:00:00", "2024-03-10T05:06:07,5Z", "2024-03-10T05:06:07.Z"]
)
def test_times_are_those_of_arrow(texts: list[str]) -> None:
    """Where Arrow's typed reader takes a text, and only there, but for blanks around it."""
    for type_ in (CIVIL, INSTANT):
        for text, value in zip(texts, both_ways(texts, type_), strict=True):
            before = in_range(old(text.strip(" \t"), type_))
            if value == "TOO_FINE":
                assert before is None
                assert re.search(r"\.\d{7}", text)
            elif before is None and text.strip(" \t").startswith("0000"):
                assert value in ("BAD_TEXT", "OUT_OF_RANGE")
            else:
                assert value == ("BAD_TEXT" if before is None else before), text
    for text, value in zip(texts, both_ways(texts, DATE), strict=True):
        before = old(text.strip(" \t"), DATE)
        if before is not None and text.strip(" \t").startswith("0000"):
            assert value == "OUT_OF_RANGE"
        else:
            assert value == ("BAD_TEXT" if before is None else before), text


_MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31))
_OFFSETS = st.none() | st.integers(-1439, 1439)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(_MOMENTS, _OFFSETS), min_size=1, max_size=5))
def test_offsets_are_decided_value_by_value(moments: list[tuple[datetime, int | None]]) -> None:
    texts, expected = [], []
    for civil, offset in moments:
        zone = timezone(timedelta(minutes=offset or 0))
        sign, minutes = "-" if (offset or 0) < 0 else "+", abs(offset or 0)
        text = "" if offset is None else f"{sign}{minutes // 60:02}:{minutes % 60:02}"
        texts.append(civil.isoformat(sep=" ") + text)
        since = civil.replace(tzinfo=zone) - datetime(1970, 1, 1, tzinfo=UTC)
        expected.append(since // timedelta(microseconds=1))
    assert both_ways(texts, INSTANT, assume="UTC") == expected
    alone = [e if o is not None else "BAD_TEXT" for e, (_, o) in zip(expected, moments, strict=True)]
    assert both_ways(texts, INSTANT) == alone


def test_times_that_a_zone_shows_twice_or_never() -> None:
    texts = [
        "2013-11-03T01:30:00",
        "2013-03-10T02:30:00",
        "2013-03-10",
        "2013-03-10T12:00:00Z",
        "0001-01-01",
        "9999-12-31",
    ]
    found = both_ways(texts, INSTANT, assume="America/New_York")
    moments = ["2013-11-03T05:30:00Z", "2013-03-10T07:30:00Z", "2013-03-10T05:00:00Z", "2013-03-10T12:00:00Z"]
    assert found[:4] == both_ways(moments, INSTANT)
    assert found[4] == -62_135_596_800_000_000 + (4 * 3600 + 56 * 60 + 2) * 10**6
    assert found[5] == 253_402_214_400_000_000 + 5 * 3600 * 10**6
    assert both_ways(["0001-01-01"], INSTANT, assume="+01:00") == ["OUT_OF_RANGE"]


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["s", "ms", "us", "ns"]),
    st.lists(
        st.tuples(
            st.integers(-(10**21), 10**21) | st.integers(-2 * 10**9, 2 * 10**9),
            st.sampled_from(["", ".0", ".5", ".25", ".123456", ".1234567", ".0000000", ".", ".000000000000000001"]),
        ).map(lambda p: f"{p[0]}{p[1]}"),
        min_size=1,
        max_size=5,
    ),
)
@example(
    "s", ["1700000000", "1700000000.25", "-0.5", "1700000000.2500000000", "1700000000.0000001", "1.7e9", "", "0x10"]
)
@example(
    "ns", ["1700000000000000000", "1700000000000000001", "-1000", "-999", "9223372036854775807", "9223372036854775000"]
)
@example("ms", ["1700000000000.123", "1700000000000.1234", "253402300799999.999", "253402300800000", "-62135596800000"])
def test_unix_time(unit: str, texts: list[str]) -> None:
    per_unit = Fraction(10) ** {"s": 6, "ms": 3, "us": 0, "ns": -3}[unit]
    for text, value in zip(texts, both_ways(texts, INSTANT, unit=unit), strict=True):
        if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
            assert value == "BAD_TEXT", text
            continue
        micros = Fraction(text) * per_unit
        if not TIME_MIN <= micros <= TIME_MAX:
            assert value in ("TOO_FINE", "OUT_OF_RANGE"), text
        else:
            assert value == (int(micros) if micros.denominator == 1 else "TOO_FINE"), text


def test_unix_time_among_texts_with_dates() -> None:
    texts = ["1700000000", "2024-03-10T05:00:00Z", "2024-03-10"]
    assert both_ways(texts, INSTANT, unit="s") == [1_700_000_000_000_000, 1_710_046_800_000_000, "BAD_TEXT"]
    assert both_ways(texts, INSTANT, unit="s", assume="UTC")[2] == 1_710_028_800_000_000
    assert both_ways(texts, INSTANT) == ["BAD_TEXT", 1_710_046_800_000_000, "BAD_TEXT"]


@pytest.mark.parametrize(
    ("type_", "text", "words"),
    [
        (INT64, "NA", '"NA" is not a whole number; if it means null: `--null NA`, or `option csv_null`'),
        (INT64, "\\N", "`--null '\\N'`"),
        (INT64, "", '"" is not a whole number; only a field that is empty and not quoted is null'),
        (INT64, "1.0", "give the field type float64"),
        (INT64, "\x1b[31m", '"\\x1b[31m" is not a whole number'),
        (INT64, str(2**63), '"9223372036854775808" is outside the range of int64'),
        (DURATION, "2.5", "a duration is written as its microseconds"),
        (FLOAT64, "1,5", "a decimal point is wanted"),
        (FLOAT64, "null", "`--null null`"),
        (BOOL, "1", '"1" is not a bool; write true or false'),
        (DATE, "2024-03-10T00:00:00", "use `date(…)`"),
        (DATE, "2024-02-30", '"2024-02-30" is not a date YYYY-MM-DD'),
        (INSTANT, "1700000000", "if it is Unix time, say its unit: `--timestamp-unit s`"),
        (INSTANT, "1700000000000.5", "`--timestamp-unit ms`"),
        (INSTANT, "2024-03-10", 'has no offset, so it is not an instant; write `assume "UTC"` on the field'),
        (INSTANT, "NaT", "`--null NaT`"),
        (CIVIL, "2024-03-10T00:00:00Z", "use `at` for the civil time"),
        (CIVIL, "0000-01-01", "is outside 0001-01-01..9999-12-31"),
    ],
)
def test_messages(type_: pa.DataType, text: str, words: str) -> None:
    done = converter(pa.field("x", type_), CsvOptions())(pa.array([text]))
    assert words in done.unread[0].message


def test_slices_and_no_rows() -> None:
    """Columns that do not begin at the beginning of their memory."""
    for type_, text in (
        (INT64, "7"),
        (FLOAT64, "1.5"),
        (BOOL, "true"),
        (INSTANT, "2024-01-01T00:00:00Z"),
        (DATE, "2024-01-01"),
    ):
        read = converter(pa.field("x", type_), CsvOptions())
        assert read(pa.array([], pa.string())).array == pa.array([], type_)
        assert read(pa.array([STRANGE, text, None])[1:]).array == read(pa.array([text, None])).array
        assert read(pa.array([None, None], pa.string())).array.null_count == 2


def test_nan_is_a_value() -> None:
    (value,) = convert(["nan"], FLOAT64)
    assert isinstance(value, float)
    assert math.isnan(value)
