"""Anything may be given for a table: it is read, or refused with an error of ours, and nothing else is raised."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from featc_runtime.arrow import Field, Module, Output
from featc_runtime.errors import ContractError, SchemaError

TYPES = [
    "bool?", "int64?", "int64", "float64?", "string?", "timestamp?", "datetime?", "date?", "duration?",
    "list<float64?, 2>?", "list<string?, ..3>?",
]  # fmt: skip


def module(type_: str, **options: Any) -> Module:
    return Module(
        "t.v1",
        (Field("x", type_, **options),),
        (Output("y", type_),),
        lambda c: ((c.values("x"), c.valid("x") if type_.endswith("?") else None),),
        fingerprint="",
    )


MODULES = [*map(module, TYPES), module("timestamp?", assume="UTC")]


def held(make: Callable[[], object]) -> None:
    """Every module takes the table or refuses it, whole, as a stream and row by row."""
    for each in MODULES:
        for run in (
            lambda m: m.transform(make(), threads=1).validate(full=True),
            lambda m: m.transform_batches(make(), threads=2).read_all(),
            lambda m: list(m.violations(make())),
        ):
            try:
                run(each)
            except (SchemaError, ContractError) as error:
                str(error).encode()


# --- frames of pandas ---------------------------------------------------------------------------------------------


def recursive() -> list[object]:
    items: list[object] = []
    items.append(items)
    return items


def in_itself() -> dict[str, object]:
    items: dict[str, object] = {}
    items["a"] = [items]
    return items


class Silent:
    def __repr__(self) -> str:
        raise ValueError("a lie")

    __str__ = __repr__


class Raises:
    """Whatever is asked."""

    def __getattribute__(self, name: str) -> Any:
        raise OSError(name)


OBJECTS: list[list[Any]] = [
    [1, 2**63],
    [2**64],
    [-(2**63) - 1],
    [10**400],
    [1, "a"],
    ["a", 1.5],
    [1.5, 2**53 + 1],
    [True, 1],
    [b"a", "b"],
    ["\ud800"],
    ["a", None, float("nan"), pd.NA, pd.NaT],
    [pd.NA],
    [pd.NaT],
    [decimal.Decimal("1.5")],
    [decimal.Decimal("NaN")],
    [decimal.Decimal("1e500")],
    [1j],
    [object()],
    [Silent()],
    [Raises()],
    [{1, 2}],
    [{"a": 1}],
    [{1: "a"}],
    [[1.0, 2.0]],
    [[1.0], "a"],
    [[[1.0]]],
    [recursive()],
    [(recursive(),)],
    [in_itself()],
    [np.array([recursive()], dtype=object)],
    [np.array([1.0, 2.0])],
    [np.array([[1.0, 2.0]])],
    [np.longdouble(1)],
    [np.float16(1)],
    [np.complex64(1)],
    [np.datetime64(10**9, "Y")],
    [np.datetime64("2024", "M")],
    [np.timedelta64(5)],
    [np.timedelta64(5, "M")],
    [np.void(b"a")],
    [np.zeros(1, [("a", "i4")])[0]],
    [np.ma.masked],
    [memoryview(b"ab")],
    [pd.Timestamp("2024-01-01", tz="Asia/Tokyo")],
    [pd.Timestamp("2024-01-01", tz="UTC"), pd.Timestamp("2024-01-01")],
    [pd.Timestamp(np.datetime64("20000-01-01", "s"))],
    [datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1)],
    [datetime.time(1)],
    [datetime.timedelta.max],
    [datetime.datetime.max, datetime.datetime.min],
    [pd.Period("2024", "Y")],
    [pd.Interval(0, 1)],
    [pd.DataFrame({"a": [1]})],
    [pd.Series([1.0, 2.0])],
    [pd.Series([recursive()])],
    [lambda: 1],
    [(i for i in range(2))],
    [type],
    [float("nan"), [1.0, 2.0]],
    [np.str_("a")],
    ["x" * 100_000],
]


@pytest.mark.parametrize("values", OBJECTS, ids=range(len(OBJECTS)))
def test_columns_of_objects(values):
    column = np.empty(len(values), object)
    for i, value in enumerate(values):
        column[i] = value
    held(lambda: pd.DataFrame({"x": pd.Series(column, dtype=object)}))


SERIES: list[Callable[[], Any]] = [
    lambda: np.array([1, 2], "longdouble"),
    lambda: np.array([1, 2], "complex128"),
    lambda: np.array([1, 2], "f2"),
    lambda: np.array([1, 2], ">f8"),
    lambda: np.array([b"a"]),
    lambda: np.array([1, 2], "M8[s]"),
    lambda: np.array([1], "m8[ns]"),
    lambda: pd.period_range("2024", periods=2, freq="M"),
    lambda: pd.interval_range(0, 2),
    lambda: pd.arrays.SparseArray([0, 1]),
    lambda: pd.Categorical(["a", None]),
    lambda: pd.Categorical([1, 2]),
    lambda: pd.Categorical([pd.Timestamp("2024")]),
    lambda: pd.array([1, None], "Int8"),
    lambda: pd.array([1.5, None], "Float32"),
    lambda: pd.array([True, None], "boolean"),
    lambda: pd.array(["a", None], "string"),
    lambda: pd.array([[1.0, 2.0], None], pd.ArrowDtype(pa.list_(pa.float32()))),
    lambda: pd.array([(1, 2, 3)], pd.ArrowDtype(pa.month_day_nano_interval())),
    lambda: pd.array([1], pd.ArrowDtype(pa.decimal128(5))),
    lambda: pd.array([{"a": 1}], pd.ArrowDtype(pa.struct([("a", pa.int64())]))),
    lambda: pd.to_datetime(["2024-01-01"], utc=True),
]


@pytest.mark.parametrize("make", SERIES, ids=range(len(SERIES)))
def test_columns_of_any_kind(make):
    held(lambda: pd.DataFrame({"x": make()}))


def test_frames_of_odd_shapes():
    odd = pd.DataFrame([[1]], columns=pd.Index(["\ud800"], dtype=object))
    two = pd.MultiIndex.from_tuples([("x", "a"), ("x", "b")])
    for frame in (
        pd.DataFrame([[1, 2]], columns=two), pd.DataFrame([[1, 2]], columns=["x", "x"]), pd.DataFrame({5: [1]}),
        pd.DataFrame({None: [1], "x": [2]}), odd, pd.DataFrame(), pd.DataFrame({"x": []}),
        pd.DataFrame(index=range(3)), pd.DataFrame({("x",): [1]}),
    ):  # fmt: skip
        held(lambda frame=frame: frame)


def test_what_is_said_of_them():
    with pytest.raises(SchemaError, match=r"pandas.*DataFrame, which Arrow cannot take: .*too (big|large)"):
        module("int64?").transform(pd.DataFrame({"x": pd.Series([1, 2**63], dtype=object)}))
    with pytest.raises(SchemaError, match='column "x": expected values, found lists in lists without an end'):
        module("int64?").transform(pd.DataFrame({"x": pd.Series([recursive()], dtype=object)}))


# --- what calls itself a table ------------------------------------------------------------------------------------


def offering(name: str, answer: Callable[[], Any]) -> object:
    return type("Offer", (), {name: lambda self, *_, **__: answer()})()


def raising(error: BaseException) -> Callable[[], Any]:
    def answer() -> Any:
        raise error

    return answer


def used() -> object:
    capsule = pa.table({"x": [1]}).__arrow_c_stream__()
    pa.RecordBatchReader._import_from_c_capsule(capsule)
    return capsule


RUBBISH: list[Callable[[], Any]] = [
    lambda: None, lambda: 1, lambda: "x", lambda: (1, 2), lambda: (None, None), lambda: pa.table({"x": [1]}),
    lambda: pa.schema([]).__arrow_c_schema__(), used, lambda: (pa.schema([]).__arrow_c_schema__(),) * 2,
    lambda: pa.array([1]).__arrow_c_array__(), lambda: pa.chunked_array([[1]]).__arrow_c_stream__(),
    raising(KeyError("x")), raising(ValueError("\ud800")), raising(RecursionError()), raising(OSError(5, "x")),
    raising(ZeroDivisionError()), raising(AttributeError("x")), raising(StopIteration()), raising(pa.ArrowInvalid("x")),
]  # fmt: skip


@pytest.mark.parametrize("answer", RUBBISH, ids=range(len(RUBBISH)))
@pytest.mark.parametrize("method", ["__arrow_c_stream__", "__arrow_c_array__"])
def test_rubbish_from_the_interface(method, answer):
    held(lambda: offering(method, answer))


class Liar:
    def __init__(self, kind: type) -> None:
        self.kind = kind

    @property
    def __class__(self) -> Any:
        return self.kind


class Meta(type):
    def __getattribute__(cls, name: str) -> Any:
        raise ZeroDivisionError(name)


def test_what_is_no_table_at_all():
    for kind in (pa.Table, pa.RecordBatch, pa.RecordBatchReader, dict, pd.DataFrame):
        held(lambda kind=kind: Liar(kind))
    for value in (
        Raises(),
        Silent(),
        Meta("M", (), {})(),
        Meta("M", (dict,), {})(),
        None,
        recursive(),
        type,
        np.zeros(3),
        10**5000,
    ):
        held(lambda value=value: value)
    with pytest.raises(SchemaError, match=r"found .*test_hostile_tables.Raises"):
        module("int64").transform(Raises())


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_is_no_fault_of_the_table_passes_through(error):
    with pytest.raises(error):
        module("int64").transform(offering("__arrow_c_stream__", raising(error())))


def test_what_a_stream_raises_while_it_is_read_passes_through():
    """It is the source's own, as for one that reads a file."""
    schema = pa.schema([("x", pa.int64())])

    def batches(*given: Any) -> Any:
        for one in given:
            if isinstance(one, BaseException):
                raise one
            yield one

    good = pa.record_batch([pa.array([1])], schema)
    for error in (OSError("disk gone"), KeyError("x"), ZeroDivisionError()):
        reader = pa.RecordBatchReader.from_batches(schema, batches(good, error))
        with pytest.raises(type(error)):
            module("int64").transform(reader)
    for wrong in (5, pa.record_batch({"x": ["a"]}), pa.record_batch({"y": [1]}), pa.table({"x": [1]})):
        reader = pa.RecordBatchReader.from_batches(schema, batches(good, wrong))
        with pytest.raises(SchemaError, match="cannot be read further"):
            module("int64").transform(reader)
    closed = pa.RecordBatchReader.from_batches(schema, [good])
    closed.close()
    held(lambda: closed)


