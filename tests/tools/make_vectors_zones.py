"""Writes the vectors of `to_timestamp`, with Python's zoneinfo as the oracle.

Python knows both instants of a repeated civil time by `fold`, and for a skipped one the instants by the offsets before
and after the gap. Run by hand: ``python tests/tools/make_vectors_zones.py``. Knows nothing of featc's code.
"""

from __future__ import annotations

import random
import zoneinfo
from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import metadata

from make_vectors_time import (
    DAY,
    MICROSECOND,
    TIME_MAX,
    TIME_MIN,
    ZONES,
    Row,
    changes,
    from_datetime,
    to_datetime,
    write,
    zone_of,
)

AMBIGUOUS = ("earlier", "later", "null")
MISSING = ("earlier", "later", "shift_forward", "null")
#: Zones with more of their own: changes by twenty minutes, a day skipped and a day repeated, no rule but history.
MORE = ("Pacific/Kwajalein", "Asia/Manila", "America/Juneau", "Europe/Lisbon", "Asia/Singapore", "America/Caracas")
FIXED = ("+00:00", "-00:00", "-02:30", "+14:00", "+23:59", "-23:59", "+00:01")


def offset(x: int, zone: str, fold: int) -> int:
    """Microseconds that the civil time is ahead of UTC, by fold."""
    found = to_datetime(x).replace(tzinfo=zone_of(zone), fold=fold).utcoffset()
    assert found is not None
    return found // MICROSECOND


def moment_of_change(x: int, zone: str, before: int, after: int) -> int:
    """The instant of the change that skips a civil time, by halving between the two readings of it."""
    low, high = x - after - 1, x - before

    def behind(at: int) -> bool:
        local = to_datetime(at).replace(tzinfo=zoneinfo.ZoneInfo("UTC")).astimezone(zone_of(zone))
        return (local.utcoffset() or timedelta(0)) // MICROSECOND == after

    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if behind(middle) else (middle, high)
    return high


def answer(x: int, zone: str, ambiguous: str, missing: str) -> str | None:
    """The instant of a civil time, None where the rules say so and outside the range."""
    first, second = offset(x, zone, 0), offset(x, zone, 1)
    found: int | None
    if first >= second:
        found = {"earlier": x - first, "later": x - second, "null": None}[ambiguous] if first > second else x - first
    elif missing == "shift_forward":
        found = moment_of_change(x, zone, first, second)
    else:
        found = {"later": x - first, "earlier": x - second, "null": None}[missing]
    return str(found) if found is not None and TIME_MIN <= found <= TIME_MAX else None


def values(source: random.Random, zone: str) -> Iterable[tuple[str, int]]:
    """Civil times around some changes, inside their gaps, ordinary ones, the ends."""
    spans = ((1879, 1942), (1942, 1996), (2010, 2012), (2037, 2039), (9998, 9999))
    for first, last in spans:
        some = changes(zone, datetime(first, 1, 1), datetime(last, 1, 1))
        for at in source.sample(some, min(2, len(some))):
            sides = []
            for moment in (at - 1, at):
                local = to_datetime(moment).replace(tzinfo=zoneinfo.ZoneInfo("UTC")).astimezone(zone_of(zone))
                sides.append(from_datetime(local.replace(tzinfo=None)) + (at - moment))
            low, high = sorted(sides)
            yield from (("edge", x) for x in (low - 1, low, (low + high) // 2, high - 1, high))
    for _ in range(4):
        yield "basic", source.randrange(from_datetime(datetime(1960, 1, 1)), from_datetime(datetime(2040, 1, 1)))
    ends = (TIME_MIN, TIME_MIN + DAY // 2, TIME_MIN + DAY, TIME_MAX, TIME_MAX - DAY // 2, TIME_MAX - DAY)
    yield from (("overflow", x) for x in ends)


def rows(source: random.Random) -> Iterable[Row]:
    """Every zone; every civil time under one rule, around changes under three."""
    turn = 0
    rules = [(a, m) for a in AMBIGUOUS for m in MISSING]
    for zone in (*ZONES, *MORE, *FIXED):
        for section, x in values(source, zone):
            for _ in range(3 if section == "edge" else 1):
                turn += 5  # no divisor of the twelve rules
                ambiguous, missing = rules[turn % len(rules)]
                yield section, [str(x), zone, ambiguous, missing], answer(x, zone, ambiguous, missing)
        yield "null", [None, zone, "earlier", "later"], None
    new_york = [(datetime(2013, 3, 10, 2, 30), m) for m in MISSING]
    for moment, missing in new_york:
        x = from_datetime(moment)
        yield "edge", [str(x), "America/New_York", "null", missing], answer(x, "America/New_York", "null", missing)
    for ambiguous in AMBIGUOUS:
        x = from_datetime(datetime(2013, 11, 3, 1, 30))
        yield "edge", [str(x), "America/New_York", ambiguous, "null"], answer(x, "America/New_York", ambiguous, "null")
    for missing in MISSING:  # Apia had no 30 December 2011
        x = from_datetime(datetime(2011, 12, 30, 13, 45))
        yield "edge", [str(x), "Pacific/Apia", "earlier", missing], answer(x, "Pacific/Apia", "earlier", missing)


def main() -> None:
    """The file."""
    zoneinfo.reset_tzpath(())
    oracle = f"Python zoneinfo with fold, over the package tzdata {metadata.version('tzdata')}"
    write("to_timestamp.datetime", oracle, rows(random.Random(20131010)))


if __name__ == "__main__":
    main()
