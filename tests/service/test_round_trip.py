"""Values through a real channel: what goes in comes out, to the bit, of every type and at every end."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_support import DATES, DURATIONS, INT64, KEYWORDS, SPAN, TIMES, program, spec_of

from featc.ir import InputField
from featc_dsl import types as fdl
from featc_runtime.row import RowExit
from featc_runtime.schema import Field
from featc_runtime.service import Client, RunningServer, ServiceSpec, start
from featc_runtime.service.codec import make_writer

INT32 = (-(2**31), 2**31 - 1)
RANGES = {"int64": INT64, "timestamp": TIMES, "datetime": TIMES, "date": DATES, "duration": DURATIONS}


def scalars(kind: str, storage: str | None) -> st.SearchStrategy[Any]:
    if kind == "bool":
        return st.booleans()
    if kind == "string":
        return st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    if kind == "float64":
        return st.floats(width=32 if storage else 64)
    low, high = INT32 if storage else RANGES[kind]
    return st.sampled_from([low, high, 0, -1, 1]) | st.integers(low, high)


def values(field: Field) -> st.SearchStrategy[Any]:
    kind = field.type
    if kind.item is None:
        strategy = scalars(kind.kind, field.storage)
    else:
        item = scalars(kind.item.kind, field.storage)
        items = item | st.none() if kind.item.nullable else item
        strategy = st.lists(items, min_size=0 if kind.at_most else kind.size, max_size=kind.size).map(tuple)
    return strategy | st.none() if kind.nullable else strategy


def bits(value: Any) -> Any:
    """The value, with floats as their 8 bytes."""
    if isinstance(value, tuple):
        return tuple(bits(v) for v in value)
    return struct.pack("<d", value) if isinstance(value, float) else value


@pytest.fixture(scope="module")
def everything(every: ServiceSpec) -> Iterator[Client]:
    with start(every) as running, Client(every, running.address) as connected:
        yield connected


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_type(everything: Client, every: ServiceSpec, data: st.DataObject) -> None:
    rows = [tuple(data.draw(values(f)) for f in every.inputs) for _ in range(2)]
    stored = RowExit(every.outputs).stored
    wanted = [bits(stored(row)) for row in rows]
    assert [bits(everything.transform(row)) for row in rows] == wanted
    assert [bits(r) for r in everything.transform_batch(rows)] == wanted
    assert [bits(r) for r in everything.transform_stream(rows)] == wanted


@pytest.mark.parametrize(
    ("given_bits", "wanted_bits"),
    [
        ("7ff8000000000000", "7ff8000000000000"),
        ("fff8000000000000", "7ff8000000000000"),
        ("7ff0000000000001", "7ff8000000000000"),
        ("fff00000deadbeef", "7ff8000000000000"),
        ("8000000000000000", "8000000000000000"),
        ("0000000000000001", "0000000000000001"),
        ("7ff0000000000000", "7ff0000000000000"),
        ("fff0000000000000", "fff0000000000000"),
        ("7fefffffffffffff", "7fefffffffffffff"),
    ],
)
def test_floats_sent_by_others(everything: Client, every: ServiceSpec, given_bits: str, wanted_bits: str) -> None:
    """A client of another language sends any NaN: the bytes are put into the message by hand."""
    marker = 1.2345678901234567
    row = [_zero(f) for f in every.inputs]
    at = [f.name for f in every.inputs].index("float64_given")
    row[at] = marker
    request = every.message("TransformRequest")()
    make_writer(every.inputs)(request.row, tuple(row))
    data = request.SerializeToString()
    assert data.count(struct.pack("<d", marker)) == 1
    data = data.replace(struct.pack("<d", marker), bytes.fromhex(given_bits)[::-1])
    call = everything.channel.unary_unary(f"/{every.service}/Transform")
    response: Any = every.message("TransformResponse").FromString(call(data, timeout=10))
    assert struct.pack(">d", response.features.float64_given).hex() == wanted_bits


def _zero(field: Field) -> Any:
    if field.type.nullable:
        return None
    if field.type.item:
        return (_zero(Field("e", str(field.type.item))),) * field.type.size
    return {"bool": False, "string": "", "float64": 0.0}.get(field.type.kind, 0)


def test_narrow_storage_is_applied_at_the_exit() -> None:
    """float32 is rounded, an int32 that does not fit is null, in lists too."""
    fields = [
        InputField("f", "f", fdl.FLOAT64, SPAN, storage="float32"),
        InputField("i", "i", fdl.INT64.with_null(), SPAN, storage="int32"),
        InputField("l", "l", fdl.list_of(fdl.INT64.with_null(), 2), SPAN, storage="int32"),
    ]
    results = iter([(0.1, 2**31, (2**31 - 1, -(2**31) - 1)), (1e300, -(2**31), (None, 5))])
    spec = spec_of(program("narrow", fields), lambda *_: next(results))
    with start(spec) as running, Client(spec, running.address) as client:
        row = (0.0, 0, (0, 0))
        assert client.transform(row) == (0.10000000149011612, None, (2**31 - 1, None))
        assert client.transform(row) == (float("inf"), -(2**31), (None, 5))


def test_names_that_mean_something_elsewhere() -> None:
    """Keywords of Python and of protobuf, and names that the converters use themselves."""
    fields = [InputField(name, "c", fdl.INT64.with_null(), SPAN) for name in KEYWORDS]
    spec = spec_of(program("names", fields), lambda *row: row)
    rows = [tuple(range(len(KEYWORDS))), (None,) * len(KEYWORDS)]
    with start(spec) as running, Client(spec, running.address) as client:
        assert client.transform_batch(rows) == rows


def test_no_fields_at_all() -> None:
    spec = spec_of(program("nothing", []), lambda: ())
    with start(spec) as running, Client(spec, running.address) as client:
        assert client.transform(()) == ()
        assert client.transform_batch([(), ()]) == [(), ()]


def test_null_is_absent_and_nothing_else(flights: ServiceSpec, client: Client) -> None:
    row = ("AA", None, None, None, None)
    assert client.transform(row) == row
    row = ("AA", 0.0, 0, 0, (0.0, 0.0))
    assert client.transform(row) == row


def test_unicode(client: Client) -> None:
    assert client.transform(("é𝄞\0", 1.0, 1, 1, None))[0] == "é𝄞\0"


def test_feature_set(client: Client, flights: ServiceSpec) -> None:
    found = client.feature_set()
    assert (found.fingerprint, found.name, found.version) == (flights.fingerprint, "flights", 1)
    assert [(p.name, p.version) for p in found.pins] == [("semantics", "1"), ("tzdata", "2026f")]
    distance = found.inputs[1]
    assert (distance.name, distance.type, list(distance.contracts)) == (
        "distance",
        "float64?",
        ["in 0..6000", "nulls <= 5%"],
    )
    assert not distance.HasField("storage")
    legs = found.features[4]
    assert (legs.name, legs.type, legs.doc, list(legs.inputs)) == (
        "legs",
        "list<float64, 2>?",
        "What it says.",
        ["legs"],
    )
    assert legs.fingerprint == flights.fingerprint


def test_the_fingerprint_travels(server: RunningServer, client: Client, flights: ServiceSpec) -> None:
    request = flights.message("TransformBatchRequest")()
    call = client.channel.unary_unary(f"/{flights.service}/TransformBatch")
    response: Any = flights.message("TransformBatchResponse").FromString(call(request.SerializeToString()))
    assert (response.fingerprint, len(response.results)) == (flights.fingerprint, 0)


def test_many_clients_at_once(server: RunningServer, flights: ServiceSpec) -> None:
    def work(number: int) -> bool:
        with Client(flights, server.address) as mine:
            rows = [("DL", float(number), i, number * 1_000_000 + i, None) for i in range(40)]
            one_by_one = [mine.transform(row) for row in rows]
            return one_by_one == rows == mine.transform_batch(rows) == list(mine.transform_stream(rows))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(16)))
