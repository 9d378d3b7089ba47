"""Vectors of arithmetic on lists. The oracle is Python: its floats are IEEE 754, its integers exact, and wrapped here.
Knows nothing of featc.
python tests/tools/make_vectors_list_arithmetic.py
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from list_values import HARD, HARD_INTS, INF, NAN, POOLS, lists_of, random_lists, write

ORACLE = "Python's floats and integers, element by element"
COUNT = 30

HARD_OF: dict[str, list[list[Any]]] = {"float64": [list(x) for x in HARD], "int64": [list(x) for x in HARD_INTS]}


def wrap(n: int) -> int:
    return (n + 2**63) % 2**64 - 2**63


def quotient(x: float, y: float) -> float:
    if y != 0.0:
        return x / y
    return NAN if x == 0.0 or x != x else math.copysign(INF, math.copysign(1.0, x) * math.copysign(1.0, y))


def of_ints(function: Callable[[int, int], int]) -> Callable[[int, int], int]:
    return lambda x, y: wrap(function(x, y))


#: What two numbers of a kind give.
NUMBERS: dict[tuple[str, str], Callable[[Any, Any], Any]] = {
    **{(name, "float64"): getattr(operator, name) for name in ("add", "sub", "mul")},
    **{(name, "int64"): of_ints(getattr(operator, name)) for name in ("add", "sub", "mul")},
    ("div", "float64"): quotient,
    ("div", "int64"): lambda x, y: quotient(float(x), float(y)),
}


def each(of: Callable[[Any, Any], Any], x: Any, y: Any) -> Any:
    return None if x is None or y is None else of(x, y)


def pairs(kind: str) -> list[tuple[list[str], list[list[Any]]]]:
    """Two lists of a kind, of like and of unlike lengths."""
    varying, holes = f"list<{kind}, ..8>", f"list<{kind}?, ..8>"
    hard, some = HARD_OF[kind], random_lists(kind, 400, 21)
    holed = random_lists(kind, 200, 22, nulls=True)
    made: list[tuple[list[str], list[list[Any]]]] = [([varying] * 2, [x, x]) for x in hard]
    made += [([varying] * 2, [x, hard[(5 * i + 2) % len(hard)]]) for i, x in enumerate(hard)]
    for n in range(9):
        same = [x for x in some if len(x) == n]
        nulls = [x for x in holed if len(x) == n]
        made += [([varying] * 2, [a, b]) for a, b in zip(same[:8], same[8:16], strict=False)]
        made += [([holes, varying], [a, b]) for a, b in zip(nulls[:4], same, strict=False)]
        made += [([varying, holes], [a, b]) for a, b in zip(same, nulls[4:8], strict=False)]
        made += [([holes] * 2, [a, b]) for a, b in zip(nulls[:3], nulls[3:6], strict=False)]
    made += [([holes, varying], [a, b]) for a, b in zip(holed[:15], some, strict=False)]
    made += [([varying, holes], [b, a]) for a, b in zip(holed[15:30], some, strict=False)]
    threes, threes_holed = [x for x in some if len(x) == 3], [x for x in holed if len(x) == 3]
    fixed = f"list<{kind}, 3>"
    made += [([fixed] * 2, [a, b]) for a, b in zip(threes[:12], threes[12:], strict=False)]
    made += [([fixed, varying], [a, b]) for a, b in zip(threes, some[:15], strict=False)]
    made += [([varying, fixed], [b, a]) for a, b in zip(threes, some[15:30], strict=False)]
    made += [([fixed, f"list<{kind}?, 3>"], [a, b]) for a, b in zip(threes, threes_holed[:8], strict=False)]
    made += [([f"list<{kind}?, 3>"] * 2, [a, b]) for a, b in zip(threes_holed[8:14], threes_holed, strict=False)]
    return made


def main() -> None:
    for (name, kind), of in NUMBERS.items():
        lines = []
        for types, (x, y) in pairs(kind):
            expect = [each(of, a, b) for a, b in zip(x, y, strict=True)] if len(x) == len(y) else None
            lines.append((types, [x, y], [], expect))
        write(f"{name}.lists_{kind}", ORACLE, lines)
        right, left = [], []
        for i, (listed, x) in enumerate(lists_of(kind, COUNT, 31)):
            y = POOLS[kind][i % len(POOLS[kind])]
            right.append(([listed, kind], [x, y], [], [each(of, a, y) for a in x]))
            left.append(([kind, listed], [y, x], [], [each(of, y, a) for a in x]))
        write(f"{name}.list_{kind}", ORACLE, right)
        write(f"{name}.{kind}_list", ORACLE, left)
    for kind in ("float64", "int64"):
        negated = [
            ([t], [x], [], [None if v is None else wrap(-v) if kind == "int64" else -v for v in x])
            for t, x in lists_of(kind, COUNT, 41)
        ]
        write(f"neg.list_{kind}", ORACLE, negated)


if __name__ == "__main__":
    main()
