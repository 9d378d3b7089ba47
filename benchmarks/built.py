"""The benchmarks' programs, built in memory. Knows the compiler; measures nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

from featc import pipeline
from featc.check import check_file
from featc.loaded import Loaded, load
from featc.memory import MemoryPackage

PROGRAMS = Path(__file__).resolve().parent / "programs"


@cache
def loaded(name: str) -> Loaded:
    """The program in every Python target."""
    program = check_file(str(PROGRAMS / f"{name}.fdl")).featureset
    assert program is not None
    return load(program)


@cache
def package(name: str) -> ModuleType:
    """The generated package, without its service."""
    program = loaded(name).featureset
    files = pipeline.build(program, targets=["python_package", "python_batch", "python_row"]).files
    return MemoryPackage(files, name).module()
