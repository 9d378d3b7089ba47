"""A program built and loaded in memory, for commands that compute. Knows the pipeline, writes nothing."""

from __future__ import annotations

from featc import pipeline
from featc.cli.exits import FINDINGS, Stop
from featc.ir import Program
from featc.lock import Lock, LockError
from featc.memory import MemoryPackage


def load(program: Program, lock: Lock | None = None) -> MemoryPackage:
    """The Python package of a program. Close it, or use it in a ``with``."""
    try:
        built = pipeline.build(program, lock, targets=["python", "proto"])
    except LockError as error:
        raise Stop(FINDINGS, str(error), error.hint) from None
    return MemoryPackage(built.files, program.name)
