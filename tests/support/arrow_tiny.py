"""A small feature set written by hand as the batch target writes one, for tests of the engine."""

from __future__ import annotations

import struct

import numpy as np
import pyarrow as pa

from featc_runtime.arrow import Chunk, Field, Lists, Module, NullShare, Output, Range

INPUTS = (
    Field("carrier", "string"),
    Field("tailnum", "string?", contracts=(NullShare(1.0, "nulls <= 100%"),)),
    Field("distance", "float64", contracts=(Range(0.0, 6000.0, "in 0..6000"),)),
    Field("paid_at", "timestamp", column="when"),
    Field("scores", "list<float64?, 2>?"),
    Field("is_fraud", "bool?", label=True),
)
OUTPUTS = (
    Output("double", "float64"),
    Output("log", "float64?", "float32"),
    Output("tail", "string?"),
    Output("cents", "int64?", "int32"),
    Output("paid_at", "timestamp"),
    Output("known", "list<bool, 2>"),
    Output("scores", "list<float64?, 2>?"),
)


def compute(chunk: Chunk):
    distance, tail_ok = chunk.values("distance"), chunk.valid("tailnum")
    code = chunk.values("carrier").take(lambda v: {"AA": 0, "DL": 1}.get(v, -1), np.int64)
    return (
        (distance * 2, None),
        (np.log(distance), tail_ok),
        (chunk.values("tailnum"), tail_ok),
        ((distance * 1e6).astype(np.int64), np.ones(len(chunk), np.bool_)),
        (chunk.values("paid_at"), None),
        (Lists(code[:, None] == np.arange(2)), None),
        (chunk.values("scores"), chunk.valid("scores")),
    )


MODULE = Module("tiny.v1", INPUTS, OUTPUTS, compute, fingerprint="f00d")


def table(rows: int) -> pa.Table:
    """Rows with nulls, NaN, -0.0 and repeated strings, the same ones each time."""
    at = np.arange(rows)
    nan = float("nan")
    return pa.table(
        {
            "extra": pa.array(at % 7),
            "when": pa.array(at * 1_000_003, pa.timestamp("us", "America/New_York")),
            "distance": pa.array((at * 37 % 6001).astype(np.float64) * np.where(at % 5, 1.0, -0.0)),
            "tailnum": pa.array([None if i % 3 == 0 else f"N{i % 11}é" for i in at.tolist()], pa.string()),
            "carrier": pa.array([("AA", "DL", "", "𝄞")[i % 4] for i in at.tolist()], pa.string()),
            "scores": pa.array(
                [None if i % 6 == 0 else [None, nan] if i % 6 == 1 else [i / 3, -0.0] for i in at.tolist()],
                pa.list_(pa.float64()),
            ),
        }
    )


def bits(table: pa.Table | pa.RecordBatch) -> dict[str, list[object]]:
    """Every value of a table, floats by their bits, whatever its chunks are."""
    return {name: [_bits(v) for v in table.column(name).to_pylist()] for name in table.schema.names}


def _bits(value: object) -> object:
    if isinstance(value, float):
        return struct.pack("<d", value).hex()
    return [_bits(v) for v in value] if isinstance(value, list) else value
