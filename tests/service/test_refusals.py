"""What a client can do wrong, and the answer to each: the right status, a sentence, never a traceback."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import grpc
import pytest
from wire_calls import call, code, violations
from wire_support import SPAN, program, spec_of

from featc.ir import InputField
from featc_dsl import types as fdl
from featc_runtime.service import Client, Rejected, RunningServer, ServiceSpec, start

INVALID = grpc.StatusCode.INVALID_ARGUMENT
GOOD = ("AA", 1.0, 2, 3, None)


def request(spec: ServiceSpec, **fields: Any) -> bytes:
    """A TransformRequest with these fields of the row, as protobuf takes them."""
    row = {"carrier": "AA", **fields}
    return bytes(spec.message("TransformRequest")(row=row).SerializeToString())


@pytest.mark.parametrize(
    ("fields", "field", "reason", "words"),
    [
        ({"carrier": None}, "carrier", "ABSENT", "absent or null, and string has no null"),
        ({"carrier": "ZZ"}, "carrier", "OUT_OF_CONTRACT", '"ZZ" is not in ["AA", "DL", …]'),
        ({"carrier": ""}, "carrier", "OUT_OF_CONTRACT", '"" is not in'),
        ({"distance": -0.5}, "distance", "OUT_OF_CONTRACT", "-0.5 is not in 0..6000"),
        ({"distance": 6000.000000000001}, "distance", "OUT_OF_CONTRACT", "6000.000000000001 is not in 0..6000"),
        ({"distance": float("nan")}, "distance", "OUT_OF_CONTRACT", "nan is not in 0..6000"),
        ({"sched_dep": {"seconds": 1, "nanos": 1500}}, "sched_dep", "TOO_FINE", "nanos is 1500"),
        ({"sched_dep": {"nanos": -1}}, "sched_dep", "OUT_OF_RANGE", "found -1"),
        ({"sched_dep": {"seconds": 253402300800}}, "sched_dep", "OUT_OF_RANGE", "outside 0001-01-01..9999-12-31"),
        ({"legs": {"values": [1.0]}}, "legs", "WRONG_TYPE", "a list of 1, expected 2"),
        ({"legs": {"values": [1.0] * 3}}, "legs", "WRONG_TYPE", "a list of 3, expected 2"),
        ({"legs": {"values": [1.0, 11.0]}}, "legs", "OUT_OF_CONTRACT", "[1]: 11.0 is not in 0..10"),
    ],
)
def test_bad_rows(
    client: Client, flights: ServiceSpec, fields: dict[str, Any], field: str, reason: str, words: str
) -> None:
    with pytest.raises(grpc.RpcError) as error:
        call(client, "Transform", request(flights, **fields))
    assert code(error) is INVALID
    ((found, why, text),) = violations(error)
    assert (found, why) == (field, reason)
    assert words in text
    assert error.value.details() == f"{field}: {text}"


def test_all_violations_are_told(client: Client, flights: ServiceSpec) -> None:
    with pytest.raises(grpc.RpcError) as error:
        call(client, "Transform", request(flights, carrier=None, distance=-1.0, legs={"values": []}))
    assert [v[:2] for v in violations(error)] == [
        ("carrier", "ABSENT"),
        ("distance", "OUT_OF_CONTRACT"),
        ("legs", "WRONG_TYPE"),
    ]
    assert error.value.details().endswith("(and 2 more)")


def test_a_null_element_where_none_may_be() -> None:
    """Elements of `list<T, n>` have no way to be absent; those of `list<T?, n>` have, and it is null."""
    fields = [InputField("l", "l", fdl.list_of(fdl.TIMESTAMP.with_null(), 2), SPAN)]
    spec = spec_of(program("holes", fields), lambda *row: row)
    with start(spec) as running, Client(spec, running.address) as client:
        data = spec.message("TransformRequest")(row={"l": {"values": [{}, {"value": {}}]}}).SerializeToString()
        answer: Any = spec.message("TransformResponse").FromString(call(client, "Transform", data))
        assert [e.HasField("value") for e in answer.features.l.values] == [False, True]


def test_no_row(client: Client) -> None:
    with pytest.raises(grpc.RpcError) as error:
        call(client, "Transform", b"")
    assert code(error) is INVALID
    assert violations(error) == [("row", "ABSENT", "the request has no row")]


def test_status_details_fit_into_trailers() -> None:
    """A thousand violations with long texts: gRPC's clients refuse trailers of more than 8 KiB."""
    fields = [InputField(f"{'a' * 90}{i}", "c", fdl.DATE, SPAN) for i in range(1000)]
    spec = spec_of(program("wide", fields), lambda *row: row)
    with start(spec) as running, Client(spec, running.address) as client:
        row = {f.name: "\U0001f600" * 5000 for f in fields[:3]}
        data = spec.message("TransformRequest")(row=row).SerializeToString()
        with pytest.raises(grpc.RpcError) as error:
            call(client, "Transform", data)
        assert code(error) is INVALID
        found = violations(error)
        assert [v[1] for v in found[:4]] == ["BAD_TEXT", "BAD_TEXT", "BAD_TEXT", "ABSENT"]
        assert len(found) <= 16
        assert error.value.details().endswith("(and 999 more)")
        batch = spec.message("TransformBatchRequest")(rows=[{}]).SerializeToString()
        answer: Any = spec.message("TransformBatchResponse").FromString(call(client, "TransformBatch", batch))
        assert (len(answer.results[0].error.violations), answer.results[0].error.omitted) == (16, 984)


