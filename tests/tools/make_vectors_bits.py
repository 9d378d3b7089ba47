"""Writes the vectors of bit operations, sign, fmod and rounding half away from zero, with plain arithmetic as oracle.

Run by hand: ``python tests/tools/make_vectors_bits.py``; the files are checked in. Knows nothing of featc: bits are
sums of powers of two, rests are fractions, halves are told by decimals of as many digits as there are.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from make_vectors_numbers import I_MAX, I_MIN, VALUES, calls, is_nan, rounded, wrap, write

ORACLE = "sums of powers of two"
#: Enough for every digit of a float64.
EXACT = Context(prec=1200, Emin=-(10**6), Emax=10**6)


def places(x: int) -> set[int]:
    """The places of the bits that are set: a negative number is 2^64 more than it seems."""
    rest, found = (x if x >= 0 else x + 2**64), set()
    for place in range(63, -1, -1):
        if rest >= 2**place:
            rest -= 2**place
            found.add(place)
    return found


def number(bits: set[int]) -> int:
    """The int64 with these bits."""
    return sum(-(2**63) if place == 63 else 2**place for place in bits)


def shift(by: Callable[[int, int], int]) -> Callable[[int, int], int | None]:
    """A shift that is null for counts outside 0..63."""
    return lambda x, count: by(x, count) if 0 <= count <= 63 else None


def sign(x: Any) -> Any:
    """Zeros and NaN as they are."""
    if is_nan(x) or x == 0:
        return x
    return type(x)(-1 if x < 0 else 1)


def fmod(x: float, y: float) -> float:
    """By long division of fractions."""
    if is_nan(x) or is_nan(y) or math.isinf(x) or y == 0:
        return math.nan
    if math.isinf(y):
        return x
    rest, by = abs(Fraction(x)), abs(Fraction(y))
    return math.copysign(rounded(rest % by), x)


def half_away(x: float) -> float:
    """By decimal digits: ROUND_HALF_UP of the decimal module is away from zero."""
    if is_nan(x) or math.isinf(x):
        return x
    whole = Decimal(x).quantize(Decimal(1), rounding=ROUND_HALF_UP, context=EXACT)
    return math.copysign(float(whole), x)


def pairs(op: str) -> list[tuple[Any, ...]]:
    """Pairs of int64s, patterns of bits among them."""
    rng = random.Random(op)
    patterns = [0x5555555555555555, wrap(0xAAAAAAAAAAAAAAAA), 0x00FF00FF00FF00FF, wrap(0xFF00FF00FF00FF00), I_MIN, -1]
    both = [(a, b) for a in patterns for b in patterns]
    return [
        *calls(op, ("int64", "int64")),
        *both,
        *((wrap(rng.getrandbits(64)), wrap(rng.getrandbits(64))) for _ in both),
    ]


def shifts(op: str) -> list[tuple[Any, ...]]:
    """Numbers with all counts from -2 to 66 and some that are far outside."""
    rng = random.Random(op)
    numbers = (1, -1, 3, -3, I_MIN, I_MAX, 0x5555555555555555)
    found = [(rng.choice(numbers), count) for count in range(-2, 67)]
    found += [(x, count) for x in numbers for count in (0, 1, 62, 63, 64, -1)]
    found += [(x, count) for x in numbers[:2] for count in (I_MIN, I_MAX, 2**32, 2**32 + 1, -(2**32), 127, 128, 256)]
    found += [(wrap(rng.getrandbits(64)), rng.randrange(64)) for _ in range(120)]
    return [*found, (None, 3), (5, None), (None, None)]


def literal_shifts(op: str) -> list[tuple[Any, ...]]:
    """Those with a count that a literal may be."""
    return [*((x, n) for x, n in shifts(op) if None not in (x, n) and 0 <= n <= 63), (None, 3)]


def halves() -> list[tuple[Any, ...]]:
    """Halves and their neighbours, up to where there are no more."""
    found = []
    for whole in (0, 1, 2, 3, 4, 5, 10, 2**31, 2**32 - 1, 2**50, 2**51 - 1, 2**51, 2**52 - 2, 2**52 - 1):
        half = whole + 0.5
        for x in (half, math.nextafter(half, 0.0), math.nextafter(half, math.inf), float(whole), float(whole + 1)):
            found += [(x,), (-x,)]
    return found


def divisions() -> list[tuple[Any, ...]]:
    """Dividends at and beside multiples of the divisor, near and far apart in size."""
    rng = random.Random("fmod")
    found = []
    for _ in range(60):
        y = rng.choice((-1, 1)) * rng.uniform(1, 2) * 2.0 ** rng.randint(-30, 30)
        x = y * rng.randint(-1000, 1000)
        found += [(x, y), (math.nextafter(x, math.inf), y), (math.nextafter(x, -math.inf), y)]
    for _ in range(60):
        x, y = (rng.uniform(-2, 2) * 2.0 ** rng.randint(-1070, 1020) for _ in range(2))
        found.append((x, y))
    found += [(1.7976931348623157e308, 5e-324), (1e308, 3e-310), (5e-324, 5e-324), (1.5e-323, 1e-323), (23.75, 24.0)]
    return found


def left(x: int, count: int) -> int:
    return wrap(x * 2**count)


def right(x: int, count: int) -> int:
    return math.floor(Fraction(x, 2**count))


OPS: list[tuple[str, str, Callable[..., Any], list[tuple[Any, ...]], str]] = [
    ("bits", "bit_and.int64", lambda x, y: number(places(x) & places(y)), pairs("bit_and"), ORACLE),
    ("bits", "bit_or.int64", lambda x, y: number(places(x) | places(y)), pairs("bit_or"), ORACLE),
    ("bits", "bit_xor.int64", lambda x, y: number(places(x) ^ places(y)), pairs("bit_xor"), ORACLE),
    ("bits", "bit_not.int64", lambda x: number(set(range(64)) - places(x)), calls("bit_not", ("int64",)), ORACLE),
    ("bits", "bit_count.int64", lambda x: len(places(x)), calls("bit_count", ("int64",)), ORACLE),
    ("bits", "shift_left.int64", shift(left), shifts("left"), "exact integers, wrapped"),
    ("bits", "shift_right.int64", shift(right), shifts("right"), "exact fractions"),
    ("bits", "shift_left_by.int64", left, literal_shifts("left"), "exact integers, wrapped"),
    ("bits", "shift_right_by.int64", right, literal_shifts("right"), "exact fractions"),
    ("numbers", "sign.int64", sign, calls("sign", ("int64",)), "comparison with zero"),
    ("numbers", "sign.float64", sign, calls("sign", ("float64",)), "comparison with zero"),
    ("numbers", "fmod.float64", fmod, [*calls("fmod", ("float64", "float64")), *divisions()], "exact fractions"),
    (
        "numbers", "round_half_away.float64", half_away, [*calls("half", ("float64",)), *halves()],
        "the decimal module's ROUND_HALF_UP, which rounds halves away from zero",
    ),
]  # fmt: skip


def main() -> None:
    """All files."""
    assert all(number(places(x)) == x for x in VALUES["int64"])
    for family, op, oracle, every, said in OPS:
        write(family, op, every, oracle, said)


if __name__ == "__main__":
    main()
