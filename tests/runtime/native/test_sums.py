"""The kernel's exact sums are the true ones, rounded once, at every width of vectors, and those of the NumPy form."""

from __future__ import annotations

import itertools
from fractions import Fraction

import kernel
import numpy as np
import pytest
from maths_inputs import to_bits

from featc_runtime.batch import exact_round, exact_sum
from featc_runtime.batch.columns import Floats
from featc_runtime.batch.exact_native import Native
from featc_runtime.batch.native import Kernel

#: Rows around where vectors begin and blocks end.
LENGTHS = (0, 1, 2, 3, 7, 8, 15, 31, 32, 33, 40, 63, 64, 100, 511, 512, 513, 600, 5000)


@pytest.fixture(scope="module", params=range(3))
def native(request: pytest.FixtureRequest) -> Native:
    found = kernel.levels()
    return Native(Kernel(kernel.library(), found[min(request.param, len(found) - 1)]))


def rows_of(kind: str, rng: np.random.Generator, count: int) -> Floats:
    signs = rng.choice((-1.0, 1.0), count)
    if kind == "any bits":
        found = rng.integers(0, 2**64, count, dtype=np.uint64).view(np.float64)
        return np.where(np.isfinite(found), found, 0.0)
    if kind == "subnormal":
        return rng.integers(0, 2**53, count).view(np.float64) * signs
    if kind == "largest":
        return np.exp2(rng.uniform(1000.0, 1023.9, count)) * signs
    if kind == "halves":  # of a unit of the last place: ties
        return np.where(rng.random(count) < 0.1, 1.0, rng.choice((2.0**-53, 2.0**-54, -(2.0**-53)), count))
    if kind == "cancelling":
        found = rng.normal(size=count) * np.exp2(rng.integers(-60, 60, count))
        found[1::2] = -found[: count // 2 * 2 : 2]
        return found
    if kind == "zeros":
        return 0.0 * signs
    return rng.normal(size=count) * np.exp2(rng.integers(-30, 30, count))


KINDS = ("any bits", "subnormal", "largest", "halves", "cancelling", "zeros", "ordinary")


def nearest(x: Fraction) -> float:
    """The float64 nearest to a fraction, half to even; too large is an infinity, zero is 0.0."""
    try:
        return x.numerator / x.denominator  # of integers, and so rounded once
    except OverflowError:
        return float("inf") if x > 0 else float("-inf")


@pytest.mark.parametrize("kind", KINDS)
def test_sums_and_means(kind: str, native: Native) -> None:
    rng = np.random.default_rng(list(kind.encode()))
    rows = [rows_of(kind, rng, length) for length in LENGTHS]
    values, offsets = np.concatenate(rows), np.cumsum([0, *map(len, rows)])
    totals = [sum(map(Fraction, row.tolist()), Fraction()) for row in rows]
    assert bits(native.sums(values, offsets, mean=False)) == [to_bits(nearest(t)) for t in totals]
    means = [nearest(t / max(len(row), 1)) for t, row in zip(totals, rows, strict=True)]
    assert bits(native.sums(values, offsets, mean=True)) == [to_bits(m) for m in means]
    low, digits = native.digits(values, offsets)
    assert exact_totals(low, digits) == totals
    if len(digits):
        assert bits(native.nearest(low, digits, None)) == [to_bits(nearest(t)) for t in totals]


def bits(column: Floats) -> list[int]:
    return [to_bits(v) for v in column.tolist()]


def exact_totals(low: int, digits: np.ndarray) -> list[Fraction]:
    unit = Fraction(2) ** (32 * low)
    return [sum((Fraction(int(d)) * 2 ** (32 * j) for j, d in enumerate(row)), Fraction()) * unit for row in digits.T]


@pytest.mark.parametrize("specials", list(itertools.product((False, True), repeat=3)))
def test_infinities_and_nan(specials: tuple[bool, bool, bool], native: Native) -> None:
    plus, minus, nan = specials
    values = [1.0, *([np.inf] * plus), *([-np.inf] * minus), *([np.nan] * nan)]
    expected = np.nan if nan or (plus and minus) else np.inf if plus else -np.inf if minus else 1.0
    for length in (len(values), 20, 70):
        row = np.array([*values, *[0.0] * (length - len(values))])
        found = native.sums(row, np.array([0, length]), mean=False).tolist()
        assert bits(np.array(found)) == [to_bits(expected)]


def test_rest_breaks_ties(native: Native) -> None:
    """A sum that is larger by less than a unit of its lowest place is above a half, and nearer to zero below it."""
    digits = np.array([[2**31, -(2**31), 2**31, 2**31]]).repeat(3, axis=0)
    digits[0] = 0
    digits[2] = [2**20, -(2**20), 2**20, 2**20 + 1]
    rest = np.array([True, True, False, True])
    for places in (3, 4):
        padded = np.concatenate([digits, np.zeros((places - 3, 4), np.int64)])
        totals = exact_totals(-1, padded)
        expected = [nearest(t + Fraction(int(r), 2**40)) for t, r in zip(totals, rest, strict=True)]
        assert bits(native.nearest(-1, padded, rest)) == [to_bits(v) for v in expected]


def test_columns_of_one_row_each(native: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way: sums of windows by differences of running sums, as the NumPy form has them."""
    rng = np.random.default_rng(8)
    values = np.concatenate([rows_of(kind, rng, 700) for kind in KINDS])
    begin = rng.integers(0, len(values), 3000)
    end = np.minimum(begin + rng.integers(0, 300, 3000), len(values))

    def windows() -> Floats:
        running = exact_sum.prefix(exact_sum.limbs(values))
        return exact_round.rounded(exact_sum.difference(running, begin, end))

    for module in (exact_sum, exact_round):
        monkeypatch.setattr(module, "NATIVE", None)
    expected = windows()
    for module in (exact_sum, exact_round):
        monkeypatch.setattr(module, "NATIVE", native)
    assert bits(windows()) == bits(expected)
