"""The elementary functions on 30,000 calls each: Java's bits, from the scalar form and the vectorised one.

What StrictMath lacks has its steps in Java a second time, and is measured in decimals of 60 digits besides.
"""

from __future__ import annotations

from collections.abc import Callable

from long_decimals import FUNCTIONS as IN_DECIMALS
from long_decimals import ulps
from maths_compare import differences, differences_alone
from maths_inputs import FUNCTIONS, from_bits, operands
from strictmath import answers

#: Calls a function: every branch boundary with its neighbours, then random ones of each kind.
CALLS = 30_000
#: Of them, those that are asked in columns of one row too, and those that are measured in decimals.
ALONE, MEASURED = 3_000, 10_000
#: What is further off than this is no rounding.
MOST_ULPS = 2.0


def run(say: Callable[[str], None]) -> int:
    """Says a line a function and what differs; the number of differences."""
    calls = {f: operands(f, CALLS) for f in FUNCTIONS}
    wanted = answers(calls)
    return sum(_one(f, calls[f], wanted[f], say) for f in FUNCTIONS)


def _one(function: str, calls: list[tuple[float, ...]], wanted: list[int], say: Callable[[str], None]) -> int:
    found = list(differences(function, calls, wanted))
    found += differences_alone(function, calls[:ALONE], wanted[:ALONE])
    told = f"{function}: {len(calls)} calls, {len(found)} differences"
    if function in IN_DECIMALS:
        furthest = max(ulps(function, x, from_bits(b)) for (x,), b in zip(calls[:MEASURED], wanted, strict=False))
        told += f", at most {furthest:.3f} ulp from the true value"
        if furthest > MOST_ULPS:
            found.append(f"{function}: {furthest} ulp off")
    say(told)
    for line in found[:5]:
        say(f"  {line}")
    return len(found)
