"""One row: the generated `transform_row` and `compute` of ten features, in CPython."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from benchmarks.built import package
from benchmarks.clock import per_call
from benchmarks.report import console, goal, show

GOAL = 5e-6

ROW: dict[str, Any] = {
    "carrier": "UA",
    "origin": "EWR",
    "dest": "IAH",
    "tailnum": "N14228",
    "distance": 1400.0,
    "dep_delay": 2.0,
    "sched_dep": datetime.datetime(2013, 1, 1, 10, 15, tzinfo=datetime.UTC),
}


def measure(*, quick: bool, calls: int | None = None) -> dict[str, Any]:
    """Seconds of one row, with featc's log1p and with math.log1p."""
    calls = calls or 300
    with console.status("one row, many times"):
        transform_row = package("ten").transform_row
        rows = transform_row.__globals__
        compute = rows["compute"]
        raw = rows["_enter"](ROW)

        def with_math(run: Callable[[int], None]) -> Callable[[int], None]:
            def patched(count: int) -> None:
                with patch("featc_runtime.scalar.log1p_float64", math.log1p):
                    run(count)

            return patched

        def whole(count: int) -> None:
            for _ in range(count):
                transform_row(**ROW)

        def alone(count: int) -> None:
            for _ in range(count):
                compute(*raw)

        contenders = {
            "transform_row": whole,
            "transform_row, math.log1p": with_math(whole),
            "compute alone": alone,
            "compute alone, math.log1p": with_math(alone),
        }
        seconds = per_call(contenders, calls, 50 if quick else 400)
    show(
        "one row, ten features",
        ("call", "µs"),
        [(name, f"{s * 1e6:.2f}") for name, s in seconds.items()],
    )
    found = seconds["transform_row"]
    own = found - seconds["transform_row, math.log1p"]
    print(f"own mathematics takes {own * 1e6:.2f} µs of a row")
    print(goal(found <= GOAL, f"goal at most {GOAL * 1e6:.0f} µs, found {found * 1e6:.2f} µs"), end="\n\n")
    return {"features": 10, "seconds_per_call": seconds, "seconds_of_own_maths": own}
