"""Vectorised string operations on code points (SEMANTICS.md#strings). Knows no operator of another family.

Any string operand is a column or one string for all rows, any integer operand an array or one integer; at least one
operand is a column or an array. The scalar function is called once for each distinct combination of operands.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import combine, combine_fallible
from featc_runtime.scalar import strings as scalar

__all__ = [
    "byte_length_string",
    "concat_string",
    "contains_string",
    "count_matches_string",
    "ends_with_string",
    "find_string",
    "left_string",
    "length_string",
    "pad_end_string",
    "pad_start_string",
    "repeat_string",
    "replace_string",
    "reverse_string",
    "right_string",
    "slice_from_string",
    "slice_string",
    "split_part_string",
    "starts_with_string",
    "translate_string",
]

_Text: TypeAlias = Strings | str
_Int: TypeAlias = Ints | int


def length_string(x: Strings) -> Ints:
    """How many code points each string has."""
    return combine(len, np.int64, x)


def byte_length_string(x: Strings) -> Ints:
    """How many bytes each string has in UTF-8."""
    return combine(scalar.byte_length_string, np.int64, x)


def concat_string(x: _Text, y: _Text) -> Strings:
    """X and then y."""
    return combine(str.__add__, str, x, y)


def contains_string(x: _Text, part: _Text) -> Bools:
    """Whether part stands anywhere in x; every string has the empty one."""
    return combine(operator.contains, np.bool_, x, part)


def starts_with_string(x: _Text, prefix: _Text) -> Bools:
    """Whether x begins with prefix."""
    return combine(str.startswith, np.bool_, x, prefix)


def ends_with_string(x: _Text, suffix: _Text) -> Bools:
    """Whether x ends with suffix."""
    return combine(str.endswith, np.bool_, x, suffix)


def find_string(x: _Text, part: _Text) -> tuple[Ints, Bools]:
    """The first position at which part stands in x; not ok where there is none."""
    position = combine(str.find, np.int64, x, part)
    return np.maximum(position, 0), position >= 0


def count_matches_string(x: _Text, part: _Text) -> Ints:
    """How many times part stands in x, found from the left without overlap; 0 of an empty part."""
    return combine(scalar.count_matches_string, np.int64, x, part)


def slice_from_string(x: _Text, start: _Int) -> Strings:
    """The code points from position start to the end; a negative start counts from the end."""
    return combine(scalar.slice_from_string, str, x, start)


def slice_string(x: _Text, start: _Int, stop: _Int) -> Strings:
    """The code points from position start up to, without, stop; negative positions count from the end."""
    return combine(scalar.slice_string, str, x, start, stop)


def left_string(x: _Text, n: _Int) -> Strings:
    """The first n code points; of a negative n, all but the last -n."""
    return combine(scalar.left_string, str, x, n)


def right_string(x: _Text, n: _Int) -> Strings:
    """The last n code points; of a negative n, all but the first -n."""
    return combine(scalar.right_string, str, x, n)


def reverse_string(x: Strings) -> Strings:
    """The code points of each string in the opposite order."""
    return combine(scalar.reverse_string, str, x)


def repeat_string(x: Strings, count: int) -> Strings:
    """X so many times, one after the other."""
    return combine(scalar.repeat_string, str, x, count)


def pad_start_string(x: Strings, width: int, fill: str) -> Strings:
    """X with fill before it as often as it takes to have width code points; an empty fill adds nothing."""
    return combine(scalar.pad_start_string, str, x, width, fill)


def pad_end_string(x: Strings, width: int, fill: str) -> Strings:
    """X with fill behind it as often as it takes to have width code points; an empty fill adds nothing."""
    return combine(scalar.pad_end_string, str, x, width, fill)


def replace_string(x: _Text, old: _Text, new: _Text) -> Strings:
    """Each old in x, found from the left without overlap, replaced by new; an empty old changes nothing."""
    return combine(scalar.replace_string, str, x, old, new)


def translate_string(x: Strings, table: Mapping[int, int | None]) -> Strings:
    """X with its code points replaced, or removed, by a prepared table."""

    def translated(text: str) -> str:
        return scalar.translate_string(text, table)

    return combine(translated, str, x)


def split_part_string(x: _Text, separator: _Text, index: _Int) -> tuple[Strings, Bools]:
    """The part of x at a position among those between separators; not ok where there is no such part.

    A negative index counts from the end; an empty separator leaves x as the one part.
    """
    return combine_fallible(scalar.split_part_string, str, x, separator, index)


PREPARE: dict[str, Callable[..., Any]] = {"translate.string": scalar.replacements}
