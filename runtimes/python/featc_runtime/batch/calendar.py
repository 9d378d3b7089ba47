"""The proleptic Gregorian calendar on columns of day numbers. Knows no times and no operator.

A day number here counts from 0001-01-01 (which is 0, a Monday) to 9999-12-31 (3652058), so all arithmetic is unsigned.
Days of 1900 to 2100 are looked up in tables that the general rules make when a part is first asked for; a chunk with
a day outside goes through the rules themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Ints

_Unsigned: TypeAlias = NDArray[np.uint32]

#: Day numbers of 1900-01-01 and 2101-01-01.
_TABLE_START: Final = 693_595
_TABLE_END: Final = 767_009


def year(days: Ints) -> Ints:
    """1..9999."""
    return _part(_year, days)


def month(days: Ints) -> Ints:
    """1..12."""
    return _part(_month, days)


def day(days: Ints) -> Ints:
    """1..31."""
    return _part(_day, days)


def day_of_year(days: Ints) -> Ints:
    """1..366."""
    return _part(_day_of_year, days)


def iso_week(days: Ints) -> Ints:
    """1..53: the week of the year that the week's Thursday lies in."""
    return _part(_iso_week, days)


def quarter(days: Ints) -> Ints:
    """1..4."""
    return _part(_quarter, days)


def iso_year(days: Ints) -> Ints:
    """1..9999: the year that the week's Thursday lies in."""
    return _part(_iso_year, days)


def days_in_month(days: Ints) -> Ints:
    """28..31."""
    return _part(_days_in_month, days)


def is_leap_year(days: Ints) -> Bools:
    """Whether the year has 366 days."""
    return _part(_leap, days).astype(np.bool_)


def is_weekend(days: Ints) -> Bools:
    """Whether the day is a Saturday or a Sunday."""
    return np.greater_equal(_weekday(days.astype(np.uint32)), 5)


def month_number(days: Ints) -> Ints:
    """The months since January of the year 1, which is 0: up to 119987."""
    return _part(_month_number, days)


def month_start(months: Ints) -> Ints:
    """The day number of the first day of a month by its `month_number`, which may be one past the last."""
    march = months + 10  # months since March of the year 0
    year, month = np.divmod(march, 12)
    start: Ints = year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 - 306
    return start


def iso_weekday(days: Ints) -> Ints:
    """1..7, Monday being 1."""
    return (_weekday(days.astype(np.uint32)) + np.uint32(1)).astype(np.int64)


def first_day(days: Ints, unit: str) -> Ints:
    """The day number of the first day of the year, quarter, month, week or day that a day lies in, in a new array."""
    if unit == "day":
        return days.copy()
    if unit == "quarter":
        months = month_number(days)
        months -= months % 3
        return month_start(months)
    part = {"year": day_of_year, "month": day, "week": iso_weekday}[unit](days)
    np.subtract(days, part, out=part)
    part += 1
    return part


def _part(rule: Callable[[_Unsigned], _Unsigned], days: Ints) -> Ints:
    if not len(days):
        return days.copy()
    if days.min() >= _TABLE_START and days.max() < _TABLE_END:
        return _table(rule).take(days - _TABLE_START)
    return rule(days.astype(np.uint32)).astype(np.int64)


@cache
def _table(rule: Callable[[_Unsigned], _Unsigned]) -> Ints:
    return rule(np.arange(_TABLE_START, _TABLE_END, dtype=np.uint32)).astype(np.int64)


# The rules are Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (civil_from_days): years that begin in
# March, in eras of 400 years, so that the leap day comes last.


def _over(number: _Unsigned, divisor: int) -> _Unsigned:
    quotient: _Unsigned = np.floor_divide(number, np.uint32(divisor))
    return quotient


def _march(days: _Unsigned) -> tuple[_Unsigned, _Unsigned]:
    """The year that began in March, and the day in it from 0 on."""
    since = days + np.uint32(306)  # days since 0000-03-01
    era = _over(since, 146_097)
    day = since - era * np.uint32(146_097)
    year = _over(day - _over(day, 1_460) + _over(day, 36_524) - _over(day, 146_096), 365)
    first = year * np.uint32(365) + _over(year, 4) - _over(year, 100)
    return year + era * np.uint32(400), day - first


def _march_month(march_day: _Unsigned) -> _Unsigned:
    """March is 0, February 11."""
    return _over(march_day * np.uint32(5) + np.uint32(2), 153)


def _year(days: _Unsigned) -> _Unsigned:
    march_year, march_day = _march(days)
    return march_year + (march_day >= 306)


def _month(days: _Unsigned) -> _Unsigned:
    march_month = _march_month(_march(days)[1])
    return march_month + np.uint32(3) - (march_month >= 10) * np.uint32(12)


def _day(days: _Unsigned) -> _Unsigned:
    march_day = _march(days)[1]
    first = _over(_march_month(march_day) * np.uint32(153) + np.uint32(2), 5)
    return march_day - first + np.uint32(1)


def _day_of_year(days: _Unsigned) -> _Unsigned:
    past = _year(days) - np.uint32(1)
    first = past * np.uint32(365) + _over(past, 4) - _over(past, 100) + _over(past, 400)
    return days - first + np.uint32(1)


def _weekday(days: _Unsigned) -> _Unsigned:
    """Monday is 0."""
    return days - _over(days, 7) * np.uint32(7)


def _thursday(days: _Unsigned) -> _Unsigned:
    """The Thursday of the week."""
    return days - _weekday(days) + np.uint32(3)


def _iso_week(days: _Unsigned) -> _Unsigned:
    return _over(_day_of_year(_thursday(days)) + np.uint32(6), 7)


def _iso_year(days: _Unsigned) -> _Unsigned:
    return _year(_thursday(days))


def _quarter(days: _Unsigned) -> _Unsigned:
    return _over(_month(days) + np.uint32(2), 3)


def _leap(days: _Unsigned) -> _Unsigned:
    year = _year(days)
    fourth, hundredth, four_hundredth = (_over(year, n) * np.uint32(n) == year for n in (4, 100, 400))
    leap: _Unsigned = (fourth & (~hundredth | four_hundredth)).astype(np.uint32)
    return leap


_LENGTHS: Final = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.uint32)


def _days_in_month(days: _Unsigned) -> _Unsigned:
    month = _month(days)
    lengths: _Unsigned = _LENGTHS.take(month - np.uint32(1))
    lengths += (month == 2) * _leap(days)
    return lengths


def _month_number(days: _Unsigned) -> _Unsigned:
    months = _year(days) * np.uint32(12)
    months += _month(days)
    months -= np.uint32(13)
    return months
