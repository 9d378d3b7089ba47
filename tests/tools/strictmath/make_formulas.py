"""Asks Java for the bits of formulas over StrictMath, compares both forms of the runtime, and writes the vectors.

Run by hand with a Java 17 at hand: ``python tests/tools/strictmath/make_formulas.py``; the files are checked in.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

TESTS = Path(__file__).parents[2]
sys.path.insert(0, str(TESTS / "support"))

from make_vectors import section, shown  # noqa: E402
from maths_inputs import from_bits, to_bits, unary  # noqa: E402
from strictmath import ask  # noqa: E402

from featc_runtime import batch, scalar  # noqa: E402

FORMULAS = Path(__file__).with_name("FormulaOracle.java")
Call = tuple[float, ...]

LAMBDAS = (0.0, -0.0, 1.0, 2.0, 0.5, -1.0, -3.0, 0.25, 3.0, -0.5, 1e-3, -1e-8, 1e-18, 1e-19, -1e-19,
           math.nextafter(1e-19, 0.0), 5e-324, -2.5, 50.0, 1e300)  # fmt: skip


def around(*values: float) -> list[float]:
    """Each value with its neighbours to both sides."""
    return [x for v in values for x in (v, math.nextafter(v, math.inf), math.nextafter(v, -math.inf))]


def probabilities(count: int) -> list[Call]:
    """The ends, the branches, what is outside, and as many others as make up the count."""
    rng = random.Random("logit")
    found = [*around(0.0, 0.25, 0.5, 0.75, 1.0), -0.0, 2.0, -1.0, math.inf, -math.inf, math.nan, 0.1, 0.9, 2.0**-1022]
    while len(found) < count:
        power = 2.0 ** rng.uniform(-60, -1)
        found.append(
            rng.choice(
                (rng.random(), power, 1.0 - power, 0.5 + power / 2, 0.5 - power / 2, 2.0 ** rng.uniform(-1074, 0))
            )
        )
    return [(x,) for x in found]


def powers(power: float, count: int) -> list[Call]:
    """Numbers for one power: the ends, where the power of x leaves 1/e..e, and as many others as make up the count."""
    rng = random.Random(f"box_cox {power}")
    found = [*around(0.0, 1.0), -0.0, -1.0, math.inf, -math.inf, math.nan, 2.0, 1000.0, 1e-5, 1.7976931348623157e308]
    for edge in (1.0, -1.0):
        try:
            found += around(math.exp(edge / power))
        except (OverflowError, ZeroDivisionError):
            continue
    others = unary("log", 2000)
    while len(found) < count:
        found.append(rng.choice((abs(rng.choice(others)), 2.0 ** rng.uniform(-30, 30), rng.uniform(0, 3))))
    return [(x, power) for x in found]


#: Places, poles, both ends of the date line, opposite points, and what is no place.
PLACES = ((40.64, -73.78), (33.94, -118.41), (0.0, 0.0), (90.0, 0.0), (-90.0, 77.0), (0.0, 180.0), (0.0, -180.0),
          (-0.0, 179.999999), (-33.9461, 151.1772), (12.5, 370.25), (91.0, 5.0), (1e-9, -1e-9))  # fmt: skip
NO_PLACES = ((math.nan, 0.0), (0.0, math.inf), (-math.inf, 5.0), (1e17, 1e17), (1.7e308, -1.7e308), (5e-324, 90.0))


def places(count: int) -> list[tuple[float, float, float, float]]:
    """Pairs of points: all of the above, near ones, opposite ones, and as many others as make up the count."""
    rng = random.Random("haversine")
    found = [(*a, *b) for a in (*PLACES, *NO_PLACES) for b in (*PLACES, *NO_PLACES)]
    while len(found) < count:
        lat, lon = rng.uniform(-90.0, 90.0), rng.uniform(-180.0, 180.0)
        step = 10.0 ** rng.uniform(-12.0, 2.0)
        near = (lat + rng.uniform(-step, step), lon + rng.uniform(-step, step))
        other = rng.choice(
            (near, (-lat + step * 1e-3, lon + 180.0), (rng.uniform(-90.0, 90.0), rng.uniform(-180, 180)))
        )
        found.append((lat, lon, *other))
    return found


NEAREST: tuple[tuple[tuple[str, tuple[float, float]], ...], ...] = (
    (("JFK", (40.64, -73.78)), ("LAX", (33.94, -118.41)), ("ORD", (41.98, -87.90)), ("", (0.0, 0.0))),
    (("east", (0.0, 10.0)), ("west", (0.0, -10.0)), ("again", (0.0, 10.0))),
    (("pole", (90.0, 0.0)), ("same pole", (90.0, 120.0)), ("south", (-90.0, 0.0))),
    (("one", (12.5, 45.0)),),
    tuple((f"p{k}", (k * 0.5 - 40.0, k * 1.25 - 100.0)) for k in range(160)),
)


def write_nearest() -> None:
    """The vectors of `nearest`: for each point the first name with the least haversine that Java gives."""
    rng = random.Random("nearest")
    points: list[tuple[float | None, ...]] = [*PLACES, *NO_PLACES, (0.0, 5.0), (45.0, 60.0), (89.9999, -60.0)]
    points += [(rng.uniform(-90.0, 90.0), rng.uniform(-180.0, 180.0)) for _ in range(30)]
    points += [(), (1.0,), (1.0, 2.0, 3.0), (None, 0.0), (0.0, None), (None, None)]
    said = "the least of Java 17 doubles and java.lang.StrictMath, step by step"
    lines: list[dict[str, object]] = [{"op": "nearest", "oracle": said}]
    pairs = [(p, t) for t in NEAREST for p in points]
    whole = [(p, t) for p, t in pairs if len(p) == 2 and None not in p]
    asked = iter(ask((("haversine", (*p, *place)) for p, t in whole for _, place in t), FORMULAS))  # type: ignore[misc]
    for point, table in pairs:
        expect = None
        if len(point) == 2 and None not in point:
            hs = [(from_bits(next(asked)), i) for i in range(len(table))]
            good = [(h, i) for h, i in hs if h == h]
            expect = table[min(good)[1]][0] if good else None
        where = "null" if None in point else "edge" if len(point) != 2 else section(point, 0.0)  # type: ignore[arg-type]
        fixed = len(point) == 2 and None not in point and abs(point[0]) < 50  # type: ignore[arg-type]
        consts = [[name, [shown(v) for v in place]] for name, place in table]
        args = [[None if v is None else shown(v) for v in point], consts]
        kind = "list<float64, 2>" if fixed else "list<float64?, ..3>"
        lines.append({"section": where, "args": args, "expect": expect, "types": [kind]})
    lines.append({"section": "null", "args": [None, consts], "expect": None, "types": ["list<float64, 2>"]})
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (TESTS / "conformance" / "geography" / "nearest.jsonl").write_text(text, encoding="utf-8")
    print(f"nearest: {len(lines) - 1} vectors")


def compare(formula: str, helper: str, calls: Sequence[Call], consts: int) -> list[int]:
    """The bits that Java gives; SystemExit where the runtime gives others. The last operands are consts."""
    one: Callable[..., float] = getattr(scalar, helper)
    many: Callable[..., Any] = getattr(batch, helper)
    wanted = ask(((formula, c) for c in calls), FORMULAS)
    groups: dict[Call, list[int]] = {}
    for i, call in enumerate(calls):
        groups.setdefault(tuple(map(repr, call[len(call) - consts :])), []).append(i)  # type: ignore[arg-type]
    for rows in groups.values():
        fixed = calls[rows[0]][len(calls[0]) - consts :]
        columns = [np.array([calls[i][k] for i in rows]) for k in range(len(calls[0]) - consts)]
        with np.errstate(all="ignore"):
            column = many(*columns, *fixed).tolist()
        for i, found in zip(rows, column, strict=True):
            if to_bits(one(*calls[i])) != wanted[i] or to_bits(found) != wanted[i]:
                asked = tuple(v.hex() for v in calls[i])
                sys.exit(f"{formula}{asked}: {one(*calls[i])!r}, {found!r} instead of {from_bits(wanted[i])!r}")
    return wanted


def write(family: str, formula: str, op: str, calls: Sequence[Call], wanted: Sequence[int], consts: int) -> None:
    """The vector file of one formula, with a null in the place of each operand."""
    said = "Java 17 doubles and java.lang.StrictMath, step by step"
    lines: list[dict[str, object]] = [{"op": op, "oracle": said}]
    ordinary = [shown(v) for v in calls[0]]
    for at in range(len(ordinary) - consts):
        nulled = [*ordinary[:at], None, *ordinary[at + 1 :]]
        lines.append({"section": "null", "args": nulled, "expect": None})
    for call, bits in zip(calls, wanted, strict=True):
        result = from_bits(bits)
        operands = call[: len(call) - consts]
        lines.append({"section": section(operands, result), "args": [shown(v) for v in call], "expect": shown(result)})
    path = TESTS / "conformance" / family / f"{op}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{formula}: {len(lines) - 1} vectors")


def main() -> None:
    """All files."""
    calls = probabilities(30_000)
    write("scaling", "logit", "logit.float64", calls[:400], compare("logit", "logit_float64", calls, 0)[:400], 0)
    every = [powers(power, 2_000) for power in LAMBDAS]
    bits = [compare("box_cox", "box_cox_float64", some, 1) for some in every]
    kept = [call for some in every for call in some[:40]]
    write("scaling", "box_cox", "box_cox.float64", kept, [b for some in bits for b in some[:40]], 1)
    pairs = places(30_000)
    wanted = compare("haversine_km", "haversine_km_float64", pairs, 0)
    write("geography", "haversine_km", "haversine_km.float64", pairs[:600], wanted[:600], 0)
    write_nearest()


if __name__ == "__main__":
    main()
