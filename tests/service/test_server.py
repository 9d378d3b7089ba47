"""The server around the answers: limits, deadlines, health, reflection, addresses."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from wire_calls import call, code
from wire_support import SPAN, program, spec_of, with_limits

from featc.ir import InputField
from featc_dsl import types as fdl
from featc_runtime.errors import EnvironmentFault
from featc_runtime.service import Client, RunningServer, ServiceSpec, start

ROW = (1,)
Ready = tuple[RunningServer, Client]


def tiny(compute: Callable[..., tuple[Any, ...]] = lambda *row: row, **limits: int) -> ServiceSpec:
    """A feature set of one int64."""
    return with_limits(spec_of(program("tiny", [InputField("n", "n", fdl.INT64, SPAN)]), compute), **limits)


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether it holds within ten seconds."""
    end = time.monotonic() + 10
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def has_room(client: Client) -> bool:
    """Whether a stream is taken."""
    try:
        return list(client.transform_stream([ROW])) == [ROW]
    except grpc.RpcError:
        return False


@pytest.fixture
def run() -> Iterator[Callable[[ServiceSpec], Ready]]:
    """Starts servers, each with a client, and ends them."""
    ready: list[Ready] = []

    def begin(spec: ServiceSpec) -> Ready:
        running = start(spec)
        ready.append((running, Client(spec, running.address)))
        return ready[-1]

    yield begin
    for running, client in ready:
        client.close()
        running.stop(grace=1.0)


def test_too_many_bytes(run: Callable[[ServiceSpec], Ready]) -> None:
    _, client = run(tiny())
    with pytest.raises(grpc.RpcError) as error:
        call(client, "Transform", b"\0" * (4 * 1024 * 1024 + 1))
    assert code(error) is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert client.transform(ROW) == ROW


def test_too_many_rows(run: Callable[[ServiceSpec], Ready]) -> None:
    _, client = run(tiny())
    rows = [(i,) for i in range(10_001)]
    assert client.transform_batch(rows[:10_000]) == rows[:10_000]
    with pytest.raises(grpc.RpcError) as error:
        client.transform_batch(rows)
    assert code(error) is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert error.value.details().startswith("10001 rows in one batch, this service takes at most 10000")


def test_deadline_ends_a_batch(run: Callable[[ServiceSpec], Ready]) -> None:
    done = []

    def slow(n: int) -> tuple[int]:
        time.sleep(0.002)
        done.append(n)
        return (n,)

    _, client = run(tiny(slow))
    request: Any = client.spec.message("TransformBatchRequest")()
    for i in range(5000):
        request.rows.add(n=i)
    with pytest.raises(grpc.RpcError) as error:
        call(client, "TransformBatch", request.SerializeToString(), timeout=0.2)
    assert code(error) is grpc.StatusCode.DEADLINE_EXCEEDED
    time.sleep(0.4)
    count = len(done)
    assert count < 1000
    time.sleep(0.2)
    assert len(done) == count


def test_cancel_ends_a_batch_and_a_stream(run: Callable[[ServiceSpec], Ready]) -> None:
    begun, go = threading.Event(), threading.Event()
    done = []

    def waiting(n: int) -> tuple[int]:
        begun.set()
        go.wait(10)
        done.append(n)
        return (n,)

    _, client = run(tiny(waiting))
    request: Any = client.spec.message("TransformBatchRequest")()
    for i in range(5000):
        request.rows.add(n=i)
    batch = client.channel.unary_unary(f"/{client.spec.service}/TransformBatch").future(request.SerializeToString())
    assert begun.wait(10)
    batch.cancel()
    time.sleep(0.2)  # until the server has heard of it
    go.set()
    time.sleep(0.3)
    assert len(done) <= 64

    def endless() -> Iterator[tuple[int]]:
        while True:
            yield ROW

    stream = client.transform_stream(endless())
    assert next(stream) == ROW
    stream.close()  # type: ignore[attr-defined]
    time.sleep(0.3)
    count = len(done)
    time.sleep(0.2)
    assert len(done) == count


def test_deadline_ends_an_idle_stream(run: Callable[[ServiceSpec], Ready]) -> None:
    running, client = run(tiny(streams=1))
    silent = threading.Event()

    def nothing() -> Iterator[bytes]:
        silent.wait(10)
        yield from ()

    method = client.channel.stream_stream(f"/{client.spec.service}/TransformStream")
    with pytest.raises(grpc.RpcError) as error:
        list(method(nothing(), timeout=0.2))
    assert code(error) is grpc.StatusCode.DEADLINE_EXCEEDED
    silent.set()
    assert eventually(lambda: has_room(client))  # its place is free again
    running.stop(grace=5.0)


def test_streams_are_bounded_and_leave_room_for_calls(run: Callable[[ServiceSpec], Ready]) -> None:
    _, client = run(tiny(streams=2))
    end = threading.Event()

    def held() -> Iterator[tuple[int]]:
        yield ROW
        end.wait(20)

    streams = [client.transform_stream(held()) for _ in range(2)]
    assert [next(s) for s in streams] == [ROW, ROW]
    with pytest.raises(grpc.RpcError) as error:
        list(client.transform_stream([ROW]))
    assert code(error) is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert "2 streams are open already" in error.value.details()
    assert client.transform(ROW) == ROW
    health = health_pb2_grpc.HealthStub(client.channel)
    assert next(health.Watch(health_pb2.HealthCheckRequest())).status == health_pb2.HealthCheckResponse.SERVING
    end.set()
    assert [list(s) for s in streams] == [[], []]
    assert eventually(lambda: has_room(client))


