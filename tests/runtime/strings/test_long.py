"""Results that would be long: cut off as the rules say, and not made before they are cut."""

from __future__ import annotations

import time

import pytest

from featc.reference.strings import TABLE
from featc_runtime.scalar import replace_string
from featc_runtime.scalar.strings import LONGEST


@pytest.mark.parametrize("over", [-1, 0, 1, 2])
@pytest.mark.thorough
def test_the_end_of_a_long_result(over: int) -> None:
    for x, old, new in (
        ("a" * (2**10), "a", "b" * (2**10)),
        ("xa" * (2**9), "a", "b" * (2**11)),
        ("ab" + "a" * 1000, "ab", "c" * (LONGEST - 1000)),
        ("a" * (LONGEST + over), "a", "bc"),
        ("a" * (LONGEST + over), "aa", "bc"),
        ("a" * (LONGEST + over), "aa", ""),
        ("b" * (LONGEST + over) + "a", "a", "bc"),
    ):
        longer = x + "y" * over if over > 0 else x[: len(x) + over]
        whole = longer.replace(old, new)
        expected = whole[: max(len(longer), LONGEST)]
        assert replace_string(longer, old, new) == expected
        assert TABLE["replace.string"](longer, old, new) == expected


def test_the_rest_is_not_made() -> None:
    """The whole result would have 10^12 code points."""
    start = time.perf_counter()
    assert replace_string("a" * 10**6, "a", "b" * 10**6) == "b" * LONGEST
    assert replace_string("a" * 10**7, "a", "bc") == "bc" * (5 * 10**6)
    assert time.perf_counter() - start < 5
