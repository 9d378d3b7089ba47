"""Arithmetic, comparisons, numbers and maths: the vectorised helpers give what the scalar ones give, for any columns,
with plain Python values in the place of some of them.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from chunks import column, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from maths_inputs import to_bits

from featc_dsl.catalogue import ROWS, Overload
from featc_dsl.types import Kind, Type
from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Lists
from featc_runtime.batch.scratch import BLOCK
from featc_runtime.scalar import limits

OVERLOADS = [o for r in ROWS if r.family in ("arithmetic", "comparison", "numbers", "maths") for o in r.overloads]
OVERLOADS = [o for o in OVERLOADS if o.id != "is_same" and ".list_" not in o.id and o.operands]
#: Rows of a chunk: none, one, a few.
COUNTS = (0, 1, 2, 12)

_INT = (
    st.integers(limits.INT64_MIN, limits.INT64_MAX)
    | st.integers(-5, 5)
    | st.sampled_from([limits.INT64_MIN, limits.INT64_MAX, 2**53 + 1, -(2**53) - 1, 2**63 - 512])
)
_FLOAT = (
    st.floats()
    | st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.5, 2.0, math.nan, math.inf, 2.0**53, 2.0**63, -(2.0**63), 5e-324])
    | st.integers(-(2**63), 2**63 - 1).map(float)
    | st.floats(-4.0, 4.0)
)
_TIME = st.integers(limits.TIME_MIN, limits.TIME_MAX) | st.sampled_from([limits.TIME_MIN, limits.TIME_MAX, 0])
_DURATION = st.integers(-limits.DURATION_MAX, limits.DURATION_MAX) | st.integers(-3, 3)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.BOOL: st.booleans(),
    Kind.INT64: _INT,
    Kind.FLOAT64: _FLOAT,
    Kind.STRING: st.text("abé\U00010000\uffff", max_size=3) | st.from_regex(r"\A[-+]?[0-9.]{0,25}(e-?[0-9]{1,3})?\Z"),
    Kind.TIMESTAMP: _TIME,
    Kind.DATETIME: _TIME,
    Kind.DATE: st.integers(limits.DATE_MIN, limits.DATE_MAX),
    Kind.DURATION: _DURATION,
    Kind.MONTHS: st.integers(-130_000, 130_000),
}


def exactly(value: Any) -> Any:
    return (float, to_bits(value)) if isinstance(value, float) else (type(value), value)


def operand_types(overload: Overload) -> list[Type]:
    """The types of a call's operands; of two for what takes any number."""
    params = [p for p in overload.params if not p.const]
    types = [p.scalar for p in params for _ in range(2 if p.variadic else 1)]
    assert None not in types
    return [t for t in types if t is not None]


def consts_of(overload: Overload, data: st.DataObject) -> tuple[Any, ...]:
    """The consts of a call: a divisor other than 0, or the items of a set."""
    found: list[Any] = []
    for p in overload.params:
        if p.const:
            assert p.scalar is not None
            values = VALUES[p.scalar.kind]
            if p.many:
                found.append(tuple(data.draw(st.lists(values, max_size=20))))
            else:
                found.append(data.draw(values.filter(lambda v: v != 0)))
    return tuple(found)


@pytest.mark.parametrize("overload", OVERLOADS, ids=lambda o: o.id)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_batch_is_scalar(overload: Overload, data: st.DataObject) -> None:
    types, count = operand_types(overload), data.draw(st.sampled_from(COUNTS))
    consts = consts_of(overload, data)
    if any(p.many for p in overload.params) and data.draw(st.booleans()) and consts[0]:
        pool = st.sampled_from(consts[0])
    else:
        pool = VALUES[types[0].kind]
    operands: list[Any] = []
    by_row: list[list[Any]] = []
    is_column = data.draw(st.sampled_from([c for c in itertools.product((True, False), repeat=len(types)) if any(c)]))
    for i, (type_, full) in enumerate(zip(types, is_column, strict=True)):
        values = VALUES[type_.kind] if i else pool
        drawn = data.draw(st.lists(values, min_size=count, max_size=count) if full else values)
        operands.append(column(drawn, type_) if full else drawn)
        by_row.append(drawn if full else [drawn] * count)
    one, many = getattr(scalar, overload.function), getattr(batch, overload.function)
    expected = [one(*row, *prepared(scalar, overload, consts)) for row in zip(*by_row, strict=True)]
    with np.errstate(all="ignore"):
        result = many(*operands, *prepared(batch, overload, consts))
    found = rows(*result) if isinstance(result, tuple) else rows(result)
    assert [exactly(v) for v in found] == [exactly(v) for v in expected]


