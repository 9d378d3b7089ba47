"""Adversarial operands for the elementary functions, the same at every run, and their encoding as bits."""

from __future__ import annotations

import math
import random
import struct

UNARY = ("sqrt", "exp", "expm1", "log", "log1p", "log2", "log10", "tanh")
FUNCTIONS = (*UNARY, "pow")

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
}


def from_bits(bits: int) -> float:
    """The float64 of 64 bits."""
    return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


def to_bits(x: float) -> int:
    """The 64 bits of a float64; those of the one NaN for every NaN."""
    return 0x7FF8000000000000 if x != x else int(struct.unpack("<Q", struct.pack("<d", x))[0])


def _around(x: float, ulps: int = 2) -> list[float]:
    found = [x]
    up = down = x
    for _ in range(ulps):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        found += [up, down]
    return found


def _boundaries(function: str) -> list[float]:
    edges = [*_SPECIAL, *(from_bits(h << 32) for h in _HIGH_WORDS), *_EDGES.get(function, ())]
    found = [v for e in edges for v in _around(e)]
    return [*found, *(-v for v in found)]


def unary(function: str, count: int, seed: int = 1) -> list[float]:
    """The boundaries of every branch with 2 ulp to both sides, then as many others as make up the count."""
    rng = random.Random(f"{function} {seed}")
    found = _boundaries(function)
    kinds = 8
    while len(found) < count:
        kind = len(found) % kinds
        sign = rng.choice((1.0, -1.0))
        if kind == 0:
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
    return list(binary(count, seed)) if function == "pow" else [(x,) for x in unary(function, count, seed)]
