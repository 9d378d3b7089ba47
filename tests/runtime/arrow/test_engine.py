"""Tables through a whole feature set: any split and any number of threads, streams, errors in their place."""

import gc
import itertools
import threading
import time

import numpy as np
import pyarrow as pa
import pytest
from arrow_tiny import INPUTS, MODULE, OUTPUTS, bits, table
from hypothesis import given, settings
from hypothesis import strategies as st

from featc_runtime.arrow import Field, Module, NullShare, Output, Range
from featc_runtime.errors import ContractError, SchemaError, Violation

ROWS = 1000
TABLE = table(ROWS)
WHOLE = bits(MODULE.transform(TABLE, threads=1, chunk_rows=ROWS))


def featc_threads():
    return [t for t in threading.enumerate() if t.name.startswith("featc")]


def test_values():
    first = MODULE.transform(TABLE.slice(0, 4), keep=["extra"])
    assert first.schema.names == ["extra", *(o.name for o in OUTPUTS)]
    assert first.column("double").to_pylist()[1:] == [74.0, 148.0, 222.0]
    assert first.column("tail").to_pylist() == [None, "N1é", "N2é", None]
    assert first.column("cents").to_pylist() == [0, 37_000_000, 74_000_000, 111_000_000]
    assert first.column("known").to_pylist() == [[True, False], [False, True], [False, False], [False, False]]


def test_schemas():
    needed = MODULE.input_schema
    assert needed.names == ["carrier", "tailnum", "distance", "when", "scores"]
    assert [f.nullable for f in needed] == [False, True, False, False, True]
    assert needed.field("when").type == pa.timestamp("us", tz="UTC")
    given = MODULE.output_schema
    assert MODULE.transform(TABLE).schema.equals(given, check_metadata=True)
    assert given.metadata == {b"featc.featureset": b"tiny.v1", b"featc.fingerprint": b"f00d"}
    assert given.field("log").type == pa.float32()
    assert given.field("cents").type == pa.int32()
    assert given.field("known").type == pa.list_(pa.field("item", pa.bool_(), nullable=False), 2)
    assert given.field("scores").metadata == {b"featc.type": b"list<float64?, 2>?"}
    assert MODULE.transform(MODULE.input_schema.empty_table()).schema.equals(given, check_metadata=True)


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(st.integers(0, ROWS), max_size=6),
    chunk_rows=st.sampled_from([1, 7, 64, 500, 65_536]),
    threads=st.integers(1, 3),
    streamed=st.booleans(),
)
def test_any_split_gives_the_same_bits(cuts, chunk_rows, threads, streamed):
    edges = [0, *sorted(cuts), ROWS]
    if chunk_rows == 1:
        edges = [e for e in edges if e <= 60] or [0]
    pieces = [TABLE.slice(a, b - a) for a, b in itertools.pairwise(edges)]
    split = pa.concat_tables([TABLE.slice(0, 0), *pieces])
    run = MODULE.transform_batches if streamed else MODULE.transform
    result = run(split, chunk_rows=chunk_rows, threads=threads)
    result = result.read_all() if streamed else result
    result.validate(full=True)
    assert bits(result) == {name: values[: edges[-1]] for name, values in WHOLE.items()}


def test_large_batches_are_not_copied_and_small_ones_are_gathered():
    addresses, rows = [], []

    def look(chunk):
        addresses.append(chunk.values("x").ctypes.data)
        rows.append(len(chunk))
        return ((chunk.values("x"), None),)

    module = Module("t.v1", (Field("x", "float64"),), (Output("y", "float64"),), look, fingerprint="")
    x = np.arange(1000.0)
    result = module.transform(pa.table({"x": x}), chunk_rows=300, threads=1)
    assert [a - x.ctypes.data for a in addresses] == [0, 2000, 4000, 6000]
    assert [c.buffers()[1].address - x.ctypes.data for c in result.column("y").chunks] == [0, 2000, 4000, 6000]
    rows.clear()
    small = pa.table({"x": pa.chunked_array([x[i : i + 10] for i in range(0, 1000, 10)])})
    assert module.transform(small, chunk_rows=256, threads=1).column("y").to_pylist() == x.tolist()
    assert rows == [250, 250, 250, 250]


def test_small_batches_that_arrow_cannot_gather_are_taken_one_by_one(monkeypatch):
    def refuse(batches):
        raise pa.ArrowNotImplementedError("concatenation")

    monkeypatch.setattr(pa, "concat_batches", refuse)
    split = pa.concat_tables([TABLE.slice(0, 5), TABLE.slice(5)])
    assert bits(MODULE.transform(split)) == WHOLE


def test_streams_are_pulled_as_they_are_read():
    pulled = []

    def source():
        for i in range(100):
            pulled.append(i)
            yield from table(200).to_batches()

    reader = pa.RecordBatchReader.from_batches(TABLE.schema, source())
    out = MODULE.transform_batches(reader, threads=2, chunk_rows=200)
    assert pulled == []
    assert out.read_next_batch().num_rows == 200
    assert len(pulled) <= 6
    out.read_next_batch()
    assert len(pulled) <= 7
    assert featc_threads()
    del out
    gc.collect()
    assert not featc_threads()
    assert len(pulled) <= 7


