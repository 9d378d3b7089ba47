"""The elementary functions against Java: StrictMath, and the steps of what it lacks. test_accuracy.py measures."""

from __future__ import annotations

import os

import pytest
from maths_compare import differences, differences_alone
from maths_inputs import FUNCTIONS, operands
from strictmath import answers, java

from featc_runtime import scalar

#: Calls a function; other ones than the vectors were chosen from.
CALLS, SEED = 3_000, 2
#: Of them, those that are asked alone too: the boundaries of branches and some hundreds more.
ALONE = 1_400


@pytest.fixture(scope="module")
def wanted() -> dict[str, list[int]]:
    """Java's bits for every function's calls."""
    if java() is None:
        if os.environ.get("FEATC_DEMAND_TOOLS") == "1":
            pytest.fail("java is not installed: the elementary functions cannot be compared with StrictMath")
        pytest.skip("java is not installed")
    return answers({f: operands(f, CALLS, SEED) for f in FUNCTIONS})


@pytest.mark.parametrize("function", FUNCTIONS)
def test_has_the_bits_of_java(function: str, wanted: dict[str, list[int]]) -> None:
    calls = operands(function, CALLS, SEED)
    assert not list(differences(function, calls, wanted[function]))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_has_the_same_bits_alone(function: str, wanted: dict[str, list[int]]) -> None:
    calls = operands(function, CALLS, SEED)[:ALONE]
    assert not list(differences_alone(function, calls, wanted[function][:ALONE]))


def test_powers_of_two() -> None:
    for k in range(-1074, 1024):
        assert scalar.log2_float64(2.0**k) == k
        assert scalar.exp2_float64(float(k)) == 2.0**k
