"""Strings, categories and lists: both kinds of helper give what the vector files say, bit for bit."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chunks import column, rows
from vectors import FOLDER, Vector, encode, read_vectors

from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Column

FILES = sorted(p for family in ("strings", "categories", "lists") for p in (FOLDER / family).glob("*.jsonl"))
PATHS = [p for p in FILES if p.stem != "list"]  # has no helper


def name(path: Path) -> str:
    return path.name.removesuffix(".jsonl")


def consts(table: dict[str, Any], vector: Vector) -> tuple[Any, ...]:
    prepare = table.get(vector.op)
    return (prepare(*vector.consts),) if prepare else vector.consts


def run_batch(vector: Vector, operands: list[Any]) -> list[Any]:
    function = vector.op.replace(".", "_")
    first = vector.types[0]
    if vector.op == "element_at" and first.item is not None and first.item.nullable:
        function = "element_at_nullable"
    with np.errstate(all="ignore"):
        result = getattr(batch, function)(*operands, *consts(batch.PREPARE, vector))
    values: Column = result[0] if isinstance(result, tuple) else result
    return rows(values, result[1] if isinstance(result, tuple) else None)


def test_every_operation_has_vectors() -> None:
    from featc_dsl.catalogue import ROWS

    wanted = {o.id for row in ROWS if row.family in ("strings", "categories", "lists") for o in row.overloads}
    assert {name(p) for p in FILES} | {"list"} == wanted


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_scalar(path: Path) -> None:
    for vector in read_vectors(path):
        if None in vector.args:
            assert vector.expect is None, vector.place
            continue
        function = getattr(scalar, vector.op.replace(".", "_"))
        found = function(*vector.args, *consts(scalar.PREPARE, vector))
        assert encode(found) == encode(vector.expect), vector.place
        assert type(found) is type(vector.expect), vector.place


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_batch(path: Path) -> None:
    """All calls with the same consts as one chunk, twice over."""
    groups: defaultdict[Any, list[Vector]] = defaultdict(list)
    for vector in read_vectors(path):
        if None not in vector.args:
            groups[repr(vector.consts), vector.types].append(vector)
    for vectors in groups.values():
        vectors = vectors * 2
        first = vectors[0]
        by_operand = zip(*(v.args for v in vectors), strict=True)
        operands = [column(values, t) for values, t in zip(by_operand, first.types, strict=True)]
        found = run_batch(first, operands)
        for vector, value in zip(vectors, found, strict=True):
            assert encode(value) == encode(vector.expect), vector.place


@pytest.mark.parametrize("path", [p for p in PATHS if name(p).endswith(".string") or name(p) == "element"], ids=name)
def test_batch_with_plain_operands(path: Path) -> None:
    """One operand as a column, the others as one Python value for all rows; a list is a column always."""
    for vector in read_vectors(path):
        if None in vector.args:
            continue
        for kept in range(1 if vector.op == "element" else len(vector.args)):
            operands: list[Any] = list(vector.args)
            for place, type in enumerate(vector.types):
                if place == kept or type.item is not None:
                    operands[place] = column([operands[place]] * 3, type)
            assert [encode(v) for v in run_batch(vector, operands)] == [encode(vector.expect)] * 3, vector.place


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_no_rows(path: Path) -> None:
    vector = next(v for v in read_vectors(path) if None not in v.args)
    assert run_batch(vector, [column([], t) for t in vector.types]) == []
