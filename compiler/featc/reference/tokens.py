"""The reference meaning of what is made of strings' parts, by hashing or comparing. Knows no runtime."""

from __future__ import annotations

import struct
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from featc.reference import exact
from featc.reference.categories import xxh64
from featc.reference.characters import category


def _bytes(*values: int | str) -> bytes:
    """Values one after the other: an int64 by its 8 bytes, a string by its length and then its bytes."""
    found = b""
    for value in values:
        if isinstance(value, int):
            found += struct.pack("<q", value)
        else:
            found += struct.pack("<Q", len(value.encode("utf-8"))) + value.encode("utf-8")
    return found


def _split(x: str, separator: str, limit: int) -> tuple[str, ...]:
    parts: list[list[str]] = [[]]
    at = 0
    while at < len(x):
        if separator and x[at : at + len(separator)] == separator:
            parts.append([])
            at += len(separator)
        else:
            parts[-1].append(x[at])
            at += 1
    return tuple("".join(part) for part in parts[:limit])


def _tokens(x: str, limit: int) -> tuple[str, ...]:
    runs: list[list[str]] = []
    inside = False
    for c in x:
        is_part = category(c)[0] in "LMN"
        if is_part and not inside:
            runs.append([])
        if is_part:
            runs[-1].append(c)
        inside = is_part
    return tuple("".join(run) for run in runs[:limit])


def _join(x: tuple[str | None, ...], separator: str) -> str | None:
    joined = ""
    for i, part in enumerate(x):
        if part is None:
            return None
        joined += separator * (i > 0) + part
    return joined


def _counts(buckets: int, hashes: list[int]) -> tuple[int, ...]:
    counts = dict.fromkeys(range(buckets), 0)
    for h in hashes:
        counts[h % buckets] += 1
    return tuple(counts[i] for i in range(buckets))


def _char_ngrams(x: str, n: int, buckets: int) -> tuple[int, ...]:
    return _counts(buckets, [xxh64(x[i : i + n].encode("utf-8")) for i in range(len(x) - n + 1)])


def _token_ngrams(x: tuple[str | None, ...], n: int, buckets: int) -> tuple[int, ...] | None:
    strings = [s for s in x if s is not None]
    if None in x:
        return None
    return _counts(buckets, [xxh64(_bytes(*strings[i : i + n])) for i in range(len(strings) - n + 1)])


def _overlap(x: tuple[str | None, ...], y: tuple[str | None, ...]) -> int | None:
    return None if None in x or None in y else len([s for s in dict.fromkeys(x) if s in y])


def _jaccard(x: tuple[str | None, ...], y: tuple[str | None, ...]) -> float | None:
    both, either = _overlap(x, y), len(dict.fromkeys((*x, *y)))
    return None if both is None or either == 0 else exact.nearest(Fraction(both, either))


def _bucket(buckets: int, *values: int | str) -> int:
    return xxh64(_bytes(*values)) % buckets


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "split.string": _split,
    "tokens.string": _tokens,
    "join.string": _join,
    "char_ngrams.string": _char_ngrams,
    "token_ngrams.string": _token_ngrams,
    "overlap.string": _overlap,
    "jaccard.string": _jaccard,
    **{
        f"cross.{kinds}": lambda x, y, buckets: _bucket(buckets, x, y)
        for kinds in ("string", "string_int64", "int64_string", "int64")
    },
}
