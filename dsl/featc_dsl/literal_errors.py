"""Every error within a literal: one function each, as in syntax_errors. Knows no grammar and no tokens."""

from __future__ import annotations

import re

from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span


def unknown_escape(span: Span, text: str) -> Diagnostic:
    """A backslash before a character that needs none."""
    hint = f'for a backslash itself write `\\\\{text[1:]}`, or an `r` before the quotes: in r"…" nothing is an escape'
    if text == "\\u":
        hint = "write the code point in braces: `\\u{E9}`"
    return Diagnostic(
        "FDL003",
        f"`{text}` is no escape",
        span,
        label="unknown escape",
        why='the escapes are \\n \\t \\r \\\\ \\" and \\u{1F600}',
        hint=hint,
    )


def no_character(span: Span, text: str) -> Diagnostic:
    """An escape with a number that is no character."""
    return Diagnostic(
        "FDL003",
        f"`{text}` is no character",
        span,
        label="not a Unicode character",
        why="characters are U+0000..U+10FFFF without the surrogates U+D800..U+DFFF",
        hint="write one character by its own code point, such as `\\u{1F600}`",
    )


def bad_number(span: Span, text: str) -> Diagnostic:
    """Digits that make no number."""
    plain = text.replace("_", "")
    if re.fullmatch(r"0[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", plain):
        return Diagnostic(
            "FDL004",
            "a number has no leading zeros",
            span,
            label="begins with 0",
            why="in some languages a leading zero means base 8",
            hint=f"write `{plain.lstrip('0') if plain.lstrip('0')[:1].isdigit() else '0' + plain.lstrip('0')}`",
        )
    if re.fullmatch(r"0[0-9]+[a-zA-Z]+.*", plain):
        why, hint = "the number of a length of time has no leading zeros", f"write `{plain.lstrip('0')}`"
    elif plain.startswith("."):
        why, hint = "a number has a digit before its point", f"write `0{plain}`"
    elif plain.endswith("."):
        why, hint = "a number has a digit after its point", f"write `{plain}0`"
    elif re.match(r"0[xXoObB]", plain):
        why, hint = "numbers are decimal", "write the number in base 10"
    elif plain.count(".") > 1:
        why, hint = "a number has one point", 'text such as a version or an address goes in quotes: "…"'
    elif re.fullmatch(r"[0-9.]+[eE]", plain):
        why, hint = "an exponent has digits", f"write `{plain}0`, or remove the `{plain[-1]}`"
    elif "_" in text and re.fullmatch(r"[0-9.]+([eE][+-]?[0-9]+)?", plain):
        why, hint = "an underscore goes between two digits", f"write `{plain}`"
    else:
        why, hint = "a name does not begin with a digit", "put an operator between the number and the name"
    return Diagnostic("FDL004", f"`{text}` is no number", span, label="not a number", why=why, hint=hint)


def int_too_large(span: Span) -> Diagnostic:
    """An integer literal beyond int64."""
    return Diagnostic(
        "FDL005",
        "this integer does not fit in int64",
        span,
        label="too large",
        why="int64 is -9223372036854775808..9223372036854775807",
        hint="write it as a float64, with a point or an exponent, if an approximation will do",
    )


def float_too_large(span: Span) -> Diagnostic:
    """A float literal beyond float64."""
    return Diagnostic(
        "FDL005",
        "this number does not fit in float64",
        span,
        label="too large",
        why="the largest float64 is 1.7976931348623157e308",
        hint="for an infinity write `1.0 / 0.0`",
    )


def timestamp_without_offset(span: Span) -> Diagnostic:
    """A timestamp that does not say where."""
    return Diagnostic(
        "FDL006",
        "a timestamp needs an offset",
        span,
        label="which moment this is depends on the place",
        why="a timestamp is an instant, the same everywhere",
        hint="add `Z` for UTC, or the offset from it, such as `-05:00`; a civil time is "
        '`2013-01-05T09:30:00Z at "UTC"`',
    )


def date_form(span: Span) -> Diagnostic:
    """A date with too few or too many digits."""
    return Diagnostic(
        "FDL007",
        "this is no date",
        span,
        label="not in the form 2013-01-05",
        why="a date has four digits for the year, two for the month, two for the day",
        hint="fill up with zeros; for a subtraction put spaces around `-`",
    )


def foreign_day(span: Span, text: str) -> Diagnostic:
    """``2020/01/31``, or a timestamp with a blank in it."""
    year, *rest = re.split("[/ ]", text)
    written = f"{year}-{rest[0]:0>2}-{rest[1]:0>2}" if "/" in text else f"{year}T{rest[0]}Z"
    return Diagnostic(
        "FDL007",
        f"this is no {'date' if '/' in text else 'timestamp'}",
        span,
        label=f"not in the form 2013-01-05{'' if '/' in text else 'T09:30:00Z'}",
        hint=f"write `{written}`",
    )


