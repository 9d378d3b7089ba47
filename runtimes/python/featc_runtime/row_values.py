"""Python values as raw values of one field (SEMANTICS.md#ingress). Knows fields, not rows; neither NumPy nor Arrow.

Converters take anything and give a raw value (``featc_runtime.scalar``: times are ints, lists tuples) or raise ``Bad``:
what they see of it is what ``foreign.exact`` makes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeAlias

from featc_runtime import nearest
from featc_runtime.civil_zones import civil_zone
from featc_runtime.foreign import Bad as Bad
from featc_runtime.foreign import exact, message_of, type_name
from featc_runtime.rawtext import CIVIL_EPOCH, EPOCH, EPOCH_DAY, bad_utf8, raw_text
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, DURATION_MAX, INT64_MAX, INT64_MIN, TIME_MAX, TIME_MIN
from featc_runtime.schema import Field, Marks, OneOf, Range, Type

NAN: Final = float("nan")
_YEARS: Final = "0001-01-01..9999-12-31"

Convert: TypeAlias = Callable[[Any], Any]


def to_float32(value: float) -> float:
    """The nearest float32, ties to even, infinite beyond the largest; NaN becomes the canonical one."""
    return nearest.to_float32(value) if value == value else NAN


def converter(field: Field) -> Convert:
    """The whole entry of a field: null rule, type, range and contracts. None is null."""
    contracts = tuple(c for c in field.contracts if isinstance(c, (Range, OneOf)))
    return _checked(field.type, field.marks, contracts)


def _checked(type_: Type, marks: Marks, contracts: tuple[Range | OneOf, ...]) -> Convert:
    item = type_.item
    convert = _scalar(type_.kind, marks) if item is None else _list(type_, _checked(item, marks, ()))
    nan_as_null = marks.nan_as_null and type_.kind == "float64"

    def enter(value: Any) -> Any:
        if value is None:
            if type_.nullable:
                return None
            raise Bad("ABSENT", f"absent or null, and {type_} has no null")
        raw = _entered(convert, value)
        if nan_as_null and raw != raw:
            return None
        for contract in contracts:
            holds = contract.low <= raw <= contract.high if isinstance(contract, Range) else raw in contract.items
            if not holds:
                raise Bad("OUT_OF_CONTRACT", f"{raw_text(type_.kind, raw)} is not {contract.text}")
        return raw

    return enter


def _entered(convert: Convert, value: Any) -> Any:
    """The raw value. Whatever a value's own methods raise is what is wrong with it, but for a lack of memory."""
    try:
        return convert(exact(value))
    except (Bad, MemoryError):
        raise
    except Exception as error:
        raise Bad("WRONG_TYPE", f"a {type_name(value)} that cannot be read: {message_of(error)}") from None


def _list(type_: Type, item: Convert) -> Convert:
    size = f"at most {type_.size}" if type_.at_most else f"{type_.size}"

    def convert(value: Any) -> tuple[Any, ...]:
        if isinstance(value, str) or not (isinstance(value, (list, tuple)) or _is_array(value)):
            raise _wrong(value, f"a list of {size}")
        if len(value) > type_.size or (len(value) < type_.size and not type_.at_most):
            raise Bad("WRONG_TYPE", f"a list of {len(value)}, expected {size}")
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


def _scalar(kind: str, marks: Marks) -> Convert:
    match kind:
        case "bool":
            return _bool
        case "int64":
            return partial(_int32 if marks.storage == "int32" else _int64, rounded=marks.rounded)
        case "float64":
            return partial(_float32 if marks.storage == "float32" else _float64, rounded=marks.rounded)
        case "string":
            return _bytes if marks.binary_as_utf8 else _string
        case "timestamp":
            return _timestamp(marks.assume, marks.unit)
        case "datetime":
            return partial(_datetime, unit=marks.unit)
        case "date":
            return _date
    return _duration


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(value, "a bool")


