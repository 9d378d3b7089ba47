"""Looks for the largest error of every elementary function: `python tests/tools/measure_accuracy.py [function …]`.

Measures with MPFR (tests/support/mpfr.py says what an error is): random inputs of an ordinary range, of which the share
that is rounded correctly is told; every branch's boundaries and inputs of all magnitudes (tests/support/maths_inputs);
the hard inputs of hard_inputs/core_math.jsonl and the worst ones known so far. Then it searches where errors are large,
for the worst inputs are in narrow regions: the cells of inputs with the largest errors are sampled and cut into smaller
ones, until they are a few float64s wide.

Writes hard_inputs/largest_errors.jsonl and, from it, the table in dsl/semantics/maths.md. Numbers only grow, unless a
function's bits change: the inputs of the file are measured again. Takes some six minutes; `--inputs` is the number
of inputs for each row, `--seed` looks elsewhere.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import numpy as np
from maths_inputs import FUNCTIONS as WITH_BOUNDARIES
from maths_inputs import from_bits, operands, to_bits
from mpfr import error

from featc_runtime import batch, scalar

Call = tuple[float, ...]

HARD = Path(__file__).parent / "hard_inputs"
INPUTS, LARGEST = HARD / "core_math.jsonl", HARD / "largest_errors.jsonl"
PAGE = Path(__file__).parents[2] / "dsl" / "semantics" / "maths.md"
#: The lines of the page between which the table is.
BEGIN, END = "<!-- errors: made by tests/tools/measure_accuracy.py -->\n\n", "\n<!-- end of errors -->\n"

_FACTOR, _UNIT = (-20.0, 20.0), (-1.0, 1.0)
#: Each function's ordinary operands, from which random ones are drawn evenly.
RANGES: dict[str, tuple[tuple[float, float], ...]] = {
    "sqrt": ((0.0, 1000.0),),
    "cbrt": ((-1000.0, 1000.0),),
    "exp": (_FACTOR,),
    "expm1": (_FACTOR,),
    "exp2": (_FACTOR,),
    "log": ((0.0, 1000.0),),
    "log1p": ((-1.0, 1000.0),),
    "log2": ((0.0, 1000.0),),
    "log10": ((0.0, 1000.0),),
    "pow": ((0.0, 100.0), (-10.0, 10.0)),
    "pow beyond": ((1.0 - 1e-7, 1.0 + 1e-7), (2.0**31, 2.0**33)),
    "hypot": ((-1000.0, 1000.0), (-1000.0, 1000.0)),
    "sin": (_FACTOR,),
    "cos": (_FACTOR,),
    "tan": (_FACTOR,),
    "asin": (_UNIT,),
    "acos": (_UNIT,),
    "atan": (_FACTOR,),
    "atan2": (_UNIT, _UNIT),
    "sinh": (_FACTOR,),
    "cosh": (_FACTOR,),
    "tanh": ((-2.0, 2.0),),
    "asinh": (_FACTOR,),
    "acosh": ((1.0, 20.0),),
    "atanh": (_UNIT,),
    "erf": ((-2.0, 2.0),),
    "sigmoid": (_FACTOR,),
    "softplus": (_FACTOR,),
    "radians": ((-360.0, 360.0),),
    "degrees": (_FACTOR,),
    "logit": ((0.0, 1.0),),
    "box_cox": ((0.0, 1000.0), (-2.0, 2.0)),
}
#: A row for what differs by far from the rest of its function: how the page calls it, and which calls are its. fdlibm's
#: ``pow`` computes otherwise where a power is beyond 2^31, so that only a base next to 1 gives a finite result.
PARTS: dict[str, tuple[str, Callable[[Call], bool]]] = {
    "pow": ("pow, y up to ±2^31", lambda call: abs(call[1]) <= 2.0**31),
    "pow beyond": ("pow, y beyond ±2^31", lambda call: abs(call[1]) > 2.0**31),
}
#: How many low bits of an operand vary in a cell, from the widest cells to the smallest.
_CELLS = (48, 46, 44, 42, 40, 36, 32, 28, 24, 20, 16, 12, 8)
#: How many cells are cut further.
_KEPT = 40


class Largest(NamedTuple):
    """What is stated of one row of the table: a line of the file."""

    fn: str
    part: str
    #: The largest error found in ulp, to two decimals, and the first input found that has it.
    ulp: str
    args: list[str]
    #: How many inputs were measured, by this run alone.
    inputs: int
    #: The share of random inputs from RANGES whose result is the correctly rounded one, in percent.
    rounded: str

    @property
    def row(self) -> str:
        """Its name in RANGES."""
        return f"{self.fn} {self.part}".rstrip()

    @property
    def operands(self) -> Call:
        """The input as numbers."""
        return tuple(map(float.fromhex, self.args))


def read() -> dict[str, Largest]:
    """What is stated, by row."""
    if not LARGEST.exists():
        return {}
    found = [Largest(**json.loads(line)) for line in LARGEST.read_text(encoding="utf-8").splitlines()]
    return {row.row: row for row in found}


def answers(function: str, calls: list[Call]) -> list[float]:
    """The vectorised form's results; of one with a literal operand the scalar form's. They have the same bits."""
    if function == "box_cox":
        return [scalar.box_cox_float64(*call) for call in calls]
    with np.errstate(all="ignore"):
        found: list[float] = getattr(batch, f"{function}_float64")(*map(np.array, zip(*calls, strict=True))).tolist()
    return found


def measure(row: str, count: int, seed: int, known: Iterable[Call]) -> Largest:
    """About this many inputs."""
    function, _, part = row.partition(" ")
    rng = random.Random(f"{row} {seed}")
    ordinary = [tuple(rng.uniform(*bounds) for bounds in RANGES[row]) for _ in range(count // 8)]
    errors = _errors(function, ordinary)
    rounded = sum(found <= 0.5 for found in errors)
    calls = of_row(row, [*known, *_spread(row, count // 8 * 3, rng)])
    measured = len(ordinary) + len(calls)
    seen = _worst(dict(zip([*ordinary, *calls], [*errors, *_errors(function, calls)], strict=True)), _CELLS[0])
    for wide, cell in pairwise(_CELLS):
        calls = of_row(row, _near(seen, wide, count // 2 // (len(_CELLS) - 1), rng))
        measured += len(calls)
        seen = _worst(seen | dict(zip(calls, _errors(function, calls), strict=True)), cell)
    call, largest = max(seen.items(), key=lambda item: item[1])
    share = f"{rounded / len(ordinary):.1%}".removesuffix("%")
    return Largest(function, part, f"{largest:.2f}", [v.hex() for v in call], measured, share)


def _errors(function: str, calls: list[Call]) -> list[float]:
    """Infinite where a result is NaN and the true value a number, or the other way round."""
    return [error(function, call, found) for call, found in zip(calls, answers(function, calls), strict=True)]


def _worst(seen: dict[Call, float], cell: int) -> dict[Call, float]:
    """Of the cells of this size those with the largest errors, each by its worst input."""
    worst: dict[tuple[int, ...], tuple[float, Call]] = {}
    for call, found in seen.items():
        place = tuple(to_bits(v) >> cell for v in call)
        if place not in worst or found > worst[place][0]:
            worst[place] = found, call
    return {call: found for found, call in sorted(worst.values(), reverse=True)[:_KEPT]}


def _near(seen: dict[Call, float], cell: int, count: int, rng: random.Random) -> list[Call]:
    """Inputs of the same cells: a part of them anywhere in it, a part beside the worst."""
    found = []
    for call in seen:
        for i in range(count // len(seen)):
            bits = cell if i % 2 else rng.randint(4, cell)  # of the whole cell, or nearer
            moved = [from_bits((to_bits(v) >> bits << bits) | rng.getrandbits(bits)) for v in call]
            # Of two operands now and then one alone is moved.
            kept = rng.randrange(3 * len(call))
            found.append(tuple(v if k == kept and len(call) > 1 else moved[k] for k, v in enumerate(call)))
    return found


def _spread(row: str, count: int, rng: random.Random) -> list[Call]:
    """Boundaries of branches and what is near them, and inputs of all magnitudes, the ordinary ones more often."""
    function, ranges = row.partition(" ")[0], RANGES[row]
    with_boundaries = function in WITH_BOUNDARIES
    edges = operands(function, 0) if with_boundaries else list(product(*ranges))
    calls = operands(function, len(edges) + count // 4, rng.randrange(1000)) if with_boundaries else edges
    while len(calls) < count:
        kind = rng.randrange(4)
        if kind == 0:
            calls.append(
                tuple(v * (1.0 + rng.choice((1.0, -1.0)) * 2.0 ** rng.uniform(-53.0, 0.0)) for v in rng.choice(edges))
            )
        elif kind == 1:
            calls.append(tuple(_of_magnitude(-60.0, bounds, rng) for bounds in ranges))
        else:
            calls.append(tuple(_of_magnitude(-6.0, bounds, rng) for bounds in ranges))
    return calls


def of_row(row: str, calls: Iterable[Call]) -> list[Call]:
    """Those that are finite and the row's, of a function with more than one."""
    belongs = PARTS[row][1] if row in PARTS else lambda _: True
    return [call for call in calls if all(map(math.isfinite, call)) and belongs(call)]


