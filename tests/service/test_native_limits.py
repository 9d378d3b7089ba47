"""What native servers bear: limits, calls that never come to their end, a drain under load, both reflections."""

from __future__ import annotations

import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2
from pairings import SIDES, Built, Process, good_rows, needed, refusal, serving
from wire_calls import call, code

from featc_runtime.service import Client
from featc_runtime.service.codec import make_writer

EXHAUSTED = grpc.StatusCode.RESOURCE_EXHAUSTED
UNAVAILABLE = grpc.StatusCode.UNAVAILABLE


@pytest.fixture(params=[name for name in SIDES if name != "python"])
def side(request: pytest.FixtureRequest) -> str:
    """Each language that has a native server."""
    needed(request.param)
    return str(request.param)


def request(built: Built) -> bytes:
    """A TransformRequest of a good row."""
    message: Any = built.spec.message("TransformRequest")()
    make_writer(built.spec.wire_inputs)(message.row, good_rows(built, 1)[0])
    return bytes(message.SerializeToString())


def test_limits_of_streams_calls_and_rows(built: Built, side: str) -> None:
    limits = ("--max-streams", "2", "--max-batch-rows=3", "--max-message-bytes", "70000", "--max-calls", "16")
    row = good_rows(built, 1)[0]
    end = threading.Event()

    def held() -> Iterator[Any]:
        yield row
        end.wait(20)

    with serving(SIDES[side], built, *limits) as running, Client(built.spec, running.address) as client:
        streams = [client.transform_stream(held()) for _ in range(2)]
        for stream in streams:
            next(stream)
        with pytest.raises(grpc.RpcError) as error:
            list(client.transform_stream([row]))
        assert code(error) is EXHAUSTED
        assert "2 streams are open already" in error.value.details()
        health = health_pb2_grpc.HealthStub(client.channel)
        assert next(health.Watch(health_pb2.HealthCheckRequest())).status == health_pb2.HealthCheckResponse.SERVING
        for data in (b"\x0a\x00" * 4, b"\0" * 70_001):
            with pytest.raises(grpc.RpcError) as error:
                call(client, "TransformBatch", data)
            assert code(error) is EXHAUSTED
        end.set()
        assert [list(s) for s in streams] == [[], []]
        method = client.channel.unary_unary(f"/{built.spec.service}/Transform")
        data = request(built)
        calls = [method.future(data, timeout=30) for _ in range(300)]  # those over the limit wait in the client
        assert {c.code() for c in calls} == {grpc.StatusCode.OK}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_drain_loses_no_accepted_request(built: Built, side: str, number: signal.Signals) -> None:
    row = good_rows(built, 1)[0]
    with serving(SIDES[side], built) as running:

        def work(me: int) -> tuple[int, Any]:
            with Client(built.spec, running.address) as client:
                for i in range(1_000_000):
                    try:
                        assert len(client.transform_batch([row] * 20) if me % 4 == 3 else client.transform(row)) >= 20
                    except grpc.RpcError as error:
                        return i, refusal(error)
            raise AssertionError("not drained")

        with ThreadPoolExecutor(8) as pool:
            working = [pool.submit(work, i) for i in range(8)]
            time.sleep(1.0)
            running.popen.send_signal(number)
            ends = [w.result(30) for w in working]
        assert min(count for count, _ in ends) > 0
        assert {status for _, status in ends} == {"UNAVAILABLE"}
        assert running.ended()[0] == 0


def test_a_call_that_never_ends_its_message(built: Built, side: str) -> None:
    """It holds up nobody, and the drain for no longer than the grace, or until a second signal."""
    end = threading.Event()

    def nothing() -> Iterator[bytes]:
        end.wait(20)
        yield from ()

    for grace, signals in (("0.3", 1), ("60", 2)):
        with serving(SIDES[side], built, "--grace", grace) as running, Client(built.spec, running.address) as client:
            hung = client.channel.stream_unary(f"/{built.spec.service}/Transform").future(nothing(), timeout=20)
            assert call(client, "Transform", request(built))
            began = time.monotonic()
            for _ in range(signals):
                running.popen.send_signal(signal.SIGTERM)
                time.sleep(0.5)
            assert hung.code() in (grpc.StatusCode.CANCELLED, UNAVAILABLE)
            assert running.ended()[0] == 0
            assert time.monotonic() - began < 6
    end.set()


@pytest.mark.parametrize("version", ["v1", "v1alpha"])
def test_both_reflections(built: Built, servers: dict[str, Process], side: str, version: str) -> None:
    """Messages of both versions have the same fields."""
    service, name = built.spec.service, f"grpc.reflection.{version}.ServerReflection"
    ask, answer = reflection_pb2.ServerReflectionRequest, reflection_pb2.ServerReflectionResponse
    asked = [ask(list_services=""), *(ask(file_containing_symbol=s) for s in (f"{service}.Transform", name))]
    with Client(built.spec, servers[side].address) as client:
        method = client.channel.stream_stream(f"/{name}/ServerReflectionInfo", ask.SerializeToString, answer.FromString)
        listed, *found = method(iter(asked), timeout=10)
        assert {service, "grpc.health.v1.Health", name} <= {s.name for s in listed.list_services_response.service}
        for one, package in zip(found, ("everything.v1", f"grpc.reflection.{version}"), strict=True):
            files = [FileDescriptorProto.FromString(f) for f in one.file_descriptor_response.file_descriptor_proto]
            assert package in [f.package for f in files]
        with pytest.raises(grpc.RpcError) as error:
            list(client.channel.stream_stream(f"/{name}/ServerReflectionInfo")(iter([b"\xff"]), timeout=10))
        assert code(error) is grpc.StatusCode.INVALID_ARGUMENT


@pytest.mark.parametrize("language", SIDES)
def test_help(built: Built, language: str) -> None:
    """Every limit is described, in the same words in every language, with its default."""
    needed(language)
    command, environment = SIDES[language].server(built)
    done = subprocess.run(
        [*command, "--help"], env=environment or None, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
    words = " ".join((done.stdout + done.stderr).split())
    limits = built.spec.limits
    for flag, text, default in [
        ("max-message-bytes", "most bytes of one request", limits.message_bytes),
        ("max-batch-rows", "most rows of one batch", limits.batch_rows),
        ("max-calls", "most calls worked on at once; as many again may wait", limits.calls),
        ("max-streams", "most streams of rows that are open at once", limits.streams),
    ]:
        # Go writes "-max-calls value" and "(default 256)"
        assert re.search(rf"-{flag} (N|value) {text} \(default:? {default}\)", words), (flag, words)
