"""The end of a service: a signal loses no accepted request, whatever is in flight."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import grpc
import pytest
import wire_server
from grpc_health.v1 import health_pb2, health_pb2_grpc

from featc_runtime.service import Client

SUPPORT = Path(wire_server.__file__).parent
SPEC = wire_server.SPEC
Process = subprocess.Popen[str]


@pytest.fixture
def launch() -> Iterator[Callable[..., tuple[Process, str]]]:
    """Starts the service as a process; gives it and its address."""
    started: list[Process] = []

    def begin(*args: str) -> tuple[Process, str]:
        command = [sys.executable, str(SUPPORT / "wire_server.py"), "--port", "0", *args]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("tiny.v1 listens on 127.0.0.1:"), process.stderr and process.stderr.read()
        return process, line.split()[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def ended(process: Process) -> tuple[int, int]:
    """Exit code and rows answered."""
    out, err = process.communicate(timeout=30)
    assert "Traceback" not in err
    return process.returncode, int(out.split()[-1])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_no_accepted_request_is_lost(launch: Callable[..., tuple[Process, str]], number: signal.Signals) -> None:
    process, address = launch()
    answered, refused = [0] * 8, list[grpc.StatusCode]()

    def work(me: int) -> None:
        with Client(SPEC, address) as client:
            for i in range(100_000):
                try:
                    if me % 4 == 3:
                        rows = [(i + k,) for k in range(20)]
                        assert client.transform_batch(rows) == rows
                        answered[me] += 20
                    else:
                        assert client.transform((i,)) == (i,)
                        answered[me] += 1
                except grpc.RpcError as error:
                    refused.append(error.code())  # type: ignore[attr-defined]
                    return

    threads = [threading.Thread(target=work, args=(i,)) for i in range(len(answered))]
    for thread in threads:
        thread.start()
    time.sleep(0.7)
    process.send_signal(number)
    for thread in threads:
        thread.join(30)
    assert min(answered) > 0
    assert set(refused) == {grpc.StatusCode.UNAVAILABLE}  # after the drain began, each client once
    assert ended(process) == (0, sum(answered))


def test_streams_and_watchers_in_a_drain(launch: Callable[..., tuple[Process, str]]) -> None:
    """What was sent is answered, then an idle stream ends with UNAVAILABLE; no watcher holds the process up."""
    process, address = launch()
    sent, hold = threading.Event(), threading.Event()

    def rows() -> Iterator[tuple[int]]:
        for i in range(200):
            yield (i,)
        sent.set()
        hold.wait(30)

    with Client(SPEC, address) as client:
        watch = health_pb2_grpc.HealthStub(client.channel).Watch(health_pb2.HealthCheckRequest())
        assert next(watch).status == health_pb2.HealthCheckResponse.SERVING
        stream = client.transform_stream(rows())
        got = [next(stream)]
        assert sent.wait(10)
        process.send_signal(signal.SIGTERM)
        with pytest.raises(grpc.RpcError) as error:
            got.extend(stream)
        hold.set()
        assert error.value.code() is grpc.StatusCode.UNAVAILABLE  # type: ignore[attr-defined]
        assert got == [(i,) for i in range(200)]
        assert [r.status for r in watch] == [health_pb2.HealthCheckResponse.NOT_SERVING]
    assert ended(process) == (0, 200)


def test_the_grace_is_an_end(launch: Callable[..., tuple[Process, str]]) -> None:
    """A call longer than the grace is cut off; its client is told."""
    process, address = launch("--grace", "0.3")
    with Client(SPEC, address) as client:
        request = SPEC.message("TransformBatchRequest")(rows=[{"n": i} for i in range(5000)])  # type: ignore[call-arg]
        method = client.channel.unary_unary(f"/{SPEC.service}/TransformBatch")
        call = method.future(request.SerializeToString(), timeout=30)
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert call.code() in (grpc.StatusCode.CANCELLED, grpc.StatusCode.UNAVAILABLE)
    status, _ = ended(process)
    assert (status, time.monotonic() - began < 5) == (0, True)


def test_a_second_signal_does_not_wait(launch: Callable[..., tuple[Process, str]]) -> None:
    process, address = launch("--grace", "60")
    with Client(SPEC, address) as client:
        request = SPEC.message("TransformBatchRequest")(rows=[{"n": i} for i in range(5000)])  # type: ignore[call-arg]
        method = client.channel.unary_unary(f"/{SPEC.service}/TransformBatch")
        call = method.future(request.SerializeToString(), timeout=30)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        assert not call.done()
        process.send_signal(signal.SIGINT)
        assert call.code() in (grpc.StatusCode.CANCELLED, grpc.StatusCode.UNAVAILABLE)
    assert ended(process)[0] == 0


def test_a_taken_port_is_the_environments_fault() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, str(SUPPORT / "wire_server.py"), "--port", str(port)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=30)
    assert done.returncode == 69
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_arguments() -> None:
    for arguments in (["--port", "70000"], ["--max-calls", "0"], ["--nothing"]):
        with pytest.raises(SystemExit) as error:
            wire_server.main(SPEC, arguments)
        assert error.value.code == 2
