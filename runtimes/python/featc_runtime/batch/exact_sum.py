"""Exact sums of float64 columns (SEMANTICS.md#reductions). Knows the representation of sums, no operator, no rounding.

A sum is an integer in limbs: ``Limbs`` has one a row, and only the limbs that its values need. Limbs add and subtract
element by element, so sums of parts merge, and a running sum makes every window of it a difference. Rounding, which
happens once and last, is in ``exact_round``; ``scalar.exact_sum`` is the same for single values.

Values are taken apart without integers of their own: with a power of two that is large enough, ``x + big`` keeps just
the digits of x from a limb's unit on, its bits count that unit, and ``x - ((x + big) - big)`` is exactly the rest
(S. Rump, T. Ogita, S. Oishi, Accurate Floating-Point Summation, 2008). A pass over a block takes one limb of all its
values, from the largest down, until nothing is left: three or four for most data.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats, Ints
from featc_runtime.batch.exact_native import NATIVE

#: A limb's digit counts 2^(32·place): places from LOWEST on hold every float64. A digit of one value is at most 2^32,
#: so fewer than LIMIT values fit into one sum before digits must be made small again (``exact_round.carried``).
BITS: Final = 32
LOWEST: Final = -34
HIGHEST: Final = 31
LIMIT: Final = 2**30

#: Values worked on at once: the buffers of a block stay in the second-level cache. They have room for a row more.
BLOCK: Final = 16 * 1024
ROOM: Final = 2 * BLOCK
#: From so many values a row on, adding up row by row is quicker than taking differences of a running sum.
_LONG: Final = 64

#: Squares of values from 2^480 on, and of those below 2^-480, are made of values 2^592 times smaller or larger.
_LARGE: Final = 480
_SHIFT: Final = 592

Offsets: TypeAlias = NDArray[np.intp]
#: What a block's values give: float64 arrays to take apart, each with the places by which its digits are moved up.
Terms: TypeAlias = Callable[[Floats], Iterator[tuple[Floats, int]]]


#: The first int64 to which 2^31 cannot be added.
_LAST_HALF: Final = 2**63 - 2 ** (BITS - 1)


class _Scratch(threading.local):
    """The buffers of a block, which each thread makes at first use."""

    def __init__(self) -> None:
        self.floats: NDArray[np.float64] = np.empty((7, ROOM))
        self.running: Ints = np.zeros(ROOM + 1, np.int64)


_scratch = _Scratch()


@dataclass(frozen=True, slots=True)
class Limbs:
    """Exact sums, one a row: row i is the sum of ``digits[j, i] * 2**(32 * (low + j))``.

    ``digits`` is limbs × rows, signed, and not unique: several digits stand for one sum. ``special`` is 3 × rows, how
    many inf, -inf and NaN are in each sum, or None where there are none.
    """

    low: int
    digits: Ints
    special: Ints | None = None

    def __len__(self) -> int:
        return int(self.digits.shape[1])

    def take(self, rows: Any) -> Limbs:
        """The sums of some rows: an index array, a mask or a slice."""
        if isinstance(rows, np.ndarray) and rows.dtype != np.bool_:  # several times as quick as an index
            special = None if self.special is None else self.special.take(rows, axis=1)
            return Limbs(self.low, self.digits.take(rows, axis=1), special)
        return Limbs(self.low, self.digits[:, rows], None if self.special is None else self.special[:, rows])

    def total(self, row: int, point: int) -> int:
        """The sum of one row as a multiple of 2^-point, which it must be one of."""
        shift = BITS * self.low + point
        total = sum(int(d) << BITS * j for j, d in enumerate(self.digits[:, row]))
        return total << shift if shift >= 0 else total >> -shift

    def state(self, row: int) -> tuple[int, int, int, int]:
        """One row as ``scalar.exact_sum.ExactSum`` has it."""
        special = (0, 0, 0) if self.special is None else self.special[:, row].tolist()
        return self.total(row, 1074), *special


def limbs(values: Floats) -> Limbs:
    """Each value as a sum of its own."""
    return segment_limbs(values, np.arange(len(values) + 1))


def segment_limbs(values: Floats, offsets: Offsets) -> Limbs:
    """The sum of ``values[offsets[i]:offsets[i + 1]]`` for each i. Offsets ascend from 0 to the number of values; a
    row has fewer than LIMIT values.
    """
    return _by_blocks(values, offsets, _themselves)


def segment_square_limbs(values: Floats, offsets: Offsets) -> Limbs:
    """The sum of the squares of each segment, neither rounded nor ever too large; infinities and NaN are counted as
    they are in ``segment_limbs``.
    """
    return _by_blocks(values, offsets, _squares)


def int_segment_limbs(values: Ints, offsets: Offsets) -> Limbs:
    """The sums of int64 values, as true integers, for each segment."""
    running = np.zeros(len(values) + 1, np.int64)
    digits = np.empty((2, len(offsets) - 1), np.int64)
    for j, part in enumerate((values & (2**BITS - 1), values >> BITS)):
        digits[j] = _between(part, offsets, running)
    return Limbs(0, digits)


def int_segment_square_limbs(values: Ints, offsets: Offsets) -> Limbs:
    """The sums of the squares of int64 values, as true integers, for each segment, of less than LIMIT / 4 values."""
    high = (values + 2 ** (BITS - 1)) >> BITS  # so that the low part is from -2^31 on: products stay below 2^63
    high += (values >= _LAST_HALF) * np.int64(2**BITS)  # where that sum has wrapped
    low = values - (high << BITS)
    running = np.zeros(len(values) + 1, np.int64)
    digits = np.zeros((4, len(offsets) - 1), np.int64)
    for place, product, times in ((0, low * low, 1), (1, low * high, 2), (2, high * high, 1)):
        for j, part in enumerate((product & (2**BITS - 1), product >> BITS)):
            digits[place + j] += times * _between(part, offsets, running)
    return Limbs(0, digits)


def prefix(x: Limbs) -> Limbs:
    """Running sums: row i is the sum of the first i rows of ``x``, so there is one row more. ``x`` stands for fewer
    than LIMIT values in all.
    """
    special = None if x.special is None else _running(x.special)
    return Limbs(x.low, _running(x.digits), special)


def difference(x: Limbs, begin: Offsets, end: Offsets) -> Limbs:
    """The sum of the rows from begin up to end, for each pair, of the running sums ``x`` of all rows."""
    return subtract(x.take(end), x.take(begin))


def merge(x: Limbs, y: Limbs) -> Limbs:
    """Row by row the sum of both. The two stand for fewer than LIMIT values, or were ``carried`` before."""
    return _join(x, y, np.add)


def subtract(x: Limbs, y: Limbs) -> Limbs:
    """Row by row the sum of x without that of y."""
    return _join(x, y, np.subtract)


def _join(x: Limbs, y: Limbs, how: Callable[[Ints, Ints], Ints]) -> Limbs:
    low = min(x.low, y.low)
    high = max(x.low + len(x.digits), y.low + len(y.digits))
    special = None
    if x.special is not None or y.special is not None:
        none = np.zeros((3, len(x)), np.int64)
        special = how(none if x.special is None else x.special, none if y.special is None else y.special)
    return Limbs(low, how(_widened(x, low, high), _widened(y, low, high)), special)


def _widened(x: Limbs, low: int, high: int) -> Ints:
    """The digits of the places from low up to high."""
    if (low, high) == (x.low, x.low + len(x.digits)):
        return x.digits
    wide = np.zeros((high - low, len(x)), np.int64)
    wide[x.low - low : x.low - low + len(x.digits)] = x.digits
    return wide


def _running(digits: Ints) -> Ints:
    out = np.zeros((len(digits), digits.shape[1] + 1), np.int64)
    np.cumsum(digits, axis=1, out=out[:, 1:])
    return out


def row_blocks(offsets: Offsets, size: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Consecutive rows with about so many values together, all rows among them."""
    cuts = np.searchsorted(offsets, np.arange(size, int(offsets[-1]), size))
    rows: Sequence[int] = np.unique(np.concatenate([[0], cuts, [len(offsets) - 1]])).tolist()
    return pairwise(rows)


