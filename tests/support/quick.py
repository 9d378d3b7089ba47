"""`make quick`: the tests without compilers, servers and registries, known by what they do and not by a list of them.

In this mode a test finds no program on its path but those that every system has, and may neither start a process nor
start or reach a gRPC server: what needs one is skipped where it asks for it, as it is on a machine without these. Of a
test with many cases some are taken, at equal distances, and tests marked as thorough are left out. A new test joins by
itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import grpc
import grpc.aio
import pytest

#: Programs of any system that tests and Python itself may call.
COMMON = """
bash cat chmod cp cut date dirname echo env false git grep head id kill ldconfig ln locale ls mkdir mkfifo mktemp mv
nice rm sed sh sleep sort tail tee test timeout touch tr true uname wc which xargs
""".split()  # noqa: SIM905

#: Cases of one test.
MOST_CASES = 3

SERVERS = [
    (grpc, "server"),
    (grpc, "insecure_channel"),
    (grpc, "secure_channel"),
    (grpc.aio, "server"),
    (grpc.aio, "insecure_channel"),
    (grpc.aio, "secure_channel"),
]


def some(items: list[pytest.Item]) -> list[pytest.Item]:
    """At most so many cases of each test, and none that is thorough or asks a registry."""
    cases: dict[tuple[Path, str], list[pytest.Item]] = {}
    for item in items:
        if not any(item.get_closest_marker(name) for name in ("registry", "thorough")):
            cases.setdefault((item.path, item.nodeid.partition("[")[0]), []).append(item)
    return [
        group[i * len(group) // n] for group in cases.values() for n in [min(len(group), MOST_CASES)] for i in range(n)
    ]


def skipping(what: str) -> Callable[..., NoReturn]:
    """A stand-in for something that is not quick."""

    def skip(*_: Any, **__: Any) -> NoReturn:
        pytest.skip(f"not quick: {what}")

    return skip


@contextmanager
def without_tools_and_servers() -> Iterator[None]:
    """A path without compilers, in this process and those that it starts, and gRPC without servers."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in COMMON:
            found = shutil.which(name)
            if found:
                (Path(folder) / name).symlink_to(found)
        patch.delenv("FEATC_DEMAND_TOOLS", raising=False)  # what is hidden is not demanded
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), folder]))
        for module, name in SERVERS:
            patch.setattr(module, name, skipping(f"it needs grpc.{name}"))
        yield


@contextmanager
def without_processes() -> Iterator[None]:
    """No process may be started: for the time of a test, for pytest itself starts some."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", skipping("it starts a process"))
        yield
