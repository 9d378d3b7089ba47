"""The tree of a pattern: flags applied, classes as sets, names as numbers. Knows no text of it, no engine.

What a node matches, and in which order of preference, is in `semantics/regex.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from featc_dsl.regex.ranges import Ranges

#: At the text's start and end, at a line's, between a word character and another, and not so.
Place: TypeAlias = Literal["start", "end", "line_start", "line_end", "border", "no_border"]


@dataclass(frozen=True, slots=True)
class Empty:
    """The empty string."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One code point of a set that has at least one."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Assertion:
    """The empty string at places of one kind."""

    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """A capturing group; numbers count from 1, by the opening parentheses."""

    inner: Node
    number: int


@dataclass(frozen=True, slots=True)
class Concat:
    """One after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of them, the first preferred."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """``low`` to ``high`` times (None: any number), as often as possible where greedy, else as seldom."""

    inner: Node
    low: int
    high: int | None
    greedy: bool


Node: TypeAlias = Empty | Chars | Assertion | Group | Concat | Alternate | Repeat


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole pattern and how many capturing groups it has."""

    root: Node
    groups: int


def nullable(node: Node) -> bool:
    """Whether the node can match the empty string somewhere."""
    match node:
        case Chars():
            return False
        case Group():
            return nullable(node.inner)
        case Concat():
            return all(map(nullable, node.parts))
        case Alternate():
            return any(map(nullable, node.branches))
        case Repeat():
            return node.low == 0 or nullable(node.inner)
    return True


def concat(parts: list[Node]) -> Node:
    """The parts one after the other, without those that are empty."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, Concat):
            flat += part.parts
        elif not isinstance(part, Empty):
            flat.append(part)
    if not flat:
        return Empty()
    return flat[0] if len(flat) == 1 else Concat(tuple(flat))


def alternate(branches: list[Node]) -> Node:
    """One of the branches; those of an inner alternation count as its own."""
    flat: list[Node] = []
    for branch in branches:
        flat += branch.branches if isinstance(branch, Alternate) else (branch,)
    return flat[0] if len(flat) == 1 else Alternate(tuple(flat))
