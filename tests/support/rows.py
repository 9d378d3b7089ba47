"""Rows made to hurt, as the compiler makes them."""

from __future__ import annotations

from featc.certify.rows import (
    Row,
    Values,
    make_rows,
)

__all__ = [
    "Row",
    "Values",
    "make_rows",
]
