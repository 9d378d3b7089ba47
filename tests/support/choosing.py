"""Where the generators' choices come from: Hypothesis, which can shrink them, or a plain random generator."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

T = TypeVar("T")


class Source(Protocol):
    """Gives whole numbers below a bound; 0 is the simplest choice."""

    def below(self, bound: int) -> int: ...


class Drawn:
    """Choices drawn by Hypothesis: shrinking makes each one smaller."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw

    def below(self, bound: int) -> int:
        return self._draw(_numbers(bound))


@cache
def _numbers(bound: int) -> st.SearchStrategy[int]:
    return st.integers(0, bound - 1)


class Random:
    """Choices of a plain generator: fast, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)


class Chooser:
    """The choices that generators make."""

    def __init__(self, source: Source) -> None:
        self.below = source.below

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; the first is the simplest."""
        return options[self.below(len(options))]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True so often in a hundred; False is simpler."""
        return self.below(100) >= 100 - percent

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Some different options, in an order of their own."""
        left, taken = list(options), []
        for _ in range(min(self.between(least, most), len(left))):
            taken.append(left.pop(self.below(len(left))))
        return taken
