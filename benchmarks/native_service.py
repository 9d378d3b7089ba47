"""Native servers beside empty handlers with the same messages in the same language, and beside the Python service.

The load's program, in Go, shares the processors with the server, sends bytes that are ready and does not look at the
answers. Servers take turns; ratios are taken within a turn. Latencies are those of an open loop at half the load that a
server bears: the median of all turns, and the least of a turn, which on a busy machine is nearest to the server's own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks import native_code
from benchmarks.built import loaded
from benchmarks.report import console, goal, show
from benchmarks.service import request_one
from featc_runtime.service.answers import Answers

GOAL_SHARE = 0.85
GOAL_MS = 1.0
GOAL_TIMES_PYTHON = 10
CONNECTIONS = 4
IN_FLIGHT = 8

#: Servers and the empty ones that they are compared with.
EMPTY = {"Go": "Go, empty", "Java": "Java, empty"}


class Server(NamedTuple):
    """A running server: where it listens, and its process's number."""

    address: str
    process: int


class Load(NamedTuple):
    """What one turn found. ``cpu_us`` is what the server computed for a call, the kernel included."""

    per_second: float
    cpu_us: float
    p50_ms: float
    p99_ms: float


def measure(
    *, quick: bool, seconds: float | None = None, turns: int | None = None, java: bool = True
) -> dict[str, Any]:
    """Calls per second and latencies of every server."""
    seconds = seconds or (0.2 if quick else 0.4)
    turns = turns or (3 if quick else 15)
    if lacks := native_code.missing_for_go_servers():
        print(f"native servers are not measured: {lacks}", end="\n\n")
        return {}
    with tempfile.TemporaryDirectory(prefix="featc-benchmarks-") as name, ExitStack() as stack:
        folder = Path(name)
        with console.status("native servers are built"):
            commands, load = build(folder, java)
        servers = {kind: stack.enter_context(running(command)) for kind, command in commands.items()}
        peaks: dict[str, list[Load]] = {kind: [] for kind in servers}
        calm: dict[str, list[Load]] = {kind: [] for kind in servers}
        with console.status("native servers are warmed up") as status:
            for server in servers.values():
                load.put(server, 10 * seconds)  # the Java virtual machine compiles what is called often
            for turn in range(turns):
                for kind, server in servers.items():
                    status.update(f"native servers: round {turn + 1} of {turns}, {kind}")
                    peaks[kind].append(load.put(server, seconds))
            for turn in range(turns):
                for kind, server in servers.items():
                    status.update(f"native servers at half their peak: round {turn + 1} of {turns}, {kind}")
                    rate = median(found.per_second for found in peaks[kind]) / 2
                    calm[kind].append(load.put(server, seconds, rate))
    return _told(peaks, calm)


class Loader:
    """Puts load on servers."""

    def __init__(self, program: Path, request: Path) -> None:
        method = f"/{loaded('ten').spec.service}/Transform"
        self._command = [str(program), "-method", method, "-request", str(request),
                         "-connections", str(CONNECTIONS), "-flight", str(IN_FLIGHT)]  # fmt: skip

    def put(self, server: Server, seconds: float, rate: float = 0.0) -> Load:
        """As many calls as it answers, or so many a second."""
        before = _cpu_seconds(server.process)
        more = ["-address", server.address, "-seconds", str(seconds), "-rate", str(rate)]
        told = json.loads(native_code.run([*self._command, *more], Path.cwd()))
        cpu = (_cpu_seconds(server.process) - before) / told["all"]
        return Load(told["per_second"], 1e6 * cpu, 1e3 * told["p50"], 1e3 * told["p99"])


