"""Objects of others as plain Python values. Knows no fields; neither NumPy nor pandas is imported for it.

What reaches a row may be anything: an int whose comparisons lie, an object that calls itself a bool, a scalar of NumPy.
``exact`` makes of it a value of a plain type, read by that type's own methods, which nothing can override, or a
stand-in that is of no known type. So the code that follows may trust what it sees.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from featc_runtime.errors import Reason
from featc_runtime.rawtext import CIVIL_EPOCH, EPOCH_DAY
from featc_runtime.scalar.limits import DURATION_MAX, TIME_MAX, TIME_MIN

YEARS: Final = "0001-01-01..9999-12-31"
DURATIONS: Final = "-315576000000s..315576000000s"


class Bad(Exception):
    """A value that cannot enter."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


# --- what can be said of anything ---------------------------------------------------------------------------------

_QUALNAME: Final[Any] = type.__dict__["__qualname__"]
_MODULE: Final[Any] = type.__dict__["__module__"]
_LONGEST: Final = 200


def printable(text: str) -> str:
    """A text without lone surrogates, and not endless."""
    text = str.__str__(text).encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def type_name(value: object) -> str:
    """The name of a value's type, whatever the type says of itself."""
    return printable(_QUALNAME.__get__(type(value)))


def full_type_name(value: object) -> str:
    """The same with its module."""
    module = _MODULE.__get__(type(value))
    return f"{printable(module)}.{type_name(value)}" if isinstance(module, str) else type_name(value)


def message_of(error: BaseException) -> str:
    """What an error says, or its type where it says nothing or cannot be asked."""
    try:
        return printable(str(error)) or type_name(error)
    except Exception:
        return type_name(error)


# --- plain values -------------------------------------------------------------------------------------------------

_PLAIN: Final = (float, int, str, bool, type(None), datetime, list, tuple, date, timedelta, Decimal, bytes, bytearray)
_PARTS: Final = tuple(
    getattr(datetime, name) for name in ("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo")
)


def _datetime(value: datetime) -> datetime:
    parts: Any = (part.__get__(value) for part in _PARTS)
    return datetime(*parts, fold=datetime.__dict__["fold"].__get__(value))


def _timedelta(value: timedelta) -> timedelta:
    days, seconds, micros = (timedelta.__dict__[n].__get__(value) for n in ("days", "seconds", "microseconds"))
    return timedelta(days, seconds, micros)


#: Of each type that may have subclasses, what makes one of its own of them.
_BASES: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (int, int.__int__),
    (float, float.__float__),
    (str, str.__str__),
    (datetime, _datetime),
    (date, lambda value: date.fromordinal(date.toordinal(value))),
    (timedelta, _timedelta),
    (Decimal, Decimal),
    (bytes, lambda value: memoryview(value).tobytes()),
    (bytearray, lambda value: bytearray(memoryview(value))),
    (list, lambda value: list.__getitem__(value, slice(None))),
    (tuple, lambda value: tuple.__getitem__(value, slice(None))),
)


def exact(value: Any) -> Any:
    """The value as one of a plain type, or a NumPy array; anything else as a stand-in with the name of its type.

    NumPy's scalars and pandas' times become the Python values that they hold. Raises Bad for those that none holds:
    NaT, times without a unit or finer than a microsecond. Whatever else a value's own methods raise passes through.
    """
    type_: Any = type(value)
    if _is_plain(type_):
        return value
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if pandas is not None and issubclass(type_, (datetime, timedelta)):
        if value is pandas.NaT:
            raise Bad("WRONG_TYPE", "NaT is not a time; null is None")
        if issubclass(type_, (pandas.Timestamp, pandas.Timedelta)):
            return _pandas_time(numpy, value)
    if numpy is not None:
        if issubclass(type_, numpy.generic) and not issubclass(type_, (float, str, bytes)):
            return _numpy_scalar(numpy, numpy.generic.ravel(value).reshape(()))
        if issubclass(type_, numpy.ndarray) and not issubclass(type_, numpy.ma.MaskedArray):
            array = numpy.ndarray.view(value, numpy.ndarray)
            return _numpy_scalar(numpy, array) if array.ndim == 0 else array
    return _of_base(value)


def _is_plain(type_: type) -> bool:
    return any(type_ is plain for plain in _PLAIN)  # by identity: types have types, which may say that they are equal