def _by_blocks(values: Floats, offsets: Offsets, terms: Terms) -> Limbs:
    """The sum, for each segment, of what ``terms`` makes of its values."""
    made = []
    for begin, end in row_blocks(offsets):
        first = offsets[begin]
        made.append(_collect(values[first : offsets[end]], offsets[begin : end + 1] - first, terms))
    return made[0] if len(made) == 1 else _joined(made)


def _joined(parts: Sequence[Limbs]) -> Limbs:
    """The rows of all parts, one after the other."""
    low = min((p.low for p in parts), default=0)
    high = max((p.low + len(p.digits) for p in parts), default=1)
    rows = sum(map(len, parts))
    digits = np.zeros((high - low, rows), np.int64)
    special = np.zeros((3, rows), np.int64) if any(p.special is not None for p in parts) else None
    at = 0
    for part in parts:
        digits[part.low - low : part.low - low + len(part.digits), at : at + len(part)] = part.digits
        if special is not None and part.special is not None:
            special[:, at : at + len(part)] = part.special
        at += len(part)
    return Limbs(low, digits, special)


def _collect(values: Floats, offsets: Offsets, terms: Terms) -> Limbs:
    """The same of one of the ``row_blocks``."""
    if len(values) > ROOM:  # it has a long row
        pieces = np.union1d(offsets, np.arange(0, len(values), BLOCK))
        made = _by_blocks(values, pieces, terms)
        places = np.searchsorted(pieces, offsets)
        special = None if made.special is None else np.diff(_running(made.special)[:, places], axis=1)
        return Limbs(made.low, np.diff(_running(made.digits)[:, places], axis=1), special)
    lengths = np.diff(offsets)
    values, special = _without_special(values, lengths)
    places_: dict[int, Ints] = {}
    for x, up in terms(values):
        for place, sums in _sums(x, offsets):
            place += up
            if place in places_:
                places_[place] += sums
            else:
                places_[place] = sums
    low, high = min(places_, default=0), max(places_, default=0)
    digits = np.zeros((high - low + 1, len(lengths)), np.int64)
    for place, sums in places_.items():
        digits[place - low] = sums
    return Limbs(low, digits, special)


