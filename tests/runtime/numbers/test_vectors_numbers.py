"""Arithmetic, comparisons, numbers and maths: both forms of every helper give the vectors' bits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from chunks import column, rows
from maths_inputs import to_bits
from vectors import Vector, read_type, read_vectors, vector_files

from featc_dsl.catalogue import BY_ID, ROWS
from featc_runtime import batch, scalar

FAMILIES = ("arithmetic", "comparison", "numbers", "bits", "scaling", "geography", "maths")
OPS = [o.id for r in ROWS if r.family in FAMILIES for o in r.overloads]
OPS.remove("is_same")  # has its own null rule, so no helper of this kind
OPS.remove("pi.float64")  # has no operand, so no column
FILES = vector_files()


def exactly(value: Any) -> Any:
    """What two values must have in common: the bits of floats, NaN's apart, and the type of everything."""
    if isinstance(value, tuple):
        return tuple(exactly(v) for v in value)
    return (float, to_bits(value)) if isinstance(value, float) else (type(value), value)


def prepared(form: Any, op: str, consts: tuple[Any, ...]) -> tuple[Any, ...]:
    return (form.PREPARE[op](*consts),) if op in form.PREPARE else consts


def known(op: str) -> list[Vector]:
    """The vectors whose operands are not null: helpers never see those that are."""
    return [v for v in read_vectors(FILES[op]) if None not in v.args]


@pytest.mark.parametrize("op", OPS)
def test_scalar(op: str) -> None:
    helper = getattr(scalar, BY_ID[op][1].function)
    for v in known(op):
        assert exactly(helper(*v.args, *prepared(scalar, op, v.consts))) == exactly(v.expect), v.place


@pytest.mark.parametrize("op", OPS)
def test_batch(op: str) -> None:
    """All vectors with the same consts in one call; then each as a chunk of one row."""
    helper = getattr(batch, BY_ID[op][1].function)
    groups: dict[Any, list[Vector]] = {}
    for v in known(op):
        groups.setdefault((v.types, exactly(v.consts)), []).append(v)
    alone = [[v] for v in known(op)[::20]]
    for group in (*groups.values(), *alone):
        v = group[0]
        columns = [
            column(values, t) for values, t in zip(zip(*(v.args for v in group), strict=True), v.types, strict=True)
        ]
        with np.errstate(all="ignore"):
            result = helper(*columns, *prepared(batch, op, v.consts))
        found = rows(*result) if isinstance(result, tuple) else rows(result)
        for v, value in zip(group, found, strict=True):
            assert exactly(value) == exactly(v.expect), v.place


def test_fails_with_an_ordinary_value() -> None:
    """What is not ok is 0 or 0.0, never what the machine left there."""
    for op in OPS:
        if BY_ID[op][1].fallible and not BY_ID[op][1].consts:
            vectors = [v for v in known(op) if v.expect is None]
            vectors = [v for v in vectors if exactly(v.consts) == exactly(vectors[0].consts)]
            columns = [
                column(c, t)
                for c, t in zip(zip(*(v.args for v in vectors), strict=True), vectors[0].types, strict=True)
            ]
            with np.errstate(all="ignore"):
                consts = prepared(batch, op, vectors[0].consts)
                values, ok = getattr(batch, BY_ID[op][1].function)(*columns, *consts)
            assert not ok.any(), op
            assert not values.any(), op


def test_no_point_has_an_ordinary_name() -> None:
    """Of what is no point `nearest` gives the empty text."""
    [consts, *_] = [v.consts for v in read_vectors(FILES["nearest"])]
    points = column([(float("nan"), 0.0), (1.0,), ()], read_type("list<float64, ..3>"))
    with np.errstate(all="ignore"):
        values, ok = batch.nearest(points, *prepared(batch, "nearest", consts))
    assert (values.tolist(), ok.tolist()) == ([""] * 3, [False] * 3)


def test_long_texts_that_are_no_numbers() -> None:
    """They are read once, not once for each of their digits: that would take hours."""
    for text in ("1" * 1_000_000 + "x", "." + "1" * 1_000_000 + "e", "1." + "1" * 1_000_000 + "."):
        assert scalar.parse_float_string(text) is None
        assert scalar.parse_int_string(text) is None
