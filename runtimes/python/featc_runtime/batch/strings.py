"""Vectorised string operations on code points (SEMANTICS.md#strings). Knows no operator of another family.

Any string operand is a column or one string for all rows, any integer operand an array or one integer; at least one
operand is a column or an array. The scalar function is called once for each distinct combination of operands.
"""

from __future__ import annotations

import operator
from typing import TypeAlias

import numpy as np

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import combine, combine_fallible
from featc_runtime.scalar import strings as scalar

__all__ = [
    "contains_string",
    "ends_with_string",
    "length_string",
    "lower_string",
    "replace_string",
    "slice_from_string",
    "slice_string",
    "split_part_string",
    "starts_with_string",
    "trim_string",
    "upper_string",
]

_Text: TypeAlias = Strings | str
_Int: TypeAlias = Ints | int


def length_string(x: Strings) -> Ints:
    """How many code points each string has."""
    return combine(len, np.int64, x)


def lower_string(x: Strings) -> Strings:
    """Lower case, by the pinned full case mapping without locale and context."""
    return combine(scalar.lower_string, str, x)


def upper_string(x: Strings) -> Strings:
    """Upper case, by the pinned full case mapping without locale."""
    return combine(scalar.upper_string, str, x)


def trim_string(x: Strings) -> Strings:
    """Without the code points of the pinned property White_Space at both ends."""
    return combine(scalar.trim_string, str, x)


def contains_string(x: _Text, part: _Text) -> Bools:
    """Whether part stands anywhere in x; every string has the empty one."""
    return combine(operator.contains, np.bool_, x, part)


def starts_with_string(x: _Text, prefix: _Text) -> Bools:
    """Whether x begins with prefix."""
    return combine(str.startswith, np.bool_, x, prefix)


def ends_with_string(x: _Text, suffix: _Text) -> Bools:
    """Whether x ends with suffix."""
    return combine(str.endswith, np.bool_, x, suffix)


def slice_from_string(x: _Text, start: _Int) -> Strings:
    """The code points from position start to the end; a negative start counts from the end."""
    return combine(scalar.slice_from_string, str, x, start)


def slice_string(x: _Text, start: _Int, stop: _Int) -> Strings:
    """The code points from position start up to, without, stop; negative positions count from the end."""
    return combine(scalar.slice_string, str, x, start, stop)


def replace_string(x: _Text, old: _Text, new: _Text) -> Strings:
    """Each old in x, found from the left without overlap, replaced by new; an empty old changes nothing."""
    return combine(scalar.replace_string, str, x, old, new)


def split_part_string(x: _Text, separator: _Text, index: _Int) -> tuple[Strings, Bools]:
    """The part of x at a position among those between separators; not ok where there is no such part.

    A negative index counts from the end; an empty separator leaves x as the one part.
    """
    return combine_fallible(scalar.split_part_string, str, x, separator, index)