@pytest.mark.parametrize("method", ["Transform", "TransformBatch", "GetFeatureSet"])
@pytest.mark.parametrize("data", [b"\x0a\x05abc", b"\xff" * 100, b"\x0a", b"\x08" * 7])
def test_bytes_that_are_no_message(client: Client, method: str, data: bytes) -> None:
    with pytest.raises(grpc.RpcError) as error:
        call(client, method, data)
    assert code(error) is INVALID
    assert error.value.details() == f"these {len(data)} bytes are no flights.v1.{method}Request"


def test_text_that_is_no_utf8(client: Client, flights: ServiceSpec) -> None:
    data = request(flights, carrier="AA").replace(b"AA", b"\xed\xa0")
    with pytest.raises(grpc.RpcError) as error:
        call(client, "Transform", data)
    assert code(error) is INVALID


def test_random_bytes_never_break_it(client: Client, flights: ServiceSpec) -> None:
    noise = random.Random(7)
    good = request(flights, distance=1.0, legs={"values": [1.0, 2.0]}, sched_dep={"seconds": 9})
    outcomes = set()
    for i in range(300):
        data = bytearray(noise.randbytes(noise.randrange(40)) if i % 2 else good)
        for _ in range(3):
            if data:
                data[noise.randrange(len(data))] = noise.randrange(256)
        for method in ("Transform", "TransformBatch"):
            try:
                call(client, method, bytes(data))
                outcomes.add(grpc.StatusCode.OK)
            except grpc.RpcError as error:
                outcomes.add(error.code())  # type: ignore[attr-defined]
    assert outcomes <= {grpc.StatusCode.OK, INVALID, grpc.StatusCode.FAILED_PRECONDITION}
    assert client.transform(GOOD) == GOOD


def test_fields_of_a_newer_schema_are_ignored(client: Client, flights: ServiceSpec) -> None:
    unknown = b"\xc2\x3e\x03new"  # field 1000
    row = flights.message("Flight")(carrier="AA").SerializeToString() + unknown
    data = b"\x0a" + bytes([len(row)]) + row
    answer: Any = flights.message("TransformResponse").FromString(call(client, "Transform", data))
    assert answer.features.carrier == "AA"


