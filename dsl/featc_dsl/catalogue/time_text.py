"""Catalogue rows: times from and to text by a format (SEMANTICS.md#time-text)."""

from featc_dsl.catalogue.model import Op, examples, overloads
from featc_dsl.catalogue.times import FAMILY

_READ = (
    "the whole text by the format: `%Y %y %m %b %B %d %j %a %A %H %I %p %M %S %f %.f %z %F %T %%`, unpadded `%-m …`; "
    "names in any case; every other text, and what the calendar does not have, is null"
)
_PRINT = "the directives of the parsing functions but `%z`; English names"


ROWS: tuple[Op, ...] = (
    Op(
        "parse_date",
        FAMILY,
        "The date that a text writes, read by a format.",
        overloads(("parse_date.string", "x: string, const format: read_date -> date?")),
        examples(
            ('parse_date("10/31/2013", "%m/%d/%Y") == 2013-10-31', "true"),
            ('is_null(parse_date("2013-02-29", "%Y-%m-%d"))', "true"),
        ),
        edges=_READ,
    ),
    Op(
        "parse_datetime",
        FAMILY,
        "The civil time that a text writes, read by a format.",
        overloads(("parse_datetime.string", "x: string, const format: read_datetime -> datetime?")),
        examples(('hour(parse_datetime("1 Oct 2013 05:30 PM", "%-d %b %Y %I:%M %p")) ?? -1', "17")),
        edges=f"{_READ}; what is finer than the format reads is 0",
    ),
    Op(
        "parse_timestamp",
        FAMILY,
        "The instant that a text with an offset writes, read by a format.",
        overloads(("parse_timestamp.string", "x: string, const format: read_timestamp -> timestamp?")),
        examples(
            ('parse_timestamp("2013-10-10 05:30:15.5+0200", "%F %T%.f%z") == 2013-10-10T03:30:15.5Z', "true"),
        ),
        edges=f"{_READ}; so is an instant outside the range",
    ),
    Op(
        "format_date",
        FAMILY,
        "The date as text, by a format.",
        overloads(("format_date.date", "x: date, const format: print_date -> string")),
        examples(('format_date(2013-10-05, "%Y-%m")', '"2013-10"'), ('format_date(2013-10-05, "%a %-d")', '"Sat 5"')),
        edges=_PRINT,
    ),
    Op(
        "format_datetime",
        FAMILY,
        "The civil time as text, by a format.",
        overloads(("format_datetime.datetime", "x: datetime, const format: print_datetime -> string")),
        examples(('format_datetime(2013-10-10T05:30:15Z at "UTC", "%FT%T")', '"2013-10-10T05:30:15"')),
        edges=_PRINT,
    ),
)
