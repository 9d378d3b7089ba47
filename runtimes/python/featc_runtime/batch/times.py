"""Civil time and durations of columns (SEMANTICS.md#time). Knows zones as tables, no nulls.

Times are int64 microseconds, dates int64 days since 1970-01-01, all inside 0001..9999. Counted from 0001-01-01 they
are not negative, so unsigned division rounds down; and the rest of a division by n is taken as the difference of two
quotients modulo 2^32, which is exact because the rest itself is small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch import calendar
from featc_runtime.batch.columns import Bools, Floats, Ints
from featc_runtime.batch.native import KERNEL
from featc_runtime.batch.offsets import Offsets, offsets_of
from featc_runtime.scalar.limits import DATE_MIN, TIME_MAX, TIME_MIN
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_WIDTHS: Final = {"millisecond": 1000, "second": _SECOND, "minute": _MINUTE, "hour": _HOUR, "day": _DAY}


def at(t: Ints, zone: Offsets) -> Ints:
    """The civil time of instants; moved to the nearer end of 0001..9999 where it lies outside."""
    if not len(t):
        return t.copy()
    first, last = int(t.min()), int(t.max())
    local = zone.add_to(t, first, last)
    if first < TIME_MIN + _DAY * 2 or last > TIME_MAX - _DAY * 2:  # no offset is as long as two days
        np.clip(local, TIME_MIN, TIME_MAX, out=local)
    return local


def _since_year_1(x: Ints) -> NDArray[np.uint64]:
    return (x - TIME_MIN).view(np.uint64)


def _within(x: Ints, unit: int, count: int) -> Ints:
    """The whole units since the last multiple of ``count`` units: 0..count - 1."""
    if KERNEL is not None:
        return KERNEL.integers("clock", x, TIME_MIN, unit, count)
    since = _since_year_1(x)
    fine = since.astype(np.uint32) if unit == 1 else (since // np.uint64(unit)).astype(np.uint32)
    since //= np.uint64(unit * count)
    coarse = since.astype(np.uint32)
    coarse *= np.uint32(count)
    fine -= coarse
    return fine.astype(np.int64)


def _days(x: Ints) -> Ints:
    """The day numbers of `calendar` that times lie in."""
    days = _since_year_1(x)
    days //= np.uint64(_DAY)
    return days.view(np.int64)


def date_datetime(x: Ints) -> Ints:
    days = _days(x)
    days += DATE_MIN
    return days


def year_date(x: Ints) -> Ints:
    return calendar.year(x - DATE_MIN)


def month_date(x: Ints) -> Ints:
    return calendar.month(x - DATE_MIN)


def day_date(x: Ints) -> Ints:
    return calendar.day(x - DATE_MIN)


def iso_weekday_date(x: Ints) -> Ints:
    return calendar.iso_weekday(x - DATE_MIN)


def day_of_year_date(x: Ints) -> Ints:
    return calendar.day_of_year(x - DATE_MIN)


def iso_week_date(x: Ints) -> Ints:
    return calendar.iso_week(x - DATE_MIN)


def quarter_date(x: Ints) -> Ints:
    return calendar.quarter(x - DATE_MIN)


def iso_year_date(x: Ints) -> Ints:
    return calendar.iso_year(x - DATE_MIN)


def days_in_month_date(x: Ints) -> Ints:
    return calendar.days_in_month(x - DATE_MIN)


def is_leap_year_date(x: Ints) -> Bools:
    return calendar.is_leap_year(x - DATE_MIN)


def is_weekend_date(x: Ints) -> Bools:
    return calendar.is_weekend(x - DATE_MIN)


def year_datetime(x: Ints) -> Ints:
    return calendar.year(_days(x))


def month_datetime(x: Ints) -> Ints:
    return calendar.month(_days(x))


def day_datetime(x: Ints) -> Ints:
    return calendar.day(_days(x))


def iso_weekday_datetime(x: Ints) -> Ints:
    return calendar.iso_weekday(_days(x))


def day_of_year_datetime(x: Ints) -> Ints:
    return calendar.day_of_year(_days(x))


def iso_week_datetime(x: Ints) -> Ints:
    return calendar.iso_week(_days(x))


def quarter_datetime(x: Ints) -> Ints:
    return calendar.quarter(_days(x))


def iso_year_datetime(x: Ints) -> Ints:
    return calendar.iso_year(_days(x))


def days_in_month_datetime(x: Ints) -> Ints:
    return calendar.days_in_month(_days(x))


def is_leap_year_datetime(x: Ints) -> Bools:
    return calendar.is_leap_year(_days(x))


def is_weekend_datetime(x: Ints) -> Bools:
    return calendar.is_weekend(_days(x))


def hour_datetime(x: Ints) -> Ints:
    return _within(x, _HOUR, 24)


def minute_datetime(x: Ints) -> Ints:
    return _within(x, _MINUTE, 60)


def second_datetime(x: Ints) -> Ints:
    return _within(x, _SECOND, 60)


def millisecond_datetime(x: Ints) -> Ints:
    return _within(x, 1000, 1000)


def microsecond_datetime(x: Ints) -> Ints:
    return _within(x, 1, _SECOND)


def truncate_datetime(x: Ints, unit: str) -> Ints:
    """``unit`` is a unit of `truncate_date`, or hour, minute, second or millisecond."""
    width = _WIDTHS.get(unit)
    if width is not None:
        return truncate_step(x, width)
    begin = calendar.first_day(_days(x), unit)
    begin *= _DAY
    begin += TIME_MIN
    return begin


def truncate_date(x: Ints, unit: str) -> Ints:
    """``unit`` is year, quarter, month, week (from Monday on) or day."""
    begin = calendar.first_day(x - DATE_MIN, unit)
    begin += DATE_MIN
    return begin


def truncate_step(x: Ints, step: int) -> Ints:
    """``step`` divides a day, so that midnights are multiples of it."""
    since = _since_year_1(x)
    since //= np.uint64(step)
    begin = since.view(np.int64)
    begin *= step
    begin += TIME_MIN
    return begin


def _number(x: Ints, unit: float) -> Floats:
    """The conversion rounds half to even, and so does the division."""
    number = x.astype(np.float64)
    number /= unit
    return number


def days_duration(x: Ints) -> Floats:
    return _number(x, 86_400_000_000.0)


def hours_duration(x: Ints) -> Floats:
    return _number(x, 3_600_000_000.0)


def minutes_duration(x: Ints) -> Floats:
    return _number(x, 60_000_000.0)


def seconds_duration(x: Ints) -> Floats:
    return _number(x, 1_000_000.0)


def microseconds_duration(x: Ints) -> Ints:
    return x


PREPARE: Final[dict[str, Callable[..., Any]]] = {"at": offsets_of}

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
