"""The compiler: `featc build` of generated sources with many features, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.report import console, goal, show

SIZES = (1_000, 2_000)
GOAL_SECONDS = 3.0
GOAL_RATIO = 2.3

_HEAD = """featureset many.v1
\"\"\"A file as large teams write them.\"\"\"

input Row time at_time {
  amount:  float64   in 0..100_000
  balance: float64?
  count:   int64
  at_time: timestamp
  city:    string?
  plan:    string
}

let local = at_time at "Europe/Berlin"
let city_clean = lower(trim(city))
def scaled(x: float64, by: float64) = clip((x - by) / (by + 1.5), -3.0, 3.0)

"""


def source(features: int) -> str:
    """An fdl file with that many features: arithmetic, mathematics, nulls, choices, time, strings, categories."""
    lines = _features()
    return _HEAD + "\n".join(next(lines) for _ in range(features)) + "\n"


def _features() -> Iterator[str]:
    i = 0
    while True:
        i += 1
        yield f"feature scaled_{i} = scaled(amount, {i}.5) + log1p(abs(balance ?? {i}.0))"
        yield f"feature band_{i} = cut(amount, [{i}, {i + 10}, {i + 200}, {i + 3000}]) ?? 0"
        yield f'feature kind_{i} = if amount > {i}.25 and count % {i + 1} == 0 then "a{i}" else plan'
        yield f"feature late_{i} = hour(local) >= {i % 24} or (balance ?? 0) > {i} * 2.0"
        yield f"feature count_{i} = (count * {i} + {i + 7}) // {i + 1} - abs(count - {i})"
        yield f'feature city_{i} = index_of(city_clean, ["x{i}", "berlin", "paris", "rome"]) ?? -{i}'
        yield f'feature pair_{i} = hash_bucket(plan + "-{i}-" + (city_clean ?? "none"), {i + 64})'
        yield f"feature ratio_{i} = ratio(balance, amount + {i}.0) * sqrt(amount / {i}.0)"
        yield f'feature hot_{i} = one_hot(plan, ["p{i}", "free", "paid"])'
        yield f"feature missing_{i} = count_null(balance, city) + int64(is_null(ratio_{i}))"


def measure(*, quick: bool, sizes: tuple[int, ...] = SIZES, count: int | None = None) -> dict[str, Any]:
    """The least seconds of the whole process for each size, the start of Python and its imports among them."""
    count = count or (1 if quick else 5)
    seconds: dict[int, list[float]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory() as folder, console.status("build") as status:
        for size in sizes:
            (Path(folder) / f"many_{size}.fdl").write_text(source(size), encoding="utf-8")
        for turn in range(count):
            for size in sizes:
                status.update(f"build: {size:,} features, round {turn + 1} of {count}")
                command = [sys.executable, "-m", "featc", "build", f"many_{size}.fdl", "-o", f"out_{size}"]
                begin = time.perf_counter()
                subprocess.run(command, cwd=folder, check=True, capture_output=True)
                seconds[size].append(time.perf_counter() - begin)
    taken = {size: min(values) for size, values in seconds.items()}  # other processes can only make it slower
    small, large = sizes
    ratio = taken[large] / taken[small]
    show("featc build", ("features", "seconds"), [(f"{size:,}", f"{s:.2f}") for size, s in taken.items()])
    print(goal(taken[small] < GOAL_SECONDS, f"goal under {GOAL_SECONDS:.0f} s, found {taken[small]:.2f} s"))
    print(goal(ratio <= GOAL_RATIO, f"goal at most {GOAL_RATIO} × for twice as many, found {ratio:.2f} ×"), end="\n\n")
    return {"seconds": {str(size): s for size, s in taken.items()}, "ratio": ratio}
