"""From the text of a literal to its value. Knows the literals' grammar and limits, not where they may stand.

Every function raises ``Malformed`` where the text means nothing; its ``make`` gives the diagnostic for a place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from featc_dsl import literal_errors as errors
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span

INT64_MAX = 2**63 - 1
#: The longest duration, in microseconds: 10,000 years of 365.25 days.
DURATION_MAX = 315_576_000_000 * 10**6

_DIGITS = r"[0-9]+(?:_[0-9]+)*"
_WHOLE = r"(?:0|[1-9][0-9]*(?:_[0-9]+)*)"
_INT = re.compile(_WHOLE)
_FLOAT = re.compile(rf"{_WHOLE}(?:\.{_DIGITS})?(?:[eE][+-]?[0-9]+)?")
_LENGTH = re.compile(r"(?:[0-9]+(?:_[0-9]+)*[A-Za-z]+)+")
_PART = re.compile(r"([0-9_]+)([A-Za-z]+)")

#: Units of durations in microseconds, longest first, and calendar units in months.
DURATION_UNITS = {"d": 86_400_000_000, "h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1}
CALENDAR_UNITS = {"y": 12, "mo": 1}

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIMESTAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(?:([Zz])|([+-])([0-9]{2}):([0-9]{2}))?"
)
_EPOCH = dt.date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000
_FIRST = (dt.date(1, 1, 1).toordinal() - _EPOCH) * _DAY
_LAST = (dt.date(9999, 12, 31).toordinal() - _EPOCH + 1) * _DAY - 1

_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}


class Malformed(Exception):
    """The text of a literal means nothing; ``start`` and ``end`` are the bad stretch within it."""

    def __init__(self, make: Callable[[Span], Diagnostic], start: int = 0, end: int | None = None) -> None:
        super().__init__()
        self.make = make
        self.start = start
        self.end = end


@lru_cache(maxsize=4096)
def number_kind(text: str) -> str:
    """The kind of token that a text beginning with a digit is: INT, FLOAT, DURATION or CALENDAR."""
    if _INT.fullmatch(text):
        return "INT"
    if _FLOAT.fullmatch(text):
        return "FLOAT"
    if _LENGTH.fullmatch(text) and not re.fullmatch(r"0[xXoObB][0-9a-fA-F]+|[0-9_]+[eE]", text):
        units = {unit for _, unit in _PART.findall(text)}
        if units <= DURATION_UNITS.keys():
            return "DURATION"
        if units <= CALENDAR_UNITS.keys():
            return "CALENDAR"
        if units <= DURATION_UNITS.keys() | CALENDAR_UNITS.keys():
            raise Malformed(errors.mixed_length)
        unknown = next(m for m in _PART.finditer(text) if m[2] not in DURATION_UNITS and m[2] not in CALENDAR_UNITS)
        raise Malformed(lambda span: errors.unknown_unit(span, unknown[2]), unknown.start(2), unknown.end(2))
    raise Malformed(lambda span: errors.bad_number(span, text))


def whole_number(text: str) -> int:
    """The value of an INT, at most 2^63 (which only a minus makes an int64)."""
    if len(text.replace("_", "")) > 19 or int(text) > INT64_MAX + 1:
        raise Malformed(errors.int_too_large)
    return int(text)


def real_number(text: str) -> float:
    """The float64 nearest to a FLOAT, ties to even."""
    value = float(text)
    if value == float("inf"):
        raise Malformed(errors.float_too_large)
    return value


def length(text: str) -> int:
    """The microseconds of a DURATION, or the months of a CALENDAR. Units go from long to short, each once."""
    units = {**DURATION_UNITS, **CALENDAR_UNITS}
    total, last = 0, None
    for part in _PART.finditer(text):
        unit = units[part[2]]
        if last is not None and unit >= last:
            raise Malformed(errors.units_out_of_order, part.start(), part.end())
        if len(part[1]) > 1 and part[1][0] == "0":
            raise Malformed(lambda span: errors.bad_number(span, text), part.start(1), part.end(1))
        digits = part[1].replace("_", "")
        if len(digits) > 18 or total + int(digits) * unit > DURATION_MAX:
            raise Malformed(errors.duration_too_large)
        total, last = total + int(digits) * unit, unit
    return total


def date(text: str) -> int:
    """The days since 1970-01-01."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise Malformed(errors.date_form)
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).toordinal() - _EPOCH
    except ValueError:
        raise Malformed(errors.no_such_date, 0, len(text)) from None


def timestamp(text: str) -> int:
    """The microseconds since 1970-01-01T00:00:00Z."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise Malformed(errors.timestamp_form)
    day, hour, minute, second, fraction, utc, sign, off_hour, off_minute = match.groups()
    try:
        days = date(day)
    except Malformed as bad:
        raise Malformed(bad.make, 0, len(day)) from None
    if utc is None and sign is None:
        raise Malformed(errors.timestamp_without_offset)
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        raise Malformed(errors.no_such_time, match.start(2), match.end(4))
    if fraction and len(fraction) > 6:
        raise Malformed(errors.timestamp_too_fine, match.start(5), match.end(5))
    if sign and (int(off_hour) > 23 or int(off_minute) > 59):
        raise Malformed(errors.no_such_offset, match.start(7), match.end(9))
    offset = (int(off_hour) * 60 + int(off_minute)) * (1 if sign == "+" else -1) if sign else 0
    seconds = int(hour) * 3600 + (int(minute) - offset) * 60 + int(second)
    value = days * _DAY + seconds * 1_000_000 + int((fraction or "").ljust(6, "0"))
    if not _FIRST <= value <= _LAST:
        raise Malformed(errors.timestamp_out_of_range)
    return value


def string(text: str) -> str:
    """The value of a string with its quotes. A raw one, with an `r` before them, is what stands there."""
    if text[0] == "r":
        return text[2:-1]
    body = text[1:-1]
    if "\\" not in body:
        return body

    def unescape(match: re.Match[str]) -> str:
        code, plain = match.groups()
        if plain is not None:
            if plain in _ESCAPES:
                return _ESCAPES[plain]
            raise Malformed(lambda span: errors.unknown_escape(span, match[0]), match.start() + 1, match.end() + 1)
        point = int(code, 16)
        if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            raise Malformed(lambda span: errors.no_character(span, match[0]), match.start() + 1, match.end() + 1)
        return chr(point)

    return _ESCAPE.sub(unescape, body)


def string_places(text: str, value: str) -> list[int] | None:
    """Where each code point of a string's value begins in the text of its literal, and where the last one ends.

    None where the text is not the literal of that value.
    """
    raw = text.startswith('r"')
    if not (raw or text.startswith('"')) or string(text) != value:
        return None
    if raw:
        return list(range(2, len(text)))
    places, at = [], 1
    for _ in value:
        places.append(at)
        match = _ESCAPE.match(text, at)
        at = match.end() if match else at + 1
    return [*places, at]
