"""Scalar string operations on code points (SEMANTICS.md#strings). Knows no operator of another family.

Strings are Python strings without lone surrogates; positions and lengths count code points and may be any int64.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

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

#: Below it are Latin, Greek and Cyrillic.
_ALPHABETS = 0x500
#: A result of `replace` that is longer than this and than its operand is cut off.
LONGEST: Final = 2**20


def length_string(x: str) -> int:
    """How many code points x has."""
    return len(x)


def byte_length_string(x: str) -> int:
    """How many bytes x has in UTF-8."""
    return len(x) if x.isascii() else len(x.encode())


def concat_string(x: str, y: str) -> str:
    """X and then y."""
    return x + y


def contains_string(x: str, part: str) -> bool:
    """Whether part stands anywhere in x; every string has the empty one."""
    return part in x


def starts_with_string(x: str, prefix: str) -> bool:
    """Whether x begins with prefix."""
    return x.startswith(prefix)


def ends_with_string(x: str, suffix: str) -> bool:
    """Whether x ends with suffix."""
    return x.endswith(suffix)


def find_string(x: str, part: str) -> int | None:
    """The first position at which part stands in x, None where there is none; the empty part stands at 0."""
    position = x.find(part)
    return position if position >= 0 else None


def count_matches_string(x: str, part: str) -> int:
    """How many times part stands in x, found from the left without overlap; 0 of an empty part."""
    return x.count(part) if part else 0


def slice_from_string(x: str, start: int) -> str:
    """The code points of x from position start to the end; a negative start counts from the end."""
    return x[start:]


def slice_string(x: str, start: int, stop: int) -> str:
    """The code points of x from position start up to, without, stop; negative positions count from the end."""
    return x[start:stop]


def left_string(x: str, n: int) -> str:
    """The first n code points; of a negative n, all but the last -n."""
    return x[:n]


def right_string(x: str, n: int) -> str:
    """The last n code points; of a negative n, all but the first -n."""
    return x[-n:] if n else ""


def reverse_string(x: str) -> str:
    """The code points of x in the opposite order."""
    return x[::-1]


def repeat_string(x: str, count: int) -> str:
    """X so many times, one after the other."""
    return x * count


def pad_start_string(x: str, width: int, fill: str) -> str:
    """X with fill before it as often as it takes to have width code points; an empty fill adds nothing."""
    return _filling(fill, width - len(x)) + x


def pad_end_string(x: str, width: int, fill: str) -> str:
    """X with fill behind it as often as it takes to have width code points; an empty fill adds nothing."""
    return x + _filling(fill, width - len(x))


def _filling(fill: str, count: int) -> str:
    """The first code points of fill written again and again."""
    return (fill * (count // len(fill) + 1))[:count] if fill and count > 0 else ""


def replace_string(x: str, old: str, new: str) -> str:
    """Each old in x, found from the left without overlap, replaced by new; an empty old changes nothing.

    A result longer than both x and LONGEST is cut off at the greater of the two.
    """
    if not old:
        return x
    if len(x) + len(x) // len(old) * len(new) <= LONGEST:  # it cannot become longer than that
        return x.replace(old, new)
    end = max(len(x), LONGEST)
    enough = end // len(new) + 1 if len(new) > len(old) else -1  # what is behind the end need not be made
    return x.replace(old, new, enough)[:end]


def translate_string(x: str, table: Mapping[int, int | None]) -> str:
    """X with its code points replaced, or removed, by a prepared table."""
    return x.translate(table)


def replacements(letters: str, others: str) -> dict[int, int | None]:
    """The table of `translate_string`: each code point of letters, and the one at its place in others, if there is."""
    table: dict[int, int | None] = {}
    for place, letter in enumerate(letters):
        table.setdefault(ord(letter), ord(others[place]) if place < len(others) else None)
    # str.translate raises and catches an exception for each code point that it does not find.
    return {c: c for c in range(_ALPHABETS)} | table


def split_part_string(x: str, separator: str, index: int) -> str | None:
    """The part of x at a position among those between separators; None where there is no such part.

    A negative index counts from the end; an empty separator leaves x as the one part.
    """
    parts = x.split(separator) if separator else [x]
    return parts[index] if -len(parts) <= index < len(parts) else None


PREPARE: dict[str, Callable[..., Any]] = {"translate.string": replacements}
