"""Writes the vectors of the time operations, with Python's datetime, zoneinfo and fractions as the oracle.

Run by hand: ``python tests/tools/make_vectors_time.py``; the files are checked in. Knows nothing of featc's code. Zones
come from the PyPI package tzdata, not from the system.
"""

from __future__ import annotations

import json
import random
import zoneinfo
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from fractions import Fraction
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "conformance"

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1)
TIME_MIN, TIME_MAX = (datetime.min - EPOCH) // MICROSECOND, (datetime.max - EPOCH) // MICROSECOND
DATE_MIN, DATE_MAX = (date.min - EPOCH.date()).days, (date.max - EPOCH.date()).days
DURATION_MAX = 315_576_000_000 * 10**6
DAY = 86_400 * 10**6

#: Zones with something of their own: negative and 30-minute daylight saving, a skipped day, a rule beyond midnight, an
#: offset with seconds, no rule, a link, offsets at the ends.
ZONES = (
    "UTC", "Etc/GMT+5", "Etc/GMT-14", "Etc/GMT+12", "America/New_York", "US/Eastern", "Europe/Amsterdam",
    "Europe/Dublin", "Africa/Casablanca", "Africa/El_Aaiun", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Gaza",
    "America/Nuuk", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata", "Antarctica/Troll", "Pacific/Chatham",
    "America/Sao_Paulo", "Africa/Monrovia", "Asia/Jerusalem",
)  # fmt: skip

Row = tuple[str, list[Any], Any]


def to_datetime(x: int) -> datetime:
    """The datetime of microseconds since 1970."""
    return EPOCH + x * MICROSECOND


def from_datetime(value: datetime) -> int:
    """Microseconds since 1970 of a datetime."""
    return (value - EPOCH) // MICROSECOND


def to_date(x: int) -> date:
    """The date of days since 1970."""
    return EPOCH.date() + timedelta(days=x)


def from_date(value: date) -> int:
    """Days since 1970 of a date."""
    return (value - EPOCH.date()).days


def begin(value: datetime, unit: str) -> datetime:
    """The first moment of the unit that a datetime lies in."""
    if unit == "quarter":
        return datetime(value.year, (1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10)[value.month - 1], 1)
    if unit == "millisecond":
        return value - value.microsecond % 1000 * MICROSECOND
    if unit == "week":
        return datetime.combine(value.date() - timedelta(days=value.weekday()), datetime.min.time())
    fields = ("year", "month", "day", "hour", "minute", "second")
    kept = {f: getattr(value, f) for f in fields[: fields.index(unit) + 1]}
    return datetime(**{"month": 1, "day": 1, **kept})


def zone_of(name: str) -> tzinfo:
    """The zone of a name, or with a fixed offset such as -02:30."""
    if name[0] not in "+-":
        return zoneinfo.ZoneInfo(name)
    offset = timedelta(hours=int(name[1:3]), minutes=int(name[4:]))
    return timezone(-offset if name[0] == "-" else offset)


def civil(x: int, zone: str) -> int:
    """The civil time of an instant by zoneinfo, moved to the nearer end where Python cannot say it."""
    try:
        local = to_datetime(x).replace(tzinfo=UTC).astimezone(zone_of(zone))
    except OverflowError:
        return TIME_MIN if x < 0 else TIME_MAX
    return from_datetime(local.replace(tzinfo=None))


def changes(zone: str, first: datetime, last: datetime) -> list[int]:
    """The instants at which a zone's offset changes, found by halving days whose ends differ."""

    def offset(at: int) -> timedelta | None:
        return to_datetime(at).replace(tzinfo=UTC).astimezone(zone_of(zone)).utcoffset()

    found = []
    for low in range(from_datetime(first), from_datetime(last), DAY):
        high = low + DAY
        if offset(low) != offset(high):
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            found.append(high)
    return found


def times(random: random.Random) -> list[tuple[str, int]]:
    """Datetimes and their sections: ordinary ones, those around the turns of the calendar, the ends."""
    turns = [
        datetime(year, month, day)
        for year in (1582, 1899, 1900, 1969, 1970, 2000, 2001, 2004, 2008, 2009, 2015, 2100, 2101, 2400)
        for month, day in ((1, 1), (3, 1), (12, 29))
    ]
    edges = [from_datetime(t) + d for t in turns for d in (-1, 0, 1)]
    edges += [from_datetime(datetime(2004, 2, 29, 23, 59, 59, 999_999)), from_datetime(datetime(1900, 2, 28, 12))]
    basic = [
        random.randrange(from_datetime(datetime(1990, 1, 1)), from_datetime(datetime(2040, 1, 1))) for _ in range(40)
    ]
    wide = [random.randrange(TIME_MIN, TIME_MAX) for _ in range(30)]
    ends = [TIME_MIN, TIME_MIN + 1, TIME_MIN + DAY, TIME_MAX, TIME_MAX - 1, TIME_MAX - DAY]
    return [
        *(("basic", x) for x in basic),
        *(("edge", x) for x in edges + wide),
        *(("overflow", x) for x in ends),
    ]


