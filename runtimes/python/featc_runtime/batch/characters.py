"""Vectorised operations on the code points of strings: case, normalisation, trimming, classes (SEMANTICS.md#strings).

Knows the pinned Unicode tables; no operator of another kind. The scalar function is called once for each distinct
string, or combination; case is mapped for all strings at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import numpy as np

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import combine, combine_all
from featc_runtime.batch.mapping import PointMap
from featc_runtime.data import unicode
from featc_runtime.scalar import characters as scalar

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

_Text: TypeAlias = Strings | str


def lower_string(x: Strings) -> Strings:
    """Lower case, by the pinned full case mapping without locale and context."""
    return combine_all(_lower, x)


def upper_string(x: Strings) -> Strings:
    """Upper case, by the pinned full case mapping without locale."""
    return combine_all(_upper, x)


def casefold_string(x: Strings) -> Strings:
    """The pinned full case folding, without that for Turkic languages."""
    return combine_all(_fold, x)


def nfc_string(x: Strings) -> Strings:
    """Normalization Form C, by the pinned tables."""
    return combine(scalar.nfc_string, str, x)


def trim_string(x: Strings) -> Strings:
    """Without the code points of the pinned property White_Space at both ends."""
    return combine(scalar.trim_string, str, x)


def trim_start_string(x: Strings) -> Strings:
    """Without the code points of the pinned property White_Space at the start."""
    return combine(scalar.trim_start_string, str, x)


def trim_end_string(x: Strings) -> Strings:
    """Without the code points of the pinned property White_Space at the end."""
    return combine(scalar.trim_end_string, str, x)


def trim_characters_string(x: _Text, characters: _Text) -> Strings:
    """Without the code points of a set at both ends."""
    return combine(scalar.trim_characters_string, str, x, characters)


def trim_start_characters_string(x: _Text, characters: _Text) -> Strings:
    """Without the code points of a set at the start."""
    return combine(scalar.trim_start_characters_string, str, x, characters)


def trim_end_characters_string(x: _Text, characters: _Text) -> Strings:
    """Without the code points of a set at the end."""
    return combine(scalar.trim_end_characters_string, str, x, characters)


def is_alpha_string(x: Strings) -> Bools:
    """Whether x is not empty and every code point has a general category L…."""
    return combine(scalar.is_alpha_string, np.bool_, x)


def is_digit_string(x: Strings) -> Bools:
    """Whether x is not empty and every code point has the general category Nd."""
    return combine(scalar.is_digit_string, np.bool_, x)


def is_alnum_string(x: Strings) -> Bools:
    """Whether x is not empty and every code point has a general category L… or Nd."""
    return combine(scalar.is_alnum_string, np.bool_, x)


def is_space_string(x: Strings) -> Bools:
    """Whether x is not empty and every code point has the property White_Space."""
    return combine(scalar.is_space_string, np.bool_, x)


def is_upper_string(x: Strings) -> Bools:
    """Whether x has a code point with the property Uppercase, and none with Lowercase or the general category Lt."""
    return combine(scalar.is_upper_string, np.bool_, x)


def is_lower_string(x: Strings) -> Bools:
    """Whether x has a code point with the property Lowercase, and none with Uppercase or the general category Lt."""
    return combine(scalar.is_lower_string, np.bool_, x)


def is_ascii_string(x: Strings) -> Bools:
    """Whether x is not empty and every code point is below U+0080."""
    return combine(scalar.is_ascii_string, np.bool_, x)


def string_int64(x: Ints) -> Strings:
    """Decimal digits, after a minus where x is negative."""
    return combine(scalar.string_int64, str, x)


def string_bool(x: Bools) -> Strings:
    """`true` or `false`."""
    return combine(scalar.string_bool, str, x)


@cache
def _maps() -> tuple[PointMap, PointMap, PointMap]:
    tables = unicode.tables()
    return (
        PointMap.of(str.lower, tables.lower),
        PointMap.of(str.upper, tables.upper),
        PointMap.of(str.lower, tables.fold),
    )


def _lower(strings: Sequence[str]) -> list[str]:
    return _maps()[0](strings)


def _upper(strings: Sequence[str]) -> list[str]:
    return _maps()[1](strings)


def _fold(strings: Sequence[str]) -> list[str]:
    return _maps()[2](strings)