# --- types --------------------------------------------------------------------------------------------------------

ARROW = [
    pa.null(), pa.bool_(), pa.int8(), pa.uint64(), pa.float16(), pa.float64(), pa.string(), pa.large_string(),
    pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view(), pa.binary(3), pa.date32(), pa.date64(),
    pa.time32("s"), pa.time64("ns"), pa.timestamp("s"), pa.timestamp("ns", "Not/AZone"), pa.duration("ms"),
    pa.month_day_nano_interval(), pa.decimal128(5, 2), pa.decimal256(60, 2), pa.list_(pa.float64()),
    pa.large_list(pa.string()), pa.list_view(pa.string()), pa.large_list_view(pa.float64()), pa.list_(pa.float64(), 2),
    pa.list_(pa.list_(pa.float64())), pa.struct([("x", pa.int64())]), pa.map_(pa.string(), pa.int64()),
    pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.uint64(), pa.float64()),
    pa.run_end_encoded(pa.int16(), pa.string()), pa.list_(pa.dictionary(pa.int8(), pa.string())),
    pa.dense_union([pa.field("a", pa.int64())]), pa.sparse_union([pa.field("a", pa.string())]), pa.struct([]),
    pa.list_(pa.null()), pa.list_(pa.null(), 2), pa.dictionary(pa.int8(), pa.null()),
]  # fmt: skip