def answer(value: int | bool) -> Any:
    """An int64 or a bool as the files have it."""
    return value if isinstance(value, bool) else str(value)


def of_times(random: random.Random, function: Callable[[datetime], int]) -> Iterable[Row]:
    """Rows of a function of a datetime."""
    yield from ((s, [str(x)], answer(function(to_datetime(x)))) for s, x in times(random))
    yield "null", [None], None


def of_dates(random: random.Random, function: Callable[[date], int]) -> Iterable[Row]:
    """Rows of a function of a date."""
    days = dict.fromkeys((s, x // DAY) for s, x in times(random))
    yield from ((s, [str(x)], answer(function(to_date(x)))) for s, x in days)
    yield "null", [None], None


def of_durations(random: random.Random, function: Callable[[int], str]) -> Iterable[Row]:
    """Rows of a function of a duration."""
    units = (1, 10**6, 60 * 10**6, 3600 * 10**6, DAY)
    basic = [random.randrange(-7 * DAY, 7 * DAY) for _ in range(60)] + [n * u for u in units for n in (1, 2, 3, -1)]
    edges = [0, *(sign * (2**53 + d) for sign in (1, -1) for d in range(5)), 2**57 + 1, 2**57 + 16, -(2**57) - 17]
    edges += [random.randrange(-DURATION_MAX, DURATION_MAX) for _ in range(100)]
    ends = [DURATION_MAX, DURATION_MAX - 1, -DURATION_MAX, 1 - DURATION_MAX]
    for section, values in (("basic", basic), ("edge", edges), ("overflow", ends)):
        yield from ((section, [str(x)], function(x)) for x in values)
    yield "null", [None], None


def rows_of_at(random: random.Random) -> Iterable[Row]:
    """Rows of `at`: for each zone its changes of some years, far years, the ends."""
    for zone in ZONES:
        found = []
        for first, last in ((1879, 1942), (2010, 2012), (2037, 2039), (9998, 9999)):
            some = changes(zone, datetime(first, 1, 1), datetime(last, 1, 1))
            found += random.sample(some, min(2, len(some)))
        edges = [c + d for c in found for d in (-1, 0)]
        yield from (("edge", [str(x), zone], str(civil(x, zone))) for x in edges)
        basic = [
            random.randrange(from_datetime(datetime(1960, 1, 1)), from_datetime(datetime(2040, 1, 1))) for _ in range(3)
        ]
        yield from (("basic", [str(x), zone], str(civil(x, zone))) for x in basic)
        ends = (TIME_MIN, TIME_MIN + DAY // 2, TIME_MAX, TIME_MAX - DAY // 2)
        yield from (("overflow", [str(x), zone], str(civil(x, zone))) for x in ends)
        yield "null", [None, zone], None


def rows_of_fixed(fixed: random.Random) -> Iterable[Row]:
    """Rows of `at` with fixed offsets."""
    for zone in ("+00:00", "-00:00", "-02:30", "+05:45", "+14:00", "+18:00", "+23:59", "-23:59", "-00:01"):
        basic = [fixed.randrange(from_datetime(datetime(1960, 1, 1)), TIME_MAX - DAY) for _ in range(5)]
        yield from (("basic", [str(x), zone], str(civil(x, zone))) for x in (0, *basic))
        ends = (TIME_MIN, TIME_MIN + 1, TIME_MIN + DAY - 60 * 10**6, TIME_MAX, TIME_MAX - DAY + 60 * 10**6)
        yield from (("overflow", [str(x), zone], str(civil(x, zone))) for x in ends)
        yield "null", [None, zone], None


def rows_of_truncate(rows: list[tuple[str, int]], units: tuple[str, ...], dates: bool) -> Iterable[Row]:
    """Rows of `truncate`: each value by the next unit."""
    for i, (section, x) in enumerate(rows):
        unit = units[i % len(units)]
        if dates:
            day = to_date(x // DAY)
            value = from_date(begin(datetime.combine(day, datetime.min.time()), unit).date())
            yield section, [str(x // DAY), unit], str(value)
        else:
            yield section, [str(x), unit], str(from_datetime(begin(to_datetime(x), unit)))
    yield from (("null", [None, unit], None) for unit in units)


def rows_of_step(rows: list[tuple[str, int]]) -> Iterable[Row]:
    """Rows of `truncate` by a length of time: each value by the next two of those that divide a day."""
    minutes = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 45, 60, 90, 96, 120, 180, 240, 288, 360, 480, 720, 1440)
    steps = [*(m * 60 * 10**6 for m in minutes), 1, 2, 1000, 250_000, 10**6, 15 * 10**6, 675_000, 1_350_000_000]
    steps = [s for s in steps if DAY % s == 0]
    for i, (section, x) in enumerate(rows):
        for n in (2 * i, 2 * i + 1):
            step = steps[n % len(steps)]
            midnight = datetime.combine(to_datetime(x).date(), datetime.min.time())
            since = (to_datetime(x) - midnight) // timedelta(microseconds=step)
            yield section, [str(x), str(step)], str(from_datetime(midnight + since * timedelta(microseconds=step)))
    yield from (("null", [None, str(step)], None) for step in steps)


def in_units(microseconds: int) -> Callable[[int], str]:
    """The microseconds rounded to a float64, then their quotient rounded to one."""
    return lambda x: float(Fraction(float(Fraction(x))) / microseconds).hex()


def write(op: str, oracle: str, rows: Iterable[Row], family: str = "time") -> None:
    """The vector file of one operation."""
    lines: list[dict[str, Any]] = [{"op": op, "oracle": oracle}]
    lines += ({"section": section, "args": args, "expect": expect} for section, args, expect in rows)
    (FOLDER / family / f"{op}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


PARTS: dict[str, Callable[[date], int]] = {
    "year": lambda d: d.year,
    "month": lambda d: d.month,
    "day": lambda d: d.day,
    "iso_weekday": lambda d: d.isoweekday(),
    "day_of_year": lambda d: int(d.strftime("%j")),
    "iso_week": lambda d: int(d.strftime("%V")),
}
CLOCK: dict[str, Callable[[datetime], int]] = {
    "hour": lambda d: d.hour,
    "minute": lambda d: d.minute,
    "second": lambda d: d.second,
    "microsecond": lambda d: d.microsecond,
}


def has_leap_day(day: date) -> bool:
    """Whether the year of a date has a 29 February."""
    try:
        return bool(date(day.year, 2, 29))
    except ValueError:
        return False


def length_of_month(day: date) -> int:
    """The greatest day that the month of a date has."""
    for length in (31, 30, 29):
        try:
            return date(day.year, day.month, length).day
        except ValueError:
            continue
    return 28


MORE_PARTS: dict[str, Callable[[date], int]] = {
    "quarter": lambda d: int("111222333444"[d.month - 1]),
    "iso_year": lambda d: int(d.strftime("%G")),
    "days_in_month": length_of_month,
    "is_leap_year": has_leap_day,
    "is_weekend": lambda d: d.strftime("%u") in "67",
}
UNITS = {"days": DAY, "hours": DAY // 24, "minutes": DAY // 1440, "seconds": 10**6}


def main() -> None:
    """All files."""
    zoneinfo.reset_tzpath(())
    seeded = random.Random(20131010)
    for name, part in PARTS.items():
        write(f"{name}.date", "Python datetime.date", of_dates(seeded, part))
        write(f"{name}.datetime", "Python datetime.datetime", of_times(seeded, part))
    for name, field in CLOCK.items():
        write(f"{name}.datetime", "Python datetime.datetime", of_times(seeded, field))
    write("date.datetime", "Python datetime.datetime", of_times(seeded, lambda t: from_date(t.date())))
    write(
        "at",
        f"Python zoneinfo over the package tzdata {metadata.version('tzdata')}; moved to the nearer end",
        [*rows_of_at(seeded), *rows_of_fixed(random.Random("fixed offsets"))],
    )
    units = ("year", "month", "week", "day", "hour", "minute", "second")
    oracle = "Python datetime.datetime with its smaller fields reset"
    more = random.Random("quarters and milliseconds")
    datetimes = [*rows_of_truncate(times(seeded), units, dates=False)]
    datetimes += rows_of_truncate(times(more), ("quarter", "millisecond"), dates=False)
    write("truncate.datetime", oracle, datetimes)
    dates = [*rows_of_truncate(times(seeded), units[:4], dates=True)]
    dates += rows_of_truncate(times(more), ("quarter",), dates=True)
    write("truncate.date", oracle, dates)
    write("truncate.step", "Python datetime, from midnight on", rows_of_step(times(more)))
    for name, unit in UNITS.items():
        write(f"{name}.duration", "Python fractions.Fraction", of_durations(seeded, in_units(unit)))
    write("microseconds.duration", "the value itself", of_durations(seeded, str))
    for name, part in MORE_PARTS.items():
        write(f"{name}.date", "Python datetime.date", of_dates(seeded, part))
        write(f"{name}.datetime", "Python datetime.datetime", of_times(seeded, part))
    rows = of_times(seeded, lambda t: int(t.isoformat(timespec="milliseconds")[-3:]))
    write("millisecond.datetime", "Python datetime.isoformat", rows)


if __name__ == "__main__":
    main()
