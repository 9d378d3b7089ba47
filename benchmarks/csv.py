"""CSV: featc's reader beside Arrow's typed one, on the same file, with the same columns in the same types.

Both stream the file and drop each batch; both may use the processors as they do by default. featc's splits the file by
its own rules, decides the form of every value and knows each row's line; Arrow's takes the types as they come.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from benchmarks.clock import rounds
from benchmarks.report import console, goal, show
from featc.csvfile.options import CsvOptions
from featc.csvfile.read import open_csv

ROWS = 2_000_000
QUICK_ROWS = 200_000
GOAL = 0.7
_CITIES = ["Amsterdam", " Berlin", 'Paris, "Ville Lumière"', "Roma", "", "Łódź"]
_ARROW = "pyarrow.csv.open_csv, typed"


def measure(*, quick: bool, rows: int | None = None, count: int | None = None) -> dict[str, Any]:
    """Megabytes per second of both readers, on files with and without quotes."""
    rows = rows or (QUICK_ROWS if quick else ROWS)
    count = count or (3 if quick else 7)
    with tempfile.TemporaryDirectory() as folder:
        return {
            title: _file(title, Path(folder) / "rows.csv", rows, count, quotes=quotes)
            for title, quotes in (("plain", False), ("with quotes", True))
        }


def table(rows: int, *, quotes: bool) -> pa.Table:
    """Columns of every type; ``quotes``: some texts cannot be written without quotes."""
    random = np.random.default_rng(20_240_101)
    seconds = 1_704_067_200 + random.integers(0, 366 * 86_400, rows)
    cities = pa.array(_CITIES if quotes else [c for c in _CITIES if c and "," not in c])
    return pa.table(
        {
            "id": random.integers(0, 10**9, rows),
            "change": random.integers(-1000, 1000, rows),
            "measure": random.normal(0, 100, rows),
            "price": np.round(random.uniform(0, 1000, rows), 2),
            "city": cities.take(pa.array(random.integers(0, len(cities), rows))),
            "plan": pa.array(["free", "month", None]).take(pa.array(random.integers(0, 3, rows))),
            "at": pa.array(seconds).cast(pa.timestamp("s")).cast(pa.timestamp("us")).cast(pa.timestamp("us", "UTC")),
            "civil": pa.array(seconds).cast(pa.timestamp("s")).cast(pa.timestamp("us")),
            "day": pa.array(random.integers(0, 20_000, rows).astype(np.int32)).cast(pa.date32()),
            "paid": random.integers(0, 2, rows).astype(np.bool_),
        }
    )


def _file(title: str, path: Path, count_of_rows: int, count: int, *, quotes: bool) -> dict[str, Any]:
    rows = table(count_of_rows, quotes=quotes)
    with console.status(f"csv, {title}: writing {rows.num_rows:,} rows") as status:
        style = "needed" if quotes else "none"  # Arrow quotes every text where some may need it
        pyarrow.csv.write_csv(rows, path, pyarrow.csv.WriteOptions(quoting_style=style))
        compare(path, rows)
        runs: dict[str, Callable[[], int]] = {
            "featc": lambda: sum(b.num_rows for b in _featc(path, rows.schema)),
            _ARROW: lambda: sum(b.num_rows for b in _arrow(path, rows.schema)),
        }
        took = rounds(runs, count, lambda text: status.update(f"csv, {title}: {text}"))
    size = path.stat().st_size / 1e6
    speed = {name: size / t.clock for name, t in took.items()}
    cpu = {name: 1e9 * t.cpu / rows.num_rows for name, t in took.items()}
    ratio, cpu_ratio = speed["featc"] / speed[_ARROW], cpu[_ARROW] / cpu["featc"]
    show(
        f"csv, {title}: {rows.num_rows:,} rows, {rows.num_columns} columns, {size:,.0f} MB",
        ("reader", "MB/s", "featc is", "CPU ns/row", "featc is"),
        [
            (name, f"{speed[name]:,.0f}", f"{speed['featc'] / speed[name]:.2f} ×", f"{cpu[name]:,.0f}",
             f"{cpu[name] / cpu['featc']:.2f} ×")
            for name in runs
        ],
    )  # fmt: skip
    print(goal(ratio >= GOAL, f"goal {GOAL} ×, found {ratio:.2f} × by the clock, {cpu_ratio:.2f} × by CPU time"))
    return {
        "rows": rows.num_rows,
        "megabytes": size,
        "megabytes_per_second": speed,
        "cpu_ns_per_row": cpu,
        "ratio_by_clock": ratio,
        "ratio_by_cpu_time": cpu_ratio,
    }


def _featc(path: Path, wanted: pa.Schema) -> Iterator[pa.RecordBatch]:
    with open_csv(path, CsvOptions()) as file:
        _, batches = file.read(wanted.names, wanted)
        yield from batches


def _arrow(path: Path, wanted: pa.Schema) -> Iterator[pa.RecordBatch]:
    with pyarrow.csv.open_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=wanted,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["true"],
            false_values=["false"],
        ),
    ) as reader:
        yield from reader


def compare(path: Path, rows: pa.Table) -> None:
    """SystemExit unless both read what was written."""
    for name, read in (("featc", _featc), (_ARROW, _arrow)):
        found = pa.Table.from_batches(list(read(path, rows.schema))).select(rows.column_names)
        if not found.equals(rows.cast(found.schema)):
            raise SystemExit(f"{name} does not read the rows that were written")
