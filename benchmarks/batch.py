"""Batch: the generated `transform` beside Polars and DuckDB, on the same tables, with the same features.

All of them start from a table in memory and end with one, on two threads. Each has its own kind of table to start
from, made beforehand; hash buckets are the one feature whose values differ, as each engine has its own hash.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from unittest.mock import patch

import numpy as np
import pyarrow as pa

from benchmarks import data, engines
from benchmarks.built import package
from benchmarks.clock import rounds
from benchmarks.report import console, goal, show

ROWS = 4_000_000
QUICK_ROWS = 400_000
THREADS = 2
PROGRAMS = {"ten": data.flights, "twentytwo": data.mixed}
#: Features that are a hash, which every engine has its own of.
_HASHES = ("route",)
_OTHER_MATHS = "featc, NumPy's maths"
#: Own mathematics and what NumPy has instead; its bits depend on NumPy's build and on the processor.
_NUMPY_MATHS = {"exp_float64": np.exp, "log1p_float64": np.log1p, "tanh_float64": np.tanh}


def measure(
    *, quick: bool, rows: int | None = None, count: int | None = None, programs: Iterable[str] = PROGRAMS
) -> dict[str, Any]:
    """Rows per second of each engine and program, and peak memory."""
    rows = rows or (QUICK_ROWS if quick else ROWS)
    count = count or (3 if quick else 5)
    return {program: _program(program, rows, count) for program in programs}


def _program(program: str, rows: int, count: int) -> dict[str, Any]:
    with console.status(f"{program}: making {rows:,} rows") as status:
        table = PROGRAMS[program](rows)
        runs = contenders(program, table)
        status.update(f"{program}: comparing results")
        compare(program, table.slice(0, min(rows, 100_000)))
        took = rounds(runs, count, lambda text: status.update(f"{program}, {rows:,} rows: {text}"))
        status.update(f"{program}: memory")
        memory = {name: _peak(name, program, rows) for name in runs if name != _OTHER_MATHS}
    speed = {name: rows / t.clock for name, t in took.items()}
    cpu = {name: 1e9 * t.cpu / rows for name, t in took.items()}
    others = [name for name in runs if not name.startswith("featc")]
    ratio = speed["featc"] / max(speed[name] for name in others)
    cpu_ratio = min(cpu[name] for name in others) / cpu["featc"]
    maths = 1 - cpu[_OTHER_MATHS] / cpu["featc"]
    show(
        f"batch, {program}: {rows:,} rows, {THREADS} threads",
        ("engine", "million rows/s", "featc is", "CPU ns/row", "featc is", "peak MB beyond input"),
        [
            (
                name,
                f"{speed[name] / 1e6:.2f}",
                f"{speed['featc'] / speed[name]:.2f} ×",
                f"{cpu[name]:.0f}",
                f"{cpu[name] / cpu['featc']:.2f} ×",
                f"{memory[name]:,.0f}" if name in memory else "",
            )
            for name in runs
        ],
    )
    print(f"own mathematics takes {maths:.0%} of featc's CPU time")
    text = f"goal 2 × the fastest of the others, found {ratio:.2f} × by the clock, {cpu_ratio:.2f} × by CPU time"
    print(goal(ratio >= 2, text), end="\n\n")
    return {
        "rows": rows,
        "threads": THREADS,
        "rows_per_second": speed,
        "cpu_ns_per_row": cpu,
        "ratio_to_the_fastest": ratio,
        "ratio_by_cpu_time": cpu_ratio,
        "share_of_own_maths": maths,
        "peak_mb_beyond_input": memory,
    }


def contenders(program: str, table: pa.Table) -> dict[str, Callable[[], Any]]:
    """What is compared: calls that compute all features of the table."""
    transform = package(program).transform

    def with_numpy_maths() -> Any:
        with numpy_maths():
            return transform(table, threads=THREADS)

    return {
        "featc": lambda: transform(table, threads=THREADS),
        _OTHER_MATHS: with_numpy_maths,
        "Polars": engines.polars_run(program, table, "in-memory"),
        "Polars, streaming": engines.polars_run(program, table, "streaming"),
        "DuckDB": engines.duckdb_run(program, table, THREADS),
    }


@contextlib.contextmanager
def numpy_maths() -> Iterator[None]:
    """The batch helpers with NumPy's own functions in place of featc's mathematics."""
    with contextlib.ExitStack() as stack:
        for name, function in _NUMPY_MATHS.items():
            stack.enter_context(patch(f"featc_runtime.batch.{name}", function))
        yield


def compare(program: str, table: pa.Table) -> None:
    """SystemExit unless every engine computes the same features.

    Equal values, floats to 12 digits (``ln(1 + x)`` has no more), hashes only by where they are null.
    """
    results = {name: as_arrow(run()) for name, run in contenders(program, table).items()}
    ours = results.pop("featc")
    for engine, theirs in results.items():
        for name in ours.column_names:
            x, y = (t.column(name).combine_chunks() for t in (ours, theirs))
            same = len(x) == len(y) and (x.is_null().equals(y.is_null()) if name in _HASHES else _alike(x, y))
            if not same:
                raise SystemExit(f"{program}: {engine} computes something else for {name}")


def as_arrow(result: Any) -> pa.Table:
    """An engine's result as an Arrow table."""
    return result if isinstance(result, pa.Table) else result.to_arrow()


def _alike(x: pa.Array, y: pa.Array) -> bool:
    if x.type != pa.float64():
        return bool(x.equals(y.cast(x.type)))
    left, right = x.to_numpy(zero_copy_only=False), y.to_numpy(zero_copy_only=False)
    return x.is_null().equals(y.is_null()) and bool(np.allclose(left, right, rtol=1e-12, atol=1e-12, equal_nan=True))


def _peak(engine: str, program: str, rows: int) -> float:
    """Megabytes by which a fresh process grows while the engine computes."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.peak", engine, program, str(rows)]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return float(found)
