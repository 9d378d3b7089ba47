"""Adversarial operands for the elementary functions, the same at every run, and their encoding as bits."""

from __future__ import annotations

import math
import random
import struct
from fractions import Fraction

ANGLES = ("sin", "cos", "tan")
UNARY = (
    "sqrt", "cbrt", "exp", "expm1", "exp2", "log", "log1p", "log2", "log10", *ANGLES, "asin", "acos", "atan", "sinh",
    "cosh", "tanh", "asinh", "acosh", "atanh", "sigmoid", "softplus", "erf", "radians", "degrees",
)  # fmt: skip
BINARY = ("pow", "hypot", "atan2")
FUNCTIONS = (*UNARY, *BINARY)


def from_bits(bits: int) -> float:
    """The float64 of 64 bits."""
    return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


def to_bits(x: float) -> int:
    """The 64 bits of a float64; those of the one NaN for every NaN."""
    return 0x7FF8000000000000 if x != x else int(struct.unpack("<Q", struct.pack("<d", x))[0])


#: High words at which some function branches; low words are made up around them.
_HIGH_WORDS = (
    0x00100000, 0x3C800000, 0x3C900000, 0x3E200000, 0x3E300000, 0x3FD2BEC3, 0x3FD2BEC4, 0x3FD62E42, 0x3FD62E43,
    0x3FDA8279, 0x3FDA827A, 0x3FE00000, 0x3FE6A09B, 0x3FE6A09C, 0x3FE6A09E, 0x3FE6B851, 0x3FE6B852, 0x3FEFFFFD,
    0x3FEFFFFE, 0x3FEFFFFF, 0x3FF00000, 0x3FF00001, 0x3FF0A2B1, 0x3FF0A2B2, 0x3FF3988E, 0x3FF3988F, 0x3FF6147A,
    0x3FF6A09B, 0x3FF6A09C, 0x3FF6A09D, 0x3FF6A09E, 0x3FF6B851, 0x3FFBB679, 0x3FFBB67A, 0x3FFFFFFD, 0x3FFFFFFE,
    0x40360000, 0x4043687A, 0x4043687B, 0x40862E42, 0x40862E43, 0x40874910, 0x41E00000, 0x41E00001, 0x43400000,
    0x43F00000, 0x43F00001, 0x7FEFFFFF, 0x7FF00000,
)  # fmt: skip
_SPECIAL = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 10.0, 709.782712893384, 745.1332191019411, 1024.0, 2.0**31, 2.0**53,
            2.0**63, 2.0**64, 5e-324, 2.0**-1022, 1.7976931348623157e308, math.inf, math.nan)  # fmt: skip
#: Where each function changes from one thing to another, beyond what the high words say.
_EDGES = {
    "exp": (709.782712893384, -745.1332191019411, -708.3964185322641, 0.34657359027997264),
    "expm1": (709.782712893384, 38.816242111356935, 0.34657359027997264, 13.5, 14.2),
    "tanh": (1.0, 22.0, 2.0**-55),
    "log1p": (-1.0, -0.2928932188134524, 0.41421356237309503, 1.0, 2.0**53),
    "exp2": (*range(-1076, -1020), *range(1020, 1026), 0.5, 2.0**-53, 2.0**-54),
    "cbrt": (8.0, 27.0, 1e300, 2.0**1023),
    "asin": (0.975, 2.0**-27),
    "acos": (0.975, 2.0**-57),
    "atan": (0.4375, 0.6875, 1.1875, 2.4375, 2.0**66, 2.0**-29),
    "sinh": (2.0**-28, 22.0, 709.0895657128241, 710.4758600739439, 709.782712893384),
    "cosh": (2.0**-55, 22.0, 0.34657359027997264, 709.0895657128241, 710.4758600739439, 709.782712893384),
    "asinh": (2.0**-28, 2.0**28, 2.0),
    "acosh": (2.0**28, 2.0),
    "atanh": (2.0**-28, 0.5),
    "sigmoid": (36.7, 37.0, 709.782712893384, 745.1332191019411),
    "softplus": (36.7, 37.0, 709.782712893384, 745.1332191019411),
    "erf": (0.84375, 1.25, 2.857142857142857, 6.0, 2.0**-28, 2.0**-1015, 5.9, 5.92158719165508),
}
#: More high words at which some functions branch.
_MORE_WORDS = {
    **dict.fromkeys(ANGLES, (0x3E400000, 0x3E300000, 0x3FD33333, 0x3FE59428, 0x3FE90000, 0x3FE90001, 0x3FE921FB,
                             0x3FE921FC, 0x3FF921FB, 0x3FF921FC, 0x4002D97B, 0x4002D97C, 0x401921FB, 0x404921FB,
                             0x404921FC, 0x413921FB, 0x413921FC)),
    "asin": (0x3E400000, 0x3FEF3332, 0x3FEF3333),
    "acos": (0x3C600000, 0x3C600001, 0x3FEF3333),
    "atan": (0x3E200000, 0x3FDC0000, 0x3FE60000, 0x3FF30000, 0x40038000, 0x44100000),
    "sinh": (0x3E300000, 0x408633CE, 0x408633CF),
    "cosh": (0x3FD62E43, 0x3C800000, 0x408633CE, 0x408633CF),
    "asinh": (0x3E300000, 0x40000000, 0x40000001, 0x41B00000, 0x41B00001),
    "acosh": (0x40000000, 0x40000001, 0x41B00000),
    "atanh": (0x3E300000, 0x3FE00000),
    "erf": (0x3FEB0000, 0x3FF40000, 0x4006DB6D, 0x4006DB6E, 0x40180000, 0x00800000, 0x3E300000),
}  # fmt: skip
#: What is left of an angle where sin, cos and tan branch once more.
_REST = (0.0, 2.0**-28, 2.0**-27, from_bits(0x3FD33333 << 32), from_bits(0x3FE59428 << 32), from_bits(0x3FE90001 << 32))