def _integer(value: Any, expected: str, low: int, high: int, limits: str) -> int:
    """An int, but no bool."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(value, expected)
    if not low <= value <= high:
        raise Bad("OUT_OF_RANGE", f"{nearest.shown(int(value))} is outside {limits}")
    return int(value)


def _whole(value: Any, low: int, high: int, limits: str, rounded: bool) -> int:
    """An int, or a Decimal that is one, or that is rounded to one."""
    if not isinstance(value, Decimal):
        return _integer(value, "an int", low, high, limits)
    number = nearest.nearest_int(value)
    if not rounded and value.is_finite() and not nearest.is_whole(value):
        raise Bad("TOO_FINE", nearest.too_fine(value, "whole number"))
    if number is None or not low <= number <= high:
        raise Bad("OUT_OF_RANGE", f"{nearest.shown(value)} is outside {limits}")
    return number


def _int64(value: Any, rounded: bool = False) -> int:
    return _whole(value, INT64_MIN, INT64_MAX, "the range of int64", rounded)


def _int32(value: Any, rounded: bool = False) -> int:
    return _whole(value, -(2**31), 2**31 - 1, "the range of int32", rounded)


def _number(value: Any) -> float | Decimal:
    """A float, an int of 64 bits or a Decimal, of these types themselves."""
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Decimal):
        return NAN if value.is_nan() else value
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(value, "a float")
    if value.bit_length() > 64:
        raise Bad("OUT_OF_RANGE", "an int of more than 64 bits for a float64")
    return int(value)


def _float64(value: Any, rounded: bool = False) -> float:
    return _nearest(_number(value), nearest.nearest_float64, "float64", rounded)


def _float32(value: Any, rounded: bool = False) -> float:
    return _nearest(_number(value), nearest.nearest_float32, "float32", rounded)


def _nearest(value: float | Decimal, make: Callable[[float | Decimal], float], target: str, rounded: bool) -> float:
    if value != value:
        return NAN
    number = make(value)
    if number != value:
        if abs(number) == float("inf"):
            raise Bad("OUT_OF_RANGE", f"{nearest.shown(value)} is outside the range of {target}")
        if not rounded:
            raise Bad("TOO_FINE", nearest.too_fine(value, target))
    return number


def _bytes(value: Any) -> str:
    """Text, or bytes that hold it as UTF-8."""
    if not isinstance(value, (bytes, bytearray)):
        return _string(value, "a str or bytes")
    try:
        return bytes(value).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Bad("BAD_TEXT", bad_utf8(error)) from None


def _string(value: Any, expected: str = "a str") -> str:
    if not isinstance(value, str):
        if isinstance(value, (bytes, bytearray)):
            raise Bad("WRONG_TYPE", "expected a str, found bytes; `binary as utf8` on the field reads them as UTF-8")
        raise _wrong(value, expected)
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


def _counted(value: Any, expected: str, unit: str | None) -> int:
    """The microseconds that an int counts, in a unit or in themselves."""
    if unit is None or not isinstance(value, int) or isinstance(value, bool):
        return _integer(value, f"{expected}, or an int of {_COUNTS[unit or 'us'][0]}", TIME_MIN, TIME_MAX, _YEARS)
    _, many, few = _COUNTS[unit]
    micros, rest = divmod(int(value) * many, few)
    if not TIME_MIN <= micros <= TIME_MAX:
        text = str(value) if value.bit_length() <= 256 else "a number of"  # as in nearest.shown
        raise Bad("OUT_OF_RANGE", f"{text} {unit} since 1970 is outside {_YEARS}")
    if rest:
        raise Bad("TOO_FINE", f"{value} {unit} since 1970 is finer than a microsecond")
    return micros


#: Unit of time → what it is called, and how many microseconds how many of it are.
_COUNTS: Final = {
    "s": ("seconds", 1_000_000, 1),
    "ms": ("milliseconds", 1_000, 1),
    "us": ("microseconds", 1, 1),
    "ns": ("nanoseconds", 1, 1_000),
}


def _timestamp(assume: str | None, unit: str | None) -> Convert:
    civil = None if assume is None else civil_zone(assume)

    def convert(value: Any) -> int:
        if not isinstance(value, datetime):
            return _counted(value, "a datetime with a zone", unit)
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


def _datetime(value: Any, unit: str | None = None) -> int:
    if not isinstance(value, datetime):
        return _counted(value, "a datetime", unit)
    if value.tzinfo is not None:
        raise Bad("WRONG_TYPE", "a datetime with tzinfo is an instant and no civil time")
    return _since(CIVIL_EPOCH, value)


def _date(value: Any) -> int:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.toordinal() - EPOCH_DAY
    return _integer(value, "a date, or an int of days", DATE_MIN, DATE_MAX, _YEARS)


def _duration(value: Any) -> int:
    limits = "-315576000000s..315576000000s"
    if isinstance(value, timedelta):
        value = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
    return _integer(value, "a timedelta, or an int of microseconds", -DURATION_MAX, DURATION_MAX, limits)
