"""One table in every Arrow layout that its fields accept, garbage under nulls included: the same bits each time."""

from __future__ import annotations

import random
from functools import cache

import pyarrow as pa
import pytest
from arrow_forms import forms, list_forms, plain, wrapped
from rows import Values
from targets import compile_source

from featc.ir import FeatureSet
from featc.loaded import Loaded, load
from featc.values.bits import same
from featc.values.rows import RawRow, from_arrow
from featc_dsl.types import SCALARS, Kind, Type, list_of
from featc_runtime.errors import SchemaError

ROWS = 70


def source(type: Type) -> str:
    """A program that shows a field's bits, null or not, and reads it in other ways."""
    scalar = type.item or type
    lines = ["featureset forms.v1", "input Row {", f"  x: {type}?", f"  y: {type}", "  other: int64", "}"]
    lines += ["feature raw = x", "feature whole = y", "feature gone = is_null(x)"]
    if type.item is None:
        lines += ["feature chosen = x ?? y", "feature alike = is_same(x, y)"]
    else:
        lines += ["feature first = x[0]", "feature chosen = if is_null(x) then y else x"]
        lines += ["feature any_one = y[other]"]
    if scalar.kind is Kind.STRING and type.item is None:
        lines += ['feature glued = x + "/" + y', "feature size = length(y)", "feature place = hash_bucket(x, 97)"]
    return "\n".join([*lines, ""])


@cache
def loaded(type: Type) -> Loaded:
    """The program of a type, in memory."""
    return load(compile_source(source(type)))


def columns(program: FeatureSet, type: Type, rows: int) -> tuple[list[object], list[object]]:
    """Values of the nullable field and of the one that is never null."""
    made = Values(program, random.Random(11))
    x: list[object] = []
    y: list[object] = []
    for i in range(rows):
        made.start_row()
        x.append(None if i % 4 == 1 else made.of_type(type))
        y.append(made.of_type(type))
    return x, y


def features(built: Loaded, table: pa.Table, chunk_rows: int = 131_072) -> list[RawRow]:
    return from_arrow(built.module.transform(table, chunk_rows=chunk_rows, threads=1), built.module.outputs)


def canonical(values: list[object], type: Type) -> pa.Array:
    schema = loaded(type).module.input_schema
    return pa.array(values, schema.field("x").type)


TYPES = [
    *SCALARS.values(),
    *(list_of(s, 2) for s in SCALARS.values()),
    *(list_of(s.with_null(), 3) for s in SCALARS.values()),
    *(list_of(s, 2, at_most=True) for s in SCALARS.values()),
    *(list_of(s.with_null(), 5, at_most=True) for s in SCALARS.values()),
]


@pytest.mark.parametrize("type", TYPES, ids=str)
def test_every_layout_gives_the_same_bits(type: Type) -> None:
    built = loaded(type)
    x, y = columns(built.featureset, type, ROWS)
    other = pa.array([i % 5 for i in range(ROWS)])
    plain_x, plain_y = canonical(x, type), canonical(y, type)
    make = forms if type.item is None else list_forms
    count = 0
    for name, held, array in make(x, type):
        expected = features(built, pa.table({"x": canonical(held, type), "y": plain_y, "other": other}))
        for chunk_rows in (131_072, 9):
            found = features(built, pa.table({"x": array, "y": plain_y, "other": other}), chunk_rows)
            assert_same(expected, found, f"x as {name}, {chunk_rows} rows a chunk")
        count += 1
    for name, held, array in make(y, type):
        expected = features(built, pa.table({"x": plain_x, "y": canonical(held, type), "other": other}))
        found = features(built, pa.table({"x": plain_x, "y": array, "other": other}))
        assert_same(expected, found, f"y as {name}")
    assert count >= 10


def test_many_short_strings_of_every_layout() -> None:
    """Above a thousand rows short strings are read by a way of their own."""
    type, rows = SCALARS["string"], 1500
    built = loaded(type)
    source = random.Random(3)
    pool = ["", "a", "JFK", "né", "\x00", "a\x00", "1234567", "12345678", "😀", *(f"N{i}" for i in range(300))]
    for texts in (pool, [t for t in pool if len(t.encode()) < 8]):
        x = [None if source.random() < 0.2 else source.choice(texts) for _ in range(rows)]
        y = plain([v or "" for v in x], pa.string())
        other = pa.array(range(rows))
        for name, held, array in forms(x, type):
            expected = features(built, pa.table({"x": canonical(held, type), "y": y, "other": other}))
            found = features(built, pa.table({"x": array, "y": y, "other": other}))
            assert_same(expected, found, name)


def test_small_dictionaries_that_are_too_many_together() -> None:
    """Small chunks are put together where Arrow can: two dictionaries of 100 entries are too many for one of int8."""
    type = SCALARS["string"]
    codes = pa.array(range(100), pa.int8())
    texts = [[f"{letter}{i}" for i in range(100)] for letter in "vw"]
    parts = pa.chunked_array([pa.DictionaryArray.from_arrays(codes, pa.array(t)) for t in texts])
    whole = canonical(texts[0] + texts[1], type)
    other = pa.array(range(200))
    expected = features(loaded(type), pa.table({"x": whole, "y": whole, "other": other}))
    assert_same(expected, features(loaded(type), pa.table({"x": parts, "y": parts, "other": other})), "two of int8")


def test_a_column_of_nulls_only() -> None:
    for type in TYPES:
        built = loaded(type)
        _, y = columns(built.featureset, type, 5)
        rest = {"y": canonical(y, type), "other": pa.array(range(5))}
        expected = features(built, pa.table({"x": canonical([None] * 5, type), **rest}))
        assert_same(expected, features(built, pa.table({"x": pa.nulls(5), **rest})), f"nulls for {type}")


@pytest.mark.parametrize(
    ("type", "array"),
    [
        ("string", pa.array([b"a"])),
        ("string", pa.array([b"a"], pa.binary_view())),
        ("int64", pa.array([1.0])),
        ("int64", pa.array([True])),
        ("bool", pa.array([1])),
        ("string", pa.array([1], pa.decimal128(5))),
        ("date", pa.array([0], pa.timestamp("us"))),
        ("timestamp", pa.array([0], pa.timestamp("us"))),
        ("datetime", pa.array([0], pa.timestamp("us", "UTC"))),
        ("duration", pa.array([0], pa.time64("us"))),
    ],
    ids=lambda v: str(getattr(v, "type", v)),
)
def test_what_is_not_accepted_is_refused_in_every_encoding(type: str, array: pa.Array) -> None:
    built = loaded(SCALARS[type])
    codes = pa.array([0], pa.int8())
    for form in (array, pa.DictionaryArray.from_arrays(codes, array), wrapped(array)):
        rest = {"y": canonical(columns(built.featureset, SCALARS[type], 1)[1], SCALARS[type]), "other": pa.array([0])}
        with pytest.raises(SchemaError, match='column "x": expected'):
            built.module.transform(pa.table({"x": form, **rest}))


def assert_same(expected: list[RawRow], found: list[RawRow], where: str) -> None:
    assert len(expected) == len(found), where
    for i, (want, have) in enumerate(zip(expected, found, strict=True)):
        assert same(want, have), f"{where}, row {i}: expected {want}, found {have}"
