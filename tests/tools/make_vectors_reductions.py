"""Vectors of the reductions of lists, with `decimal` as the oracle: every sum and product has all its digits, and the
nearest float64 is what reading the digits gives. Knows nothing of featc.

python tests/tools/make_vectors_reductions.py
"""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from list_values import HARD, INF, NAN, lists_of, random_lists, write

#: More digits than any sum of products of two float64 has; quotients and roots are cut off there, far from any half.
CONTEXT = decimal.Context(prec=6000, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN, traps=[decimal.InvalidOperation])
decimal.setcontext(CONTEXT)
ORACLE = "decimal with 6,000 digits"
COUNT = 60

Numbers = Sequence[Any]


def nearest(x: Decimal) -> float:
    """The digits read as a float64: what is not zero keeps its sign, zero has none."""
    return float(str(x)) if x else 0.0


def special(values: Numbers) -> float | None:
    """The sum of values that are not all numbers, else None."""
    if any(v != v for v in values) or (INF in values and -INF in values):
        return NAN
    return INF if INF in values else -INF if -INF in values else None


def total(values: Numbers) -> Decimal:
    return sum(map(Decimal, values), Decimal(0))


def exact_sum(values: Numbers) -> float:
    found = special(values)
    return nearest(total(values)) if found is None else found


def wrapped_sum(values: Numbers) -> int:
    return (sum(values) + 2**63) % 2**64 - 2**63


def mean(values: Numbers) -> float | None:
    if not values:
        return None
    found = special(values)
    return nearest(total(values) / len(values)) if found is None else found


def variance(values: Numbers, ddof: int) -> float | None:
    """Distances from the mean, each times n so that it has all its digits."""
    n = len(values)
    if n <= ddof:
        return None
    if special(values) is not None:
        return NAN
    whole = total(values)
    squares = sum(((Decimal(v) * n - whole) ** 2 for v in values), Decimal(0))
    return nearest(squares / (n * n * (n - ddof)))


def root(x: float | None) -> float | None:
    if x is None or math.isinf(x) or x != x:
        return x
    return nearest(CONTEXT.sqrt(Decimal(x)))


def product(x: float, y: float) -> float:
    if math.isfinite(x) and math.isfinite(y):
        return nearest(Decimal(x) * Decimal(y))
    return (
        NAN if x != x or y != y or 0.0 in (x, y) else math.copysign(INF, math.copysign(1.0, x) * math.copysign(1.0, y))
    )


def dot(x: Numbers, y: Numbers) -> float | None:
    if len(x) != len(y) or None in x or None in y:
        return None
    return exact_sum([product(a, b) for a, b in zip(x, y, strict=True)])


def cosine(x: Numbers, y: Numbers) -> float | None:
    found = dot(x, y)
    if found is None:
        return None
    one, other = root(dot(x, x)), root(dot(y, y))
    assert one is not None
    assert other is not None
    norms = product(one, other)
    if found != found or norms != norms or (found == 0.0 and norms == 0.0) or (math.isinf(found) and math.isinf(norms)):
        return NAN
    if norms == 0.0 or math.isinf(found):
        return math.copysign(INF, found)
    if math.isinf(norms):
        return math.copysign(0.0, found)
    quotient = Decimal(found) / Decimal(norms)
    return math.copysign(nearest(quotient), found)


def present(function: Callable[[Numbers], Any]) -> Callable[[Numbers], Any]:
    """A function of the elements that are not null."""
    return lambda x: function([v for v in x if v is not None])


OF_ONE: dict[str, Callable[[Numbers], Any]] = {
    "sum.float64": present(exact_sum),
    "sum.int64": present(wrapped_sum),
    "l2_norm.float64": lambda x: root(dot(x, x)),
}
for _kind in ("float64", "int64"):
    OF_ONE[f"mean.{_kind}"] = present(mean)
    for _name, _ddof in (("samp", 1), ("pop", 0)):
        OF_ONE[f"var_{_name}.{_kind}"] = present(lambda x, d=_ddof: variance(x, d))
        OF_ONE[f"stddev_{_name}.{_kind}"] = present(lambda x, d=_ddof: root(variance(x, d)))

OF_BOOLS: dict[str, Callable[[Numbers], bool]] = {
    "any.list": lambda x: sum(v is True for v in x) > 0,
    "all.list": lambda x: sum(v is False for v in x) == 0,
}


def pairs() -> list[tuple[list[str], list[list[Any]]]]:
    """Two lists of one type of element, of like and of unlike lengths."""
    made: list[tuple[list[str], list[list[Any]]]] = []
    varying = "list<float64, ..8>"
    for i, x in enumerate(HARD):
        made.append(([varying, varying], [x, x]))
        made.append(([varying, varying], [x, HARD[(7 * i + 3) % len(HARD)]]))
    some = random_lists("float64", 400, 11)
    holes = random_lists("float64", 200, 12, nulls=True)
    by_length = {n: [x for x in some if len(x) == n] for n in range(9)}
    for same in by_length.values():
        made += [([varying, varying], [a, b]) for a, b in zip(same[:12], same[12:24], strict=False)]
    made += [([varying, varying], [a, b]) for a, b in zip(some[:30], some[30:60], strict=True)]
    made += [(["list<float64?, ..8>", varying], [a, b]) for a, b in zip(holes[:40], some, strict=False)]
    made += [(["list<float64?, ..8>"] * 2, [a, a]) for a in holes[40:70]]
    threes, holed = by_length[3], [x for x in holes if len(x) == 3]
    made += [(["list<float64, 3>"] * 2, [a, b]) for a, b in zip(threes[:20], threes[20:], strict=False)]
    made += [(["list<float64, 3>", varying], [a, b]) for a, b in zip(threes, some[60:100], strict=False)]
    made += [(["list<float64, 3>", "list<float64?, 3>"], [a, b]) for a, b in zip(threes, holed, strict=False)]
    return made


def main() -> None:
    for op, function in OF_ONE.items():
        kind = op.rpartition(".")[2]
        write(op, ORACLE, [([t], [x], [], function(x)) for t, x in lists_of(kind, COUNT)])
    for op, test in OF_BOOLS.items():
        write(op, "counting", [([t], [x], [], test(x)) for t, x in lists_of("bool", COUNT)])
    for name, of_two in (("dot", dot), ("cosine", cosine)):
        write(f"{name}.float64", ORACLE, [(t, xs, [], of_two(*xs)) for t, xs in pairs()])


if __name__ == "__main__":
    main()
