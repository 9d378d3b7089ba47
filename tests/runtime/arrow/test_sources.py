"""Tables of the libraries that people have, as they are: Polars, pandas, DuckDB, pyarrow's own kinds."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from arrow_tiny import MODULE, bits, table

from featc_runtime.arrow import Field, Module, Output
from featc_runtime.errors import ContractError, SchemaError

TABLE = table(500)
WHOLE = bits(MODULE.transform(TABLE))


class Capsule:
    """Something that is only known by the Arrow PyCapsule interface."""

    def __init__(self, data, method):
        setattr(type(self), method, lambda self, requested_schema=None: getattr(data, method)(requested_schema))


def test_every_kind_of_pyarrow():
    batch = TABLE.combine_chunks().to_batches()[0]
    for data in (batch, TABLE.to_reader(), TABLE.to_reader(max_chunksize=7), batch.to_struct_array()):
        assert bits(MODULE.transform(data)) == WHOLE
    out = MODULE.transform_batches(MODULE.transform_batches(TABLE, keep=TABLE.schema.names[:5]))  # a stream of a stream
    assert bits(out.read_all()) == WHOLE


def test_capsules():
    batch = TABLE.combine_chunks().to_batches()[0]
    assert bits(MODULE.transform(Capsule(TABLE, "__arrow_c_stream__"))) == WHOLE
    assert bits(MODULE.transform(type("Array", (Capsule,), {})(batch, "__arrow_c_array__"))) == WHOLE


def test_polars():
    frame = pl.DataFrame(TABLE)
    assert bits(MODULE.transform(frame)) == WHOLE
    assert bits(MODULE.transform(frame.with_columns(pl.col("carrier").cast(pl.Categorical)))) == WHOLE
    as_enum = frame.with_columns(pl.col("carrier").cast(pl.Enum(["DL", "𝄞", "", "AA"])))
    assert bits(MODULE.transform(as_enum)) == WHOLE
    pieces = pl.concat([frame[:3], frame[3:200], frame[200:]], rechunk=False)
    assert bits(MODULE.transform(pieces, chunk_rows=50)) == WHOLE
    assert bits(MODULE.transform(frame.with_columns(pl.col("scores").list.to_array(2)))) == WHOLE
    assert bits(pa.table(pl.DataFrame(MODULE.transform(frame)))) == WHOLE  # and back


def test_polars_lazy_frames_have_to_be_collected():
    lazy = pl.DataFrame(TABLE).lazy()
    if hasattr(lazy, "__arrow_c_stream__"):
        assert bits(MODULE.transform(lazy)) == WHOLE
    else:
        with pytest.raises(SchemaError, match="call its collect"):
            MODULE.transform(lazy)


def test_duckdb():
    source = TABLE.set_column(
        TABLE.schema.get_field_index("when"), "when", TABLE["when"].cast(pa.timestamp("us", "UTC"))
    )
    connection = duckdb.connect()
    connection.register("source", source)
    relation = connection.sql("select * from source")
    assert bits(MODULE.transform(relation)) == WHOLE
    features = MODULE.transform(TABLE)
    connection.register("features", features)
    assert connection.sql("select sum(double) from features").fetchall() == [(sum(features["double"].to_pylist()),)]


def pandas_table():
    frame = TABLE.to_pandas(types_mapper=pd.ArrowDtype)
    return frame.astype({"extra": "int16", "distance": "float64"})


def test_pandas():
    assert bits(MODULE.transform(pandas_table())) == WHOLE
    by_category = pandas_table().astype({"carrier": "category"})
    assert bits(MODULE.transform(by_category)) == WHOLE
    assert MODULE.transform(pandas_table().set_index("extra").sort_index()).num_rows == 500


def numbers(type_):
    return Module(
        "t.v1", (Field("x", type_),), (Output("y", type_),),
        lambda c: ((c.values("x"), c.valid("x") if type_.endswith("?") else None),), fingerprint="",
    )  # fmt: skip


def test_pandas_exports_nan_as_null():
    """What pandas does by itself, and what SEMANTICS.md#ingress says of it."""
    plain = pd.DataFrame({"x": [1.0, float("nan")]})
    assert numbers("float64?").transform(plain).column("y").to_pylist() == [1.0, None]
    with pytest.raises(ContractError, match="row 1: null, and float64 has no null"):
        numbers("float64").transform(plain)
    # Two ways to keep NaN apart from null: NumPy's column by Arrow, or an Arrow column in pandas.
    kept = pa.table({"x": plain["x"].to_numpy()})
    arrow = pd.DataFrame({"x": pd.Series(pd.arrays.ArrowExtensionArray(pa.array([1.0, float("nan")])))})
    for data in (kept, arrow):
        assert bits(numbers("float64").transform(data)) == {"y": bits(kept)["x"]}


def test_pandas_columns_with_missing_values():
    integers = pd.DataFrame({"x": pd.array([1, None, 3], dtype="Int64")})
    assert numbers("int64?").transform(integers).column("y").to_pylist() == [1, None, 3]
    floats = pd.DataFrame({"x": [1, None, 3]})
    with pytest.raises(SchemaError, match=r'expected int64\?, found double; pandas makes floats .* astype\("Int64"\)'):
        numbers("int64?").transform(floats)
    texts = pd.DataFrame({"x": ["a", None, float("nan"), ""]})
    assert numbers("string?").transform(texts).column("y").to_pylist() == ["a", None, None, ""]
    times = pd.DataFrame({"x": pd.to_datetime(["2020-01-01", None], utc=True)})
    assert numbers("timestamp?").transform(times).column("y").cast(pa.int64()).to_pylist() == [
        1_577_836_800_000_000,
        None,
    ]
    with pytest.raises(SchemaError, match="a time without a zone is no instant"):
        numbers("timestamp?").transform(pd.DataFrame({"x": pd.to_datetime(["2020-01-01"])}))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"carrier": "AA"}, "expected a table .*, found builtins.dict; for one row use transform_row"),
        ([1, 2], "expected a table .*, found builtins.list"),
        (np.zeros(3), "found numpy.ndarray"),
        (pa.array([1, 2]), "expected a table"),
        (pa.chunked_array([[1, 2]]), "expected a table"),
        (pd.Series([1.0]), "expected a table"),
        (pd.DataFrame([[1, 2]], columns=["x", "x"]), "pandas.*DataFrame, which Arrow cannot take: Duplicate"),
        (pd.DataFrame({"x": ["a", 1]}), "pandas.*DataFrame, which Arrow cannot take: .*column x"),
    ],
)
def test_what_is_no_table(data, message):
    with pytest.raises(SchemaError, match=message):
        MODULE.transform(data)
