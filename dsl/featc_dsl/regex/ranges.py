"""Sets of code points as ascending ranges that neither touch nor overlap. Knows no pattern, no Unicode property."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

#: ``((first, last), …)``, both ends included.
Ranges: TypeAlias = tuple[tuple[int, int], ...]

LAST = 0x10FFFF

EVERY: Ranges = ((0, LAST),)


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The set of all code points of some ranges in any order."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def complement(ranges: Ranges) -> Ranges:
    """The code points that are not in the set."""
    gaps, start = [], 0
    for first, last in ranges:
        if first > start:
            gaps.append((start, first - 1))
        start = last + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


def contains(ranges: Ranges, point: int) -> bool:
    """Whether a code point is in the set."""
    at = bisect_right(ranges, (point, LAST))
    return at > 0 and point <= ranges[at - 1][1]


def single(ranges: Ranges) -> int | None:
    """The one code point of the set, or None where it has more or none."""
    return ranges[0][0] if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else None
