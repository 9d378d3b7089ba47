"""Catalogue rows: civil times and dates made and moved by the calendar, differences in units (SEMANTICS.md#time)."""

from featc_dsl.catalogue.model import Op, Overload, examples, overloads
from featc_dsl.catalogue.times import FAMILY

_RANGE = "null outside 0001-01-01..9999-12-31"
_CLAMP = "where the month is shorter than the day of x, its last day"
_MICROSECONDS = 315_537_897_599_999_999  # from the first to the last moment of the calendar
_DAYS = 3_652_058


def _moved(name: str, doc: str, *pairs: tuple[str, str], edges: str = "") -> Op:
    rows = tuple((f"{name}.{k}", f"x: {k}, n: int64 -> {k}?") for k in ("date", "datetime"))
    return Op(name, FAMILY, doc, overloads(*rows), examples(*pairs), edges=f"{edges}; {_RANGE}" if edges else _RANGE)


ROWS: tuple[Op, ...] = (
    Op(
        "datetime",
        FAMILY,
        "The first moment of a date, as a civil time.",
        overloads(("datetime.date", "x: date -> datetime")),
        examples(("hour(datetime(2013-10-10))", "0")),
    ),
    Op(
        "make_date",
        FAMILY,
        "The date of a year, a month (January being 1) and a day of the month.",
        overloads(("make_date.int64", "year: int64, month: int64, day: int64 -> date?")),
        examples(("make_date(2013, 10, 10) == 2013-10-10", "true"), ("is_null(make_date(2013, 2, 29))", "true")),
        edges="null where the calendar has no such day, and outside the years 1..9999; nothing is carried over",
    ),
    Op(
        "make_datetime",
        FAMILY,
        "The civil time of a year, month, day, hour, minute and second.",
        overloads(
            (
                "make_datetime.int64",
                "year: int64, month: int64, day: int64, hour: int64, minute: int64, second: int64 -> datetime?",
            )
        ),
        examples(("second(make_datetime(2013, 10, 10, 5, 30, 15)) ?? -1", "15")),
        edges="null where the calendar has no such day, for an hour outside 0..23, a minute or second outside 0..59",
    ),
    _moved(
        "add_days",
        "The date or civil time n days later; earlier where n is negative.",
        ("add_days(2013-12-31, 1) == 2014-01-01", "true"),
    ),
    _moved(
        "add_months",
        "The same day and time of day, n months later; earlier where n is negative.",
        ("add_months(2013-01-31, 1) == 2013-02-28", "true"),
        ("add_months(2013-02-28, -1) == 2013-01-28", "true"),
        edges=_CLAMP,
    ),
    _moved(
        "add_years",
        "The same day and time of day, n years later: 12 n months.",
        ("add_years(2012-02-29, 1) == 2013-02-28", "true"),
        ("add_years(2012-02-29, 4) == 2016-02-29", "true"),
        edges=_CLAMP,
    ),
    Op(
        "date_diff",
        FAMILY,
        "How many complete units lie between start and end, toward zero; negative where end is before start.",
        (
            Overload(
                "date_diff.date",
                "start: date, end: date, const unit: date_unit -> int64",
                bounds=(-_DAYS, _DAYS),
            ),
            Overload(
                "date_diff.datetime",
                "start: datetime, end: datetime, const unit: any_unit -> int64",
                bounds=(-_MICROSECONDS, _MICROSECONDS),
            ),
            Overload(
                "date_diff.timestamp",
                "start: timestamp, end: timestamp, const unit: clock_unit -> int64",
                bounds=(-_MICROSECONDS, _MICROSECONDS),
            ),
        ),
        examples(
            ('date_diff(2013-01-15, 2013-03-14, "month")', "1"),
            ('date_diff(2013-12-31, 2014-01-01, "year")', "0"),
            ('date_diff(2013-10-10T05:30:00Z, 2013-10-10T03:31:00Z, "hour")', "-1"),
        ),
        edges="counts complete units, not the borders between them; a month is complete on the day of the month of "
        "start; a quarter is 3, a year 12 months; days of instants are counted in a zone, `at`",
    ),
    Op(
        "age_years",
        FAMILY,
        "The age in complete years of who was born on a date.",
        (Overload("age_years.date", "birth: date, on: date -> int64?", bounds=(0, 9998)),),
        examples(
            ("age_years(1990-05-17, 2013-05-16) ?? -1", "22"),
            ("age_years(2000-02-29, 2001-02-28) ?? -1", "0"),
            ("age_years(2000-02-29, 2001-03-01) ?? -1", "1"),
        ),
        edges="null where `on` is before `birth`; who was born on 29 February is a year older on 1 March "
        "of years without that day",
    ),
)