def _pio2(bits: int) -> int:
    """pi/2 times 2^bits, cut off, by Machin's formula."""
    guarded = bits + 32

    def arc(n: int) -> int:  # atan(1 / n)
        term = total = (1 << guarded) // n
        for k in range(3, guarded, 2):
            term //= -n * n
            if term in (0, -1):
                break
            total += term // k
        return total

    return (8 * arc(5) - 2 * arc(239)) >> 32


def _around(x: float, ulps: int = 2) -> list[float]:
    found = [x]
    up = down = x
    for _ in range(ulps):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        found += [up, down]
    return found


def _boundaries(function: str) -> list[float]:
    words = (*_HIGH_WORDS, *_MORE_WORDS.get(function, ()))
    edges = [*_SPECIAL, *(from_bits(h << 32) for h in words), *map(float, _EDGES.get(function, ()))]
    if function in ANGLES:
        edges += _multiples()
    found = [v for e in edges for v in _around(e)]
    return [*found, *(-v for v in found)]


#: pi/2, to 1,400 bits beside the point.
_PIO2 = _pio2(1400)


def _multiple(n: int) -> float:
    """The float64 nearest to n * pi/2."""
    return float(Fraction(n * _PIO2, 2**1400))


def _multiples() -> list[float]:
    """Multiples of pi/2, near and far, and the float64s of which reduction leaves least."""
    near = [_multiple(n) for n in (*range(1, 70), 1 << 18, (1 << 19) - 1, 1 << 19, (1 << 19) + 1)]
    return [*near, 6381956970095103.0 * 2.0**797, 5.319372648326541e255, 1.7976931348623157e308]


def _angle(rng: random.Random) -> float:
    """An angle near a multiple of pi/2, or a branch away from it, or one of any size."""
    kind = rng.randrange(4)
    if kind == 0:
        n = rng.choice((rng.randint(1, 40), rng.randint(1, 2**19), rng.randint(1, 2**21), rng.getrandbits(1000) + 1))
        return from_bits(to_bits(_multiple(n)) + rng.randint(-3, 3))
    if kind == 1:
        return _multiple(rng.randint(0, 2**10)) + rng.choice((1.0, -1.0)) * rng.choice(_REST)
    if kind == 2:
        return 2.0 ** rng.uniform(0.0, 1023.9)
    return rng.uniform(0.0, 7.0)


def unary(function: str, count: int, seed: int = 1) -> list[float]:
    """The boundaries of every branch with 2 ulp to both sides, then as many others as make up the count."""
    rng = random.Random(f"{function} {seed}")
    found = _boundaries(function)
    kinds = 16 if function in ANGLES else 8
    while len(found) < count:
        kind = len(found) % kinds
        sign = rng.choice((1.0, -1.0))
        if kind >= 8:
            x = sign * _angle(rng)
        elif kind == 0:
            x = from_bits(rng.getrandbits(64))
        elif kind == 1:
            x = from_bits(rng.choice(_HIGH_WORDS) << 32 | rng.getrandbits(32)) * sign
        elif kind == 2:
            x = rng.uniform(-750.0, 750.0)
        elif kind == 3:
            x = sign * 2.0 ** rng.uniform(-60.0, 10.0)
        elif kind == 4:
            x = 1.0 + sign * 2.0 ** rng.uniform(-53.0, 0.0)
        elif kind == 5:
            x = sign * from_bits(rng.getrandbits(rng.randint(1, 52)))
        elif kind == 6:
            x = float(rng.choice((rng.randint(-1000, 100_000), 2 ** rng.randint(0, 70) + rng.randint(-2, 2))))
        else:
            x = rng.uniform(-3.0, 3.0)
        found.append(x)
    return found


