"""Prints many times at once, where a format leaves no choice but the width of a fraction.

Knows pieces of formats and the calendar. Texts of one width are a matrix of code points, filled piece by piece and cut
into strings. What is printed is what a scalar printer prints, time by time: for formats with pieces of other widths and
for few times it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch import calendar
from featc_runtime.batch.columns import Ints, Strings
from featc_runtime.batch.combine import encode, used
from featc_runtime.scalar.limits import DATE_MIN
from featc_runtime.scalar.time_formats import MONTHS, WEEKDAYS

#: A scalar printer of days since 1970-01-01 and microseconds since midnight.
Single: TypeAlias = Callable[[int, int], str]
_Matrix: TypeAlias = NDArray[np.uint8] | NDArray[np.uint32]

_SECOND: Final = 1_000_000
_FEW: Final = 32  # below, the scalar printer is quicker
#: Digits of the directives that print numbers.
_NUMBERS: Final = {"%Y": 4, "%y": 2, "%m": 2, "%d": 2, "%j": 3, "%H": 2, "%I": 2, "%M": 2, "%S": 2, "%f": 6}
_NAMES: Final = {"%p": 2, "%b": 3, "%a": 3}


def write(x: Ints, per_day: int, single: Single, pieces: Sequence[str]) -> Strings:
    """The text of each time, of which ``per_day`` are a day: microseconds, or 1 for days."""
    codes, values = encode(x)
    codes, kept = used(codes, len(values))
    times = np.array(values, dtype=np.int64)[kept]
    days = times // per_day
    clock = times - days * per_day if per_day > 1 else np.zeros_like(times)
    if len(times) >= _FEW and all(len(p) == 1 or p in _NUMBERS or p in _NAMES or p in ("%.f", "%%") for p in pieces):
        return Strings(codes, _texts(days, clock, pieces))
    return Strings(codes, list(map(single, days.tolist(), clock.tolist())) or [""])


def _texts(days: Ints, clock: Ints, pieces: Sequence[str]) -> list[str]:
    if "%.f" not in pieces:
        return _of_one_width(days, clock, pieces)
    micros = clock % _SECOND
    forms: tuple[tuple[NDArray[np.bool_], tuple[str, ...]], ...] = (
        (micros == 0, ()),
        ((micros != 0) & (micros % 1000 == 0), (".", "%3f")),
        (micros % 1000 != 0, (".", "%f")),
    )
    texts = np.empty(len(days), dtype=object)
    for where, fraction in forms:
        if where.any():
            some = [q for p in pieces for q in (fraction if p == "%.f" else (p,))]
            texts[where] = _of_one_width(days[where], clock[where], some)
    return list(texts)


def _of_one_width(days: Ints, clock: Ints, pieces: Sequence[str]) -> list[str]:
    widths = [_NUMBERS.get(p) or _NAMES.get(p) or (3 if p == "%3f" else 1) for p in pieces]
    width = sum(widths)
    narrow = all(p.isascii() for p in pieces)
    shape = width, len(days)
    matrix: _Matrix = np.empty(shape, dtype=np.uint8) if narrow else np.empty(shape, dtype=np.uint32)
    at = 0
    for piece, size in zip(pieces, widths, strict=True):
        _fill(matrix[at : at + size], piece, days - DATE_MIN, clock)
        at += size
    text = np.ascontiguousarray(matrix.T).tobytes().decode("ascii" if narrow else "utf-32-le")
    return [text[i : i + width] for i in range(0, len(text), width)] if width else [""] * len(days)


def _fill(columns: _Matrix, piece: str, days: Ints, clock: Ints) -> None:
    """One piece of every text; ``days`` are those of the calendar."""
    if len(piece) == 1 or piece == "%%":
        columns[0] = ord(piece[-1])
        return
    if piece in _NAMES:
        names, which = _names(piece, days, clock)
        letters = np.array([[ord(c) for c in name[: len(columns)]] for name in names], dtype=columns.dtype)
        columns[:] = letters.take(which, axis=0).T
        return
    number = _number(piece, days, clock)
    for column in columns[::-1]:
        rest = number // 10
        column[:] = number - rest * 10 + 48
        number = rest


def _names(piece: str, days: Ints, clock: Ints) -> tuple[Sequence[str], Ints]:
    match piece:
        case "%p":
            return ("AM", "PM"), clock // (43_200 * _SECOND)
        case "%b":
            return MONTHS, calendar.month(days) - 1
    return WEEKDAYS, days % 7  # day 0 is a Monday


def _number(piece: str, days: Ints, clock: Ints) -> Ints:
    match piece:
        case "%Y":
            return calendar.year(days)
        case "%y":
            return calendar.year(days) % 100
        case "%m":
            return calendar.month(days)
        case "%d":
            return calendar.day(days)
        case "%j":
            return calendar.day_of_year(days)
        case "%H":
            return clock // (3600 * _SECOND)
        case "%I":
            return (clock // (3600 * _SECOND) + 11) % 12 + 1
        case "%M":
            return clock // (60 * _SECOND) % 60
        case "%S":
            return clock // _SECOND % 60
        case "%3f":
            return clock % _SECOND // 1000
    return clock % _SECOND
