"""What a zone makes of civil times, by a rule for those that it repeats and those that it skips (SEMANTICS.md#time).

Knows zones as tables, no nulls and no operator. Around each change of the offset lies a stretch of civil time that is
shown twice, where the clock is put back, or never, where it is put on. No two of these stretches touch in any zone.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import numpy as np
from numpy.typing import NDArray

from featc_runtime.data.zones import Zone, zone

_Ints = NDArray[np.int64]


class CivilZone:
    """The instants of a zone's civil times, both in microseconds.

    ``ambiguous`` says which instant a repeated civil time is: earlier, later or null. ``missing`` says what becomes of
    a skipped one: later (moved on by the length of the gap, as if the clock had not been put on yet), earlier (moved
    back by it), shift_forward (the moment of the change) or null.
    """

    def __init__(self, zone: Zone, ambiguous: str, missing: str) -> None:
        starts, before, after = zone.starts_array, zone.offsets_array[:-1], zone.offsets_array[1:]
        skipped = after > before
        # Civil time falls into pieces, by turns the plain times of an offset and the stretch around its change.
        ends = np.empty(2 * len(starts), dtype=np.int64)
        ends[0::2], ends[1::2] = starts + np.minimum(before, after), starts + np.maximum(before, after)
        offsets = np.repeat(zone.offsets_array, 2)[:-1]
        later = (skipped & (missing == "earlier")) | (~skipped & (ambiguous == "later"))
        offsets[1::2] = np.where(later, after, before)
        null = np.zeros(len(offsets), dtype=np.bool_)
        null[1::2] = (skipped & (missing == "null")) | (~skipped & (ambiguous == "null"))
        moment = np.zeros(len(offsets), dtype=np.int64)
        moment[1::2] = np.where(skipped & (missing == "shift_forward"), starts, 0)
        fixed = np.zeros(len(offsets), dtype=np.bool_)
        fixed[1::2] = skipped & (missing == "shift_forward")
        # Pieces that are alike are one.
        kept = np.ones(len(offsets), dtype=np.bool_)
        special = null | fixed
        kept[1:] = (offsets[1:] != offsets[:-1]) | special[1:] | special[:-1]
        self._ends = ends[kept[1:]]
        self._offsets, self._null, self._fixed, self._moments = offsets[kept], null[kept], fixed[kept], moment[kept]
        self._any_null, self._any_fixed = bool(null.any()), bool(fixed.any())
        self._ends_list, self._offsets_list = self._ends.tolist(), self._offsets.tolist()
        self._null_list = self._null.tolist()
        self._moments_list = [
            m if f else None for m, f in zip(moment[kept].tolist(), fixed[kept].tolist(), strict=True)
        ]

    def instant(self, civil: int) -> int | None:
        """The instant of one civil time; None where the rule says null."""
        at = bisect_right(self._ends_list, civil)
        if self._null_list[at]:
            return None
        moment: int | None = self._moments_list[at]
        return civil - self._offsets_list[at] if moment is None else moment

    def instants(self, civil: _Ints) -> tuple[_Ints, NDArray[np.bool_]]:
        """The instants of a column, and where the rule does not say null (there: some instant)."""
        rows = len(civil)
        low = bisect_right(self._ends_list, int(civil.min())) if rows else 0
        high = bisect_right(self._ends_list, int(civil.max())) if rows else 0
        at = self._ends[low:high].searchsorted(civil, side="right")
        at += low
        found: _Ints = civil - self._offsets.take(at)
        if self._any_fixed:
            np.copyto(found, self._moments.take(at), where=self._fixed.take(at))
        return found, ~self._null.take(at) if self._any_null else np.ones(rows, dtype=np.bool_)


@cache
def civil_zone(name: str, ambiguous: str = "earlier", missing: str = "later") -> CivilZone:
    """The zone of this name or offset under a rule; LookupError for a name that tzdata does not have."""
    return CivilZone(zone(name), ambiguous, missing)