def prepared(form: Any, overload: Overload, consts: tuple[Any, ...]) -> tuple[Any, ...]:
    return (form.PREPARE[overload.id](*consts),) if overload.id in form.PREPARE else consts


@pytest.mark.parametrize("kind", ["int64", "bool"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_lists(kind: str, data: st.DataObject) -> None:
    """The elements of lists: nulls stay nulls, whatever their slots hold."""
    type_ = Type(Kind.LIST, item=Type(Kind(kind), nullable=True), size=3)
    row = st.tuples(*[VALUES[Kind(kind)] | st.none()] * 3)
    values = data.draw(st.lists(row, max_size=5))
    result = getattr(batch, f"float64_list_{kind}")(column(values, type_))
    assert isinstance(result, Lists)
    assert rows(result) == [getattr(scalar, f"float64_list_{kind}")(v) for v in values]


@pytest.mark.parametrize("name", ["exp", "expm1", "log", "log1p", "log2", "log10", "tanh"])
def test_blocks(name: str) -> None:
    """A column of more than one block, in any cut: each row has the bits that it has alone."""
    rng = np.random.default_rng(7)
    x = np.concatenate(
        [rng.normal(size=BLOCK), np.exp(rng.uniform(-80, 80, BLOCK)), [0.0, -0.0, np.nan, np.inf, -np.inf]]
    )
    rng.shuffle(x)
    function = getattr(batch, f"{name}_float64")
    with np.errstate(all="ignore"):
        whole = function(x)
        cuts = [function(part) for part in np.split(x, [1, 1000, BLOCK, BLOCK + 7])]
        reverse = function(x[::-1])[::-1]
    one = getattr(scalar, f"{name}_float64")
    bits = [to_bits(v) for v in whole.tolist()]
    assert [to_bits(v) for v in np.concatenate(cuts).tolist()] == bits
    assert [to_bits(v) for v in reverse.tolist()] == bits
    assert [to_bits(one(v)) for v in x[::50].tolist()] == bits[::50]


@pytest.mark.parametrize("step", [1, 3, 2**40])
def test_many_items(step: int) -> None:
    """Larger sets of integers, near and far: below, between and above the items, and at the ends of int64."""
    for first in (-7, limits.INT64_MIN, limits.INT64_MAX - 29 * step):
        items = tuple(range(first, first + 30 * step, step))
        near = [v + d for v in (items[0], items[13], items[-1]) for d in (-step, -1, 0, 1, step)]
        asked = [v for v in (*near, limits.INT64_MIN, limits.INT64_MAX, 0) if limits.INT64_MIN <= v <= limits.INT64_MAX]
        found = batch.in_int64(np.array(asked), batch.PREPARE["in.int64"](items))
        assert found.tolist() == [v in items for v in asked]


def test_operands_are_left_alone() -> None:
    """No helper writes into an operand."""
    for overload in OVERLOADS:
        types = operand_types(overload)
        if Kind.STRING in {t.kind for t in types} or overload.params[-1].const:
            continue
        operands = [
            column([True] if t.kind is Kind.BOOL else [float(3)] if t.kind is Kind.FLOAT64 else [3], t) for t in types
        ]
        for operand in operands:
            assert isinstance(operand, np.ndarray)
            operand.flags.writeable = False
        getattr(batch, overload.function)(*operands)
