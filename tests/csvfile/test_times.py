"""Times of CSV: which texts are one, whatever else is in their column. Arrow's typed reader is the oracle."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

from csv_values import CIVIL, DATE, INSTANT, both_ways, old
from hypothesis import example, given, settings
from hypothesis import strategies as st

from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

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
        "0000-12-31T23-23:59",
        "0000-12-31T23-00:59",
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
@example("s", ["1700000000.25", "-0.5", ".5", "5.", "-62135596800.000001"])
@example("s", ["1700000000.25", "9223372036854.775808", "18446744073709.551616", "-"])
@example("ms", ["1700000000000.123", "1", "-.001"])
@example("ms", ["1700000000000.123", "1700000000000.1234", "253402300799999.999", "253402300800000", "-62135596800000"])
def test_unix_time(unit: str, texts: list[str]) -> None:
    per_unit = Fraction(10) ** {"s": 6, "ms": 3, "us": 0, "ns": -3}[unit]
    values = both_ways(texts, INSTANT, unit=unit)
    assert both_ways(texts, CIVIL, unit=unit) == values
    for text, value in zip(texts, values, strict=True):
        if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", text, re.ASCII):
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
    assert both_ways(texts, CIVIL, unit="s") == [1_700_000_000_000_000, "BAD_TEXT", 1_710_028_800_000_000]
    assert both_ways(texts, INSTANT) == ["BAD_TEXT", 1_710_046_800_000_000, "BAD_TEXT"]


def test_a_year_is_in_range_or_not_by_its_moment() -> None:
    """The year 0 with an offset that leads into the year 1 enters, whatever else is in the column."""
    texts = ["0000-12-31T23-23:59", "0000-12-31T23-01:00", "0000-12-31", "0000-12-31T23:59:59.999999+00:00"]
    found = both_ways(texts, INSTANT, assume="America/New_York")
    assert found == [TIME_MIN + (22 * 60 + 59) * 60 * 10**6, TIME_MIN, "OUT_OF_RANGE", "OUT_OF_RANGE"]
