"""Scalar operations on the code points of a string: case, normalisation, trimming, classes (SEMANTICS.md#strings).

Knows the pinned Unicode tables; no operator of another kind. Above ASCII, Python's own methods follow the Unicode
version of the interpreter and are not used.
"""

from __future__ import annotations

import re
from functools import cache

from featc_runtime.data import unicode
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
    return x.isalpha() if x.isascii() else _only(*LETTERS).fullmatch(x) is not None


def is_digit_string(x: str) -> bool:
    """Whether x is not empty and every code point has the general category Nd."""
    return x.isdecimal() if x.isascii() else _only("Nd").fullmatch(x) is not None


def is_alnum_string(x: str) -> bool:
    """Whether x is not empty and every code point has a general category L… or Nd."""
    return x.isalnum() if x.isascii() else _only(*LETTERS, "Nd").fullmatch(x) is not None


def is_space_string(x: str) -> bool:
    """Whether x is not empty and every code point has the property White_Space."""
    return x != "" and not x.strip(unicode.tables().white_space)


def is_upper_string(x: str) -> bool:
    """Whether x has a code point with the property Uppercase, and none with Lowercase or the general category Lt."""
    if x.isascii():
        return x.isupper()
    lower, upper, title = _cased()
    return upper.search(x) is not None and lower.search(x) is None and title.search(x) is None


def is_lower_string(x: str) -> bool:
    """Whether x has a code point with the property Lowercase, and none with Uppercase or the general category Lt."""
    if x.isascii():
        return x.islower()
    lower, upper, title = _cased()
    return lower.search(x) is not None and upper.search(x) is None and title.search(x) is None


def is_ascii_string(x: str) -> bool:
    """Whether x is not empty and every code point is below U+0080."""
    return x != "" and x.isascii()


def string_int64(x: int) -> str:
    """Decimal digits, after a minus where x is negative."""
    return str(x)


def string_bool(x: bool) -> str:
    """`true` or `false`."""
    return "true" if x else "false"


def members(*categories: str) -> str:
    """The code points of some general categories as what stands between the brackets of a pattern."""
    spans = [span for name in categories for span in unicode.categories()[name]]
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


@cache
def _only(*categories: str) -> re.Pattern[str]:
    return re.compile(f"[{members(*categories)}]+")


@cache
def _cased() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds a code point in lower, in upper and in title case."""
    lower, upper = unicode.cased()
    found = [*("".join(sorted(letters)) for letters in (lower, upper)), members("Lt")]
    one, two, three = (re.compile(f"[{letters}]") for letters in found)
    return one, two, three
