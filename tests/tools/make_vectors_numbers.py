"""Writes the vectors of arithmetic, comparisons, numbers, casts and parsing, with exact numbers as the oracle.

Run by hand: ``python tests/tools/make_vectors_numbers.py``; the files are checked in. Knows nothing of featc: integers
are Python's, a finite float64 is the fraction that it stands for, and every result is rounded once from a fraction.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "conformance"
ORACLE = "exact integers and fractions, rounded once"

I_MIN, I_MAX = -(2**63), 2**63 - 1
T_MIN, T_MAX = -62_135_596_800_000_000, 253_402_300_799_999_999
DAY_MIN, DAY_MAX = -719_162, 2_932_896
D_MAX = 315_576_000_000 * 10**6

VALUES: dict[str, tuple[Any, ...]] = {
    "bool": (False, True),
    "int64": (0, 1, -1, 2, -2, 3, 7, -7, 10, 100, 2**31, 2**32 + 1, 3_037_000_500, 2**53 - 1, 2**53, 2**53 + 1,
              -(2**53) - 1, 2**62, -(2**62) - 1, 2**63 - 512, 2**63 - 1025, I_MAX - 1, I_MAX, I_MIN + 1, I_MIN),
    "float64": (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, 3.5, -2.5, 0.1, 1 / 3, 7.0, 0.49999999999999994,
                4503599627370495.5, 4503599627370496.0, 9007199254740992.0, -9007199254740994.0, 2.0**63, -(2.0**63),
                2.0**63 - 1024, -(2.0**63) - 2048, 5e-324, -5e-324, 2.0**-1022, 1.7976931348623157e308,
                -1.7976931348623157e308, 1e300, 1e-300, math.inf, -math.inf, math.nan),
    "string": ("", "a", "b", "ab", "aa", "Z", "é", "e\u0301", "\uffff", "\U00010000", "\U0001f600", "\x00", "10", "9"),
    "timestamp": (0, 1, -1, 10**6, 86_400_000_000, T_MIN, T_MIN + 1, T_MAX, T_MAX - 1, 1_357_034_400_000_000),
    "duration": (0, 1, -1, 10**6, -(10**6), 3600 * 10**6, 86_400 * 10**6, D_MAX, -D_MAX, D_MAX - 1, D_MAX // 3 + 1),
    "date": (0, 1, -1, 15_765, DAY_MIN, DAY_MAX, 59, 60),
}  # fmt: skip
VALUES["datetime"] = VALUES["timestamp"]
TIMES = ("timestamp", "datetime", "date", "duration")

Oracle = Callable[..., Any]


def wrap(n: int) -> int:
    """The two's complement of 64 bits."""
    return (n - I_MIN) % 2**64 + I_MIN


def rounded(q: Fraction, zero: float = 0.0) -> float:
    """The float64 nearest to a fraction, ties to even; ``zero`` where it is 0."""
    if q == 0:
        return zero
    sign = math.copysign(1.0, zero) if q == 0 else (1.0 if q > 0 else -1.0)
    q = abs(q)
    exponent = max(q.numerator.bit_length() - q.denominator.bit_length() - 54, -1074)
    while q / Fraction(2) ** exponent >= 2**53:
        exponent += 1
    units = q / Fraction(2) ** exponent
    whole = math.floor(units)
    rest = units - whole
    whole += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    return sign * (math.inf if whole * Fraction(2) ** exponent >= 2**1024 else math.ldexp(float(whole), exponent))


def is_nan(x: float) -> bool:
    """Whether x is NaN."""
    return isinstance(x, float) and math.isnan(x)


def sign(x: float) -> float:
    """1.0 or -1.0, the sign of zero too."""
    return math.copysign(1.0, x)


def f_add(x: float, y: float) -> float:
    """IEEE 754's sum."""
    if is_nan(x) or is_nan(y) or (math.isinf(x) and math.isinf(y) and x != y):
        return math.nan
    if math.isinf(x) or math.isinf(y):
        return x if math.isinf(x) else y
    return rounded(Fraction(x) + Fraction(y), -0.0 if sign(x) < 0 and sign(y) < 0 and x == y == 0 else 0.0)


