"""Civil times of every zone and back: what the tables promise, and both forms of the way back."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from featc_runtime import batch, scalar
from featc_runtime.civil_zones import civil_zone
from featc_runtime.data.zones import Zone, is_zone, known_zones, zone
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

DAY = 86_400_000_000
RULES = [(a, m) for a in ("earlier", "later", "null") for m in ("earlier", "later", "shift_forward", "null")]


@cache
def zones() -> list[tuple[str, Zone]]:
    """Every zone once, whatever its names."""
    found = {zone(name).digest: name for name in sorted(known_zones())}
    return [(name, zone(name)) for name in found.values()]


def test_no_two_stretches_touch() -> None:
    """What is skipped or repeated at one change ends before the next one begins."""
    for name, table in zones():
        begins = table.starts_array + np.minimum(table.offsets_array[1:], table.offsets_array[:-1])
        ends = table.starts_array + np.maximum(table.offsets_array[1:], table.offsets_array[:-1])
        assert (begins[1:] > ends[:-1]).all(), name


def around_changes(table: Zone) -> np.ndarray:
    """Civil times at both sides of changes up to 2118 and of the last years, and within."""
    kept = (table.starts_array < 4_700_000_000_000_000) | (table.starts_array > 253_370_000_000_000_000)
    sides = [table.starts_array[kept] + side[kept] for side in (table.offsets_array[:-1], table.offsets_array[1:])]
    points = [s + d for s in sides for d in (-1, 0, 1)]
    points += [sum(sides) // 2, [TIME_MIN, TIME_MIN + DAY, 0, TIME_MAX - DAY, TIME_MAX]]
    return np.unique(np.concatenate(points)).clip(TIME_MIN, TIME_MAX)


@pytest.mark.thorough
def test_every_zone_there_and_back() -> None:
    """A time that is shown is shown by its instant; one that is not is moved as the rule says."""
    for turn, (name, table) in enumerate(zones()):
        civil = around_changes(table)
        prepared = {
            rule: civil_zone(name, *rule)
            for rule in (("earlier", "null"), ("later", "shift_forward"), RULES[turn % 12])
        }
        known = {}
        for rule, one in prepared.items():
            found, ok = batch.to_timestamp_datetime(civil, one)
            singly = [scalar.to_timestamp_datetime(x, one) for x in civil.tolist()]
            assert [v if k else None for v, k in zip(found.tolist(), ok.tolist(), strict=True)] == singly, (name, rule)
            known[rule] = found, ok
        first, shown = known["earlier", "null"]
        inside = (civil > TIME_MIN + 2 * DAY) & (civil < TIME_MAX - 2 * DAY)
        at = batch.PREPARE["at"](name)
        assert np.array_equal(batch.at(first[shown & inside], at), civil[shown & inside]), name
        last, _ = known["later", "shift_forward"]
        assert np.array_equal(batch.at(last[shown & inside], at), civil[shown & inside]), name
        assert (last >= first)[shown & inside].all()
        changes = last[~shown & inside]
        assert np.isin(changes, table.starts_array).all(), name
        assert (batch.at(changes, at) > civil[~shown & inside]).all()


@pytest.mark.parametrize(
    ("name", "good"),
    [("+00:00", True), ("-00:00", True), ("-02:30", True), ("+23:59", True), ("-23:59", True), ("+24:00", False),
     ("+02:60", False), ("+2:00", False), ("+0200", False), ("02:00", False), ("+02:00 ", False), ("Z", False),
     ("+٠٢:00", False), ("", False), ("UTC", True), ("utc", False)],
)  # fmt: skip
def test_fixed_offsets(name: str, good: bool) -> None:
    assert is_zone(name) is good
    if good and name != "UTC":
        expected = (int(name[1:3]) * 60 + int(name[4:])) * 60_000_000 * (-1 if name[0] == "-" else 1)
        assert batch.at(np.array([0]), batch.PREPARE["at"](name)).tolist() == [expected]
        assert scalar.at(0, scalar.PREPARE["at"](name)) == expected
        assert civil_zone(name).instant(0) == -expected
    elif not good:
        with pytest.raises(LookupError):
            zone(name)
