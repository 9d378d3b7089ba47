"""Writes the vectors of categories. Knows the published rules, nothing of featc's code.

Run by hand: ``python tests/tools/make_vectors_categories.py``; the files are checked in. The oracles: counting for
bands, Python's lists and dicts for tables, XXH64 in Python integers after its description for hashes.
"""

from __future__ import annotations

import itertools
import json
import math
import random
from collections.abc import Callable, Iterable
from typing import Any

import xxhash
from make_vectors_strings import FAMILY_EMOJI, FOLDER, INT_MAX, INT_MIN, TEXTS, Call, encode, section

HASHES = f"XXH64 in Python integers after its description, equal to xxhash {xxhash.VERSION}"


def xxh64(data: bytes) -> int:
    """XXH64 with seed 0, step by step after the "xxHash fast digest algorithm" description."""
    mask = 2**64 - 1
    p1, p2, p3 = 11400714785074694791, 14029467366897019727, 1609587929392839161
    p4, p5 = 9650029242287828579, 2870177450012600261

    def turn(v: int, bits: int) -> int:
        return (v << bits | v >> (64 - bits)) & mask

    def round_(acc: int, lane: int) -> int:
        return turn((acc + lane * p2) & mask, 31) * p1 & mask

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], "little")

    at, acc = 0, p5
    if len(data) >= 32:
        lanes = [(p1 + p2) & mask, p2, 0, -p1 & mask]
        while at + 32 <= len(data):
            lanes = [round_(lane, number(at + 8 * i, 8)) for i, lane in enumerate(lanes)]
            at += 32
        acc = sum(turn(v, bits) for v, bits in zip(lanes, (1, 7, 12, 18), strict=True)) & mask
        for v in lanes:
            acc = ((acc ^ round_(0, v)) * p1 + p4) & mask
    acc = (acc + len(data)) & mask
    while at + 8 <= len(data):
        acc = (turn(acc ^ round_(0, number(at, 8)), 27) * p1 + p4) & mask
        at += 8
    if at + 4 <= len(data):
        acc = (turn(acc ^ number(at, 4) * p1 & mask, 23) * p2 + p3) & mask
        at += 4
    for byte in data[at:]:
        acc = turn(acc ^ byte * p5 & mask, 11) * p1 & mask
    acc = (acc ^ acc >> 33) * p2 & mask
    acc = (acc ^ acc >> 29) * p3 & mask
    acc ^= acc >> 32
    assert acc == xxhash.xxh64_intdigest(data)
    return acc


def write(op: str, oracle: str, function: Callable[..., Any], calls: Iterable[Call], consts: int = 1) -> None:
    """One file: every call once, null where an operand is null; the last ``consts`` arguments are consts."""
    lines: dict[str, None] = {json.dumps({"op": op, "oracle": oracle}): None}
    for args in calls:
        operands = args[: len(args) - consts]
        answer = None if None in operands else function(*args)
        row: dict[str, Any] = {"section": section(args), "args": encode(args), "expect": encode(answer)}
        if op.startswith("multi_hot"):
            item = op.partition(".")[2]
            plain = operands[0] is not None and len(operands[0]) == 5 and None not in operands[0]
            row["types"] = [f"list<{item}, 5>" if plain else f"list<{item}?, ..9>"]
        lines[json.dumps(row)] = None
    path = FOLDER / "categories" / f"{op}.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def bands(rng: random.Random) -> None:
    """Bands of integers and floats, closed on the left and on the right."""
    ints = [0, 1, -1, 2, 7, 8, 249, 250, 251, 500, -500, 2**53 + 1, INT_MAX, INT_MIN, INT_MAX - 1]
    ints += [rng.randint(-1000, 1000) for _ in range(20)]
    edges = [(250, 500, 1000), (0,), (), (INT_MIN, 0, INT_MAX), tuple(range(-60, 60)), tuple(range(0, 4000, 20))]
    sides = ("left", "right")
    count = "counting the edges that are not above (closed on the right: that are below)"
    below = lambda x, edges, closed: sum(e <= x if closed == "left" else e < x for e in edges)  # noqa: E731
    write("cut.int64", count, below, itertools.product((*ints, None), edges, sides), consts=2)
    floats = [0.0, -0.0, 5e-324, -5e-324, 250.0, math.nextafter(250, 0), 0.1, 1e308, math.inf, -math.inf, math.nan]
    floats += [rng.uniform(-1000, 1000) for _ in range(20)]
    float_edges = [(250.0, 500.0), (0.0,), (-0.0,), (), (-1e308, 5e-324, 0.1), tuple(i / 8 for i in range(-80, 80))]
    banded = lambda x, edges, closed: None if x != x else below(x, edges, closed)  # noqa: E731
    write("cut.float64", count, banded, itertools.product((*floats, None), float_edges, sides), consts=2)


