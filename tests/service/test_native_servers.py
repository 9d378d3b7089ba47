"""Native servers beside the Python service: the same bytes in, the same answer out, whatever the bytes are."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from pairings import SIDES, Built, Process, needed, serving

from featc_runtime.service import Client, ServiceSpec
from featc_runtime.service.codec import make_writer

NATIVE = [name for name in SIDES if name != "python"]
#: Answers and refusals to compare: the status, its message and details, or the message that came back.
Outcome = tuple[str, str, bytes] | Message


@pytest.fixture(params=NATIVE)
def native(request: pytest.FixtureRequest) -> str:
    """Each language that has a native server."""
    needed(request.param)
    return str(request.param)


@pytest.fixture
def both(built: Built, servers: dict[str, Process], native: str) -> Iterator[tuple[Client, Client]]:
    """A client of the native server, and one of the Python service."""
    with Client(built.spec, servers[native].address) as one, Client(built.spec, servers["python"].address) as other:
        yield one, other


def outcome(client: Client, method: str, data: bytes) -> Outcome:
    """What a unary call ends in."""
    try:
        answer = client.channel.unary_unary(f"/{client.spec.service}/{method}")(data, timeout=20)
    except grpc.RpcError as error:
        return _refused(error)
    return client.spec.message(f"{method}Response").FromString(answer)


def _refused(error: Any) -> Outcome:
    details = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
    return error.code().name, error.details(), details


def same(both: tuple[Client, Client], method: str, data: bytes) -> Outcome:
    """What both services answer, which is the same."""
    native, python = (outcome(client, method, data) for client in both)
    assert native == python
    return native


def row_of(spec: ServiceSpec) -> dict[str, Any]:
    """A good row, as protobuf takes it."""
    zero = {"bool": False, "string": "", "float64": 0.0}
    values: list[Any] = []
    for f in spec.wire_inputs:
        if f.type.nullable:
            values.append(None)
        elif f.type.item:
            item = None if f.type.item.nullable else zero.get(f.type.item.kind, 0)
            values.append((item,) * f.type.size)
        else:
            values.append(zero.get(f.type.kind, 0))
    message = spec.message("Flight")()
    make_writer(spec.wire_inputs)(message, tuple(values))
    row: Any = message
    row.carrier, row.seats = "AA", 1
    return {"row": row}


def request(spec: ServiceSpec, **fields: Any) -> bytes:
    """A TransformRequest whose row has these fields, as protobuf takes them; None leaves one out."""
    row = row_of(spec)["row"]
    for name, value in fields.items():
        row.ClearField(name)
        if value is not None:
            part = spec.message("Flight")(**{name: value})  # type: ignore[call-arg]
            row.MergeFrom(part)
    return bytes(spec.message("TransformRequest")(row=row).SerializeToString())  # type: ignore[call-arg]


BAD: list[dict[str, Any]] = [
    {"carrier": None},
    {"carrier": "ZZ"},
    {"carrier": 'it\'s\t"new"\n\\\x00\x7fé𝄞\u200b' * 20},
    {"distance": -0.5},
    {"distance": float("nan")},
    {"distance": float("inf")},
    {"distance": 123456789012345678.0},
    {"distance": -1e-300},
    {"seats": 0},
    {"seats": -(2**63)},
    {"sched_dep": {"seconds": 1, "nanos": 1500}},
    {"sched_dep": {"nanos": -1}},
    {"sched_dep": {"nanos": 1_000_000_000}},
    {"sched_dep": {"seconds": 253402300800}},
    {"sched_dep": {"seconds": -(2**63)}},
    {"sched_dep": {"seconds": 253402300799, "nanos": 999_999_999}},
    {"duration_given": {"seconds": 1, "nanos": -1000}},
    {"duration_given": {"seconds": 315_576_000_000, "nanos": 1000}},
    {"duration_given": {"seconds": -315_576_000_000, "nanos": -1}},
    {"duration_given": {"nanos": -(2**31)}},
    {"duration_given": {"seconds": 2**63 - 1}},
    {"duration_maybe": {"nanos": 1}},
    {"timestamp_holes": {"values": [{}, {"value": {"nanos": 7}}]}},
    {"timestamp_list": {"values": [{}, {"seconds": -(2**62)}]}},
    {"duration_list": {"values": [{"nanos": 1}, {}, {}]}},
    {"float64_list": {"values": [1.0]}},
    {"float64_holes": {"values": [{}, {}, {}, {}]}},
    {"string_list": {}},
    {"float32": None, "int32_list": None, "bool_given": None, "date_given": None, "string_list": None},
]
DATES = [
    "", "2013-1-1", "20130101", "2013-02-29", "2013-13-01", "2013-00-10", "2013-04-31", "2013-04-00", "0000-01-01",
    "10000-01-01", "2013-W01-1", " 2013-01-01", "2013-01-01\n", "2013-01-01T00:00:00", "+013-01-01", "٢٠١٣-٠١-٠١",
    "2013-01-01Z", "2000-02-29", "1900-02-29", "9999-12-31", "0001-01-01", "é" * 100, "'", "it's \"x\"", "2013/01/01",
]  # fmt: skip
CLOCKS = [
    "", "2013-01-01", "2013-01-01 00:00:00", "2013-01-01T00:00", "2013-01-01T24:00:00", "2013-01-01T00:00:60",
    "2013-01-01T00:60:00", "2013-01-01T00:00:00Z", "2013-01-01T00:00:00+00:00", "2013-01-01T00:00:00.",
    "2013-01-01T00:00:00,5", "2013-01-01T00:00:00.5", "2013-01-01T00:00:00.123456", "2013-01-01T00:00:00.1234560",
    "2013-01-01T00:00:00.0000000", "2013-02-30T00:00:00.1234567", "2013-01-01T00:00:00.12345x", "0000-01-01T00:00:00",
    "9999-12-31T23:59:59.999999", "1969-12-31T23:59:59.5", "2013-01-01t00:00:00", "2013-01-01T00:00:00.٣",
    "2013-01-01T00:00:00." + "1" * 60,
]  # fmt: skip


@pytest.mark.parametrize("fields", BAD, ids="+".join)
def test_bad_rows(built: Built, both: tuple[Client, Client], fields: dict[str, Any]) -> None:
    data = request(built.spec, **fields)
    found = same(both, "Transform", data)
    assert isinstance(found, tuple)
    assert found[0] == "INVALID_ARGUMENT"
    row = built.spec.message("TransformRequest").FromString(data).row  # type: ignore[attr-defined]
    same(both, "TransformBatch", built.spec.message("TransformBatchRequest")(rows=[row]).SerializeToString())  # type: ignore[call-arg]


@pytest.mark.parametrize(("field", "texts"), [("date_given", DATES), ("datetime_maybe", CLOCKS)])
def test_texts_of_times(built: Built, both: tuple[Client, Client], field: str, texts: list[str]) -> None:
    outcomes = [same(both, "Transform", request(built.spec, **{field: text})) for text in texts]
    assert {isinstance(o, tuple) for o in outcomes} == {True, False}
    lists = [{"date_list": {"values": ["2013-01-01", text]}} for text in DATES]
    lists += [{"datetime_holes": {"values": [{}, {"value": text}]}} for text in CLOCKS]
    for fields in lists:
        same(both, "Transform", request(built.spec, **fields))


def test_requests_that_are_wrong_as_a_whole(built: Built, both: tuple[Client, Client]) -> None:
    spec = built.spec
    good = request(spec)
    assert not isinstance(same(both, "Transform", good), tuple)
    for method in ("Transform", "TransformBatch", "GetFeatureSet"):
        for data in (b"", b"\x0a\x05abc", b"\xff" * 100, b"\x0a", b"\x08" * 7):
            same(both, method, data)
    same(both, "Transform", good.replace(b"AA", b"\xed\xa0"))
    row = row_of(spec)["row"].SerializeToString() + b"\xc2\x3e\x03new"  # an unknown field
    size = bytes([len(row) & 127 | 128, len(row) >> 7])
    assert not isinstance(same(both, "Transform", b"\x0a" + size + row), tuple)
    for pin in ("abc", "", "é" * 5000, "it's", "\"'\n\t\r\\\x00\x7f\u200b𝄞"):
        for method in ("Transform", "TransformBatch"):
            data = spec.message(f"{method}Request")(expected_fingerprint=pin).SerializeToString()  # type: ignore[call-arg]
            found = same(both, method, data)
            assert isinstance(found, tuple)
            assert found[0] == "FAILED_PRECONDITION"
    rows = spec.message("TransformBatchRequest")(rows=[{}] * 10_001).SerializeToString()  # type: ignore[call-arg]
    found = same(both, "TransformBatch", rows)
    assert isinstance(found, tuple)
    assert found[0] == "RESOURCE_EXHAUSTED"
    for client in both:
        for method, data, code in (
            ("Transform", b"\0" * (4 * 1024 * 1024 + 1), "RESOURCE_EXHAUSTED"),
            ("Nothing", b"", "UNIMPLEMENTED"),
        ):
            refused = outcome(client, method, data)
            assert isinstance(refused, tuple)
            assert refused[0] == code


def test_random_bytes(built: Built, both: tuple[Client, Client]) -> None:
    """Both take the same bytes for messages, and answer them with the same."""
    noise = random.Random(7)
    good = request(built.spec, distance=1.0, float64_list={"values": [1.0, 2.0]}, sched_dep={"seconds": 9})
    answered = 0
    for i in range(400):
        data = bytearray(noise.randbytes(noise.randrange(40)) if i % 4 == 0 else good)
        for _ in range(noise.randrange(4)):
            if data:
                data[noise.randrange(len(data))] = noise.randrange(256)
        answered += not isinstance(same(both, "Transform", bytes(data)), tuple)
    assert 20 < answered < 380


def test_feature_sets(both: tuple[Client, Client]) -> None:
    found: Any = same(both, "GetFeatureSet", b"")
    assert found.fingerprint == both[0].spec.fingerprint
    assert [f.name for f in found.features] == [f.name for f in both[0].spec.outputs]


def test_streams(built: Built, both: tuple[Client, Client]) -> None:
    """Ids, rows that are bad or missing, and what ends a stream."""
    spec = built.spec
    message: Any = spec.message("TransformStreamRequest")
    row = row_of(spec)["row"]
    sent = [
        message(id=2**64 - 1, row=row), message(id=0), message(row={"carrier": "ZZ"}), message(row=row),
    ]  # fmt: skip
    begun = [m.SerializeToString() for m in sent]
    for last in (None, b"\xff\xff", message(expected_fingerprint="abc").SerializeToString()):
        ends = [_streamed(client, [*begun, last] if last else begun) for client in both]
        assert ends[0] == ends[1]
        assert len(ends[0][0]) == len(sent)


def _streamed(client: Client, data: list[bytes]) -> tuple[list[Message], Outcome | None]:
    """The answers, and how the stream ended."""
    call = client.channel.stream_stream(f"/{client.spec.service}/TransformStream")(iter(data), timeout=20)
    got: list[Message] = []
    try:
        got.extend(client.spec.message("TransformStreamResponse").FromString(answer) for answer in call)
    except grpc.RpcError as error:
        return got, _refused(error)
    return got, None


def test_health(both: tuple[Client, Client]) -> None:
    answers = []
    for client in both:
        health = health_pb2_grpc.HealthStub(client.channel)
        ask = health_pb2.HealthCheckRequest
        found: list[Any] = [health.Check(ask()), health.Check(ask(service=client.spec.service))]
        found.append(health.List(health_pb2.HealthListRequest()))
        for bad in (ask(service="it's \n other").SerializeToString(), b"\xff"):
            try:
                client.channel.unary_unary("/grpc.health.v1.Health/Check")(bad, timeout=10)
            except grpc.RpcError as error:
                found.append(_refused(error))
        found += [next(health.Watch(ask(service=name), timeout=10)) for name in ("", client.spec.service, "other")]
        answers.append(found)
    assert answers[0] == answers[1]


def test_reflection(built: Built, both: tuple[Client, Client]) -> None:
    ask = reflection_pb2.ServerReflectionRequest
    asked = [
        ask(list_services=""),
        ask(file_containing_symbol=f"{built.spec.service}.Transform"),
        ask(file_by_filename="x"),
    ]
    listed, own, missing = reflection_pb2_grpc.ServerReflectionStub(both[0].channel).ServerReflectionInfo(iter(asked))
    assert {built.spec.service, "grpc.health.v1.Health"} <= {s.name for s in listed.list_services_response.service}
    files = [FileDescriptorProto.FromString(f) for f in own.file_descriptor_response.file_descriptor_proto]
    (schema,) = [f for f in files if f.package == "everything.v1"]
    for message in schema.message_type:
        for field in message.field:
            field.ClearField("json_name")  # protoc writes what follows from the name
    wanted = FileDescriptorProto.FromString(built.spec.schema.serialized_pb)
    assert schema.message_type == wanted.message_type
    assert schema.service == wanted.service
    assert missing.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_drain_loses_nothing(built: Built, native: str, number: signal.Signals) -> None:
    """What was sent is answered, then an idle stream ends with UNAVAILABLE; a watcher is told and let go."""
    message: Any = built.spec.message("TransformStreamRequest")
    row = row_of(built.spec)["row"]
    data = [message(id=i, row=row).SerializeToString() for i in range(500)]
    with serving(SIDES[native], built) as running, Client(built.spec, running.address) as client:
        health = health_pb2_grpc.HealthStub(client.channel)
        watch = health.Watch(health_pb2.HealthCheckRequest())
        assert next(watch).status == health_pb2.HealthCheckResponse.SERVING

        def idle() -> Iterator[bytes]:
            yield from data
            time.sleep(20)

        call = client.channel.stream_stream(f"/{client.spec.service}/TransformStream")(idle(), timeout=30)
        got = [next(call)]
        time.sleep(0.3)
        running.popen.send_signal(number)
        with pytest.raises(grpc.RpcError) as error:
            got.extend(call)
        assert error.value.code() is grpc.StatusCode.UNAVAILABLE  # type: ignore[attr-defined]
        assert len(got) == len(data)
        assert [r.status for r in watch] == [health_pb2.HealthCheckResponse.NOT_SERVING]
        status, told = running.ended()
    assert status == 0, told


def test_a_drain_under_load(built: Built, native: str) -> None:
    """Each of many clients is answered until it is told UNAVAILABLE, and nothing else."""
    row = row_of(built.spec)["row"]
    one = built.spec.message("TransformRequest")(row=row).SerializeToString()  # type: ignore[call-arg]
    many = built.spec.message("TransformBatchRequest")(rows=[row] * 50).SerializeToString()  # type: ignore[call-arg]
    told = list[tuple[int, str]]()

    def work(number: int, address: str) -> None:
        with Client(built.spec, address) as client:
            method, data = ("TransformBatch", many) if number % 4 == 3 else ("Transform", one)
            for count in range(100_000):
                found = outcome(client, method, data)
                if isinstance(found, tuple):
                    told.append((count, found[0]))
                    return

    with serving(SIDES[native], built) as running:
        threads = [threading.Thread(target=work, args=(i, running.address)) for i in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        running.popen.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join(30)
        assert running.ended()[0] == 0
    assert len(told) == 8
    assert min(count for count, _ in told) > 0
    assert {code for _, code in told} == {"UNAVAILABLE"}


def test_the_deadline_ends_a_batch(built: Built, both: tuple[Client, Client], native: str) -> None:
    row = row_of(built.spec)["row"]
    data = built.spec.message("TransformBatchRequest")(rows=[row] * 8000).SerializeToString()  # type: ignore[call-arg]
    method = both[0].channel.unary_unary(f"/{built.spec.service}/TransformBatch")
    with pytest.raises(grpc.RpcError) as error:
        method(data, timeout=0.003)
    # Both sides keep the deadline. Where the server's clock is first, grpc-go (http2_server.go, the timer of a stream)
    # resets the stream with CANCEL, which a client whose own deadline has not come yet takes for CANCELLED.
    ended = {"DEADLINE_EXCEEDED"} | ({"CANCELLED"} if native == "go" else set())
    assert error.value.code().name in ended  # type: ignore[attr-defined]
    assert method(data, timeout=20)


def test_limits_are_flags(built: Built, native: str) -> None:
    flags = ("--max-batch-rows", "2", "--max-message-bytes=3000", "--max-streams", "1", "--max-calls", "5")
    with serving(SIDES[native], built, *flags) as running, Client(built.spec, running.address) as client:
        batch = built.spec.message("TransformBatchRequest")(rows=[{}] * 3).SerializeToString()  # type: ignore[call-arg]
        assert outcome(client, "TransformBatch", batch) == (
            "RESOURCE_EXHAUSTED", "3 rows in one batch, this service takes at most 2: send several batches", b"",
        )  # fmt: skip
        large = outcome(client, "Transform", b"\0" * 3001)
        assert isinstance(large, tuple)
        assert large[0] == "RESOURCE_EXHAUSTED"


def test_exit_codes(built: Built, native: str) -> None:
    command, _ = SIDES[native].server(built)
    for arguments in (["--port", "70000"], ["--max-calls", "0"], ["--nothing"], ["--port", "x"], ["row"]):
        assert subprocess.run([*command, *arguments], capture_output=True, check=False, timeout=60).returncode == 2
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run([*command, "--port", port], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 69
    assert f"cannot listen on 127.0.0.1:{port}: the port is taken" in done.stderr
