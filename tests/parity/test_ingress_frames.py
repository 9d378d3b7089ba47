"""One table as pandas, Polars and DuckDB hold it: the bits that the Arrow table gives."""

from __future__ import annotations

import random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from rows import make_rows
from targets import compile_source

from featc.loaded import load
from featc.values.bits import same
from featc.values.rows import from_arrow, to_table

SOURCE = """featureset frames.v1
input Row {
  flag: bool?
  count: int64?
  small: int32
  share: float64?
  weight: float32?
  name: string?
  code: string in ["", "AA", "né", "😀"]
  moment: timestamp?
  civil: datetime?
  day: date?
  gap: duration?
  pair: list<float64?, 2>?
  words: list<string, 2>
}
feature a = flag
feature b = count
feature c = small
feature d = share
feature e = weight
feature f = name
feature g = code
feature h = moment
feature i = civil
feature j = day
feature k = gap
feature l = pair
feature m = words
feature n = length(name) + index_of(code, ["AA", "né"])
feature o = share + weight * float64(small)
feature p = hour(moment at "Europe/Berlin")
"""
LOADED = load(compile_source(SOURCE))
MODULE = LOADED.module
ROWS = 300


def table(rows: int = ROWS) -> pa.Table:
    """Rows whose times every frame can hold: of the years 1700 to 2200."""
    made = make_rows(LOADED.featureset, 8, rows)
    source = random.Random(4)
    for row in made:
        for name in ("moment", "civil", "gap"):
            if row[name] is not None:
                row[name] = source.randint(-8_000_000_000_000_000, 7_000_000_000_000_000)
    names = [f.name for f in LOADED.featureset.input.wire_fields]
    return to_table([tuple(row[n] for n in names) for row in made], MODULE.inputs, MODULE.input_schema)


TABLE = table()


def pandas_arrow(whole: pa.Table) -> pd.DataFrame:
    return whole.to_pandas(types_mapper=pd.ArrowDtype)


def pandas_category(whole: pa.Table) -> pd.DataFrame:
    frame = pandas_arrow(whole)
    names = whole.column("name").combine_chunks().dictionary_encode()  # pandas 2.2 would take "\0a" for ""
    codes = names.indices.fill_null(-1).to_numpy()
    frame["name"] = pd.Categorical.from_codes(codes, pd.Index(names.dictionary.to_pylist(), dtype=object))
    frame["code"] = pd.Categorical(whole.column("code").to_pylist(), ["unused", "😀", "AA", "né", ""])
    return frame


def pandas_nullable(whole: pa.Table) -> pd.DataFrame:
    """NumPy columns and pandas' own nullable ones, where these keep what is in them."""
    frame = pandas_arrow(whole)
    for name, kind in (
        ("flag", "boolean"),
        ("count", "Int64"),
        ("small", "int32"),
        ("name", "string"),
        ("code", "str"),
    ):
        frame[name] = pd.array(whole.column(name).to_pylist(), dtype=kind)
    frame["civil"] = whole.column("civil").to_pandas()
    frame["gap"] = whole.column("gap").to_pandas()
    frame["moment"] = whole.column("moment").to_pandas()
    return frame


def pandas_sliced(whole: pa.Table) -> pd.DataFrame:
    return pd.concat([pandas_arrow(whole.slice(5, 9)), pandas_arrow(whole)]).iloc[9:]


def polars_frame(whole: pa.Table) -> pl.DataFrame:
    return pl.DataFrame(whole)


def polars_categorical(whole: pa.Table) -> pl.DataFrame:
    frame = pl.DataFrame(whole)
    codes = pl.Enum(["unused", "AA", "né", "😀", ""])
    return frame.with_columns(pl.col("name").cast(pl.Categorical), pl.col("code").cast(codes))


def polars_chunks(whole: pa.Table) -> pl.DataFrame:
    frame = pl.DataFrame(whole)
    return pl.concat([frame[:1], frame[1:8], frame[8:]], rechunk=False)


def polars_lists(whole: pa.Table) -> pl.DataFrame:
    """Lists of any length in place of arrays of a fixed one."""
    return pl.DataFrame(whole).with_columns(pl.col("pair").arr.to_list(), pl.col("words").arr.to_list())


def duckdb_relation(whole: pa.Table) -> Any:
    """DuckDB's intervals are no durations, so that column is put back."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'Asia/Kathmandu'")
    connection.register("given", whole.drop_columns(["gap"]))
    found = connection.sql("select * from given").to_arrow_table()
    return found.append_column("gap", whole.column("gap"))


FRAMES = [
    pandas_arrow, pandas_category, pandas_nullable, pandas_sliced, polars_frame, polars_categorical, polars_chunks,
    polars_lists, duckdb_relation,
]  # fmt: skip


@pytest.mark.parametrize("make", FRAMES, ids=lambda f: f.__name__)
def test_a_frame_gives_the_bits_of_its_table(make: Any) -> None:
    expected = from_arrow(MODULE.transform(TABLE), MODULE.outputs)
    for chunk_rows in (131_072, 13):
        found = from_arrow(MODULE.transform(make(TABLE), chunk_rows=chunk_rows), MODULE.outputs)
        assert len(found) == len(expected)
        for i, (want, have) in enumerate(zip(expected, found, strict=True)):
            assert same(want, have), f"row {i}: expected {want}, found {have}"


def test_a_relation_of_duckdb_itself() -> None:
    whole = TABLE.drop_columns(["gap"]).append_column("gap", pa.nulls(ROWS))
    expected = from_arrow(MODULE.transform(whole), MODULE.outputs)
    connection = duckdb.connect()
    connection.register("given", TABLE.drop_columns(["gap"]))
    relation = connection.sql("select *, null::varchar as unused from given")
    without = load(compile_source(SOURCE.replace("  gap: duration?\n", "").replace("feature k = gap\n", ""))).module
    found = from_arrow(without.transform(relation), without.outputs)
    gone = [o.name for o in MODULE.outputs].index("k")
    for want, have in zip(expected, found, strict=True):
        assert same(want[:gone] + want[gone + 1 :], have)
