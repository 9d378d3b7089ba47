"""Writes the vectors of times from and to text by a format, with Python's datetime and hand-written patterns.

Each format of the language stands beside a regular expression, written by hand, of what it reads, and beside the format
of Python's strptime where that can say it. A text that the pattern takes has its value from datetime's constructors;
where strptime can read it too, both must agree. Run by hand: ``python tests/tools/make_vectors_time_text.py``.
Knows nothing of featc's code.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from make_vectors_time import (
    DAY,
    EPOCH,
    MICROSECOND,
    TIME_MAX,
    TIME_MIN,
    Row,
    from_date,
    from_datetime,
    times,
    to_date,
    to_datetime,
    write,
)

MONTHS = [datetime(2001, m, 1).strftime("%B") for m in range(1, 13)]
DAYS = [datetime(2001, 1, d).strftime("%A") for d in range(1, 8)]
SHORT_MONTHS, SHORT_DAYS = [m[:3] for m in MONTHS], [d[:3] for d in DAYS]


def any_of(names: list[str]) -> str:
    """A pattern of names in any case."""
    return "(?ai:" + "|".join(names) + ")"


D2, D12 = r"\d\d", r"\d\d?"
Y4 = r"(?P<Y>\d{4})"
ISO = rf"{Y4}-(?P<m>{D2})-(?P<d>{D2})"
CLOCK = rf"(?P<H>{D2}):(?P<M>{D2}):(?P<S>{D2})"
ZONE = rf"(?P<z>Z|[+-]{D2}(?::?{D2})?)"


@dataclass(frozen=True, slots=True)
class Format:
    """A format, the pattern of what it reads, Python's format or "", and how texts for it are made."""

    text: str
    pattern: str
    python: str = ""
    make: str = ""  # for strftime, where that differs from `python`


DATES = [
    Format("%Y-%m-%d", ISO, "%Y-%m-%d"),
    Format("%F", ISO, "%Y-%m-%d"),
    Format("%Y%m%d", rf"{Y4}(?P<m>{D2})(?P<d>{D2})", "%Y%m%d"),
    Format("%d.%m.%Y", rf"(?P<d>{D2})\.(?P<m>{D2})\.{Y4}", "%d.%m.%Y"),
    Format("%-m/%-d/%Y", rf"(?P<m>{D12})/(?P<d>{D12})/{Y4}", "%m/%d/%Y", "%-m/%-d/%Y"),
    Format("%m/%d/%y", rf"(?P<m>{D2})/(?P<d>{D2})/(?P<y>{D2})", "%m/%d/%y"),
    Format("%-d %b %Y", rf"(?P<d>{D12}) (?P<b>{any_of(SHORT_MONTHS)}) {Y4}", "%d %b %Y", "%-d %b %Y"),
    Format("%B %-d, %Y", rf"(?P<B>{any_of(MONTHS)}) (?P<d>{D12}), {Y4}", "%B %d, %Y", "%B %-d, %Y"),
    Format("%Y-%j", rf"{Y4}-(?P<j>\d{{3}})", "%Y-%j"),
    Format("%Y/%-j", rf"{Y4}/(?P<j>\d\d?\d?)", "%Y/%j", "%Y/%-j"),
    Format("%A, %d %B %Y", rf"(?P<A>{any_of(DAYS)}), (?P<d>{D2}) (?P<B>{any_of(MONTHS)}) {Y4}", "", "%A, %d %B %Y"),
    Format("%a %d-%b-%y", rf"(?P<a>{any_of(SHORT_DAYS)}) (?P<d>{D2})-(?P<b>{any_of(SHORT_MONTHS)})-(?P<y>{D2})", "",
           "%a %d-%b-%y"),
    Format("100%% %d|%m|%Y", rf"100% (?P<d>{D2})\|(?P<m>{D2})\|{Y4}", "", "100%% %d|%m|%Y"),
    Format("né %Y%m\t%d😀", rf"né {Y4}(?P<m>{D2})\t(?P<d>{D2})😀", "", "né %Y%m\t%d😀"),
    Format("%d%b%Y", rf"(?P<d>{D2})(?P<b>{any_of(SHORT_MONTHS)}){Y4}", "%d%b%Y"),
]  # fmt: skip

