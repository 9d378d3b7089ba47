"""The elementary functions on 30,000 calls each: Java's bits, from the scalar form and the vectorised one.

What StrictMath lacks has its steps in Java a second time. A part of the calls is measured with MPFR besides: none may
be further from the true value than dsl/semantics/maths.md states.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

from maths_compare import differences, differences_alone
from maths_inputs import FUNCTIONS, from_bits, operands
from mpfr import error
from strictmath import answers

#: Calls a function: every branch boundary with its neighbours, then random ones of each kind.
CALLS = 30_000
#: Of them, those that are asked in columns of one row too, and those that are measured.
ALONE, MEASURED = 3_000, 10_000
TOOL = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "measure_accuracy.py"))


def run(say: Callable[[str], None]) -> int:
    """Says a line a function and what differs; the number of differences."""
    calls = {f: operands(f, CALLS) for f in FUNCTIONS}
    wanted = answers(calls)
    return sum(_one(f, calls[f], wanted[f], say) for f in FUNCTIONS)


def _one(function: str, calls: list[tuple[float, ...]], wanted: list[int], say: Callable[[str], None]) -> int:
    found = list(differences(function, calls, wanted))
    found += differences_alone(function, calls[:ALONE], wanted[:ALONE])
    told = f"{function}: {len(calls)} calls, {len(found)} differences"
    results = list(zip(calls[:MEASURED], map(from_bits, wanted), strict=False))
    for row, stated in TOOL["read"]().items():
        if stated.fn == function:
            errors = [error(function, call, result) for call, result in results if TOOL["of_row"](row, [call])]
            furthest = max(errors)
            told += f", at most {furthest:.2f} ulp from the true value ({stated.ulp} is stated)"
            if float(f"{furthest:.2f}") > float(stated.ulp):
                found.append(f"{row}: {furthest} ulp off, more than is stated: `make accuracy`")
    say(told)
    for line in found[:5]:
        say(f"  {line}")
    return len(found)
