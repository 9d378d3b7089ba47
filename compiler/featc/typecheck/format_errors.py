"""The wording of findings in formats of times as text. Knows the directives' names, not how a format is read."""

from __future__ import annotations

import re
from typing import Final

from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span

_CODE: Final = "FDL086"
_ALL: Final = (
    "the directives are %Y %y %m %b %B %d %j %a %A %H %I %p %M %S %f %.f %z %F %T %%, with `-` as in %-d unpadded"
)
_LOCALE: Final = "it differs from place to place: write the directives out, such as `%Y-%m-%d`"
_WEEKS: Final = "weeks have no directive: take the date, and `iso_year` and `iso_week` of it"

#: What strptime, strftime, chrono and Java know besides, and what is written here.
_ELSEWHERE: Final = {
    "%e": "the day without padding is `%-d`",
    "%h": "the short name of the month is `%b`",
    "%k": "the hour without padding is `%-H`",
    "%l": "the hour without padding is `%-I`",
    "%P": "`%p` reads AM and PM in any case",
    "%D": "write `%m/%d/%y`",
    "%R": "write `%H:%M`",
    "%r": "write `%I:%M:%S %p`",
    "%v": "write `%-d-%b-%Y`",
    "%+": "write `parse_rfc3339(x)`",
    "%s": "seconds since 1970 are a number: `from_unix_seconds(parse_int(x))`",
    "%Q": "milliseconds since 1970 are a number: `from_unix_milliseconds(parse_int(x))`",
    "%Z": "names of zones mean several offsets: read the civil time, and give it its zone with `to_timestamp`",
    "%C": "read the year, `%Y` or `%y`",
    "%L": "a fraction of any length is `%f`, one with its point `%.f`",
    "%N": "a fraction of any length is `%f`, one with its point `%.f`",
    "%n": "write the line break as `\\n`",
    "%t": "write the tab as `\\t`",
    **dict.fromkeys(("%c", "%x", "%X"), _LOCALE),
    **dict.fromkeys(("%U", "%W", "%V", "%G", "%g", "%u", "%w"), _WEEKS),
}


def no_directive(span: Span, directive: str) -> Diagnostic:
    hint = _ELSEWHERE.get(directive)
    if hint is None and directive[1:2] in (":", "#"):
        hint = "every form of an offset is `%z`"
    if hint is None and directive[1:2] in tuple("123456789."):
        hint = "a fraction of any length is `%f`, one with its point `%.f`"
    return Diagnostic(_CODE, f"`{directive}` is no directive of a format", span, "not a directive", hint=hint or _ALL)


def open_percent(span: Span) -> Diagnostic:
    return Diagnostic(
        _CODE, "a percent sign ends the format", span, "which directive?", hint="a percent sign itself is written `%%`"
    )


def twice(span: Span, field: str) -> Diagnostic:
    return Diagnostic(
        _CODE, f"the format reads the {field} twice", span, "the second time", why="two readings could disagree",
        hint="read each field once",
    )  # fmt: skip


#: The letters of Java, SQL and others, longest first, and the directive of each.
_LETTERS: Final = {
    "YYYY": "%Y", "yyyy": "%Y", "HH24": "%H", "MMMM": "%B", "Month": "%B", "EEEE": "%A", "MMM": "%b", "Mon": "%b",
    "EEE": "%a", "HH12": "%I", "DDD": "%j", "yy": "%y", "YY": "%y", "MM": "%m", "dd": "%d", "DD": "%d", "HH": "%H",
    "hh": "%I", "MI": "%M", "mm": "%M", "ss": "%S", "SS": "%S", "AM": "%p", "PM": "%p", "a": "%p", "T": "T",
}  # fmt: skip
_LETTER: Final = re.compile("|".join(_LETTERS) + "|[A-Za-z]|[^A-Za-z]+")


def translated(format: str) -> str:
    """The directives for a format in letters, `yyyy-MM`, or nothing where it has others."""
    pieces = _LETTER.findall(format)
    if "%" in format or any(p.isalpha() and p not in _LETTERS for p in pieces):
        return ""
    made = "".join(_LETTERS.get(p, p) for p in pieces)
    return made if "%" in made else ""


def _with_percent(meant: str) -> str:
    return f'directives begin with a percent sign: `"{meant or "%Y-%m-%d"}"`'


def prints_nothing(span: Span, meant: str) -> Diagnostic:
    return Diagnostic(
        _CODE, "the format has no directive", span, "prints the same text for every time", hint=_with_percent(meant)
    )


def missing(span: Span, field: str, directives: str, meant: str | None) -> Diagnostic:
    """``meant``: what a format without a percent sign says, or nothing where that is not known."""
    hint = f"it is read with {directives}"
    if meant is not None:
        hint = _with_percent(meant)
    return Diagnostic(_CODE, f"the format does not read the {field}", span, f"without the {field}", hint=hint)


def needs(span: Span, directive: str, field: str, hint: str) -> Diagnostic:
    return Diagnostic(
        _CODE, f"`{directive}` in a format without the {field}", span, f"the {field} is not read", hint=hint
    )


def both(span: Span, directive: str, other: str) -> Diagnostic:
    return Diagnostic(
        _CODE, f"`{directive}` and `{other}` in one format", span, "one of the two is enough",
        why="two readings could disagree", hint="`%H` reads 00 to 23, `%I` with `%p` 01 to 12",
    )  # fmt: skip


def open_ended(span: Span, directive: str) -> Diagnostic:
    return Diagnostic(
        _CODE, f"digits follow `{directive}`", span, "where does the number before it end?",
        why=f"`{directive}` reads as many digits as there are",
        hint="read a fixed number of digits, or put another character between",
    )  # fmt: skip


def out_of_place(span: Span, what: str, function: str, hint: str) -> Diagnostic:
    return Diagnostic(_CODE, f"{what} in a format of `{function}`", span, "not part of the value", hint=hint)


def no_offset(span: Span, format: str) -> Diagnostic:
    return Diagnostic(
        _CODE, "the format of `parse_timestamp` reads no offset", span, "without `%z`",
        why="a time of day is an instant only together with an offset or a zone",
        hint=f'name the zone: `to_timestamp(parse_datetime(x, {format}), "Europe/Berlin")`',
    )  # fmt: skip
