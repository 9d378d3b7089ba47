"""Every operation × every backend is lowered or unsupported with a reason; every operation has vectors; none get lost.

`baseline.json` has the number of vectors of each operation and section. They may grow, never shrink:
``python tests/matrix/test_matrix.py`` writes it anew, and the index of the vectors beside them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import pytest
from vector_index import INDEX, index
from vectors import Vector, read_vectors, vector_files

from featc.backends import backends
from featc.ir import Value
from featc.reference import MEANINGS
from featc_dsl.catalogue import BY_ID
from featc_dsl.types import Kind, Type

BASELINE = Path(__file__).with_name("baseline.json")


def counts() -> dict[str, dict[str, int]]:
    """Vectors by operation and section."""
    return {
        op: dict(sorted(Counter(v.section for v in read_vectors(path)).items())) for op, path in vector_files().items()
    }


@pytest.mark.parametrize("name", backends())
def test_every_operation_is_lowered_or_unsupported(name: str) -> None:
    backend = backends()[name]
    lowered = {op for op in BY_ID if backend.supports(op)}
    refused = set(backend.unsupported)
    assert not refused - set(BY_ID), "unsupported names no operation"
    assert not lowered & refused, "lowered and unsupported at once"
    assert not set(BY_ID) - lowered - refused, "neither lowered nor unsupported"
    assert all(len(reason) > 10 for reason in backend.unsupported.values()), "a reason is a sentence"


def test_every_operation_has_a_reference_meaning() -> None:
    assert set(MEANINGS) == set(BY_ID)


def test_every_operation_has_a_vector_file_in_its_family() -> None:
    files = vector_files()
    assert set(files) == set(BY_ID)
    assert {op: path.parent.name for op, path in files.items()} == {op: row.family for op, (row, _) in BY_ID.items()}


def test_vectors_do_not_shrink() -> None:
    baseline: dict[str, dict[str, int]] = json.loads(BASELINE.read_text(encoding="utf-8"))
    found = counts()
    lost = [
        f"{op} {section}: {found.get(op, {}).get(section, 0)} of {count}"
        for op, sections in baseline.items()
        for section, count in sections.items()
        if found.get(op, {}).get(section, 0) < count
    ]
    assert not lost, lost
    assert set(baseline) == set(found), "new operations: write the baseline anew"


#: Of each operation at least so many vectors, and of each section that applies.
LEAST = 30
LEAST_EDGES = 3


def holds(type: Type, kind: Kind) -> bool:
    """Whether a value of the type is of a kind, or has elements that are."""
    return kind in (type.kind, type.item.kind if type.item else None)


def few(vectors: tuple[Vector, ...]) -> bool:
    """Whether the operation has few calls at all: those without operands, and those of bools alone."""
    return all(holds(type, Kind.BOOL) for type in vectors[0].types)


@pytest.mark.parametrize("op", vector_files())
def test_every_section_that_applies_has_vectors(op: str) -> None:
    vectors = read_vectors(vector_files()[op])
    found = Counter(v.section for v in vectors)
    lacking = []
    if len(vectors) < LEAST and not few(vectors):
        lacking.append(f"{len(vectors)} vectors of {LEAST}")
    if not found["basic"]:
        lacking.append("basic")
    if vectors[0].args and not found["null"]:
        lacking.append("null")
    if any(holds(type, Kind.FLOAT64) for v in vectors for type in v.types) and not found["nan"]:
        lacking.append("nan: an operand is a float")
    if BY_ID[op][0].edges and not few(vectors) and found["edge"] + found["overflow"] < LEAST_EDGES:
        lacking.append(f"edge or overflow: the row says {BY_ID[op][0].edges!r}")
    assert not lacking


@pytest.mark.parametrize("op", vector_files())
def test_sections_hold_what_they_say(op: str) -> None:
    """Nothing is in `null` without a null, nothing in `nan` without a NaN."""
    for v in read_vectors(vector_files()[op]):
        if v.section == "null":
            assert any(map(has_null, v.args)), v.place
        elif v.section == "nan":
            assert any(map(has_nan, (*v.args, *v.consts, v.expect))), v.place


def has_null(value: Value) -> bool:
    """Whether a value is null or has a null element."""
    return value is None or (isinstance(value, tuple) and None in value)


def has_nan(value: Value) -> bool:
    """Whether a value is a NaN or has one."""
    return value != value or (isinstance(value, tuple) and any(map(has_nan, value)))


if __name__ == "__main__":
    BASELINE.write_text(json.dumps(counts(), indent=1) + "\n", encoding="utf-8")
    INDEX.write_text(json.dumps(index(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
