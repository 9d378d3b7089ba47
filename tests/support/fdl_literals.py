"""Values as fdl writes them, and the values worth writing. Knows the literals of the language, no operator."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from choosing import Chooser
from patterns import Patterns

from featc.reference.limits import DAY, DURATION_MAX, SECOND, TIME_MAX, TIME_MIN
from featc.reference.times import to_date
from featc.typecheck.patterns import Wrong, normal
from featc_dsl.catalogue import BY_ID
from featc_dsl.types import Kind

INTS = (
    0, 1, -1, 2, 3, 7, 10, 24, 60, 100, 255, 256, 1000, -7, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**32,
    2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**62, 2**63 - 1, -(2**63), -(2**63) + 1, 86_400, 999_999_937,
    10**15 + 3, 10**18, 2**63 - 512, 2**63 - 513,
)  # fmt: skip

FLOATS = (
    0.0, 1.0, -1.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 0.3, 3.0, 10.0, 100.0, 1e-5, 1e15, 0.49999999999999994,
    4503599627370495.5, 4503599627370496.0, 9007199254740991.0, 9007199254740992.0, 9007199254740993.0,
    9.223372036854775e18, 9.223372036854776e18, -9.223372036854776e18, 1.8446744073709552e19, 1e22, 1e23, 1e100, 1e300,
    1.7976931348623157e308, -1.7976931348623157e308, 2.2250738585072014e-308, 2.225073858507201e-308, 5e-324, -5e-324,
    1e-310, 3.4028234663852886e38, 3.4028235677973366e38, 1.1754943508222875e-38, 1.401298464324817e-45, 7e-46,
    2.718281828459045, 3.141592653589793, 0.6931471805599453, 709.782712893384, -745.1332191019411, 1e-17, 22.0,
    0.9999999999999999, 1.0000000000000002, 88.72283905206835,
)  # fmt: skip

STRINGS = (
    "", "a", "b", "A", "-", "@", ",", " ", "0", "1", "-42", "+7", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "007", "1.5", ".5", "5.", "1e5", "-1E-5", "1e400", "1e-400", "4.9e-324", "0x1p3", "nan",
    "inf", "1_000", " 1", "１", "a-b-c", "a@b.com", "--", "a--b", "né", "ne\u0301", "straße", "ẞ", "İ", "ı", "ΑΣ", "ς",
    "ǆ", "ǅ", "ﬁ", "ŉ", "𝔸", "𐐀", "😀", "👩‍👩‍👧", "\u0301", "\x00", "a\x00b", "\u001c", "\u00a0x\u00a0", "\u200b",
    "\u2028", "\ufeff", "\t tab\n", "\ud7ff", "\ue000", "\uffff", "\U0010ffff", '"', "\\", "\\n", "{w}", "#",
    "ab" * 17, "x" * 33, "JFK", "LAX", "New York", "ǰ", "ᾳ", "Ω", "K", "é" * 5,
)  # fmt: skip

DURATIONS = (
    0, 1, -1, SECOND, -SECOND, 60 * SECOND, 3600 * SECOND, 90 * 60 * SECOND, DAY, -DAY, 7 * DAY, 365 * DAY, DAY - 1,
    DAY + 1, 1500, 999_999, DURATION_MAX, -DURATION_MAX, DURATION_MAX - 1, DURATION_MAX // 2 + 1, 2**53 + 1,
    3_652_058 * DAY,
)  # fmt: skip

DATES = (
    0, -1, 1, 15_706, -719_162, 2_932_896, 11_016, 11_017, 59, 60, -25_508, 18_321, 18_322, 18_627, 18_628, 16_435,
    14_609, -719_162 + 6, 2_932_896 - 1, -135_140, 47_540,
)  # fmt: skip

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


#: Instants worth trying: ends of the range, around 1970, leap days, ends of years. Zones add their changes.
INSTANTS = (
    0, -1, 1, TIME_MIN, TIME_MIN + 1, TIME_MAX, TIME_MAX - 1, TIME_MIN + DAY, TIME_MAX - DAY, 951_782_399_999_999,
    1_356_998_400_000_000, 1_388_534_399_999_999, 4_102_444_800_000_000, -2_208_988_800_000_000, 1_381_383_015_000_250,
    -62_135_510_400_000_001, 253_402_214_400_000_000,
)  # fmt: skip

POOLS: dict[Kind, tuple[Any, ...]] = {
    Kind.BOOL: (False, True),
    Kind.INT64: INTS,
    Kind.FLOAT64: FLOATS,
    Kind.STRING: STRINGS,
    Kind.TIMESTAMP: INSTANTS,
    Kind.DATETIME: INSTANTS,
    Kind.DATE: DATES,
    Kind.DURATION: DURATIONS,
}


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
REPLACEMENTS = ("", "-", "\\0\\0", "<\\1>", "\\1é\\0", "\\\\", "$1")

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