def f_mul(x: float, y: float) -> float:
    """IEEE 754's product."""
    if is_nan(x) or is_nan(y) or (math.isinf(x) and y == 0) or (math.isinf(y) and x == 0):
        return math.nan
    if math.isinf(x) or math.isinf(y):
        return sign(x) * sign(y) * math.inf
    q = Fraction(x) * Fraction(y)
    return math.copysign(rounded(abs(q)), sign(x) * sign(y))


def f_div(x: float, y: float) -> float:
    """IEEE 754's quotient."""
    if is_nan(x) or is_nan(y) or (x == 0 and y == 0) or (math.isinf(x) and math.isinf(y)):
        return math.nan
    s = sign(x) * sign(y)
    if math.isinf(x) or y == 0:
        return s * math.inf
    return s * (0.0 if math.isinf(y) else rounded(abs(Fraction(x) / Fraction(y))))


def i_div(x: int, y: int) -> float:
    """Both rounded, then divided."""
    return f_div(rounded(Fraction(x)), rounded(Fraction(y)))


def in_time(n: int) -> int | None:
    """The time, or None outside the range."""
    return n if T_MIN <= n <= T_MAX else None


def in_duration(n: int) -> int | None:
    """The duration, or None outside the range."""
    return n if -D_MAX <= n <= D_MAX else None


def order(x: Any, y: Any) -> int | None:
    """-1, 0 or 1 as real numbers (or by code points); None where one is NaN."""
    if is_nan(x) or is_nan(y):
        return None
    left, right = key(x), key(y)
    return (left > right) - (left < right)


def key(x: Any) -> Any:
    """What orders a value: for strings its code points, for numbers (infinity apart) the fraction."""
    if isinstance(x, str):
        return [ord(c) for c in x]
    if isinstance(x, float) and math.isinf(x):
        return (sign(x), Fraction(0))
    return (0.0, Fraction(x))


def chosen(want: int) -> Oracle:
    """The least (-1) or greatest (1) of two, with NaN first and -0.0 below 0.0."""

    def choose(x: Any, y: Any) -> Any:
        way = order(y, x)
        if way is None:
            return math.nan
        if way == 0 and isinstance(x, float) and x == 0:
            way = int(sign(y) - sign(x))
        return y if way * want > 0 else x

    return choose


def clip(x: Any, lo: Any, hi: Any) -> Any:
    """least(greatest(x, lo), hi)."""
    return chosen(-1)(chosen(1)(x, lo), hi)


def whole(how: Callable[[Fraction], int]) -> Oracle:
    """A float64 made whole; zero keeps the operand's sign."""
    return lambda x: x if is_nan(x) or math.isinf(x) else math.copysign(rounded(abs(Fraction(how(Fraction(x))))), x)


def to_int(x: float) -> int | None:
    """Toward zero, or None."""
    if is_nan(x) or math.isinf(x):
        return None
    n = math.trunc(Fraction(x))
    return n if I_MIN <= n <= I_MAX else None


def ratio(x: float, y: float) -> float | None:
    """The quotient, or None for a zero divisor."""
    return None if y == 0 else f_div(x, y)


def parse_int(text: str) -> int | None:
    """Digit by digit."""
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not digits or any(c not in "0123456789" for c in digits):
        return None
    n = 0
    for c in digits:
        n = n * 10 + "0123456789".index(c)
    n = -n if text[0] == "-" else n
    return n if I_MIN <= n <= I_MAX else None


def long_int(figures: str) -> int:
    """Of more figures than Python's own reads at once."""
    n = 0
    for i in range(0, len(figures), 1000):
        part = figures[i : i + 1000]
        n = n * 10 ** len(part) + int(part)
    return n


def parse_float(text: str) -> float | None:
    """By way of the exact fraction."""
    match = re.match(r"([+-]?)(?=[0-9]|\.[0-9])([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?\Z", text)
    if match is None:
        return None
    minus, before, after, power = match[1] == "-", match[2], match[3] or "", int(match[4] or 0)
    figures = (before + after).lstrip("0")
    size = len(figures) + power - len(after)
    if figures == "" or size < -400:
        value = 0.0
    else:
        value = math.inf if size > 400 else rounded(long_int(figures) * Fraction(10) ** (power - len(after)))
    return -value if minus else value


