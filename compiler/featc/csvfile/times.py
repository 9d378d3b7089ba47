"""Times of CSV: dates, civil times, instants, Unix time (files.md#csv). Knows zones, and no other types.

A text decides by itself whether it has an offset: columns may mix those with and those without where the field assumes
a zone.
"""

from __future__ import annotations

import re
import sys
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from featc.csvfile.converted import BLANKS, Bad, Converted, Converter, cast, one_by_one, within
from featc.csvfile.numbers import bad_text
from featc_runtime.civil_zones import civil_zone
from featc_runtime.rawtext import EPOCH_DAY, raw_text
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, MICROSECONDS_PER_DAY, TIME_MAX, TIME_MIN

_CIVIL, _INSTANT = pa.timestamp("us"), pa.timestamp("us", "UTC")
_YEARS = "0001-01-01..9999-12-31"
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"[T ]([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")
_NUMBER = re.compile(r"(-?)(?=\.?[0-9])0*+([0-9]*+)(?:\.([0-9]*+))?")
_ZONED = re.compile(r"^.{11,}(Z|[+-][0-9]{2}(:?[0-9]{2})?)$")  # after the hour: the end of a date is not an offset
_DAYS_OF_FOUR_YEARS = 1_461
_DATE_BYTES = b"0123456789-"
_TIME_BYTES = b"0123456789-:+.TZ "
#: The digits of a microsecond after those of a unit, and how many digits a number of that unit has today.
_SCALES = {"s": 6, "ms": 3, "us": 0, "ns": -3}
_UNIT_OF_DIGITS = {9: "s", 10: "s", 12: "ms", 13: "ms", 15: "us", 16: "us", 18: "ns", 19: "ns"}


def _outside(text: str) -> Bad:
    return Bad("OUT_OF_RANGE", f"{raw_text('string', text)} is outside {_YEARS}")


def _days(match: re.Match[str], text: str, what: str) -> int:
    """Days since 1970 of a date, the year 0 included: only with its offset is it known whether a time is in range."""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        days = date(year or 4, month, day).toordinal() - EPOCH_DAY  # the years 0 and 4 both have a February 29
    except ValueError:
        raise bad_text(text, what) from None
    return days if year else days - _DAYS_OF_FOUR_YEARS


