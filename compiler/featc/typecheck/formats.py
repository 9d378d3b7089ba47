"""Formats of times as text, checked when a program is compiled. Knows directives and what they need of each other.

A format is read into directives; the first thing wrong with one is told, at its place inside the literal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from featc.typecheck import format_errors as errors
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.literals import string_places
from featc_dsl.span import Span

#: The refinements that `check` knows, and the functions whose formats they are.
FUNCTIONS: Final = {
    "read_date": "parse_date",
    "read_datetime": "parse_datetime",
    "read_timestamp": "parse_timestamp",
    "print_date": "format_date",
    "print_datetime": "format_datetime",
}

#: Directive → the field that it reads.
_FIELDS: Final = {
    **dict.fromkeys(("%Y", "%y"), "year"),
    **dict.fromkeys(("%m", "%-m", "%b", "%B"), "month"),
    **dict.fromkeys(("%d", "%-d"), "day"),
    **dict.fromkeys(("%j", "%-j"), "day of the year"),
    **dict.fromkeys(("%a", "%A"), "weekday"),
    **dict.fromkeys(("%H", "%-H", "%I", "%-I"), "hour"),
    "%p": "half of the day",
    **dict.fromkeys(("%M", "%-M"), "minute"),
    **dict.fromkeys(("%S", "%-S"), "second"),
    **dict.fromkeys(("%f", "%.f"), "fraction"),
    "%z": "offset",
}
_SHORT_FOR: Final = {"%F": ("%Y", "%m", "%d"), "%T": ("%H", "%M", "%S")}
_CLOCK: Final = ("hour", "half of the day", "minute", "second", "fraction")
#: Field → the next coarser one, without which it says nothing.
_INSIDE: Final = {"minute": "hour", "second": "minute", "fraction": "second"}
#: Directives that read as many digits as stand there, and those that begin with a digit.
_OPEN: Final = re.compile(r"%-.|%\.?f|%z")
_DIGITS: Final = re.compile(r"%-?[YymdjHIMSfFT]|[0-9]")
_PIECE: Final = re.compile(r"%(?:[-.:#^_0-9]*.)?|[^%]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A directive or a character, and where it stands in the value."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_Inside: TypeAlias = Callable[[_Piece], Span]


def check(refinement: str, value: str, span: Span, text: str) -> Diagnostic | None:
    """The finding about a format, or None. ``text`` is what stands at ``span``: the literal, or the name of one."""
    places = string_places(text, value)

    def inside(piece: _Piece) -> Span:
        if places is None:
            return span
        start, end = places[piece.start], places[piece.end]
        return Span(span.file, span.start + start, span.start + end, span.line, span.column + start)

    pieces = [_Piece(m[0], m.start()) for m in _PIECE.finditer(value)]
    for piece in pieces:
        if piece.text == "%":
            return errors.open_percent(inside(piece))
        if piece.text[0] == "%" and piece.text not in ("%%", *_FIELDS, *_SHORT_FOR):
            return errors.no_directive(inside(piece), piece.text)
    directives = [(d, p) for p in pieces for d in _SHORT_FOR.get(p.text, (p.text,)) if d in _FIELDS]
    if not directives and refinement.startswith("print"):
        return errors.prints_nothing(span, errors.translated(value))
    found = _out_of_place(refinement, directives, inside)
    if found is not None or refinement.startswith("print"):
        return found
    return _unreadable(pieces, directives, inside) or _incomplete(refinement, value, directives, span, inside, text)


def _out_of_place(refinement: str, directives: list[tuple[str, _Piece]], inside: _Inside) -> Diagnostic | None:
    """A time of day in a date, an offset in a civil time."""
    function = FUNCTIONS[refinement]
    for directive, piece in directives:
        field = _FIELDS[directive]
        if field in _CLOCK and refinement.endswith("_date"):
            hint = (
                "a date has no time of day: print a datetime with `format_datetime`"
                if refinement.startswith("print")
                else "read all of it, and take the date: `date(parse_datetime(x, …))`"
            )
            return errors.out_of_place(inside(piece), "a time of day", function, hint)
        if field == "offset" and refinement != "read_timestamp":
            hint = "a civil time has no offset"
            if refinement.startswith("read"):
                hint = 'with its offset a time is an instant: `parse_timestamp(x, …)`, and then perhaps `at "UTC"`'
            return errors.out_of_place(inside(piece), "an offset", function, hint)
    return None


def _unreadable(pieces: list[_Piece], directives: list[tuple[str, _Piece]], inside: _Inside) -> Diagnostic | None:
    """Fields read twice, numbers without an end."""
    seen: dict[str, str] = {}
    for directive, piece in directives:
        field = _FIELDS[directive]
        if field in seen:
            return errors.twice(inside(piece), field)
        seen[field] = directive
    for before, piece in pairwise(pieces):
        if _OPEN.fullmatch(before.text) and _DIGITS.fullmatch(piece.text):
            return errors.open_ended(inside(piece), before.text)
    return None


def _incomplete(
    refinement: str, value: str, directives: list[tuple[str, _Piece]], span: Span, inside: _Inside, text: str
) -> Diagnostic | None:
    """Fields that are missing, or that are there although they say nothing without others."""
    fields = {_FIELDS[d]: (d, p) for d, p in directives}

    def missing(field: str, how: str) -> Diagnostic:
        return errors.missing(span, field, how, errors.translated(value) if "%" not in value else None)

    if "year" not in fields:
        return missing("year", "`%Y` or `%y`")
    if "day of the year" in fields:
        for field in ("month", "day"):
            if field in fields:
                return errors.twice(inside(fields[field][1]), f"{field}, which the day of the year says,")
    elif "month" not in fields:
        return missing("month", "`%m`, `%-m`, `%b` or `%B`")
    elif "day" not in fields:
        return missing("day", "`%d` or `%-d`")
    if refinement == "read_date":
        return None
    if "hour" not in fields:
        return missing("hour", "`%H`, or `%I` with `%p`; midnight of a date is `datetime(parse_date(x, …))`")
    twelve = fields["hour"][0][-1] == "I"
    if twelve and "half of the day" not in fields:
        directive, piece = fields["hour"]
        return errors.needs(inside(piece), directive, "half of the day", "put `%p` for AM and PM, or read `%H`")
    if not twelve and "half of the day" in fields:
        return errors.both(inside(fields["half of the day"][1]), "%p", fields["hour"][0])
    for field, coarser in _INSIDE.items():
        if field in fields and coarser not in fields:
            directive, piece = fields[field]
            return errors.needs(inside(piece), directive, coarser, f"read the {coarser} too")
    if refinement == "read_timestamp" and "offset" not in fields:
        return errors.no_offset(span, text or "…")
    return None