INT_TEXTS = (
    "0", "-0", "+0", "1", "-042", "007", "+7", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "00000000000000000000000000000000000001", "99999999999999999999999", "9" * 5000, "0" * 5000,
    "", "+", "-", "+-1", "--1", " 1", "1 ", "1_000", "1,000", "1.0", "1e3", "0x10", "١٢", "１", "1\n", "1\x00", "nan",
)  # fmt: skip
FLOAT_TEXTS = (
    "0", "-0", "1", "1.5", "1.5e3", "1.", ".5", "-.5e-3", "+1E+2", "1e0005", "0.1", "0.30000000000000004", "1e308",
    "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309", "-1e400", "1e99999999999999",
    "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2e-324", "-1e-400", "1e-99999999999999",
    "2.2250738585072011e-308", "2.2250738585072014e-308", "9007199254740993", "9007199254740992.999", "0e999999999",
    "9007199254740993.0000000000000000000000000000000000000001", "0." + "0" * 400 + "1e400", "1" + "0" * 400 + "e-400",
    "123456789012345678901234567890", "", ".", "e5", "1e", "1e+", "+", "-", "+-1", "1..0", "1.0.0", " 1", "1 ", "1_0",
    "nan", "NaN", "inf", "-Infinity", "0x1p3", "1,5", "1e5.0", "1f", "١", "1\n", "--1", "1d",
    # Parsers cut off digits and exponents that are many.
    "7" * 1200 + "e-1200", "-" + "1" * 900 + "." + "9" * 900 + "e-890", "7" * 1200 + "e-400", "-" + "0" * 900 + "7",
    "0." + "0" * 10_001 + "5e10002", "1" + "0" * 10_001 + "e-10001", "-0e-99999", "-." + "0" * 400 + "1e-100000",
    "3e100000", "1e00000000000000000000000000000000000000005",
)  # fmt: skip

OPS: list[tuple[str, str, tuple[str, ...], Oracle]] = [
    ("arithmetic", "neg.int64", ("int64",), lambda x: wrap(-x)),
    ("arithmetic", "neg.float64", ("float64",), lambda x: math.copysign(x, -sign(x))),
    ("arithmetic", "neg.duration", ("duration",), lambda x: -x),
    ("arithmetic", "add.int64", ("int64", "int64"), lambda x, y: wrap(x + y)),
    ("arithmetic", "add.float64", ("float64", "float64"), f_add),
    ("arithmetic", "add.string", ("string", "string"), lambda x, y: "".join([*x, *y])),
    ("arithmetic", "add.timestamp", ("timestamp", "duration"), lambda x, y: in_time(x + y)),
    ("arithmetic", "add.datetime", ("datetime", "duration"), lambda x, y: in_time(x + y)),
    ("arithmetic", "add.duration", ("duration", "duration"), lambda x, y: in_duration(x + y)),
    ("arithmetic", "sub.int64", ("int64", "int64"), lambda x, y: wrap(x - y)),
    ("arithmetic", "sub.float64", ("float64", "float64"), lambda x, y: f_add(x, math.copysign(y, -sign(y)))),
    ("arithmetic", "sub.timestamps", ("timestamp", "timestamp"), lambda x, y: x - y),
    ("arithmetic", "sub.datetimes", ("datetime", "datetime"), lambda x, y: x - y),
    ("arithmetic", "sub.dates", ("date", "date"), lambda x, y: (x - y) * 24 * 3600 * 10**6),
    ("arithmetic", "sub.timestamp", ("timestamp", "duration"), lambda x, y: in_time(x - y)),
    ("arithmetic", "sub.datetime", ("datetime", "duration"), lambda x, y: in_time(x - y)),
    ("arithmetic", "sub.duration", ("duration", "duration"), lambda x, y: in_duration(x - y)),
    ("arithmetic", "mul.int64", ("int64", "int64"), lambda x, y: wrap(x * y)),
    ("arithmetic", "mul.float64", ("float64", "float64"), f_mul),
    ("arithmetic", "mul.duration", ("duration", "int64"), lambda x, y: in_duration(x * y)),
    ("arithmetic", "div.int64", ("int64", "int64"), i_div),
    ("arithmetic", "div.float64", ("float64", "float64"), f_div),
    ("arithmetic", "div.duration", ("duration", "duration"), i_div),
    ("arithmetic", "floordiv.int64", ("int64", "int64"), lambda x, y: wrap(math.floor(Fraction(x, y))) if y else None),
    ("arithmetic", "mod.int64", ("int64", "int64"), lambda x, y: x - y * math.floor(Fraction(x, y)) if y else None),
    ("numbers", "abs.int64", ("int64",), lambda x: wrap(max(x, -x))),
    ("numbers", "abs.float64", ("float64",), lambda x: math.copysign(x, 1.0)),
    ("numbers", "abs.duration", ("duration",), lambda x: max(x, -x)),
    ("numbers", "clip.int64", ("int64", "int64", "int64"), clip),
    ("numbers", "clip.float64", ("float64", "float64", "float64"), clip),
    ("numbers", "floor.float64", ("float64",), whole(math.floor)),
    ("numbers", "ceil.float64", ("float64",), whole(math.ceil)),
    ("numbers", "trunc.float64", ("float64",), whole(math.trunc)),
    ("numbers", "round.float64", ("float64",), whole(round)),
    ("numbers", "ratio.int64", ("int64", "int64"), lambda x, y: ratio(rounded(Fraction(x)), rounded(Fraction(y)))),
    ("numbers", "ratio.float64", ("float64", "float64"), ratio),
    ("numbers", "int64.float64", ("float64",), to_int),
    ("numbers", "int64.bool", ("bool",), lambda x: 1 if x else 0),
    ("numbers", "float64.int64", ("int64",), lambda x: rounded(Fraction(x))),
    ("numbers", "float64.bool", ("bool",), lambda x: 1.0 if x else 0.0),
]
for _kind in ("int64", "float64", "string", *TIMES):
    OPS.append(("numbers", f"least.{_kind}", (_kind, _kind), chosen(-1)))
    OPS.append(("numbers", f"greatest.{_kind}", (_kind, _kind), chosen(1)))
