"""Every operation: nanoseconds a value, in batch and on rows, beside Polars where it has the operator.

The operands are those of the operation's ordinary conformance vectors, again and again: a new operator is measured as
soon as it has vectors. Strings among them are a few hundred different ones, as in most columns of categories.
"""

from __future__ import annotations

import math
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from vector_programs import group
from vectors import Vector, read_vectors, vector_files

from benchmarks.clock import per_call
from benchmarks.report import console, show
from featc.ir import Graph, Input, Output, RowProgram
from featc.loaded import Loaded, load
from featc.values.rows import from_arrow, to_table
from featc_dsl.catalogue import BY_ID, result_type
from featc_dsl.types import INT64
from featc_runtime.batch.native import KERNEL

ROWS, SINGLE = 65_536, 200

#: Where the figures of every operation are, for people.
REPORT = Path(__file__).resolve().parent / "OPERATORS.md"

_COLUMNS = ("batch", "row", "Polars")


def measure(
    *, quick: bool, rows: int | None = None, turns: int | None = None, ops: Sequence[str] | None = None
) -> dict[str, Any]:
    """Nanoseconds a value by operation and contender; the report is written but for quick runs."""
    rows, turns = rows or ROWS, turns or (2 if quick else 7)
    found: dict[str, dict[str, float]] = {}
    files = vector_files()
    for number, op in enumerate(ops or sorted(files)):
        with console.status(f"operators, {op} ({number + 1} of {len(ops or files)})"), np.errstate(all="ignore"):
            found[op] = nanoseconds(op, rows, turns)
    show(
        f"families of operators, ns a value: medians of their operations over {rows:,} rows",
        ("", "operations", "batch", "row", "in Polars", "of these batch", "Polars"),
        [(family, *figures) for family, figures in summary(found).items()],
    )
    if not quick:
        REPORT.write_text(page(found, rows), encoding="utf-8")
        print(f"each operation: {REPORT.name}")
    print()
    return {"rows": rows, "kernel": KERNEL.level if KERNEL else None, "ns_per_value": found}


def ordinary(op: str) -> list[Vector]:
    """Ordinary vectors of one set of consts: the set that has most, without nulls."""
    whole = [v for v in read_vectors(vector_files()[op]) if v.expect is not None and not any(map(_has_null, v.args))]
    groups: dict[object, list[Vector]] = {}
    for v in [v for v in whole if v.section == "basic"] or whole:
        groups.setdefault(group(v), []).append(v)
    return max(groups.values(), key=len)


def _has_null(value: Any) -> bool:
    return value is None or (isinstance(value, tuple) and None in value)


def program(vectors: Sequence[Vector]) -> RowProgram:
    """The program of one operation, its operands never null."""
    first, graph = vectors[0], Graph()
    inputs = tuple(Input(f"x{i}", t.bare) for i, t in enumerate(first.types))
    args = [graph.input(i.name, i.type) for i in inputs]
    row, overload = BY_ID[first.op]
    type = result_type(row, overload, [a.type for a in args], first.consts)
    feature = Output("found", graph.node(first.op, args, first.consts, type), type)
    some = Input("none", INT64.with_null())  # an operation without operands needs rows too
    return RowProgram(inputs or (some,), (feature,), graph)


def prepared(op: str, rows: int) -> tuple[Loaded, list[tuple[Any, ...]], pa.Table]:
    """A program of one operation, its distinct rows, and a table of so many."""
    vectors = ordinary(op)
    loaded = load(program(vectors))
    few = [v.args or (None,) for v in vectors]
    table = to_table(few, loaded.spec.wire_inputs, loaded.module.input_schema)
    places = np.random.default_rng(1).integers(0, len(few), rows)
    return loaded, few, table.take(pa.array(places)).combine_chunks()


def nanoseconds(op: str, rows: int, turns: int) -> dict[str, float]:
    """What one operation takes: of columns that have entered, of values that have, of a frame of Polars."""
    loaded, few, table = prepared(op, rows)
    chunk = next(loaded.module.chunks(table, chunk_rows=rows))
    for field in loaded.module.inputs:
        chunk.values(field.name)  # strings are decoded when first asked for: that is no part of the operation
    some = [few[i % len(few)] for i in range(SINGLE)]
    compute, single = loaded.module.compute, loaded.spec.compute

    def by_row(calls: int) -> None:
        for _ in range(calls):
            for row in some:
                single(*row)

    contenders: dict[str, Callable[[int], None]] = {"batch": _repeated(lambda: compute(chunk))}
    polars = _in_polars(op, table)
    if polars is not None:
        contenders["Polars"] = _repeated(polars)
    best = {name: seconds / rows for name, seconds in per_call(contenders, 1, turns).items()}
    best["row"] = per_call({"row": by_row}, 1, turns)["row"] / SINGLE
    return {name: seconds * 1e9 for name, seconds in best.items()}


