"""The choices that generators make. Knows nothing of what is chosen; the same seed makes the same choices for ever."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chooser:
    """Choices of a seed."""

    def __init__(self, seed: int) -> None:
        self.below = random.Random(seed).randrange

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True so often in a hundred."""
        return self.below(100) < percent

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Some different options, in an order of their own."""
        left, taken = list(options), []
        for _ in range(min(self.between(least, most), len(left))):
            taken.append(left.pop(self.below(len(left))))
        return taken
