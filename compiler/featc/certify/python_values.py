"""Raw values as Python programs have them, and back. Knows types, no target."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from featc.ir import Value
from featc.reference.limits import EPOCH
from featc_dsl.types import Kind, Type

_INSTANT, _CIVIL = datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1)


def to_python(value: Value, type: Type) -> Any:
    """A raw value as Python programs have it."""
    if value is None:
        return None
    if type.item is not None:
        assert isinstance(value, tuple)
        return [to_python(v, type.item) for v in value]
    match type.kind, value:
        case Kind.TIMESTAMP, int():
            return _INSTANT + timedelta(microseconds=value)
        case Kind.DATETIME, int():
            return _CIVIL + timedelta(microseconds=value)
        case Kind.DURATION, int():
            return timedelta(microseconds=value)
        case Kind.DATE, int():
            return date.fromordinal(value + EPOCH)
    return value


def from_python(value: Any, type: Type) -> Value:
    """The raw value of what a Python program gets."""
    if value is None:
        return None
    if type.item is not None:
        return tuple(from_python(v, type.item) for v in value)
    match type.kind:
        case Kind.TIMESTAMP:
            return int((value - _INSTANT) // timedelta(microseconds=1))
        case Kind.DATETIME:
            return int((value - _CIVIL) // timedelta(microseconds=1))
        case Kind.DURATION:
            return int(value // timedelta(microseconds=1))
        case Kind.DATE:
            return int(value.toordinal()) - EPOCH
    raw: Value = value
    return raw
