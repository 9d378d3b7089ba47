"""Programs that compute conformance vectors, as the compiler makes them."""

from __future__ import annotations

from featc.certify.vector_programs import (
    exact_key,
    group,
    grouped,
    nulled,
    one_a_group,
    one_operation,
    operands,
    row_of,
    with_nulls,
)

__all__ = [
    "exact_key",
    "group",
    "grouped",
    "nulled",
    "one_a_group",
    "one_operation",
    "operands",
    "row_of",
    "with_nulls",
]
