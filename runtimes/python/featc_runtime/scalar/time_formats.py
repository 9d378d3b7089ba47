"""The format language of times as text, prepared for reading and printing (SEMANTICS.md#time). Knows no operator.

A format was checked when the program was compiled: it holds known directives only, each field at most once, and what
the fields need of each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from featc_runtime.scalar.instants import microseconds_of, offset_of

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SECOND: Final = 1_000_000
_DAY: Final = 86_400 * _SECOND
_EPOCH: Final = 719_163  # 1970-01-01 as date.toordinal counts

#: The pieces of a format: a directive, or one character.
_PIECE: Final = re.compile(r"%[-.]?.|.", re.DOTALL)
_SHORT_FOR: Final = {"%F": "%Y-%m-%d", "%T": "%H:%M:%S"}


def _names(names: tuple[str, ...]) -> str:
    """A pattern for any of some names, in ASCII letters of any case."""
    return "|".join("".join(f"[{c.upper()}{c.lower()}]" for c in name) for name in names)


def _short(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[:3] for name in names)


#: What each directive reads. What is read is never given back: quantifiers of one character are possessive, and what
#: may be left out is only where it is not there. (`(?:…)?+` says the same, but CPython before 3.11.5 forgets to go back
#: where the group fails midway.)
_READS: Final = {
    "%Y": "([0-9]{4})",
    **dict.fromkeys(("%y", "%m", "%d", "%H", "%I", "%M", "%S"), "([0-9]{2})"),
    **dict.fromkeys(("%-m", "%-d", "%-H", "%-I", "%-M", "%-S"), "([0-9]{1,2}+)"),
    "%j": "([0-9]{3})",
    "%-j": "([0-9]{1,3}+)",
    "%p": "([AaPp])[Mm]",
    "%b": f"({_names(_short(MONTHS))})",
    "%B": f"({_names(MONTHS)})",
    "%a": f"({_names(_short(WEEKDAYS))})",
    "%A": f"({_names(WEEKDAYS)})",
    "%f": "([0-9]++)",
    "%.f": r"(?:\.([0-9]++)|(?!\.[0-9]))",
    "%z": "(Z|[+-][0-9]{2}(?::?[0-9]{2}|(?!:?[0-9]{2})))",
    "%%": "%",
}


def expand(format: str) -> list[str]:
    """A format's directives and single characters, %F and %T written out."""
    pieces = [_SHORT_FOR.get(piece, piece) for piece in _PIECE.findall(format)]
    return _PIECE.findall("".join(pieces))


@dataclass(frozen=True, slots=True)
class Reader:
    """A format prepared for reading."""

    pieces: tuple[str, ...]  # directives and characters
    pattern: re.Pattern[str]
    fields: tuple[str, ...]  # the letter of each group's directive

    def read(self, text: str) -> tuple[int, int, int] | None:
        """Days since 1970-01-01, microseconds since midnight, offset in microseconds; None for another text."""
        match = self.pattern.fullmatch(text)
        if match is None:
            return None
        found = dict(zip(self.fields, match.groups(), strict=True))
        days, clock = _days(found), _clock(found)
        zone = found.get("z", "Z")
        offset = 0 if zone == "Z" else offset_of(zone[0], zone[1:3], zone[3:].lstrip(":") or "00")
        return None if days is None or clock is None or offset is None else (days, clock, offset)


def reader(format: str) -> Reader:
    """The prepared form of a format of ``parse_…``."""
    pieces = expand(format)
    pattern = "".join(_READS.get(piece) or re.escape(piece) for piece in pieces)
    return Reader(tuple(pieces), re.compile(pattern), tuple(p[-1] for p in pieces if len(p) > 1 and p != "%%"))


_MONTH_OF: Final = {name[:3].lower(): at for at, name in enumerate(MONTHS, 1)}
_WEEKDAY_OF: Final = {name[:3].lower(): at for at, name in enumerate(WEEKDAYS)}


