"""`python -m benchmarks [--quick] [section …]`: measures, prints tables and writes results.json."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from typing import Any

# before Polars is imported
os.environ["POLARS_MAX_THREADS"] = "2"

from benchmarks import batch, build, csv, kernel, maths, native, native_service, operators, report, row, service, sums

SECTIONS: dict[str, Callable[..., dict[str, Any]]] = {
    "batch": batch.measure,
    "row": row.measure,
    "service": service.measure,
    "native": native.measure,
    "native_service": native_service.measure,
    "build": build.measure,
    "csv": csv.measure,
    "sums": sums.measure,
    "kernel": kernel.measure,
    "maths": maths.measure,
    "operators": operators.measure,
}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="featc's speed, as ratios in one run.")
    parser.add_argument("--quick", action="store_true", help="fewer rows and rounds; results.json is not written")
    parser.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    options = parser.parse_args(argv)
    unknown = [s for s in options.sections if s not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    begin = time.perf_counter()
    figures = {name: SECTIONS[name](quick=options.quick) for name in options.sections or SECTIONS}
    if not options.quick:
        report.keep(figures)
        print(f"figures are in {report.RESULTS.relative_to(report.RESULTS.parent.parent)}")
    print(f"took {time.perf_counter() - begin:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
