"""The offset of a zone at an instant, read from the pinned zone data line by line. Knows no runtime code.

A line of ``zones.txt`` is, between tabs: names; the offset before the first change; changes as ``second:offset``; and
``-`` or the rule of every later year, ``standard summer start end``. Start and end are
``month.week.weekday/second of the local day``, week 5 being the last and weekday 0 Sunday, in the time that ends there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from featc.reference.limits import EPOCH


@dataclass(frozen=True, slots=True)
class Line:
    """What the data says of one zone, in seconds."""

    first: int
    changes: tuple[tuple[int, int], ...]
    rule: tuple[str, ...]


@cache
def read_zones() -> dict[str, Line]:
    """Every zone by its name."""
    text = resources.files("featc_runtime.data").joinpath("zones.txt").read_text(encoding="ascii")
    zones: dict[str, Line] = {}
    for row in text.splitlines()[1:]:
        names, first, changes, rule = row.split("\t")
        pairs = tuple((int(at), int(offset)) for at, offset in (c.split(":") for c in changes.split()))
        line = Line(int(first), pairs, () if rule == "-" else tuple(rule.split()))
        zones.update(dict.fromkeys(names.split(), line))
    return zones


def offset_at(zone: str, second: int) -> int:
    """The seconds that civil time is ahead of UTC at an instant (whole seconds since 1970, floor).

    ``zone`` is a name, or a fixed offset such as -02:30.
    """
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[4:6])
        return (-minutes if zone[0] == "-" else minutes) * 60
    line = read_zones()[zone]
    offset, last = line.first, None
    for at, after in line.changes:
        if at <= second:
            offset, last = after, at
    if line.rule and (not line.changes or last == line.changes[-1][0]):
        year = date.fromordinal(min(max(second // 86_400 + EPOCH, 1), date.max.toordinal())).year
        for near in (year - 1, year, year + 1):
            for at, after in yearly_changes(line.rule, near):
                if at <= second and (last is None or at > last):
                    offset = after
    return offset


def changes_near(zone: str, second: int) -> list[int]:
    """The seconds, within two days of one, at which the offset changes, in their order."""
    near = range(second - 2 * 86_400, second + 2 * 86_400)
    if zone[0] in "+-":
        return []
    line = read_zones()[zone]
    found = {at for at, _ in line.changes if at in near}
    if line.rule:
        year = date.fromordinal(min(max(second // 86_400 + EPOCH, 1), date.max.toordinal())).year
        found |= {at for y in (year - 1, year, year + 1) for at, _ in yearly_changes(line.rule, y) if at in near}
    return sorted(at for at in found if offset_at(zone, at) != offset_at(zone, at - 1))


@cache
def yearly_changes(rule: tuple[str, ...], year: int) -> tuple[tuple[int, int], ...]:
    """The two changes of one year by a rule, in their order; none outside the calendar."""
    if not date.min.year <= year <= date.max.year:
        return ()
    standard, summer = int(rule[0]), int(rule[1])
    begin, end = _local_second(rule[2], year), _local_second(rule[3], year)
    return tuple(sorted([(begin - standard, summer), (end - summer, standard)]))


def _local_second(text: str, year: int) -> int:
    where, time = text.split("/")
    month, week, weekday = (int(n) for n in where.split("."))
    day = date(year, month, 1)
    while day.isoweekday() % 7 != weekday:
        day += timedelta(days=1)
    for _ in range(week - 1):
        if (day + timedelta(days=7)).month == month:
            day += timedelta(days=7)
    return (day.toordinal() - EPOCH) * 86_400 + int(time)
