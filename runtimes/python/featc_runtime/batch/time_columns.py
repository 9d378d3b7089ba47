"""Reads many texts of times at once, where a format leaves no choice but the widths of a fraction and of an offset.

Knows pieces of formats and the calendar. Texts of one length are a matrix of code points; with the width of every piece
known, each piece is a stretch of columns. What is found is what a scalar reader finds, text by text: for formats with
pieces of other widths, for few texts and for long ones it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress, product
from math import prod
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch import calendar
from featc_runtime.batch.columns import Bools, Ints
from featc_runtime.scalar.limits import DATE_MIN
from featc_runtime.scalar.time_formats import MONTHS, WEEKDAYS

_Matrix: TypeAlias = NDArray[np.uint8] | NDArray[np.uint32]
#: A scalar reader: days since 1970-01-01, microseconds since midnight, offset in microseconds; None for a bad text.
Single: TypeAlias = Callable[[str], tuple[int, int, int] | None]
Pieces: TypeAlias = tuple[str, ...]

_SECOND: Final = 1_000_000
_FEW: Final = 32  # below, the scalar reader is quicker
_LONG: Final = 48  # longest text that is read in columns
#: The widths of pieces: directives, offsets of one form, one of two characters, numbers of so many digits. A character
#: has 1.
_WIDTHS: Final = {
    "%Y": 4, "%y": 2, "%m": 2, "%d": 2, "%H": 2, "%I": 2, "%M": 2, "%S": 2, "%j": 3, "%p": 2, "%b": 3, "%a": 3, "%%": 1,
    "+hh:mm": 6, "+hhmm": 5, "+hh": 3, "Tt": 1, "Zz": 1, "1j": 1, "2j": 2, "3j": 3,
    **{f"{width}{letter}": width for letter in "mdHIMS" for width in (1, 2)},
}  # fmt: skip
_FRACTIONS: Final = ("%f", "%.f")
_CLOCK: Final = ("%H", ":", "%M", ":", "%S")
_RFC3339: Final = ("%Y", "-", "%m", "-", "%d", "Tt", *_CLOCK, "%.f")
#: The two forms of RFC 3339.
RFC3339_PRINTED: Final = ("%Y", "-", "%m", "-", "%d", "T", *_CLOCK, "%.f", "Z")
RFC3339: Final = ((*_RFC3339, "Zz"), (*_RFC3339, "+hh:mm"))


class Read(NamedTuple):
    """Days since 1970-01-01, microseconds since midnight, offsets in microseconds, and which texts are good."""

    days: Ints
    clock: Ints
    offset: Ints
    ok: Bools


#: What pieces of several widths may be, each a piece with one.
_CHOICES: Final = {
    "%z": ("Z", "+hh:mm", "+hhmm", "+hh"),
    "%-j": ("1j", "2j", "3j"),
    **{f"%-{letter}": (f"1{letter}", f"2{letter}") for letter in "mdHIMS"},
}
_MANY: Final = 16  # forms


@cache
def forms(pieces: Pieces) -> tuple[Pieces, ...]:
    """A format with every choice of its widths but the fraction's; none where they are not known or too many."""
    choices = [_CHOICES.get(p, (p,)) for p in pieces]
    if prod(map(len, choices)) > _MANY:
        return ()
    known = all(len(p) == 1 or p in _WIDTHS or p in _FRACTIONS for choice in choices for p in choice)
    return tuple(product(*choices)) if known else ()