_WAYS: dict[str, tuple[int, ...]] = {"lt": (-1,), "le": (-1, 0), "gt": (1,), "ge": (0, 1), "eq": (0,)}
_OPERANDS = [(k, (k, k)) for k in ("bool", "int64", "float64", "string", *TIMES)]
_OPERANDS += [("int64_float64", ("int64", "float64")), ("float64_int64", ("float64", "int64"))]
for (_name, _ways), (_tag, _kinds) in itertools.product(_WAYS.items(), _OPERANDS):
    if _tag != "bool" or _name == "eq":
        OPS.append(("comparison", f"{_name}.{_tag}", _kinds, lambda x, y, ways=_ways: order(x, y) in ways))
for _tag, _kinds in _OPERANDS:
    OPS.append(("comparison", f"ne.{_tag}", _kinds, lambda x, y: order(x, y) != 0))


def encode(value: Any) -> Any:
    """A value in the form of the vector files."""
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in value]
    if isinstance(value, float):
        return "nan" if math.isnan(value) else value.hex()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def section(args: Sequence[Any], expect: Any) -> str:
    """The section that a call belongs to."""
    flat = [v for a in args for v in (a if isinstance(a, tuple) else (a,))]
    if None in flat:
        return "null"
    if any(is_nan(v) for v in flat):
        return "nan"
    if expect is None or (isinstance(expect, float) and math.isinf(expect) and math.inf not in map(magnitude, flat)):
        return "overflow"
    return "basic" if all(isinstance(v, bool) or 0 < magnitude(v) < 10**9 for v in flat) else "edge"


def magnitude(value: Any) -> float | int:
    """How large a number or long a string is."""
    return len(value) if isinstance(value, str) else abs(value)


