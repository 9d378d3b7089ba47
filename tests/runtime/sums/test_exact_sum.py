"""Exact sums, means and variances: any order, any merging, any history of adding and taking away, any cutting of
columns has the bits of fractions summed and rounded once.
"""

from __future__ import annotations

import itertools
import math
import random
import struct
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from featc.reference import exact, reductions
from featc_runtime.batch import exact_round, exact_sum, exact_variance
from featc_runtime.batch.exact_sum import BLOCK, LIMIT, ROOM, Limbs
from featc_runtime.scalar.exact_sum import ExactMoments, ExactSum, exact_mean
from featc_runtime.scalar.exact_sum import exact_sum as scalar_sum
from featc_runtime.scalar.exact_sum import exact_variance as scalar_variance

TINY, MOST, NORMAL = 5e-324, 1.7976931348623157e308, 2.0**-1022

_EDGES = [0.0, -0.0, TINY, -TINY, NORMAL, NORMAL - TINY, MOST, -MOST, 1e308, -1e308, 2.0**1023, 2.0**992, 2.0**-1056]
_EDGES += [2.0**53, 2.0**53 + 2, 1.0, -1.0, 0.5, 0.1, 2.0**480, 2.0**-480, -(2.0**511), 2.0**-540]
_EDGES += [math.ldexp(s, 32 * k + d) for s in (1.0, -1.0, 1.5) for k in (-33, -2, 0, 1, 30) for d in (-1, 0, 31)]
_SCALED = st.builds(math.ldexp, st.integers(-(2**53), 2**53), st.integers(-1074, 970))
_SMALL = st.builds(math.ldexp, st.integers(-9, 9), st.integers(-60, 60))
FINITE = (
    st.sampled_from(_EDGES)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _SCALED
    | _SMALL
    | st.floats(-1000.0, 1000.0)
    | st.integers(-5, 5).map(float)
)
ANY = FINITE | st.sampled_from([math.inf, -math.inf, math.nan])


@st.composite
def _cancelling(draw: st.DrawFn, of: st.SearchStrategy[float]) -> list[float]:
    """Values, often with most of their opposites."""
    values = draw(st.lists(of, max_size=12))
    if draw(st.booleans()):
        values += [-x for x in values[draw(st.integers(0, 2)) :]]
    return values


VALUES = _cancelling(FINITE) | _cancelling(ANY) | _cancelling(_SMALL)


def bits(values: Sequence[float] | np.ndarray) -> list[int]:
    """The bits of each value, every NaN as the one NaN."""
    return [int.from_bytes(struct.pack("<d", math.nan if x != x else x), "little") for x in values]


def bit(x: float) -> int:
    return bits([x])[0]


def offsets_of(rows: Sequence[Sequence[float]]) -> np.ndarray:
    return np.array([0, *itertools.accumulate(map(len, rows))], np.intp)


def flat(rows: Sequence[Sequence[float]]) -> np.ndarray:
    return np.array([x for row in rows for x in row], float)


# --- single values -----------------------------------------------------------------------------------------


