"""Writes the vectors of calendar arithmetic and of differences in units, with java.time as the oracle.

Run by hand: ``python tests/tools/make_vectors_calendar.py``; needs Java 17. Knows nothing of featc's code.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from make_vectors_time import (
    DATE_MAX,
    DATE_MIN,
    DAY,
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

JAVA = Path(__file__).with_name("javatime") / "JavaTimeOracle.java"
INT64 = (-(2**63), 2**63 - 1)
DATE_UNITS = ("year", "quarter", "month", "week", "day")
UNITS = (*DATE_UNITS, "hour", "minute", "second", "millisecond", "microsecond")
CLOCK_UNITS = UNITS[5:]
_JAVA_UNITS = {
    "year": "YEARS", "quarter": "QUARTERS", "month": "MONTHS", "week": "WEEKS", "day": "DAYS", "hour": "HOURS",
    "minute": "MINUTES", "second": "SECONDS", "millisecond": "MILLIS", "microsecond": "MICROS",
}  # fmt: skip


def ask(questions: Iterable[str]) -> list[str]:
    """java.time's answers."""
    done = subprocess.run(["java", str(JAVA)], input="\n".join(questions), capture_output=True, text=True, check=True)
    return done.stdout.split()


#: Days whose day of the month some month lacks, days around them, the ends.
DAYS = [
    *(from_date(date(y, m, d)) for y in (1900, 2000, 2012, 2013) for m, d in ((1, 28), (1, 29), (1, 30), (1, 31))),
    *(from_date(date(y, 2, 28) + timedelta(days=n)) for y in (1899, 1900, 2000, 2012, 2013) for n in (-1, 0, 1, 2)),
    *(from_date(date(2013, m, d)) for m, d in ((3, 31), (4, 30), (8, 31), (10, 31), (12, 31), (12, 1))),
    *(0, -1, DATE_MIN, DATE_MIN + 30, DATE_MIN + 59, DATE_MAX, DATE_MAX - 30, DATE_MAX - 31, DATE_MAX - 306),
]
MONTHS = (0, 1, -1, 2, -2, 3, 6, 11, 12, -12, 13, 24, 25, -25, 48, 1200, -1200)
FAR = (
    119_987, -119_987, 119_988, -119_988, 9_998, -9_998, 9_999, 3_652_058, -3_652_058, 3_652_059, 2**31, -(2**31),
    2**59 // 9 * 7, 2**63 // 12, 2**63 // 12 + 1, -(2**63) // 12 - 1, *INT64, INT64[0] + 1,
    106_751_991, 106_751_992, 213_503_983,  # days whose microseconds leave int64, or wrap to a few
)  # fmt: skip


def steps(source: random.Random) -> list[tuple[str, int, int]]:
    """Days and counts to add, with their sections."""
    rows = [("basic", source.choice(DAYS[:-9]), n) for n in MONTHS * 3]
    rows += [("basic", source.randrange(0, 20_000), source.randrange(-400, 400)) for _ in range(20)]
    rows += [("edge", day, n) for day in DAYS for n in (1, -1, 12, -12, source.randrange(-3000, 3000))]
    rows += [("overflow", source.choice(DAYS), n) for n in FAR for _ in range(2)]
    rows += [
        ("overflow", day, n)
        for day in (DATE_MIN, DATE_MIN + 30, DATE_MAX, DATE_MAX - 30)
        for n in (0, 1, -1, 119_987, -119_987, 119_988, -119_988, 9_998, -9_998)
    ]
    return list(dict.fromkeys(rows))


