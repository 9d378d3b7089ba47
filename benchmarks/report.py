"""What the benchmarks print and keep: the machine, the versions, tables, results.json. Measures nothing."""

from __future__ import annotations

import json
import math
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from featc_runtime.batch.native import KERNEL

RESULTS = Path(__file__).resolve().parent / "results.json"
console = Console(stderr=True)

_PACKAGES = ("numpy", "pyarrow", "polars", "duckdb", "grpcio", "protobuf")


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return {
        "cpu": model,
        "cpus": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "kernel": KERNEL.level if KERNEL else None,
        "versions": {name: version(name) for name in _PACKAGES},
    }


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table: names to the left, figures to the right."""
    table = Table(title=title, title_justify="left")
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i else "left")
    for row in rows:
        table.add_row(*row)
    out = Console(file=sys.stdout)
    out.width = out.width if out.is_terminal else 120
    out.print(table)


def goal(met: bool, text: str) -> str:
    """A goal and whether it is met."""
    return f"{text}: {'met' if met else 'missed'}"


def keep(sections: dict[str, Any], path: Path = RESULTS) -> None:
    """Write the figures; sections that were not measured now keep those of the last run."""
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    document = {"machine": machine(), "sections": {**old.get("sections", {}), **sections}}
    path.write_text(json.dumps(_rounded(document), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Four significant digits: more are noise. What could not be measured is null."""
    if isinstance(value, float):
        return float(f"{value:.4g}") if math.isfinite(value) else None
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return value