def _repeated(run: Callable[[], Any]) -> Callable[[int], None]:
    def calls(count: int) -> None:
        for _ in range(count):
            run()

    return calls


def _in_polars(op: str, table: pa.Table) -> Callable[[], Any] | None:
    """A call that computes the operation in Polars, None where it has none."""
    import polars as pl

    from benchmarks.in_polars import expression

    made = expression(BY_ID[op][0].name, op, table.column_names, ordinary(op)[0].consts)
    if made is None:
        return None
    frame = pl.from_arrow(_with_lists(table))
    assert isinstance(frame, pl.DataFrame)
    return lambda: frame.select(out=made)


def _with_lists(table: pa.Table) -> pa.Table:
    """The table with lists of fixed length as lists, which have Polars's functions of lists."""
    columns = {}
    for field in table.schema:
        column = table.column(field.name)
        if pa.types.is_fixed_size_list(field.type):
            column = column.cast(pa.list_(field.type.value_type))
        columns[field.name] = column
    return pa.table(columns)


def differs(op: str) -> str:
    """Where Polars gives another answer to ordinary operands, floats within a billionth; nothing where it does not."""
    loaded, _, table = prepared(op, 500)
    polars = _in_polars(op, table)
    if polars is None:
        return ""
    ours = [row[0] for row in from_arrow(loaded.module.transform(table), loaded.module.outputs)]
    answer = polars().to_arrow().column("out")
    if pa.types.is_date(answer.type):
        answer = answer.cast(pa.int32())
    elif pa.types.is_temporal(answer.type):
        unit = pa.duration("us") if pa.types.is_duration(answer.type) else pa.timestamp("us", answer.type.tz)
        answer = answer.cast(unit).cast(pa.int64())
    for mine, other in zip(ours, map(_raw, answer.to_pylist()), strict=True):
        if not _near(mine, other):
            return f"{op}: {mine!r}, Polars {other!r}"
    return ""


def _raw(value: Any) -> Any:
    return tuple(map(_raw, value)) if isinstance(value, list) else value


def _near(x: Any, y: Any) -> bool:
    if isinstance(x, tuple) and isinstance(y, tuple):
        return len(x) == len(y) and all(map(_near, x, y))
    if isinstance(x, int | float) and isinstance(y, int | float):
        return math.isclose(x, y, rel_tol=1e-9) or (x != x and y != y) or x == y
    return bool(x == y)


def summary(found: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[str, ...]]:
    """A row for each family: how many operations, their medians, and those beside Polars."""
    families: dict[str, list[Mapping[str, float]]] = {}
    for op, figures in found.items():
        families.setdefault(BY_ID[op][0].family, []).append(figures)
    table = {}
    for family, every in families.items():
        both = [f for f in every if "Polars" in f]
        table[family] = (
            str(len(every)),
            *(_shown(median(f[name] for f in every)) for name in ("batch", "row")),
            str(len(both)),
            *(_shown(median(f[name] for f in both)) if both else "" for name in ("batch", "Polars")),
        )
    return table


def _shown(ns: float) -> str:
    return f"{ns:.2f}" if ns < 100 else f"{ns:,.0f}"


def page(found: Mapping[str, Mapping[str, float]], rows: int) -> str:
    """The report: a table of families, then one of operations for each family."""
    about = (
        f"Nanoseconds a value, the least of several turns: in batch of {rows:,} rows on one thread, computing alone, "
        "without what brings columns in and out; on rows as one call of generated code a row; and of Polars, in "
        "memory, for the operators that it has. Operands are those of the ordinary conformance vectors, so the strings "
        "of a column are a few hundred different ones. featc's answers are the same on every processor; Polars's "
        "elementary functions, sums and hashes are not. Made by `make bench`; compare figures of one run only."
    )
    lines = [
        "# What each operator costs",
        "",
        *textwrap.wrap(about, 118),
        "",
        "| family | operations | batch | row | in Polars | of these batch | Polars |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *(f"| [{family}](#{family}) | {' | '.join(figures)} |" for family, figures in summary(found).items()),
    ]
    for family in summary(found):
        lines += ["", f"## {family}", "", "| operation | batch | row | Polars |", "|---|---:|---:|---:|"]
        for op, figures in found.items():
            if BY_ID[op][0].family == family:
                shown = (_shown(figures[c]) if c in figures else "" for c in _COLUMNS)
                lines.append(f"| `{op}` | {' | '.join(shown)} |")
    return "\n".join([*lines, ""])
