"""Independent answers for the elementary functions, from Java: StrictMath's bits, and those of what it lacks."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from maths_inputs import to_bits

TOOLS = Path(__file__).parents[1] / "tools" / "strictmath"
SOURCE = TOOLS / "StrictMathOracle.java"
#: The functions that StrictMath lacks, and a program with their steps.
LACKING = ("exp2", "log2", "asinh", "acosh", "atanh", "sigmoid", "softplus", "erf")
STEPS = TOOLS / "StepsOracle.java"


def java() -> str | None:
    """The path of the java launcher, or None."""
    return shutil.which("java")


def ask(questions: Iterable[tuple[str, tuple[float, ...]]], program: Path = SOURCE) -> list[int]:
    """The bits of a Java program's answers to questions of a function's name and operands."""
    text = "".join(f"{name} {' '.join(f'{to_bits(v):016x}' for v in operands)}\n" for name, operands in questions)
    done = subprocess.run([java() or "java", str(program)], input=text, capture_output=True, text=True, check=True)
    return [int(line, 16) for line in done.stdout.split()]


def answers(calls: Mapping[str, Sequence[tuple[float, ...]]]) -> dict[str, list[int]]:
    """The bits that every function must give for its calls, from one run of each Java program."""
    found: dict[str, list[int]] = {}
    for lacking, program in ((False, SOURCE), (True, STEPS)):
        names = [f for f in calls if (f in LACKING) == lacking]
        bits = iter(ask(((f, call) for f in names for call in calls[f]), program))
        found.update((f, [next(bits) for _ in calls[f]]) for f in names)
    return found
