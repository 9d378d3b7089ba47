"""Asks StrictMath for its bits, compares both forms of the runtime with them, and writes the vectors of the maths.

Run by hand with a Java 17 at hand: ``python tests/tools/strictmath/make_vectors.py``; the files are checked in. log2,
which StrictMath lacks, is checked against decimals of 60 digits instead.
"""

from __future__ import annotations

import json
import math
import random
import sys
from pathlib import Path

import numpy as np

TESTS = Path(__file__).parents[2]
sys.path.insert(0, str(TESTS / "support"))

from maths_inputs import FUNCTIONS, from_bits, operands, to_bits  # noqa: E402
from strictmath import ask, log2_ulps  # noqa: E402

from featc_runtime import batch, scalar  # noqa: E402

FOLDER = TESTS / "conformance" / "maths"
ASKED = 30_000
KEPT = 400


def results(function: str, calls: list[tuple[float, ...]]) -> list[int]:
    """The bits that the function must give; SystemExit where the runtime gives others."""
    one = getattr(scalar, f"{function}_float64")
    with np.errstate(all="ignore"):
        many = getattr(batch, f"{function}_float64")(*(np.array(c) for c in zip(*calls, strict=True)))
    wanted = [to_bits(one(*c)) for c in calls] if function == "log2" else ask((function, c) for c in calls)
    for call, bits, column in zip(calls, wanted, many.tolist(), strict=True):
        shown = f"{function}{tuple(v.hex() for v in call)}"
        if to_bits(one(*call)) != bits or to_bits(column) != bits:
            sys.exit(f"{shown}: {one(*call).hex()} and {column.hex()} instead of {from_bits(bits).hex()}")
        if function == "log2" and log2_ulps(call[0], from_bits(bits)) > 1.0:
            sys.exit(f"{shown}: {from_bits(bits).hex()} is more than 1 ulp off")
    return wanted


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


def main() -> None:
    """All files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for function in FUNCTIONS:
        calls = operands(function, ASKED)
        wanted = results(function, calls)
        rng = random.Random(function)
        kept = sorted({*rng.sample(range(800), KEPT // 2), *rng.sample(range(800, ASKED), KEPT // 2)})
        oracle = "java.lang.StrictMath of Java 17"
        if function == "log2":
            oracle = "msun's e_log2, every value within 1 ulp of the logarithm in decimals of 60 digits"
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
    main()