def _days(found: dict[str, str]) -> int | None:
    """The day of the fields read; None where the calendar has none, or it is another weekday."""
    year = int(found["Y"]) if "Y" in found else (int(found["y"]) + 31) % 100 + 1969
    try:
        if "j" in found:
            day = date.fromordinal(date(year, 1, 1).toordinal() + int(found["j"]) - 1)
            if day.year != year:  # day 0, or 366 of a shorter year
                return None
        else:
            name = found.get("b") or found.get("B")
            day = date(year, _MONTH_OF[name[:3].lower()] if name else int(found["m"]), int(found["d"]))
    except (ValueError, OverflowError):
        return None
    weekday = found.get("a") or found.get("A")
    if weekday and _WEEKDAY_OF[weekday[:3].lower()] != day.weekday():
        return None
    return day.toordinal() - _EPOCH


def _clock(found: dict[str, str]) -> int | None:
    """The microseconds since midnight; what was not read is 0."""
    hour, minute, second = int(found.get("H", "0")), int(found.get("M", "0")), int(found.get("S", "0"))
    if "I" in found:
        hour = int(found["I"])
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["p"] in "Pp" else 0)
    micros = microseconds_of(found.get("f") or "")
    if hour > 23 or minute > 59 or second > 59 or micros is None:
        return None
    return ((hour * 60 + minute) * 60 + second) * _SECOND + micros


def _fraction(clock: int) -> str:
    """A point and digits as few as say all, of three or six; nothing for 0."""
    micros = clock % _SECOND
    if not micros:
        return ""
    return f".{micros:06}" if micros % 1000 else f".{micros // 1000:03}"


#: What each directive prints of a day and the microseconds since midnight.
_PRINTS: Final[dict[str, Callable[[date, int], str]]] = {
    "%Y": lambda day, _: f"{day.year:04}",
    "%y": lambda day, _: f"{day.year % 100:02}",
    "%m": lambda day, _: f"{day.month:02}",
    "%-m": lambda day, _: f"{day.month}",
    "%b": lambda day, _: MONTHS[day.month - 1][:3],
    "%B": lambda day, _: MONTHS[day.month - 1],
    "%d": lambda day, _: f"{day.day:02}",
    "%-d": lambda day, _: f"{day.day}",
    "%j": lambda day, _: f"{day.toordinal() - date(day.year, 1, 1).toordinal() + 1:03}",
    "%-j": lambda day, _: f"{day.toordinal() - date(day.year, 1, 1).toordinal() + 1}",
    "%a": lambda day, _: WEEKDAYS[day.weekday()][:3],
    "%A": lambda day, _: WEEKDAYS[day.weekday()],
    "%H": lambda _, clock: f"{clock // (3600 * _SECOND):02}",
    "%-H": lambda _, clock: f"{clock // (3600 * _SECOND)}",
    "%I": lambda _, clock: f"{(clock // (3600 * _SECOND) + 11) % 12 + 1:02}",
    "%-I": lambda _, clock: f"{(clock // (3600 * _SECOND) + 11) % 12 + 1}",
    "%p": lambda _, clock: "AM" if clock < _DAY // 2 else "PM",
    "%M": lambda _, clock: f"{clock // (60 * _SECOND) % 60:02}",
    "%-M": lambda _, clock: f"{clock // (60 * _SECOND) % 60}",
    "%S": lambda _, clock: f"{clock // _SECOND % 60:02}",
    "%-S": lambda _, clock: f"{clock // _SECOND % 60}",
    "%f": lambda _, clock: f"{clock % _SECOND:06}",
    "%.f": lambda _, clock: _fraction(clock),
    "%%": lambda _, __: "%",
}


@dataclass(frozen=True, slots=True)
class Printer:
    """A format prepared for printing: texts, and functions of a day and the microseconds since midnight."""

    pieces: tuple[str, ...]  # directives and characters
    parts: tuple[str | Callable[[date, int], str], ...]

    def write(self, days: int, clock: int) -> str:
        """The text of days since 1970-01-01 and microseconds since midnight."""
        day = date.fromordinal(days + _EPOCH)
        return "".join(part if isinstance(part, str) else part(day, clock) for part in self.parts)


def printer(format: str) -> Printer:
    """The prepared form of a format of ``format_…``."""
    pieces = tuple(expand(format))
    return Printer(pieces, tuple(_PRINTS.get(piece, piece) for piece in pieces))
