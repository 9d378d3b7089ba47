"""The reference meaning of times as text by a format, read character by character. Knows no runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from featc.reference.instants import Reader, day_of, within
from featc.reference.limits import DAY, SECOND
from featc.reference.times import to_date

_MONTHS: Final = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

#: Directives that read a number: the field, how many digits, the least and the greatest value.
_NUMBERS: Final = {
    "Y": ("year", 4, 1, 9999),
    "y": ("year", 2, 0, 99),
    "m": ("month", 2, 1, 12),
    "d": ("day", 2, 1, 31),
    "j": ("day of year", 3, 1, 366),
    "H": ("hour", 2, 0, 23),
    "I": ("hour", 2, 1, 12),
    "M": ("minute", 2, 0, 59),
    "S": ("second", 2, 0, 59),
}


def _pieces(format: str) -> Iterator[str]:
    """Directives without their percent sign ("Y", "-m", ".f", "%"), and "=c" for each other character."""
    characters = iter(format)
    for c in characters:
        if c != "%":
            yield f"={c}"
            continue
        directive = next(characters)
        if directive in "-.":
            directive += next(characters)
        yield from {"F": ("Y", "=-", "m", "=-", "d"), "T": ("H", "=:", "M", "=:", "S")}.get(directive, (directive,))


class _Text(Reader):
    """A text that is read directive by directive into fields."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.fields: dict[str, int] = {}

    def name(self, names: list[str]) -> int:
        """Which of some names comes next, in ASCII letters of any case, counted from 1."""
        for at, name in enumerate(names, 1):
            found = self.text[self.at : self.at + len(name)]
            if len(found) == len(name) and all(c in (n.lower(), n.upper()) for c, n in zip(found, name, strict=True)):
                self.at += len(name)
                return at
        self.good = False
        return 1

    def piece(self, piece: str) -> None:
        """What one directive or character reads."""
        letter = piece[-1]
        if piece.startswith("="):
            self.one_of(letter)
        elif piece == "%":
            self.one_of("%")
        elif piece == "f":
            self.fields["microsecond"] = self.fraction()
        elif piece == ".f":
            # a point that no digit follows is left for what comes next
            if self.next_is(".") and self.text[self.at + 1 : self.at + 2] in [*"0123456789"]:
                self.one_of(".")
                self.fields["microsecond"] = self.fraction()
        elif letter in "bB":
            self.fields["month"] = self.name([n[:3] for n in _MONTHS] if letter == "b" else _MONTHS)
        elif letter in "aA":
            self.fields["weekday"] = self.name([n[:3] for n in _WEEKDAYS] if letter == "a" else _WEEKDAYS)
        elif letter == "p":
            self.fields["afternoon"] = self.one_of("AaPp") in "Pp"
            self.one_of("Mm")
        elif letter == "z":
            self.fields["offset"] = self.offset()
        else:
            field, digits, low, high = _NUMBERS[letter]
            if piece.startswith("-"):
                there = 0
                while there < digits and self.text[self.at + there : self.at + there + 1] in [*"0123456789"]:
                    there += 1
                digits = max(there, 1)
            value = self.number(digits, low, high)
            if letter == "y":
                value += 2000 if value <= 68 else 1900
            self.fields[field] = value

    def offset(self) -> int:
        """Minutes east of UTC."""
        sign = self.one_of("Z+-")
        if sign == "Z":
            return 0
        minutes = self.number(2, 0, 23) * 60
        if self.text[self.at : self.at + 1] == ":" and self._two_digits(self.at + 1):
            self.one_of(":")
        if self._two_digits(self.at):
            minutes += self.number(2, 0, 59)
        return minutes if sign == "+" else -minutes

    def _two_digits(self, at: int) -> bool:
        part = self.text[at : at + 2]
        return len(part) == 2 and all(c in "0123456789" for c in part)

    def days(self) -> int | None:
        """The day of the fields, None where there is none or it is another weekday."""
        get = self.fields.get
        if "day of year" in self.fields:
            first = day_of(self.fields["year"], 1, 1)
            last = day_of(self.fields["year"], 12, 31)
            assert first is not None
            assert last is not None
            days: int | None = first + self.fields["day of year"] - 1
            days = days if days is not None and days <= last else None
        else:
            days = day_of(self.fields["year"], self.fields["month"], self.fields["day"])
        if days is None or get("weekday", to_date(days).isoweekday()) != to_date(days).isoweekday():
            return None
        return days

    def clock(self) -> int:
        """The microseconds since midnight."""
        get = self.fields.get
        hour = get("hour", 0)
        if "afternoon" in self.fields:
            hour = (0 if hour == 12 else hour) + (12 if self.fields["afternoon"] else 0)
        return ((hour * 60 + get("minute", 0)) * 60 + get("second", 0)) * SECOND + get("microsecond", 0)


def _read(text: str, format: str) -> tuple[int, int, int] | None:
    """Days, microseconds since midnight, offset in minutes; None for a text that is not as the format says."""
    read = _Text(text)
    for piece in _pieces(format):
        read.piece(piece)
        if not read.good:
            return None
    days = read.days()
    return (days, read.clock(), read.fields.get("offset", 0)) if read.end() and days is not None else None


def _date(text: str, format: str) -> int | None:
    found = _read(text, format)
    return None if found is None else found[0]


def _datetime(text: str, format: str) -> int | None:
    found = _read(text, format)
    return None if found is None else found[0] * DAY + found[1]


def _timestamp(text: str, format: str) -> int | None:
    found = _read(text, format)
    return None if found is None else within(found[0] * DAY + found[1] - found[2] * 60 * SECOND)


def _print(x: int, format: str) -> str:
    """The text of a civil time."""
    day, clock = to_date(x // DAY), x - x // DAY * DAY
    hour, micros = clock // (3600 * SECOND), clock % SECOND
    numbers = {
        "Y": (day.year, 4), "y": (day.year % 100, 2), "m": (day.month, 2), "d": (day.day, 2),
        "j": ((day - day.replace(month=1, day=1)).days + 1, 3), "H": (hour, 2), "I": (hour % 12 or 12, 2),
        "M": (clock // (60 * SECOND) % 60, 2), "S": (clock // SECOND % 60, 2), "f": (micros, 6),
    }  # fmt: skip
    texts = {
        "b": _MONTHS[day.month - 1][:3], "B": _MONTHS[day.month - 1], "a": _WEEKDAYS[day.weekday()][:3],
        "A": _WEEKDAYS[day.weekday()], "p": "AM" if hour < 12 else "PM", "%": "%",
        ".f": f".{micros:06}".removesuffix("000") if micros else "",
    }  # fmt: skip
    result = ""
    for piece in _pieces(format):
        if piece.startswith("="):
            result += piece[1]
        elif piece in texts:
            result += texts[piece]
        else:
            number, digits = numbers[piece[-1]]
            result += str(number) if piece.startswith("-") else str(number).rjust(digits, "0")
    return result


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "parse_date.string": _date,
    "parse_datetime.string": _datetime,
    "parse_timestamp.string": _timestamp,
    "format_date.date": lambda x, format: _print(x * DAY, format),
    "format_datetime.datetime": _print,
}
