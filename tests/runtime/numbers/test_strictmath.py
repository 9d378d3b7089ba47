"""The elementary functions against StrictMath itself, and log2 against long decimals."""

from __future__ import annotations

import os

import numpy as np
import pytest
from maths_inputs import FUNCTIONS, from_bits, operands, to_bits
from strictmath import ask, java, log2_ulps

from featc_runtime import batch, scalar

#: Calls a function; other ones than the vectors were chosen from.
CALLS, SEED = 3_000, 2
#: Of them, those that are asked alone too: the boundaries of branches and some hundreds more.
ALONE = 1_400


@pytest.fixture(scope="module")
def answers() -> dict[str, list[int]]:
    """StrictMath's bits for every function's calls, from one run of Java."""
    if java() is None:
        if os.environ.get("FEATC_DEMAND_TOOLS") == "1":
            pytest.fail("java is not installed: the elementary functions cannot be compared with StrictMath")
        pytest.skip("java is not installed")
    names = [f for f in FUNCTIONS if f != "log2"]
    bits = iter(ask((f, call) for f in names for call in operands(f, CALLS, SEED)))
    return {f: [next(bits) for _ in operands(f, CALLS, SEED)] for f in names}


@pytest.mark.parametrize("function", [f for f in FUNCTIONS if f != "log2"])
def test_has_the_bits_of_strictmath(function: str, answers: dict[str, list[int]]) -> None:
    calls = operands(function, CALLS, SEED)
    with np.errstate(all="ignore"):
        column = getattr(batch, f"{function}_float64")(*(np.array(c) for c in zip(*calls, strict=True))).tolist()
    one = getattr(scalar, f"{function}_float64")
    for call, bits, value in zip(calls, answers[function], column, strict=True):
        assert (to_bits(one(*call)), to_bits(value)) == (bits, bits), (call, from_bits(bits))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_has_the_same_bits_alone(function: str) -> None:
    """Each operand in a chunk of its own, so that none is mended only because of what stands beside it."""
    one, many = getattr(scalar, f"{function}_float64"), getattr(batch, f"{function}_float64")
    with np.errstate(all="ignore"):
        for call in operands(function, CALLS, SEED)[:ALONE]:
            assert to_bits(many(*(np.array([v]) for v in call))[0]) == to_bits(one(*call)), call


def test_log2_is_within_one_ulp() -> None:
    for (x,) in operands("log2", 1_500, SEED):
        assert log2_ulps(x, scalar.log2_float64(x)) <= 1.0, x
    for k in range(-1074, 1024):
        assert scalar.log2_float64(2.0**k) == k