@given(VALUES, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_any_order(values: list[float], order: random.Random) -> None:
    want = bit(reductions.total(values))
    state = ExactSum(values).state()
    order.shuffle(values)
    assert bit(scalar_sum(values)) == want
    assert ExactSum(values).state() == state
    assert bit(ExactSum(values).value()) == want


@given(VALUES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_any_tree_of_merges(values: list[float], choice: random.Random) -> None:
    parts = [ExactSum([x]) for x in values] + [ExactSum()]
    while len(parts) > 1:
        other = parts.pop(choice.randrange(len(parts)))
        parts[choice.randrange(len(parts))].merge(other)
    assert parts[0].state() == ExactSum(values).state()
    assert bit(parts[0].value()) == bit(reductions.total(values))


@given(VALUES, VALUES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_any_history_of_adding_and_taking_away(stay: list[float], leave: list[float], choice: random.Random) -> None:
    steps = [(x, True) for x in stay] + [(x, True) for x in leave] + [(x, False) for x in leave]
    choice.shuffle(steps)
    sum_, moments = ExactSum(), ExactMoments()
    for x, comes in steps:
        (sum_.add if comes else sum_.subtract)(x)
        (moments.add if comes else moments.subtract)(x)
    assert sum_.state() == ExactSum(stay).state()
    assert moments.state() == ExactMoments(stay).state()
    whole, gone = ExactMoments(stay + leave), ExactMoments(leave)
    whole.subtract_moments(gone)
    assert whole.state() == ExactMoments(stay).state()
    gone.merge(whole)
    assert gone.state() == ExactMoments([*leave, *stay]).state()
    left = ExactSum(stay + leave)
    left.subtract_sum(ExactSum(leave))
    assert left.state() == sum_.state()
    assert bit(left.value()) == bit(reductions.total(stay))


@given(VALUES)
@settings(deadline=None)
def test_states_make_the_same_again(values: list[float]) -> None:
    sum_, moments = ExactSum(values), ExactMoments(values)
    assert ExactSum.from_state(sum_.state()).state() == sum_.state()
    again = ExactMoments.from_state(moments.state())
    assert again.state() == moments.state()
    assert all(type(n) is int for n in moments.state())
    assert bit(again.sum()) == bit(reductions.total(values))


@given(VALUES, st.integers(0, 1))
@settings(max_examples=300, deadline=None)
def test_means_and_variances_of_single_values(values: list[float], ddof: int) -> None:
    moments = ExactMoments(values)
    if not values:
        assert moments.mean() is None
    else:
        want = bit(reductions.mean(values))
        assert bit(exact_mean(values)) == want
        mean = moments.mean()
        assert mean is not None
        assert bit(mean) == want
    if len(values) <= ddof:
        assert moments.variance(ddof) is None
    else:
        want = bit(reductions.variance(values, ddof))
        assert bit(scalar_variance(values, ddof)) == want
        assert bit(moments.variance(ddof) or 0.0) == want


# --- columns -----------------------------------------------------------------------------------------------

ROWS = st.lists(VALUES, max_size=12)


@given(ROWS)
@settings(max_examples=300, deadline=None)
@pytest.mark.thorough
def test_segments(rows: list[list[float]]) -> None:
    values, offsets = flat(rows), offsets_of(rows)
    given_ = values.copy()
    found = exact_sum.segment_limbs(values, offsets)
    assert [found.state(i) for i in range(len(rows))] == [ExactSum(row).state() for row in rows]
    assert bits(exact_round.segment_sums(values, offsets)) == bits([reductions.total(r) for r in rows])
    means = [reductions.mean(r) if r else 0.0 for r in rows]
    assert bits(exact_round.segment_means(values, offsets)) == bits(means)
    for ddof in (0, 1):
        variances = [reductions.variance(r, ddof) if len(r) > ddof else 0.0 for r in rows]
        assert bits(exact_variance.segment_variances(values, offsets, ddof)) == bits(variances)
    assert bits(values) == bits(given_)


@given(ROWS)
@settings(deadline=None)
def test_squares(rows: list[list[float]]) -> None:
    squares = exact_sum.segment_square_limbs(flat(rows), offsets_of(rows))
    for i, row in enumerate(rows):
        want = sum((Fraction(x) ** 2 for x in row if math.isfinite(x)), Fraction(0))
        assert Fraction(squares.total(i, 2176), 2**2176) == want


@given(VALUES, st.data())
@settings(deadline=None)
def test_any_cutting_of_a_column(values: list[float], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(values)), max_size=4)))
    parts = [values[a:b] for a, b in itertools.pairwise([0, *cuts, len(values)])]
    sums = [exact_sum.segment_limbs(np.array(p, float), np.array([0, len(p)])) for p in parts]
    data.draw(st.randoms(use_true_random=False)).shuffle(sums)
    whole = sums[0]
    for other in sums[1:]:
        whole = exact_round.carried(exact_sum.merge(whole, other))
    assert whole.state(0) == ExactSum(values).state()
    assert bits(exact_round.rounded(whole)) == [bit(reductions.total(values))]


@given(VALUES, st.data())
@settings(deadline=None)
def test_windows_are_differences_of_running_sums(values: list[float], data: st.DataObject) -> None:
    count = len(values)
    ends = data.draw(st.lists(st.tuples(st.integers(0, count), st.integers(0, count)).map(sorted), max_size=8))
    begin, end = (np.array([e[i] for e in ends], np.intp) for i in (0, 1))
    column, each = np.array(values, float), np.arange(count + 1)
    windows = [values[a:b] for a, b in ends]
    sums = exact_sum.difference(exact_sum.prefix(exact_sum.limbs(column)), begin, end)
    assert bits(exact_round.rounded(sums)) == bits([reductions.total(w) for w in windows])
    assert bits(exact_round.means(sums, end - begin)) == bits([reductions.mean(w) if w else 0.0 for w in windows])
    squares = exact_sum.difference(exact_sum.prefix(exact_sum.segment_square_limbs(column, each)), begin, end)
    variances = [reductions.variance(w, 1) if len(w) > 1 else 0.0 for w in windows]
    assert bits(exact_variance.variances(sums, squares, end - begin, 1)) == bits(variances)
    assert [sums.state(i) for i in range(len(windows))] == [ExactSum(w).state() for w in windows]


