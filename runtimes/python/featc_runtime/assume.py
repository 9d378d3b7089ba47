"""Civil times that come without a zone, as instants of the zone that their field assumes. Knows zones, no fields.

A civil time that a change of the clock repeats means the earlier instant; one that it skips is moved on by the length
of the gap, as if the clock had not been changed yet (SEMANTICS.md#ingress).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import numpy as np

from featc_runtime.batch.columns import Ints
from featc_runtime.data.zones import zone


class CivilZone:
    """The instants of a zone's civil times, both in microseconds. Results may lie just outside 0001..9999."""

    def __init__(self, name: str) -> None:
        found = zone(name)
        # Before a change its old offset holds: until the later of the two civil times that the clock shows at it.
        ends = found.starts_array + np.maximum(found.offsets_array[:-1], found.offsets_array[1:])
        self._ends = np.maximum.accumulate(ends)
        self._offsets = found.offsets_array
        self._ends_list, self._offsets_list = self._ends.tolist(), self._offsets.tolist()

    def instants(self, civil: Ints) -> Ints:
        """The instants of a column."""
        return civil - self._offsets[np.searchsorted(self._ends, civil, side="right")]

    def instant(self, civil: int) -> int:
        """The instant of one civil time."""
        offset: int = self._offsets_list[bisect_right(self._ends_list, civil)]
        return civil - offset


@cache
def civil_zone(name: str) -> CivilZone:
    """The zone of this name; LookupError for a name that tzdata does not have."""
    return CivilZone(name)
