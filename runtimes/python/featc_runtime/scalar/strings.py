"""Scalar string operations on code points (SEMANTICS.md#strings). Knows no operator of another family.

Strings are Python strings without lone surrogates; positions and lengths count code points and may be any int64.
"""

from __future__ import annotations

from featc_runtime.data import unicode

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


def length_string(x: str) -> int:
    """How many code points x has."""
    return len(x)


def lower_string(x: str) -> str:
    """Lower case, by the pinned full case mapping without locale and context."""
    if x.isascii():  # str.lower depends on Python's own Unicode version above ASCII
        return x.lower()
    return x.translate(unicode.tables().lower)


def upper_string(x: str) -> str:
    """Upper case, by the pinned full case mapping without locale."""
    if x.isascii():
        return x.upper()
    return x.translate(unicode.tables().upper)


def trim_string(x: str) -> str:
    """Without the code points of the pinned property White_Space at both ends."""
    return x.strip(unicode.tables().white_space)


def contains_string(x: str, part: str) -> bool:
    """Whether part stands anywhere in x; every string has the empty one."""
    return part in x


def starts_with_string(x: str, prefix: str) -> bool:
    """Whether x begins with prefix."""
    return x.startswith(prefix)


def ends_with_string(x: str, suffix: str) -> bool:
    """Whether x ends with suffix."""
    return x.endswith(suffix)


def slice_from_string(x: str, start: int) -> str:
    """The code points of x from position start to the end; a negative start counts from the end."""
    return x[start:]


def slice_string(x: str, start: int, stop: int) -> str:
    """The code points of x from position start up to, without, stop; negative positions count from the end."""
    return x[start:stop]


def replace_string(x: str, old: str, new: str) -> str:
    """Each old in x, found from the left without overlap, replaced by new; an empty old changes nothing."""
    return x.replace(old, new) if old else x


def split_part_string(x: str, separator: str, index: int) -> str | None:
    """The part of x at a position among those between separators; None where there is no such part.

    A negative index counts from the end; an empty separator leaves x as the one part.
    """
    parts = x.split(separator) if separator else [x]
    return parts[index] if -len(parts) <= index < len(parts) else None
