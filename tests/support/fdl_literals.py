"""Values as fdl writes them. Knows the literals of the language, no operator."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from choosing import Chooser
from patterns import Patterns

from featc.certify.values import INTS
from featc.reference.limits import DAY, SECOND
from featc.reference.times import to_date
from featc.typecheck.patterns import Wrong, normal
from featc_dsl.catalogue import BY_ID
from featc_dsl.types import Kind

ZONES = (
    "UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin", "Africa/Casablanca",
    "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns", "America/Nuuk", "Asia/Gaza", "Pacific/Kiritimati",
    "Etc/GMT+12", "-02:30", "+23:59", "America/Santiago", "Africa/Monrovia", "Antarctica/Troll", "Asia/Tehran",
)  # fmt: skip

BUCKETS = (1, 2, 10, 4096, 2**31 - 1)

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FORBIDDEN = {*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)}


def write(value: Any, kind: Kind) -> str:
    """The literal of a value, in parentheses where it has a sign. A datetime has none and is written by `at`."""
    match kind:
        case Kind.BOOL:
            return "true" if value else "false"
        case Kind.INT64:
            return _signed(str(value))
        case Kind.FLOAT64:
            return _signed(repr(value))
        case Kind.STRING:
            return write_string(value)
        case Kind.TIMESTAMP:
            return write_timestamp(value)
        case Kind.DATETIME:
            return f'({write_timestamp(value)} at "UTC")'
        case Kind.DATE:
            return to_date(value).isoformat()
        case Kind.DURATION:
            return _signed("-" * (value < 0) + write_duration(abs(value)))
    raise ValueError(f"{kind} has no literals")


def _signed(text: str) -> str:
    return f"({text})" if text.startswith("-") else text


def bare(text: str) -> str:
    """A literal without the parentheses around its sign, for places that take literals only."""
    return text[1:-1] if text.startswith("(") else text


def write_string(text: str) -> str:
    """Quoted; what the source may not hold is escaped."""
    return f'"{"".join(map(_write_character, text))}"'


def _write_character(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    return f"\\u{{{ord(c):x}}}" if ord(c) in _FORBIDDEN else c


def write_timestamp(micros: int) -> str:
    """In UTC, with as many decimals as it takes."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
    return moment.isoformat().replace("+00:00", "Z")


def write_duration(micros: int) -> str:
    """The units from long to short, without those that are zero."""
    parts = []
    for unit, size in (("d", DAY), ("h", 3600 * SECOND), ("m", 60 * SECOND), ("s", SECOND), ("ms", 1000), ("us", 1)):
        count, micros = divmod(micros, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


#: Formats of times by their refinement.
FORMATS = {
    "read_date": ("%Y-%m-%d", "%-m/%-d/%Y", "%-d %b %Y", "%Y-%j", "%A, %d %B %Y", "%Y%m%d"),
    "read_datetime": ("%F %T", "%F %T%.f", "%FT%T.%f", "%-m/%-d/%y %-I:%M %p", "%Y%m%d%H%M%S", "%F %H"),
    "read_timestamp": ("%F %T%.f%z", "%Y-%m-%dT%H:%M:%S%z", "%a, %d %b %Y %T %z"),
    "print_date": ("%Y-%m-%d", "%-d.%-m.%y", "%A, %d %B %Y", "%a %b %j%%", "%d%m%Y"),
    "print_datetime": ("%F %T", "%FT%T.%f", "%T%.f", "%-I:%M %p", "%a %-d %b %-j", "%Y%m%d%H%M%S"),
}


def _format(*texts: str) -> Callable[[Chooser], str]:
    return lambda choose: write_string(choose.pick(texts))


def _pattern(choose: Chooser) -> str:
    """A pattern with at least one group; as a raw string where one can hold it."""
    while True:
        text = f"({Patterns(choose).pattern(choose.below(3))})"
        try:
            normal(BY_ID["extract.string"][1], (text, 1))
        except Wrong:  # too large
            continue
        plain = not any(c == '"' or ord(c) in _FORBIDDEN for c in text)
        return f'r"{text}"' if plain and choose.chance(80) else write_string(text)


#: What each pattern that is drawn has groups for.
REPLACEMENTS = ("", "-", "\\0\\0", "<\\1>", "\\1é\\0", "\\\\", "\\$1", "$")

#: How the literals of refinements are drawn that are neither enumerations nor ranges: by name of the refinement.
DRAWN: dict[str, Callable[[Chooser], str]] = {
    "zone": lambda choose: write_string(choose.pick(ZONES)),
    "nonzero": lambda choose: write(choose.pick([n for n in INTS if n]), Kind.INT64),
    "buckets": lambda choose: str(choose.pick(BUCKETS)),
    "day_part": lambda choose: choose.pick(("1m", "15m", "90m", "8h", "1d", "1us", "250ms")),
    "period_float": lambda choose: choose.pick(("24.0", "7", "1", "0.5", "365.25", "1e300", "1e-300", "3.0")),
    "whole_days": lambda choose: choose.pick(("1d", "0s", "7d", "365d", "3652058d", "3652059d", "10000d")),
    **{name: _format(*texts) for name, texts in FORMATS.items()},
    "regex": _pattern,
    "group": lambda choose: str(choose.below(2)),
    "replacement": lambda choose: write_string(choose.pick(REPLACEMENTS)),
    "repeats": lambda choose: str(choose.pick((0, 1, 2, 3, 7, 40))),  # a thousand of a thousand would be long
    "months": lambda choose: choose.pick(("1mo", "1y", "13mo", "100y", "0mo", "3mo")),
}


def float_key(value: float) -> bytes:
    """The bits, for telling -0.0 from 0.0."""
    return struct.pack("<d", value)