def _civil(text: str, what: str, *, has_option: bool) -> tuple[int, int | None]:
    """Microseconds since 1970 of a date, with a time of day or without, and the offset in minutes.

    ``has_option``: the command line may say the unit of numbers in this column.
    """
    match = _DATE.match(text)
    clock = _CLOCK.fullmatch(text, 10) if match else None
    if match is None or (clock is None and len(text) > 10):
        raise bad_text(text, what, _hint_of_number(text, has_option=has_option))
    days = _days(match, text, what)
    if clock is None:
        return days * MICROSECONDS_PER_DAY, None
    hour, minute, second = (int(part or "0") for part in clock.group(1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        raise bad_text(text, what)
    fraction = clock[4] or ""
    if len(fraction) > 6:
        raise Bad("TOO_FINE", f"{raw_text('string', text)} has more than six digits of a second")
    micros = ((days * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000 + int(fraction.ljust(6, "0"))
    return micros, _offset(clock[5], text, what)


def _offset(zone: str | None, text: str, what: str) -> int | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or "0")
    if hours > 23 or minutes > 59:
        raise bad_text(text, what)
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


def _hint_of_number(text: str, *, has_option: bool) -> str:
    """What to say of Unix time where no unit is known."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return ""
    unit = _UNIT_OF_DIGITS.get(len(match[2]))
    if unit is None:
        return "what is its unit?"
    option = f", or run with `--timestamp-unit {unit}`" if has_option else ""
    return f'if it is Unix time, write `unit "{unit}"` on the field{option}'


def dates(type_: pa.DataType) -> Converter:
    """Days."""

    def read(text: str) -> int:
        match = _DATE.fullmatch(text)
        if match is None:
            hint = "give the field type timestamp or datetime and use `date(…)`" if _DATE.match(text) else ""
            raise bad_text(text, "a date YYYY-MM-DD", hint)
        days = _days(match, text, "a date YYYY-MM-DD")
        if not DATE_MIN <= days <= DATE_MAX:
            raise _outside(text)
        return days

    def convert(texts: pa.StringArray) -> Converted:
        array = cast(texts, _DATE_BYTES, type_)
        if array is None or not within(array, DATE_MIN, DATE_MAX):
            return one_by_one(texts, read, pa.int32(), type_)
        return Converted(array, [])

    return convert


def datetimes(type_: pa.DataType, unit: str | None = None) -> Converter:
    """Civil times, and numbers of ``unit``s."""
    what = "a date and time YYYY-MM-DDTHH:MM:SS"

    def read(text: str) -> int:
        number = _NUMBER.fullmatch(text) if unit else None
        value = _unix(number, text, unit) if unit and number else civil_time(text)
        if not TIME_MIN <= value <= TIME_MAX:
            raise _outside(text)
        return value

    def civil_time(text: str) -> int:
        civil, offset = _civil(text, what, has_option=False)
        if offset is not None:
            how = "give the field type timestamp and use `at` for the civil time"
            raise Bad("BAD_TEXT", f"{raw_text('string', text)} has an offset, so it is an instant; {how}")
        return civil

    def convert(texts: pa.StringArray) -> Converted:
        texts = _trimmed(texts)
        array = _numbers(texts, unit, type_) if unit else None
        array = cast(texts, _TIME_BYTES, type_) if array is None else array
        if array is None or not within(array, TIME_MIN, TIME_MAX):
            return one_by_one(texts, read, pa.int64(), type_)
        return Converted(array, [])

    return convert


def timestamps(type_: pa.DataType, assume: str | None, unit: str | None) -> Converter:
    """Instants: civil times with an offset, those without in the zone ``assume``, and numbers of ``unit``s."""
    what = "a time YYYY-MM-DDTHH:MM:SS with an offset or Z"

    def read(text: str) -> int:
        number = _NUMBER.fullmatch(text) if unit else None
        value = _unix(number, text, unit) if unit and number else instant(text)
        if not TIME_MIN <= value <= TIME_MAX:
            raise Bad("OUT_OF_RANGE", f"{raw_text('string', text)} is outside {_YEARS} in UTC")
        return value

    def instant(text: str) -> int:
        civil, offset = _civil(text, what, has_option=True)
        if offset is not None:
            return civil - offset * 60_000_000
        if assume is None:
            how = 'write `assume "UTC"` on the field if it is in UTC, or give the field type datetime'
            raise Bad("BAD_TEXT", f"{raw_text('string', text)} has no offset, so it is not an instant; {how}")
        if civil < TIME_MIN:
            raise _outside(text)
        value = civil_zone(assume).instant(civil)
        assert value is not None  # by the rule for repeated and skipped times there is always one
        return value

    def quick(texts: pa.StringArray) -> pa.Array | None:
        array = _numbers(texts, unit, type_) if unit else None
        zoned = _ZONED.search(_first(texts)) is not None
        if array is None and (zoned or assume is None):
            array = cast(texts, _TIME_BYTES, type_)
        return _assumed(texts, assume, is_mixed=zoned) if array is None and assume else array

    def convert(texts: pa.StringArray) -> Converted:
        texts = _trimmed(texts)
        array = quick(texts)
        if array is None or not within(array, TIME_MIN, TIME_MAX):
            return one_by_one(texts, read, pa.int64(), type_)
        return Converted(array, [])

    return convert


def _first(texts: pa.StringArray) -> str:
    """The first text, by which the others are taken to go: to ask Arrow for what most of them are not is slow."""
    place = pc.index(texts.is_valid(), True).as_py()
    first: str = texts[place].as_py() if place >= 0 else ""
    return first


def _trimmed(texts: pa.StringArray) -> pa.StringArray:
    """Without the blanks around them, if the first has some; a single blank may also be within a time."""
    first = _first(texts)
    return texts if first == first.strip(BLANKS) else pc.ascii_trim(texts, characters=BLANKS)


def _assumed(texts: pa.StringArray, assume: str, *, is_mixed: bool) -> pa.Array | None:
    """A column in which some have an offset, or none."""
    civil = None if is_mixed else cast(texts, _TIME_BYTES, _CIVIL)
    instants = None
    if civil is None:
        zoned = pc.match_substring_regex(texts, _ZONED.pattern)
        none = pa.scalar(None, pa.string())
        civil = cast(pc.if_else(zoned, none, texts), _TIME_BYTES, _CIVIL)
        instants = cast(pc.if_else(zoned, texts, none), _TIME_BYTES, _INSTANT)
        if civil is None or instants is None:
            return None
    if not within(civil, TIME_MIN, TIME_MAX):
        return None
    values, _ = civil_zone(assume).instants(civil.view(pa.int64()).fill_null(0).to_numpy())
    of_civil = _micros(values, civil, _INSTANT)
    return of_civil if instants is None else pc.coalesce(of_civil, instants)


def _unix(match: re.Match[str], text: str, unit: str) -> int:
    """Microseconds of a number of ``unit``s, which have to be whole."""
    fraction = (match[3] or "").rstrip("0")
    scale = _SCALES[unit] - len(fraction)
    digits = match[2][:25]  # more are beyond every limit
    value = int(f"{match[1]}0{digits}{fraction[:12]}")
    if scale >= 0:
        return value * int(10**scale)
    whole, rest = divmod(value, 10**-scale) if len(fraction) <= 12 else (0, 1)
    if rest:
        raise Bad("TOO_FINE", f"{raw_text('string', text)} {unit} is finer than a microsecond")
    return whole


def _numbers(texts: pa.StringArray, unit: str, to: pa.DataType) -> pa.Array | None:
    """A column of Unix times; None where not all are numbers, or some have to be looked at."""
    scale = _SCALES[unit]
    whole = cast(texts, b"0123456789-", pa.int64())
    if whole is not None:
        factor = 10 ** abs(scale)
        if scale >= 0:
            inside = within(whole, -(-TIME_MIN // factor), TIME_MAX // factor)
            return pc.multiply(whole, factor).view(to) if inside else None
        numbers = whole.fill_null(0).to_numpy()
        micros = numbers // factor
        return _micros(micros, whole, to) if np.array_equal(micros * factor, numbers) else None
    exact = cast(texts, b"0123456789-.", pa.decimal128(38, scale)) if scale > 0 else None
    if exact is None:
        return None
    # without the point it is the number of microseconds, in 128 bits of which the upper 64 have to be the sign
    halves = np.frombuffer(exact.fill_null(0).buffers()[1], np.int64).reshape(-1, 2)[: len(exact)]
    low, high = halves.T if sys.byteorder == "little" else halves.T[::-1]
    return _micros(low, exact, to) if np.array_equal(low >> 63, high) else None


def _micros(micros: NDArray[np.int64], like: pa.Array, to: pa.DataType) -> pa.Array:
    """An array of times, null where another array is."""
    return pa.array(micros, mask=like.is_null().to_numpy(zero_copy_only=False)).view(to)