@pytest.mark.parametrize("method", ["Transform", "TransformBatch"])
def test_another_fingerprint(client: Client, flights: ServiceSpec, method: str) -> None:
    for pin in ("abc", "", "é" * 5000):
        data = flights.message(f"{method}Request")(expected_fingerprint=pin).SerializeToString()
        with pytest.raises(grpc.RpcError) as error:
            call(client, method, data)
        assert code(error) is grpc.StatusCode.FAILED_PRECONDITION
        assert flights.fingerprint in error.value.details()
        assert ascii(pin[:50])[1:-1] in error.value.details()


def test_another_fingerprint_in_a_stream(server: RunningServer, flights: ServiceSpec) -> None:
    with Client(replace(flights, fingerprint="abc"), server.address) as client:
        with pytest.raises(grpc.RpcError) as error:
            list(client.transform_stream([GOOD]))
        assert code(error) is grpc.StatusCode.FAILED_PRECONDITION


def test_bad_rows_in_a_batch(client: Client) -> None:
    rows: list[tuple[Any, ...]] = [GOOD, ("ZZ", 1.0, 2, 3, None), ("DL", -1.0, None, None, (1.0,)), GOOD]
    for results in (client.transform_batch(rows), list(client.transform_stream(rows))):
        assert (results[0], results[3]) == (GOOD, GOOD)
        assert isinstance(results[1], Rejected)
        assert isinstance(results[2], Rejected)
        assert [v.field for v in results[1].violations] == ["carrier"]
        assert [(v.field, v.reason) for v in results[2].violations] == [
            ("distance", "OUT_OF_CONTRACT"),
            ("legs", "WRONG_TYPE"),
        ]


def test_streams_echo_ids(client: Client, flights: ServiceSpec) -> None:
    message: Any = flights.message("TransformStreamRequest")
    sent = [message(id=2**64 - 1, row={"carrier": "AA"}), message(id=0), message(row={"carrier": "AA"})]
    call_ = client.channel.stream_stream(
        f"/{flights.service}/TransformStream",
        message.SerializeToString,
        flights.message("TransformStreamResponse").FromString,
    )
    got = list(call_(iter(sent), timeout=10))
    assert [(g.HasField("id"), g.id) for g in got] == [(True, 2**64 - 1), (True, 0), (False, 0)]
    assert got[1].result.error.violations[0].field == "row"
    assert {g.fingerprint for g in got} == {flights.fingerprint}


def test_garbage_ends_a_stream_after_its_answers(client: Client, flights: ServiceSpec) -> None:
    good = flights.message("TransformStreamRequest")(row={"carrier": "AA"}).SerializeToString()
    answers = client.channel.stream_stream(f"/{flights.service}/TransformStream")(
        iter([good, good, b"\xff\xff"]), timeout=10
    )
    assert next(answers)
    assert next(answers)
    with pytest.raises(grpc.RpcError) as error:
        next(answers)
    assert code(error) is INVALID


@pytest.mark.parametrize("how", ["one", "batch", "stream"])
def test_a_bug_is_an_incident(client: Client, caplog: pytest.LogCaptureFixture, how: str) -> None:
    row = ("boom", None, None, None, None)
    calls = {
        "one": lambda: client.transform(row),
        "batch": lambda: client.transform_batch([row]),
        "stream": lambda: list(client.transform_stream([row])),
    }
    with pytest.raises(grpc.RpcError) as error:
        calls[how]()
    assert code(error) is grpc.StatusCode.INTERNAL
    words = error.value.details()
    assert words.startswith("internal error, incident ")
    assert "secret" not in words
    incident = words.split()[3].rstrip(":")
    (record,) = [r for r in caplog.records if incident in r.getMessage()]
    assert record.exc_info is not None
    assert "secret of the house" in str(record.exc_info[1])


def test_unknown_methods(client: Client) -> None:
    with pytest.raises(grpc.RpcError) as error:
        call(client, "Nothing", b"")
    assert code(error) is grpc.StatusCode.UNIMPLEMENTED
