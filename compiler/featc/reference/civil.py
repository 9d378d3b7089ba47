"""The reference meaning of calendar arithmetic, by Python's datetime.date. Knows no runtime and no zones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from featc.reference.limits import DAY, SECOND, TIME_MAX, TIME_MIN
from featc.reference.times import to_date, to_days

_CLOCK: Final = {"hour": 3600 * SECOND, "minute": 60 * SECOND, "second": SECOND, "millisecond": 1000, "microsecond": 1}


def _make_date(year: int, month: int, day: int) -> int | None:
    if not all(1 <= part <= 9999 for part in (year, month, day)):  # what no C int holds is no ValueError
        return None
    try:
        return to_days(date(year, month, day))
    except ValueError:
        return None


def _make_datetime(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int | None:
    days = _make_date(year, month, day)
    if days is None or hour not in range(24) or minute not in range(60) or second not in range(60):
        return None
    return days * DAY + ((hour * 60 + minute) * 60 + second) * SECOND


def _add_days(x: int, n: int) -> int | None:
    return x + n if to_days(date.min) <= x + n <= to_days(date.max) else None


def _add_months(x: int, n: int) -> int | None:
    day = to_date(x)
    years, month = divmod(day.month - 1 + n, 12)
    for last in (day.day, 30, 29, 28):
        days = _make_date(day.year + years, month + 1, last) if last <= day.day else None
        if days is not None:
            return days
    return None


def _on_dates(move: Callable[[int, int], int | None]) -> Callable[[int, int], int | None]:
    """The same for civil times: the time of day stays."""

    def moved(x: int, n: int) -> int | None:
        days = move(x // DAY, n)
        result = None if days is None else days * DAY + x - x // DAY * DAY
        assert result is None or TIME_MIN <= result <= TIME_MAX
        return result

    return moved


def _complete(length: int, width: int) -> int:
    """How many widths fit into a length, with its sign."""
    return abs(length) // width * (-1 if length < 0 else 1)


def _months(first: date, last: date) -> int:
    """Complete months: one more at each day of the month of ``first``, in a shorter month at the next one's begin."""
    if last < first:
        # backwards, a month is complete at the same day of an earlier month
        count = (first.year - last.year) * 12 + first.month - last.month
        return -(count - 1 if count and last.day > first.day else count)
    count = (last.year - first.year) * 12 + last.month - first.month
    return count - 1 if count and last.day < first.day else count


def _diff_date(start: int, end: int, unit: str) -> int:
    if unit in ("day", "week"):
        return _complete(end - start, 1 if unit == "day" else 7)
    return _complete(_months(to_date(start), to_date(end)), {"month": 1, "quarter": 3, "year": 12}[unit])


def _diff_datetime(start: int, end: int, unit: str) -> int:
    if unit in _CLOCK:
        return _complete(end - start, _CLOCK[unit])
    days = _complete(end - start, DAY)  # an incomplete last day does not count
    return _diff_date(start // DAY, start // DAY + days, unit)


def _age(birth: int, on: int) -> int | None:
    if on < birth:
        return None
    born, today = to_date(birth), to_date(on)
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_birthday else 1)


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "datetime.date": lambda x: x * DAY,
    "make_date.int64": _make_date,
    "make_datetime.int64": _make_datetime,
    "add_days.date": _add_days,
    "add_months.date": _add_months,
    "add_years.date": lambda x, n: _add_months(x, 12 * n),
    "add_days.datetime": _on_dates(_add_days),
    "add_months.datetime": _on_dates(_add_months),
    "add_years.datetime": _on_dates(lambda x, n: _add_months(x, 12 * n)),
    "age_years.date": _age,
    "date_diff.date": _diff_date,
    "date_diff.datetime": _diff_datetime,
    "date_diff.timestamp": lambda start, end, unit: _complete(end - start, _CLOCK[unit]),
    "add.date": lambda x, y: _add_days(x, y // DAY),
    "sub.date": lambda x, y: _add_days(x, -y // DAY),
    "add_duration.date": lambda x, y: None if y % DAY else _add_days(x, y // DAY),
    "sub_duration.date": lambda x, y: None if y % DAY else _add_days(x, -y // DAY),
    "add_calendar.date": _add_months,
    "sub_calendar.date": lambda x, n: _add_months(x, -n),
    "add_calendar.datetime": _on_dates(_add_months),
    "sub_calendar.datetime": _on_dates(lambda x, n: _add_months(x, -n)),
}
