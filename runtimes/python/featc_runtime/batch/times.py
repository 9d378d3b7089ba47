"""Civil time and durations of columns (SEMANTICS.md#time). Knows zones as tables, no nulls.

Times are int64 microseconds, dates int64 days since 1970-01-01, all inside 0001..9999. Counted from 0001-01-01 they
are not negative, so unsigned division rounds down; and the rest of a division by n is taken as the difference of two
quotients modulo 2^32, which is exact because the rest itself is small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch import calendar
from featc_runtime.batch.columns import Floats, Ints
from featc_runtime.batch.offsets import Offsets, offsets_of
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY as _DAY
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_WIDTHS: Final = {"second": _SECOND, "minute": _MINUTE, "hour": _HOUR}


def at(t: Ints, zone: Offsets) -> Ints:
    """The civil time of instants; moved to the nearer end of 0001..9999 where it lies outside."""
    if not len(t):
        return t.copy()
    first, last = int(t.min()), int(t.max())
    local = zone.add_to(t, first, last)
    if first < TIME_MIN + _DAY * 2 or last > TIME_MAX - _DAY * 2:  # no offset is as long as two days
        np.clip(local, TIME_MIN, TIME_MAX, out=local)
    return local


def _since_year_1(x: Ints) -> NDArray[np.uint64]:
    return (x - TIME_MIN).view(np.uint64)


def _rest(fine: NDArray[np.uint64], coarse: NDArray[np.uint64], count: int) -> Ints:
    """``fine - coarse * count`` where that is known to lie in 0..2^32-1."""
    rest = coarse.astype(np.uint32)
    rest *= np.uint32(count)
    np.subtract(fine.astype(np.uint32), rest, out=rest)
    return rest.astype(np.int64)


def _days(x: Ints) -> Ints:
    days = _since_year_1(x)
    days //= np.uint64(_DAY)
    return days.view(np.int64)


def date_datetime(x: Ints) -> Ints:
    days = _days(x)
    days -= -calendar.FIRST_DAY
    return days
