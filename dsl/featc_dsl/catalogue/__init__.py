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
    cyclic,
    geography,
    instants,
    list_arithmetic,
    lists,
    logic,
    maths,
    numbers,
    reductions,
    regex,
    scaling,
    strings,
    time_text,
    times,
    tokens,
)
from featc_dsl.catalogue.model import (
    NO_DEFAULT,
    REFINEMENTS,
    WHEN,
    Example,
    Nulls,
    Op,
    Overload,
    Param,
    Refinement,
)
from featc_dsl.catalogue.results import result_type

#: Every row, in the order of the reference page.
ROWS: tuple[Op, ...] = (
    *arithmetic.ROWS,
    *comparison.ROWS,
    *logic.ROWS,
    *numbers.ROWS,
    *bits.ROWS,
    *scaling.ROWS,
    *maths.ROWS,
    *geography.ROWS,
    *strings.ROWS,
    *characters.ROWS,
    *tokens.ROWS,
    *regex.ROWS,
    *times.ROWS,
    *civil.ROWS,
    *instants.ROWS,
    *time_text.ROWS,
    *cyclic.ROWS,
    *categories.ROWS,
    *lists.ROWS,
    *reductions.ROWS,
    *list_arithmetic.ROWS,
)

#: The rows of a name: one, or one in each of some families (`contains` of strings and of lists).
ROWS_OF: dict[str, tuple[Op, ...]] = {}
for _row in ROWS:
    ROWS_OF[_row.name] = (*ROWS_OF.get(_row.name, ()), _row)

#: The first row of each name. All rows of a name are written alike.
BY_NAME: dict[str, Op] = {name: rows[0] for name, rows in ROWS_OF.items()}

#: Overload and its row by IR operation.
BY_ID: dict[str, tuple[Op, Overload]] = {o.id: (row, o) for row in ROWS for o in row.overloads}

if len(BY_ID) != sum(len(r.overloads) for r in ROWS):
    raise ValueError("the catalogue names an operation twice")
for _rows in ROWS_OF.values():
    if len({r.family for r in _rows}) != len(_rows) or len({(r.symbol, r.nulls) for r in _rows}) != 1:
        raise ValueError(f"{_rows[0].name}: rows of one name differ in family and are written alike")

__all__ = [
    "BY_ID",
    "BY_NAME",
    "NO_DEFAULT",
    "REFINEMENTS",
    "ROWS",
    "ROWS_OF",
    "WHEN",
    "Example",
    "Nulls",
    "Op",
    "Overload",
    "Param",
    "Refinement",
    "result_type",
]
