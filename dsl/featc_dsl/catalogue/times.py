"""Catalogue rows: civil time, durations (SEMANTICS.md#time)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "time"

_DT = '2013-10-10T05:30:15.000250Z at "UTC"'
_BOTH = ("datetime", "date")


def _part(name: str, doc: str, bounds: tuple[int, int], kinds: tuple[str, ...], value: str, edges: str = "") -> Op:
    rows = tuple((f"{name}.{k}", f"x: {k} -> int64", bounds) for k in kinds)
    return Op(name, FAMILY, doc, overloads(*rows), examples((f"{name}({_DT})", value)), edges=edges)


def _asked(name: str, doc: str, *pairs: tuple[str, str], edges: str = "") -> Op:
    rows = tuple((f"{name}.{k}", f"x: {k} -> bool") for k in _BOTH)
    return Op(name, FAMILY, doc, overloads(*rows), examples(*pairs), edges=edges)


def _number(name: str, unit: str, value: str) -> Op:
    return Op(
        name,
        FAMILY,
        f"The duration in {unit}, as a float64: its microseconds converted, then divided.",
        overloads((f"{name}.duration", "x: duration -> float64")),
        examples((f"{name}(1h)", value)),
    )


ROWS = (
    Op(
        "at",
        FAMILY,
        "The civil time of an instant in a time zone.",
        overloads(("at", "t: timestamp, const zone: zone -> datetime")),
        examples(('hour(2013-07-01T12:00:00Z at "America/New_York")', "8")),
        symbol="at",
        data="zones",
        edges="the zone is a name of the pinned tzdata, with its rules continued to 9999, or an offset such as -02:30; "
        "a civil time outside 0001-01-01..9999-12-31 "
        "(instants within a day of the ends) is moved to the nearer end",
    ),
    Op(
        "date",
        FAMILY,
        "The date of a civil time.",
        overloads(("date.datetime", "x: datetime -> date")),
        examples((f"date({_DT}) == 2013-10-10", "true")),
    ),
    _part("year", "The year of the proleptic Gregorian calendar.", (1, 9999), _BOTH, "2013"),
    _part("quarter", "The quarter of the year, January to March being 1.", (1, 4), _BOTH, "4"),
    _part("month", "The month, January being 1.", (1, 12), _BOTH, "10"),
    _part("day", "The day of the month.", (1, 31), _BOTH, "10"),
    _part("iso_weekday", "The day of the week, Monday being 1 and Sunday 7.", (1, 7), _BOTH, "4"),
    _part("day_of_year", "The day of the year, 1 January being 1.", (1, 366), _BOTH, "283"),
    _part(
        "iso_week",
        "The ISO 8601 week of the year.",
        (1, 53),
        _BOTH,
        "41",
        "the first days of January may be in week 52 or 53, the last of December in week 1",
    ),
    _part(
        "iso_year",
        "The year that the ISO 8601 week belongs to: the one that the week's Thursday lies in.",
        (1, 9999),
        _BOTH,
        "2013",
        "differs from `year` in some first days of January and last of December; goes with `iso_week`",
    ),
    _part("days_in_month", "How many days the month has.", (28, 31), _BOTH, "31"),
    _asked(
        "is_leap_year",
        "Whether the year has a 29 February.",
        ("is_leap_year(2000-06-01)", "true"),
        ("is_leap_year(1900-06-01)", "false"),
    ),
    _asked("is_weekend", "Whether the day is a Saturday or a Sunday.", ("is_weekend(2013-10-12)", "true")),
    _part("hour", "The hour of the day.", (0, 23), ("datetime",), "5"),
    _part("minute", "The minute of the hour.", (0, 59), ("datetime",), "30"),
    _part("second", "The second of the minute.", (0, 59), ("datetime",), "15"),
    _part("millisecond", "The whole milliseconds within the second.", (0, 999), ("datetime",), "0"),
    _part("microsecond", "The microseconds within the second.", (0, 999_999), ("datetime",), "250"),
    Op(
        "truncate",
        FAMILY,
        "The first moment of the year, quarter, month, week, day, hour, minute, second or millisecond that x lies in; "
        "or the last multiple of a length of time since midnight.",
        overloads(
            ("truncate.datetime", "x: datetime, const unit: unit -> datetime"),
            ("truncate.date", "x: date, const unit: date_unit -> date"),
            ("truncate.step", "x: datetime, const step: day_part -> datetime"),
        ),
        examples((f'day(truncate({_DT}, "month"))', "1"), (f"minute(truncate({_DT}, 20m))", "20")),
        edges="weeks begin on Monday; rounds down before 1970 too; "
        "0001-01-01 is a Monday, so no week begins before the range",
    ),
    _number("days", "days of 24 hours", "0.041666666666666664"),
    _number("hours", "hours", "1.0"),
    _number("minutes", "minutes", "60.0"),
    _number("seconds", "seconds", "3600.0"),
    Op(
        "microseconds",
        FAMILY,
        "The duration in microseconds.",
        overloads(("microseconds.duration", "x: duration -> int64")),
        examples(("microseconds(1s)", "1000000")),
    ),
)
