"""Exact sums, means and variances of float64 values, one at a time (SEMANTICS.md#reductions). Knows no operator.

A sum is kept as it is: an integer count of 2^-1074, the unit of which every float64 is a multiple. So the order of
values, how they were split and what was taken away again leave no trace, and rounding happens once, when the value is
asked for. Infinities and NaN are counted beside it. ``batch.exact_sum`` is the same for columns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

#: The bits behind the point: every float64 is an integer times 2^-1074, every square one times 2^-2148.
POINT: Final = 1074

#: The canonical state of a sum: its multiple of 2^-1074, and how many inf, -inf and NaN are in it.
SumState: TypeAlias = tuple[int, int, int, int]
#: The canonical state of moments: how many values, the state of their sum, the multiple of 2^-2148 of their squares.
MomentsState: TypeAlias = tuple[int, int, int, int, int, int]


class ExactSum:
    """A sum of float64 values that values and other sums can be added to and taken from.

    Two sums have equal states exactly where the values in them have the same true sum and the same infinities and
    NaNs. Taking away what was never added is no error: the sum is then what the numbers say, and a count may be
    negative, which is not told apart from none.
    """

    __slots__ = ("_infinite", "_minus", "_nan", "_total")

    def __init__(self, values: Iterable[float] = ()) -> None:
        self._total = self._infinite = self._minus = self._nan = 0
        for x in values:
            self.add(x)

    def add(self, x: float) -> None:
        """One more value."""
        self._count(x, 1)

    def subtract(self, x: float) -> None:
        """One value less."""
        self._count(x, -1)

    def merge(self, other: ExactSum) -> None:
        """All values of another sum."""
        self._join(other, 1)

    def subtract_sum(self, other: ExactSum) -> None:
        """Without the values of another sum."""
        self._join(other, -1)

    def value(self) -> float:
        """The true sum rounded once, half to even: 0.0 for no values and for a sum of zero, NaN where a NaN or both
        infinities are in it, an infinity where it is in it or where the rounded sum is too large.
        """
        return self.mean(1)

    def mean(self, count: int) -> float:
        """The true sum divided by a count of at least 1, rounded once."""
        special = self._special()
        return rounded(self._total, count, POINT) if special is None else special

    def state(self) -> SumState:
        """The whole of it, as integers; ``from_state`` makes the sum again."""
        return self._total, self._infinite, self._minus, self._nan

    @classmethod
    def from_state(cls, state: SumState) -> ExactSum:
        """A sum of this state."""
        made = cls()
        made._total, made._infinite, made._minus, made._nan = state
        return made

    def _count(self, x: float, times: int) -> None:
        if x - x == 0.0:
            self._total += times * fixed(x)
        elif x != x:
            self._nan += times
        elif x > 0.0:
            self._infinite += times
        else:
            self._minus += times

    def _join(self, other: ExactSum, times: int) -> None:
        total, infinite, minus, nan = other.state()
        self._total += times * total
        self._infinite += times * infinite
        self._minus += times * minus
        self._nan += times * nan

    def _special(self) -> float | None:
        """The sum where it is no number, else None."""
        if self._nan > 0 or (self._infinite > 0 and self._minus > 0):
            return math.nan
        if self._infinite > 0:
            return math.inf
        return -math.inf if self._minus > 0 else None


class ExactMoments:
    """How many float64 values, their exact sum and the exact sum of their squares: for means and variances that values
    and other moments can be added to and taken from.
    """

    __slots__ = ("_squares", "_sum", "count")

    def __init__(self, values: Iterable[float] = ()) -> None:
        self.count = 0
        self._sum = ExactSum()
        self._squares = 0
        for x in values:
            self.add(x)

    def add(self, x: float) -> None:
        """One more value."""
        self.count += 1
        self._sum.add(x)
        self._squares += _square(x)

    def subtract(self, x: float) -> None:
        """One value less."""
        self.count -= 1
        self._sum.subtract(x)
        self._squares -= _square(x)

    def merge(self, other: ExactMoments) -> None:
        """All values of other moments."""
        self.count += other.count
        self._sum.merge(other._sum)
        self._squares += other._squares

    def subtract_moments(self, other: ExactMoments) -> None:
        """Without the values of other moments."""
        self.count -= other.count
        self._sum.subtract_sum(other._sum)
        self._squares -= other._squares

    def sum(self) -> float:
        """The true sum rounded once."""
        return self._sum.value()

    def mean(self) -> float | None:
        """The true mean rounded once; None for no values."""
        return self._sum.mean(self.count) if self.count > 0 else None

    def variance(self, ddof: int) -> float | None:
        """(n·Σx² - (Σx)²) / (n·(n - ddof)) rounded once; NaN where a value is no number; None for n <= ddof."""
        n, (total, *special) = self.count, self._sum.state()
        if n <= ddof:
            return None
        if any(special):
            return math.nan
        return rounded(n * self._squares - total * total, n * (n - ddof), 2 * POINT)

    def state(self) -> MomentsState:
        """The whole of it, as integers; ``from_state`` makes the moments again."""
        return self.count, *self._sum.state(), self._squares

    @classmethod
    def from_state(cls, state: MomentsState) -> ExactMoments:
        """Moments of this state."""
        made = cls()
        made.count, total, infinite, minus, nan, made._squares = state
        made._sum = ExactSum.from_state((total, infinite, minus, nan))
        return made


def fixed(x: float) -> int:
    """A finite float64 as a multiple of 2^-1074."""
    above, below = x.as_integer_ratio()
    return above << POINT + 1 - below.bit_length()


def _square(x: float) -> int:
    """The square of a float64 as a multiple of 2^-2148; 0 for what is no number."""
    if x - x != 0.0:
        return 0
    above, below = x.as_integer_ratio()
    return above * above << 2 * (POINT + 1 - below.bit_length())


def rounded(total: int, count: int, point: int) -> float:
    """The float64 nearest to total / count · 2^-point, half to even; an infinity where that is too large. Python's own
    division of integers is exact before it rounds, subnormals included.
    """
    try:
        return total / (count << point)
    except OverflowError:
        return math.inf if total > 0 else -math.inf


def exact_sum(values: Sequence[float]) -> float:
    """The true sum of some values, rounded once."""
    try:
        # exact too, but for sums that leave the range on the way; and a zero sum is 0.0
        return math.fsum(values) + 0.0
    except (OverflowError, ValueError):
        return ExactSum(values).value()


def exact_mean(values: Sequence[float]) -> float:
    """The true mean of at least one value, rounded once."""
    ratio = _integers(values)
    if ratio is None:
        return ExactSum(values).value()
    integers, point = ratio
    return rounded(sum(integers), len(values), point)


def exact_variance(values: Sequence[float], ddof: int) -> float:
    """The true variance of more than ``ddof`` values, rounded once; NaN where a value is no number."""
    ratio = _integers(values)
    if ratio is None:
        return math.nan
    integers, point = ratio
    n, total = len(values), sum(integers)
    return rounded(n * sum(i * i for i in integers) - total * total, n * (n - ddof), 2 * point)


def _integers(values: Sequence[float]) -> tuple[list[int], int] | None:
    """Values as multiples of one 2^-point, the largest that fits them; None where one is no number."""
    try:
        ratios = [x.as_integer_ratio() for x in values]
    except (OverflowError, ValueError):
        return None
    points = [below.bit_length() - 1 for _, below in ratios]
    point = max(points)
    return [above << point - p for (above, _), p in zip(ratios, points, strict=True)], point
