"""Contracts: what a source asks of a field beyond its type. Each says how it is written down, and which boolean it is.

A new kind of contract is a class here and a line in ``KINDS``. Knows no targets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from featc.ir.graph import Graph, Node, Value
from featc.ir.values import decode, encode
from featc_dsl.types import BOOL


class Contract(Protocol):
    """A rule of one field. ``text`` is as written, for messages; ``kind`` is its name in documents."""

    kind: ClassVar[str]

    @property
    def text(self) -> str: ...

    def encoded(self) -> list[object]:
        """What the rule is: in the set's fingerprint and in `ir.json`, without the text."""
        ...

    def condition(self, graph: Graph, subject: Node) -> Node | None:
        """The boolean that is false where a value breaks the rule; None for a rule of a whole table."""
        ...

    def examples(self) -> tuple[Value, ...]:
        """Some values that keep the rule, the plainest first."""
        ...

    @classmethod
    def decoded(cls, parts: Sequence[Any], text: str) -> Self:
        """The rule of an encoding, without its kind; ValueError, TypeError where it is not one."""
        ...


@dataclass(frozen=True, slots=True)
class RangeContract:
    """``in low..high``: both ends included; a NaN fails, a null passes. Bounds have the field's kind."""

    kind: ClassVar[str] = "range"
    low: Value
    high: Value
    text: str

    def encoded(self) -> list[object]:
        return [self.kind, encode(self.low), encode(self.high)]

    def condition(self, graph: Graph, subject: Node) -> Node:
        kind, type = subject.type.kind.value, BOOL.with_null(subject.type.nullable)
        low, high = (graph.const(bound, subject.type.bare) for bound in (self.low, self.high))
        sides = (
            graph.node(f"ge.{kind}", (subject, low), (), type),
            graph.node(f"le.{kind}", (subject, high), (), type),
        )
        return graph.node("and", sides, (), type)

    def examples(self) -> tuple[Value, ...]:
        return self.low, self.high

    @classmethod
    def decoded(cls, parts: Sequence[Any], text: str) -> Self:
        low, high = map(decode, parts)
        return cls(low, high, text)


@dataclass(frozen=True, slots=True)
class SetContract:
    """``in [a, b]``: a null passes."""

    kind: ClassVar[str] = "set"
    items: tuple[Value, ...]
    text: str

    def encoded(self) -> list[object]:
        return [self.kind, [encode(i) for i in self.items]]

    def condition(self, graph: Graph, subject: Node) -> Node:
        type = BOOL.with_null(subject.type.nullable)
        return graph.node(f"in.{subject.type.kind.value}", (subject,), (self.items,), type)

    def examples(self) -> tuple[Value, ...]:
        return self.items

    @classmethod
    def decoded(cls, parts: Sequence[Any], text: str) -> Self:
        (items,) = parts
        return cls(tuple(decode(i) for i in items), text)


@dataclass(frozen=True, slots=True)
class NullContract:
    """``nulls <= 5%``: of the rows of one call, or of one file or stream of batches."""

    kind: ClassVar[str] = "nulls"
    share: float
    text: str

    def encoded(self) -> list[object]:
        return [self.kind, encode(self.share)]

    def condition(self, graph: Graph, subject: Node) -> None:
        return None

    def examples(self) -> tuple[Value, ...]:
        return ()

    @classmethod
    def decoded(cls, parts: Sequence[Any], text: str) -> Self:
        (share,) = map(decode, parts)
        if not isinstance(share, float):
            raise TypeError("a share is a float")
        return cls(share, text)


#: How a contract is read back, by its kind.
KINDS: dict[str, Callable[[Sequence[Any], str], Contract]] = {
    c.kind: c.decoded for c in (RangeContract, SetContract, NullContract)
}
