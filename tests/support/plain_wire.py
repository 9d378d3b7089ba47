"""Raw values in protobuf messages and back, written out plainly and apart from the service's own converters.

Knows the wire's rules (SEMANTICS.md#wire): absent is null, a list is a message, times are Timestamp and Duration,
dates and civil times ISO 8601 text.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from featc.ir import Value
from featc.reference.limits import EPOCH, SECOND
from featc_dsl.types import Kind, Type

_CIVIL = datetime(1970, 1, 1)


def fill(message: Any, name: str, value: Value, type: Type) -> None:
    """Set one field of a message; null leaves it out."""
    if value is None:
        return
    if type.item is None:
        _set(message, name, value, type.kind)
        return
    assert isinstance(value, tuple)
    holder = getattr(message, name)
    holder.SetInParent()
    for element in value:
        if type.item.nullable:
            fill(holder.values.add(), "value", element, type.item)
        elif type.item.kind in (Kind.TIMESTAMP, Kind.DURATION):
            _split(holder.values.add(), element)
        else:
            holder.values.append(_text(element, type.item.kind))


def _set(message: Any, name: str, value: Value, kind: Kind) -> None:
    if kind in (Kind.TIMESTAMP, Kind.DURATION):
        getattr(message, name).SetInParent()
        _split(getattr(message, name), value)
    else:
        setattr(message, name, _text(value, kind))


def _split(message: Any, micros: Any) -> None:
    """Seconds and nanos: of a Timestamp the nanos count up, of a Duration they have the sign of the whole."""
    if message.DESCRIPTOR.name == "Duration" and micros < 0:
        message.seconds, message.nanos = -(-micros // SECOND), -(-micros % SECOND * 1000)
    else:
        message.seconds, message.nanos = micros // SECOND, micros % SECOND * 1000


def _text(value: Any, kind: Kind) -> Any:
    if kind is Kind.DATE:
        return date.fromordinal(value + EPOCH).isoformat()
    if kind is Kind.DATETIME:
        return (_CIVIL + timedelta(microseconds=value)).isoformat()
    return value


def read(message: Any, name: str, type: Type) -> Value:
    """The value of one field of a message; None for null."""
    if not message.HasField(name):
        return None
    found = getattr(message, name)
    if type.item is None:
        return _value(found, type.kind)
    if not type.item.nullable:
        return tuple(_value(v, type.item.kind) for v in found.values)
    return tuple(read(v, "value", type.item) for v in found.values)


def _value(found: Any, kind: Kind) -> Value:
    if kind in (Kind.TIMESTAMP, Kind.DURATION):
        assert found.nanos % 1000 == 0
        return int(found.seconds) * SECOND + int(found.nanos) // 1000
    if kind is Kind.DATE:
        return date.fromisoformat(found).toordinal() - EPOCH
    if kind is Kind.DATETIME:
        return (datetime.fromisoformat(found) - _CIVIL) // timedelta(microseconds=1)
    value: Value = found
    return value
