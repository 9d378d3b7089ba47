"""Go and Java in-process: the ten features, generated and written by hand with the platform's mathematics.

Both are the languages' own benchmarks: Go's testing package, and JMH with a virtual machine for each contender. In
each turn every contender has its time; ratios are taken within a turn.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks import native_code
from benchmarks.native_code import ROWS
from benchmarks.report import console, goal, show

GOAL_RATIO = 1.5
GOAL_NS = 1000

#: The contenders, by their name in Go and in Java, and what each is compared with.
GO = {"by hand": "Hand", "Transform": "Transform", "TransformInto": "TransformInto", "batch by hand": "HandBatch",
      "TransformBatch": "TransformBatch"}  # fmt: skip
JAVA = {"by hand": "hand", "transform": "transform", "batch by hand": "handBatch", "transformBatch": "transformBatch"}

_GO_LINE = re.compile(r"^Benchmark(\w+)\s+\d+\s+([\d.]+) ns/op\s+(\d+) B/op\s+(\d+) allocs/op", re.MULTILINE)


class Cost(NamedTuple):
    """What a row costs. ``allocations`` is not told by the Java virtual machine."""

    ns: float
    bytes: float
    allocations: float | None


Turn = dict[str, Cost]


def measure(*, quick: bool, turns: int | None = None, seconds: float | None = None) -> dict[str, Any]:
    """Nanoseconds, bytes and allocations of a row in both languages."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="featc-benchmarks-") as name:
        folder = Path(name)
        rows = native_code.write_rows(folder)
        if lacks := native_code.missing("go"):
            print(f"Go in-process is not measured: {lacks}", end="\n\n")
        else:
            with console.status("Go in-process"):
                found = go_turns(folder, rows, turns or (3 if quick else 21), seconds or (0.05 if quick else 0.1))
            figures["go"] = _told("Go", GO, "Transform", found)
        if lacks := native_code.missing("java", "javac", "mvn"):
            print(f"Java in-process is not measured: {lacks}", end="\n\n")
        else:
            with console.status("Java in-process"):
                found = java_turns(folder, rows, turns or (1 if quick else 7), seconds or (0.1 if quick else 0.2))
            figures["java"] = _told("Java", JAVA, "transform", found)
    return figures


def go_turns(folder: Path, rows: Path, turns: int, seconds: float) -> list[Turn]:
    """Each turn's costs by contender."""
    program = native_code.go_benchmarks(folder)
    environment = {"ROWS": str(rows)}
    native_code.run([str(program), "-test.run", "."], folder, **environment)  # both compute the same
    names = {name: ours for ours, name in GO.items()}
    command = [str(program), "-test.run", "^$", "-test.bench", ".", "-test.cpu", "1", "-test.benchtime", f"{seconds}s"]
    found: list[Turn] = []
    for _ in range(turns):
        lines = _GO_LINE.findall(native_code.run(command, folder, **environment))
        found.append({names[name]: _of_row(name, float(ns), float(b), float(a)) for name, ns, b, a in lines})
    return found


def java_turns(folder: Path, rows: Path, turns: int, seconds: float) -> list[Turn]:
    """Each turn's costs by contender."""
    path = native_code.java_benchmarks(folder)
    place = f"-Drows={rows}"
    native_code.run(["java", place, "-cp", path, "benchmarks.Same"], folder)  # all compute the same
    names = {name: ours for ours, name in JAVA.items()}
    each = f"{seconds * 1e3:.0f}ms"
    command = ["java", "-cp", path, "org.openjdk.jmh.Main", "benchmarks.InProcess", "-f", "1", "-jvmArgs",
               f"-Xms512m -Xmx512m {place}", "-wi", "5", "-w", each, "-i", "5", "-r", each, "-prof", "gc",
               "-rf", "json", "-rff", "jmh.json"]  # fmt: skip
    found: list[Turn] = []
    for _ in range(turns):
        native_code.run(command, folder)
        turn: Turn = {}
        for entry in json.loads((folder / "jmh.json").read_text(encoding="utf-8")):
            name = entry["benchmark"].rpartition(".")[2]
            times = entry["primaryMetric"]["rawData"][0]
            allocated = entry["secondaryMetrics"]
            (norm,) = [metric["score"] for key, metric in allocated.items() if key.endswith("gc.alloc.rate.norm")]
            turn[names[name]] = _of_row(name, median(times), norm, None)
        found.append(turn)
    return found


def _of_row(name: str, ns: float, size: float, allocations: float | None) -> Cost:
    rows = ROWS if "Batch" in name else 1
    return Cost(ns / rows, size / rows, None if allocations is None else allocations / rows)


def _told(language: str, contenders: Iterable[str], judged: str, turns: list[Turn]) -> dict[str, Any]:
    """Prints and gives the figures of a language."""
    ns = {name: median(turn[name].ns for turn in turns) for name in contenders}
    last = turns[-1]
    against = {name: "batch by hand" if "atch" in name else "by hand" for name in contenders}
    ratios = {name: median(turn[name].ns / turn[other].ns for turn in turns)
              for name, other in against.items() if name != other}  # fmt: skip
    show(
        f"{language} in-process, ten features",
        ("function", "ns a row", "of by hand", "bytes a row", "allocations a row"),
        [
            (
                name,
                f"{ns[name]:,.0f}",
                f"{ratios[name]:.2f}" if name in ratios else "",
                f"{last[name].bytes:,.0f}",
                "" if last[name].allocations is None else f"{last[name].allocations:.2f}",
            )
            for name in contenders
        ],
    )
    ratio, found = ratios[judged], ns[judged]
    print(goal(ratio <= GOAL_RATIO, f"goal at most {GOAL_RATIO} of by hand, found {ratio:.2f}"))
    print(goal(found <= GOAL_NS, f"goal at most {GOAL_NS:,} ns a row, found {found:,.0f} ns"), end="\n\n")
    return {
        "ns_per_row": ns,
        "ratio_to_hand_written": ratios,
        "bytes_per_row": {name: last[name].bytes for name in contenders},
        "allocations_per_row": {name: last[name].allocations for name in contenders},
    }