def _of_magnitude(least: float, bounds: tuple[float, float], rng: random.Random) -> float:
    """An operand of an ordinary range, but of any power of two alike: of what it is from 1 where all are near it."""
    low, high = bounds
    middle = 1.0 if low > 0.5 else 0.0
    least = min(least, math.log2(high - middle) - 6.0)
    while True:
        x = middle + rng.choice((1.0, -1.0)) * 2.0 ** rng.uniform(least, math.log2(high - middle))
        if low <= x <= high:
            return x


def hard_inputs() -> dict[str, list[Call]]:
    """The inputs of the file, by function."""
    found: dict[str, list[Call]] = {}
    for line in INPUTS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        call = tuple(map(float.fromhex, case["args"]))
        if all(map(math.isfinite, call)):
            found.setdefault(case["fn"], []).append(call)
    return found


def table(rows: Iterable[Largest]) -> str:
    """The table of the page."""
    lines = [
        "| function | random inputs from | correctly rounded | largest error found | at |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        ranges = ", ".join(f"{low:.10g}..{high:.10g}" for low, high in RANGES[row.row])
        place = ", ".join(f"`{v}`" for v in row.args)
        name = PARTS[row.row][0] if row.row in PARTS else row.fn
        lines.append(f"| {name} | {ranges} | {row.rounded} % | {row.ulp} ulp | {place} |")
    return "\n".join(lines) + "\n"


def in_page(text: str, rows: Iterable[Largest]) -> str:
    """The page's text with this table."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table(rows) + END + rest.partition(END)[2]


def main() -> None:
    """Measure, say what was found, and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("function", nargs="*", help="these alone; without any, all")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="for each row (1000000)")
    parser.add_argument("--seed", type=int, default=1, help="look elsewhere (1)")
    options = parser.parse_args()
    wanted = [row for row in RANGES if not options.function or row.partition(" ")[0] in options.function]
    if unknown := set(options.function) - {row.partition(" ")[0] for row in RANGES}:
        parser.error(f"there is no function {min(unknown)}")
    stated, hard = read(), hard_inputs()
    for row in wanted:
        begin = time.monotonic()
        before = [stated[row].operands] if row in stated else []
        found = measure(row, options.inputs, options.seed, [*hard.get(row.partition(" ")[0], ()), *before])
        stated[row] = found
        seconds = time.monotonic() - begin
        print(
            f"{row}: {found.ulp} ulp at {', '.join(found.args)}, of {found.inputs} inputs, {seconds:.0f} s", flush=True
        )
        _write([stated[name] for name in RANGES if name in stated])


def _write(rows: list[Largest]) -> None:
    LARGEST.write_text("".join(json.dumps(row._asdict()) + "\n" for row in rows), encoding="utf-8")
    PAGE.write_text(in_page(PAGE.read_text(encoding="utf-8"), rows), encoding="utf-8")


if __name__ == "__main__":
    main()
