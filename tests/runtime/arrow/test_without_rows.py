"""Tables and batches without rows: what has no row breaks no rule of rows, and a wrong type is wrong all the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from featc_runtime.arrow import Field, Module, Output, Range
from featc_runtime.errors import ContractError, SchemaError

TYPES = [
    "bool",
    "int64",
    "float64",
    "string",
    "timestamp",
    "datetime",
    "date",
    "duration",
    "list<string, 2>",
    "list<int64, ..3>",
]
VALUES: list[Any] = [
    True, 1, 1.5, "a", datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1), date(2024, 1, 1), timedelta(1),
    ["a", "b"], [1],
]  # fmt: skip


def module(*types: str, contracts: tuple[Range, ...] = ()) -> Module:
    fields = tuple(Field(f"f{i}", t, contracts=contracts) for i, t in enumerate(types))
    outputs = tuple(Output(f"g{i}", t) for i, t in enumerate(types))
    return Module(
        "t.v1",
        fields,
        outputs,
        lambda c: tuple((c.values(f.name), c.valid(f.name) if f.type.nullable else None) for f in fields),
        fingerprint="",
    )  # fmt: skip


@pytest.mark.parametrize("nullable", ["", "?"])
def test_a_frame_of_pandas_that_a_condition_has_emptied(nullable):
    whole = pd.DataFrame({f"f{i}": pd.Series([value], dtype=object) for i, value in enumerate(VALUES)})
    made = module(*(t + nullable for t in TYPES))
    assert made.transform(whole).num_rows == 1
    empty = whole[whole["f1"] > 5]
    assert len(empty) == 0
    assert any(pa.types.is_null(t) for t in pa.Schema.from_pandas(empty).types)
    for frame in (empty, pd.DataFrame(columns=[f"f{i}" for i in range(len(TYPES))])):
        found = made.transform(frame)
        assert (found.num_rows, found.schema) == (0, made.output_schema)
        assert made.transform_batches(frame).read_all().num_rows == 0
        assert list(made.violations(frame)) == []


def test_contracts_of_a_frame_without_rows():
    made = module("int64", contracts=(Range(3, 5, "in 3..5"),))
    assert made.transform(pd.DataFrame({"f0": pd.Series([], dtype=object)})).num_rows == 0


@pytest.mark.parametrize(
    "data",
    [
        pa.table({"f0": pa.array([], pa.string())}),
        pa.table({"f0": pa.array([], pa.float64())}),
        pd.DataFrame({"f0": pd.Series([], dtype="float64")}),
        pl.DataFrame({"f0": []}, schema={"f0": pl.String}),
    ],
    ids=["arrow", "floats", "pandas", "polars"],
)
def test_a_wrong_type_is_certain_without_any_row(data):
    with pytest.raises(SchemaError, match='column "f0": expected int64, found'):
        module("int64").transform(data)
    with pytest.raises(SchemaError, match="no such column"):
        module("int64").transform(pa.table({"x": pa.nulls(0)}))


def test_streams_whose_first_batches_are_empty():
    schema = pa.schema([("f0", pa.int64())])
    empty, full = pa.record_batch([pa.array([], pa.int64())], schema), pa.record_batch([pa.array([7])], schema)
    reader = pa.RecordBatchReader.from_batches(schema, [empty, empty, full, empty])
    assert module("int64").transform_batches(reader).read_all()["g0"].to_pylist() == [7]


def test_streams_of_the_null_type():
    """The type does not say whether rows will come: each that does is null."""
    schema = pa.schema([("f0", pa.null())])
    empty, full = pa.record_batch([pa.nulls(0)], schema), pa.record_batch([pa.nulls(2)], schema)
    for batches, rows in (([empty, empty], 0), ([empty, full], 2)):
        reader = pa.RecordBatchReader.from_batches(schema, batches)
        assert module("int64?").transform_batches(reader).read_all().num_rows == rows
    stream = module("int64").transform_batches(pa.RecordBatchReader.from_batches(schema, [empty, full]))
    with pytest.raises(ContractError, match=r"f0: row 0 \(and 1 more\): null, and int64 has no null"):
        stream.read_all()
    assert (
        module("int64").transform_batches(pa.RecordBatchReader.from_batches(schema, [empty])).read_all().num_rows == 0
    )


def test_lists_that_are_all_empty():
    found = module("list<int64, ..3>").transform(pa.table({"f0": [[], []]}))
    assert found["g0"].to_pylist() == [[], []]
    with pytest.raises(ContractError, match=r"row 0: \[0\]: null, and int64 has no null"):
        module("list<int64, ..3>").transform(pa.table({"f0": [[None], []]}))


def test_relations_of_duckdb_without_rows():
    relation = duckdb.sql("select 1::bigint f0, 'a' f1 where false")
    assert module("int64", "string").transform(relation).num_rows == 0
