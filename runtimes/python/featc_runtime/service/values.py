"""Single values between protobuf and raw form (SEMANTICS.md#wire). Knows no field, no message of a feature set.

Readers raise ``Bad`` with a reason and a sentence; raw values are as in ``featc_runtime.scalar``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from featc_runtime.rawtext import CIVIL_EPOCH, EPOCH_DAY
from featc_runtime.row_values import Bad
from featc_runtime.scalar.limits import DURATION_MAX, TIME_MAX, TIME_MIN

_MICROSECOND: Final = timedelta(microseconds=1)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATETIME: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?", re.ASCII)
_MAX_TEXT: Final = 40


def read_timestamp(message: Any) -> int:
    """Microseconds of a google.protobuf.Timestamp."""
    seconds, nanos = message.seconds, message.nanos
    if not 0 <= nanos <= 999_999_999:
        raise Bad("OUT_OF_RANGE", f"nanos of a timestamp are 0 to 999999999, found {nanos}")
    micros, rest = divmod(nanos, 1000)
    value: int = seconds * 1_000_000 + micros
    if not TIME_MIN <= value <= TIME_MAX:
        raise Bad("OUT_OF_RANGE", f"{seconds} s is outside 0001-01-01..9999-12-31")
    if rest:
        raise Bad("TOO_FINE", f"finer than a microsecond: nanos is {nanos}")
    return value


def write_timestamp(message: Any, value: int) -> None:
    """Sets a google.protobuf.Timestamp."""
    message.SetInParent()  # the epoch has only default values
    message.seconds, micros = divmod(value, 1_000_000)
    message.nanos = micros * 1000


def read_duration(message: Any) -> int:
    """Microseconds of a google.protobuf.Duration, whose seconds and nanos must not have opposite signs."""
    seconds, nanos = message.seconds, message.nanos
    if not -999_999_999 <= nanos <= 999_999_999:
        raise Bad("OUT_OF_RANGE", f"nanos of a duration are -999999999 to 999999999, found {nanos}")
    if (seconds < 0 < nanos) or (nanos < 0 < seconds):
        raise Bad("OUT_OF_RANGE", f"seconds ({seconds}) and nanos ({nanos}) of a duration have opposite signs")
    value: int = seconds * 1_000_000 + (nanos // 1000 if nanos >= 0 else -(-nanos // 1000))
    if not -DURATION_MAX <= value <= DURATION_MAX:
        raise Bad("OUT_OF_RANGE", f"{seconds} s is beyond ±315,576,000,000 s")
    if nanos % 1000:
        raise Bad("TOO_FINE", f"finer than a microsecond: nanos is {nanos}")
    return value


def write_duration(message: Any, value: int) -> None:
    """Sets a google.protobuf.Duration: seconds and nanos have the sign of the value."""
    message.SetInParent()
    seconds, micros = divmod(abs(value), 1_000_000)
    sign = -1 if value < 0 else 1
    message.seconds, message.nanos = sign * seconds, sign * micros * 1000


def read_date(text: str) -> int:
    """Days of ``YYYY-MM-DD``, nothing else."""
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).toordinal() - EPOCH_DAY
        except ValueError:
            pass
    raise Bad("BAD_TEXT", f"{_shown(text)} is no date YYYY-MM-DD of the years 0001 to 9999")


def write_date(value: int) -> str:
    """``YYYY-MM-DD``."""
    return date.fromordinal(value + EPOCH_DAY).isoformat()


def read_datetime(text: str) -> int:
    """Microseconds of ``YYYY-MM-DDTHH:MM:SS`` with up to six digits of a fraction, without an offset."""
    match = _DATETIME.fullmatch(text)
    if match:
        fraction = match[2] or ""
        try:
            value = (datetime.fromisoformat(match[1]) - CIVIL_EPOCH) // _MICROSECOND
        except ValueError:
            pass
        else:
            if len(fraction) > 6:
                raise Bad("TOO_FINE", f"finer than a microsecond: {_shown(text)}")
            return value + int(fraction.ljust(6, "0"))
    raise Bad("BAD_TEXT", f"{_shown(text)} is no civil time YYYY-MM-DDTHH:MM:SS[.ffffff] of the years 0001 to 9999")


def write_datetime(value: int) -> str:
    """``YYYY-MM-DDTHH:MM:SS``, with six digits of a fraction if that is not zero."""
    return (CIVIL_EPOCH + timedelta(microseconds=value)).isoformat()


def _shown(text: str) -> str:
    return ascii(text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + "...")