@pytest.mark.parametrize("type_", ARROW, ids=str)
def test_any_type_of_arrow(type_):
    for rows in (0, 3):
        try:
            array = pa.nulls(rows, type_)
        except pa.ArrowNotImplementedError:
            continue
        held(lambda array=array: pa.table({"x": array}))
        held(lambda array=array: pa.table({"x": array.slice(1)}))


def test_names_in_types_that_are_not_text():
    """Time zones, fields of structs, and names of columns to keep."""
    for type_ in (pa.timestamp("us", "Zone/X"), pa.struct([("Zone/X", pa.int64())])):
        sink = pa.BufferOutputStream()
        batch = pa.record_batch([pa.nulls(2, type_)], ["x"])
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        odd = sink.getvalue().to_pybytes().replace(b"Zone/X", b"\xff\xfeon/X")
        held(lambda odd=odd: pa.ipc.open_stream(odd))
    with pytest.raises(SchemaError, match="to keep: found no such column"):
        module("int64").transform(pa.table({"x": [1]}), keep=["\ud800"])
    with pytest.raises(TypeError, match="one of them is not a str"):
        module("int64").transform(pa.table({"x": [1]}), keep=[5])


def test_frames_of_polars():
    for column in (
        pl.Series("x", [object()], dtype=pl.Object), pl.Series("x", [datetime.time(1)]), pl.Series("x", [{"a": 1}]),
        pl.Series("x", [[1.0, 2.0]], dtype=pl.Array(pl.Float64, 2)), pl.Series("x", [decimal.Decimal("1.5")]),
        pl.Series("x", [b"a"]), pl.Series("x", [None]), pl.Series("x", [], dtype=pl.Null),
    ):  # fmt: skip
        held(lambda column=column: pl.DataFrame([column]))
