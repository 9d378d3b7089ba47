"""Scalar operations on the parts of strings: splitting, joining, comparing, hashing (SEMANTICS.md#strings).

What is hashed together is written so that no two different tuples of values of the same types give the same bytes: a
string is its length in UTF-8 bytes as 8 little-endian bytes and then those bytes, an int64 its 8 little-endian bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from xxhash import xxh64_intdigest

from featc_runtime.data.classes import PointClass
from featc_runtime.scalar.characters import LETTERS, MARKS, NUMBERS, spans

__all__ = [
    "char_ngrams_string",
    "cross_int64",
    "cross_int64_string",
    "cross_string",
    "cross_string_int64",
    "jaccard_string",
    "join_string",
    "overlap_string",
    "split_string",
    "token_ngrams_string",
    "tokens_string",
]

#: Strings, None where an element is null.
_Tokens: TypeAlias = tuple[str | None, ...]


def split_string(x: str, separator: str, limit: int) -> tuple[str, ...]:
    """The first parts of x between separators, at most limit; an empty separator leaves x as the one part."""
    return tuple(x.split(separator, limit)[:limit]) if separator else (x,)


def tokens_string(x: str, limit: int) -> tuple[str, ...]:
    """The first of the longest runs of letters, marks and digits of x, at most limit."""
    return tuple(_parts_of_tokens().runs(x).findall(x)[:limit])


@cache
def _parts_of_tokens() -> PointClass:
    return PointClass.of(spans(*LETTERS, *MARKS, *NUMBERS))


def join_string(x: _Tokens, separator: str) -> str | None:
    """The strings one after the other with separator between them; None where one is null."""
    strings = _known(x)
    return None if strings is None else separator.join(strings)


def char_ngrams_string(x: str, n: int, buckets: int) -> tuple[int, ...]:
    """How many of the runs of n code points of x fall into each bucket."""
    counts = [0] * buckets
    for start in range(len(x) - n + 1):
        counts[xxh64_intdigest(x[start : start + n].encode()) % buckets] += 1
    return tuple(counts)


def token_ngrams_string(x: _Tokens, n: int, buckets: int) -> tuple[int, ...] | None:
    """How many of the runs of n strings of x fall into each bucket; None where a string is null."""
    strings = _known(x)
    if strings is None:
        return None
    counts = [0] * buckets
    written = [text(s) for s in strings]
    for start in range(len(x) - n + 1):
        counts[xxh64_intdigest(b"".join(written[start : start + n])) % buckets] += 1
    return tuple(counts)


def overlap_string(x: _Tokens, y: _Tokens) -> int | None:
    """How many different strings are in both; None where one is null."""
    left, right = _known(x), _known(y)
    return None if left is None or right is None else len(set(left) & set(right))


def jaccard_string(x: _Tokens, y: _Tokens) -> float | None:
    """How many different strings are in both, divided by how many are in either.

    None where there are none at all, and where one is null.
    """
    left, right = _known(x), _known(y)
    if left is None or right is None or not (left or right):
        return None
    return len(set(left) & set(right)) / len(set(left) | set(right))


def cross_string(x: str, y: str, buckets: int) -> int:
    """A bucket for two strings taken together."""
    return xxh64_intdigest(text(x) + text(y)) % buckets


def cross_string_int64(x: str, y: int, buckets: int) -> int:
    """A bucket for a string and an integer taken together."""
    return xxh64_intdigest(text(x) + _number(y)) % buckets


def cross_int64_string(x: int, y: str, buckets: int) -> int:
    """A bucket for an integer and a string taken together."""
    return xxh64_intdigest(_number(x) + text(y)) % buckets


def cross_int64(x: int, y: int, buckets: int) -> int:
    """A bucket for two integers taken together."""
    return xxh64_intdigest(_number(x) + _number(y)) % buckets


def _known(x: _Tokens) -> list[str] | None:
    """The strings of a list, None where one is null."""
    strings = [s for s in x if s is not None]
    return strings if len(strings) == len(x) else None


def text(x: str) -> bytes:
    """A string as it is hashed beside others."""
    octets = x.encode()
    return len(octets).to_bytes(8, "little") + octets


def _number(x: int) -> bytes:
    return x.to_bytes(8, "little", signed=True)