def test_nothing_runs_after_the_last_batch():
    assert MODULE.transform_batches(TABLE, threads=2, chunk_rows=100).read_all().num_rows == ROWS
    MODULE.transform(TABLE, threads=2, chunk_rows=100)
    assert not featc_threads()


def test_order_is_kept_when_the_first_chunk_is_the_slowest():
    def slow_first(chunk):
        if chunk.start == 0:
            time.sleep(0.05)
        return ((chunk.values("x"), None),)

    module = Module("t.v1", (Field("x", "int64"),), (Output("y", "int64"),), slow_first, fingerprint="")
    result = module.transform(pa.table({"x": range(100)}), threads=3, chunk_rows=10)
    assert result.column("y").to_pylist() == list(range(100))


def test_errors_of_the_source_come_after_the_batches_before_them():
    def source():
        yield from TABLE.slice(0, 400).to_batches()
        raise OSError("disk gone")

    for threads in (1, 2):
        reader = pa.RecordBatchReader.from_batches(TABLE.schema, source())
        out = MODULE.transform_batches(reader, threads=threads, chunk_rows=100)
        assert [out.read_next_batch().num_rows for _ in range(4)] == [100] * 4
        with pytest.raises(OSError, match="disk gone"):
            out.read_next_batch()


def broken_table():
    """Row 250 is too far, rows 251 and 900 have no carrier."""
    distance = TABLE.column("distance").to_numpy().copy()
    distance[250] = 7000.5
    carrier = [None if i in (251, 900) else "AA" for i in range(ROWS)]
    changed = TABLE.drop_columns(["distance", "carrier"])
    return changed.append_column("distance", [distance]).append_column("carrier", [carrier])


@pytest.mark.parametrize("threads", [1, 2])
def test_contract_errors_have_everything(threads):
    with pytest.raises(ContractError) as error:
        MODULE.transform(broken_table(), threads=threads, chunk_rows=100)
    assert str(error.value).splitlines() == [
        "rows break what the input of tiny.v1 promises:",
        "  carrier: row 251 (and 1 more): null, and string has no null",
        "  distance: row 250: 7000.5 is not in 0..6000",
    ]
    assert (error.value.field, error.value.row, error.value.count) == ("carrier", 251, 2)
    assert [(b.field, b.reason, b.row, b.count) for b in error.value.breaches] == [
        ("carrier", "ABSENT", 251, 2),
        ("distance", "OUT_OF_CONTRACT", 250, 1),
    ]


@pytest.mark.parametrize("threads", [1, 2])
def test_streams_stop_at_the_bad_chunk(threads):
    out = MODULE.transform_batches(broken_table(), threads=threads, chunk_rows=100)
    assert [out.read_next_batch().num_rows for _ in range(2)] == [100, 100]
    with pytest.raises(ContractError) as error:
        out.read_next_batch()
    assert [(b.field, b.row, b.count) for b in error.value.breaches] == [("carrier", 251, 1), ("distance", 250, 1)]
    assert not featc_threads()


def test_violations_row_by_row():
    found = list(MODULE.violations(broken_table(), chunk_rows=100))
    assert found == [
        (250, Violation("distance", "OUT_OF_CONTRACT", "7000.5 is not in 0..6000")),
        (251, Violation("carrier", "ABSENT", "null, and string has no null")),
        (900, Violation("carrier", "ABSENT", "null, and string has no null")),
    ]
    assert list(MODULE.violations(TABLE)) == []


def test_null_rates_are_of_the_whole_call():
    inputs = (Field("x", "int64?", contracts=(NullShare(0.05, "nulls <= 5%"),)),)
    module = Module(
        "t.v1", inputs, (Output("y", "int64?"),), lambda c: ((c.values("x"), c.valid("x")),), fingerprint=""
    )
    good = pa.table({"x": pa.array([None] * 5 + [1] * 95)})
    assert module.transform(good, chunk_rows=10).num_rows == 100
    worse = pa.table({"x": pa.array([None] * 6 + [1] * 94)})
    message = "x: 6 of 100 rows are null, which is not nulls <= 5%"
    for run in (module.transform, lambda *a, **k: module.transform_batches(*a, **k).read_all()):
        with pytest.raises(ContractError, match=message) as error:
            run(worse, chunk_rows=10)
        assert (error.value.row, error.value.count) == (None, 6)
    out = module.transform_batches(worse, chunk_rows=10)
    assert sum(out.read_next_batch().num_rows for _ in range(10)) == 100
    with pytest.raises(ContractError):
        out.read_next_batch()
    assert module.transform(worse.slice(0, 0)).num_rows == 0


