"""Writes the vectors of the operations with their own null rule, with DuckDB's three-valued logic as the oracle.

Run by hand: ``python tests/tools/make_vectors_logic.py``; the files are checked in. Knows nothing of featc's meaning:
each operation is one SQL expression over typed parameters.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable
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

connection = duckdb.connect()


def ask(sql: str, types: Iterable[str], args: Iterable[Any]) -> Any:
    """The answer of one SQL expression whose ``{0}``, ``{1}`` stand for the arguments."""
    casts = [f"CAST(? AS {sql_type(t)})" for t in types]
    marks = [f"a{i}" for i in range(len(casts))]
    bound = ", ".join(f"{c} AS {m}" for c, m in zip(casts, marks, strict=True))
    row = connection.execute(f"SELECT {sql.format(*marks)} FROM (SELECT {bound})", list(args)).fetchone()
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


def write(family: str, op: str, sql: str, calls: Iterable[tuple[tuple[str, ...], tuple[Any, ...]]], typed: bool) -> None:
    """The vector file of one operation: ``calls`` are operand types with operands."""
    lines: list[dict[str, Any]] = [{"op": op, "oracle": f"{ORACLE}: {sql.format('x', 'y', 'z')}"}]
    for types, args in calls:
        form = sql.replace("{*}", ", ".join(f"{{{i}}}" for i in range(len(args))))
        row = {"section": section(args), "args": encode(list(args)), "expect": encode(ask(form, types, args))}
        lines.append({**row, "types": list(types)} if typed else row)
    path = FOLDER / family / f"{op}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def pairs() -> Iterable[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """Every pair of the sample values of each type."""
    for name, values in VALUES.items():
        for pair in itertools.product(values, values):
            yield (name, name), pair


def main() -> None:
    """All files."""
    truth = [(("bool", "bool"), pair) for pair in itertools.product(BOOLS, BOOLS)]
    write("logic", "and", "{0} AND {1}", truth, typed=False)
    write("logic", "or", "{0} OR {1}", truth, typed=False)
    write("logic", "not", "NOT {0}", [(("bool",), (b,)) for b in BOOLS], typed=False)
    choices = [(("bool", *types), (c, *pair)) for types, pair in pairs() for c in BOOLS]
    write("logic", "if", "CASE WHEN {0} THEN {1} ELSE {2} END", choices, typed=True)
    write("logic", "coalesce", "COALESCE({0}, {1})", pairs(), typed=True)
    write("comparison", "is_same", "{0} IS NOT DISTINCT FROM {1}", pairs(), typed=True)
    singles = [((name,), (v,)) for name, values in VALUES.items() for v in values]
    lists = [
        (("list<int64?, 2>",), ([None, None],)),
        (("list<int64?, 2>",), (None,)),
        (("list<string, 1>",), ([""],)),
    ]
    write("logic", "is_null", "{0} IS NULL", [*singles, *lists], typed=True)
    floats = [(("float64",), (v,)) for v in (*VALUES["float64"], 1e308, -5e-324)]
    write("logic", "is_nan.float64", "isnan({0})", floats, typed=False)
    mixed = [
        ((a, b, c), (x, y, z))
        for (a, b, c) in (("int64", "string", "float64"), ("bool", "timestamp", "duration"), ("date", "date", "string"))
        for x, y, z in itertools.product(*(VALUES[t][-2:] for t in (a, b, c)))
    ]
    write("logic", "count_null", "len(list_filter([{*}], lambda v: v))", [], typed=True)
    counted = [*singles, *mixed, *lists]
    write_count(counted)
    rows = [*singles, *((types, pair) for types, pair in pairs()), *triples()]
    write("lists", "list", "[{*}]", rows, typed=True)


def write_count(calls: Iterable[tuple[tuple[str, ...], tuple[Any, ...]]]) -> None:
    """`count_null`: the sum of one test an operand."""
    lines: list[dict[str, Any]] = [{"op": "count_null", "oracle": f"{ORACLE}: (x IS NULL)::BIGINT + …"}]
    for types, args in calls:
        form = " + ".join(f"({{{i}}} IS NULL)::BIGINT" for i in range(len(args)))
        answer = encode(ask(form, types, args))
        lines.append({"section": section(args), "args": encode(list(args)), "expect": answer, "types": list(types)})
    path = FOLDER / "logic" / "count_null.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def triples() -> Iterable[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """Longer lists: some triples of each type and one of seventeen."""
    for name, values in VALUES.items():
        yield (name,) * 3, (values[-1], values[0], values[-2])
        yield (name,) * 3, (values[1], values[1], values[0])
    yield ("int64",) * 17, tuple(range(17))


if __name__ == "__main__":
    main()
