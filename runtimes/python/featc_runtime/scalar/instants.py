"""Single instants of civil times, as numbers and as RFC 3339 text (SEMANTICS.md#time). Knows no nulls.

Instants are microseconds since 1970-01-01T00:00:00Z inside 0001..9999; what leaves that range is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from featc_runtime.civil_zones import CivilZone, civil_zone
from featc_runtime.scalar.civil import make_date_int64
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

_SECOND: Final = 1_000_000
_EPOCH: Final = 719_163  # 1970-01-01 as date.toordinal counts

_RFC3339: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)


def to_timestamp_datetime(x: int, zone: CivilZone) -> int | None:
    moment = zone.instant(x)
    return None if moment is None else from_unix_microseconds_int64(moment)


def from_unix_seconds_int64(x: int) -> int | None:
    return from_unix_microseconds_int64(x * _SECOND)


def from_unix_milliseconds_int64(x: int) -> int | None:
    return from_unix_microseconds_int64(x * 1000)


def from_unix_microseconds_int64(x: int) -> int | None:
    return x if TIME_MIN <= x <= TIME_MAX else None


def unix_seconds_timestamp(t: int) -> int:
    return t // _SECOND


def unix_milliseconds_timestamp(t: int) -> int:
    return t // 1000


def unix_microseconds_timestamp(t: int) -> int:
    return t


def microseconds_of(fraction: str) -> int | None:
    """The digits behind a second's point, in microseconds; None where those from the seventh on are not all 0."""
    return None if fraction[6:].strip("0") else int(fraction[:6].ljust(6, "0"))


def offset_of(sign: str, hours: str, minutes: str) -> int | None:
    """An offset from UTC in microseconds, east positive; None for hours above 23 or minutes above 59."""
    if hours > "23" or minutes > "59":
        return None
    offset = (int(hours) * 60 + int(minutes)) * 60 * _SECOND
    return -offset if sign == "-" else offset


def read_rfc3339(x: str) -> tuple[int, int, int] | None:
    """Days since 1970-01-01, microseconds since midnight, offset in microseconds; None for another text."""
    match = _RFC3339.fullmatch(x)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = match.groups()
    days = make_date_int64(int(year), int(month), int(day))
    micros = microseconds_of(fraction or "")
    offset = offset_of(sign, hours, minutes) if sign else 0
    if days is None or micros is None or offset is None or hour > "23" or minute > "59" or second > "59":
        return None
    clock = ((int(hour) * 60 + int(minute)) * 60 + int(second)) * _SECOND + micros
    return days, clock, offset


def parse_rfc3339_string(x: str) -> int | None:
    found = read_rfc3339(x)
    return None if found is None else from_unix_microseconds_int64(found[0] * _DAY + found[1] - found[2])


def rfc3339_timestamp(t: int) -> str:
    return write_rfc3339(*divmod(t, _DAY))


def write_rfc3339(days: int, clock: int) -> str:
    """The text of days since 1970-01-01 and microseconds since midnight, in UTC."""
    seconds, micros = divmod(clock, _SECOND)
    minutes, second = divmod(seconds, 60)
    text = f"{date.fromordinal(days + _EPOCH).isoformat()}T{minutes // 60:02}:{minutes % 60:02}:{second:02}"
    if not micros:
        return f"{text}Z"
    return f"{text}.{micros:06}Z" if micros % 1000 else f"{text}.{micros // 1000:03}Z"


PREPARE: Final[dict[str, Callable[..., Any]]] = {"to_timestamp.datetime": civil_zone}

__all__ = [
    "from_unix_microseconds_int64",
    "from_unix_milliseconds_int64",
    "from_unix_seconds_int64",
    "parse_rfc3339_string",
    "rfc3339_timestamp",
    "to_timestamp_datetime",
    "unix_microseconds_timestamp",
    "unix_milliseconds_timestamp",
    "unix_seconds_timestamp",
]
