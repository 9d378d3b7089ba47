"""The operator catalogue: the one place that says which operators there are and what they mean.

Type checking, null rules, the reference page, completion and the property tests all read these rows.
"""

from __future__ import annotations

from featc_dsl.catalogue import (
    arithmetic,
    bits,
    categories,
    characters,
    civil,
    comparison,
    instants,
    lists,
    logic,
    maths,
    numbers,
    scaling,
    strings,
    times,
    tokens,
)
from featc_dsl.catalogue.model import REFINEMENTS, Example, Nulls, Op, Overload, Param

#: Every row, in the order of the reference page.
ROWS: tuple[Op, ...] = (
    *arithmetic.ROWS,
    *comparison.ROWS,
    *logic.ROWS,
    *numbers.ROWS,
    *bits.ROWS,
    *scaling.ROWS,
    *maths.ROWS,
    *strings.ROWS,
    *characters.ROWS,
    *tokens.ROWS,
    *times.ROWS,
    *civil.ROWS,
    *instants.ROWS,
    *categories.ROWS,
    *lists.ROWS,
)

#: Row by name.
BY_NAME: dict[str, Op] = {row.name: row for row in ROWS}

#: Overload and its row by IR operation.
BY_ID: dict[str, tuple[Op, Overload]] = {o.id: (row, o) for row in ROWS for o in row.overloads}

if len(BY_NAME) != len(ROWS) or len(BY_ID) != sum(len(r.overloads) for r in ROWS):
    raise ValueError("the catalogue names an operator twice")

__all__ = ["BY_ID", "BY_NAME", "REFINEMENTS", "ROWS", "Example", "Nulls", "Op", "Overload", "Param"]
