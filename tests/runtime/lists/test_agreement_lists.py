"""Operations on lists: the vectorised helpers and the scalar ones give what the interpreter gives, for lists of both
kinds, with and without nulls, and leave their operands alone.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from chunks import column, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from parity import same

from featc.reference import apply, exact
from featc_dsl.catalogue import ROWS, Overload
from featc_dsl.types import SCALARS, Kind, Type, list_of
from featc_runtime import batch, scalar
from featc_runtime.batch.columns import AnyLists, Strings

OVERLOADS = [o for r in ROWS if r.family == "lists" and r.name not in ("list", "element", "head") for o in r.overloads]
LONGEST = 6

_SOME_FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 1e308, -1e308, 5e-324, -5e-324, math.inf, -math.inf, math.nan, 2.0**53]
_SOME_INTS = [0, 1, -1, 2**63 - 1, -(2**63), 2**62, 2**53 + 1, 2**63 - 2**31]
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.BOOL: st.booleans(),
    Kind.INT64: st.sampled_from(_SOME_INTS) | st.integers(-3, 3) | st.integers(-(2**63), 2**63 - 1),
    Kind.FLOAT64: st.sampled_from(_SOME_FLOATS) | st.floats() | st.integers(-3, 3).map(float),
    Kind.STRING: st.text("abé\U00010000\uffff", max_size=2),
    Kind.DATE: st.integers(-3, 3),
    Kind.TIMESTAMP: st.integers(-(10**15), 10**15),
}


@st.composite
def lists(draw: st.DrawFn, type: Type) -> tuple[Any, ...]:
    assert type.item is not None
    item = VALUES[type.item.kind]
    item = item | st.none() if type.item.nullable else item
    least = 0 if type.at_most else type.size or 0
    return tuple(draw(st.lists(item, min_size=least, max_size=type.size)))


def frozen(operand: Any) -> Any:
    """A column that cannot be written to."""
    arrays = [operand] if isinstance(operand, np.ndarray) else []
    if isinstance(operand, AnyLists):
        items = operand.items.codes if isinstance(operand.items, Strings) else operand.items
        arrays += [a for a in (items, operand.items_ok, getattr(operand, "offsets", None)) if a is not None]
    for array in arrays:
        array.flags.writeable = False
    return operand


def left(value: Any) -> Any:
    """A value as it leaves: one NaN."""
    if isinstance(value, tuple):
        return tuple(map(left, value))
    return exact.canonical(value) if isinstance(value, float) else value


def types_of(overload: Overload, data: st.DataObject) -> list[Type]:
    """Types of the operands: T is one scalar, lists under one letter are of one length where both are fixed."""
    held = SCALARS[data.draw(st.sampled_from([k.value for k in VALUES]))]
    size = data.draw(st.integers(1, 3))
    types = []
    for param in overload.operands:
        if not param.is_list:
            types.append(param.scalar or held)
            continue
        item = (param.item or held).with_null(data.draw(st.booleans()))
        at_most = data.draw(st.booleans())
        types.append(list_of(item, LONGEST if at_most else size, at_most))
    return types


@pytest.mark.parametrize("overload", OVERLOADS, ids=lambda o: o.id)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_agreement(overload: Overload, data: st.DataObject) -> None:
    types = types_of(overload, data)
    consts = tuple(data.draw(st.booleans() if p.type == "bool" else st.integers(1, 4)) for p in overload.consts)
    count = data.draw(st.sampled_from((0, 1, 2, 9)))
    by_row = [tuple(data.draw(lists(t) if t.item is not None else VALUES[t.kind]) for t in types) for _ in range(count)]
    plain = [t.item is None and count > 0 and data.draw(st.booleans()) for t in types]
    by_row = [
        tuple(by_row[0][i] if p else v for i, (v, p) in enumerate(zip(row, plain, strict=True))) for row in by_row
    ]
    operands = [
        by_row[0][i] if plain[i] else frozen(column([row[i] for row in by_row], t)) for i, t in enumerate(types)
    ]
    wanted = [apply(overload.id, row, consts) for row in by_row]
    alone = [getattr(scalar, overload.function)(*row, *consts) for row in by_row]
    with np.errstate(all="ignore"):
        result = getattr(batch, overload.function)(*operands, *consts)
    found = rows(*result) if isinstance(result, tuple) else rows(result)
    assert len(found) == len(wanted)
    for row, want, one, many in zip(by_row, wanted, alone, found, strict=True):
        assert same(left(one), want), row
        assert same(left(many), want), row
