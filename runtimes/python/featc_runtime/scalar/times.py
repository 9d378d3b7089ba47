"""Civil time and durations of single values (SEMANTICS.md#time). Knows zones as tables, no nulls.

Times are microseconds since 1970-01-01T00:00:00, dates days since 1970-01-01, both inside 0001..9999. Python's integer
division rounds down, and `datetime.date` is the proleptic Gregorian calendar of exactly these years.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from featc_runtime.data.zones import Zone, zone
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_EPOCH: Final = 719_163  # 1970-01-01 as date.toordinal counts
_WIDTHS: Final = {"millisecond": 1000, "second": _SECOND, "minute": _MINUTE, "hour": _HOUR, "day": _DAY}

_from_ordinal = date.fromordinal


def at(t: int, zone: Zone) -> int:
    """The civil time of an instant; moved to the nearer end of 0001..9999 where it lies outside."""
    local = t + zone.offsets[bisect_right(zone.starts, t)]
    return local if TIME_MIN <= local <= TIME_MAX else min(max(local, TIME_MIN), TIME_MAX)


def date_datetime(x: int) -> int:
    return x // _DAY


def year_date(x: int) -> int:
    return _from_ordinal(x + _EPOCH).year


def month_date(x: int) -> int:
    return _from_ordinal(x + _EPOCH).month


def day_date(x: int) -> int:
    return _from_ordinal(x + _EPOCH).day


def iso_weekday_date(x: int) -> int:
    return (x + 3) % 7 + 1  # 1970-01-01 was a Thursday


def day_of_year_date(x: int) -> int:
    return x + _EPOCH + 1 - date(_from_ordinal(x + _EPOCH).year, 1, 1).toordinal()


def iso_week_date(x: int) -> int:
    return _from_ordinal(x + _EPOCH).isocalendar()[1]


def quarter_date(x: int) -> int:
    return (_from_ordinal(x + _EPOCH).month + 2) // 3


def iso_year_date(x: int) -> int:
    return _from_ordinal(x + _EPOCH).isocalendar()[0]


def days_in_month_date(x: int) -> int:
    day = _from_ordinal(x + _EPOCH)
    return monthrange(day.year, day.month)[1]


def is_leap_year_date(x: int) -> bool:
    return isleap(_from_ordinal(x + _EPOCH).year)


def is_weekend_date(x: int) -> bool:
    return (x + 3) % 7 > 4


def year_datetime(x: int) -> int:
    return _from_ordinal(x // _DAY + _EPOCH).year


def month_datetime(x: int) -> int:
    return _from_ordinal(x // _DAY + _EPOCH).month


def day_datetime(x: int) -> int:
    return _from_ordinal(x // _DAY + _EPOCH).day


def iso_weekday_datetime(x: int) -> int:
    return (x // _DAY + 3) % 7 + 1


def day_of_year_datetime(x: int) -> int:
    return day_of_year_date(x // _DAY)


def iso_week_datetime(x: int) -> int:
    return _from_ordinal(x // _DAY + _EPOCH).isocalendar()[1]


def quarter_datetime(x: int) -> int:
    return quarter_date(x // _DAY)


def iso_year_datetime(x: int) -> int:
    return _from_ordinal(x // _DAY + _EPOCH).isocalendar()[0]


def days_in_month_datetime(x: int) -> int:
    return days_in_month_date(x // _DAY)


def is_leap_year_datetime(x: int) -> bool:
    return isleap(_from_ordinal(x // _DAY + _EPOCH).year)


def is_weekend_datetime(x: int) -> bool:
    return (x // _DAY + 3) % 7 > 4


def hour_datetime(x: int) -> int:
    return x // _HOUR % 24


def minute_datetime(x: int) -> int:
    return x // _MINUTE % 60


def second_datetime(x: int) -> int:
    return x // _SECOND % 60


def millisecond_datetime(x: int) -> int:
    return x % _SECOND // 1000


def microsecond_datetime(x: int) -> int:
    return x % _SECOND


def truncate_datetime(x: int, unit: str) -> int:
    """``unit`` is a unit of `truncate_date`, or hour, minute, second or millisecond."""
    width = _WIDTHS.get(unit)
    return truncate_date(x // _DAY, unit) * _DAY if width is None else x - x % width


def truncate_date(x: int, unit: str) -> int:
    """``unit`` is year, quarter, month, week (from Monday on) or day."""
    if unit == "day":
        return x
    if unit == "week":
        return x - (x + 3) % 7
    day = _from_ordinal(x + _EPOCH)
    months = {"year": 12, "quarter": 3, "month": 1}[unit]
    return date(day.year, day.month - (day.month - 1) % months, 1).toordinal() - _EPOCH


def truncate_step(x: int, step: int) -> int:
    """``step`` divides a day, so that midnights are multiples of it."""
    return x - x % step


# `float(x) / n` on purpose: Python's `x / n` of two ints is rounded once, the operator rounds the conversion as well.


def days_duration(x: int) -> float:
    return float(x) / 86_400_000_000.0


def hours_duration(x: int) -> float:
    return float(x) / 3_600_000_000.0


def minutes_duration(x: int) -> float:
    return float(x) / 60_000_000.0


def seconds_duration(x: int) -> float:
    return float(x) / 1_000_000.0


def microseconds_duration(x: int) -> int:
    return x


PREPARE: Final[dict[str, Callable[..., Any]]] = {"at": zone}

__all__ = [
    "at",
    "date_datetime",
    "day_date",
    "day_datetime",
    "day_of_year_date",
    "day_of_year_datetime",
    "days_duration",
    "days_in_month_date",
    "days_in_month_datetime",
    "hour_datetime",
    "hours_duration",
    "is_leap_year_date",
    "is_leap_year_datetime",
    "is_weekend_date",
    "is_weekend_datetime",
    "iso_week_date",
    "iso_week_datetime",
    "iso_weekday_date",
    "iso_weekday_datetime",
    "iso_year_date",
    "iso_year_datetime",
    "microsecond_datetime",
    "microseconds_duration",
    "millisecond_datetime",
    "minute_datetime",
    "minutes_duration",
    "month_date",
    "month_datetime",
    "quarter_date",
    "quarter_datetime",
    "second_datetime",
    "seconds_duration",
    "truncate_date",
    "truncate_datetime",
    "truncate_step",
    "year_date",
    "year_datetime",
]
