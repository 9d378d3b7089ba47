"""The vectorised helpers against the scalar ones, over the full range of their types."""

from __future__ import annotations

import struct
import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from featc_dsl.catalogue import REFINEMENTS, times
from featc_runtime import batch, scalar
from featc_runtime.data.zones import known_zones, zone
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, DURATION_MAX, TIME_MAX, TIME_MIN

RANGES = {
    "timestamp": (TIME_MIN, TIME_MAX),
    "datetime": (TIME_MIN, TIME_MAX),
    "date": (DATE_MIN, DATE_MAX),
    "duration": (-DURATION_MAX, DURATION_MAX),
}
CONSTS = {
    "zone": ("UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Gaza", "Pacific/Apia", "-02:30"),
    "unit": REFINEMENTS["unit"].one_of,
    "date_unit": REFINEMENTS["date_unit"].one_of,
    "day_part": (1, 1000, 250_000, 60_000_000, 900_000_000, 5_400_000_000, 86_400_000_000),
}
#: Operation, its helper's name, its operand's type, its const.
CALLS = [
    (o.id, o.function, o.params[0].type, const)
    for row in times.ROWS
    for o in row.overloads
    for const in (CONSTS[o.params[1].type] if len(o.params) > 1 else (None,))
]
RESULTS = {o.id: o.result for row in times.ROWS for o in row.overloads}
#: 1900 to 2100, which the vectorised helpers treat apart, in microseconds.
TABLE = (-2_208_988_800_000_000, 4_133_980_799_999_999)


def bound(runtime: Any, op: str, function: str, const: Any) -> Callable[[Any], Any]:
    """A helper with its const given."""
    helper: Callable[..., Any] = getattr(runtime, function)
    if const is None:
        return helper
    value = runtime.PREPARE[op](const) if op in runtime.PREPARE else const
    return lambda x: helper(x, value)


def bits(values: list[Any]) -> list[Any]:
    return [struct.pack("<d", v) if isinstance(v, float) else v for v in values]