@pytest.mark.parametrize("length", [BLOCK - 1, BLOCK, BLOCK + 1, ROOM, ROOM + 1, 3 * BLOCK + 5])
@pytest.mark.parametrize("spread", [1.0, 40.0])
def test_rows_around_a_block(length: int, spread: float) -> None:
    draw = np.random.default_rng(length)
    rows = [draw.normal(size=n) * np.exp(spread * draw.normal(size=n)) for n in (3, length, 0, 2 * length, 1)]
    rows[1][length // 2] = math.inf
    offsets = offsets_of([r.tolist() for r in rows])
    values = np.concatenate(rows)
    assert bits(exact_round.segment_sums(values, offsets)) == bits([scalar_sum(r.tolist()) for r in rows])
    want = [exact_mean(r.tolist()) if len(r) else 0.0 for r in rows]
    assert bits(exact_round.segment_means(values, offsets)) == bits(want)
    want = [scalar_variance(r.tolist(), 1) if len(r) > 1 else 0.0 for r in rows]
    assert bits(exact_variance.segment_variances(values, offsets, 1)) == bits(want)


def test_many_short_rows() -> None:
    draw = np.random.default_rng(7)
    lengths = draw.integers(0, 5, 3 * exact_round.ROWS)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    values = draw.choice([0.1, 1e16, -1e16, 3.7, math.nan, 2.0**-70], offsets[-1], p=[0.3, 0.2, 0.2, 0.2, 0.01, 0.09])
    rows = [values[a:b].tolist() for a, b in itertools.pairwise(offsets)]
    assert bits(exact_round.segment_sums(values, offsets)) == bits([scalar_sum(r) for r in rows])
    want = [scalar_variance(r, 0) if r else 0.0 for r in rows]
    assert bits(exact_variance.segment_variances(values, offsets, 0)) == bits(want)


@given(st.lists(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3), max_size=8), max_size=8))
@settings(deadline=None)
def test_means_of_integers(rows: list[list[int]]) -> None:
    values, offsets = np.array([n for r in rows for n in r], np.int64), offsets_of(rows)
    want = [exact.nearest(Fraction(sum(r), len(r))) if r else 0.0 for r in rows]
    assert bits(exact_round.int_segment_means(values, offsets)) == bits(want)


@given(VALUES, st.sampled_from([1, -1]), st.integers(1, LIMIT - 1))
@settings(deadline=None)
def test_as_many_values_as_are_promised(values: list[float], sign: int, times: int) -> None:
    """So many times the same values, as limbs that were added up without carrying."""
    one = exact_sum.limbs(np.array(values, float))
    many = Limbs(one.low, one.digits * (sign * times), None)
    want = [exact.nearest(Fraction(x) * sign * times) if math.isfinite(x) else 0.0 for x in values]
    assert bits(exact_round.rounded(many)) == bits(want)


def test_halves() -> None:
    """Exactly between two floats, and the least that is not."""
    rows = []
    for tail in ([], [TINY], [-TINY]):
        for base in (1.0, 1.0 + 2.0**-52, 2.0**53, MOST, 2.0**-900, -3.0):
            half = math.ulp(base) / 2
            rows += [[base, half, *tail], [base, -half, *tail], [half, *tail, base, -1e300, 1e300]]
    want = [reductions.total(r) for r in rows]
    assert bits(exact_round.segment_sums(flat(rows), offsets_of(rows))) == bits(want)
    assert bits([scalar_sum(r) for r in rows]) == bits(want)
    assert want[9:11] == [math.inf, MOST - math.ulp(MOST)]


def test_known_sums() -> None:
    assert scalar_sum([1e308, 1e308, -1e308]) == 1e308
    assert scalar_sum([1.0, 1e100, 1.0, -1e100]) == 2.0
    assert bit(scalar_sum([-0.0, -0.0])) == bit(0.0)
    assert bit(scalar_sum([])) == bit(0.0)
    assert exact_mean([1e308, 1e308]) == 1e308
    assert exact_mean([TINY, 0.0]) == 0.0
    assert exact_mean([TINY, TINY, 0.0]) == TINY
    assert scalar_variance([MOST, -MOST], 0) == math.inf
    assert scalar_variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 1) == 30.0


def test_threads_have_buffers_of_their_own() -> None:
    draw = np.random.default_rng(1)
    columns = [draw.normal(size=40_000) * 10.0**i for i in range(8)]
    offsets = np.arange(0, 40_001, 4)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda c: bits(exact_round.segment_sums(c, offsets)), columns * 4))
    assert found == [bits(exact_round.segment_sums(c, offsets)) for c in columns] * 4


def test_no_rows_and_no_values() -> None:
    nothing = np.zeros(0)
    assert len(exact_round.segment_sums(nothing, np.zeros(1, np.intp))) == 0
    assert bits(exact_round.segment_sums(nothing, np.zeros(4, np.intp))) == bits([0.0] * 3)
    assert bits(exact_round.segment_means(nothing, np.zeros(4, np.intp))) == bits([0.0] * 3)
    assert bits(exact_variance.segment_variances(nothing, np.zeros(4, np.intp), 1)) == bits([0.0] * 3)
    assert len(exact_sum.prefix(exact_sum.limbs(nothing))) == 1
