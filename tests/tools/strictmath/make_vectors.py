"""Asks Java for the bits, compares both forms of the runtime with them, and writes the vectors of the maths.

Run by hand with a Java 17 at hand: ``python tests/tools/strictmath/make_vectors.py [function …]``; the files are
checked in. They are a choice of the calls of the full run (tests/full/maths.py).
"""

from __future__ import annotations

import json
import math
import random
import sys
from pathlib import Path

TESTS = Path(__file__).parents[2]
sys.path.insert(0, str(TESTS / "support"))

from maths_compare import differences  # noqa: E402
from maths_inputs import FUNCTIONS, from_bits, operands  # noqa: E402
from strictmath import LACKING, answers  # noqa: E402

FOLDER = TESTS / "conformance" / "maths"
ASKED = 30_000
KEPT = 400
#: Calls that are kept whichever others are.
ALWAYS: dict[str, list[tuple[float, ...]]] = {
    "atan2": [(y, x) for y in (math.inf, -math.inf) for x in (math.inf, -math.inf)],
    "exp2": [(0.5,)],
    "hypot": [(math.nan, 2.0**1000), (math.inf, math.nan), (math.nan, -math.inf)],
    "pow": [(x, y) for x in (-3.0, -0.5) for y in (2.0**31 + 2049.0, -(2.0**31) - 2049.0, 2.0**31 + 2050.0)],
}


def section(call: tuple[float, ...], result: float) -> str:
    """The section that a vector belongs to."""
    if any(math.isnan(v) for v in call):
        return "nan"
    if all(math.isfinite(v) for v in call) and math.isinf(result):
        return "overflow"
    ordinary = all(1e-6 < abs(v) < 1e6 for v in call) and not math.isnan(result)
    return "basic" if ordinary else "edge"


def shown(x: float) -> str:
    """A float64 in the form of the vector files."""
    return "nan" if math.isnan(x) else x.hex()


def main(functions: list[str]) -> None:
    """The files of the functions named, or of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    asked = {function: operands(function, ASKED) + ALWAYS.get(function, []) for function in functions or FUNCTIONS}
    found = answers(asked)
    for function, calls in asked.items():
        wanted = found[function]
        for difference in differences(function, calls, wanted):
            sys.exit(difference)
        write(function, calls, wanted)


def write(function: str, calls: list[tuple[float, ...]], wanted: list[int]) -> None:
    """The file of one function, half of it from the first calls, which are the boundaries of its branches."""
    rng = random.Random(function)
    nan = next(i for i, call in enumerate(calls) if any(map(math.isnan, call)))
    kept = sorted(
        {nan, *rng.sample(range(800), KEPT // 2), *rng.sample(range(800, ASKED), KEPT // 2), *range(ASKED, len(calls))}
    )
    oracle = "java.lang.StrictMath of Java 17"
    if function in LACKING:
        oracle = "its steps in Java 17, over java.lang.StrictMath: tests/tools/strictmath/StepsOracle.java"
    arity = len(calls[0])
    lines: list[dict[str, object]] = [{"op": f"{function}.float64", "oracle": oracle}]
    for at in range(arity):
        args = ["0x1.0p+0"] * arity
        lines.append({"section": "null", "args": [*args[:at], None, *args[at + 1 :]], "expect": None})
    for i in kept:
        result = from_bits(wanted[i])
        row = {"section": section(calls[i], result), "args": [shown(v) for v in calls[i]]}
        lines.append({**row, "expect": shown(result)})
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (FOLDER / f"{function}.float64.jsonl").write_text(text, encoding="utf-8")
    print(f"{function}: {len(calls)} calls agree, {len(lines) - 1} vectors")


if __name__ == "__main__":
    main(sys.argv[1:])
