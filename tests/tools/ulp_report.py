"""How far the elementary functions are from correctly rounded results: `python tests/tools/ulp_report.py [FILE]`.

Each line of the file is ``{"fn": "sin", "args": [hex…], "cr": hex, …}``, as in hard_inputs/core_math.jsonl, which is
taken where no file is named. Prints a row of the table in dsl/semantics/maths.md for each function: how many inputs,
how many results are the correctly rounded ones, how many float64s the furthest is away, and for which input. Left out
is ``pow(1.0, ±inf)``, which is NaN by another rule.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from pathlib import Path
from typing import NamedTuple

from featc_runtime import scalar

INPUTS = Path(__file__).parent / "hard_inputs" / "core_math.jsonl"


class Row(NamedTuple):
    """What is found of one function; ``distance`` in float64s, infinite where one of two results is NaN."""

    inputs: int
    correct: int
    distance: float
    furthest: tuple[float, ...]


def report(path: Path = INPUTS) -> dict[str, Row]:
    """A row for each function of the file."""
    found: dict[str, list[tuple[float, tuple[float, ...]]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        args = tuple(float.fromhex(a) for a in case["args"])
        if case["fn"] == "pow" and abs(args[0]) == 1.0 and math.isinf(args[1]):
            continue
        result = getattr(scalar, f"{case['fn']}_float64")(*args)
        found.setdefault(case["fn"], []).append((distance(result, float.fromhex(case["cr"])), args))
    return {
        name: Row(len(cases), sum(d == 0 for d, _ in cases), *max(cases, key=lambda c: c[0]))
        for name, cases in sorted(found.items())
    }


def distance(x: float, y: float) -> float:
    """How many float64s two numbers are apart; zeros of both signs and all NaNs are one."""
    if math.isnan(x) or math.isnan(y):
        return 0.0 if math.isnan(x) and math.isnan(y) else math.inf
    return float(abs(_place(x) - _place(y)))


def _place(x: float) -> int:
    """Numbers in order: neighbours differ by 1."""
    bits: int = struct.unpack("<q", struct.pack("<d", x))[0]
    return bits if bits >= 0 else -(2**63) - bits


def main() -> None:
    """Print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS
    print("| function | inputs | correctly rounded | largest distance | there |")
    print("|---|---|---|---|---|")
    for name, row in report(path).items():
        place = ", ".join(v.hex() for v in row.furthest) if row.distance else ""
        print(f"| {name} | {row.inputs} | {row.correct} | {row.distance:.0f} ulp | {place} |")


if __name__ == "__main__":
    main()