TABLE_TEXTS = ("AA", "UA", "", "né", "ne\u0301", "\x00", "\U0010ffff", FAMILY_EMOJI, "aa", "AA ")
TABLES = [("AA", "DL", "UA"), ("",), (), TABLE_TEXTS, TABLE_TEXTS[::-1], (*(f"t{i}" for i in range(110)), "AA")]
TABLES_INT = [(3, 1, 2), (0,), (), (INT_MAX, INT_MIN, -1), tuple(range(50, -50, -1)), tuple(range(0, 2200, 11))]
ASKED = (*TABLE_TEXTS, "t7", "t109", "T7", None)
ASKED_INT = (0, 1, 2, 3, -1, 11, 50, -50, 1100, 2189, INT_MAX, INT_MIN, None)


def tables(rng: random.Random) -> None:
    """Positions in tables, and lists with one bool an item."""
    lookup = "list.index of Python"
    seen = lambda x, items: list(items).index(x) if x in items else None  # noqa: E731
    marks = lambda x, items: [x == item for item in items]  # noqa: E731
    write("index_of.string", lookup, seen, itertools.product(ASKED, TABLES))
    write("one_hot.string", "== on each item", marks, itertools.product(ASKED, TABLES))
    write("index_of.int64", lookup, seen, itertools.product(ASKED_INT, TABLES_INT))
    write("one_hot.int64", "== on each item", marks, itertools.product(ASKED_INT, TABLES_INT))
    for kind, asked, items in (("string", ASKED, TABLES), ("int64", ASKED_INT, TABLES_INT)):
        known = [v for v in asked if v is not None]
        lists: list[Any] = [
            (),
            (None,),
            (known[0],),
            (known[1], known[1]),
            tuple(known[:5]),
            (known[2], None, known[0]),
        ]
        lists += [tuple(rng.choices(asked, k=rng.randint(1, 8))) for _ in range(24)]
        held = lambda xs, items: [item in [x for x in xs if x is not None] for item in items]  # noqa: E731
        write(f"multi_hot.{kind}", "`in` of Python on each item", held, itertools.product((*lists, None), items))


VALUES: dict[str, tuple[Any, ...]] = {
    "bool": (True, False, True, True),
    "int64": (7, INT_MIN, INT_MAX, 0, -1),
    "float64": (1.5, -0.0, 0.0, 1.7976931348623157e308, 5e-324, -2.0),
    "string": ("", "long", "né", "\x00", "a"),
}


def maps(rng: random.Random) -> None:
    """Values by key, with and without a default."""
    for key, asked, items in (("string", ASKED, TABLES), ("int64", ASKED_INT, TABLES_INT)):
        for value, pool in VALUES.items():
            chosen = [tuple((k, rng.choice(pool)) for k in keys) for keys in items if keys]
            said = "dict of Python"
            plain = lambda x, pairs: dict(pairs).get(x)  # noqa: E731
            write(f"map.{key}_{value}", said, plain, itertools.product(asked, chosen))
            given = lambda x, pairs, default: dict(pairs).get(x, default)  # noqa: E731
            calls = itertools.product(asked, chosen, pool[:2])
            write(f"map_or.{key}_{value}", said, given, calls, consts=2)


def hashes() -> None:
    """Buckets."""
    buckets = (1, 2, 7, 1000, 4096, 2**31 - 1)
    lengths = ["ab\u00e9" * n for n in range(1, 18)] + ["x" * n for n in range(40)]
    hashed = [*itertools.product((*TEXTS, *lengths, None), (4096, 2**31 - 1)), *itertools.product(("", "AA"), buckets)]
    write("hash_bucket.string", HASHES, lambda x, n: xxh64(x.encode()) % n, hashed)
    powers = [s * 2**k + d for k in range(0, 63, 3) for s in (1, -1) for d in (0, 1)]
    hashed_int = [
        *itertools.product((0, INT_MAX, INT_MIN, None), buckets),
        *itertools.product(powers, (4096, 2**31 - 1)),
    ]
    of_int = lambda x, n: xxh64((x % 2**64).to_bytes(8, "little")) % n  # noqa: E731
    write("hash_bucket.int64", HASHES, of_int, hashed_int)


if __name__ == "__main__":
    bands(random.Random(15))
    tables(random.Random(16))
    maps(random.Random(17))
    hashes()
