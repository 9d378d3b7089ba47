"""Times and durations on the wire: every rule of their form, and the ends of their ranges."""

import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp
from wire_support import DATES, DURATIONS, TIMES

from featc_runtime.row_values import Bad
from featc_runtime.service import values as v


@pytest.mark.parametrize("value", [*TIMES, 0, -1, 1, 999_999, -1_000_001, 1_381_383_015_000_250])
def test_timestamps_both_ways(value: int) -> None:
    message = Timestamp()
    v.write_timestamp(message, value)
    assert 0 <= message.nanos <= 999_999_999
    assert v.read_timestamp(message) == value


@pytest.mark.parametrize("value", [*DURATIONS, 0, -1, 1, -999_999, -1_000_001, 2_500_000])
def test_durations_both_ways(value: int) -> None:
    message = Duration()
    v.write_duration(message, value)
    assert message.seconds * message.nanos >= 0
    assert v.read_duration(message) == value


@pytest.mark.parametrize(
    ("seconds", "nanos", "reason"),
    [
        (0, 1, "TOO_FINE"),
        (5, 999_999_999, "TOO_FINE"),
        (0, -1000, "OUT_OF_RANGE"),
        (0, 1_000_000_000, "OUT_OF_RANGE"),
        (-62_135_596_801, 999_999_000, "OUT_OF_RANGE"),
        (253_402_300_800, 0, "OUT_OF_RANGE"),
        (2**63 - 1, 0, "OUT_OF_RANGE"),
        (-(2**63), 0, "OUT_OF_RANGE"),
    ],
)
def test_no_timestamps(seconds: int, nanos: int, reason: str) -> None:
    with pytest.raises(Bad) as error:
        v.read_timestamp(Timestamp(seconds=seconds, nanos=nanos))
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("seconds", "nanos", "reason"),
    [
        (1, -1000, "OUT_OF_RANGE"),
        (-1, 1000, "OUT_OF_RANGE"),
        (0, 1_000_000_000, "OUT_OF_RANGE"),
        (0, -1_000_000_000, "OUT_OF_RANGE"),
        (315_576_000_000, 1000, "OUT_OF_RANGE"),
        (-315_576_000_000, -1000, "OUT_OF_RANGE"),
        (-(2**63), 0, "OUT_OF_RANGE"),
        (1, 1, "TOO_FINE"),
        (-1, -999_999_999, "TOO_FINE"),
    ],
)
def test_no_durations(seconds: int, nanos: int, reason: str) -> None:
    with pytest.raises(Bad) as error:
        v.read_duration(Duration(seconds=seconds, nanos=nanos))
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("text", "value"), [("0001-01-01", DATES[0]), ("9999-12-31", DATES[1]), ("1970-01-01", 0), ("2016-02-29", 16_860)]
)
def test_dates_both_ways(text: str, value: int) -> None:
    assert v.read_date(text) == value
    assert v.write_date(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0001-01-01T00:00:00", TIMES[0]),
        ("9999-12-31T23:59:59.999999", TIMES[1]),
        ("1970-01-01T00:00:00", 0),
        ("1969-12-31T23:59:59.999999", -1),
        ("1970-01-01T00:00:01.000250", 1_000_250),
    ],
)
def test_datetimes_both_ways(text: str, value: int) -> None:
    assert v.read_datetime(text) == value
    assert v.write_datetime(value) == text


def test_short_fractions_are_read() -> None:
    assert v.read_datetime("1970-01-01T00:00:00.5") == 500_000
    assert v.read_datetime("1970-01-01T00:00:00.000000") == 0


@pytest.mark.parametrize(
    "text",
    [
        "", "2013-1-1", "20130101", "2013-02-29", "2013-13-01", "0000-01-01", "10000-01-01", "2013-W01-1",
        " 2013-01-01", "2013-01-01\n", "2013-01-01T00:00:00", "+013-01-01", "٢٠١٣-٠١-٠١", "2013-01-01Z",
    ],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    with pytest.raises(Bad) as error:
        v.read_date(text)
    assert error.value.reason == "BAD_TEXT"


@pytest.mark.parametrize(
    "text",
    [
        "", "2013-01-01", "2013-01-01 00:00:00", "2013-01-01T00:00", "2013-01-01T24:00:00", "2013-01-01T00:00:60",
        "2013-01-01T00:00:00Z", "2013-01-01T00:00:00+00:00", "2013-01-01T00:00:00.", "2013-01-01T00:00:00,5",
        "2013-02-29T00:00:00", "2013-01-01T00:00:00.5\n", "2013-02-29T00:00:00.1234567",
    ],
)  # fmt: skip
def test_no_datetimes(text: str) -> None:
    with pytest.raises(Bad) as error:
        v.read_datetime(text)
    assert error.value.reason == "BAD_TEXT"


@pytest.mark.parametrize("digits", ["0000000", "1234567", "000000001"])
def test_too_fine_datetimes(digits: str) -> None:
    with pytest.raises(Bad) as error:
        v.read_datetime(f"2013-01-01T00:00:00.{digits}")
    assert error.value.reason == "TOO_FINE"


def test_long_texts_are_not_repeated() -> None:
    with pytest.raises(Bad) as error:
        v.read_date("é" * 100_000)
    assert len(str(error.value)) < 400