def _sums(x: Floats, offsets: Offsets) -> Iterator[tuple[int, Ints]]:
    """The digits of each segment's sum by place, at most once for each. Uses up ``x``."""
    if NATIVE is not None:
        low, digits = NATIVE.digits(x, offsets)
        yield from enumerate(digits, low)
        return
    above, part, *_ = _scratch.floats[:, : len(x)]
    lengths = np.diff(offsets)
    for place, raw, bias in _digits(x, above, part):
        sums = _between(raw, offsets, _scratch.running)
        sums -= bias * lengths  # wraps, as the raw sums did, to what is small again
        yield place, sums


def _without_special(values: Floats, lengths: Offsets) -> tuple[Floats, Ints | None]:
    """The values with 0.0 for what is no number, and how many inf, -inf and NaN each row has, or None for none."""
    with np.errstate(all="ignore"):
        if math.isfinite(np.add.reduce(values)):  # as only a sum of finite values is
            return values, None
    finite = np.isfinite(values)
    if finite.all():
        return values, None
    rows = np.repeat(np.arange(len(lengths)), lengths)
    special = np.zeros((3, len(lengths)), np.int64)
    for counts, mask in zip(special, (values == np.inf, values == -np.inf, np.isnan(values)), strict=True):
        counts += np.bincount(rows[mask], minlength=len(counts))
    return np.where(finite, values, 0.0), special


def _themselves(values: Floats) -> Iterator[tuple[Floats, int]]:
    x = _scratch.floats[2, : len(values)]
    np.copyto(x, values)
    yield x, 0


def _squares(values: Floats) -> Iterator[tuple[Floats, int]]:
    """Each square as two float64 (J. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997: Split, Square).
    Values whose squares would leave the range of float64 are moved into its middle first, and their digits back.
    """
    product, error, high, low, moved = _scratch.floats[2:, : len(values)]
    size = np.abs(values)
    large, small = size >= 2.0**_LARGE, size < 2.0**-_LARGE
    for where, shift in ((large, -_SHIFT), (small & (size > 0.0), _SHIFT), (None, 0)):
        if where is None:
            x: Floats = np.where(large | small, 0.0, values) if large.any() or small.any() else values
        elif where.any():
            x = np.multiply(np.where(where, values, 0.0), 2.0**shift, out=moved)
        else:
            continue
        np.multiply(x, 2.0**27 + 1, out=high)
        np.subtract(high, x, out=low)
        high -= low
        np.subtract(x, high, out=low)
        np.multiply(x, x, out=product)
        np.multiply(high, high, out=error)
        np.subtract(product, error, out=error)
        high += high
        high *= low
        error -= high
        low *= low
        np.subtract(low, error, out=error)
        yield product, -2 * shift // BITS
        yield error, -2 * shift // BITS


def _digits(x: Floats, above: Floats, part: Floats) -> Iterator[tuple[int, Ints, int]]:
    """The digits of values by place, from the highest that any of them needs: at each place ``raw - bias``, which is
    at most 2^32 in size. Uses up ``x``; ``raw`` is of this turn only. ``above`` and ``part`` are buffers.
    """
    place = HIGHEST + 1
    while (most := float(np.abs(x, out=part).max(initial=0.0))) > 0.0:
        place = min(place_of(most), place - 1)
        if LOWEST < place < HIGHEST:
            big = math.ldexp(1.5, BITS * place + 52)
            np.add(x, big, out=above)
            np.subtract(above, big, out=part)
            x -= part
            yield place, above.view(np.int64), int(np.float64(big).view(np.int64))
        elif place == HIGHEST:
            # truncated, since a digit rounded up could be 2^32, which is no float64 at this place
            np.multiply(x, 2.0 ** (-BITS * HIGHEST), out=above)
            np.trunc(above, out=above)
            np.multiply(above, 2.0 ** (BITS * HIGHEST), out=part)
            x -= part
            yield place, above.astype(np.int64), 0
        else:
            # the unit is below the least float64, so that all of x is in the digit
            np.multiply(x, 2.0**1000, out=above)
            above *= 2.0 ** (-BITS * LOWEST - 1000)
            x.fill(0.0)
            yield place, above.astype(np.int64), 0


def place_of(most: float) -> int:
    """The lowest place at which values up to ``most`` have a digit of at most 2^31 (2^32 at the highest place)."""
    fraction, exponent = math.frexp(most)
    if fraction == 0.5:
        exponent -= 1
    return min(max(-((BITS - 1 - exponent) // BITS), LOWEST), HIGHEST)


def _between(values: Ints, offsets: Offsets, running: Ints) -> Ints:
    """The sum of each segment, in wrapping int64. ``running`` is a buffer that begins with 0."""
    rows = len(offsets) - 1
    if len(values) >= _LONG * rows and (offsets[1:] > offsets[:-1]).all():
        out: Ints = np.add.reduceat(values, offsets[:-1])
        return out
    np.cumsum(values, out=running[1 : len(values) + 1])
    return np.diff(running.take(offsets))
