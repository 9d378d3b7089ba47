"""Compiles the kernel when a wheel is built: hatchling's hook, and the one place that knows the compiler's options.

Needs a C compiler that takes GCC's options and has its vector types (GCC or Clang): ``CC``, else ``cc`` or ``gcc``.
Options from the environment (CFLAGS) are not taken: results must not depend on them.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
SOURCES = HERE / "src"
LIBRARY = "libfeatc_native.so"

#: No fused multiply-add, no algebra; functions without errno, which no result depends on, so that sqrt is one
#: instruction. Vectors are spelt out in the sources, so no option decides about them.
OPTIONS = [
    "-std=gnu11", "-O3", "-ffp-contract=off", "-fno-fast-math", "-fno-math-errno",
    "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra",
]  # fmt: skip

#: What columns.c is compiled for, by the processor: the level's name and what the compiler is told. The first of each
#: is what every processor of the kind has (NumPy's wheels ask for as much); the others are chosen when it runs.
_X86 = [("sse4", "-msse4.2"), ("avx2", "-mavx2"), ("avx512", "-mavx512f -mavx512dq -mavx512vl")]
LEVELS = {"x86_64": _X86, "amd64": _X86}
_PLAIN = [("plain", "")]


def compiler() -> list[str] | None:
    """The C compiler's command, or None."""
    if named := os.environ.get("CC"):
        return shlex.split(named)
    found = shutil.which("cc") or shutil.which("gcc")
    return [found] if found else None


def compile_library(target: Path, *more: str) -> None:
    """Writes the shared library, with more options. RuntimeError where there is no compiler, or it fails."""
    command = compiler()
    if command is None:
        raise RuntimeError("featc-runtime-native is compiled when it is installed: no C compiler (cc, gcc) was found")
    with tempfile.TemporaryDirectory() as folder:
        once = sorted(path for path in SOURCES.glob("*.c") if path.name != "columns.c")
        jobs: list[tuple[str, str, list[str]]] = [(path.name, path.stem, []) for path in once]
        for level, options in LEVELS.get(platform.machine().lower(), _PLAIN):
            jobs.append(("columns.c", level, [*options.split(), f"-DLEVEL={level}"]))
        objects = []
        for source, name, options in jobs:
            objects.append(f"{folder}/{name}.o")
            _run([*command, *OPTIONS, *options, *more, "-c", str(SOURCES / source), "-o", objects[-1]])
        target.parent.mkdir(parents=True, exist_ok=True)
        _run([*command, "-shared", "-o", str(target), *objects])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{shlex.join(command)}\n{done.stdout}")


class KernelHook(BuildHookInterface[Any]):
    """Puts the library into the wheel, which fits one kind of machine and any Python."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the wheel's files; an editable install gets the library in place."""
        if version == "editable":
            compile_library(HERE / "featc_runtime_native" / LIBRARY)
            return
        self._made = tempfile.TemporaryDirectory()
        target = Path(self._made.name) / LIBRARY
        compile_library(target)
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
        build_data["force_include"][str(target)] = f"featc_runtime_native/{LIBRARY}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is written."""
        if version != "editable":
            self._made.cleanup()
