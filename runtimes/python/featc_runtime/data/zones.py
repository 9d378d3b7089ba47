"""Time zones from the vendored data, as tables of instants and offsets. Knows no operator, never asks the system.

``zones.txt`` (made by tools/make_zones.py, which describes its lines) has the changes that tzdata lists; the yearly
rule after the last of them is expanded to 9999 here, when a zone is first asked for.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from featc_runtime.data import pins
from featc_runtime.errors import EnvironmentFault

_SECOND = 1_000_000
_DAY = 86_400
_LAST_YEAR = 9999
#: A fixed offset from UTC in the place of a name.
_OFFSET = re.compile(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """What a zone makes of instants; names that mean the same share one object.

    ``offsets[i]`` (microseconds, east positive) holds for instants from ``starts[i - 1]`` (microseconds since 1970,
    ascending) to just before ``starts[i]``: the offset of ``t`` is ``offsets[bisect_right(starts, t)]``. The arrays
    (int64) hold the same numbers.
    """

    digest: str
    starts: list[int] = field(repr=False)
    offsets: list[int] = field(repr=False)
    starts_array: NDArray[np.int64] = field(repr=False)
    offsets_array: NDArray[np.int64] = field(repr=False)


@cache
def known_zones() -> frozenset[str]:
    """Every name that `zone` takes: IANA zones and links, with their upper and lower case."""
    return frozenset(_lines())


def is_zone(name: str) -> bool:
    """Whether `zone` takes this: one of the known names, or an offset from -23:59 to +23:59."""
    return name in known_zones() or _OFFSET.fullmatch(name) is not None


def zone(name: str) -> Zone:
    """The zone of this name, or with this offset at all times; LookupError where `is_zone` is not true."""
    return _zone(_line(name))


def zone_digest(name: str) -> str:
    """SHA-256 (hex) of what the zone makes of instants: its own changes and rule, no name, no other zone."""
    return _digest(_line(name))


@cache
def _lines() -> dict[str, str]:
    """Each name's line without the names."""
    data = resources.files(__package__).joinpath("zones.txt").read_bytes()
    if hashlib.sha256(data).hexdigest() != pins.TZDATA_SHA256:
        raise EnvironmentFault(
            f"featc_runtime/data/zones.txt is not the file of tzdata {pins.TZDATA_VERSION} that this featc-runtime "
            "came with: install featc-runtime again"
        )
    lines: dict[str, str] = {}
    for line in data.decode("ascii").splitlines()[1:]:
        names, _, content = line.partition("\t")
        lines.update(dict.fromkeys(names.split(" "), content))
    return lines


def _line(name: str) -> str:
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        seconds = int(offset[2]) * 3600 + int(offset[3]) * 60
        return f"{-seconds if offset[1] == '-' else seconds}\t\t-"
    line = _lines().get(name)
    if line is None:
        raise LookupError(f"tzdata {pins.TZDATA_VERSION} has no time zone {name!r}")
    return line


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode("ascii")).hexdigest()


@cache
def _zone(line: str) -> Zone:
    first, changes, rule = line.split("\t")
    pairs = [change.split(":") for change in changes.split()]
    starts = np.array([int(start) for start, _ in pairs], dtype=np.int64)
    offsets = np.array([int(first), *(int(offset) for _, offset in pairs)], dtype=np.int64)
    if rule != "-":
        more_starts, more_offsets = _expand(rule, int(starts[-1]))
        starts, offsets = np.concatenate([starts, more_starts]), np.concatenate([offsets, more_offsets])
    changed = offsets[1:] != offsets[:-1]
    starts = starts[changed] * _SECOND
    offsets = np.concatenate([offsets[:1], offsets[1:][changed]]) * _SECOND
    for array in (starts, offsets):
        array.flags.writeable = False
    return Zone(_digest(line), starts.tolist(), offsets.tolist(), starts, offsets)


def _expand(rule: str, after: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The changes of a yearly rule later than the instant ``after``, to the end of 9999, in seconds."""
    standard, summer, start, end = rule.split()
    years = np.arange(1970 + after // (366 * _DAY), _LAST_YEAR + 1)
    # A change is written in the local time that it ends.
    starts = np.concatenate([_moments(start, years) - int(standard), _moments(end, years) - int(summer)])
    offsets = np.repeat([int(summer), int(standard)], len(years))
    order = np.argsort(starts, kind="stable")
    order = order[starts[order] > after]
    return starts[order], offsets[order]


def _moments(day: str, years: NDArray[np.int64]) -> NDArray[np.int64]:
    """Local seconds of ``month.week.weekday/time`` in each year: week 5 is the last, weekday 0 is Sunday."""
    date, _, time = day.partition("/")
    month, week, weekday = map(int, date.split("."))
    months = (years - 1970) * 12 + month - 1
    first = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    length = (months + 1).astype("M8[M]").astype("M8[D]").astype(np.int64) - first
    into = (weekday - (first + 4)) % 7 + (week - 1) * 7  # 1970-01-01 was a Thursday
    return (first + np.where(into < length, into, into - 7)) * _DAY + int(time)