def _of_base(value: Any) -> Any:
    for base, make in _BASES:
        if issubclass(type(value), base):
            return make(value)
    return type(type_name(value), (), {})()


def _numpy_scalar(numpy: Any, array: Any) -> Any:
    """What an array of no dimension holds."""
    if array.dtype.kind in "mM":
        return _numpy_time(numpy, array)
    found = array.item()
    return found if _is_plain(type(found)) else _of_base(found)  # an array of objects may hold anything


def _pandas_time(numpy: Any, value: Any) -> Any:
    try:
        found = _numpy_time(numpy, numpy.asarray(value.asm8))
    except Bad as error:
        if error.reason == "TOO_FINE":
            raise Bad("TOO_FINE", f"{value} is finer than a microsecond") from None
        raise
    if isinstance(found, datetime) and value.tzinfo is not None:  # asm8 is the time in UTC
        return found.replace(tzinfo=UTC)
    return found


#: Unit of NumPy → so many microseconds are so many of it.
_UNITS: Final = {
    "W": (604_800_000_000, 1),
    "D": (86_400_000_000, 1),
    "h": (3_600_000_000, 1),
    "m": (60_000_000, 1),
    "s": (1_000_000, 1),
    "ms": (1_000, 1),
    "us": (1, 1),
    "ns": (1, 10**3),
    "ps": (1, 10**6),
    "fs": (1, 10**9),
    "as": (1, 10**12),
}


def _numpy_time(numpy: Any, array: Any) -> Any:
    """A time of no dimension: a date where its unit is a day or longer, else a datetime; or a timedelta."""
    is_length = array.dtype.kind == "m"
    unit, step = numpy.datetime_data(array.dtype)
    count = int(array.astype(numpy.int64)) * step
    if numpy.isnat(array):
        raise Bad("WRONG_TYPE", "NaT is not a time; null is None")
    if unit == "generic" or (is_length and unit in "YM"):
        what = "without a unit is not a time" if unit == "generic" else "of months or years has no fixed length"
        raise Bad("WRONG_TYPE", f"a {array.dtype.type.__name__} {what}")
    if unit in ("Y", "M"):
        year, month = divmod(1970 * 12 + count * (12 if unit == "Y" else 1), 12)
        if not 1 <= year <= 9999:
            raise Bad("OUT_OF_RANGE", f"{array} is outside {YEARS}")
        return date(year, month + 1, 1)
    many, few = _UNITS[unit]
    micros, rest = divmod(count * many, few)
    low, high = (-DURATION_MAX, DURATION_MAX) if is_length else (TIME_MIN, TIME_MAX)
    if not low <= micros <= high:
        raise Bad("OUT_OF_RANGE", f"{array} is outside {DURATIONS if is_length else YEARS}")
    if rest:
        raise Bad("TOO_FINE", f"{array} is not a whole number of microseconds")
    if is_length:
        return timedelta(microseconds=micros)
    if unit in ("W", "D"):
        return date.fromordinal(EPOCH_DAY + micros // _UNITS["D"][0])
    return CIVIL_EPOCH + timedelta(microseconds=micros)


# --- frames -------------------------------------------------------------------------------------------------------

#: Lists in lists: Arrow looks into them by recursion without an end, and ends the process at one that holds itself.
_DEEPEST: Final = 64


def too_deep(frame: Any) -> str | None:
    """The name of a column of objects of a pandas DataFrame with lists in lists without an end, if there is one."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not issubclass(type(frame), pandas.DataFrame):
        return None
    for place, dtype in enumerate(frame.dtypes):
        if dtype.kind == "O" and not hasattr(dtype, "na_value") and _nests(frame.iloc[:, place].array):
            return printable(str(frame.columns[place]))
    return None


def _nests(values: Any) -> bool:
    level = _inner(values)
    for _ in range(_DEEPEST):
        if not level:
            return False
        level = {id(v): v for outer in level for v in _inner(outer)}.values()
    return True


def _inner(values: Any) -> Any:
    """What of some values holds values in turn."""
    values = values.values() if issubclass(type(values), dict) else values
    kinds = {kind for kind in set(map(type, values)) if issubclass(kind, (list, tuple, dict, set)) or _is_objects(kind)}
    return [v for v in values if type(v) in kinds] if kinds else ()


def _is_objects(kind: type) -> bool:
    numpy, pandas = sys.modules["numpy"], sys.modules["pandas"]
    return issubclass(kind, (numpy.ndarray, pandas.Series))