def test_calls_in_flight_are_bounded(run: Callable[[ServiceSpec], Ready]) -> None:
    go = threading.Event()

    def waiting(n: int) -> tuple[int]:
        go.wait(20)
        return (n,)

    running, client = run(tiny(waiting, calls=3))
    request = client.spec.message("TransformRequest")(row={"n": 1}).SerializeToString()
    channels = [grpc.insecure_channel(running.address, [("grpc.use_local_subchannel_pool", 1)]) for _ in range(8)]
    calls = [c.unary_unary(f"/{client.spec.service}/Transform").future(request, timeout=20) for c in channels]
    while sum(c.done() for c in calls) < 2:
        time.sleep(0.01)
    go.set()
    codes = sorted(str(c.code()) for c in calls)
    for channel in channels:
        channel.close()
    assert codes == ["StatusCode.OK"] * 6 + ["StatusCode.RESOURCE_EXHAUSTED"] * 2


def test_a_client_waits_at_the_limit_of_calls(run: Callable[[ServiceSpec], Ready]) -> None:
    """A connection has as many calls under way as the service takes; the others wait in the client and none fails."""
    _, client = run(tiny(calls=16))
    request = client.spec.message("TransformRequest")(row={"n": 1}).SerializeToString()
    method = client.channel.unary_unary(f"/{client.spec.service}/Transform")
    calls = [method.future(request, timeout=30) for _ in range(600)]
    assert {str(c.code()) for c in calls} == {"StatusCode.OK"}


def test_calls_that_never_send_their_message(run: Callable[[ServiceSpec], Ready]) -> None:
    """They have a thread each until their deadline or their client ends, and hold up nobody."""
    _, client = run(tiny(calls=64))
    end = threading.Event()

    def nothing() -> Iterator[bytes]:
        end.wait(20)
        yield from ()

    method = client.channel.stream_unary(f"/{client.spec.service}/Transform")
    hung = [method.future(nothing(), timeout=20) for _ in range(40)]
    time.sleep(0.2)
    assert client.transform(ROW) == ROW
    for one in hung:
        one.cancel()
    end.set()


def test_health(run: Callable[[ServiceSpec], Ready]) -> None:
    running, client = run(tiny())
    health = health_pb2_grpc.HealthStub(client.channel)
    ask = health_pb2.HealthCheckRequest
    serving = health_pb2.HealthCheckResponse.SERVING
    assert health.Check(ask()).status == serving
    assert health.Check(ask(service="tiny.v1.TinyService")).status == serving
    assert set(health.List(health_pb2.HealthListRequest()).statuses) == {"", "tiny.v1.TinyService"}
    with pytest.raises(grpc.RpcError) as error:
        health.Check(ask(service="other"))
    assert code(error) is grpc.StatusCode.NOT_FOUND
    with pytest.raises(grpc.RpcError) as error:
        call(client, "/grpc.health.v1.Health/Check", b"\xff")
    assert code(error) is grpc.StatusCode.INVALID_ARGUMENT
    watch = health.Watch(ask(service="tiny.v1.TinyService"))
    unknown = health.Watch(ask(service="other"))
    assert next(watch).status == serving
    assert next(unknown).status == health_pb2.HealthCheckResponse.SERVICE_UNKNOWN
    began = time.monotonic()
    running.stop()
    assert time.monotonic() - began < 5
    assert [r.status for r in watch] == [health_pb2.HealthCheckResponse.NOT_SERVING]
    assert list(unknown) == []


def test_reflection_of_a_private_pool(run: Callable[[ServiceSpec], Ready]) -> None:
    _, client = run(tiny())
    stub = reflection_pb2_grpc.ServerReflectionStub(client.channel)
    ask = reflection_pb2.ServerReflectionRequest
    asked = [
        ask(list_services=""),
        ask(file_containing_symbol="tiny.v1.TinyService.Transform"),
        ask(file_containing_symbol="grpc.health.v1.Health"),
        ask(file_by_filename="nothing.proto"),
        ask(),
    ]
    listed, own, health, missing, empty = stub.ServerReflectionInfo(iter(asked))
    names = {s.name for s in listed.list_services_response.service}
    assert names == {"tiny.v1.TinyService", "grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection"}
    files = [FileDescriptorProto.FromString(f) for f in own.file_descriptor_response.file_descriptor_proto]
    assert "tiny/v1/tiny.proto" in [f.name for f in files]
    assert health.file_descriptor_response.file_descriptor_proto
    assert missing.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0]
    assert empty.error_response.error_code == grpc.StatusCode.INVALID_ARGUMENT.value[0]


def test_a_taken_port() -> None:
    spec = tiny()
    with start(spec) as running, pytest.raises(EnvironmentFault, match=f"cannot listen on 127.0.0.1:{running.port}"):
        start(spec, port=running.port)


def test_an_address_of_another_machine() -> None:
    with pytest.raises(EnvironmentFault, match="choose another port"):
        start(tiny(), host="192.0.2.1")


def test_loopback_and_a_free_port(run: Callable[[ServiceSpec], Ready]) -> None:
    running, _ = run(tiny())
    assert running.address == f"127.0.0.1:{running.port}"
    assert running.port > 0
