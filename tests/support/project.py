"""The project's own files, for tests of the project. Knows where things lie, nothing of what they do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: The folder of this Python's commands (`ruff`, `mypy`, `buf`, `featc`).
BIN = Path(sys.executable).parent

#: The source roots by the name of the package in them.
PACKAGES = {
    "featc_dsl": ROOT / "dsl" / "featc_dsl",
    "featc": ROOT / "compiler" / "featc",
    "featc_runtime": ROOT / "runtimes" / "python" / "featc_runtime",
    "featc_runtime_native": ROOT / "runtimes" / "native" / "featc_runtime_native",
}

_NOT_OURS = {"__pycache__", "build", "dist", "quickstart", "target"}


def files(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """Every file of the project with one of these endings (all of them where none is given), in order."""
    return sorted(p for p in _walk(under) if not suffixes or p.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        hidden = entry.name.startswith(".") and entry.name != ".ci"
        if entry.is_dir(follow_symlinks=False):
            if not hidden and entry.name not in _NOT_OURS and not entry.name.endswith(".egg-info"):
                yield from _walk(Path(entry.path))
        elif not hidden:
            yield Path(entry.path)


def is_generated(path: Path) -> bool:
    """Whether `featc build` has written it: it stands in `generated/`, or in that of an example."""
    return "generated" in path.relative_to(ROOT).parts[:3]


def relative(path: Path) -> str:
    """A file's name as messages show it."""
    return path.relative_to(ROOT).as_posix()


def run(
    command: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; what it printed is in ``stdout``, both streams together."""
    return subprocess.run(
        [str(c) for c in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
    )


def run_good(
    command: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 120
) -> str:
    """What a command printed; AssertionError with it where the command failed."""
    done = run(command, cwd, env, timeout)
    assert done.returncode == 0, f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}"
    return done.stdout


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path; Python's caches are not there."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files(under=folder)}
