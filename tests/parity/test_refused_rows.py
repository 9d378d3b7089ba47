"""Rows that break types and contracts: every way in refuses the same rows for the same fields, with the same reasons.

A value that one way cannot express (a null in a plain list on the wire, text that is no Unicode) is not asked of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import grpc
import numpy as np
import pandas as pd
import plain_wire
import pyarrow as pa
import pytest
from arrow_forms import plain
from google.rpc import error_details_pb2, status_pb2
from rows import Values
from targets import compile_source

from featc.loaded import load
from featc.values.bits import same
from featc.values.rows import from_arrow
from featc_runtime.errors import ContractError, RowError
from featc_runtime.row import RowEntry
from featc_runtime.service import Client, start

SOURCE = """featureset refused.v1
input Row {
  flag: bool
  count: int64 in -5..100
  odd: int64? in 0..10 in [1, 3, 20]
  small: int32?
  share: float64? in 0..1
  portion: float64
  weight: float32?
  code: string in ["", "AA", "né"]
  name: string?
  fine: timestamp?
  wide: timestamp in 2000-01-01T00:00:00Z..2100-01-01T00:00:00Z
  civil: datetime?
  day: date?
  gap: duration? in -1d..1d
  long: duration?
  pair: list<int64, 2>
  holes: list<float32?, 2>?
  small_pair: list<int32, 2>?
  words: list<string, 2>?
  moments: list<timestamp, 2>?
  missing: float64? in 0..1 nan as null
  thin: float32? in [0.0, 1.5] nan as null
  gaps: list<float32?, ..3>? nan as null
}
feature a = count + (odd ?? 0)
feature b = share ?? portion
feature c = code + (name ?? "none")
feature d = seconds(wide - (fine ?? wide)) + seconds(long ?? gap ?? 0s)
feature e = pair
feature f = holes
feature g = words
feature h = hour(moments[0] at "Asia/Tehran")
feature i = weight
feature j = day
feature k = civil
feature l = small_pair
feature m = flag
feature n = small
feature o = missing
feature p = is_null(thin)
feature q = gaps
"""
PROGRAM = compile_source(SOURCE)
LOADED = load(PROGRAM)
MODULE = LOADED.module
FIELDS = PROGRAM.input.wire_fields
LAST, FIRST = 253_402_300_799_999_999, -62_135_596_800_000_000
LONGEST = 315_576_000_000_000_000
#: The Arrow types of the columns: wide enough for what does not fit the fields.
WIDE = {
    "small": pa.int64(), "weight": pa.float64(), "fine": pa.timestamp("ns", "UTC"),
    "pair": pa.list_(pa.int64()), "holes": pa.large_list(pa.float64()), "small_pair": pa.list_(pa.int64()),
    "words": pa.list_(pa.string()), "moments": pa.list_view(pa.timestamp("us", "UTC")), "long": pa.duration("s"),
    "thin": pa.float64(), "gaps": pa.list_(pa.float64()),
}  # fmt: skip


@dataclass(frozen=True)
class Nanos:
    """A time finer than a microsecond."""

    nanos: int


@dataclass(frozen=True)
class Octets:
    """Text that is no Unicode."""

    octets: bytes


NAN = float("nan")
#: Bad values by field: the reason, whether the wire can express the value, the raw value.
BAD: dict[str, list[tuple[str, bool, Any]]] = {
    "flag": [("ABSENT", True, None)],
    "count": [("ABSENT", True, None), ("OUT_OF_CONTRACT", True, -6), ("OUT_OF_CONTRACT", True, 2**63 - 1)],
    "odd": [("OUT_OF_CONTRACT", True, v) for v in (2, 20, 21, -(2**63))],
    "small": [("OUT_OF_RANGE", False, 2**31), ("OUT_OF_RANGE", False, -(2**63))],
    "share": [("OUT_OF_CONTRACT", True, v) for v in (NAN, 1.0000000000000002, -5e-324, float("inf"))],
    "portion": [("ABSENT", True, None)],
    "weight": [("TOO_FINE", False, 0.1), ("OUT_OF_RANGE", False, -1e39), ("TOO_FINE", False, 5e-324)],
    "code": [("ABSENT", True, None), ("OUT_OF_CONTRACT", True, "ne\u0301"), ("OUT_OF_CONTRACT", True, "aa")],
    "name": [("BAD_TEXT", False, Octets(b"\xed\xa0\x80")), ("BAD_TEXT", False, Octets(b"a\xff"))],
    "fine": [("TOO_FINE", True, Nanos(1)), ("TOO_FINE", True, Nanos(-1001))],
    "wide": [
        ("ABSENT", True, None), ("OUT_OF_CONTRACT", True, 0), ("OUT_OF_RANGE", True, LAST + 1),
        ("OUT_OF_RANGE", True, FIRST - 1), ("OUT_OF_CONTRACT", True, LAST), ("OUT_OF_CONTRACT", True, FIRST),
    ],
    "civil": [("OUT_OF_RANGE", False, LAST + 1), ("OUT_OF_RANGE", False, FIRST - 1)],
    "day": [("OUT_OF_RANGE", False, 2_932_897), ("OUT_OF_RANGE", False, -719_163)],
    "gap": [
        ("OUT_OF_CONTRACT", True, 86_400_000_001), ("OUT_OF_RANGE", True, LONGEST + 1),
        ("OUT_OF_RANGE", True, -LONGEST - 1),
    ],
    "long": [("OUT_OF_RANGE", True, LONGEST + 1_000_000)],
    "pair": [
        ("ABSENT", True, None), ("WRONG_TYPE", True, ()), ("WRONG_TYPE", True, (1,)), ("WRONG_TYPE", True, (1, 2, 3)),
        ("ABSENT", False, (1, None)), ("ABSENT", False, (None, None)), ("WRONG_TYPE", False, (None,)),
    ],
    "holes": [
        ("WRONG_TYPE", True, (None,)), ("TOO_FINE", False, (None, 0.1)), ("OUT_OF_RANGE", False, (1e39, 0.1)),
        ("TOO_FINE", False, (0.1, 1e39)), ("WRONG_TYPE", True, (None, None, None)),
    ],
    "small_pair": [
        ("OUT_OF_RANGE", False, (1, 2**31)), ("ABSENT", False, (None, 2**31)), ("OUT_OF_RANGE", False, (2**31, None)),
        ("WRONG_TYPE", False, (2**40,)),
    ],
    "words": [
        ("ABSENT", False, ("a", None)), ("BAD_TEXT", False, (Octets(b"\xff"), "x")),
        ("ABSENT", False, (None, Octets(b"\xff"))), ("BAD_TEXT", False, (Octets(b"\xff"), None)),
        ("WRONG_TYPE", True, ("x",)),
    ],
    "moments": [
        ("OUT_OF_RANGE", True, (0, LAST + 1)), ("OUT_OF_RANGE", True, (FIRST - 1, LAST + 1)),
        ("WRONG_TYPE", True, (0, 0, 0)),
    ],
    "missing": [("OUT_OF_CONTRACT", True, v) for v in (1.0000000000000002, -5e-324, float("-inf"))],
    "thin": [("OUT_OF_CONTRACT", True, 1.0), ("TOO_FINE", False, 0.1), ("OUT_OF_RANGE", False, 1e39)],
    "gaps": [("TOO_FINE", False, (NAN, 0.1)), ("WRONG_TYPE", True, (NAN, None, 1.0, NAN))],
}  # fmt: skip

Row = dict[str, Any]
Reasons = list[tuple[str, str]]


def rows(seed: int, count: int, *, wire: bool) -> Iterator[tuple[Row, Reasons]]:
    """Rows with what is wrong with each: nothing with a third of them, one field of many, several of some."""
    source = random.Random(seed)
    good = Values(PROGRAM, source)
    for i in range(count):
        good.start_row()
        row: Row = {f.name: good.of_field(f) for f in FIELDS}
        if row["fine"] is not None:
            row["fine"] = source.randint(-9_000_000_000_000_000, 9_000_000_000_000_000)
        if row["gap"] is not None:
            row["gap"] = source.randint(-86_400_000_000, 86_400_000_000)
        if row["long"] is not None:
            row["long"] -= row["long"] % 1_000_000
        row["odd"] = source.choice((None, 1, 3))
        wrong: Reasons = []
        for field in source.sample(FIELDS, (0, 1, source.randint(2, 6))[i % 3]):
            choices = [b for b in BAD[field.name] if b[1] or not wire]
            if choices:
                reason, _, row[field.name] = source.choice(choices)
                wrong.append((field.name, reason))
        order = [f.name for f in FIELDS]
        yield row, sorted(wrong, key=lambda pair: order.index(pair[0]))


# --- the rows as each way takes them -------------------------------------------------------------------------


def to_arrow(given: Sequence[Row]) -> pa.Table:
    columns = {}
    for field, canonical in zip(FIELDS, MODULE.input_schema, strict=True):
        values = [row[field.name] for row in given]
        columns[field.name] = _array(values, WIDE.get(field.name, canonical.type))
    return pa.table(columns)


def _array(values: list[Any], arrow: pa.DataType) -> pa.Array:
    if pa.types.is_list(arrow) or pa.types.is_large_list(arrow) or pa.types.is_list_view(arrow):
        flat = [x for v in values for x in v or ()]
        lengths = [len(v or ()) for v in values]
        ends = np.cumsum([0, *lengths])
        kind = pa.int64() if pa.types.is_large_list(arrow) else pa.int32()
        nulls = pa.array([v is None for v in values])
        items = _array(flat, arrow.value_type)
        if pa.types.is_list_view(arrow):
            starts, sizes = pa.array(ends[:-1], kind), pa.array(lengths, kind)
            return pa.ListViewArray.from_arrays(starts, sizes, items, mask=nulls)
        make = pa.LargeListArray if pa.types.is_large_list(arrow) else pa.ListArray
        return make.from_arrays(pa.array(ends, kind), items, mask=nulls)
    if arrow == pa.string():
        octets = pa.array([v.octets if isinstance(v, Octets) else v and v.encode() for v in values], pa.binary())
        return pa.Array.from_buffers(pa.string(), len(values), octets.buffers())
    if arrow == pa.timestamp("ns", "UTC"):
        nanos = [v.nanos if isinstance(v, Nanos) else v if v is None else v * 1000 for v in values]
        return pa.array(nanos, pa.int64()).cast(arrow)
    return plain(values, arrow)


def to_python(value: Any) -> Any:
    """A value for `transform_row`."""
    if isinstance(value, Nanos):
        return pd.Timestamp(value.nanos, unit="ns", tz="UTC")
    if isinstance(value, Octets):
        return value.octets.decode("utf-8", "surrogatepass" if value.octets[0] == 0xED else "surrogateescape")
    return [to_python(v) for v in value] if isinstance(value, tuple) else value


def to_wire(message: Any, row: Row) -> None:
    message.SetInParent()
    for field in FIELDS:
        value = row[field.name]
        if isinstance(value, Nanos):
            moment = getattr(message, field.name)
            moment.seconds, moment.nanos = divmod(value.nanos, 1_000_000_000)
        else:
            plain_wire.fill(message, field.name, value, field.type)


# --- what each way says --------------------------------------------------------------------------------------


def by_table(given: Sequence[Row], chunk_rows: int) -> list[Reasons]:
    found: list[Reasons] = [[] for _ in given]
    for row, violation in MODULE.violations(to_arrow(given), chunk_rows=chunk_rows):
        found[row].append((violation.field, violation.reason))
    return found


ENTRY = RowEntry(LOADED.spec.inputs)


def by_row(row: Row) -> Reasons:
    values = {name: to_python(value) for name, value in row.items()}
    found = [(v.field, v.reason) for v in ENTRY.violations(values)]
    if found:
        with pytest.raises(RowError) as error:
            ENTRY(values)
        assert [(v.field, v.reason) for v in error.value.violations] == found
    else:
        ENTRY(values)
    return found


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    server = start(LOADED.spec)
    with Client(LOADED.spec, server.address) as made:
        yield made
    server.stop(0)


def test_tables_and_rows_refuse_alike() -> None:
    made = list(rows(1, 1200, wire=False))
    given, expected = [row for row, _ in made], [wrong for _, wrong in made]
    assert {pair for wrong in expected for pair in wrong} >= {(n, r) for n, bad in BAD.items() for r, _, _ in bad}
    for row, want in zip(given, expected, strict=True):
        assert by_row(row) == want, row
    for chunk_rows in (131_072, 41):
        for i, (want, have) in enumerate(zip(expected, by_table(given, chunk_rows), strict=True)):
            assert have == want, (i, given[i])


def test_transform_tells_of_every_bad_field() -> None:
    made = list(rows(2, 200, wire=False))
    with pytest.raises(ContractError) as error:
        MODULE.transform(to_arrow([row for row, _ in made]))
    for field in FIELDS:
        bad = [i for i, (_, wrong) in enumerate(made) if field.name in dict(wrong)]
        told = [b for b in error.value.breaches if b.field == field.name]
        assert min(b.row for b in told if b.row is not None) == bad[0]
        assert {b.reason for b in told} >= {dict(made[i][1])[field.name] for i in bad}
        assert max(b.count for b in told) <= len(bad) <= sum(b.count for b in told)


def test_the_service_refuses_what_tables_refuse(client: Client) -> None:
    made = list(rows(3, 600, wire=True))
    given, expected = [row for row, _ in made], [wrong for _, wrong in made]
    assert by_table(given, 131_072) == expected
    good = [i for i, wrong in enumerate(expected) if not wrong]
    features = from_arrow(MODULE.transform(to_arrow([given[i] for i in good])), MODULE.outputs)
    answers = dict(zip(good, features, strict=True))
    request: Any = LOADED.spec.message("TransformBatchRequest")()
    for row in given:
        to_wire(request.rows.add(), row)
    results = client._batch(request).results
    streamed = [r.result for r in client._stream(_stream(given))]
    assert len(results) == len(streamed) == len(given)
    for i, (batched, alone) in enumerate(zip(results, streamed, strict=True)):
        assert batched == alone, given[i]
        assert [(v.field, v.reason) for v in batched.error.violations] == expected[i], given[i]
        if i in answers:
            assert same(client._features(batched.features), answers[i]), given[i]
    for i in range(60):
        assert _alone(client, given[i], answers.get(i)) == expected[i], given[i]


def _stream(given: Sequence[Row]) -> Iterator[Any]:
    for i, row in enumerate(given):
        request: Any = LOADED.spec.message("TransformStreamRequest")(id=i)
        to_wire(request.row, row)
        yield request


def _alone(client: Client, row: Row, expected: Any) -> Reasons:
    """What Transform says of a row; of a good one the features are those expected."""
    request: Any = LOADED.spec.message("TransformRequest")()
    to_wire(request.row, row)
    try:
        found = client._features(client._transform(request).features)
    except grpc.RpcError as failure:
        error: Any = failure
    else:
        assert same(found, expected)
        return []
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    (raw,) = [value for key, value in error.trailing_metadata() if key == "grpc-status-details-bin"]
    details = error_details_pb2.BadRequest()
    status_pb2.Status.FromString(raw).details[0].Unpack(details)
    return [(v.field, v.reason) for v in details.field_violations]
