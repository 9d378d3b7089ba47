"""Every vector, through the interpreter and through every target: one program an operation, one feature a set of
consts, all vectors of the operation in one table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from parity import ASK, same, show
from rows import Row
from targets import Targets
from vectors import Vector, read_vectors, vector_files

from featc.ir import Feature, Graph, InputField, InputRow, Program, Value
from featc.reference import apply, exact
from featc_dsl.catalogue import BY_ID, Nulls
from featc_dsl.span import Span
from featc_dsl.types import INT64, Type

FILES = vector_files()
#: Rows of one operation that go through the service's channel: the first of each section.
SERVED = 40

SPAN = Span("vectors.fdl", 0, 0, 1, 1)

Group = tuple[tuple[Type, ...], tuple[object, ...]]


@pytest.mark.parametrize("op", FILES)
def test_interpreter(op: str) -> None:
    vectors = read_vectors(FILES[op])
    assert vectors
    for v in vectors:
        found = apply(op, v.args, v.consts)
        assert same(found, v.expect), f"{v.place}: expected {show(v.expect)}, found {show(found)}"


@pytest.mark.parametrize("op", FILES)
def test_null_propagates(op: str) -> None:
    """A null in the place of any operand makes null, whatever the others are."""
    if BY_ID[op][0].nulls is Nulls.PROPAGATE and read_vectors(FILES[op])[0].args:
        run_all(op, [n for v in one_a_group(read_vectors(FILES[op])) for n in nulled(v)])


@pytest.mark.parametrize("op", FILES)
def test_targets(op: str) -> None:
    run_all(op, read_vectors(FILES[op]))


def run_all(op: str, vectors: Sequence[Vector]) -> None:
    """Vectors of one operation through every target."""
    program = one_operation(vectors)
    features = {key: feature.name for key, feature in zip(grouped(vectors), program.features, strict=True)}
    rows = [row_of(v, program) for v in vectors]
    with Targets(program) as targets:
        for name, ask in ASK.items():
            chosen = served(vectors) if name == "service" else range(len(vectors))
            found = ask(targets, [rows[i] for i in chosen])
            for i, answer in zip(chosen, found, strict=True):
                v = vectors[i]
                value = answer[features[group(v)]]
                place = f"{v.place} in {name}: {op}({', '.join(map(show, v.args))}) {v.consts or ''}"
                assert same(value, v.expect), f"{place}: expected {show(v.expect)}, found {show(value)}"


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


def one_operation(vectors: Sequence[Vector]) -> Program:
    """A program with one feature for each group of the vectors; groups of the same operand types share their fields."""
    graph, features = Graph(), []
    fields: dict[str, InputField] = {}
    for number, v in enumerate(grouped(vectors).values()):
        args = []
        for name, type in operands(v):
            fields[name] = InputField(name, name, type, SPAN)
            args.append(graph.input(name, type))
        features.append(Feature(f"f{number}", graph.node(v.op, args, v.consts, v.result), v.result, SPAN))
    some = InputField("none", "none", INT64.with_null(), SPAN)  # an operation without operands needs rows too
    row = InputRow("Row", tuple(fields.values()) or (some,), SPAN)
    return Program("vectors", 1, row, tuple(features), graph, "vectors.fdl", "")


def operands(vector: Vector) -> list[tuple[str, Type]]:
    """The fields for the operands: their names tell the types of all of them."""
    tag = "_".join(re.sub(r"[^a-z0-9]+", "", str(t.bare).replace("?", "n")) for t in vector.types)
    return [(f"x{i}_{tag}", type) for i, type in enumerate(vector.types)]


def row_of(vector: Vector, program: Program) -> Row:
    """A row that has the vector's operands in its fields and null in all others."""
    row: Row = dict.fromkeys((f.name for f in program.input.fields), None)
    row.update(zip((name for name, _ in operands(vector)), vector.args, strict=True))
    return row


def served(vectors: Sequence[Vector]) -> list[int]:
    """Which vectors go through the channel: a few of each section, so that every kind is there."""
    by_section: dict[str, list[int]] = {}
    for i, v in enumerate(vectors):
        by_section.setdefault(v.section, []).append(i)
    share = SERVED // len(by_section)
    return sorted(i for places in by_section.values() for i in places[:share])
