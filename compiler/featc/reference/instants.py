"""The reference meaning of instants of civil times, of numbers and of text. Knows RFC 3339, no runtime."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from featc.reference.limits import DAY, SECOND, TIME_MAX, TIME_MIN
from featc.reference.times import to_date, to_days
from featc.reference.zones import changes_near, offset_at

_DIGITS: Final = "0123456789"


def within(micros: int) -> int | None:
    """The instant, or None outside the range."""
    return micros if TIME_MIN <= micros <= TIME_MAX else None


class Reader:
    """A text that is read from the left. Every method gives None once something was not as asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.good = True

    def number(self, digits: int, low: int, high: int) -> int:
        """Exactly so many digits, of a number within low..high; low where it is none."""
        part = self.text[self.at : self.at + digits]
        self.at += digits
        if len(part) < digits or any(c not in _DIGITS for c in part) or not low <= int(part) <= high:
            self.good = False
            return low
        return int(part)

    def one_of(self, characters: str) -> str:
        """One of some characters; the first of them where it is none."""
        found = self.text[self.at : self.at + 1]
        self.at += 1
        if not found or found not in characters:
            self.good = False
            return characters[0]
        return found

    def next_is(self, characters: str) -> bool:
        """Whether one of some characters comes next."""
        found = self.text[self.at : self.at + 1]
        return found != "" and found in characters

    def fraction(self) -> int:
        """One or more digits behind a point, in microseconds: those from the seventh on must be 0."""
        self.good = self.good and self.next_is(_DIGITS)
        micros, worth = 0, 100_000
        while self.next_is(_DIGITS):
            digit = _DIGITS.index(self.one_of(_DIGITS))
            if worth == 0 and digit:
                self.good = False
            micros += digit * worth
            worth //= 10
        return micros

    def end(self) -> bool:
        """Whether all was as asked and nothing is left."""
        return self.good and self.at == len(self.text)


def day_of(year: int, month: int, day: int) -> int | None:
    """The day number, None where the calendar has no such day."""
    try:
        return to_days(date(year, month, day))
    except ValueError:
        return None


def _parse(text: str) -> int | None:
    read = Reader(text)
    year = read.number(4, 1, 9999)
    read.one_of("-")
    month = read.number(2, 1, 12)
    read.one_of("-")
    days = day_of(year, month, read.number(2, 1, 31))
    read.one_of("Tt")
    micros = read.number(2, 0, 23) * 3600 * SECOND
    read.one_of(":")
    micros += read.number(2, 0, 59) * 60 * SECOND
    read.one_of(":")
    micros += read.number(2, 0, 59) * SECOND
    if read.next_is("."):
        read.one_of(".")
        micros += read.fraction()
    sign = read.one_of("Zz+-")
    if sign in "+-":
        ahead = 1 if sign == "+" else -1
        micros -= ahead * read.number(2, 0, 23) * 3600 * SECOND
        read.one_of(":")
        micros -= ahead * read.number(2, 0, 59) * 60 * SECOND
    return within(days * DAY + micros) if read.end() and days is not None else None


def _print(t: int) -> str:
    day, rest = to_date(t // DAY), t - t // DAY * DAY
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    text += f"T{rest // (3600 * SECOND):02}:{rest // (60 * SECOND) % 60:02}:{rest // SECOND % 60:02}"
    digits = f"{rest % SECOND:06}"
    if digits == "000000":
        return text + "Z"
    return text + "." + digits.removesuffix("000") + "Z"


def _to_timestamp(x: int, zone: str, ambiguous: str, missing: str) -> int | None:
    """The instants whose civil time this is: one, or by the rules for several and for none."""
    second, rest = x // SECOND, x % SECOND
    changes = changes_near(zone, second)
    offsets = {offset_at(zone, second - 2 * 86_400), *(offset_at(zone, at) for at in changes)}
    found = sorted(second - o for o in offsets if offset_at(zone, second - o) == o)
    if len(found) == 1:
        return within(found[0] * SECOND + rest)
    if found:
        chosen = {"earlier": found[0], "later": found[-1]}.get(ambiguous)
        return None if chosen is None else within(chosen * SECOND + rest)
    for at in changes:
        before, after = offset_at(zone, at - 1), offset_at(zone, at)
        if at + before <= second < at + after:
            if missing == "shift_forward":
                return within(at * SECOND)
            moved = {"later": second - before, "earlier": second - after}.get(missing)
            return None if moved is None else within(moved * SECOND + rest)
    raise AssertionError(f"{zone} neither shows nor skips {second}")


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "from_unix_seconds.int64": lambda x: within(x * SECOND),
    "from_unix_milliseconds.int64": lambda x: within(x * 1000),
    "from_unix_microseconds.int64": within,
    "unix_seconds.timestamp": lambda t: t // SECOND,
    "unix_milliseconds.timestamp": lambda t: t // 1000,
    "unix_microseconds.timestamp": lambda t: t,
    "to_timestamp.datetime": _to_timestamp,
    "parse_rfc3339.string": _parse,
    "rfc3339.timestamp": _print,
}
