"""Exact sums: nanoseconds a value beside sums that depend on the order of their values, and beside `math.fsum`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.clock import rounds
from benchmarks.report import console, show
from featc_runtime.batch import exact_round, exact_variance

VALUES = 4_000_000
QUICK_VALUES = 200_000
#: Rows of this length; 0 is one row of all values.
LENGTHS = (0, 8, 64)


def measure(*, quick: bool, values: int | None = None, count: int | None = None) -> dict[str, Any]:
    """CPU nanoseconds a value, by the length of rows and the contender."""
    values = values or (QUICK_VALUES if quick else VALUES)
    count = count or (3 if quick else 7)
    column = np.random.default_rng(0).normal(100.0, 50.0, values)
    found: dict[str, dict[str, float]] = {}
    for length in LENGTHS:
        name = f"rows of {length}" if length else "one row"
        with console.status(f"sums, {name}"):
            took = rounds(contenders(column, length), count, lambda _: None)
        found[name] = {contender: 1e9 * t.cpu / values for contender, t in took.items()}
    shown = list(dict.fromkeys(c for figures in found.values() for c in figures))
    show(
        f"sums of {values:,} float64, CPU ns a value",
        ("", *found),
        [(c, *(f"{f[c]:.2f}" if c in f else "" for f in found.values())) for c in shown],
    )
    return {"values": values, "cpu_ns_per_value": found}


def contenders(column: np.ndarray, length: int) -> dict[str, Callable[[], Any]]:
    """What is compared: sums, means and variances of rows of a length, 0 for one row of all values."""
    import polars as pl

    size = length or len(column)
    column = column[: len(column) // size * size]
    offsets = np.arange(0, len(column) + 1, size)
    matrix, lists = column.reshape(-1, size), pl.Series(column).reshape((-1, size)).arr.to_list()
    made: dict[str, Callable[[], Any]] = {
        "exact sum": lambda: exact_round.segment_sums(column, offsets),
        "exact mean": lambda: exact_round.segment_means(column, offsets),
        "exact variance": lambda: exact_variance.segment_variances(column, offsets, 1),
        "NumPy sum": lambda: matrix.sum(axis=1),
        "NumPy variance": lambda: matrix.var(axis=1, ddof=1),
        "Polars sum": lists.list.sum if length else pl.Series(column).sum,
        "Polars variance": (lambda: lists.list.var(1)) if length else (lambda: pl.Series(column).var(1)),
    }
    if not length:
        plain = column.tolist()
        made["math.fsum"] = lambda: math.fsum(plain)
    return made
