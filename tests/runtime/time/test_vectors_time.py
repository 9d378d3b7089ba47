"""The time operations' vectors, through the scalar and the vectorised helpers, bit by bit."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest
from vectors import Vector, read_vectors, vector_files

from featc_dsl.catalogue import BY_ID, times
from featc_runtime import batch, scalar

OPERATIONS = [overload.id for row in times.ROWS for overload in row.overloads]


def bits(value: Any) -> Any:
    """What two values have in common only if they are the same to the bit, type included."""
    return struct.pack("<d", value) if isinstance(value, float) else (type(value), value)


def prepared(runtime: Any, vector: Vector) -> tuple[Any, ...]:
    """The last arguments of a helper: the consts, or what they are prepared to."""
    prepare = runtime.PREPARE.get(vector.op)
    return vector.consts if prepare is None else (prepare(*vector.consts),)


def test_every_operation_has_vectors_of_each_section() -> None:
    for op in OPERATIONS:
        sections = {v.section for v in read_vectors(vector_files()[op])}
        assert sections == {"basic", "null", "edge", "overflow"}, op


@pytest.mark.parametrize("op", OPERATIONS)
def test_vectors(op: str) -> None:
    vectors = read_vectors(vector_files()[op])
    calls = [v for v in vectors if None not in v.args]
    assert all(v.expect is None for v in vectors if None in v.args)
    helper, vectorised = getattr(scalar, BY_ID[op][1].function), getattr(batch, BY_ID[op][1].function)
    for v in calls:
        assert bits(helper(*v.args, *prepared(scalar, v))) == bits(v.expect), v.place
    for consts in dict.fromkeys(v.consts for v in calls):
        some = [v for v in calls if v.consts == consts]
        column = np.array([v.args[0] for v in some], dtype=np.int64)
        result = vectorised(column, *prepared(batch, some[0]))
        assert [bits(r) for r in result.tolist()] == [bits(v.expect) for v in some], consts
