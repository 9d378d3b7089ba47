"""Scalar operations on the code points of a string: case, normalisation, trimming, classes (SEMANTICS.md#strings).

Knows the pinned Unicode tables; no operator of another kind. Above ASCII, Python's own methods follow the Unicode
version of the interpreter and are not used.
"""

from __future__ import annotations

from functools import cache

from featc_runtime.data import unicode
from featc_runtime.data.classes import PointClass
from featc_runtime.scalar.normalise import nfc

__all__ = [
    "casefold_string",
    "is_alnum_string",
    "is_alpha_string",
    "is_ascii_string",
    "is_digit_string",
    "is_lower_string",
    "is_space_string",
    "is_upper_string",
    "lower_string",
    "nfc_string",
    "string_bool",
    "string_int64",
    "trim_characters_string",
    "trim_end_characters_string",
    "trim_end_string",
    "trim_start_characters_string",
    "trim_start_string",
    "trim_string",
    "upper_string",
]

LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo")
MARKS = ("Mn", "Mc", "Me")
NUMBERS = ("Nd", "Nl", "No")


def lower_string(x: str) -> str:
    """Lower case, by the pinned full case mapping without locale and context."""
    if x.isascii():
        return x.lower()
    return x.translate(unicode.tables().lower)


def upper_string(x: str) -> str:
    """Upper case, by the pinned full case mapping without locale."""
    if x.isascii():
        return x.upper()
    return x.translate(unicode.tables().upper)


def casefold_string(x: str) -> str:
    """The pinned full case folding, without that for Turkic languages."""
    if x.isascii():
        return x.lower()
    return x.translate(unicode.tables().fold)


def nfc_string(x: str) -> str:
    """Normalization Form C, by the pinned tables."""
    return x if x.isascii() else nfc(x)


def trim_string(x: str) -> str:
    """Without the code points of the pinned property White_Space at both ends."""
    return x.strip(unicode.tables().white_space)


def trim_start_string(x: str) -> str:
    """Without the code points of the pinned property White_Space at the start."""
    return x.lstrip(unicode.tables().white_space)


def trim_end_string(x: str) -> str:
    """Without the code points of the pinned property White_Space at the end."""
    return x.rstrip(unicode.tables().white_space)


def trim_characters_string(x: str, characters: str) -> str:
    """Without the code points of a set at both ends."""
    return x.strip(characters)


def trim_start_characters_string(x: str, characters: str) -> str:
    """Without the code points of a set at the start."""
    return x.lstrip(characters)


def trim_end_characters_string(x: str, characters: str) -> str:
    """Without the code points of a set at the end."""
    return x.rstrip(characters)


def is_alpha_string(x: str) -> bool:
    """Whether x is not empty and every code point has a general category L…."""
    return x.isalpha() if x.isascii() else _of(*LETTERS).is_all(x)


def is_digit_string(x: str) -> bool:
    """Whether x is not empty and every code point has the general category Nd."""
    return x.isdecimal() if x.isascii() else _of("Nd").is_all(x)


def is_alnum_string(x: str) -> bool:
    """Whether x is not empty and every code point has a general category L… or Nd."""
    return x.isalnum() if x.isascii() else _of(*LETTERS, "Nd").is_all(x)


def is_space_string(x: str) -> bool:
    """Whether x is not empty and every code point has the property White_Space."""
    return x != "" and not x.strip(unicode.tables().white_space)


def is_upper_string(x: str) -> bool:
    """Whether x has a code point with the property Uppercase, and none with Lowercase or the general category Lt."""
    if x.isascii():
        return x.isupper()
    lower, upper = _cased()
    return upper.is_in(x) and not lower.is_in(x)  # one in title case is in both


def is_lower_string(x: str) -> bool:
    """Whether x has a code point with the property Lowercase, and none with Uppercase or the general category Lt."""
    if x.isascii():
        return x.islower()
    lower, upper = _cased()
    return lower.is_in(x) and not upper.is_in(x)  # one in title case is in both


def is_ascii_string(x: str) -> bool:
    """Whether x is not empty and every code point is below U+0080."""
    return x != "" and x.isascii()


def string_int64(x: int) -> str:
    """Decimal digits, after a minus where x is negative."""
    return str(x)


def string_bool(x: bool) -> str:
    """`true` or `false`."""
    return "true" if x else "false"


def spans(*categories: str) -> list[unicode.Span]:
    """The code points of some general categories."""
    return [span for name in categories for span in unicode.categories()[name]]


@cache
def _of(*categories: str) -> PointClass:
    return PointClass.of(spans(*categories))


@cache
def _cased() -> tuple[PointClass, PointClass]:
    """The code points in lower case or title case, and those in upper case or title case."""
    lower, upper = unicode.cased()
    title = {chr(c) for first, last in spans("Lt") for c in range(first, last + 1)}
    return PointClass.of_points(lower | title), PointClass.of_points(upper | title)
