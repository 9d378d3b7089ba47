"""Every operation of the catalogue: nanoseconds a row, in generated code on columns and on rows, beside Polars.

What is measured is what `featc build` writes for one operation. Operands are those of its conformance vectors (of the
section "basic" where there are enough), drawn again and again; so a new operation is measured from its first day.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import numpy as np
import pyarrow as pa
from targets import Targets
from vectors import Vector, read_vectors, vector_files

from benchmarks.clock import per_call
from benchmarks.report import console, show
from featc.ir import Feature, Graph, InputField, InputRow, Program
from featc_dsl.catalogue import BY_ID, result_type
from featc_dsl.span import Span
from featc_runtime.batch.native import KERNEL

ROWS = 65_536
SINGLE_ROWS = 500
#: So many different operands a call, or as many as there are vectors.
_DISTINCT = 2_000

_SPAN = Span("operators.fdl", 0, 0, 1, 1)

#: What computes the same in Polars, by operation: of the operands' columns and the consts.
POLARS: dict[str, Callable[..., Any]] = {
    "add.float64": lambda x, y: x + y,
    "mul.float64": lambda x, y: x * y,
    "div.float64": lambda x, y: x / y,
    "add.int64": lambda x, y: x + y,
    "lt.float64": lambda x, y: x < y,
    "eq.int64": lambda x, y: x == y,
    "eq.string": lambda x, y: x == y,
    "not": lambda x: ~x,
    "floor.float64": lambda x: x.floor(),
    "abs.float64": lambda x: x.abs(),
    "sqrt.float64": lambda x: x.sqrt(),
    "exp.float64": lambda x: x.exp(),
    "log.float64": lambda x: x.log(),
    "log1p.float64": lambda x: x.log1p(),
    "tanh.float64": lambda x: x.tanh(),
    "sin.float64": lambda x: x.sin(),
    "pow.float64": lambda x, y: x**y,
    "bit_and.int64": lambda x, y: x & y,
    "length.string": lambda x: x.str.len_chars(),
    "lower.string": lambda x: x.str.to_lowercase(),
    "upper.string": lambda x: x.str.to_uppercase(),
    "trim.string": lambda x: x.str.strip_chars(),
    "reverse.string": lambda x: x.str.reverse(),
    "add.string": lambda x, y: x + y,
    "contains.string": lambda x, y: x.str.contains(y, literal=True),
    "starts_with.string": lambda x, y: x.str.starts_with(y),
    "matches.string": lambda x, pattern: x.str.contains(pattern),
    "regex_count.string": lambda x, pattern: x.str.count_matches(pattern),
    "year.date": lambda x: x.dt.year(),
    "month.datetime": lambda x: x.dt.month(),
    "hour.datetime": lambda x: x.dt.hour(),
    "iso_week.date": lambda x: x.dt.week(),
    "sum.float64": lambda x: x.list.sum(),
    "mean.float64": lambda x: x.list.mean(),
    "sort.list": lambda x, descending: x.list.sort(descending=descending),
    "reverse.list": lambda x: x.list.reverse(),
    "max.list": lambda x: x.list.max(),
}


def measure(
    *, quick: bool, operations: Sequence[str] | None = None, rows: int = ROWS, turns: int | None = None
) -> dict[str, Any]:
    """Nanoseconds a row by operation: "batch", "row" and, where it has the operator, "Polars"."""
    turns = turns or (3 if quick else 7)
    files = vector_files()
    chosen = [op for op in operations or BY_ID if op in files]
    found: dict[str, dict[str, float]] = {}
    for op in chosen:
        with console.status(f"operators, {op}"), np.errstate(all="ignore"):
            figures = _one(op, sample(read_vectors(files[op])), rows, turns)
        if figures:
            found[op] = figures
    _tell(found, rows)
    return {"rows": rows, "kernel": KERNEL.level if KERNEL else None, "ns_per_row": found}


def sample(vectors: Sequence[Vector]) -> list[Vector]:
    """Vectors of one operation without nulls that share types and consts: the largest group, the basic ones of it."""
    groups: dict[tuple[object, str], list[Vector]] = defaultdict(list)
    for v in vectors:
        if None not in v.args:
            groups[v.types, repr(v.consts)].append(v)
    largest = max(groups.values(), key=len, default=[])
    basic = [v for v in largest if v.section == "basic"]
    return basic if len(basic) >= 10 else largest


def program(vectors: Sequence[Vector]) -> Program:
    """The program of one operation, its operands never null."""
    first = vectors[0]
    graph = Graph()
    fields = tuple(InputField(f"x{i}", f"x{i}", t.bare, _SPAN) for i, t in enumerate(first.types))
    fields = fields or (InputField("x0", "x0", BY_ID["neg.int64"][1].operands[0].scalar, _SPAN),)  # type: ignore[arg-type]
    args = [graph.input(f.name, f.type) for f in fields][: len(first.types)]
    row, overload = BY_ID[first.op]
    type = result_type(row, overload, [a.type for a in args], first.consts)
    feature = Feature("found", graph.node(first.op, args, first.consts, type), type, _SPAN)
    return Program("operators", 1, InputRow("Row", fields, _SPAN), (feature,), graph, "operators.fdl", "")


def _one(op: str, vectors: list[Vector], rows: int, turns: int) -> dict[str, float]:
    """The figures of one operation; none where it has no vectors without nulls."""
    if not vectors:
        return {}
    source = random.Random(op)
    picked = source.choices(source.sample(vectors, min(_DISTINCT, len(vectors))), k=rows)
    with Targets(program(vectors)) as built:
        module = built.module
        values = [[v.args[i] for v in picked] for i in range(len(vectors[0].types))] or [[1] * rows]
        arrays = [pa.array(column, f.type) for column, f in zip(values, module.input_schema, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=module.input_schema)
        chunk = next(module.chunks(table, chunk_rows=rows))
        for name in table.column_names:
            chunk.values(name)  # strings are decoded when first asked for: that is no part of the operation
        few = list(zip(*(column[:SINGLE_ROWS] for column in values), strict=True))
        compute = built.compute
        runs: dict[str, tuple[Callable[[], Any], int]] = {
            "batch": (lambda: module.compute(chunk), rows),
            "row": (lambda: [compute(*row) for row in few], len(few)),
        }
        if op in POLARS:
            runs["Polars"] = (_polars(op, table, vectors[0].consts), rows)
        return _nanoseconds(runs, turns)


def _polars(op: str, table: pa.Table, consts: Sequence[Any]) -> Callable[[], Any]:
    import polars as pl

    frame = pl.DataFrame(table)
    expression = POLARS[op](*(pl.col(name) for name in table.column_names), *consts)
    return lambda: frame.select(expression)


def _nanoseconds(runs: Mapping[str, tuple[Callable[[], Any], int]], turns: int) -> dict[str, float]:
    def repeated(run: Callable[[], Any]) -> Callable[[int], None]:
        return lambda count: [run() for _ in range(count)] and None

    seconds = per_call({name: repeated(run) for name, (run, _) in runs.items()}, 1, turns)
    return {name: 1e9 * s / runs[name][1] for name, s in seconds.items()}


def _tell(found: Mapping[str, Mapping[str, float]], rows: int) -> None:
    """A line a family, and one for each operation that Polars has."""
    families: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for op, figures in found.items():
        families[BY_ID[op][0].family].append(figures)
    lines = []
    for family, each in families.items():
        batch, row = sorted(f["batch"] for f in each), [f["row"] for f in each]
        lines.append(
            (family, str(len(each)), f"{median(batch):.1f}", f"{batch[0]:.1f} to {batch[-1]:.0f}", f"{median(row):.0f}")
        )
    title = f"operators, {rows:,} rows, ns a row"
    show(title, ("", "operations", "batch, median", "from the quickest to the slowest", "row, median"), lines)
    beside = [(op, f) for op, f in found.items() if "Polars" in f]
    if beside:
        show(
            "beside Polars, ns a row",
            ("", "batch", "Polars", "featc / Polars"),
            [(op, f"{f['batch']:.2f}", f"{f['Polars']:.2f}", f"{f['batch'] / f['Polars']:.2f}") for op, f in beside],
        )
