"""Checks derived from contracts: false exactly where the runtime refuses a value for its contract."""

from __future__ import annotations

import itertools

import pytest
from compiling import check
from targets import compile_source

from featc.certify.smallest import plainest
from featc.certify.values import POOLS
from featc.ir import walk
from featc.loaded import load
from featc.reference import broken
from featc.reference.exact import nearest_float32
from featc.values.rows import to_table
from featc_dsl.catalogue import BY_ID

SOURCE = """featureset checks.v1
input Row {
  small: int64? in -10..10
  stored: int32? in 0..5 in [1, 2, 7]
  share: float64? in 0..1
  signed: float64? in -0.0..0.0
  listed: float64? in [0.0, 1.5]
  narrow: float32? in 0.1..0.5
  missing: float64? in 0..1 nan as null nulls <= 100%
  chosen: float64? in [0.0, 2.5] nan as null
  code: string? in ["", "AA", "né"]
  moment: timestamp? in 2000-01-01T00:00:00Z..2100-01-01T00:00:00Z
  day: date? in 2000-01-01..2100-01-01
  gap: duration? in -1d..1d
  flag: bool? in [true]
  seen: int64? label in 0..1
}
feature a = small
"""
PROGRAM = compile_source(SOURCE)
LOADED = load(PROGRAM)


def test_every_rule_of_a_row_has_a_check() -> None:
    rules = [(f.name, i) for f in PROGRAM.input.fields for i, c in enumerate(f.contracts) if c.kind != "nulls"]
    assert [(c.field, c.number) for c in PROGRAM.checks] == rules
    assert {c.stage for c in PROGRAM.checks if c.field == "seen"} == {"label"}
    assert all(c.subjects == (c.field,) for c in PROGRAM.checks)
    ops = {n.op for c in PROGRAM.checks for n in walk([c.node])} - {"input", "const"}
    assert ops <= BY_ID.keys()


@pytest.mark.parametrize("field", PROGRAM.input.wire_fields, ids=lambda f: f.name)
def test_the_same_values_as_the_runtime_refuses(field) -> None:
    pool = POOLS[field.type.kind]
    near = [value for contract in field.contracts for value in contract.examples()]
    values = [None, *pool, *near]
    if field.storage == "float32":
        values = [v if v is None else nearest_float32(v) for v in values]
    if field.storage == "int32":
        values = [v for v in values if v is None or -(2**31) <= v < 2**31]
    names = [f.name for f in PROGRAM.input.wire_fields]
    plain = {f.name: None for f in PROGRAM.input.wire_fields}
    rows = [plain | {field.name: value} for value in values]
    table = to_table([tuple(r[n] for n in names) for r in rows], LOADED.spec.wire_inputs, LOADED.module.input_schema)
    refused = {row for row, v in LOADED.module.violations(table) if v.reason == "OUT_OF_CONTRACT"}
    found = {i for i, row in enumerate(rows) if broken(PROGRAM.checks, PROGRAM.row.inputs, row)}
    assert found == refused
    assert found
    assert len(found) < len(rows)


def test_plainest_values_keep_the_contracts() -> None:
    for field in PROGRAM.input.wire_fields:
        assert not broken(PROGRAM.checks, PROGRAM.row.inputs, {field.name: plainest(field)})


def test_what_did_not_enter_is_not_asked() -> None:
    (found,) = broken(PROGRAM.checks, PROGRAM.row.inputs, {"small": 11})
    assert (found.field, found.number, found.text) == ("small", 0, "in -10..10")
    assert broken(PROGRAM.checks, PROGRAM.row.inputs, {}) == []


def test_contracts_leave_the_row_program_alone() -> None:
    with_contract = check("feature a = small\n").featureset
    assert with_contract is not None
    names = set(itertools.chain.from_iterable(vars(type(i)).keys() for i in with_contract.row.inputs))
    assert "contracts" not in names
