"""Times as text and as Python's objects: round trips over the full ranges, and every refusal with its words."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from featc_runtime.scalar import timetext as tt
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, DURATION_MAX, TIME_MAX, TIME_MIN

TIMES = st.integers(TIME_MIN, TIME_MAX) | st.sampled_from([TIME_MIN, -1, 0, 1, TIME_MAX])
DAYS = st.integers(DATE_MIN, DATE_MAX) | st.sampled_from([DATE_MIN, 0, DATE_MAX])
SPANS = st.integers(-DURATION_MAX, DURATION_MAX) | st.sampled_from([-DURATION_MAX, -1, 0, 1, DURATION_MAX])
HOURS = st.timedeltas(timedelta(hours=-23), timedelta(hours=23))
ZONES = st.timezones() | st.builds(timezone, HOURS)


@given(TIMES)
def test_times_round_trip(x: int) -> None:
    assert tt.parse_timestamp(tt.format_timestamp(x)) == x
    assert tt.parse_datetime(tt.format_datetime(x)) == x
    assert tt.timestamp_from_python(tt.timestamp_to_python(x)) == x
    assert tt.datetime_from_python(tt.datetime_to_python(x)) == x
    assert tt.timestamp_to_python(x) == datetime.fromisoformat(tt.format_timestamp(x))
    assert tt.datetime_to_python(x) == datetime.fromisoformat(tt.format_datetime(x))


@given(DAYS)
def test_dates_round_trip(x: int) -> None:
    assert tt.parse_date(tt.format_date(x)) == x
    assert tt.date_from_python(tt.date_to_python(x)) == x
    assert tt.date_to_python(x) == date.fromisoformat(tt.format_date(x))


@given(SPANS)
def test_durations_round_trip(x: int) -> None:
    assert tt.parse_duration(tt.format_duration(x)) == x
    assert tt.duration_from_python(tt.duration_to_python(x)) == x


@given(st.datetimes(timezones=ZONES))
def test_aware_datetimes(value: datetime) -> None:
    offset = value.utcoffset()
    assert offset is not None
    micros = (value.replace(tzinfo=None) - datetime(1970, 1, 1) - offset) // timedelta(microseconds=1)
    if TIME_MIN <= micros <= TIME_MAX:
        assert tt.timestamp_from_python(value) == micros
    else:
        with pytest.raises(ValueError, match="out of range"):
            tt.timestamp_from_python(value)


def test_formats() -> None:
    assert tt.format_timestamp(1_381_383_000_000_250) == "2013-10-10T05:30:00.000250Z"
    assert tt.format_timestamp(1_381_383_000_000_000) == "2013-10-10T05:30:00Z"
    assert tt.format_datetime(TIME_MIN) == "0001-01-01T00:00:00"
    assert tt.format_datetime(TIME_MAX) == "9999-12-31T23:59:59.999999"
    assert tt.format_date(DATE_MIN) == "0001-01-01"
    assert tt.format_duration(3_600_000_000) == "3600s"
    assert tt.format_duration(-250) == "-0.000250s"
    assert tt.format_duration(0) == "0s"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2013-10-10 05:30:00Z", "2013-10-10T05:30:00Z"),
        ("2013-10-10t05:30:00z", "2013-10-10T05:30:00Z"),
        ("2013-10-10T05:30:00-00:00", "2013-10-10T05:30:00Z"),
        ("2013-10-10T05:30:00-05:00", "2013-10-10T10:30:00Z"),
        ("2013-10-10T05:30:00+05:45", "2013-10-09T23:45:00Z"),
        ("2013-10-10T05:30:00.5Z", "2013-10-10T05:30:00.500000Z"),
        ("2013-10-10T05:30:00.000001000Z", "2013-10-10T05:30:00.000001Z"),
        ("0001-01-01T05:00:00+05:00", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999+23:59", "9999-12-31T00:00:59.999999Z"),
    ],
)
def test_forms_of_timestamps(text: str, same: str) -> None:
    assert tt.format_timestamp(tt.parse_timestamp(text)) == same


@pytest.mark.parametrize(
    ("parse", "text", "words"),
    [
        (tt.parse_timestamp, "2013-10-10T05:30:00", "has no offset, so it is no instant"),
        (tt.parse_timestamp, "2013-10-10", "is no timestamp"),
        (tt.parse_timestamp, "", "is no timestamp"),
        (tt.parse_timestamp, "2013-10-10T05:30:00Z\n", "is no timestamp"),
        (tt.parse_timestamp, " 2013-10-10T05:30:00Z", "is no timestamp"),
        (tt.parse_timestamp, "2013-10-10T05:30Z", "is no timestamp"),
        (tt.parse_timestamp, "2013-10-10T05:30:00.Z", "is no timestamp"),
        (tt.parse_timestamp, "2013-10-10T05:30:00-0500", "is no timestamp"),
        (tt.parse_timestamp, "２013-10-10T05:30:00Z", "is no timestamp"),
        (tt.parse_timestamp, "10000-01-01T00:00:00Z", "is no timestamp"),
        (tt.parse_timestamp, "2013-10-10T05:30:00.0000001Z", "finer than a microsecond"),
        (tt.parse_timestamp, "2013-10-10T05:30:00+24:00", "hours go to 23"),
        (tt.parse_timestamp, "2013-10-10T05:30:00+05:60", "minutes to 59"),
        (tt.parse_timestamp, "2013-10-10T24:00:00Z", "no such time of day"),
        (tt.parse_timestamp, "2016-12-31T23:59:60Z", "leap seconds are not counted"),
        (tt.parse_timestamp, "2013-02-29T00:00:00Z", "no such day in the calendar: 2013-02-29"),
        (tt.parse_timestamp, "2013-13-01T00:00:00Z", "no such day"),
        (tt.parse_timestamp, "0000-12-31T23:00:00-05:00", "years go from 0001 to 9999"),
        (tt.parse_timestamp, "0001-01-01T00:00:00+00:01", "out of range"),
        (tt.parse_timestamp, "9999-12-31T23:59:59-00:01", "out of range"),
        (tt.parse_datetime, "2013-10-10T05:30:00Z", "has an offset, which a datetime cannot have"),
        (tt.parse_datetime, "2013-10-10", "is no datetime"),
        (tt.parse_datetime, "2013-10-10T05:30:00.1234567", "finer than a microsecond"),
        (tt.parse_date, "2013-10-1", "is no date"),
        (tt.parse_date, "2013-10-10T00:00:00", "is no date"),
        (tt.parse_date, "1900-02-29", "no such day"),
        (tt.parse_duration, "1h", "is no duration"),
        (tt.parse_duration, "1.s", "is no duration"),
        (tt.parse_duration, "--1s", "is no duration"),
        (tt.parse_duration, "0.0000001s", "finer than a microsecond"),
        (tt.parse_duration, "315576000000.000001s", "at most 315576000000 seconds"),
        (tt.parse_duration, "-" + "9" * 5000 + "s", "at most 315576000000 seconds"),
    ],
)
def test_refused_texts(parse: Callable[[str], int], text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse(text)


def test_long_but_exact_texts() -> None:
    assert tt.parse_duration("0" * 5000 + "1.5" + "0" * 5000 + "s") == 1_500_000
    assert tt.parse_datetime("1970-01-01T00:00:00." + "0" * 5000) == 0


def test_fold() -> None:
    """The doubled hour: 01:30 in New York on 2013-11-03 is 05:30Z first, 06:30Z second."""
    first = datetime(2013, 11, 3, 1, 30, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    assert tt.format_timestamp(tt.timestamp_from_python(first)) == "2013-11-03T05:30:00Z"
    assert tt.format_timestamp(tt.timestamp_from_python(first.replace(fold=1))) == "2013-11-03T06:30:00Z"


class Vague(tzinfo):
    """A zone that does not say its offset."""

    def utcoffset(self, dt: datetime | None) -> None:
        return None

    dst = utcoffset

    def tzname(self, dt: datetime | None) -> None:
        return None


@pytest.mark.parametrize(
    ("convert", "value", "words"),
    [
        (tt.timestamp_from_python, datetime(2013, 10, 10), "has no time zone, so it is no instant"),
        (tt.timestamp_from_python, datetime(2013, 10, 10, tzinfo=Vague()), "has no time zone"),
        (tt.timestamp_from_python, datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "out of range"),
        (tt.timestamp_from_python, pd.Timestamp("2013-10-10T00:00:00.000000001Z"), "finer than a microsecond"),
        (tt.datetime_from_python, datetime(2013, 10, 10, tzinfo=UTC), "has a time zone"),
        (tt.datetime_from_python, pd.Timestamp("2013-10-10T00:00:00.000000001"), "finer than a microsecond"),
        (tt.date_from_python, datetime(2013, 10, 10), "is a datetime, not a date"),
        (tt.duration_from_python, timedelta.max, "at most 315576000000 seconds"),
        (tt.duration_from_python, pd.Timedelta(1, "ns"), "finer than a microsecond"),
    ],
)
def test_refused_objects(convert: Callable[[Any], int], value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        convert(value)


def test_pandas_objects() -> None:
    stamp = pd.Timestamp("2013-11-03T01:30:00.000001-05:00")
    assert tt.timestamp_from_python(stamp) == tt.parse_timestamp("2013-11-03T06:30:00.000001Z")
    assert tt.duration_from_python(pd.Timedelta("1h")) == 3_600_000_000
