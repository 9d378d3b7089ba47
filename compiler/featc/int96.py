"""Timestamps of Parquet's type INT96, exactly or not at all. Knows arrays of Arrow; no files and no features.

An INT96 is a day and the nanoseconds in it. Spark, Hive and Impala write it. Arrow reads it in one unit: in nanoseconds
it wraps what is outside 1677..2262, in microseconds it cuts off without a word what is finer. Microseconds reach every
year that featc knows, so these are wanted. The same column read in seconds, which are always right, and in nanoseconds,
which are right modulo 2^64, tells where they are wrong.

Before its release 23, Arrow wrote times before 1970 with negative nanoseconds in the day. Its readers take these as
positive: then only nanoseconds are right, and the other units are 2^64 ns, 584 years, too late. What is a whole number
of microseconds is none 2^64 ns away from there, so nearly always it can be known which is meant.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.errors import Reason

_Ints = NDArray[np.int64]

#: 2^63 ns and 2^64 ns in seconds, 2^64 ns in microseconds, all rounded down; the nanoseconds that 2^64 has beyond.
_HALF, _TURN, _TURN_US, _TURN_REST = 9_223_372_036, 18_446_744_073, 18_446_744_073_709_551, 616
_WRITER = re.compile(r"parquet-cpp(?:-arrow)? version (\d+)\.")


def negative_times(created_by: str) -> bool:
    """Whether a file of this writer may have negative nanoseconds in a day."""
    match = _WRITER.match(created_by)
    return match is not None and int(match[1]) < 23


class Stop(Exception):
    """The column cannot be read; with the row, where it is known."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


class Read(NamedTuple):
    """The values, null where microseconds do not hold one, and which these are: row, reason, sentence."""

    array: pa.Array
    unread: list[tuple[int, Reason, str]]


def read(micros: pa.Array, nanos: pa.Array, seconds: pa.Array, *, negative: bool) -> Read:
    """One column in three units: timestamps, or lists, structs, maps of them.

    Stop for a time that may be either of two, and for what microseconds do not hold in lists, structs and maps.
    """
    if micros.type == seconds.type:  # beside INT96, in a struct
        return Read(micros, [])
    if not pa.types.is_timestamp(micros.type):
        for parts in zip(*map(_children, (micros, nanos, seconds)), strict=True):
            try:
                below = read(*parts, negative=negative)
            except Stop as error:
                raise Stop(str(error)) from None
            if below.unread:
                raise Stop(below.unread[0][2])
            if below.array is not parts[0]:
                raise Stop("times before 1970 in INT96, as written by pyarrow before 23")
        return Read(micros, [])
    us, ns, s = map(_values, (micros, nanos, seconds))
    rest = ns - s * 1_000_000_000  # NumPy wraps, and what is left is below a second
    beyond = us // 1_000_000 != s
    fine = rest % 1_000 != 0
    turned = late = np.zeros(len(us), np.bool_)
    if negative:
        turned = rest % 1_000 == _TURN_REST
        nanoseconds_reach = (s >= 0) & (s < _HALF)  # a time that has been written from nanoseconds, not before 1970
        late = (s >= _HALF) & (s <= _TURN)  # or one from nanoseconds before 1970
        midnight = (s % 86_400 == 0) & (rest == 0)
        twice = ((turned & nanoseconds_reach) | (~fine & late & ~midnight)) & ~beyond
        if twice.any():
            at = int(twice.argmax())
            moment, earlier = _text(int(s[at]), int(rest[at])), _text(int(s[at]), int(rest[at]) - 2**64)
            why = f"it is {moment} or {earlier}: pyarrow before 23 wrote both alike"
            raise Stop(f"INT96, {why}; write the file with a newer one", at)
    unread: list[tuple[int, Reason, str]] = []
    bad = beyond | (fine & ~turned)
    for at in np.flatnonzero(bad).tolist():
        if beyond[at]:
            why = f"INT96, {_text(int(s[at]), 0)} is further from 1970 than Arrow's timestamps reach"
            unread.append((at, "OUT_OF_RANGE", why))
        else:  # pyarrow wrote no other fractions where it is late
            moment = _text(int(s[at]), int(rest[at]) - (2**64 if late[at] else 0))
            unread.append((at, "TOO_FINE", f"INT96, {moment} is finer than a microsecond"))
    if not bad.any() and not turned.any():
        return Read(micros, [])
    true = np.where(turned, us - _TURN_US, us)
    return Read(pa.array(true, pa.int64(), mask=~_valid(micros) | bad).cast(micros.type), unread)


def _text(seconds: int, nanos: int) -> str:
    more, nanos = divmod(nanos, 1_000_000_000)
    fraction = f".{nanos:09}".rstrip("0").rstrip(".")
    return str(np.array(seconds + more, "M8[s]")) + fraction


def _children(array: pa.Array) -> list[pa.Array]:
    """The arrays below one of lists, maps or structs: what is there, without what lies under nulls."""
    if pa.types.is_map(array.type):
        first, end = array.offsets[0].as_py(), array.offsets[len(array)].as_py()
        return [array.keys.slice(first, end - first), array.items.slice(first, end - first)]
    found: Any = array.flatten()
    return found if isinstance(found, list) else [found]


def _values(array: pa.Array) -> _Ints:
    values: _Ints = array.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    return values


def _valid(array: pa.Array) -> NDArray[np.bool_]:
    ok: NDArray[np.bool_] = array.is_valid().to_numpy(zero_copy_only=False)
    return ok
