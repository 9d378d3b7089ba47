"""Single civil times and dates, made and moved by the calendar (SEMANTICS.md#time). Knows no zones, no nulls.

Times are microseconds since 1970-01-01T00:00:00, dates days since 1970-01-01, both inside 0001..9999. What leaves that
range is None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_EPOCH: Final = 719_163  # 1970-01-01 as date.toordinal counts
_LAST_MONTH: Final = 12 * 9999 + 11  # December 9999, counted from January of the year 0
#: Units of a fixed length, in microseconds.
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

_from_ordinal = date.fromordinal


def datetime_date(x: int) -> int:
    return x * _DAY


def make_date_int64(year: int, month: int, day: int) -> int | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day).toordinal() - _EPOCH


def make_datetime_int64(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int | None:
    days = make_date_int64(year, month, day)
    if days is None or not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59):
        return None
    return days * _DAY + hour * _HOUR + minute * _MINUTE + second * _SECOND


def add_days_date(x: int, n: int) -> int | None:
    day = x + n
    return day if DATE_MIN <= day <= DATE_MAX else None


def add_months_date(x: int, n: int) -> int | None:
    """The day stays, or becomes the last one of a shorter month."""
    day = _from_ordinal(x + _EPOCH)
    months = day.year * 12 + day.month - 1 + n
    if not 12 <= months <= _LAST_MONTH:
        return None
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])).toordinal() - _EPOCH


def add_years_date(x: int, n: int) -> int | None:
    return add_months_date(x, 12 * n)


def add_days_datetime(x: int, n: int) -> int | None:
    day = add_days_date(x // _DAY, n)
    return None if day is None else day * _DAY + x % _DAY


def add_months_datetime(x: int, n: int) -> int | None:
    day = add_months_date(x // _DAY, n)
    return None if day is None else day * _DAY + x % _DAY


def add_years_datetime(x: int, n: int) -> int | None:
    return add_months_datetime(x, 12 * n)


def add_date(x: int, y: int) -> int | None:
    """``y`` is whole days, in microseconds."""
    return add_days_date(x, y // _DAY)


def sub_date(x: int, y: int) -> int | None:
    """``y`` is whole days, in microseconds."""
    return add_days_date(x, -(y // _DAY))


def add_duration_date(x: int, y: int) -> int | None:
    return None if y % _DAY else add_days_date(x, y // _DAY)


def sub_duration_date(x: int, y: int) -> int | None:
    return None if y % _DAY else add_days_date(x, -(y // _DAY))


def add_calendar_date(x: int, n: int) -> int | None:
    return add_months_date(x, n)


def sub_calendar_date(x: int, n: int) -> int | None:
    return add_months_date(x, -n)


def add_calendar_datetime(x: int, n: int) -> int | None:
    return add_months_datetime(x, n)


def sub_calendar_datetime(x: int, n: int) -> int | None:
    return add_months_datetime(x, -n)


def _toward_zero(x: int, width: int) -> int:
    return x // width if x >= 0 else -(-x // width)


def date_diff_timestamp(start: int, end: int, unit: str) -> int:
    """``unit`` is hour, minute, second, millisecond or microsecond."""
    return _toward_zero(end - start, _WIDTHS[unit])


def date_diff_datetime(start: int, end: int, unit: str) -> int:
    """Complete units from start to end; an incomplete last day is left out before months and years are counted."""
    width = _WIDTHS.get(unit)
    if width is not None:
        return _toward_zero(end - start, width)
    first, last = start // _DAY, end // _DAY
    if last > first and end % _DAY < start % _DAY:
        last -= 1
    elif last < first and end % _DAY > start % _DAY:
        last += 1
    return date_diff_date(first, last, unit)


def date_diff_date(start: int, end: int, unit: str) -> int:
    """``unit`` is year, quarter, month, week or day. A month is complete on the day of the month of start."""
    if unit == "day":
        return end - start
    if unit == "week":
        return _toward_zero(end - start, 7)
    first, last = _from_ordinal(start + _EPOCH), _from_ordinal(end + _EPOCH)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return _toward_zero(months, _MONTHS[unit])


def age_years_date(birth: int, on: int) -> int | None:
    return date_diff_date(birth, on, "year") if birth <= on else None


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
