"""What a run has proven, told in its last lines; tests say it by `record_property`. Knows no target's code."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from typing import Any

#: The property's name.
PROVEN = "proven"
#: The property that counts the vectors of one operation, through batch and row.
VECTORS = "vectors"
#: Targets in the order told, with what says their version.
_VERSIONS = {"go": (["go", "version"], r"go([\d.]+)"), "java": (["java", "-version"], r'version "([\d.]+)')}
PYTHON = ("batch", "row", "service")


def proves(record_property: Callable[[str, object], None], targets: Iterable[str], what: str) -> None:
    """Say what has been compared with the interpreter, to the bit."""
    for target in targets:
        record_property(PROVEN, f"{target}: {what}")


def summary(reports: Iterable[Any]) -> list[str]:
    """The lines: each target with what was compared, and what could not be."""
    found: dict[str, list[str]] = {}
    counts: list[int] = []
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == VECTORS:
                counts.append(value)
            if name == PROVEN:
                target, _, what = str(value).partition(": ")
                found.setdefault(target, []).append(what)
    if counts:
        for target in PYTHON[:2]:
            found.setdefault(target, []).append(f"{sum(counts):,} vectors of {len(counts)} operations")
    if not found:
        return []
    lines = ["the interpreter's bits, in every target:"]
    for target in (*PYTHON, *_VERSIONS):
        told = ", ".join(dict.fromkeys(found.get(target, ()))) or "NOT PROVEN: " + _why(target)
        lines.append(f"  {target + version(target):<14} {told}")
    return lines


def version(target: str) -> str:
    """A blank and the version; nothing for Python's targets and for what is not installed."""
    command, pattern = _VERSIONS.get(target, ([""], ""))
    if not shutil.which(command[0]):
        return ""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    match = re.search(pattern, run.stdout + run.stderr)
    return f" {match[1]}" if match else ""


def _why(target: str) -> str:
    command, _ = _VERSIONS.get(target, ([""], ""))
    return f"{command[0]} is not installed" if command[0] and not shutil.which(command[0]) else "its tests did not run"
