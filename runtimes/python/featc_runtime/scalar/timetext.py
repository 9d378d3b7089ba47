"""Times as text and as Python's objects, exact to the microsecond (SEMANTICS.md#time). Knows no operator and no zone.

Values are ints: microseconds since 1970-01-01T00:00:00 (a timestamp's in UTC), days since 1970-01-01, microseconds of
a duration. Whatever is no value of the type raises ValueError with a sentence that says what and how to mend it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from featc_runtime.scalar.limits import (
    DURATION_MAX,
    MICROSECONDS_PER_DAY,
    TIME_MAX,
    TIME_MIN,
)

_SECOND: Final = 1_000_000
_EPOCH_DAY: Final = 719_163  # 1970-01-01 as date.toordinal counts
_EPOCH: Final = datetime(1970, 1, 1)
_EPOCH_UTC: Final = datetime(1970, 1, 1, tzinfo=UTC)

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(_DATE.pattern + r"[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?([Zz]|[+-][0-9]{2}:[0-9]{2})?")
_DURATION = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?s")


# --- text --------------------------------------------------------------------------------------------------


def format_date(x: int) -> str:
    """``2013-10-10``."""
    return date.fromordinal(x + _EPOCH_DAY).isoformat()


def format_datetime(x: int) -> str:
    """``2013-10-10T05:30:00``, with six digits of a second where they are not all 0."""
    return datetime_to_python(x).isoformat()


def format_timestamp(x: int) -> str:
    """``2013-10-10T05:30:00.000250Z``: RFC 3339 in UTC, with six digits of a second where they are not all 0."""
    return f"{format_datetime(x)}Z"


def format_duration(x: int) -> str:
    """``-3600.000250s``: seconds, with six digits of a second where they are not all 0."""
    seconds, rest = divmod(abs(x), _SECOND)
    sign = "-" if x < 0 else ""
    return f"{sign}{seconds}.{rest:06d}s" if rest else f"{sign}{seconds}s"


def parse_date(text: str) -> int:
    """The date that ``2013-10-10`` writes."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date: write it as 2013-10-10")
    return _day(text, match)


def parse_datetime(text: str) -> int:
    """The datetime that ``2013-10-10T05:30:00.5`` writes; a space may stand for the T."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no datetime: write it as 2013-10-10T05:30:00")
    if match[8] is not None:
        raise ValueError(f"{text!r} has an offset, which a datetime cannot have: leave out {match[8]!r}")
    return _clock(text, match)


def parse_timestamp(text: str) -> int:
    """The timestamp that ``2013-10-10T05:30:00.5-05:00`` writes (RFC 3339); a space may stand for the T."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no timestamp: write it as 2013-10-10T05:30:00Z or 2013-10-10T05:30:00-05:00")
    offset = match[8]
    if offset is None:
        raise ValueError(f"{text!r} has no offset, so it is no instant: add Z for UTC, or one such as -05:00")
    east = 0
    if offset not in "Zz":
        hours, minutes = int(offset[1:3]), int(offset[4:])
        if hours > 23 or minutes > 59:
            raise ValueError(f"{text!r} has the offset {offset}: hours go to 23, minutes to 59")
        east = (hours * 60 + minutes) * (-60 if offset[0] == "-" else 60) * _SECOND
    return _in_range(_clock(text, match) - east, repr(text))


