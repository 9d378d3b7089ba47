"""A row of a table is judged as it would be alone, whatever else is wrong in its chunk, and as `transform_row` does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from featc_runtime.arrow.entry import Entry
from featc_runtime.arrow.ingress import reader
from featc_runtime.errors import SchemaError
from featc_runtime.row_values import Bad, converter
from featc_runtime.schema import Field

_EDGES = [0, 1, 2**24 + 1, 2**31, 2**53 + 1, 2**63, 2**64, 62_135_596_800, 253_402_300_800, 315_576_000_000]
_INTS = st.builds(
    lambda edge, sign, factor, more: edge * sign * factor + more,
    st.sampled_from(_EDGES),
    st.sampled_from([-1, 1]),
    st.sampled_from([1, 1_000, 1_000_000]),
    st.integers(-3, 3),
)
_MARKS = [
    ("int64", {}),
    ("int64", {"storage": "int32"}),
    ("float64", {}),
    ("float64", {"storage": "float32"}),
    *(("datetime", {"unit": unit}) for unit in ("s", "ms", "us", "ns")),
    *(("timestamp", {"unit": "s", "assume": zone}) for zone in ("+05:30", "America/New_York", "-11:00")),
]


def table_and_rows(field: Field, array: pa.Array, rows: list[Any]) -> None:
    """The values or reasons of a column, and of each of its rows by itself, are the same."""
    read = reader(field.type, field.marks, array.type)
    assert read is not None
    values, ok, found = read(array)
    by_table: list[Any] = values.tolist()  # type: ignore[union-attr]
    if ok is not None:
        by_table = [value if good else None for value, good in zip(by_table, ok.tolist(), strict=True)]
    for problem in found:
        for row in problem.rows.tolist():
            by_table[row] = problem.reason
    enter = converter(field)
    by_row = []
    for row in rows:
        try:
            by_row.append(enter(row))
        except Bad as error:
            by_row.append(error.reason)
    assert by_table == by_row


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(_MARKS), st.booleans(), st.lists(_INTS, min_size=1, max_size=6), st.booleans())
@example(("int64", {"storage": "int32"}), False, [2**63, 2**31, 5], True)
def test_integers(kind: tuple[str, dict[str, str]], rounded: bool, rows: list[int], unsigned: bool) -> None:
    low, high = (0, 2**64 - 1) if unsigned else (-(2**63), 2**63 - 1)
    rows = [min(max(row, low), high) for row in rows]
    field = Field("x", kind[0], rounded=rounded and kind[0] in ("int64", "float64"), **kind[1])  # type: ignore[arg-type]
    table_and_rows(field, pa.array(rows, pa.uint64() if unsigned else pa.int64()), rows)


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["s", "ms", "us", "ns"]),
    st.sampled_from(["+05:30", "America/New_York", "-11:00"]),
    st.lists(_INTS.filter(lambda n: abs(n) < 2**63), min_size=1, max_size=6),
)
@example("s", "+05:30", [2**62, -62_135_596_800, 0])  # beyond the years; beyond them in UTC; good
@example("ns", "America/New_York", [1, 0])
def test_times_in_a_zone(unit: str, zone: str, rows: list[int]) -> None:
    array = pa.array(rows, pa.int64()).view(pa.timestamp(unit))
    table_and_rows(Field("x", "timestamp", assume=zone), array, [np.datetime64(row, unit) for row in rows])


@pytest.mark.parametrize("storage", [None, "int32"])
@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize(
    "text", ["1e30", "10000000000000000000000000000.5", "-9223372036854775808.5", "0.5", "1e-9", "7"]
)
def test_decimals_for_integers(text: str, rounded: bool, storage: str | None) -> None:
    """What is not whole is too fine, however large it is."""
    value = Decimal(text)
    array = pa.array([value, Decimal(1)], pa.decimal256(60, 10))
    table_and_rows(Field("x", "int64", storage=storage, rounded=rounded), array, [value, Decimal(1)])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (Field("x", "list<int64, ..3>"), "abc", "expected a list of at most 3, found str"),
        (Field("x", "list<int64, 3>"), "abc", "expected a list of 3, found str"),
        (Field("x", "list<int64, ..3>"), [1] * 4, "a list of 4, expected at most 3"),
        (Field("x", "timestamp", unit="ms"), 10**400, "a number of ms since 1970 is outside"),
        (Field("x", "timestamp", unit="ms"), 10**20, "100000000000000000000 ms since 1970 is outside"),
    ],
)
def test_what_is_said_of_a_value(field: Field, value: object, said: str) -> None:
    with pytest.raises(Bad, match=said):
        converter(field)(value)


def test_a_missing_column_is_told_with_its_null() -> None:
    fields = [Field("x", "float64?", storage="float32"), Field("y", "int64", storage="int32")]
    with pytest.raises(SchemaError) as error:
        Entry("s.v1", fields, pa.schema([]))
    assert 'column "x": expected float32?, found' in str(error.value)
    assert 'column "y": expected int32, found' in str(error.value)
