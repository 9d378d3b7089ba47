"""The native kernel, compiled once for the sources as they are. Knows the build, nothing of what is computed."""

from __future__ import annotations

import hashlib
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from project import ROOT, run_good

from featc_runtime.batch.native import Kernel

FOLDER = ROOT / "runtimes" / "native"
PACKAGE = "featc_runtime_native"


@cache
def build_script() -> dict[str, Any]:
    """The names of the module that knows the compiler's options."""
    return runpy.run_path(str(FOLDER / "hatch_build.py"))


def compiler() -> list[str] | None:
    """The C compiler's command, or None."""
    found: list[str] | None = build_script()["compiler"]()
    return found


@cache
def place() -> Path:
    """A folder to put on PYTHONPATH, with the package and its library compiled; skips where there is no compiler."""
    build = build_script()
    command = compiler()
    if command is None:
        if os.environ.get("FEATC_DEMAND_TOOLS") == "1":
            pytest.fail("no C compiler is installed: the native kernel cannot be compared")
        pytest.skip("no C compiler is installed")
    version = subprocess.run([*command, "--version"], capture_output=True, check=True).stdout
    sources = [FOLDER / "hatch_build.py", *sorted((FOLDER / "src").iterdir()), *sorted((FOLDER / PACKAGE).glob("*.py"))]
    digest = hashlib.sha256(version + b"".join(p.read_bytes() for p in sources)).hexdigest()
    folder = ROOT / "build" / f"kernel-{digest[:16]}"
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        shutil.copytree(FOLDER / PACKAGE, made / PACKAGE, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
        build["compile_library"](made / PACKAGE / build["LIBRARY"], "-Werror")
        try:
            made.rename(folder)
        except OSError:  # another process was first
            shutil.rmtree(made)
    return folder


def library() -> Path:
    """The compiled library."""
    return place() / PACKAGE / str(build_script()["LIBRARY"])


@cache
def levels() -> tuple[str, ...]:
    """The widths of vectors that can be tried here, widest first."""
    return tuple(Kernel(library()).levels())


def environment(level: str = "1") -> dict[str, str]:
    """What a process needs to run with the kernel."""
    path = os.pathsep.join(p for p in (str(place()), os.environ.get("PYTHONPATH", "")) if p)
    return {"PYTHONPATH": path, "FEATC_NATIVE": level}


def level_of(environment: Mapping[str, str], *options: str) -> str:
    """The level of the kernel that a new process uses, or "none"; after its warnings."""
    code = "from featc_runtime.batch.native import KERNEL; print(KERNEL.level if KERNEL else 'none')"
    return run_good([sys.executable, *options, "-c", code], env=environment).strip()