DATETIMES = [
    Format("%Y-%m-%d %H:%M:%S", f"{ISO} {CLOCK}", "%Y-%m-%d %H:%M:%S"),
    Format("%F %T", f"{ISO} {CLOCK}", "%Y-%m-%d %H:%M:%S"),
    Format("%FT%T.%f", rf"{ISO}T{CLOCK}\.(?P<f>\d+)", "", "%Y-%m-%dT%H:%M:%S.%f"),
    Format("%F %T%.f", rf"{ISO} {CLOCK}(?:\.(?P<f>\d+))?", "", "%Y-%m-%d %H:%M:%S.%f"),
    Format("%Y%m%d%H%M%S", rf"{Y4}(?P<m>{D2})(?P<d>{D2})(?P<H>{D2})(?P<M>{D2})(?P<S>{D2})", "%Y%m%d%H%M%S"),
    Format("%F %H", rf"{ISO} (?P<H>{D2})", "%Y-%m-%d %H"),
    Format("%-m/%-d/%y %-I:%M %p",
    rf"(?P<m>{D12})/(?P<d>{D12})/(?P<y>{D2}) (?P<I>{D12}):(?P<M>{D2}) (?P<p>[AaPp])[Mm]",
           "%m/%d/%y %I:%M %p", "%-m/%-d/%y %-I:%M %p"),
    Format("%d.%m.%Y %-H.%-M.%-S", rf"(?P<d>{D2})\.(?P<m>{D2})\.{Y4} (?P<H>{D12})\.(?P<M>{D12})\.(?P<S>{D12})",
           "%d.%m.%Y %H.%M.%S", "%d.%m.%Y %-H.%-M.%-S"),
    Format("%I%p %B %-d %Y", rf"(?P<I>{D2})(?P<p>[AaPp])[Mm] (?P<B>{any_of(MONTHS)}) (?P<d>{D12}) {Y4}",
           "%I%p %B %d %Y", "%I%p %B %-d %Y"),
    Format("%a %b %d %H:%M:%S %Y",
    rf"(?P<a>{any_of(SHORT_DAYS)}) (?P<b>{any_of(SHORT_MONTHS)}) (?P<d>{D2}) {CLOCK} {Y4}",
           "", "%a %b %d %H:%M:%S %Y"),
    Format("%Y-%jT%T", rf"{Y4}-(?P<j>\d{{3}})T{CLOCK}", "%Y-%jT%H:%M:%S"),
    Format("%T.%f. %F", rf"{CLOCK}\.(?P<f>\d+)\. {ISO}", "", "%H:%M:%S.%f. %Y-%m-%d"),
    Format("%T%.f. %F", rf"{CLOCK}(?:\.(?P<f>\d+))?\. {ISO}", "", "%H:%M:%S.%f. %Y-%m-%d"),
]  # fmt: skip

TIMESTAMPS = [
    Format("%Y-%m-%dT%H:%M:%S%z", f"{ISO}T{CLOCK}{ZONE}", "", "%Y-%m-%dT%H:%M:%S"),
    Format("%F %T%.f%z", rf"{ISO} {CLOCK}(?:\.(?P<f>\d+))?{ZONE}", "", "%Y-%m-%d %H:%M:%S.%f"),
    Format("%a, %d %b %Y %T %z",
           rf"(?P<a>{any_of(SHORT_DAYS)}), (?P<d>{D2}) (?P<b>{any_of(SHORT_MONTHS)}) {Y4} {CLOCK} {ZONE}", "",
           "%a, %d %b %Y %H:%M:%S "),
    Format("%d/%b/%Y:%T %z", rf"(?P<d>{D2})/(?P<b>{any_of(SHORT_MONTHS)})/{Y4}:{CLOCK} {ZONE}", "",
           "%d/%b/%Y:%H:%M:%S "),
    Format("%F %I:%M%p%z", rf"{ISO} (?P<I>{D2}):(?P<M>{D2})(?P<p>[AaPp])[Mm]{ZONE}", "", "%Y-%m-%d %I:%M%p"),
]  # fmt: skip


