"""Scalar operations that make features of strings and their parts by hashing (SEMANTICS.md#strings). Knows no Unicode.

What is hashed together is written so that no two different tuples of values of the same types give the same bytes: a
string is its length in UTF-8 bytes as 8 little-endian bytes and then those bytes, an int64 its 8 little-endian bytes.
"""

from __future__ import annotations

from xxhash import xxh64_intdigest

__all__ = ["cross_int64", "cross_int64_string", "cross_string", "cross_string_int64"]


def cross_string(x: str, y: str, buckets: int) -> int:
    """A bucket for two strings taken together."""
    return xxh64_intdigest(_text(x) + _text(y)) % buckets


def cross_string_int64(x: str, y: int, buckets: int) -> int:
    """A bucket for a string and an integer taken together."""
    return xxh64_intdigest(_text(x) + _number(y)) % buckets


def cross_int64_string(x: int, y: str, buckets: int) -> int:
    """A bucket for an integer and a string taken together."""
    return xxh64_intdigest(_number(x) + _text(y)) % buckets


def cross_int64(x: int, y: int, buckets: int) -> int:
    """A bucket for two integers taken together."""
    return xxh64_intdigest(_number(x) + _number(y)) % buckets


def _text(x: str) -> bytes:
    octets = x.encode()
    return len(octets).to_bytes(8, "little") + octets


def _number(x: int) -> bytes:
    return x.to_bytes(8, "little", signed=True)