def no_such_date(span: Span) -> Diagnostic:
    """A day that no calendar has."""
    return Diagnostic(
        "FDL007",
        "there is no such day",
        span,
        label="not in the calendar",
        why="dates are 0001-01-01..9999-12-31 of the Gregorian calendar",
        hint="check month and day",
    )


def timestamp_form(span: Span) -> Diagnostic:
    """Text after a date that is no time of day."""
    return Diagnostic(
        "FDL007",
        "this is no timestamp",
        span,
        label="not in the form 2013-01-05T09:30:00Z",
        why="a timestamp has hours, minutes and seconds of two digits, then perhaps a fraction, then the offset",
        hint="write all parts, such as `2013-01-05T09:30:00.5-05:00`",
    )


def no_such_time(span: Span) -> Diagnostic:
    """A time of day beyond 23:59:59."""
    return Diagnostic(
        "FDL007",
        "there is no such time of day",
        span,
        label="not in 00:00:00..23:59:59",
        why="a day has 24 hours of 60 minutes of 60 seconds; there are no leap seconds",
        hint="the moment after 23:59:59 is 00:00:00 of the next day",
    )


def no_such_offset(span: Span) -> Diagnostic:
    """An offset beyond a day."""
    return Diagnostic(
        "FDL007",
        "there is no such offset",
        span,
        label="not in -23:59..+23:59",
        hint="write hours and minutes, such as `+05:30`",
    )


def timestamp_too_fine(span: Span) -> Diagnostic:
    """More than six digits after the second."""
    return Diagnostic(
        "FDL007",
        "a timestamp is not finer than a microsecond",
        span,
        label="more than six digits",
        why="a timestamp counts microseconds; a finer one would be rounded in silence",
        hint="keep at most six digits after the second",
    )


def timestamp_out_of_range(span: Span) -> Diagnostic:
    """An offset that moves the instant out of the calendar."""
    return Diagnostic(
        "FDL007",
        "this timestamp is out of range",
        span,
        label="in UTC this is before the year 1 or after 9999",
        why="timestamps are 0001-01-01T00:00:00Z..9999-12-31T23:59:59.999999Z",
        hint="check the year and the offset",
    )


def unknown_unit(span: Span, unit: str) -> Diagnostic:
    """A length of time in a unit that there is not."""
    known = {
        "w": "a week is `7d`",
        "hour": "hours are `h`",
        "hours": "hours are `h`",
        "minute": "minutes are `m`",
        "minutes": "minutes are `m`",
        "second": "seconds are `s`",
        "seconds": "seconds are `s`",
        "week": "a week is `7d`",
        "weeks": "a week is `7d`",
        "month": "a calendar month is `1mo`",
        "months": "calendar months are `mo`",
        "year": "a calendar year is `1y`",
        "years": "calendar years are `y`",
        "min": "minutes are `m`",
        "mins": "minutes are `m`",
        "sec": "seconds are `s`",
        "M": "minutes are `m`, months are `mo`",
        "yr": "a calendar year is `1y`",
        "ns": "nothing is finer than `us`",
        "D": "days are `d`",
        "H": "hours are `h`",
        "hr": "hours are `h`",
        "day": "days are `d`",
        "days": "days are `d`",
    }
    return Diagnostic(
        "FDL008",
        f"`{unit}` is no unit of time",
        span,
        label="unknown unit",
        why="the units are d h m s ms us, and the calendar's y mo",
        hint=known.get(unit, "use one of these units; a name does not begin with a digit"),
    )


def mixed_length(span: Span) -> Diagnostic:
    """Calendar units and units of fixed length in one literal."""
    return Diagnostic(
        "FDL008",
        "calendar units do not mix with others",
        span,
        label="both kinds in one length",
        why="months and years differ in length; days to microseconds do not",
        hint="use either y and mo, or d h m s ms us",
    )


def units_out_of_order(span: Span) -> Diagnostic:
    """``30m1h`` or ``1h1h``."""
    return Diagnostic(
        "FDL008",
        "the units of a length of time go from long to short, each once",
        span,
        label="this unit is not shorter than the one before",
        hint="sort the parts, such as `1d2h30m`",
    )


def duration_too_large(span: Span) -> Diagnostic:
    """A duration beyond the range of the type."""
    return Diagnostic(
        "FDL008",
        "this duration is too long",
        span,
        label="out of range",
        why="a duration is at most 315,576,000,000 seconds, 10,000 years",
        hint="for a window without a lower end write `over all`",
    )