def parse_duration(text: str) -> int:
    """The duration that ``-3600.5s`` writes: seconds."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no duration: write its seconds as 3600s or 0.5s")
    digits = match[2].lstrip("0")
    seconds = int(digits or 0) if len(digits) <= 12 else DURATION_MAX  # the longest duration has 12 digits
    size = seconds * _SECOND + _fraction(text, match[3])
    return _in_duration_range(-size if match[1] else size, repr(text))


def _day(text: str, match: re.Match[str]) -> int:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if year == 0:
        raise ValueError(f"{text!r} is out of range: years go from 0001 to 9999")
    try:
        return date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        raise ValueError(f"{text!r} has no such day in the calendar: {match[1]}-{match[2]}-{match[3]}") from None


def _clock(text: str, match: re.Match[str]) -> int:
    day = _day(text, match)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6])
    if hour > 23 or minute > 59 or second > 59:
        why = "; leap seconds are not counted" if second == 60 else ""
        raise ValueError(f"{text!r} has no such time of day: hours go to 23, minutes and seconds to 59{why}")
    return day * MICROSECONDS_PER_DAY + ((hour * 60 + minute) * 60 + second) * _SECOND + _fraction(text, match[7])


def _fraction(text: str, digits: str | None) -> int:
    """Microseconds of the digits after the point."""
    if digits is None:
        return 0
    if digits[6:].strip("0"):
        raise ValueError(f"{text!r} is finer than a microsecond: give at most six digits after the point")
    return int(digits[:6].ljust(6, "0"))


def _in_range(x: int, what: str) -> int:
    if not TIME_MIN <= x <= TIME_MAX:
        raise ValueError(f"{what} is out of range: 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999Z")
    return x


def _in_duration_range(x: int, what: str) -> int:
    if not -DURATION_MAX <= x <= DURATION_MAX:
        raise ValueError(f"{what} is out of range: at most {DURATION_MAX // _SECOND} seconds, either sign")
    return x


# --- Python's objects --------------------------------------------------------------------------------------


def date_to_python(x: int) -> date:
    """The `datetime.date`."""
    return date.fromordinal(x + _EPOCH_DAY)


def datetime_to_python(x: int) -> datetime:
    """The naive `datetime.datetime`."""
    return _EPOCH + timedelta(microseconds=x)


def timestamp_to_python(x: int) -> datetime:
    """The `datetime.datetime` in UTC."""
    return _EPOCH_UTC + timedelta(microseconds=x)


def duration_to_python(x: int) -> timedelta:
    """The `datetime.timedelta`."""
    return timedelta(microseconds=x)


def date_from_python(value: date) -> int:
    """The date of a `datetime.date`; a datetime, though Python calls it a date too, is refused."""
    if isinstance(value, datetime):
        raise ValueError(f"{value!r} is a datetime, not a date: give its .date()")
    return value.toordinal() - _EPOCH_DAY


def datetime_from_python(value: datetime) -> int:
    """The datetime of a naive `datetime.datetime`; one with a zone is refused."""
    if value.tzinfo is not None:
        raise ValueError(f"{value!r} has a time zone, which a datetime cannot have: drop it with replace(tzinfo=None)")
    return _fields(value)


def timestamp_from_python(value: datetime) -> int:
    """The timestamp of an aware `datetime.datetime`, with its ``fold`` where the civil time is doubled."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(f"{value!r} has no time zone, so it is no instant: give it one, such as datetime.UTC")
    return _in_range(_fields(value) - _span(offset), repr(value))


def duration_from_python(value: timedelta) -> int:
    """The duration of a `datetime.timedelta`."""
    _refuse_nanoseconds(value, getattr(value, "nanoseconds", 0))
    return _in_duration_range(_span(value), repr(value))


def _fields(value: datetime) -> int:
    """Microseconds from 1970-01-01T00:00:00 to what the fields say, whatever the zone."""
    _refuse_nanoseconds(value, getattr(value, "nanosecond", 0))
    seconds = (value.hour * 60 + value.minute) * 60 + value.second
    return (value.toordinal() - _EPOCH_DAY) * MICROSECONDS_PER_DAY + seconds * _SECOND + value.microsecond


def _span(value: timedelta) -> int:
    return (value.days * 86_400 + value.seconds) * _SECOND + value.microseconds


def _refuse_nanoseconds(value: object, nanoseconds: int) -> None:
    """The subclasses of Python's times that pandas has are finer than these."""
    if nanoseconds:
        raise ValueError(f"{value!r} is finer than a microsecond: round it first")
