"""Prints a digest of what programs give for tables and rows: run in processes of other environments.

    python tests/support/table_bits.py

Knows the program fuzzer's programs, and nothing of what the environments differ in.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pyarrow as pa
from programs import random_program
from rows import make_rows
from targets import compile_source
from vector_programs import one_operation, row_of
from vectors import read_vectors, vector_files

from featc import pipeline
from featc.loaded import Loaded, load
from featc.values.rows import to_table
from featc_dsl.catalogue import ROWS
from featc_dsl.types import FLOAT64

_CALLED = [(row, overload) for row in ROWS if not row.symbol for overload in row.overloads]
_ELEMENTARY = [row.name for row, overload in _CALLED if overload.signature == "x: float64 -> float64"]
_OF_TWO = [row.name for row, overload in _CALLED if row.family == "maths" and len(overload.params) == 2]

#: Every vectorised loop there is: elementary functions, comparisons, choices, casts, integer division, hashes.
SOURCE = "\n".join(
    [
        "featureset wide.v1",
        "input Row {",
        "  x: float64?",
        "  y: float64",
        "  f: float32",
        "  n: int64",
        "  m: int64?",
        "  s: string?",
        "  when: timestamp",
        "  gap: duration?",
        "}",
        *(f"feature {name}_x = {name}(x)\nfeature {name}_y = {name}(y * 0.001)" for name in _ELEMENTARY),
        *(f"feature {name}_xy = {name}(x, y)\nfeature {name}_f = {name}(y * 0.001, f)" for name in _OF_TWO),
        "feature narrow: float32? = x * y",
        "feature sums = x + y - f / 3.0",
        "feature small = least(x, y, f)",
        "feature large = greatest(x, y, f)",
        "feature held = clip(y, -1.0, 1.0)",
        "feature ordered = x < y and y <= 1e300 or x == y",
        "feature mixed = y < n",
        "feature whole = int64(x) ?? n",
        "feature floats = float64(n) * 0.1",
        "feature share = ratio(n, m)",
        "feature quotient = n // m",
        "feature rest = n % 7 + (m ?? n) % -13",
        "feature wrapped = n * (m ?? 1) + n",
        "feature bucket_s = hash_bucket(s, 4096)",
        "feature bucket_n = hash_bucket(n, 977)",
        "feature band = cut(y, [-1.0, 0.0, 0.5, 100.0])",
        "feature upper_s = upper(s) + lower(s)",
        'feature month_ny = month(when at "America/New_York")',
        "feature hours_gap = hours(gap)",
        'feature week = day(truncate(when at "Asia/Gaza", "week"))',
        "feature item = [x, y, null][n % 4]",
        "feature nan_x = is_nan(x)",
        "",
    ]
)


def cases() -> Iterator[tuple[str, str, int]]:
    """Name, source and rows of each program."""
    yield "wide", SOURCE, 4000
    for seed in range(4):
        yield f"random {seed}", random_program(7000 + seed).source, 120


def loaded_with_table(source: str, rows: int) -> tuple[Loaded, pa.Table]:
    """A program and a table for it."""
    loaded = load(compile_source(source))
    names = [f.name for f in loaded.featureset.input.wire_fields]
    raw = [tuple(row[n] for n in names) for row in make_rows(loaded.featureset, 99, rows)]
    return loaded, to_table(raw, loaded.spec.wire_inputs, loaded.module.input_schema)


def octets(table: pa.Table) -> bytes:
    """A table as bytes: one batch, so that chunks do not count; the memory under nulls is part of it."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        for batch in table.combine_chunks().to_batches():
            writer.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def everything() -> list[str]:
    """What this module prints."""
    return [*digests(), *vector_digests()]


def digests() -> list[str]:
    """One line a program: its files', its features' by batch and by row."""
    lines = []
    for name, source, rows in cases():
        loaded, table = loaded_with_table(source, rows)
        files = pipeline.build(loaded.featureset, targets=pipeline.DEFAULT_TARGETS).files
        built = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        batch = hashlib.sha256(octets(loaded.module.transform(table))).hexdigest()
        raw = next(loaded.module.chunks(table.slice(0, 150))).to_rows()
        by_row = hashlib.sha256(repr([loaded.row(row) for row in raw]).encode()).hexdigest()
        lines.append(f"{name}: files {built} batch {batch} row {by_row}")
    return lines


def vector_digests() -> list[str]:
    """One line for each operation on floats: what batch gives for its vectors, at every place in a register."""
    lines = []
    for op, path in sorted(vector_files().items()):
        vectors = read_vectors(path)
        types = [type for v in vectors[:1] for type in (*v.types, v.result)]
        if not any(FLOAT64.kind in (type.kind, type.item.kind if type.item else None) for type in types):
            continue
        loaded = load(one_operation(vectors))
        names = [f.name for f in loaded.featureset.input.wire_fields]
        rows = [row_of(v, loaded.featureset.row) for v in vectors]
        raw = [tuple(row[n] for n in names) for start in (0, 1, 3) for row in rows[start:]]
        table = to_table(raw, loaded.spec.wire_inputs, loaded.module.input_schema)
        lines.append(f"{op}: {hashlib.sha256(octets(loaded.module.transform(table))).hexdigest()}")
    return lines


if __name__ == "__main__":
    print("\n".join(everything()))
