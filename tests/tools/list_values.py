"""Lists to make vectors of: pools of elements by kind, lists of every length up to eight, with and without nulls.

Knows the vector files' form, nothing of featc, no operation.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "conformance" / "lists"

INF, NAN = math.inf, math.nan
TINY, MOST = 5e-324, 1.7976931348623157e308
INT_MIN, INT_MAX = -(2**63), 2**63 - 1
TIME_MIN, TIME_MAX = -62_135_596_800_000_000, 253_402_300_799_999_999

POOLS: dict[str, tuple[Any, ...]] = {
    "float64": (0.0, -0.0, 1.0, -1.0, 1.5, 2.5, 0.1, -0.1, 1 / 3, 3.0, 1e16, -1e16, 1e100, -1e100, TINY, -TINY,
                2.0**-1022, MOST, -MOST, 1e308, -1e308, 2.0**53, 2.0**53 + 2, 2.0**-54, 2.0**-53, 2.0**511, 2.0**-537,
                1.0 + 2.0**-52, 7.0, INF, -INF, NAN),
    "int64": (0, 1, -1, 2, 3, -7, 10, 2**31, -(2**31), 2**31 - 1, 2**32, 2**53 + 1, 2**62, -(2**62), INT_MAX,
              INT_MAX - 1, INT_MIN, INT_MIN + 1, 2**63 - 2**31, 2**63 - 2**31 - 1),
    "bool": (False, True),
    "string": ("", "a", "b", "ab", "B", "é", "e\u0301", "\uffff", "\U0001f600", "\x00", "10", "9"),
    "timestamp": (0, 1, -1, 1_357_034_400_000_000, TIME_MIN, TIME_MAX),
    "datetime": (0, 1, -1, 1_357_034_400_000_000, TIME_MIN, TIME_MAX),
    "date": (0, 1, -1, 15_765, -719_162, 2_932_896),
    "duration": (0, 1, -1, 3_600_000_000, -315_576_000_000_000_000, 315_576_000_000_000_000),
}  # fmt: skip

#: Lists of float64 whose sums are hard: cancellations, halves, sums that leave the range on the way or for good.
HARD: list[list[float]] = [
    [], [0.0], [-0.0], [-0.0, -0.0], [0.0, -0.0], [1e308, 1e308, -1e308], [1e308, 1e308], [-1e308, -1e308],
    [MOST, 2.0**970], [MOST, 2.0**969], [MOST, 2.0**969, TINY], [MOST, 2.0**970, -TINY], [-MOST, -(2.0**970)],
    [1.0, 1e100, 1.0, -1e100], [1.0, 2.0**-53], [1.0, 2.0**-53, TINY], [1.0, 2.0**-53, -TINY],
    [1.0 + 2.0**-52, 2.0**-53], [1.0 + 2.0**-52, -(2.0**-53)], [2.0**53, 1.0], [2.0**53 + 2, 1.0], [-(2.0**53), -1.0],
    [TINY, TINY], [TINY, -TINY], [TINY], [TINY, 0.0], [TINY, TINY, TINY], [3 * TINY, 0.0], [TINY, 0.0, 0.0],
    [2.0**-1022, -TINY], [2.0**-1022, 2.0**-1022 - TINY, -TINY], [0.1] * 8, [0.1, 0.2, -0.3], [1e16, 1.0, -1e16],
    [1.0, 1e-16, 1e-32, 1e-48, -1.0], [MOST, MOST, -MOST, -MOST, TINY], [MOST, -MOST], [MOST] * 8,
    [INF], [-INF, 1.0], [INF, -INF], [INF, INF], [NAN], [NAN, 1.0], [INF, NAN], [1.0, NAN, -INF, INF],
    [2.0**992, -(2.0**992), 2.0**-1056], [2.0**511, 2.0**511], [2.0**512, 1.0], [2.0**-537, 2.0**-538],
    [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], [1.0, 2.0, 3.0, 4.0], [3.0, 4.0], [5.0] * 4, [1e-200, 2e-200], [1e200, 1.0],
]  # fmt: skip

HARD_INTS: list[list[int]] = [
    [], [0], [INT_MAX, 1], [INT_MIN, -1], [INT_MAX] * 8, [INT_MIN] * 8, [INT_MAX, INT_MIN], [INT_MAX, INT_MAX - 1],
    [2**53, 2**53 + 1], [2**53 + 1, 2**53 + 2], [1, 2], [1, 2, 2], [1, 2, 4, 8], [-7, 2], [2**63 - 2**31] * 3,
    [2**62, 2**62], [INT_MIN, 0], [5, 5, 5], [3], [10**18, 10**18 + 1, 10**18 + 2],
]  # fmt: skip


def random_lists(kind: str, count: int, seed: int, longest: int = 8, nulls: bool = False) -> list[list[Any]]:
    """Lists of a kind, the same for ever: of values of the pool, or of some near one another."""
    source = random.Random(f"{kind} {seed}")
    made = []
    for _ in range(count):
        length = source.randint(0, longest)
        some = source.choices(POOLS[kind], k=max(1, source.randint(1, 4)))
        pool = source.choice((POOLS[kind], some))
        if kind == "float64" and source.random() < 0.6:
            near = [source.gauss(0.0, 10.0) for _ in range(length)]
            items: list[Any] = [x * 2.0 ** source.randint(-40, 40) if source.random() < 0.5 else x for x in near]
            if source.random() < 0.3:
                items[: length // 2] = [-x for x in items[length - length // 2 :]]
        elif kind == "int64" and source.random() < 0.4:
            items = [source.randint(INT_MIN, INT_MAX) for _ in range(length)]
        else:
            items = source.choices(pool, k=length)
        if nulls:
            items = [None if source.random() < 0.3 else x for x in items]
        made.append(items)
    return made


def lists_of(kind: str, count: int, seed: int = 0) -> list[tuple[str, list[Any]]]:
    """Types and lists of them: of varying and of fixed length, without and with nulls, ``count`` of each."""
    hard: list[list[Any]] = {"float64": HARD, "int64": HARD_INTS}.get(kind, [[], [POOLS[kind][0]]])  # type: ignore[assignment]
    made: list[tuple[str, list[Any]]] = []
    made += [(f"list<{kind}, ..8>", x) for x in hard]
    made += [(f"list<{kind}, ..8>", x) for x in random_lists(kind, count, seed)]
    with_nulls = [[None, *x[:7]] for x in hard[::3]] + [[None], [None, None]]
    made += [(f"list<{kind}?, ..8>", x) for x in with_nulls + random_lists(kind, count, seed + 1, nulls=True)]
    for size in (1, 3):
        fixed = [x for x in random_lists(kind, 40 * count, seed + 2) + list(hard) if len(x) == size]
        made += [(f"list<{kind}, {size}>", x) for x in fixed[:count]]
    fixed = [x for x in random_lists(kind, 40 * count, seed + 3, nulls=True) if len(x) == 3]
    made += [(f"list<{kind}?, 3>", x) for x in fixed[:count]]
    return made


def write_value(value: Any) -> Any:
    """A value as the vector files have it."""
    if isinstance(value, list):
        return [write_value(v) for v in value]
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, float):
        return "nan" if value != value else value.hex()
    return str(value)


def section_of(args: Sequence[Any], expect: Any) -> str:
    """Where a vector belongs: by its operands, else by its answer."""
    flat = [v for a in args for v in (a if isinstance(a, list) else [a])]
    if None in flat:
        return "null"
    if any(isinstance(v, float) and v != v for v in flat):
        return "nan"
    answers = expect if isinstance(expect, list) else [expect]
    if any(isinstance(v, float) and math.isinf(v) for v in (*answers, *flat)) or any(v in (MOST, -MOST) for v in flat):
        return "overflow"
    if any(type(v) is int and abs(v) >= 2**62 for v in (*answers, *flat)):
        return "overflow"
    return "edge" if any(isinstance(a, list) and len(a) < 2 for a in args) or expect is None else "basic"


def write(op: str, oracle: str, lines: Sequence[tuple[Sequence[str], Sequence[Any], Sequence[Any], Any]]) -> None:
    """A vector file of (types, operands, consts, answer); a line that is there already is left out."""
    rows: dict[str, None] = {json.dumps({"op": op, "oracle": oracle}): None}
    for types, args, consts, expect in lines:
        line = {
            "section": section_of(args, expect),
            "types": list(types),
            "args": [*map(write_value, args), *consts],
            "expect": write_value(expect),
        }
        rows[json.dumps(line, ensure_ascii=False)] = None
    (FOLDER / f"{op}.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
