"""A zone's offsets for columns of instants. Knows the zone's table, no operator.

The time of a column lies in a short stretch with few changes, or, with nulls as the epoch or years of history, in a
longer one with many. So there are three ways to the same sums, from the quickest on:

* at most two changes between the column's first and last instant: the first offset, and a step at each change;
* all within 1900..2100: that stretch is cut into equal slots so short that none has two changes; a slot knows the
  offset before its change, the change and the step there;
* else a binary search.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Final

import numpy as np

from featc_runtime.batch.columns import Ints
from featc_runtime.data.zones import Zone, zone

#: Microseconds since 1970 of 1900-01-01 and 2101-01-01.
_SLOTS_START: Final = -2_208_988_800_000_000
_SLOTS_END: Final = 4_133_980_800_000_000
#: Slots are 2^40 microseconds long (12.7 days), or half of that as often as needed (no zone needs it twice).
_BITS: Final = 40
_FEW: Final = 2


class Offsets:
    """The prepared form of a zone."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._slots: _Slots | None = None

    def add_to(self, t: Ints, first: int, last: int) -> Ints:
        """``t`` with the offset of each instant added; ``first`` and ``last`` are its least and greatest."""
        zone = self._zone
        low, high = bisect_right(zone.starts, first), bisect_right(zone.starts, last)
        if high - low <= _FEW:
            local = t + zone.offsets[low]
            for i in range(low, high):
                local += (t >= zone.starts[i]) * np.int64(zone.offsets[i + 1] - zone.offsets[i])
            return local
        if first >= _SLOTS_START and last < _SLOTS_END:
            if self._slots is None:
                self._slots = _make_slots(zone)
            return self._slots.add_to(t)
        found = zone.starts_array[low:high].searchsorted(t, side="right")
        found += low
        return t + zone.offsets_array.take(found)


class _Slots:
    """Slot i holds the instants from ``_SLOTS_START + i * 2^bits`` on."""

    def __init__(self, bits: int, offsets: Ints, changes: Ints, steps: Ints) -> None:
        self._bits, self._offsets, self._changes, self._steps = bits, offsets, changes, steps

    def add_to(self, t: Ints) -> Ints:
        slot = t - _SLOTS_START
        slot >>= self._bits
        step = self._steps.take(slot)
        step *= t >= self._changes.take(slot)
        step += self._offsets.take(slot)
        step += t
        return step


def _make_slots(zone: Zone) -> _Slots:
    """The longest slots of which none has two changes."""
    low, high = bisect_right(zone.starts, _SLOTS_START), bisect_right(zone.starts, _SLOTS_END - 1)
    changes = zone.starts_array[low:high]
    bits = _BITS
    while ((where := (changes - _SLOTS_START) >> bits)[1:] == where[:-1]).any():
        bits -= 1
    begins = np.arange(_SLOTS_START, _SLOTS_END, 1 << bits, dtype=np.int64)
    offsets = zone.offsets_array[low + changes.searchsorted(begins, side="left")]  # before a change at the very begin
    at, steps = np.zeros_like(begins), np.zeros_like(begins)
    at[where] = changes
    steps[where] = np.diff(zone.offsets_array[low : high + 1])
    return _Slots(bits, offsets, at, steps)


@cache
def _offsets(zone: Zone) -> Offsets:
    return Offsets(zone)


def offsets_of(name: str) -> Offsets:
    """The prepared zone of this name; LookupError for a name that tzdata does not have."""
    return _offsets(zone(name))