def read(texts: Sequence[str], single: Single, forms: Sequence[Pieces]) -> Read:
    """What each text means by one of some forms, of which no text is good by two; 0 where it is not good."""
    days, clock, offset = (np.zeros(len(texts), dtype=np.int64) for _ in range(3))
    found = Read(days, clock, offset, np.zeros(len(texts), dtype=np.bool_))
    if len(texts) < _FEW or not forms:
        _read_singly(texts, single, np.arange(len(texts)), found)
        return found
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    np.minimum(lengths, _LONG + 1, out=lengths)
    counts = np.bincount(lengths)
    for length in np.flatnonzero(counts).tolist():
        if not length:
            continue  # no format reads nothing
        at = np.flatnonzero(lengths == length)
        if length > _LONG or len(at) < _FEW:
            _read_singly(texts, single, at, found)
            continue
        same = texts if len(at) == len(texts) else compress(texts, (lengths == length).tolist())
        columns = _matrix("".join(same), length)
        for pieces in forms:
            widths = _layout(pieces, length)
            if widths is not None:
                part = _read_layout(columns, pieces, widths)
                good = at[part.ok]
                for whole, piece in zip(found, part, strict=True):
                    whole[good] = piece[part.ok]
    return found


def _matrix(text: str, length: int) -> _Matrix:
    """Texts of one length, one after the other: row i has code point i of each."""
    if text.isascii():
        narrow = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
        return np.ascontiguousarray(narrow.reshape(-1, length).T)
    wide = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    return np.ascontiguousarray(wide.reshape(-1, length).T, dtype=np.uint32)


def _read_singly(texts: Sequence[str], single: Single, at: NDArray[np.intp], found: Read) -> None:
    for i in at.tolist():
        one = single(texts[i])
        if one is not None:
            found.days[i], found.clock[i], found.offset[i] = one
            found.ok[i] = True


def _layout(pieces: Pieces, length: int) -> list[int] | None:
    """The widths of the pieces in texts of a length, None where the form has no such text."""
    fraction = next((p for p in pieces if p in _FRACTIONS), None)
    rest = length - sum(_WIDTHS.get(p, 1) for p in pieces if p != fraction)
    allowed = rest == 0 if fraction is None else rest >= 1 if fraction == "%f" else rest == 0 or rest >= 2
    return [rest if p == fraction else _WIDTHS.get(p, 1) for p in pieces] if allowed else None


