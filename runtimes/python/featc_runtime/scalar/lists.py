"""Scalar operations on lists, which are tuples with None at null elements. Knows no operator of another family."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["element", "element_at", "head"]

_Item = TypeVar("_Item")


def element_at(x: tuple[_Item, ...], index: int) -> _Item:
    """The element at a position that every x has, from 0; None for a null element."""
    return x[index]


def element(x: tuple[_Item, ...], index: int) -> _Item | None:
    """The element at a position, from 0; None for a null element and for a position outside the list."""
    return x[index] if 0 <= index < len(x) else None


def head(x: tuple[_Item, ...], limit: int) -> tuple[_Item, ...]:
    """The first elements, at most ``limit``."""
    return x[:limit]
