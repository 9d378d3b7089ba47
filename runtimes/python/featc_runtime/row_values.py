"""Python values as raw values of one field (SEMANTICS.md#ingress). Knows fields, not rows; neither NumPy nor Arrow.

Converters take anything and give a raw value (``featc_runtime.scalar``: times are ints, lists tuples) or raise ``Bad``:
what they see of it is what ``foreign.exact`` makes of it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from featc_runtime.civil_zones import civil_zone
from featc_runtime.foreign import Bad as Bad
from featc_runtime.foreign import exact as _plain
from featc_runtime.foreign import message_of, type_name
from featc_runtime.rawtext import CIVIL_EPOCH, EPOCH, EPOCH_DAY, raw_text
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, DURATION_MAX, INT64_MAX, INT64_MIN, TIME_MAX, TIME_MIN
from featc_runtime.schema import Field, OneOf, Range, Type

NAN: Final = float("nan")
_FLOAT32: Final = struct.Struct("<f")
_YEARS: Final = "0001-01-01..9999-12-31"

Convert: TypeAlias = Callable[[Any], Any]


def to_float32(value: float) -> float:
    """The nearest float32, ties to even, infinite beyond the largest; NaN becomes the canonical one."""
    if value != value:
        return NAN
    try:
        rounded: float = _FLOAT32.unpack(_FLOAT32.pack(value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
    return rounded


def converter(field: Field) -> Convert:
    """The whole entry of a field: null rule, type, range and contracts. None is null."""
    contracts = tuple(c for c in field.contracts if isinstance(c, (Range, OneOf)))
    return _checked(field.type, field.storage, field.assume, contracts)


def _checked(type_: Type, storage: str | None, assume: str | None, contracts: tuple[Range | OneOf, ...]) -> Convert:
    if type_.item is not None:
        convert = _list(type_, _checked(type_.item, storage, assume, ()))
    else:
        convert = _scalar(type_.kind, storage, assume)

    def enter(value: Any) -> Any:
        if value is None:
            if type_.nullable:
                return None
            raise Bad("ABSENT", f"absent or null, and {type_} has no null")
        raw = _entered(convert, value)
        for contract in contracts:
            holds = contract.low <= raw <= contract.high if isinstance(contract, Range) else raw in contract.items
            if not holds:
                raise Bad("OUT_OF_CONTRACT", f"{raw_text(type_.kind, raw)} is not {contract.text}")
        return raw

    return enter


def _entered(convert: Convert, value: Any) -> Any:
    """The raw value. Whatever a value's own methods raise is what is wrong with it, but for a lack of memory."""
    try:
        return convert(_plain(value))
    except (Bad, MemoryError):
        raise
    except Exception as error:
        raise Bad("WRONG_TYPE", f"a {type_name(value)} that cannot be read: {message_of(error)}") from None


def _list(type_: Type, item: Convert) -> Convert:
    def convert(value: Any) -> tuple[Any, ...]:
        if isinstance(value, str) or not (isinstance(value, (list, tuple)) or _is_array(value)):
            raise _wrong(value, f"a list of {type_.size}")
        if len(value) > type_.size or (len(value) < type_.size and not type_.at_most):
            most = "at most " if type_.at_most else ""
            raise Bad("WRONG_TYPE", f"a list of {len(value)}, expected {most}{type_.size}")
        entered = []
        for i, element in enumerate(value):
            try:
                entered.append(item(element))
            except Bad as error:
                raise Bad(error.reason, f"[{i}]: {error}") from None
        return tuple(entered)

    return convert


def _is_array(value: Any) -> bool:
    return type(value).__module__ == "numpy" and getattr(value, "ndim", 0) == 1


def _wrong(value: Any, expected: str) -> Bad:
    return Bad("WRONG_TYPE", f"expected {expected}, found {type(value).__qualname__}")


def _scalar(kind: str, storage: str | None, assume: str | None) -> Convert:
    match kind:
        case "bool":
            return _bool
        case "int64":
            return _int32 if storage == "int32" else _int64
        case "float64":
            return _float32 if storage == "float32" else _float64
        case "string":
            return _string
        case "timestamp":
            return _timestamp(assume)
        case "datetime":
            return _datetime
        case "date":
            return _date
    return _duration