def column(kind: str) -> st.SearchStrategy[list[int]]:
    """Columns within a day, within 1900..2100 and anywhere; with the ends of the range."""
    low, high = RANGES[kind]
    unit = 1 if kind == "date" else 86_400_000_000
    narrow = (TABLE[0] // 86_400_000_000, TABLE[1] // 86_400_000_000) if kind == "date" else TABLE
    anywhere = st.integers(low, high) | st.sampled_from([low, low + 1, 0, -1, high - 1, high])
    near = st.integers(low, high - unit).flatmap(lambda x: st.lists(st.integers(x, x + unit), min_size=1))
    return near | st.lists(st.integers(*narrow) | st.sampled_from(narrow)) | st.lists(anywhere)


@pytest.mark.parametrize(("op", "function", "kind", "const"), CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_batch_is_scalar(op: str, function: str, kind: str, const: Any, data: st.DataObject) -> None:
    values = data.draw(column(kind))
    array = np.array(values, dtype=np.int64)
    array.flags.writeable = False
    result = bound(batch, op, function, const)(array)
    one = bound(scalar, op, function, const)
    expected = [one(v) for v in values]
    assert result.dtype == {"int64": np.int64, "float64": np.float64, "bool": np.bool_}.get(RESULTS[op], np.int64)
    assert bits(result.tolist()) == bits(expected)


@pytest.mark.parametrize(("op", "function", "kind", "const"), CALLS)
def test_slices_and_sizes(op: str, function: str, kind: str, const: Any) -> None:
    """No rows, one row, and columns that are not contiguous."""
    run, one = bound(batch, op, function, const), bound(scalar, op, function, const)
    low, high = RANGES[kind]
    values = np.linspace(low, high, 23).astype(np.int64).clip(low, high)[::-3]
    assert len(run(values[:0])) == 0
    assert bits(run(values[:1]).tolist()) == bits([one(int(values[0]))])
    assert bits(run(values).tolist()) == bits([one(v) for v in values.tolist()])


@pytest.mark.thorough
def test_every_day_of_the_calendar() -> None:
    """The vectorised calendar against NumPy's datetime64, every day from 0001-01-01 to 9999-12-31."""
    days = np.arange(DATE_MIN, DATE_MAX + 1)
    dates = days.astype("M8[D]")
    years, months = dates.astype("M8[Y]"), dates.astype("M8[M]")
    expected = {
        "year": years.astype(np.int64) + 1970,
        "month": months.astype(np.int64) % 12 + 1,
        "day": (dates - months).astype(np.int64) + 1,
        "day_of_year": (dates - years).astype(np.int64) + 1,
    }
    ends = (months + 1).astype("M8[D]")
    expected["quarter"] = months.astype(np.int64) % 12 // 3 + 1
    expected["days_in_month"] = (ends - months).astype(np.int64)
    expected["is_leap_year"] = ((years + 1).astype("M8[D]") - years).astype(np.int64) == 366
    for name, values in expected.items():
        assert np.array_equal(getattr(batch, f"{name}_date")(days), values), name
    assert np.array_equal(batch.truncate_date(days, "year"), years.astype("M8[D]").astype(np.int64))
    assert np.array_equal(batch.truncate_date(days, "month"), months.astype("M8[D]").astype(np.int64))
    mondays = dates.astype("M8[W]").astype("M8[D]") + np.timedelta64(4, "D")  # NumPy's weeks begin on Thursday
    assert np.array_equal(batch.truncate_date(days[4:], "week"), mondays[:-4].astype(np.int64))


def test_weeks_of_every_year_end() -> None:
    """ISO weeks and weekdays of the last and first days of every year, by Python's date.isocalendar."""
    days = [
        date(year, month, day)
        for year in range(1, 10_000)
        for month, some in ((1, range(1, 5)), (12, range(28, 32)))
        for day in some
    ]
    numbers = np.array([d.toordinal() - 719_163 for d in days])
    assert batch.iso_week_date(numbers).tolist() == [d.isocalendar().week for d in days]
    assert batch.iso_year_date(numbers).tolist() == [d.isocalendar().year for d in days]
    assert batch.iso_weekday_date(numbers).tolist() == [d.isoweekday() for d in days]


def test_at_every_zone() -> None:
    """Every change up to 2118 and of the last years, a microsecond before, at and after it, in each of the ways that
    the vectorised helper has.
    """
    for name in sorted(known_zones()):
        prepared, table = batch.PREPARE["at"](name), zone(name)
        changes = table.starts_array[
            (table.starts_array < 4_700_000_000_000_000) | (table.starts_array > 253_370_000_000_000_000)
        ]
        points = np.sort(np.concatenate([changes - 1, changes, changes + 1, [TIME_MIN, 0, TIME_MAX]]))
        expected = [scalar.at(p, table) for p in points.tolist()]
        assert batch.at(points, prepared).tolist() == expected, name
        inside = (points >= TABLE[0]) & (points <= TABLE[1])
        assert batch.at(points[inside], prepared).tolist() == np.array(expected)[inside].tolist(), name
        for i in range(0, len(points), 5):  # at most two changes in each
            assert batch.at(points[i : i + 5], prepared).tolist() == expected[i : i + 5], name


def test_at_moves_to_the_nearer_end() -> None:
    west, east = zone("America/New_York"), zone("Etc/GMT-14")
    assert scalar.at(TIME_MIN, west) == TIME_MIN
    assert scalar.at(TIME_MAX, east) == TIME_MAX
    assert scalar.at(TIME_MAX - 14 * 3_600_000_000, east) == TIME_MAX
    assert scalar.at(TIME_MAX - 14 * 3_600_000_000 - 1, east) == TIME_MAX - 1


@settings(max_examples=300, deadline=None)
@given(instant=st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)), name=st.sampled_from(sorted(known_zones())))
def test_at_is_zoneinfo(instant: datetime, name: str) -> None:
    local = instant.replace(tzinfo=UTC).astimezone(zoneinfo.ZoneInfo(name)).replace(tzinfo=None)
    micros = (instant - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    assert scalar.at(micros, zone(name)) == (local - datetime(1970, 1, 1)) // timedelta(microseconds=1)
