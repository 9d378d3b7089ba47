"""Programs that compute conformance vectors: one output a set of consts, operands in fields. Knows no operation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from featc.certify.rows import Row
from featc.certify.vectors import Vector, read_vectors, vector_files
from featc.ir import Graph, Input, Output, RowProgram, Value
from featc.reference import exact
from featc_dsl.catalogue import BY_ID, Nulls
from featc_dsl.types import INT64, Type

Group = tuple[tuple[Type, ...], tuple[object, ...]]


def group(vector: Vector) -> Group:
    """What vectors of one feature share: operand types and consts, told apart to the bit."""
    return vector.types, tuple(exact_key(c) for c in vector.consts)


def exact_key(value: Value) -> object:
    """A hashable form that tells -0.0 from 0.0 and 1 from 1.0."""
    if isinstance(value, tuple):
        return tuple(exact_key(v) for v in value)
    return (exact.bits(value), float) if isinstance(value, float) else (value, type(value))


def grouped(vectors: Sequence[Vector]) -> dict[Group, Vector]:
    """The first vector of each group, in order."""
    found: dict[Group, Vector] = {}
    for v in vectors:
        found.setdefault(group(v), v)
    return found


def one_a_group(vectors: Sequence[Vector], most: int = 8) -> list[Vector]:
    """A vector without nulls for each of some groups."""
    whole = [v for v in vectors if None not in v.args]
    return list(grouped(whole).values())[:most]


def nulled(vector: Vector) -> list[Vector]:
    """The vector with null in the place of each operand, and of all."""
    count = len(vector.args)
    patterns = [[i] for i in range(count)] + ([list(range(count))] if count > 1 else [])
    return [
        Vector(
            vector.op, "null", tuple(None if i in p else a for i, a in enumerate(vector.args)), vector.consts,
            vector.types, vector.result, None, f"{vector.place} with null at {p}",
        )
        for p in patterns
    ]  # fmt: skip


def with_nulls(op: str) -> list[Vector]:
    """The vectors of an operation, and what null in the place of each operand makes of some of them."""
    vectors = list(read_vectors(vector_files()[op]))
    if BY_ID[op][0].nulls is Nulls.PROPAGATE and vectors[0].args:
        vectors += [n for v in one_a_group(vectors) for n in nulled(v)]
    return vectors


def one_operation(vectors: Sequence[Vector]) -> RowProgram:
    """A program with one output for each group of the vectors; groups of the same operand types share their fields."""
    graph, outputs = Graph(), []
    inputs: dict[str, Input] = {}
    for number, v in enumerate(grouped(vectors).values()):
        args = []
        for name, type in operands(v):
            inputs[name] = Input(name, type)
            args.append(graph.input(name, type))
        outputs.append(Output(f"f{number}", graph.node(v.op, args, v.consts, v.result), v.result))
    some = Input("none", INT64.with_null())  # an operation without operands needs rows too
    return RowProgram(tuple(inputs.values()) or (some,), tuple(outputs), graph)


def operands(vector: Vector) -> list[tuple[str, Type]]:
    """The fields for the operands: their names tell the types of all of them."""
    tag = "_".join(re.sub(r"[^a-z0-9]+", "", str(t.bare).replace("?", "n")) for t in vector.types)
    return [(f"x{i}_{tag}", type) for i, type in enumerate(vector.types)]


def row_of(vector: Vector, program: RowProgram) -> Row:
    """A row that has the vector's operands in its fields and null in all others."""
    row: Row = dict.fromkeys((i.name for i in program.inputs), None)
    row.update(zip((name for name, _ in operands(vector)), vector.args, strict=True))
    return row