CLOCKS = (0, 1, DAY // 2, DAY - 1, 19_815_000_250)


def plus(name: str, unit: str, source: random.Random) -> None:
    """The files of ``add_…`` of dates and datetimes."""
    rows = steps(source)
    answers = ask(f"plus {to_date(day)} {unit} {n}" for _, day, n in rows)
    out: list[Row] = []
    for (section, day, n), answer in zip(rows, answers, strict=True):
        out.append((section, [str(day), str(n)], _day(answer)))
    write(f"{name}.date", "java.time.LocalDate.plus", [*out, *_nulls()])
    moments = [(s, day * DAY + source.choice(CLOCKS), n) for s, day, n in rows]
    answers = ask(f"plus {to_datetime(x).isoformat()} {unit} {n}" for _, x, n in moments)
    out = []
    for (section, x, n), answer in zip(moments, answers, strict=True):
        out.append((section, [str(x), str(n)], _moment(answer)))
    write(f"{name}.datetime", "java.time.LocalDateTime.plus", [*out, *_nulls()])


def operators(source: random.Random) -> None:
    """The files of `+` and `-` between dates, datetimes and literals of whole days or calendar steps."""
    lengths = (0, 1, 2, 7, 28, 365, 366, 146_097, 3_652_058, 3_652_059, 3_652_500)  # days, up to the longest duration
    months = (0, 1, 2, 3, 11, 12, 13, 24, 48, 1200, 119_987, 119_988, 120_000, 3_787_200)
    for name, sign in (("add", 1), ("sub", -1)):
        rows = [(day, n) for day in DAYS for n in source.sample(lengths, 4)]
        answers = ask(f"plus {to_date(day)} DAYS {sign * n}" for day, n in rows)
        out: list[Row] = [
            (_section(n, 400_000), [str(day), str(n * DAY)], _day(a)) for (day, n), a in zip(rows, answers, strict=True)
        ]
        nulls: list[Row] = [("null", [None, str(n * DAY)], None) for n in lengths]
        write(f"{name}.date", "java.time.LocalDate.plus", [*out, *nulls], "arithmetic")
        some = [(day, n * source.choice((1, -1))) for day in DAYS for n in source.sample(lengths[:-1], 3)]
        answers = ask(f"plus {to_date(day)} DAYS {sign * n}" for day, n in some)
        out = [
            (_section(abs(n), 400_000), [str(day), str(n * DAY)], _day(a))
            for (day, n), a in zip(some, answers, strict=True)
        ]
        broken = [n * DAY + d for n in (0, 1, -1, 7, -3_652_058) for d in (1, -1, DAY // 2, 3600 * 10**6)]
        out += [("edge", [str(source.choice(DAYS)), str(y)], None) for y in broken]
        write(f"{name}_duration.date", "java.time.LocalDate.plus", [*out, *_nulls()], "arithmetic")
        rows = [(day, n) for day in DAYS for n in source.sample(months, 5)]
        answers = ask(f"plus {to_date(day)} MONTHS {sign * n}" for day, n in rows)
        out = [(_section(n, 10_000), [str(day), n], _day(a)) for (day, n), a in zip(rows, answers, strict=True)]
        nulls = [("null", [None, n], None) for n in months]
        write(f"{name}_calendar.date", "java.time.LocalDate.plus", [*out, *nulls], "arithmetic")
        rows = [(day * DAY + source.choice(CLOCKS), n) for day, n in rows]
        answers = ask(f"plus {to_datetime(x).isoformat()} MONTHS {sign * n}" for x, n in rows)
        out = [(_section(n, 10_000), [str(x), n], _moment(a)) for (x, n), a in zip(rows, answers, strict=True)]
        write(f"{name}_calendar.datetime", "java.time.LocalDateTime.plus", [*out, *nulls], "arithmetic")


def _section(n: int, far: int) -> str:
    return "overflow" if n > far else "edge" if n in (0, 1, 12) else "basic"


def _day(text: str) -> str | None:
    return None if text == "null" else str(from_date(date.fromisoformat(text)))


def _moment(text: str) -> str | None:
    return None if text == "null" else str(from_datetime(datetime.fromisoformat(text[:26])))


def _nulls() -> Iterable[Row]:
    yield from (("null", args, None) for args in ([None, "1"], ["0", None], [None, None]))


def pairs(source: random.Random) -> list[tuple[str, int, int]]:
    """Starts and ends, in days."""
    rows = [("basic", source.randrange(0, 20_000), source.randrange(0, 20_000)) for _ in range(60)]
    rows += [("basic", x, x + source.randrange(-70, 70)) for x in source.choices(range(20_000), k=40)]
    for day in DAYS:
        for months in (1, 2, 3, 12, 48):
            start = to_date(day)
            index = start.year * 12 + start.month - 1 + months * source.choice((1, -1))
            if 12 <= index < 120_000:
                near = from_date(date(index // 12, index % 12 + 1, 1)) + min(start.day, 28) - 1
                rows += [
                    ("edge", day, min(max(near + d, DATE_MIN), DATE_MAX)) for d in source.sample((-1, 0, 1, 2, 3), 2)
                ]
    rows += [("overflow", a, b) for a in (DATE_MIN, DATE_MAX, 0) for b in (DATE_MIN, DATE_MAX, DATE_MIN + 30, 0)]
    return rows


def differences(source: random.Random) -> None:
    """The files of ``date_diff``."""
    rows = [(s, a, b, unit) for s, a, b in pairs(source) for unit in source.sample(DATE_UNITS, 2)]
    answers = ask(f"between {to_date(a)} {to_date(b)} {_JAVA_UNITS[unit]}" for _, a, b, unit in rows)
    found: list[Row] = [(s, [str(a), str(b), u], n) for (s, a, b, u), n in zip(rows, answers, strict=True)]
    write("date_diff.date", "java.time.LocalDate.until", [*found, *_null_pairs(DATE_UNITS)])

    moments = []
    for section, a, b in pairs(source):
        start = a * DAY + source.choice(CLOCKS)
        end = b * DAY + source.choice(CLOCKS)
        if source.random() < 0.4:  # around the same time of day
            end = b * DAY + start % DAY + source.choice((-1, 0, 1))
        end = min(max(end, TIME_MIN), TIME_MAX)
        moments += [(section, start, end, unit) for unit in source.sample(UNITS, 3)]
    ends = [("overflow", a, b, u) for a, b in ((TIME_MIN, TIME_MAX), (TIME_MAX, TIME_MIN)) for u in UNITS]
    small = [("edge", x, x + d, u) for _, x in times(source)[:20] for d in (-1, 0, 1) for u in source.sample(UNITS, 3)]
    moments += ends + small
    answers = ask(
        f"between {to_datetime(a).isoformat()} {to_datetime(b).isoformat()} {_JAVA_UNITS[u]}" for _, a, b, u in moments
    )
    found = [(s, [str(a), str(b), u], n) for (s, a, b, u), n in zip(moments, answers, strict=True)]
    write("date_diff.datetime", "java.time.LocalDateTime.until", [*found, *_null_pairs(UNITS)])
    some = [
        row
        for row in found
        if row[1][2] in CLOCK_UNITS
    ]  # fmt: skip
    write("date_diff.timestamp", "java.time.LocalDateTime.until, in UTC", [*some, *_null_pairs(CLOCK_UNITS)])


def _null_pairs(units: Iterable[str]) -> Iterable[Row]:
    yield from (("null", [*args, unit], None) for unit in units for args in ([None, "1"], ["0", None]))


def ages(source: random.Random) -> None:
    """The file of ``age_years``: complete years, where on is not before birth."""
    rows = [(s, a, b) for s, a, b in pairs(source) if s != "basic" or a <= b or source.random() < 0.2]
    rows += [
        ("edge", from_date(date(2000, 2, 29)), from_date(date(y, m, d)))
        for y in (2001, 2003, 2004, 2100)
        for m, d in ((2, 27), (2, 28), (3, 1), (3, 2))
    ]
    rows += [("edge", from_date(date(2000, 2, 29)), from_date(date(2004, 2, 29)))]
    answers = ask(f"between {to_date(a)} {to_date(b)} YEARS" for _, a, b in rows)
    found: list[Row] = [
        (s, [str(a), str(b)], n if a <= b else None) for (s, a, b), n in zip(rows, answers, strict=True)
    ]
    nulls: list[Row] = [("null", args, None) for args in ([None, "1"], ["0", None], [None, None])]
    write("age_years.date", "java.time.LocalDate.until in years, null before birth", [*found, *nulls])


def made(source: random.Random) -> None:
    """The files of ``make_date`` and ``make_datetime``, with Python's datetime as the oracle."""
    rows: list[Row] = []
    parts = [
        (section, tuple(day.timetuple()[:3]))
        for section, x in times(source)
        for day in (to_date(x // DAY),)
    ]  # fmt: skip
    bad = [
        (2013, 2, 29), (1900, 2, 29), (2000, 2, 29), (2000, 2, 30), (2013, 4, 31), (2013, 4, 30), (2013, 0, 1),
        (2013, 13, 1), (2013, 1, 0), (2013, 1, 32), (2013, 1, -1), (0, 1, 1), (-1, 1, 1), (10_000, 1, 1), (1, 1, 1),
        (9999, 12, 31), (9999, 12, 32), (*INT64, 1), (2013, 2**32 + 1, 1), (2013, 1, 2**32 + 1), (2**32 + 2013, 1, 1),
        (INT64[1], INT64[1], INT64[1]), (INT64[0], 1, 1), (2013, INT64[0], 1), (2013, 1, INT64[0]), (2013, 12, 31),
    ]  # fmt: skip
    parts += [("overflow" if max(map(abs, p)) > 9999 else "edge", p) for p in bad]
    for section, part in parts:
        rows.append((section, [str(n) for n in part], _made(part)))
    nulls: list[Row] = [("null", [None if i == n else "1" for i in range(3)], None) for n in range(3)]
    write("make_date.int64", "Python datetime.date", [*rows, *nulls])

    rows = []
    moments = [(s, tuple(to_datetime(x).timetuple()[:6])) for s, x in times(source)]
    day = (2013, 10, 10)
    clocks = [
        (0, 0, 0), (23, 59, 59), (24, 0, 0), (-1, 0, 0), (0, 60, 0), (0, -1, 0), (0, 0, 60), (0, 0, -1), (23, 59, 60),
        (2**32, 0, 0), (0, 2**32, 0), (0, 0, 2**32), (INT64[0], 0, 0), (0, INT64[1], 0), (0, 0, INT64[1]),
    ]  # fmt: skip
    moments += [("overflow" if max(map(abs, c)) > 9999 else "edge", (*day, *c)) for c in clocks]
    moments += [("overflow" if max(map(abs, p)) > 9999 else "edge", (*p, 5, 30, 15)) for p in bad]
    for section, part in moments:
        rows.append((section, [str(n) for n in part], _made(part)))
    nulls = [("null", [None if i == n else "1" for i in range(6)], None) for n in range(6)]
    write("make_datetime.int64", "Python datetime.datetime", [*rows, *nulls])


def _made(parts: tuple[Any, ...]) -> str | None:
    try:
        return str(from_date(date(*parts)) if len(parts) == 3 else from_datetime(datetime(*parts)))
    except (ValueError, OverflowError):
        return None


def main() -> None:
    """All files."""
    source = random.Random(20131010)
    for name, unit in (("add_days", "DAYS"), ("add_months", "MONTHS"), ("add_years", "YEARS")):
        plus(name, unit, source)
    differences(source)
    operators(random.Random("operators"))
    ages(source)
    made(source)
    days = list(dict.fromkeys((s, x // DAY) for s, x in times(source)))
    midnights: list[Row] = [
        (s, [str(x)], str(from_datetime(datetime.combine(to_date(x), datetime.min.time())))) for s, x in days
    ]
    write("datetime.date", "Python datetime.combine", [*midnights, ("null", [None], None)])


if __name__ == "__main__":
    main()