def _bool(value: Any) -> bool:
    value = _plain(value)
    if isinstance(value, bool):
        return value
    raise _wrong(value, "a bool")


def _integer(value: Any, expected: str, low: int, high: int, limits: str) -> int:
    """An int, but no bool."""
    value = _plain(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(value, expected)
    if not low <= value <= high:
        # the digits of a huge int take long, and more than 4300 are an error
        found = str(int(value)) if value.bit_length() < 256 else "the number"
        raise Bad("OUT_OF_RANGE", f"{found} is outside {limits}")
    return int(value)


def _int64(value: Any) -> int:
    return _integer(value, "an int", INT64_MIN, INT64_MAX, "the range of int64")


def _int32(value: Any) -> int:
    return _integer(value, "an int", -(2**31), 2**31 - 1, "the range of int32")


def _float64(value: Any) -> float:
    value = _plain(value)
    if isinstance(value, float):
        return float(value) if value == value else NAN
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(value, "a float")
    if value.bit_length() > 64:
        raise Bad("OUT_OF_RANGE", "an int of more than 64 bits for a float64")
    number = float(value)
    if int(number) != value:
        raise Bad("TOO_FINE", f"the integer {value} is no float64")
    return number


def _float32(value: Any) -> float:
    number = _float64(value)
    narrow = to_float32(number)
    if narrow != number and number == number:
        if abs(narrow) == float("inf"):
            raise Bad("OUT_OF_RANGE", f"{number} is outside the range of float32")
        raise Bad("TOO_FINE", f"{number} is no float32 value")
    return number if number == number else NAN


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(value, "a str")
    text = str.__str__(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise Bad("BAD_TEXT", f"the lone surrogate U+{code:04X} at {error.start} is no character") from None
    return text


def _since(epoch: datetime, value: datetime) -> int:
    """Microseconds from the epoch to a value."""
    gap = value - epoch
    micros = (gap.days * 86_400 + gap.seconds) * 1_000_000 + gap.microseconds
    if not TIME_MIN <= micros <= TIME_MAX:
        raise Bad("OUT_OF_RANGE", f"{value} is outside {_YEARS} in UTC")
    return micros


def _timestamp(assume: str | None) -> Convert:
    civil = None if assume is None else civil_zone(assume)

    def convert(value: Any) -> int:
        value = _plain(value)
        if not isinstance(value, datetime):
            return _integer(value, "a datetime with a zone, or an int of microseconds", TIME_MIN, TIME_MAX, _YEARS)
        if value.utcoffset() is not None:
            return _since(EPOCH, value)
        if civil is None:
            raise Bad("WRONG_TYPE", "a datetime without tzinfo is no instant; give it one, such as datetime.UTC")
        instant = civil.instant(_since(CIVIL_EPOCH, value.replace(tzinfo=None)))
        assert instant is not None, "null only where a rule says so"
        if not TIME_MIN <= instant <= TIME_MAX:
            raise Bad("OUT_OF_RANGE", f"{value} in {assume} is outside {_YEARS} in UTC")
        return instant

    return convert


def _datetime(value: Any) -> int:
    value = _plain(value)
    if not isinstance(value, datetime):
        return _integer(value, "a datetime, or an int of microseconds", TIME_MIN, TIME_MAX, _YEARS)
    if value.tzinfo is not None:
        raise Bad("WRONG_TYPE", "a datetime with tzinfo is an instant and no civil time")
    return _since(CIVIL_EPOCH, value)


def _date(value: Any) -> int:
    value = _plain(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.toordinal() - EPOCH_DAY
    return _integer(value, "a date, or an int of days", DATE_MIN, DATE_MAX, _YEARS)


def _duration(value: Any) -> int:
    value = _plain(value)
    limits = "-315576000000s..315576000000s"
    if isinstance(value, timedelta):
        value = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
    return _integer(value, "a timedelta, or an int of microseconds", -DURATION_MAX, DURATION_MAX, limits)
