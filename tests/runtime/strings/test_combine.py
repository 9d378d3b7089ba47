"""Applying a scalar function to columns: exact for every shape of dictionary, and no more calls than needed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from featc_runtime.batch.columns import Strings
from featc_runtime.batch.combine import combine, combine_fallible

ROWS = (0, 1, 17, 4000)
SIZES = (1, 2, 50, 1500, 4000, 9000)  # with 4000 rows, every way of pairing


def column(rows: int, size: int, seed: int) -> Strings:
    codes = np.random.default_rng(seed).integers(0, size, rows).astype(np.intp)
    return Strings(codes, [f"é{seed}.{i}" for i in range(size)])


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("left", SIZES)
@pytest.mark.parametrize("right", SIZES)
def test_pairs(rows: int, left: int, right: int) -> None:
    x, y = column(rows, left, 1), column(rows, right, 2)
    joined = combine(str.__add__, str, x, y)
    assert joined.tolist() == [a + b for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    assert len(joined.values) <= max(rows, 1)


@pytest.mark.parametrize("spread", [1, 3, 2**40])
def test_integers(spread: int) -> None:
    x = column(500, 20, 3)
    numbers = np.random.default_rng(4).integers(-9, 9, 500) * spread
    ends = numbers.copy()
    ends[:2] = -(2**63), 2**63 - 1
    for i in (numbers, ends):
        found = combine(lambda s, n: (s, n) == (str(s), int(n)) and len(s) * n % 7, np.int64, x, i)
        assert found.tolist() == [len(s) * n % 7 for s, n in zip(x.tolist(), i.tolist(), strict=True)]


def test_bools_and_three_columns() -> None:
    x, y = column(900, 5, 5), column(900, 700, 6)
    flags = np.arange(900) % 3 == 0
    found = combine(lambda a, flag, b, c: a if flag else b + c, str, x, flags, y, "!")
    by_row = zip(x.tolist(), flags.tolist(), y.tolist(), strict=True)
    assert found.tolist() == [a if flag else b + "!" for a, flag, b in by_row]


@pytest.mark.parametrize("size", [30, 200, 1500])
def test_one_call_a_combination(size: int) -> None:
    calls: list[Any] = []

    def note(*args: Any) -> int:
        calls.append(args)
        return len(calls)

    x, y = column(4000, size, 7), column(4000, size, 8)
    combine(note, np.int64, x, Strings(x.codes, y.values))  # of all pairs, one for each string occurs
    assert len(calls) == len(set(calls)) == len(set(x.codes.tolist()))


def test_calls_never_exceed_rows() -> None:
    calls: list[str] = []
    combine(lambda s: calls.append(s) or 0, np.int64, column(10, 9000, 9))
    assert len(calls) <= 10


@pytest.mark.parametrize("dtype", [str, np.int64, np.float64, np.bool_])
def test_failures(dtype: Any) -> None:
    x = Strings(np.array([0, 1, 2, 1, 0]), ["good", "bad", "good too"])
    values, ok = combine_fallible(lambda s: None if s == "bad" else dtype(len(s)), dtype, x)
    assert ok.tolist() == [True, False, True, False, True]
    assert values.tolist() == [dtype(n) if n else dtype() for n in (4, 0, 8, 0, 4)]
