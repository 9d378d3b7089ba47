"""Calendar arithmetic and instants: the vectorised helpers against the scalar ones, columns with plain ints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from featc_dsl.catalogue import REFINEMENTS, Overload, arithmetic, civil, instants
from featc_dsl.types import Kind
from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Strings
from featc_runtime.scalar.limits import DATE_MAX, DATE_MIN, DURATION_MAX, TIME_MAX, TIME_MIN

INT64 = (-(2**63), 2**63 - 1)
DAY = 86_400_000_000
RANGES = {
    Kind.TIMESTAMP: (TIME_MIN, TIME_MAX),
    Kind.DATETIME: (TIME_MIN, TIME_MAX),
    Kind.DATE: (DATE_MIN, DATE_MAX),
    Kind.DURATION: (-DURATION_MAX, DURATION_MAX),
}
CONSTS: dict[str, tuple[Any, ...]] = {
    "zone": ("America/New_York", "Pacific/Apia", "Africa/Monrovia", "Australia/Lord_Howe", "+23:59"),
    "months": (0, 1, 13, 48, 119_987),
    "whole_days": (0, DAY, 7 * DAY, 3_652_058 * DAY),
    **{name: asked.one_of for name, asked in REFINEMENTS.items() if asked.one_of},
}
CALLS = [
    (o, consts)
    for row in (*civil.ROWS, *instants.ROWS, *arithmetic.ROWS)
    for o in row.overloads
    if row not in arithmetic.ROWS or (o.params[0].type in ("date", "datetime") and o.fallible)
    if o.params[0].scalar is not None and o.params[0].scalar.kind is not Kind.STRING
    for consts in product(*(CONSTS[p.type] for p in o.params if p.const))
]


def value(overload: Overload, index: int) -> st.SearchStrategy[int]:
    """An operand: any of its type, near the ends, or an ordinary small number."""
    scalar_type = [p for p in overload.params if not p.const][index].scalar
    assert scalar_type is not None
    low, high = RANGES.get(scalar_type.kind, INT64)
    ends = st.sampled_from([low, low + 1, high - 1, high, 0, -1])
    near = st.integers(-30, 60) | st.integers(1970, 2040) | st.integers(-120_000, 120_000)
    return st.integers(low, high) | ends | (near if scalar_type.kind in (Kind.INT64, Kind.DATE) else ends)


def together(overload: Overload, result: Any) -> list[Any]:
    """The result of a vectorised helper as the scalar one gives it, row by row."""
    if not overload.fallible:
        return list(result.tolist())
    values, ok = result
    assert ok.dtype == np.bool_
    assert not values[~ok].any(), "what is not ok is 0"
    return [v if good else None for v, good in zip(values.tolist(), ok.tolist(), strict=True)]


@pytest.mark.parametrize(("overload", "consts"), CALLS, ids=lambda c: getattr(c, "id", None) or "-".join(map(str, c)))
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_batch_is_scalar(overload: Overload, consts: tuple[Any, ...], data: st.DataObject) -> None:
    run: Callable[..., Any] = getattr(batch, overload.function)
    one: Callable[..., Any] = getattr(scalar, overload.function)
    if overload.id in scalar.PREPARE:
        run, one = (
            partial(run, zone=batch.PREPARE[overload.id](*consts)),
            partial(one, zone=scalar.PREPARE[overload.id](*consts)),
        )
        consts = ()
    count = len([p for p in overload.params if not p.const])
    rows = data.draw(st.lists(st.tuples(*(value(overload, i) for i in range(count))), max_size=20))
    columns = [np.array([r[i] for r in rows], dtype=np.int64) for i in range(count)]
    for column in columns:
        column.flags.writeable = False
    assert together(overload, run(*columns, *consts)) == [one(*r, *consts) for r in rows]
    if count > 1:  # all but one operand the same for all rows
        kept = data.draw(st.integers(0, count - 1))
        same = [data.draw(value(overload, i)) for i in range(count)]
        mixed: list[Any] = [columns[i] if i == kept else same[i] for i in range(count)]
        expected = [one(*(r[i] if i == kept else same[i] for i in range(count)), *consts) for r in rows]
        assert together(overload, run(*mixed, *consts)) == expected


def test_rfc3339_there_and_back() -> None:
    moments = np.linspace(TIME_MIN, TIME_MAX, 4001).astype(np.int64).clip(TIME_MIN, TIME_MAX)
    texts = batch.rfc3339_timestamp(moments)
    assert isinstance(texts, Strings)
    found, ok = batch.parse_rfc3339_string(texts)
    assert ok.all()
    assert np.array_equal(found, moments)


def test_months_there_and_back() -> None:
    """From every day on: n months on and back is the same day, or the last of a shorter month in between."""
    days = np.arange(DATE_MIN, DATE_MAX + 1, 37)
    for n in (1, 11, 13, 1200):
        later, ok = batch.add_months_date(days, n)
        back, _ = batch.add_months_date(later, -n)
        stays = batch.day_date(later) == batch.day_date(days)
        assert np.array_equal(back[ok & stays], days[ok & stays])
        last = batch.day_date(later) == batch.days_in_month_date(later)
        assert (stays | last)[ok].all()
        assert np.array_equal(ok, np.arange(len(days)) < ok.sum()), "only the last days leave the calendar"