def build(folder: Path, java: bool) -> tuple[dict[str, list[str]], Loader]:
    """The servers' commands, and what puts load on them."""
    spec = loaded("ten").spec
    request, answer = folder / "request", folder / "answer"
    request.write_bytes(request_one(spec))
    answer.write_bytes(Answers(spec).transform(request.read_bytes()))
    go = native_code.go_servers(folder)
    commands = {"Go": [str(go["tend"]), "--port", "0"], "Go, empty": [str(go["empty"]), str(answer)]}
    if lacks := native_code.missing("java", "javac", "mvn"):
        print(f"the native server in Java is not measured: {lacks}", end="\n\n")
    elif java:
        made = native_code.java_servers(folder)
        commands["Java"] = [*made["generated"], "--port", "0"]
        commands["Java, empty"] = [*made["empty"], str(answer)]
    commands["Python"] = [sys.executable, "-m", "benchmarks.servers", "featc"]
    return commands, Loader(go["load"], request)


@contextmanager
def running(command: Sequence[str]) -> Iterator[Server]:
    """A server in a process of its own; it says where it listens in its first line."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            place = process.stdout.readline().split()[-1]
            yield Server(place if ":" in place else f"127.0.0.1:{place}", process.pid)
        finally:
            process.terminate()


def _cpu_seconds(process: int) -> float:
    """What a process has computed; not a number where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except FileNotFoundError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _told(peaks: dict[str, list[Load]], calm: dict[str, list[Load]]) -> dict[str, Any]:
    """Prints and gives the figures."""
    figures = {
        kind: {
            "requests_per_second": median(found.per_second for found in loads),
            "cpu_us_per_request": median(found.cpu_us for found in loads),
            "p50_ms_at_half_peak": median(found.p50_ms for found in calm[kind]),
            "p99_ms_at_half_peak": median(found.p99_ms for found in calm[kind]),
            "least_p99_ms_at_half_peak": min(found.p99_ms for found in calm[kind]),
        }
        for kind, loads in peaks.items()
    }
    shares = {kind: _ratio(peaks, kind, empty) for kind, empty in EMPTY.items() if kind in peaks}
    of_python = {kind: _ratio(peaks, kind, "Python") for kind in shares}
    show(
        f"native servers, ten features, {CONNECTIONS} connections with {IN_FLIGHT} requests in flight each",
        (
            "server",
            "requests/s",
            "of empty",
            "of Python",
            "CPU µs a request",
            "p50/p99 at half the peak, ms",
            "least p99",
        ),
        [
            (
                kind,
                f"{f['requests_per_second']:,.0f}",
                f"{shares[kind]:.0%}" if kind in shares else "",
                f"{of_python[kind]:.1f}" if kind in of_python else "",
                f"{f['cpu_us_per_request']:.0f}",
                f"{f['p50_ms_at_half_peak']:.2f} / {f['p99_ms_at_half_peak']:.2f}",
                f"{f['least_p99_ms_at_half_peak']:.2f}",
            )
            for kind, f in figures.items()
        ],
    )
    share, times, p99 = shares["Go"], of_python["Go"], figures["Go"]["p99_ms_at_half_peak"]
    print(goal(share >= GOAL_SHARE, f"goal in Go at least {GOAL_SHARE:.0%} of an empty handler, found {share:.0%}"))
    other = figures["Go, empty"]["p99_ms_at_half_peak"]
    wanted = (
        f"goal in Go at most {GOAL_MS:.0f} ms for 99 % at half the peak, found {p99:.2f} ms, {other:.2f} ms of empty"
    )
    print(goal(p99 <= GOAL_MS, wanted))
    wanted = f"goal in Go at least {GOAL_TIMES_PYTHON} times the Python service, found {times:.1f}"
    print(goal(times >= GOAL_TIMES_PYTHON, wanted), end="\n\n")
    return {
        "connections": CONNECTIONS,
        "in_flight_each": IN_FLIGHT,
        "servers": figures,
        "ratio_to_empty": shares,
        "ratio_to_python": of_python,
    }


def _ratio(loads: dict[str, list[Load]], one: str, other: str) -> float:
    return median(x.per_second / y.per_second for x, y in zip(loads[one], loads[other], strict=True))
