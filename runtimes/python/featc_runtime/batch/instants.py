"""Columns of instants of civil times, as numbers and as RFC 3339 text (SEMANTICS.md#time). Knows no nulls.

Instants are int64 microseconds since 1970-01-01T00:00:00Z inside 0001..9999; what leaves that range is not ok and 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import distinct
from featc_runtime.batch.time_columns import RFC3339, RFC3339_PRINTED, Pieces, Single, read
from featc_runtime.batch.time_printing import write
from featc_runtime.civil_zones import CivilZone
from featc_runtime.scalar import instants as scalar
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY, TIME_MAX, TIME_MIN

_SECOND: Final = 1_000_000


def to_timestamp_datetime(x: Ints, zone: CivilZone) -> tuple[Ints, Bools]:
    moments, ok = zone.instants(x)
    ok &= moments >= TIME_MIN
    ok &= moments <= TIME_MAX
    moments[~ok] = 0
    return moments, ok


def _from_unix(x: Ints, unit: int) -> tuple[Ints, Bools]:
    """``x`` times ``unit`` microseconds; the check comes before what may wrap."""
    ok: Bools = np.greater_equal(x, -(-TIME_MIN // unit))
    ok &= np.less_equal(x, TIME_MAX // unit)
    moments: Ints = np.where(ok, x, 0)
    moments *= unit
    return moments, ok


def from_unix_seconds_int64(x: Ints) -> tuple[Ints, Bools]:
    return _from_unix(x, _SECOND)


def from_unix_milliseconds_int64(x: Ints) -> tuple[Ints, Bools]:
    return _from_unix(x, 1000)


def from_unix_microseconds_int64(x: Ints) -> tuple[Ints, Bools]:
    return _from_unix(x, 1)


def unix_seconds_timestamp(t: Ints) -> Ints:
    return t // _SECOND


def unix_milliseconds_timestamp(t: Ints) -> Ints:
    return t // 1000


def unix_microseconds_timestamp(t: Ints) -> Ints:
    return t


def parse_rfc3339_string(x: Strings) -> tuple[Ints, Bools]:
    return instants_of(x, scalar.read_rfc3339, RFC3339)


def instants_of(x: Strings, single: Single, forms: Sequence[Pieces]) -> tuple[Ints, Bools]:
    """The instants that texts with an offset mean; not ok, and 0, outside the range."""
    codes, texts = distinct(x)
    found = read(texts, single, forms)
    moments = found.days * MICROSECONDS_PER_DAY + found.clock - found.offset
    ok = found.ok & (moments >= TIME_MIN) & (moments <= TIME_MAX)
    moments *= ok
    return moments[codes], ok[codes]


def rfc3339_timestamp(t: Ints) -> Strings:
    return write(t, MICROSECONDS_PER_DAY, scalar.write_rfc3339, RFC3339_PRINTED)


PREPARE: Final[dict[str, Callable[..., Any]]] = scalar.PREPARE

__all__ = [
    "from_unix_microseconds_int64",
    "from_unix_milliseconds_int64",
    "from_unix_seconds_int64",
    "parse_rfc3339_string",
    "rfc3339_timestamp",
    "to_timestamp_datetime",
    "unix_microseconds_timestamp",
    "unix_milliseconds_timestamp",
    "unix_seconds_timestamp",
]
