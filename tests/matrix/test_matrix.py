"""Every operation × every backend is lowered or unsupported with a reason; every operation has vectors; none get lost.

`baseline.json` has the number of vectors of each operation and section. They may grow, never shrink:
``python tests/matrix/test_matrix.py`` writes it anew.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import pytest
from vectors import read_vectors, vector_files

from featc.backends import backends
from featc.reference import MEANINGS
from featc_dsl.catalogue import BY_ID

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


if __name__ == "__main__":
    BASELINE.write_text(json.dumps(counts(), indent=1) + "\n", encoding="utf-8")
