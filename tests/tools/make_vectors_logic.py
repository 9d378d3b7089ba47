"""Writes the vectors of the operations with their own null rule, with DuckDB's three-valued logic as the oracle.

Run by hand: ``python tests/tools/make_vectors_logic.py``; the files are checked in. Knows nothing of featc's meaning:
each operation is one SQL expression over typed parameters.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).parents[1] / "conformance"
ORACLE = f"DuckDB {duckdb.__version__}"

SQL_TYPES = {
    "bool": "BOOLEAN",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "string": "VARCHAR",
    "timestamp": "BIGINT",
    "datetime": "BIGINT",
    "date": "BIGINT",
    "duration": "BIGINT",
}

NAN = math.nan
BOOLS = (True, False, None)
#: Some values of each type, null last; the zeros of floats apart, so that choosing shows which one was taken.
VALUES: dict[str, tuple[Any, ...]] = {
    "bool": BOOLS,
    "int64": (0, -1, 2**63 - 1, -(2**63), None),
    "float64": (0.0, -0.0, 1.5, 5e-324, math.inf, -math.inf, NAN, None),
    "string": ("", "a", "\x00", "e\u0301", "é", "𝔸", None),
    "timestamp": (0, -62135596800000000, 253402300799999999, None),
    "datetime": (0, -62135596800000000, 253402300799999999, None),
    "date": (0, -719162, 2932896, None),
    "duration": (0, -315576000000000000, 315576000000000000, None),
}

#: The types of the operands, and the operands.
Call = tuple[tuple[str, ...], tuple[Any, ...]]
#: An expression over the names of its arguments.
Sql = Callable[[list[str]], str]

connection = duckdb.connect()


def ask(sql: Sql, types: Iterable[str], args: Iterable[Any]) -> Any:
    """The answer of one SQL expression over the arguments."""
    casts = [f"CAST(? AS {sql_type(t)})" for t in types]
    marks = [f"a{i}" for i in range(len(casts))]
    bound = ", ".join(f"{c} AS {m}" for c, m in zip(casts, marks, strict=True))
    row = connection.execute(f"SELECT {sql(marks)} FROM (SELECT {bound})", list(args)).fetchone()
    assert row is not None
    return row[0]


def sql_type(text: str) -> str:
    """DuckDB's type for an fdl type."""
    if text.startswith("list<"):
        return SQL_TYPES[text[5:].split(",")[0].removesuffix("?")] + "[]"
    return SQL_TYPES[text]


def encode(value: Any) -> Any:
    """A value in the form of the vector files."""
    if isinstance(value, list):
        return [encode(v) for v in value]
    if isinstance(value, float):
        return value.hex()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def section(args: Iterable[Any]) -> str:
    """The section that a call belongs to by its arguments."""
    args = list(args)
    if None in args:
        return "null"
    if any(isinstance(a, float) and math.isnan(a) for a in args):
        return "nan"
    plain = all(isinstance(a, bool) or a in (0, 1.5, -1, "a") for a in args if not isinstance(a, list))
    return "basic" if plain else "edge"


def write(family: str, op: str, sql: Sql, calls: Iterable[Call], typed: bool) -> None:
    """The vector file of one operation."""
    lines: list[dict[str, Any]] = [{"op": op, "oracle": f"{ORACLE}: {sql(['x', 'y', 'z'])}"}]
    for types, args in calls:
        row = {"section": section(args), "args": encode(list(args)), "expect": encode(ask(sql, types, args))}
        lines.append({**row, "types": list(types)} if typed else row)
    path = FOLDER / family / f"{op}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def pairs() -> Iterable[Call]:
    """Every pair of the sample values of each type."""
    for name, values in VALUES.items():
        for pair in itertools.product(values, values):
            yield (name, name), pair


def main() -> None:
    """All files."""
    truth = [(("bool", "bool"), pair) for pair in itertools.product(BOOLS, BOOLS)]
    write("logic", "and", lambda m: f"{m[0]} AND {m[1]}", truth, typed=False)
    write("logic", "or", lambda m: f"{m[0]} OR {m[1]}", truth, typed=False)
    write("logic", "not", lambda m: f"NOT {m[0]}", [(("bool",), (b,)) for b in BOOLS], typed=False)
    write("logic", "xor", lambda m: f"({m[0]} AND NOT {m[1]}) OR (NOT {m[0]} AND {m[1]})", truth, typed=False)
    choices = [(("bool", *types), (c, *pair)) for types, pair in pairs() for c in BOOLS]
    write("logic", "if", lambda m: f"CASE WHEN {m[0]} THEN {m[1]} ELSE {m[2]} END", choices, typed=True)
    write("logic", "coalesce", lambda m: f"COALESCE({m[0]}, {m[1]})", pairs(), typed=True)
    write("logic", "null_if", lambda m: f"NULLIF({m[0]}, {m[1]})", pairs(), typed=True)
    write("comparison", "is_same", lambda m: f"{m[0]} IS NOT DISTINCT FROM {m[1]}", pairs(), typed=True)
    floats = [(("float64",), (v,)) for v in (*VALUES["float64"], *odd_floats())]
    write("logic", "is_nan.float64", lambda m: f"isnan({m[0]})", floats, typed=False)
    write("logic", "is_finite.float64", lambda m: f"isfinite({m[0]})", floats, typed=False)
    write("logic", "is_infinite.float64", lambda m: f"isinf({m[0]})", floats, typed=False)
    singles = [((name,), (v,)) for name, values in VALUES.items() for v in values]
    tested = [*singles, *lists()]
    write("logic", "is_null", lambda m: f"{m[0]} IS NULL", tested, typed=True)
    count = lambda m: " + ".join(f"({x} IS NULL)::BIGINT" for x in m)  # noqa: E731 (one of many alike)
    write("logic", "count_null", count, [*tested, *mixed()], typed=True)
    write("lists", "list", lambda m: f"[{', '.join(m)}]", [*singles, *pairs(), *triples()], typed=True)


def odd_floats() -> Iterable[float]:
    """Both ends of each binade that is an end of something, with their neighbours; and bits at random."""
    ends = (
        2.0**1023,
        1.7976931348623157e308,
        2.0**-1022,
        2.0**-1074,
        1.0,
        2.0**53,
        2.0**63,
        1e308,
        3.4028234663852886e38,
    )
    for end in ends:
        yield from (end, -end, math.nextafter(end, 0.0), -math.nextafter(end, 0.0))
    source = random.Random(1)
    for _ in range(24):
        yield float(struct.unpack("<d", source.randbytes(8))[0])


def lists() -> Iterable[Call]:
    """Lists, for what takes any type."""
    yield ("list<int64?, 2>",), ([None, None],)
    yield ("list<int64?, 2>",), (None,)
    yield ("list<string, 1>",), ([""],)


def mixed() -> Iterable[Call]:
    """Operands of several types, with each pattern of nulls."""
    for types in (("int64", "string", "float64"), ("bool", "timestamp", "duration"), ("date", "date", "string")):
        for args in itertools.product(*(VALUES[t][-2:] for t in types)):
            yield types, args


def triples() -> Iterable[Call]:
    """Longer lists: some triples of each type and one of seventeen."""
    for name, values in VALUES.items():
        yield (name,) * 3, (values[-1], values[0], values[-2])
        yield (name,) * 3, (values[1], values[1], values[0])
    yield ("int64",) * 17, tuple(range(17))


if __name__ == "__main__":
    main()