def pairs(function: str, count: int, seed: int = 1) -> list[tuple[float, float]]:
    """Operands of hypot and atan2: every pair of special values, then others alike, apart, tiny, huge, of any bits."""
    rng = random.Random(f"{function} {seed}")
    edges = (*_SPECIAL, 2.0**500, 2.0**-500, 2.0**-530, 2.0**60, from_bits(0x3D << 48))
    signed = [s * v for v in edges for s in (1.0, -1.0)]
    found = [(x, y) for x in signed for y in signed]
    while len(found) < count:
        kind = len(found) % 8
        x = rng.choice((1.0, -1.0)) * 2.0 ** rng.uniform(-1074.0, 1023.9)
        sign = rng.choice((1.0, -1.0))
        if kind == 0:
            pair = (from_bits(rng.getrandbits(64)), from_bits(rng.getrandbits(64)))
        elif kind == 1:  # high words alike, and ratios near 2
            pair = (x, sign * from_bits(to_bits(abs(x)) ^ rng.getrandbits(rng.choice((8, 31, 34)))))
        elif kind == 2:
            pair = (x, x * rng.choice((2.0, 0.5, 1.0)) * (1.0 + sign * 2.0 ** rng.uniform(-53.0, -10.0)))
        elif kind == 3:  # as far apart as where one no longer counts
            pair = (x, x * sign * 2.0 ** rng.uniform(-62.0, -58.0))
        elif kind == 4:  # where they are scaled
            edge = rng.choice((500.0, -500.0, -440.0, -560.0, -1022.0, -1030.0))
            pair = (sign * 2.0 ** (edge + rng.uniform(-2.0, 2.0)), 2.0 ** (edge + rng.uniform(-30.0, 30.0)))
        elif kind == 5:
            pair = (sign * from_bits(rng.getrandbits(rng.randint(1, 53))), from_bits(rng.getrandbits(52)))
        elif kind == 6:
            pair = (float(rng.randint(-40, 40)), float(rng.randint(-40, 40)))
        else:
            pair = (rng.uniform(-3.0, 3.0), rng.uniform(-3.0, 3.0))
        found.append(pair if rng.random() < 0.5 else (pair[1], pair[0]))
    return found


def binary(count: int, seed: int = 1) -> list[tuple[float, float]]:
    """Operands of pow: every pair of special values, then ordinary, extreme and nearly extreme ones."""
    rng = random.Random(f"pow {seed}")
    signed = [s * v for v in (*_SPECIAL, 1.0 - 2.0**-53, 1.0 + 2.0**-52) for s in (1.0, -1.0)]
    found = [(x, y) for x in signed for y in signed]
    kinds = 8
    while len(found) < count:
        kind = len(found) % kinds
        sign = rng.choice((1.0, -1.0))
        if kind == 0:
            pair = (from_bits(rng.getrandbits(64)), from_bits(rng.getrandbits(64)))
        elif kind == 1:
            pair = (2.0 ** rng.uniform(-20.0, 20.0), rng.uniform(-60.0, 60.0))
        elif kind == 2:  # the result near the ends of the range
            x = 2.0 ** rng.uniform(-1074.0, 1023.0)
            power = rng.choice((1024.0, -1022.0, -1074.0, -1075.0)) + rng.uniform(-1.0, 1.0) * 10.0 ** rng.randint(
                -16, 0
            )
            pair = (x, power / (math.log2(x) or 1.0))
        elif kind == 3:  # powers beyond 2^31
            pair = (1.0 + sign * 2.0 ** rng.uniform(-53.0, -18.0), rng.choice((1, -1)) * 2.0 ** rng.uniform(29.0, 66.0))
        elif kind == 4:
            pair = (sign * rng.uniform(0.0, 50.0), float(rng.randint(-300, 300)))
        elif kind == 5:
            pair = (float(rng.randint(-50, 50)), rng.choice((0.5, -0.5, 1.5, 2.0, 3.0, 1.0 / 3.0, -2.0, 0.1)))
        elif kind == 6:  # branches on the mantissa of the base
            high = rng.choice(_HIGH_WORDS) & 0xFFFFF | rng.randint(0x3F000000, 0x41000000) & 0x7FF00000
            pair = (sign * from_bits(high << 32 | rng.getrandbits(32)), rng.uniform(-30.0, 30.0))
        else:
            pair = (sign * from_bits(rng.getrandbits(rng.randint(1, 52))), rng.uniform(-2.0, 2.0))
        found.append(pair)
    return found


def operands(function: str, count: int, seed: int = 1) -> list[tuple[float, ...]]:
    """Operands of any of the functions, as tuples."""
    if function == "pow":
        return list(binary(count, seed))
    if function in BINARY:
        return list(pairs(function, count, seed))
    return [(x,) for x in unary(function, count, seed)]
