"""Writes the vectors of instants as numbers and as RFC 3339 text, with Python's datetime as the oracle.

Run by hand: ``python tests/tools/make_vectors_instants.py``. Knows nothing of featc's code.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone

from make_vectors_time import MICROSECOND, TIME_MAX, TIME_MIN, Row, times, to_datetime, write

INT64 = (-(2**63), 2**63 - 1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: RFC 3339, section 5.6, with the limits of its section 5.7 but for leap seconds.
RFC3339 = re.compile(
    r"(?P<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T(?P<clock>(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)"
    r"(?P<fraction>\.\d+)?(?P<offset>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)


def read(text: str) -> str | None:
    """Microseconds since 1970 of an RFC 3339 text, by datetime.strptime and timezone."""
    if not text.isascii():
        return None
    match = RFC3339.fullmatch(text.upper())
    if match is None:
        return None
    try:
        civil = datetime.strptime(f"{match['day']} {match['clock']}", "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    millionths = (match["fraction"] or ".0")[1:]
    if int(millionths) * 10**6 % 10 ** len(millionths):
        return None
    civil += timedelta(microseconds=int(millionths) * 10**6 // 10 ** len(millionths))
    zone = UTC
    if match["offset"] != "Z":
        hours, minutes = map(int, match["offset"][1:].split(":"))
        zone = timezone((1 if match["offset"][0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    micros = (civil.replace(tzinfo=UTC) - EPOCH) // MICROSECOND - zone.utcoffset(None) // MICROSECOND
    return str(micros) if TIME_MIN <= micros <= TIME_MAX else None


BASE = "2013-10-10T05:30:15"
#: Texts of which some are good and some are not, around every rule.
TEXTS = [
    *(f"{BASE}{tail}" for tail in (
        "Z", "z", "+00:00", "-00:00", "+02:00", "-04:56", "+14:00", "-12:00", "+18:00", "+18:01", "-18:00", "-18:01",
        "+23:59", "-23:59", "+24:00", "-24:00", "+00:59", "+00:60", "+12:60", "+99:99", "+1:00", "+01:0", "+0100",
        "+01", "+01:00:00", "-04:56:02", "", " ", " Z", "Z ", "Z\n", "\n", "ZZ", "+-1:00", "+01-00", "−04:56", "UTC",
    "[UTC]",
        ".Z", ".5Z", ".50Z", ".123Z", ".1234Z", ".123456Z", ".1234560Z", ".123456000Z", ".1234567Z", ".123456789Z",
        ".000000Z", ".0000000000000000000000000000000000Z", ".0000001Z", ".000001Z", ".0000009Z", ".9999990Z",
        ".9999999Z", ",5Z", ".5", ".5+02:00", ".5 +02:00", ".-5Z", ".1_0Z", ".٥Z", ".5z", ".999999z", ":00Z", "z0",
        "." + "0" * 400 + "Z", "." + "0" * 400 + "1Z", ".5" + "0" * 400 + "-01:30",
    )),
    *(f"{day}T05:30:15Z" for day in (
        "2013-02-28", "2013-02-29", "2012-02-29", "2012-02-30", "1900-02-29", "2000-02-29", "2100-02-29", "2013-00-10",
        "2013-13-10", "2013-10-00", "2013-10-32", "2013-09-31", "2013-11-30", "2013-11-31", "0000-01-01", "0001-01-01",
        "9999-12-31", "10000-01-01", "-001-01-01", "+2013-10-10", "2013-1-10", "2013-10-1", "13-10-10", "20131010",
        "2013/10/10", "2013-10", "2013-283", "2013-W41-4", "２０１３-10-10", "2013-1٠-10", "1582-10-10", "0004-02-29",
    )),
    *(f"2013-10-10T{clock}Z" for clock in (
        "00:00:00", "23:59:59", "23:59:60", "24:00:00", "24:00:01", "25:00:00", "12:60:00", "12:59:60", "12:59:61",
        "5:30:15", "05:3:15", "05:30:5", "05:30", "05", "053015", "05.30.15", "05:30:15:00", "0 :30:15", "99:99:99",
    )),
    "", "T", "Z", "null", "2013-10-10", "2013-10-10 05:30:15Z", "2013-10-10t05:30:15z", "2013-10-10t05:30:15.25Z",
    "2013-10-10T05:30:15T", " 2013-10-10T05:30:15Z", "2013-10-10  05:30:15Z", "2013-10-10_05:30:15Z", "1381383015",
    "Thu, 10 Oct 2013 05:30:15 GMT", "2013-10-10T05:30:15Z2013-10-10T05:30:15Z", "2016-12-31T23:59:60Z",
    "2016-12-31T23:59:59.999999Z", "1990-12-31T15:59:60-08:00", "1937-01-01T12:00:27.87+00:20",
    "1985-04-12T23:20:50.52Z", "1996-12-19T16:39:57-08:00", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.999999Z",
    "1970-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01", "0001-01-01T00:00:00-00:01", "0001-01-01T23:58:59+23:59",
    "0001-01-01T23:59:00+23:59", "0000-12-31T23:59:59-01:00", "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59.999999-00:01", "9999-12-31T23:59:59.999999+00:01", "9999-12-31T23:59:59.999999-23:59",
    "9999-12-31T00:00:59.999999-23:59", "9999-12-31T00:01:00-23:59", "9999-12-31T23:59:59.9999999Z",
    "2013-03-10T02:30:00-05:00", "2013-11-03T01:30:00-04:00", "2013-11-03T01:30:00-05:00", "2011-12-30T12:00:00+14:00",
    "2013-10-10T05:30:15\u212a", "2013-10-10T05:30:15Z\u0000", "\ufeff2013-10-10T05:30:15Z", "2013‐10‐10T05:30:15Z",
]  # fmt: skip


def parses(source: random.Random) -> Iterable[Row]:
    """Texts and the instants that they write."""
    for x in [source.randrange(-2 * 10**15, 4 * 10**15) for _ in range(40)]:
        text = to_datetime(x).isoformat() + source.choice(["Z", "+00:00", "-05:00", "+05:30", "+12:45", "-09:30"])
        yield "basic", [text], read(text)
    for text in TEXTS:
        found = read(text)
        ends = text.startswith(("0000-", "0001-", "9999-")) and (found is None or abs(int(found)) > 6 * 10**16)
        yield "overflow" if ends else "edge", [text], found
    for _ in range(80):  # one character changed, left out or put in
        text = to_datetime(source.randrange(TIME_MIN, TIME_MAX)).isoformat() + source.choice(["Z", "+05:30", "-23:59"])
        at = source.randrange(len(text))
        text = (
            text[:at] + source.choice(["", source.choice("0123456789:-+.TZtz ")]) + text[at + source.choice((0, 1)) :]
        )
        yield "edge", [text], read(text)
    yield "null", [None], None


def prints(source: random.Random) -> Iterable[Row]:
    """Instants and their text, by datetime.isoformat."""
    fractions = [0, 1, 10, 250, 999, 1000, 1001, 10_000, 100_000, 120_000, 123_000, 123_400, 123_456, 999_000, 999_999]
    rows = [
        ("edge", at * 10**6 + f) for at in (0, -1, 1_381_383_015, -62_135_596_800, 253_402_300_799) for f in fractions
    ]
    rows += times(source)
    for section, x in rows:
        moment = to_datetime(x)
        text = moment.isoformat(timespec="microseconds")
        if moment.microsecond % 1000 == 0:
            text = moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
        yield section, [str(x)], f"{text}Z"
    yield "null", [None], None


def numbers(source: random.Random, unit: timedelta) -> Iterable[Row]:
    """Numbers of a unit, and the instants so long after 1970."""
    size = unit // MICROSECOND
    ends = [-(-TIME_MIN // size), TIME_MAX // size]
    basic = [source.randrange(0, 2 * 10**15) // size for _ in range(60)]
    edges = [0, 1, -1, *(source.randrange(TIME_MIN, TIME_MAX) // size for _ in range(60))]
    over = [e + d for e in ends for d in (-2, -1, 0, 1, 2)]
    over += [*INT64, INT64[0] + 1, *(sign * (2**64 // size + d) for sign in (1, -1) for d in (0, 1, 1_381_383_015))]
    over += [2**64 // size * 2 + 5, 2**63 // size, 2**63 // size + 1, -(2**63) // size - 1]
    for section, values in (("basic", basic), ("edge", edges), ("overflow", over)):
        for n in values:
            if not INT64[0] <= n <= INT64[1]:
                continue
            try:
                found = str((EPOCH + n * unit - EPOCH) // MICROSECOND)
            except OverflowError:
                found = None
            yield section, [str(n)], found
    yield "null", [None], None


def whole(source: random.Random, unit: timedelta) -> Iterable[Row]:
    """Instants, and the units since 1970 rounded down."""
    rows = [*times(source), *(("edge", n * 1000 + d) for n in range(-2, 3) for d in (-1, 0, 1))]
    rows += [("edge", n * 10**6 + d) for n in range(-2, 3) for d in (-1, 0, 1)]
    for section, x in rows:
        yield section, [str(x)], str((to_datetime(x) - datetime(1970, 1, 1)) // unit)
    yield "null", [None], None


def main() -> None:
    """All files."""
    source = random.Random(20131010)
    units = {"seconds": timedelta(seconds=1), "milliseconds": timedelta(milliseconds=1), "microseconds": MICROSECOND}
    files: dict[str, Callable[[random.Random, timedelta], Iterable[Row]]] = {
        "from_unix_{}.int64": numbers,
        "unix_{}.timestamp": whole,
    }
    for form, rows in files.items():
        for name, unit in units.items():
            write(form.format(name), "Python datetime.timedelta", rows(source, unit))
    write("parse_rfc3339.string", "the grammar of RFC 3339 as a regex, Python datetime.strptime", parses(source))
    write("rfc3339.timestamp", "Python datetime.isoformat", prints(source))


if __name__ == "__main__":
    main()
