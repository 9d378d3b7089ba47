"""Numbers and truths of CSV: the texts that are one, and which (files.md#csv). Knows no other types."""

from __future__ import annotations

import math
import re
import shlex
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from featc.csvfile.converted import Bad, Converted, Converter, cast, one_by_one, within
from featc_runtime.nearest import nearest_float32
from featc_runtime.rawtext import raw_text
from featc_runtime.scalar.limits import DURATION_MAX, INT64_MAX

#: Texts that other programs write for null.
_NULLS = frozenset((
    "NA", "N/A", "n/a", "na", "#N/A", "<NA>", "null", "NULL", "Null", "nil", "NIL", "None", "none", "NaN", "nan", "NAN",
    "NaT", "\\N", "-", "?", ".", "undefined",
))  # fmt: skip
# Possessive (``*+``): to backtrack over megabytes of text that is not a number would take hours.
_INT = re.compile(r"(-?)(?=[0-9])0*+([0-9]*+)")
_HEX = re.compile(r"0[xX](?=[0-9a-fA-F])0*+([0-9a-fA-F]*+)")
_FLOAT = re.compile(r"[+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?")
_SPECIAL = re.compile(r"[+-]?(?:nan|inf|infinity)", re.ASCII | re.IGNORECASE)
_INT_BYTES = b"0123456789-"
_FLOAT_BYTES = b"0123456789+-.eEinfatyINFATY"
_TRUTHS = ("true", "True", "TRUE", "false", "False", "FALSE")


def bad_text(text: str, what: str, hint: str = "") -> Bad:
    """A text that has not the form of its type; with what may be meant by it."""
    if not hint and text in _NULLS:
        hint = f"if it means null: `--null {shlex.quote(text)}`, or `option csv_null`"
    if not hint and not text:
        hint = "only a field that is empty and not quoted is null"
    return Bad("BAD_TEXT", f"{raw_text('string', text)} is not {what}" + (f"; {hint}" if hint else ""))


def integers(type_: pa.DataType) -> Converter:
    """For int64 or int32."""
    high = INT64_MAX >> (64 - type_.bit_width)

    def read(text: str) -> int:
        value = read_int(text, "a whole number", _hint_of_float(text))
        if not -high - 1 <= value <= high:
            raise Bad("OUT_OF_RANGE", f"{raw_text('string', text)} is outside the range of {type_}")
        return value

    def convert(texts: pa.StringArray) -> Converted:
        array = cast(texts, _INT_BYTES, type_)
        return one_by_one(texts, read, type_, type_) if array is None else Converted(array, [])

    return convert


def durations(type_: pa.DataType) -> Converter:
    """Whole microseconds."""

    def read(text: str) -> int:
        value = read_int(text, "a whole number", "a duration is written as its microseconds")
        if abs(value) > DURATION_MAX:
            raise Bad("OUT_OF_RANGE", f"{raw_text('string', text)} is outside -315576000000s..315576000000s")
        return value

    def convert(texts: pa.StringArray) -> Converted:
        array = cast(texts, _INT_BYTES, pa.int64())
        if array is None or not within(array, -DURATION_MAX, DURATION_MAX):
            return one_by_one(texts, read, pa.int64(), type_)
        return Converted(array.view(type_), [])

    return convert


def read_int(text: str, what: str, hint: str = "") -> int:
    """The integer, however large; of more than 25 digits some integer that is as far off."""
    match = _INT.fullmatch(text)
    if match:
        return int(f"{match[1]}0{match[2][:25]}")
    match = _HEX.fullmatch(text)
    if match:
        return int(f"0{match[1][:25]}", 16)
    raise bad_text(text, what, hint if text and text not in _NULLS else "")


def _hint_of_float(text: str) -> str:
    return "give the field type float64" if _FLOAT.fullmatch(text) and not text.startswith("+") else ""


def floats(type_: pa.DataType) -> Converter:
    """For float64 or float32, rounded once."""
    single = type_ == pa.float32()

    def read(text: str) -> float:
        if not _FLOAT.fullmatch(text) and not _SPECIAL.fullmatch(text):
            hint = "a decimal point is wanted" if _FLOAT.fullmatch(text.replace(",", ".", 1)) else ""
            raise bad_text(text, "a number", hint)
        return _nearest_single(text) if single else float(text)

    def convert(texts: pa.StringArray) -> Converted:
        array = cast(texts, _FLOAT_BYTES, type_)
        return one_by_one(texts, read, type_, type_) if array is None else Converted(array, [])

    return convert


def _nearest_single(text: str) -> float:
    """The float32 nearest to a decimal, ties to even: rounding twice would miss it where the float64 is a tie."""
    double = float(text)
    return nearest_float32(Decimal(text)) if double and math.isfinite(double) else double


def truths(type_: pa.DataType) -> Converter:
    """``true`` and ``false``."""
    known = pa.array(_TRUTHS)

    def read(text: str) -> bool:
        if text not in _TRUTHS:
            raise bad_text(text, "a bool", "" if text in _NULLS or not text else "write true or false")
        return text in _TRUTHS[:3]

    def convert(texts: pa.StringArray) -> Converted:
        places = pc.index_in(texts, value_set=known)
        if places.null_count > texts.null_count:
            return one_by_one(texts, read, type_, type_)
        return Converted(pc.less(places, 3), [])

    return convert
