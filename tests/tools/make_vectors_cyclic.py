"""Writes the vectors of `cyclic_sin` and `cyclic_cos`: exact fractions around StrictMath's sine and cosine.

Run by hand: ``python tests/tools/make_vectors_cyclic.py``; needs Java. Knows nothing of featc's code.
"""

from __future__ import annotations

import math
import random
import struct
import subprocess
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from make_vectors_time import Row, write

JAVA = Path(__file__).parent / "strictmath" / "StrictMathOracle.java"
TURN = Fraction(2 * math.pi)
INT64 = (-(2**63), 2**63 - 1)


def strict(questions: Iterable[tuple[str, float]]) -> list[float]:
    """StrictMath's answers."""
    text = "".join(f"{name} {struct.unpack('<Q', struct.pack('<d', x))[0]:016x}\n" for name, x in questions)
    done = subprocess.run(["java", str(JAVA)], input=text, capture_output=True, text=True, check=True)
    return [struct.unpack("<d", struct.pack("<Q", int(line, 16)))[0] for line in done.stdout.split()]


def quotient(x: float, period: float) -> float:
    """X / period rounded once; NaN where it is no finite number."""
    if not math.isfinite(x):
        return math.nan
    try:
        return float(Fraction(x) / Fraction(period))
    except OverflowError:
        return math.inf


def text_of(x: float) -> str:
    """As the vector files have it."""
    return "nan" if x != x else "inf" if x == math.inf else "-inf" if x == -math.inf else x.hex()


#: By operation and quarter: which function of the rest, and its sign.
CIRCLE = {
    "cyclic_sin": (("sin", 1), ("cos", 1), ("sin", -1), ("cos", -1)),
    "cyclic_cos": (("cos", 1), ("sin", -1), ("cos", -1), ("sin", 1)),
}


def answers(name: str, turns: list[float]) -> list[float]:
    """The sine or cosine of parts of a turn."""
    found = [math.nan] * len(turns)
    asked = []
    for i, t in enumerate(turns):
        if math.isfinite(t) and abs(Fraction(t)) * 4 < Fraction(2) ** 1024:
            nearest = round(4 * Fraction(t))
            rest = float(Fraction(t) - Fraction(nearest, 4))
            assert Fraction(rest) == Fraction(t) - Fraction(nearest, 4)
            asked.append((i, float(Fraction(rest) * TURN), CIRCLE[name][nearest % 4]))
    replies = strict((function, angle) for _, angle, (function, _) in asked)
    for (i, _, (_, sign)), reply in zip(asked, replies, strict=True):
        found[i] = sign * reply + 0.0
        if abs(turns[i]) < 1e6:
            plain = (math.sin if name == "cyclic_sin" else math.cos)(2 * math.pi * (turns[i] % 1.0))
            assert abs(found[i] - plain) < 1e-14, (name, turns[i])
    return found


def ints(source: random.Random) -> list[tuple[str, int, int]]:
    """Numbers and periods."""
    rows = [("basic", x, p) for p, few in ((24, range(25)), (7, range(1, 8)), (12, range(13)), (60, (0, 15, 44, 45)))
            for x in few]  # fmt: skip
    rows += [("edge", x, p) for p in (1, 2, 3, 4, 8, 365, 86_400) for x in (0, 1, -1, p - 1, p, p + 1, -p, 3 * p + 2)]
    rows += [("edge", source.randrange(-(10**6), 10**6), source.choice((24, 7, 366, 1440, 997))) for _ in range(60)]
    near = (2**53 - 1, 2**53, 2**53 + 1, *INT64, INT64[0] + 1)
    rows += [("overflow", x, p) for x in near for p in (1, 3, 24, 2**53 + 1, INT64[1], INT64[1] - 1, 10**18 + 9)]
    rows += [("overflow", source.randrange(*INT64), source.randrange(1, INT64[1])) for _ in range(60)]
    return rows


def floats(source: random.Random) -> list[tuple[str, float, float]]:
    """Numbers and periods."""
    rows = [("basic", source.uniform(0, 24), 24.0) for _ in range(40)]
    rows += [("basic", n / 8, 1.0) for n in range(-17, 18)]
    for n in (1, 3, 5, 7, 9, -1, -3):  # where the nearest quarter changes
        for x in (math.nextafter(n / 8, -math.inf), math.nextafter(n / 8, math.inf)):
            rows.append(("edge", x, 1.0))
    rows += [("edge", source.uniform(-1e4, 1e4), source.choice((7.0, 365.25, 0.1, 1e-3, 3.0))) for _ in range(60)]
    tiny = (5e-324, 2.2250738585072014e-308, 1e-300, 1e-17, 0.0)
    rows += [("edge", sign * x, p) for x in tiny for sign in (1.0, -1.0) for p in (1.0, 24.0, 1e-300, 1e300)]
    large = (2.0**51 + 0.25, 2.0**52 + 0.5, 2.0**53, 1e16, 1e300, 4.4e307, 4.5e307, 1.7976931348623157e308)
    rows += [("overflow", sign * x, p) for x in large for sign in (1.0, -1.0) for p in (1.0, 7.0, 0.1, 1e-300)]
    rows += [("nan", x, p) for x in (math.nan, math.inf, -math.inf) for p in (1.0, 24.0, 1e-300, 5e-324)]
    return rows


def main() -> None:
    """All files."""
    source = random.Random(20131010)
    oracle = "java.lang.StrictMath of an angle from fractions.Fraction"
    whole, real = ints(source), floats(source)
    for name in CIRCLE:
        found = answers(name, [float(Fraction(float(x % p)) / Fraction(float(p))) for _, x, p in whole])
        rows: list[Row] = [(s, [str(x), p], text_of(f)) for (s, x, p), f in zip(whole, found, strict=True)]
        write(f"{name}.int64", oracle, [*rows, *(("null", [None, p], None) for p in (1, 24))])
        found = answers(name, [quotient(x, p) for _, x, p in real])
        rows = [(s, [text_of(x), text_of(p)], text_of(f)) for (s, x, p), f in zip(real, found, strict=True)]
        write(f"{name}.float64", oracle, [*rows, *(("null", [None, text_of(p)], None) for p in (1.0, 24.0))])


if __name__ == "__main__":
    main()
