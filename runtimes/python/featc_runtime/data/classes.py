"""Sets of code points as patterns that find them. Knows spans of code points, no table and no operator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from featc_runtime.data.unicode import Span

_ASCII, _PLANE, _LAST = 0x7F, 0xFFFF, 0x10FFFF


@dataclass(frozen=True, slots=True)
class PointClass:
    """A set of code points. Its patterns match the longest runs of them.

    `re` looks up a code point of the first plane at once, but tries the spans of the others one by one, for each code
    point that it meets: so there is a pattern for strings that have none of them, and one for ASCII.
    """

    ascii: re.Pattern[str]
    plane: re.Pattern[str]
    whole: re.Pattern[str]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> PointClass:
        """The class of the code points of these spans, which may be in any order and overlap."""
        joined: list[Span] = []
        for first, last in sorted(spans):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return cls(_runs(joined, _ASCII), _runs(joined, _PLANE), _runs(joined, _LAST))

    @classmethod
    def of_points(cls, points: Iterable[str]) -> PointClass:
        """The class of some code points."""
        return cls.of((ord(c), ord(c)) for c in points)

    def runs(self, x: str) -> re.Pattern[str]:
        """What matches the longest runs of these code points in x."""
        if x.isascii():
            return self.ascii
        # In UTF-16 only those outside the first plane take more than two bytes.
        return self.plane if len(x.encode("utf-16-le")) == 2 * len(x) else self.whole

    def is_in(self, x: str) -> bool:
        """Whether x has one of these code points."""
        return self.runs(x).search(x) is not None

    def is_all(self, x: str) -> bool:
        """Whether x has these code points and no others, and is not empty."""
        return self.runs(x).fullmatch(x) is not None


def _runs(spans: list[Span], end: int) -> re.Pattern[str]:
    inside = "".join(f"\\U{first:08x}-\\U{min(last, end):08x}" for first, last in spans if first <= end)
    return re.compile(f"[{inside}]+" if inside else "(?!)")
