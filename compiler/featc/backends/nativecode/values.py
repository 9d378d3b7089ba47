"""The forms that a node's value has in native code until it is stored. Knows the tree, no language.

A value that may be null is not made into one before it must be: while it is ``Guarded`` or a ``Branch``, an operation
on it joins its condition, and what is stored at the end is one ``if`` instead of a chain of nullable variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from featc.backends.nativecode.tree import Expr


@dataclass(frozen=True, slots=True)
class Plain:
    """Never null."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class Maybe:
    """An expression of the language's nullable type."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class Nothing:
    """Always null."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """Null unless all tests hold; ``inner`` may be computed only then."""

    tests: tuple[Expr, ...]
    inner: Low


@dataclass(frozen=True, slots=True)
class Branch:
    """One of two values."""

    test: Expr
    then: Low
    other: Low


Low: TypeAlias = Plain | Maybe | Nothing | Guarded | Branch


def depth(low: Low) -> int:
    """How many blocks are in each other where it is stored."""
    found, stack = 0, [(low, 0)]
    while stack:
        value, level = stack.pop()
        found = max(found, level)
        match value:
            case Guarded(_, inner):
                stack.append((inner, level + 1))
            case Branch(_, then, other):
                stack += [(then, level + 1), (other, level + 1)]
    return found
