"""`python -m benchmarks.peak ENGINE PROGRAM ROWS` prints the megabytes that the process grows by while computing.

Linux tells; elsewhere the answer is nan.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "2"

from benchmarks.batch import PROGRAMS, contenders

_RESET = Path("/proc/self/clear_refs")


def main(engine: str, program: str, rows: int) -> None:
    if not _RESET.exists():
        print("nan")
        return
    run = contenders(program, PROGRAMS[program](rows))[engine]
    contenders(program, PROGRAMS[program](1000))[engine]()  # imports and tables are loaded
    before = _status("VmRSS")
    _RESET.write_text("5")  # the peak counts from here
    result = run()
    print((_status("VmHWM") - before) / 1024)
    del result


def _status(key: str) -> int:
    """Kilobytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
