r"""The normal form of a pattern: what means the same is made the same, and only captures that are asked for stay.

A loop whose body may match the empty string is `(?:x+)?` and never `x*`: engines of some years ago read `x*` in another
way (`(|a)*` matched more than `(|a)+`), and all read the other one alike.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from featc_dsl.regex.tree import (
    Alternate,
    Assertion,
    Chars,
    Concat,
    Empty,
    Group,
    Node,
    Repeat,
    alternate,
    concat,
    nullable,
)

#: The largest size of a pattern in its normal form, as `size` counts it.
MAX_SIZE: Final = 10_000


def normalise(node: Node, captures: Mapping[int, int]) -> Node:
    """The normal form. ``captures`` has the new number of each group that stays; the others only group."""
    match node:
        case Empty() | Chars() | Assertion():
            return node
        case Group():
            inner = normalise(node.inner, captures)
            return Group(inner, captures[node.number]) if node.number in captures else inner
        case Concat():
            return concat([normalise(part, captures) for part in node.parts])
        case Alternate():
            return alternate([normalise(branch, captures) for branch in node.branches])
    inner = normalise(node.inner, captures)
    if isinstance(inner, Empty):
        return Empty()
    if node.low == node.high == 1:
        return inner
    if node.low == 0 and node.high is None and nullable(inner):
        return Repeat(Repeat(inner, 1, None, node.greedy), 0, 1, node.greedy)
    return Repeat(inner, node.low, node.high, node.greedy)


def renumbered(groups: Collection[int]) -> dict[int, int]:
    """New numbers from 1 for some groups, in their order."""
    return {group: number for number, group in enumerate(sorted(set(groups)), 1)}


def size(node: Node) -> int:
    """The size of a pattern in normal form (semantics/regex.md), an upper bound of RE2's instructions for it."""
    match node:
        case Chars():
            ranges = node.ranges
            if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
                return len(chr(ranges[0][0]).encode("utf-8", "surrogatepass"))
            return len(ranges) if ranges[-1][1] < 0x80 else 2 * len(ranges) + 20
        case Group():
            return size(node.inner) + 2
        case Concat():
            return sum(map(size, node.parts))
        case Alternate():
            return sum(size(branch) + 1 for branch in node.branches)
        case Repeat():
            times = node.low + 1 if node.high is None else node.high
            return times * (size(node.inner) + 1) + 1
    return 1