def write(
    family: str, op: str, calls: Iterable[tuple[Any, ...]], oracle: Oracle, said: str = ORACLE, **header: Any
) -> None:
    """The vector file of one operation; a None among the operands gives None."""
    lines: list[dict[str, Any]] = [{"op": op, "oracle": said, **header}]
    for args in calls:
        expect = None if any(a is None for a in args) else oracle(*args)
        lines.append({"section": section(args, expect), "args": encode(args), "expect": encode(expect)})
    path = FOLDER / family / f"{op}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def calls(op: str, kinds: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Up to 250 combinations of the sample values, random ones among them, and a null in each place."""
    rng = random.Random(op)
    every = list(itertools.product(*(VALUES[k] for k in kinds)))
    picked = every if len(every) <= 200 else [every[i] for i in sorted(rng.sample(range(len(every)), 200))]
    first = tuple(VALUES[k][1] for k in kinds)
    nulls = [(*first[:i], None, *first[i + 1 :]) for i in range(len(kinds))]
    return [*picked, *(tuple(some(k, rng) for k in kinds) for _ in range(50)), *nulls]


def some(kind: str, rng: random.Random) -> Any:
    """A random value."""
    if kind == "bool":
        return rng.random() < 0.5
    if kind == "float64":
        return rng.choice((rng.uniform(-10, 10), rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300)))
    if kind == "string":
        return "".join(rng.choice("abé\uffff\U00010000") for _ in range(rng.randint(0, 3)))
    low, high = {"int64": (I_MIN, I_MAX), "duration": (-D_MAX, D_MAX), "date": (DAY_MIN, DAY_MAX)}.get(
        kind, (T_MIN, T_MAX)
    )
    return rng.choice((rng.randint(low, high), rng.randint(-1000, 1000)))


def by_literal(op: str) -> list[tuple[int | None, int]]:
    """Dividends with divisors other than 0."""
    found = [(x, y) for x, y in calls(op, ("int64", "int64")) if y]
    return [*found, (None, 3)]


def sets(kind: str) -> list[tuple[Any, tuple[Any, ...]]]:
    """Values with sets that hold some of them."""
    rng = random.Random(f"in {kind}")
    values = VALUES[kind]
    literal = [tuple(rng.sample(values, min(size, len(values)))) for size in (1, 2, 5, 14, 20)]
    return [*((v, items) for v in values for items in (*literal, ())), (None, literal[0])]


def main() -> None:
    """All files."""
    for family, op, kinds, oracle in OPS:
        write(family, op, calls(op, kinds), oracle)
    write("arithmetic", "floordiv_nonzero.int64", by_literal("floordiv"), lambda x, y: wrap(math.floor(Fraction(x, y))))
    write("arithmetic", "mod_nonzero.int64", by_literal("mod"), lambda x, y: x - y * math.floor(Fraction(x, y)))
    for kind in ("bool", "int64", "float64", "string", *TIMES):
        write("comparison", f"in.{kind}", sets(kind), lambda x, items: any(order(x, i) == 0 for i in items))
    write("numbers", "parse_int.string", [*((t,) for t in INT_TEXTS), (None,)], parse_int, "arithmetic digit by digit")
    write("numbers", "parse_float.string", [*((t,) for t in float_texts()), (None,)], parse_float)
    for kind in ("int64", "bool"):
        values = VALUES[kind]
        lists = [(v, values[0], None) for v in values] + [(values[1], values[0], v) for v in values] + [(None,) * 3]
        lists += itertools.product((*values[1:4], None), repeat=3)
        one = (lambda v: rounded(Fraction(v))) if kind == "int64" else float
        write(
            "numbers", f"float64.list_{kind}", [*((x,) for x in lists), (None,)],
            lambda x, one=one: tuple(None if v is None else one(v) for v in x),
            types=[f"list<{kind}?, 3>"],
        )  # fmt: skip


def float_texts() -> list[str]:
    """The texts above, and random ones with many digits around halves of units in the last place."""
    rng = random.Random("parse_float")
    found = list(FLOAT_TEXTS)
    for _ in range(120):
        x = rng.uniform(0.5, 1.0) * 2.0 ** rng.randint(-1074, 1020)
        middle = (Fraction(x) + Fraction(math.nextafter(x, math.inf))) / 2
        scale = rng.choice((20, 40, 350))
        power = math.floor(math.log10(x))
        digits = math.floor(middle / Fraction(10) ** power * 10**scale) + rng.choice((0, 0, 1))
        found.append(f"{rng.choice(('', '-', '+'))}{digits}{rng.choice('eE')}{power - scale}")
    return found


if __name__ == "__main__":
    main()
