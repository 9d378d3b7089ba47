"""What `tests/conformance/index.json` says of each operation, from the catalogue. Knows signatures, no vector."""

from __future__ import annotations

from typing import Any

from vectors import FOLDER

from featc_dsl.catalogue import BY_ID, Op, Overload, Param
from featc_dsl.catalogue.model import REFINEMENTS, WHEN, Nulls
from featc_runtime.data import pins

INDEX = FOLDER / "index.json"


def index() -> dict[str, Any]:
    """The whole document."""
    return {
        "about": "operations of fdl and where their vectors are; README.md has the form",
        "pins": pins.versions(),
        "operations": {op: _operation(*BY_ID[op]) for op in sorted(BY_ID)},
    }


def _operation(row: Op, overload: Overload) -> dict[str, Any]:
    fails = {"": "never", "always": "as its rules say"}.get(overload.when) or WHEN[overload.when]
    described = {
        "operator": row.name,
        "written": row.symbol,
        "meaning": row.doc,
        "nulls": "own" if row.nulls is Nulls.OWN else "propagate",
        "null_rule": row.null_rule,
        "nan": row.nan,
        "edges": row.edges,
        "tables": row.data,
        "params": [_param(p) for p in overload.params],
        "result": overload.result,
        "null_of_good_operands": fails,
        "file": f"{row.family}/{overload.id}.jsonl",
    }
    return {key: value for key, value in described.items() if value != ""}


def _param(param: Param) -> dict[str, Any]:
    refinement = REFINEMENTS.get(param.type)
    base = refinement.type if refinement else param.type
    described: dict[str, Any] = {"name": param.name, "type": base + ("[]" if param.many else "")}
    if param.const:
        described["const"] = True
    if refinement:
        described["asked"] = refinement.what
    if param.variadic:
        described["many"] = True
    return described
