"""Java's server around answers that are slow or wrong: incidents, calls that nobody waits for, calls in flight."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from native import run_tool
from pairings import SIDES, Built, Process, Side, needed, serving
from wire_calls import call, code

from featc.backends.java_service.names import names
from featc_runtime.service import Client


@dataclass(frozen=True)
class Command(Side):
    """A server that is no other language's."""

    command: list[str]
    name: str = "broken"  # type: ignore[misc]

    @staticmethod
    def missing() -> str:
        return SIDES["java"].missing()

    def prepare(self, built: Built) -> None:
        """It is compiled."""

    def server(self, built: Built) -> tuple[list[str], dict[str, str]]:
        return self.command, {}

    def ask(self, *_: Any) -> Any:
        raise NotImplementedError


@pytest.fixture(scope="module")
def broken(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Command:
    needed("java")
    called, folder = names(built.featureset), tmp_path_factory.mktemp("broken")
    template = (Path(__file__).parents[1] / "support" / "broken_server.java.txt").read_text(encoding="utf-8")
    (folder / "Broken.java").write_text(
        template.replace("PACKAGE", called.package).replace("STEM", called.stem), encoding="utf-8"
    )
    target = built.folder / "java" / called.artifact / "target"
    path = os.pathsep.join(map(str, [folder, target / "classes", *(target / "lib").glob("*.jar")]))
    run_tool(["javac", "-Xlint:all", "-Werror", "-d", ".", "-cp", path, "Broken.java"], folder)
    few = ["-Xss512k", "-XX:MaxJavaStackTraceDepth=50"]  # nobody reads the log before the end
    return Command(["java", *few, "-XX:TieredStopAtLevel=1", "-cp", path, f"{called.package}.Broken"])


@pytest.fixture
def running(built: Built, broken: Command) -> Iterator[Process]:
    with serving(broken, built) as process:
        yield process


def test_a_bug_is_an_incident(built: Built, running: Process) -> None:
    """A number for the client, the trace in the log; the stack may even be used up."""
    incidents = []
    with Client(built.spec, running.address) as client:
        stream = client.channel.stream_stream(f"/{built.spec.service}/TransformStream")
        for ask in (
            lambda: call(client, "Transform", b""),
            lambda: list(stream(iter([b""]), timeout=10)),
            lambda: call(client, "GetFeatureSet", b""),
        ):
            with pytest.raises(grpc.RpcError) as error:
                ask()
            assert code(error) is grpc.StatusCode.INTERNAL
            words = error.value.details()
            assert words.startswith("internal error, incident ")
            assert words.endswith(": see the service's log")
            incidents.append(words.split()[3].rstrip(":"))
    running.popen.terminate()
    status, log = running.ended()
    assert status == 0
    assert all(f"incident {incident}" in log for incident in incidents)
    assert log.count("secret of the house") == 2
    assert "StackOverflowError" in log


def test_nobody_waits(built: Built, running: Process) -> None:
    """A batch hears of a deadline and of a client that has gone."""
    with Client(built.spec, running.address) as client:
        with pytest.raises(grpc.RpcError) as error:
            call(client, "TransformBatch", b"", timeout=1.0)
        assert code(error) is grpc.StatusCode.DEADLINE_EXCEEDED
        method = client.channel.unary_unary(f"/{built.spec.service}/TransformBatch")
        cancelled = method.future(b"", timeout=20)
        time.sleep(0.2)
        cancelled.cancel()
        time.sleep(0.5)
    running.popen.terminate()
    status, log = running.ended()
    assert (status, log.count("nobody waits")) == (0, 2)


def test_calls_in_flight_are_bounded(built: Built, broken: Command) -> None:
    """As many again as may be under way in one connection may wait; more are refused."""
    with serving(broken, built, "--max-calls", "3") as running:
        channels = [grpc.insecure_channel(running.address, [("grpc.use_local_subchannel_pool", 1)]) for _ in range(8)]
        path = f"/{built.spec.service}/TransformBatch"
        codes = sorted(str(c.code()) for c in [c.unary_unary(path).future(b"", timeout=20) for c in channels])
        for channel in channels:
            channel.close()
    assert codes == ["StatusCode.OK"] * 6 + ["StatusCode.RESOURCE_EXHAUSTED"] * 2


def test_the_grace_is_an_end(built: Built, broken: Command) -> None:
    """A call longer than the grace is cut off, and its client is told; a second signal is the end of the grace."""
    for grace, signals in (("0.2", 1), ("60", 2)):
        with serving(broken, built, "--grace", grace) as running, Client(built.spec, running.address) as client:
            method = client.channel.unary_unary(f"/{built.spec.service}/TransformBatch")
            method(b"", timeout=20)
            cut = method.future(b"", timeout=20)
            time.sleep(0.2)
            began = time.monotonic()
            for _ in range(signals):
                running.popen.terminate()
                time.sleep(0.3)
            assert cut.code() in (grpc.StatusCode.CANCELLED, grpc.StatusCode.UNAVAILABLE)
            assert running.ended()[0] == 0
            assert time.monotonic() - began < 4
