"""Columns of civil times and dates, made and moved by the calendar (SEMANTICS.md#time). Knows no zones, no nulls.

Times are int64 microseconds, dates int64 days since 1970-01-01, all inside 0001..9999. What leaves that range is not ok
and 0. Any operand may be a plain int for all rows, as long as one is a column.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np

from featc_runtime.batch import calendar
from featc_runtime.batch.columns import Bools, Ints
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, TIME_MIN
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY

IntsOrInt: TypeAlias = Ints | int

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_MONTH_COUNT: Final = 12 * 9999
_DAY_COUNT: Final = DATE_MAX - DATE_MIN + 1
_WIDTHS: Final = {
    "microsecond": 1,
    "millisecond": 1000,
    "second": _SECOND,
    "minute": _MINUTE,
    "hour": _HOUR,
    "day": _DAY,
    "week": 7 * _DAY,
}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def datetime_date(x: Ints) -> Ints:
    return x * _DAY


def make_date_int64(year: IntsOrInt, month: IntsOrInt, day: IntsOrInt) -> tuple[Ints, Bools]:
    year, month, day = _columns(year, month, day)
    ok = _inside(year, 1, 9999) & _inside(month, 1, 12) & _inside(day, 1, 31)
    months = np.where(ok, year * 12 + month - 13, 0)
    days = calendar.month_start(months) + day
    ok &= days <= calendar.month_start(months + 1)
    days += DATE_MIN - 1
    days[~ok] = 0
    return days, ok


def make_datetime_int64(
    year: IntsOrInt, month: IntsOrInt, day: IntsOrInt, hour: IntsOrInt, minute: IntsOrInt, second: IntsOrInt
) -> tuple[Ints, Bools]:
    year, month, day, hour, minute, second = _columns(year, month, day, hour, minute, second)
    days, ok = make_date_int64(year, month, day)
    ok &= _inside(hour, 0, 23) & _inside(minute, 0, 59) & _inside(second, 0, 59)
    moment = days * _DAY + hour * _HOUR + minute * _MINUTE + second * _SECOND
    moment[~ok] = 0
    return moment, ok


def add_days_date(x: IntsOrInt, n: IntsOrInt) -> tuple[Ints, Bools]:
    """A sum that wraps is as far outside the range as one that does not."""
    days: Ints = np.add(x, n)
    ok = _inside(days, DATE_MIN, DATE_MAX)
    days[~ok] = 0
    return days, ok


def add_months_date(x: IntsOrInt, n: IntsOrInt) -> tuple[Ints, Bools]:
    """The day stays, or becomes the last one of a shorter month."""
    x, n = _columns(x, n)
    return _add_months(x, n, 1)


def add_years_date(x: IntsOrInt, n: IntsOrInt) -> tuple[Ints, Bools]:
    x, n = _columns(x, n)
    return _add_months(x, n, 12)


def add_days_datetime(x: IntsOrInt, n: IntsOrInt) -> tuple[Ints, Bools]:
    x, n = _columns(x, n)
    days, clock = _split(x)
    return _join(*add_days_date(days, n), clock)


def add_months_datetime(x: IntsOrInt, n: IntsOrInt) -> tuple[Ints, Bools]:
    x, n = _columns(x, n)
    days, clock = _split(x)
    return _join(*_add_months(days, n, 1), clock)


def add_years_datetime(x: IntsOrInt, n: IntsOrInt) -> tuple[Ints, Bools]:
    x, n = _columns(x, n)
    days, clock = _split(x)
    return _join(*_add_months(days, n, 12), clock)


def _add_months(x: Ints, n: Ints, each: int) -> tuple[Ints, Bools]:
    """``n`` times ``each`` months later."""
    days = x - DATE_MIN
    months = np.where(_inside(n, -_MONTH_COUNT, _MONTH_COUNT), n, _MONTH_COUNT)
    months *= each
    months += calendar.month_number(days)
    ok = _inside(months, 0, _MONTH_COUNT - 1)
    months[~ok] = 0
    start = calendar.month_start(months)
    moved = np.minimum(calendar.day(days), calendar.month_start(months + 1) - start)
    moved += start
    moved += DATE_MIN - 1
    moved[~ok] = 0
    return moved, ok


def _split(x: Ints) -> tuple[Ints, Ints]:
    """The days since 1970-01-01, and the microseconds since midnight."""
    days: Ints = ((x - TIME_MIN).view(np.uint64) // np.uint64(_DAY)).view(np.int64)
    days += DATE_MIN
    return days, x - days * _DAY


def _join(days: Ints, ok: Bools, clock: Ints) -> tuple[Ints, Bools]:
    days *= _DAY
    days += clock * ok
    return days, ok


def add_date(x: Ints, y: int) -> tuple[Ints, Bools]:
    """``y`` is whole days, in microseconds."""
    return add_days_date(x, y // _DAY)


def sub_date(x: Ints, y: int) -> tuple[Ints, Bools]:
    """``y`` is whole days, in microseconds."""
    return add_days_date(x, -(y // _DAY))


def add_duration_date(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    return _add_duration(x, y, 1)


def sub_duration_date(x: IntsOrInt, y: IntsOrInt) -> tuple[Ints, Bools]:
    return _add_duration(x, y, -1)


def _add_duration(x: IntsOrInt, y: IntsOrInt, sign: int) -> tuple[Ints, Bools]:
    """Dates moved by durations of whole days; other durations are not ok."""
    count: Ints = np.floor_divide(y, _DAY)
    days, ok = add_days_date(x, sign * count)
    ok &= np.equal(count * _DAY, y)
    days *= ok
    return days, ok


def add_calendar_date(x: Ints, n: int) -> tuple[Ints, Bools]:
    return add_months_date(x, n)


def sub_calendar_date(x: Ints, n: int) -> tuple[Ints, Bools]:
    return add_months_date(x, -n)


def add_calendar_datetime(x: Ints, n: int) -> tuple[Ints, Bools]:
    return add_months_datetime(x, n)


def sub_calendar_datetime(x: Ints, n: int) -> tuple[Ints, Bools]:
    return add_months_datetime(x, -n)


def _toward_zero(x: Ints, width: int) -> Ints:
    quotient: Ints = np.abs(x) // width
    np.negative(quotient, out=quotient, where=x < 0)
    return quotient


def date_diff_timestamp(start: IntsOrInt, end: IntsOrInt, unit: str) -> Ints:
    """``unit`` is hour, minute, second, millisecond or microsecond."""
    return _toward_zero(np.subtract(end, start), _WIDTHS[unit])


def date_diff_datetime(start: IntsOrInt, end: IntsOrInt, unit: str) -> Ints:
    """Complete units from start to end; an incomplete last day is left out before months and years are counted."""
    width = _WIDTHS.get(unit)
    if width is not None:
        return _toward_zero(np.subtract(end, start), width)
    start, end = _columns(start, end)
    (first, begin), (last, finish) = _split(start), _split(end)
    fewer = (last > first) & (finish < begin)
    more = (last < first) & (finish > begin)
    last -= fewer
    last += more
    return date_diff_date(first, last, unit)


def date_diff_date(start: IntsOrInt, end: IntsOrInt, unit: str) -> Ints:
    """``unit`` is year, quarter, month, week or day. A month is complete on the day of the month of start."""
    if unit in ("day", "week"):
        return _toward_zero(np.subtract(end, start), 1 if unit == "day" else 7)
    start, end = (c - DATE_MIN for c in _columns(start, end))
    months = calendar.month_number(end)
    months -= calendar.month_number(start)
    first, last = calendar.day(start), calendar.day(end)
    fewer = (months > 0) & (last < first)
    more = (months < 0) & (last > first)
    months -= fewer
    months += more
    return _toward_zero(months, _MONTHS[unit])


def age_years_date(birth: IntsOrInt, on: IntsOrInt) -> tuple[Ints, Bools]:
    years = date_diff_date(birth, on, "year")
    ok: Bools = np.less_equal(birth, on)
    years *= ok
    return years, ok


def _columns(*operands: IntsOrInt) -> list[Ints]:
    """The operands, plain ints as columns."""
    rows = next(len(o) for o in operands if not isinstance(o, int))
    return [np.full(rows, o, dtype=np.int64) if isinstance(o, int) else o for o in operands]


def _inside(x: Ints, low: int, high: int) -> Bools:
    ok: Bools = np.greater_equal(x, low)
    ok &= np.less_equal(x, high)
    return ok


__all__ = [
    "add_calendar_date",
    "add_calendar_datetime",
    "add_date",
    "add_days_date",
    "add_days_datetime",
    "add_duration_date",
    "add_months_date",
    "add_months_datetime",
    "add_years_date",
    "add_years_datetime",
    "age_years_date",
    "date_diff_date",
    "date_diff_datetime",
    "date_diff_timestamp",
    "datetime_date",
    "make_date_int64",
    "make_datetime_int64",
    "sub_calendar_date",
    "sub_calendar_datetime",
    "sub_date",
    "sub_duration_date",
]
