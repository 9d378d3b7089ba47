"""Contracts: what a source asks of a field beyond its type. Each says how it is written down. Knows no targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from featc.ir.graph import Value
from featc.ir.values import decode, encode


class Contract(Protocol):
    """A rule of one field. ``text`` is as written, for messages; ``kind`` is its name in documents."""

    kind: ClassVar[str]

    @property
    def text(self) -> str: ...

    def encoded(self) -> list[object]:
        """What the rule is: in the set's fingerprint and in `ir.json`, without the text."""
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