class _Fields:
    """The fields of a layout as they are read from columns: row i of the matrix is code point i of every text."""

    def __init__(self, columns: _Matrix) -> None:
        self._columns = columns
        self._zero = columns.dtype.type(ord("0"))
        self.ok = np.ones(columns.shape[1], dtype=np.bool_)
        self.found: dict[str, Ints] = {}

    def number(self, start: int, width: int) -> Ints:
        """A number of ASCII digits."""
        total = np.zeros(self._columns.shape[1], dtype=np.int64)
        for column in self._columns[start : start + width]:
            digit = column - self._zero  # wraps below the digits
            self.ok &= np.less_equal(digit, 9)
            total *= 10
            total += digit
        return total

    def fraction(self, start: int, width: int) -> Ints:
        """Digits behind the second's point, in microseconds; those from the seventh on must be 0."""
        micros = self.number(start, min(width, 6))
        micros *= 10 ** max(6 - width, 0)
        for column in self._columns[start + 6 : start + width]:
            self.ok &= column == 48
        return micros

    def name(self, start: int, names: Sequence[str]) -> Ints:
        """Which of some names begins here by its first three letters, from 0 on; in ASCII letters of any case."""
        place = np.full(self._columns.shape[1], -1, dtype=np.int64)
        for at, name in enumerate(names):
            here = self._letter(start, name[0]) & self._letter(start + 1, name[1]) & self._letter(start + 2, name[2])
            place[here] = at
        self.ok &= place >= 0
        return place

    def _letter(self, start: int, letter: str) -> Bools:
        column = self._columns[start]
        found: Bools = np.equal(column, ord(letter.upper()))
        found |= np.equal(column, ord(letter.lower()))
        return found

    def offset(self, start: int, width: int) -> Ints:
        """An offset in microseconds. One of hours only is not followed by what would be its minutes."""
        sign = self._columns[start]
        self.ok &= (sign == ord("+")) | (sign == ord("-"))
        minutes = self.number(start + 1, 2)
        self.ok &= minutes <= 23
        minutes *= 60
        if width > 3:
            part = self.number(start + width - 2, 2)
            self.ok &= part <= 59
            minutes += part
            if width == 6:
                self.ok &= self._columns[start + 3] == ord(":")
        else:
            self.ok &= ~(self._is(start + 3, ":") & self._is(start + 4, "0-9") & self._is(start + 5, "0-9"))
        minutes *= 60 * _SECOND
        np.negative(minutes, out=minutes, where=sign == ord("-"))
        return minutes

    def _is(self, at: int, what: str) -> Bools:
        """Whether a character, or any digit, stands at a place that may lie behind the end."""
        if at >= len(self._columns):
            return np.zeros(len(self.ok), dtype=np.bool_)
        column = self._columns[at]
        if what == "0-9":
            digit: Bools = np.less_equal(column - self._zero, 9)
            return digit
        found: Bools = np.equal(column, ord(what))
        return found

    def piece(self, piece: str, start: int, width: int) -> None:
        """What one piece reads."""
        letter = piece[-1]
        if piece in ("Tt", "Zz"):
            self.ok &= self._letter(start, letter)
        elif piece[0] == "+" and width > 1:
            self.found["z"] = self.offset(start, width)
        elif len(piece) == 1 or piece == "%%":
            self.ok &= self._columns[start] == ord(letter)
        elif piece == "%.f":
            if width:
                self.ok &= self._columns[start] == ord(".")
                self.found["f"] = self.fraction(start + 1, width - 1)
            else:  # a point and a digit would be its own
                self.ok &= ~(self._is(start, ".") & self._is(start + 1, "0-9"))
        elif letter == "f":
            self.found["f"] = self.fraction(start, width)
        elif letter == "b":
            self.found["m"] = self.name(start, MONTHS) + 1
        elif letter == "a":
            self.found["a"] = self.name(start, WEEKDAYS)
        elif letter == "p":
            self.found["p"] = self._letter(start, "P").astype(np.int64)
            self.ok &= (self._letter(start, "A") | self._letter(start, "P")) & self._letter(start + 1, "M")
        else:
            self.found[letter] = self.number(start, width)

    def days(self) -> Ints:
        """The days of the fields; some day where they are no day."""
        zero = np.zeros(len(self.ok), dtype=np.int64)
        year = self.found["Y"] if "Y" in self.found else (self.found["y"] + 31) % 100 + 1969
        month, day = self.found.get("m", zero + 1), self.found.get("d", zero + 1)
        self.ok &= (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
        months = np.where(self.ok, year * 12 + month - 13, 0)
        first = calendar.month_start(months)
        if "j" in self.found:
            day = self.found["j"]
            self.ok &= (day >= 1) & (day <= calendar.month_start(months + 12) - first)
        else:
            self.ok &= day <= calendar.month_start(months + 1) - first
        first += day - 1
        if "a" in self.found:
            self.ok &= first % 7 == self.found["a"]  # day 0 is a Monday
        first += DATE_MIN
        return first

    def clock(self) -> Ints:
        """The microseconds since midnight; something where there is no such time."""
        clock = self.found["H"] if "H" in self.found else np.zeros(len(self.ok), dtype=np.int64)
        if "I" in self.found:
            hour = self.found["I"]
            self.ok &= (hour >= 1) & (hour <= 12)
            clock = hour % 12 + 12 * self.found["p"]
        self.ok &= clock <= 23
        for letter in "MS":
            clock = clock * 60
            if letter in self.found:
                self.ok &= self.found[letter] <= 59
                clock += self.found[letter]
        clock *= _SECOND
        if "f" in self.found:
            clock += self.found["f"]
        return clock


def _read_layout(columns: _Matrix, pieces: Sequence[str], widths: Sequence[int]) -> Read:
    fields = _Fields(columns)
    start = 0
    for piece, width in zip(pieces, widths, strict=True):
        fields.piece(piece, start, width)
        start += width
    days, clock = fields.days(), fields.clock()
    offset = fields.found.get("z")
    return Read(days, clock, np.zeros_like(days) if offset is None else offset, fields.ok)
