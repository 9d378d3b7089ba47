"""The services of examples/ as processes: how each is built and started, and what is asked of it over HTTP.

Another language is an entry in EXAMPLES. Knows processes and JSON, no test.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from native import run_tool
from project import ROOT

FOLDER = ROOT / "examples"


@dataclass(frozen=True)
class Example:
    """A service in one language, compiled. ``server`` is the native featc server of the same build.

    ``patient`` are flags for a machine on which a first call may take long.
    """

    command: list[str]
    server: list[str]
    patient: list[str]


def build(name: str, place: Path) -> Example:
    """Compile an example into a folder, once for all who name it; the test is skipped where a tool is not here."""
    needed(name)
    compiling, example = {"go": _go, "java": _java}[name](place)
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "done").exists():
            compiling()
            (place / "done").touch()
    return example


def needed(name: str, *others: str) -> None:
    """Skip where the tools of a language, or others, are not here."""
    tools = {"go": ["go"], "java": ["java", "mvn"]}[name]
    if absent := [tool for tool in (*tools, *others) if not shutil.which(tool)]:
        pytest.skip(f"{', '.join(absent)} not installed")


def copied(name: str, place: Path) -> Path:
    """An example in another folder, with the runtime that lies beside it."""
    ignored = shutil.ignore_patterns("target", "runtime-service")
    shutil.copytree(ROOT / "runtimes" / name, place / "runtimes" / name, ignore=shutil.ignore_patterns("target"))
    return shutil.copytree(FOLDER / f"{name}-service", place / "examples" / f"{name}-service", ignore=ignored)


def _go(place: Path) -> tuple[Callable[[], None], Example]:
    def compiling() -> None:
        source, options = FOLDER / "go-service", {"GOFLAGS": "-mod=readonly -buildvcs=false"}
        server = "featc.local/flights/service/cmd/flightsd"
        run_tool(["go", "build", "-o", str(place / "service"), "."], source, **options)
        run_tool(["go", "build", "-o", str(place / "server"), server], source, **options)

    return compiling, Example([str(place / "service")], [str(place / "server")], ["--timeout", "30s"])


def _java(place: Path) -> tuple[Callable[[], None], Example]:
    def compiling() -> None:
        run_tool(["mvn", "-q", "-B", "package"], copied("java", place))

    copy = place / "examples" / "java-service"
    service = copy / "service" / "target" / "flight-features.jar"
    server = copy / "generated" / "flights" / "java" / "flights-service" / "target" / "flights-service.jar"
    java = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]  # they run for a short time
    return compiling, Example([*java, "-jar", str(service)], [*java, "-jar", str(server)], ["--timeout", "30"])


#: The languages of the examples.
EXAMPLES = ("go", "java")


def python_server(package: Path = ROOT / "generated" / "flights" / "python") -> tuple[list[str], dict[str, str]]:
    """The command of the generated Python service, and what it needs in its environment."""
    path = os.pathsep.join([str(package), *sys.path])
    return [sys.executable, "-m", "flights"], {"PYTHONPATH": path}


@dataclass(frozen=True)
class Process:
    """A process that listens on an address."""

    popen: subprocess.Popen[str]
    address: str

    def ended(self, timeout: float = 30) -> int:
        """The exit code, once it has ended."""
        return self.popen.wait(timeout)


@contextmanager
def started(command: list[str], before: str, environment: Mapping[str, str] | None = None) -> Iterator[Process]:
    """A process whose first line is ``before`` and its address; killed at the end if it has not ended."""
    popen = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **(environment or {})}
    )
    try:
        assert popen.stdout is not None
        line = popen.stdout.readline()
        assert line.startswith(before), (command, line)
        yield Process(popen, line.removeprefix(before).strip())
    finally:
        popen.kill()
        popen.wait()
        assert popen.stdout is not None
        popen.stdout.close()


@contextmanager
def serving(command: list[str], *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Process]:
    """A featc server, on a free port unless told."""
    asked = arguments or ("--port", "0")
    with started([*command, *asked], "flights.v1 listens on ", environment) as process:
        yield process


@contextmanager
def answering(example: Example, server: str = "") -> Iterator[Process]:
    """The HTTP service, which asks the server if there is one."""
    flags = ["--server", server, *example.patient] if server else []
    command = [*example.command, "--listen", "127.0.0.1:0", *flags]
    with started(command, "listening on http://") as process:
        yield process


@dataclass(frozen=True)
class Answer:
    """What a request is answered by; ``body`` is its JSON, as text."""

    status: int
    body: str

    @property
    def violations(self) -> list[tuple[str, str, str]]:
        """What is wrong with a row."""
        return [(v["field"], v["reason"], v["message"]) for v in json.loads(self.body)["violations"]]


def ask(process: Process, row: Any) -> Answer:
    """POST /features, of a row or of bytes as they are."""
    body = row if isinstance(row, bytes) else json.dumps(row).encode()
    return request(process, "POST", "/features", body)


def request(process: Process, method: str, path: str, body: bytes | None = None) -> Answer:
    """One request, on a connection of its own."""
    connection = http.client.HTTPConnection(process.address, timeout=60)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return Answer(response.status, response.read().decode())
    finally:
        connection.close()


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON has it: times are texts, floats without a number are texts."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def bits(value: Any) -> Any:
    """A value of JSON, to be compared: floats as their bits, and no integer is a float or a bool."""
    if isinstance(value, dict):
        return {name: bits(item) for name, item in value.items()}
    if isinstance(value, list):
        return [bits(item) for item in value]
    return (type(value).__name__, value.hex() if isinstance(value, float) else value)
