"""The reference meaning of civil time, by Python's datetime.date. Knows no runtime but its pinned zone data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from featc.reference import exact
from featc.reference.limits import DAY, EPOCH, SECOND, TIME_MAX, TIME_MIN
from featc.reference.zones import offset_at


def to_date(days: int) -> date:
    """The calendar date of a day number."""
    return date.fromordinal(days + EPOCH)


def to_days(day: date) -> int:
    """The day number of a calendar date."""
    return day.toordinal() - EPOCH


def _at(t: int, zone: str) -> int:
    civil = t + offset_at(zone, t // SECOND) * SECOND
    return min(max(civil, TIME_MIN), TIME_MAX)


def _of_day(micros: int) -> int:
    """The microseconds since midnight."""
    return micros - micros // DAY * DAY


def _days_in_month(day: date) -> int:
    if day.month == 12:
        return 31  # no month follows the last one
    return (day.replace(day=1, month=day.month + 1) - day.replace(day=1)).days


def _is_leap_year(day: date) -> bool:
    return day.year % 400 == 0 if day.year % 100 == 0 else day.year % 4 == 0


_DATE_PARTS: Final[dict[str, Callable[[date], int]]] = {
    "year": lambda d: d.year,
    "month": lambda d: d.month,
    "day": lambda d: d.day,
    "iso_weekday": lambda d: d.isoweekday(),
    "day_of_year": lambda d: (d - d.replace(month=1, day=1)).days + 1,
    "iso_week": lambda d: d.isocalendar().week,
    "iso_year": lambda d: d.isocalendar().year,
    "quarter": lambda d: 1 + (d.month - 1) // 3,
    "days_in_month": _days_in_month,
    "is_leap_year": _is_leap_year,
    "is_weekend": lambda d: d.weekday() in (5, 6),
}


def _first_day(day: date, unit: str) -> date:
    """The first day of the year, quarter, month or week that the day is in; the day itself for finer units."""
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit == "quarter":
        return day.replace(month={1: 1, 2: 4, 3: 7, 4: 10}[(day.month + 2) // 3], day=1)
    if unit == "month":
        return day.replace(day=1)
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day


def _truncate_datetime(x: int, unit: str) -> int:
    midnight = to_days(_first_day(to_date(x // DAY), unit)) * DAY
    length = {"hour": 3600 * SECOND, "minute": 60 * SECOND, "second": SECOND, "millisecond": 1000}.get(unit)
    return midnight if length is None else midnight + _of_day(x) // length * length


def _in_units(seconds: int) -> Callable[[int], float]:
    return lambda x: exact.divide(exact.from_int(x), exact.from_int(seconds * SECOND))


def _of_datetime(part: Callable[[date], int]) -> Callable[[int], int]:
    return lambda x: part(to_date(x // DAY))


def _of_date(part: Callable[[date], int]) -> Callable[[int], int]:
    return lambda x: part(to_date(x))


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "at": _at,
    "date.datetime": lambda x: x // DAY,
    **{f"{name}.datetime": _of_datetime(part) for name, part in _DATE_PARTS.items()},
    **{f"{name}.date": _of_date(part) for name, part in _DATE_PARTS.items()},
    "hour.datetime": lambda x: _of_day(x) // (3600 * SECOND),
    "minute.datetime": lambda x: _of_day(x) // (60 * SECOND) % 60,
    "second.datetime": lambda x: _of_day(x) // SECOND % 60,
    "millisecond.datetime": lambda x: _of_day(x) % SECOND // 1000,
    "microsecond.datetime": lambda x: _of_day(x) % SECOND,
    "truncate.datetime": _truncate_datetime,
    "truncate.step": lambda x, step: x // DAY * DAY + _of_day(x) // step * step,
    "truncate.date": lambda x, unit: to_days(_first_day(to_date(x), unit)),
    "days.duration": _in_units(86_400),
    "hours.duration": _in_units(3_600),
    "minutes.duration": _in_units(60),
    "seconds.duration": _in_units(1),
    "microseconds.duration": lambda x: x,
}