def test_columns_missing_wrong_and_double():
    wrong = TABLE.drop_columns(["carrier", "distance"]).rename_columns(["extra", "when", "tailnum", "scores"])
    wrong = wrong.append_column("Carrier", [["AA"] * ROWS]).append_column("distance", [["1"] * ROWS])
    with pytest.raises(SchemaError) as error:
        MODULE.transform(wrong)
    assert str(error.value).splitlines() == [
        "the table does not fit tiny.v1:",
        '  column "carrier": expected string, found no such column; is it "Carrier"?',
        '  column "distance": expected float64, found string; double would be right',
    ]
    assert (error.value.column, error.value.expected, error.value.found) == ("carrier", "string", "")
    twice = TABLE.append_column("when", TABLE.column("when"))
    with pytest.raises(SchemaError, match='column "when": expected one, found 2 columns of that name'):
        MODULE.transform(twice)
    unneeded_twice = TABLE.append_column("extra", TABLE.column("extra"))
    assert bits(MODULE.transform(unneeded_twice)) == WHOLE
    with pytest.raises(SchemaError):  # before anything is read
        MODULE.transform_batches(wrong)


def test_columns_in_any_order():
    names = TABLE.schema.names
    assert bits(MODULE.transform(TABLE.select(sorted(names)))) == WHOLE
    assert bits(MODULE.transform(TABLE.select(names[::-1]))) == WHOLE


def test_kept_columns():
    kept = MODULE.transform(TABLE, keep=["tailnum", "extra"], chunk_rows=300)
    assert kept.schema.names[:2] == ["tailnum", "extra"]
    assert kept.column("tailnum").to_pylist() == TABLE.column("tailnum").to_pylist()
    assert kept.column("extra").combine_chunks() == TABLE.column("extra").combine_chunks()
    assert kept.schema.metadata == MODULE.output_schema.metadata
    for keep, message in (
        (["scores"], 'column "scores" to keep is the name of a feature too'),
        (["extra", "extra"], 'column "extra" to keep is named twice'),
        (["extr"], 'column "extr" to keep: found no such column; is it "extra"?'),
    ):
        with pytest.raises(SchemaError, match=message):
            MODULE.transform(TABLE, keep=keep)
    with pytest.raises(TypeError, match="sequence of names"):
        MODULE.transform(TABLE, keep="extra")


def test_labels_are_checked_only_where_they_are():
    labels = pa.array([True, None] * (ROWS // 2))
    assert bits(MODULE.transform(TABLE.append_column("is_fraud", labels))) == WHOLE
    with pytest.raises(SchemaError, match='column "is_fraud": expected bool'):
        MODULE.transform(TABLE.append_column("is_fraud", [["yes"] * ROWS]))


def test_arguments():
    for options in ({"threads": 0}, {"chunk_rows": 0}):
        with pytest.raises(ValueError, match="must be at least 1"):
            MODULE.transform(TABLE, **options)


def test_inputs_and_outputs_may_be_empty():
    constant = Module(
        "t.v1", (), (Output("one", "int64"),), lambda c: ((np.ones(len(c), np.int64), None),), fingerprint=""
    )
    assert constant.transform(TABLE, chunk_rows=64).column("one").to_pylist() == [1] * ROWS
    nothing = Module("t.v1", INPUTS, (), lambda c: (), fingerprint="")
    assert nothing.transform(TABLE, keep=["extra"]).num_columns == 1


def test_a_module_may_run_in_many_threads_at_once():
    results = [None] * 4

    def run(i):
        results[i] = bits(MODULE.transform(TABLE, threads=2, chunk_rows=50))

    threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [WHOLE] * 4


def test_wrong_columns_of_generated_code_end_as_a_bug_and_not_as_memory_of_others():
    def module(values, ok=None, output="int64"):
        return Module("t.v1", (), (Output("y", output),), lambda c: ((values, ok),), fingerprint="")

    rows = pa.table({"x": range(5)})
    for values, ok, output in (
        (np.zeros(4, np.int64), None, "int64"),
        (np.zeros(5, np.int32), None, "int64"),
        (np.zeros(5), None, "int64"),
        (np.zeros(5, np.int64), np.ones(4, bool), "int64?"),
        (np.zeros(5, np.int64), None, "string"),
        (np.zeros((5, 2), np.int64), None, "list<int64, 2>"),
    ):
        with pytest.raises(RuntimeError, match="bug in featc: y"):
            module(values, ok, output).transform(rows)


def test_contracts_of_the_input_come_before_the_features():
    def explode(chunk):
        raise AssertionError("computed features of rows that break a contract")

    inputs = (Field("x", "int64", contracts=(Range(0, 9, "in 0..9"),)),)
    module = Module("t.v1", inputs, (Output("y", "int64"),), explode, fingerprint="")
    with pytest.raises(ContractError):
        module.transform(pa.table({"x": [10]}))


def test_sets_with_long_lists_have_smaller_chunks() -> None:
    def rows(type_: str, widest: int = 0) -> int:
        made = Module("wide", (), (Output("a", type_),), lambda chunk: (), fingerprint="f", widest=widest)
        return made.chunk_rows

    assert rows("int64") == rows("list<bool, 64>") == rows("list<string, ..65535>") == 131_072
    assert rows("list<int64, 1024>") == rows("int64", 1024) == rows("list<bool, 64>", 1024) == 8192
    assert rows("list<float64, 65535>") == 128
