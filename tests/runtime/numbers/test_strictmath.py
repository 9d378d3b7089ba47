"""The elementary functions against Java: StrictMath, and the steps of what it lacks, which decimals measure too."""

from __future__ import annotations

import os

import pytest
from long_decimals import FUNCTIONS as IN_DECIMALS
from long_decimals import ulps
from maths_compare import differences, differences_alone
from maths_inputs import FUNCTIONS, operands
from strictmath import LACKING, answers, java

from featc_runtime import scalar

#: Calls a function; other ones than the vectors were chosen from.
CALLS, SEED = 3_000, 2
#: Of them, those that are asked alone too: the boundaries of branches and some hundreds more.
ALONE = 1_400
#: Of them, those that are measured.
MEASURED = 1_500


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


def test_what_strictmath_lacks_is_measured() -> None:
    assert set(IN_DECIMALS) == set(LACKING)


@pytest.mark.parametrize("function", LACKING)
def test_is_near_the_true_value(function: str) -> None:
    """Within 2 ulp, where StrictMath promises 1 to 2.5: what is further off is no rounding."""
    one = getattr(scalar, f"{function}_float64")
    for (x,) in operands(function, MEASURED, SEED):
        assert ulps(function, x, one(x)) <= 2.0, x


def test_powers_of_two() -> None:
    for k in range(-1074, 1024):
        assert scalar.log2_float64(2.0**k) == k
        assert scalar.exp2_float64(float(k)) == 2.0**k
