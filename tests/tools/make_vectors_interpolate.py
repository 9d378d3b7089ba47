"""Writes the vectors of interpolation in a literal map, with fractions rounded at each written step as the oracle.

Run by hand: ``python tests/tools/make_vectors_interpolate.py``; the files are checked in. Knows nothing of featc.
"""

from __future__ import annotations

import json
import math
import random
from itertools import pairwise

from make_vectors_numbers import FOLDER, encode, f_add, f_div, f_mul, is_nan

Table = tuple[tuple[float, float], ...]

TABLES: tuple[Table, ...] = (
    ((0.0, 1.0), (10.0, 5.0)),
    ((-1.0, 0.1), (0.0, 0.3), (0.5, -0.0), (3.0, 1e10), (3.5, 1e-10)),
    ((5.0, 7.25),),
    ((-0.0, -0.0), (1.0, 0.0)),
    ((1.0, math.pi), (math.nextafter(1.0, 2.0), math.e), (2.0, math.pi)),
    ((-1.7976931348623157e308, -1.0), (1.7976931348623157e308, 1.0)),
    ((0.0, -1.7976931348623157e308), (1.0, 1.7976931348623157e308), (2.0, 5e-324)),
    ((5e-324, 1.0), (1e-323, 2.0), (1.0, 3.0)),
    tuple((k / 7.0, math.sin(k)) for k in range(-100, 101)),
)


def interpolate(x: float, table: Table) -> float:
    """The written steps, each rounded once."""
    if is_nan(x):
        return x
    if x <= table[0][0]:
        return table[0][1]
    for (x0, y0), (x1, y1) in pairwise(table):
        if x == x1:
            return y1
        if x < x1:
            return f_add(y0, f_mul(f_add(y1, -y0), f_div(f_add(x, -x0), f_add(x1, -x0))))
    return table[-1][1]


def section(x: float | None, table: Table) -> str:
    if x is None:
        return "null"
    if is_nan(x):
        return "nan"
    inside = table[0][0] < x < table[-1][0] and all(x != k for k, _ in table) and abs(x) < 1e6
    return "basic" if inside else "edge"


def main() -> None:
    """The file."""
    rng = random.Random("interpolate")
    lines = [json.dumps({"op": "interpolate.float64", "oracle": "fractions, rounded at each written step"})]
    for table in TABLES:
        knots = [k for k, _ in table] if len(table) < 20 else [k for k, _ in table[::40]]
        asked: list[float | None] = [None, math.nan, math.inf, -math.inf, 0.0, -0.0, 1e308, -1e308]
        asked += [v for k in knots for v in (k, math.nextafter(k, math.inf), math.nextafter(k, -math.inf))]
        low, high = max(table[0][0], -1e300), min(table[-1][0], 1e300)
        asked += [rng.uniform(low, high) for _ in range(25)]
        for x in asked:
            expect = None if x is None else interpolate(x, table)
            row = {"section": section(x, table), "args": encode([x, table]), "expect": encode(expect)}
            lines.append(json.dumps(row))
    path = FOLDER / "scaling" / "interpolate.float64.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