def value(fields: dict[str, str | None]) -> tuple[datetime, timedelta] | None:
    """The civil time and the offset of fields by the letters of their directives, None where there is none."""
    get = fields.get
    try:
        year = int(get("Y") or get("y") or "")
        if "y" in fields:
            year = datetime.strptime(f"{year:02}", "%y").year
        if "j" in fields:
            day = datetime.strptime(f"{year:04} {int(get('j') or '')}", "%Y %j")
            if day.year != year:
                return None
        else:
            names = [n.upper() for n in (SHORT_MONTHS if "b" in fields else MONTHS)]
            month = int(get("m") or 0) or names.index((get("b") or get("B") or "").upper()) + 1
            day = datetime(year, month, int(get("d") or ""))
        weekday = (get("a") or get("A") or "").lower()
        if weekday and weekday not in (day.strftime("%A").lower(), day.strftime("%a").lower()):
            return None
        hour = int(get("H") or 0)
        if "I" in fields:
            twelve = int(get("I") or "")
            hour = range(12)[twelve % 12] + (12 if (get("p") or "").upper() == "P" else 0)
            if not 1 <= twelve <= 12:
                return None
        fraction = get("f") or "0"
        if int(fraction) * 10**6 % 10 ** len(fraction):
            return None
        clock = datetime(day.year, day.month, day.day, hour, int(get("M") or 0), int(get("S") or 0))
        clock += timedelta(microseconds=int(fraction) * 10**6 // 10 ** len(fraction))
    except ValueError:
        return None
    zone = (get("z") or "Z").replace(":", "")
    if zone == "Z":
        return clock, timedelta(0)
    hours, minutes = int(zone[1:3]), int(zone[3:] or 0)
    if hours > 23 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return clock, offset if zone[0] == "+" else -offset


def read(format: Format, text: str) -> tuple[datetime, timedelta] | None:
    """What a text means by a format; Python's strptime must not differ where it reads it as well."""
    match = re.compile(format.pattern, re.ASCII).fullmatch(text)
    found = None if match is None else value(match.groupdict())
    if found is not None and format.python:
        assert datetime.strptime(text, format.python) == found[0], (format, text)
    return found


def mutations(source: random.Random, text: str) -> Iterable[str]:
    """Texts that differ from one in one place."""
    at = source.randrange(len(text))
    yield text[:at] + text[at + 1 :]
    yield text[:at] + source.choice("0123456789 :-/.+ZTampé٣") + text[at + 1 :]
    yield text[:at] + source.choice("0123456789 :-.") + text[at:]
    yield source.choice((text + " ", " " + text, text + "\n", text + "0", text.upper(), text.lower(), text.swapcase()))


OFFSETS = ("Z", "+00:00", "-0000", "+02", "-05:00", "+0530", "+12:45", "-23:59", "+23:59")
BAD_OFFSETS = (
    "z", "", "+24:00", "-24", "+2", "+02:60", "+0260", "+02:5", "+025", "+02:", "+02:30:00", "UTC", "GMT", " +02:00",
    "+ 02:00", "−02:00", "+02.00", "+02:00 ", "++02:00", "Z0", "+٠٢:00",
)  # fmt: skip

#: Texts of one format each, around its rules.
CASES = {
    "%Y-%m-%d": [
        "2013-02-29", "2012-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "0001-01-01", "9999-12-31",
        "10000-01-01",
        "2013-00-10", "2013-13-10", "2013-10-00", "2013-10-32", "2013-04-31", "2013-1-1", "13-10-10", "2013-10-1",
        "+013-10-10", "-013-10-10", " 013-10-10", "2013-10-10 ", "2013-10-10\n", "2013‐10‐10", "２013-10-10",
        "2013-10-1٠", "", "2013-10-10T00:00:00", "null", "2013-10-10\x00", "1_13-10-10", "2013-1 -10", "2013-10- 1",
    ],
    "%m/%d/%y": ["01/01/00", "01/01/68", "12/31/68", "01/01/69", "12/31/99", "02/29/00", "02/29/01", "1/1/00",
                 "01/01/2000"],
    "%-m/%-d/%Y": ["1/1/2013", "01/01/2013", "1/01/2013", "12/31/2013", "001/1/2013", "0/1/2013", "1/0/2013",
                   "13/1/2013",
                   "1/32/2013", "/1/2013", "1//2013", "10/10/2013", "2/29/2013", "2/29/2012", "1/1/13", " 1/1/2013"],
    "%-d %b %Y": ["1 Jan 2013", "01 jan 2013", "1 JAN 2013", "1 jAn 2013", "1 January 2013", "1 Ja 2013",
                  "31 sep 2013",
                  "31 Sept 2013", "1 ſep 2013", "1 Jän 2013", "1 jan. 2013", "1  Jan 2013", "31 May 2013",
                  "1 MAÝ 2013"],
    "%B %-d, %Y": ["May 1, 2013", "MAY 31, 2013", "may 5, 0001", "June 31, 2013", "Jun 30, 2013", "ſeptember 1, 2013",
                   "December 31, 9999", "Octobe 1, 2013", "October1, 2013", "October 1,2013", "auguſt 1, 2013"],
    "%Y-%j": ["2013-001", "2013-365", "2013-366", "2012-366", "2013-000", "2012-367", "2013-999", "9999-365",
              "9999-366",
              "0001-001", "0001-000", "0000-001", "2013-1", "2013-01", "2013-0001", "2013-059", "2012-060",
              "1900-366"],
    "%Y/%-j": ["2013/1", "2013/01", "2013/001", "2013/0001", "2013/0", "2013/365", "2013/366", "2012/366", "2013/"],
    "%A, %d %B %Y": ["Thursday, 10 October 2013", "thursday, 10 october 2013", "Friday, 10 October 2013",
                     "Thu, 10 October 2013", "THURSDAY, 10 OCTOBER 2013", "Monday, 01 January 0001",
                     "Friday, 31 December 9999", "Thursdaÿ, 10 October 2013"],
    "%a %d-%b-%y": ["Thu 10-Oct-13", "Fri 10-Oct-13", "thu 10-oct-13", "Thursday 10-Oct-13", "Tue 01-Jan-69",
                    "Wed 01-Jan-69"],
    "100%% %d|%m|%Y": ["100% 10|10|2013", "100%% 10|10|2013", "100 10|10|2013", "1000 10|10|2013"],
    "%FT%T.%f": ["2013-10-10T05:30:15.5", "2013-10-10T05:30:15.123456", "2013-10-10T05:30:15.1234560",
                 "2013-10-10T05:30:15.1234561", "2013-10-10T05:30:15.000000000000000000000000",
                 "2013-10-10T05:30:15.",
                 "2013-10-10T05:30:15", "2013-10-10T05:30:15.0000001", "2013-10-10t05:30:15.5",
                 "2013-10-10T05:30:60.0",
                 "9999-12-31T23:59:59.999999", "9999-12-31T23:59:59.9999999",
                 "2013-10-10T05:30:15." + "0" * 300 + "1",
                 "2013-10-10T05:30:15.-5", "2013-10-10T05:30:15.5.5", "1969-12-31T23:59:59.999999"],
    "%F %T%.f": ["2013-10-10 05:30:15", "2013-10-10 05:30:15.5", "2013-10-10 05:30:15.",
                 "2013-10-10 05:30:15.1234567",
                 "2013-10-10 05:30:15.1234560", "2013-10-10 05:30:15,5", "2013-10-10 05:30:15.5 ",
                 "2013-10-10 05:30:15."],
    "%F %T": ["2013-10-10 24:00:00", "2013-10-10 23:59:60", "2013-10-10 23:60:00", "2013-10-10 00:00:00",
              "2013-10-10 5:30:15", "2013-10-10  05:30:15", "2013-10-10T05:30:15", "0001-01-01 00:00:00",
              "9999-12-31 23:59:59", "2016-12-31 23:59:60", "2013-10-10 -1:30:15"],
    "%-m/%-d/%y %-I:%M %p": ["1/2/69 12:30 AM", "1/2/68 12:30 PM", "1/2/13 0:30 AM", "1/2/13 13:30 PM",
                             "1/2/13 1:30 am",
                             "1/2/13 01:30 pM", "1/2/13 11:59 Pm", "1/2/13 1:30 XM", "1/2/13 1:30 A",
                             "1/2/13 1:30 a.m.",
                             "1/2/13 1:30AM", "1/2/13 1:60 AM", "1/2/13 00:30 AM", "1/2/13 001:30 AM"],
    "%a %b %d %H:%M:%S %Y": ["Thu Oct 10 05:30:15 2013", "Wed Oct 10 05:30:15 2013", "Thu Oct  3 05:30:15 2013"],
    "%T.%f. %F": ["05:30:15.5. 2013-10-10", "05:30:15.. 2013-10-10", "05:30:15.5.. 2013-10-10"],
    "%T%.f. %F": ["05:30:15.5. 2013-10-10", "05:30:15. 2013-10-10", "05:30:15.. 2013-10-10",
                  "05:30:15.5.5. 2013-10-10"],
    "%F %T%.f%z": [
        *(f"2013-10-10 05:30:15{tail}" for tail in (*OFFSETS, *BAD_OFFSETS, ".5Z", ".5+02", ".1234567Z", "+0230.5")),
        "0001-01-01 00:00:00Z", "0001-01-01 00:00:00+00:01", "0001-01-01 00:01:00+00:01", "0001-01-01 00:00:00-23:59",
        "0001-01-01 23:58:59+23:59", "0001-01-01 23:59:00+23:59", "9999-12-31 23:59:59.999999Z",
        "9999-12-31 23:59:59.999999-00:01", "9999-12-31 00:00:59.999999-23:59", "9999-12-31 00:01:00-23:59",
    ],
    "%a, %d %b %Y %T %z": ["Thu, 10 Oct 2013 05:30:15 +0000", "Fri, 11 Oct 2013 05:30:15 GMT",
                           "Thu, 10 Oct 2013 23:59:59 -0930",
                           "Wed, 10 Oct 2013 05:30:15 +0000", "Mon, 01 Jan 0001 00:00:00 +0100"],
    "%F %I:%M%p%z": ["2013-10-10 12:00AM+02:00", "2013-10-10 12:00PM-12", "2013-10-10 13:00PMZ"],
}  # fmt: skip


def made(source: random.Random, format: Format, count: int) -> list[str]:
    """Texts that the format reads, of times that it can say."""
    years = (1969, 2068) if "%y" in format.text else (1, 9999)
    texts = []
    for i in range(count):
        first, last = (1990, 2040) if i % 2 and "%y" not in format.text else years
        day = date(source.randint(first, last), 1, 1) + timedelta(days=source.randrange(365))
        moment = datetime.combine(day, datetime.min.time()) + source.randrange(DAY) * MICROSECOND
        text = moment.strftime((format.make or format.python).replace("%Y", f"{moment.year:04}"))
        texts.append(text + (source.choice(OFFSETS) if "%z" in format.text else ""))
    return texts


def rows(source: random.Random, formats: list[Format], kind: str) -> Iterable[Row]:
    """Vectors of one operation: made texts, mutated ones, the cases of its formats."""
    for format in formats:
        texts = [("basic", t) for t in made(source, format, 12)]
        texts += [("edge", m) for t in made(source, format, 5) for m in mutations(source, t)]
        texts += [("edge", t) for t in CASES.get(format.text, [])]
        for section, text in texts:
            found = read(format, text)
            answer = None if found is None else at(found, kind)
            ends = text.find("9999") >= 0 or text.find("0001") >= 0
            yield "overflow" if section == "edge" and ends else section, [text, format.text], answer
        yield "null", [None, format.text], None


def at(found: tuple[datetime, timedelta], kind: str) -> str | None:
    """The value as the vectors have it, None outside the range."""
    civil, offset = found
    if kind == "date":
        return str(from_date(civil.date()))
    micros = from_datetime(civil) - offset // MICROSECOND
    assert (civil.replace(tzinfo=UTC) - EPOCH.replace(tzinfo=UTC) - offset) // MICROSECOND == micros
    return str(micros) if TIME_MIN <= micros <= TIME_MAX else None


PRINTED = (
    ("%Y-%m-%d", "%Y-%m-%d"), ("%F", "%Y-%m-%d"), ("%-d.%-m.%y", "%-d.%-m.%y"), ("%A, %d %B %Y", "%A, %d %B %Y"),
    ("%a %b %-d", "%a %b %-d"), ("%j/%-j%%", "%j/%-j%%"), ("Q%Y%Y", "Q%Y%Y"), ("", ""), ("né\t%m😀", "né\t%m😀"),
)  # fmt: skip
PRINTED_CLOCK = (
    *PRINTED, ("%F %T", "%Y-%m-%d %H:%M:%S"), ("%-I:%M %p", "%-I:%M %p"), ("%I%p", "%I%p"), ("%f", "%f"),
    ("%-H.%-M.%-S", "%-H.%-M.%-S"), ("%FT%T.%f", "%Y-%m-%dT%H:%M:%S.%f"), ("%T%.f", ""),
)  # fmt: skip


def printed(moment: datetime, ours: str, python: str) -> str:
    """The text by strftime, of which Linux knows `-`; years with all four digits."""
    if ours == "%T%.f":
        spec = "microseconds" if moment.microsecond % 1000 else "milliseconds" if moment.microsecond else "seconds"
        return moment.time().isoformat(timespec=spec)
    return moment.strftime(python.replace("%Y", f"{moment.year:04}"))


def prints(source: random.Random, formats: tuple[tuple[str, str], ...], dates: bool) -> Iterable[Row]:
    """Vectors of one printing operation: each time by the next two formats."""
    turn = 0
    values = times(source)
    clocks = (0, 1, 999, 1000, 123_000, 999_999, DAY // 2 - 1, DAY // 2, DAY - 1, 3600 * 10**6, 13 * 3600 * 10**6)
    values += [("edge", 15_988 * DAY + c) for c in clocks for _ in range(4)]
    for section, x in values:
        for _ in range(2):
            ours, python = formats[turn % len(formats)]
            turn += 1
            moment = datetime.combine(to_date(x // DAY), datetime.min.time()) if dates else to_datetime(x)
            yield section, [str(x // DAY if dates else x), ours], printed(moment, ours, python)
    yield from (("null", [None, ours], None) for ours, _ in formats)


def main() -> None:
    """All files."""
    source = random.Random(20131010)
    oracle = "hand-written patterns and Python datetime, beside datetime.strptime"
    write("parse_date.string", oracle, rows(source, DATES, "date"))
    write("parse_datetime.string", oracle, rows(source, DATETIMES, "datetime"))
    write("parse_timestamp.string", oracle, rows(source, TIMESTAMPS, "timestamp"))
    write("format_date.date", "Python datetime.strftime", prints(source, PRINTED, dates=True))
    write("format_datetime.datetime", "Python datetime.strftime", prints(source, PRINTED_CLOCK, dates=False))


if __name__ == "__main__":
    main()
