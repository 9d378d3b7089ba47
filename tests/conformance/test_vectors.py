"""Every vector, through the interpreter and through every target: one program an operation, one feature a set of
consts, all vectors of the operation in one table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from parity import PYTHON, Compute, same, show
from proven import VECTORS
from targets import Targets
from vector_programs import group, grouped, nulled, one_a_group, one_operation, row_of
from vectors import Vector, read_vectors, vector_files

from featc.reference import apply
from featc_dsl.catalogue import BY_ID, Nulls

FILES = vector_files()
#: Rows of one operation that go through the service's channel: the first of each section.
SERVED = 40

#: Every target, and batch cut in chunks for two threads: no row may see its neighbours.
WAYS: dict[str, Compute] = {
    **PYTHON,
    "batch in chunks": lambda targets, rows: targets.batch(rows, chunk_rows=7, threads=2),
}


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
def test_targets(op: str, record_property: Callable[[str, object], None]) -> None:
    vectors = read_vectors(FILES[op])
    run_all(op, vectors)
    record_property(VECTORS, len(vectors))


def run_all(op: str, vectors: Sequence[Vector]) -> None:
    """Vectors of one operation through every target."""
    program = one_operation(vectors)
    features = {key: feature.name for key, feature in zip(grouped(vectors), program.outputs, strict=True)}
    rows = [row_of(v, program) for v in vectors]
    with Targets(program) as targets:
        for name, ask in WAYS.items():
            chosen = served(vectors) if name == "service" else range(len(vectors))
            found = ask(targets, [rows[i] for i in chosen])
            for i, answer in zip(chosen, found, strict=True):
                v = vectors[i]
                value = answer[features[group(v)]]
                place = f"{v.place} in {name}: {op}({', '.join(map(show, v.args))}) {v.consts or ''}"
                assert same(value, v.expect), f"{place}: expected {show(v.expect)}, found {show(value)}"


def served(vectors: Sequence[Vector]) -> list[int]:
    """Which vectors go through the channel: a few of each section, so that every kind is there."""
    by_section: dict[str, list[int]] = {}
    for i, v in enumerate(vectors):
        by_section.setdefault(v.section, []).append(i)
    share = SERVED // len(by_section)
    return sorted(i for places in by_section.values() for i in places[:share])
