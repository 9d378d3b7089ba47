"""The reference meaning of features made of strings and their parts by hashing. Knows no runtime."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, Final

from featc.reference.categories import xxh64


def _bytes(*values: int | str) -> bytes:
    """Values one after the other: an int64 by its 8 bytes, a string by its length and then its bytes."""
    found = b""
    for value in values:
        if isinstance(value, int):
            found += struct.pack("<q", value)
        else:
            found += struct.pack("<Q", len(value.encode("utf-8"))) + value.encode("utf-8")
    return found


def _bucket(buckets: int, *values: int | str) -> int:
    return xxh64(_bytes(*values)) % buckets


TABLE: Final[dict[str, Callable[..., Any]]] = {
    f"cross.{kinds}": lambda x, y, buckets: _bucket(buckets, x, y)
    for kinds in ("string", "string_int64", "int64_string", "int64")
}
