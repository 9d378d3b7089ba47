"""Single times from and to text by a format (SEMANTICS.md#time). Knows prepared formats, no nulls and no zones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN
from featc_runtime.scalar.time_formats import Printer, Reader, printer, reader


def parse_date_string(x: str, format: Reader) -> int | None:
    found = format.read(x)
    return None if found is None else found[0]


def parse_datetime_string(x: str, format: Reader) -> int | None:
    found = format.read(x)
    return None if found is None else found[0] * _DAY + found[1]


def parse_timestamp_string(x: str, format: Reader) -> int | None:
    found = format.read(x)
    if found is None:
        return None
    days, clock, offset = found
    moment = days * _DAY + clock - offset
    return moment if TIME_MIN <= moment <= TIME_MAX else None


def format_date_date(x: int, format: Printer) -> str:
    return format.write(x, 0)


def format_datetime_datetime(x: int, format: Printer) -> str:
    return format.write(*divmod(x, _DAY))


PREPARE: Final[dict[str, Callable[..., Any]]] = {
    "parse_date.string": reader,
    "parse_datetime.string": reader,
    "parse_timestamp.string": reader,
    "format_date.date": printer,
    "format_datetime.datetime": printer,
}

__all__ = [
    "format_date_date",
    "format_datetime_datetime",
    "parse_date_string",
    "parse_datetime_string",
    "parse_timestamp_string",
]
