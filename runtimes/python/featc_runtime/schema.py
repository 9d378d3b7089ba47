"""The inputs and outputs of a feature set as generated code states them. Knows neither Arrow nor protobuf."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LIST = re.compile(r"list<(\w+\??), (\.\.)?(\d+)>$")
_KINDS = frozenset({"bool", "int64", "float64", "string", "timestamp", "datetime", "date", "duration"})


@dataclass(frozen=True, slots=True)
class Type:
    """A type as fdl writes it. ``kind`` is the scalar's name or "list"; lists have ``item`` and ``size``."""

    kind: str
    nullable: bool = False
    item: Type | None = None
    size: int = 0
    at_most: bool = False

    @classmethod
    def parse(cls, text: str) -> Type:
        """``Type.parse("list<float64?, 3>?")``; ValueError for a text that is no type."""
        nullable = text.endswith("?")
        text = text.removesuffix("?")
        match = _LIST.match(text)
        if match:
            return cls("list", nullable, cls.parse(match[1]), int(match[3]), match[2] is not None)
        if text not in _KINDS:
            raise ValueError(f"{text!r} is no type")
        return cls(text, nullable)

    def __str__(self) -> str:
        mark = "?" if self.nullable else ""
        if self.item is None:
            return self.kind + mark
        return f"list<{self.item}, {'..' if self.at_most else ''}{self.size}>{mark}"


@dataclass(frozen=True, slots=True)
class Range:
    """The contract ``in low..high``, both ends included; NaN fails, null passes. ``text`` as written."""

    low: int | float
    high: int | float
    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The contract ``in [a, b]``; null passes."""

    items: tuple[bool | int | float | str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class NullShare:
    """The contract ``nulls <= 5%`` over all rows of one call (of one file, of one stream of batches)."""

    share: float
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """How values enter a field beyond its type, those of a list's elements included (SEMANTICS.md#ingress)."""

    storage: str | None = None  # "float32", "int32": what a value has to fit
    assume: str | None = None  # the zone of timestamps that come without one
    unit: str | None = None  # "s", "ms", "us", "ns": what integers count that enter as times
    nan_as_null: bool = False
    rounded: bool = False  # numbers that do not fit exactly enter as the nearest
    binary_as_utf8: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One input field. ``type`` as text; ``column`` is its name in tables (None: the same name).

    The last ones, from ``assume`` on but for ``contracts``, are described in ``Marks``.
    """

    name: str
    type_text: str
    column: str | None = None
    storage: str | None = None  # "float32", "int32": what the wire and tables hold
    label: bool = False
    assume: str | None = None
    contracts: tuple[Range | OneOf | NullShare, ...] = ()
    unit: str | None = None
    nan_as_null: bool = False
    rounded: bool = False
    binary_as_utf8: bool = False
    type: Type = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", Type.parse(self.type_text))

    @property
    def column_name(self) -> str:
        return self.column or self.name

    @property
    def marks(self) -> Marks:
        return Marks(self.storage, self.assume, self.unit, self.nan_as_null, self.rounded, self.binary_as_utf8)


@dataclass(frozen=True, slots=True)
class Output:
    """One feature as it leaves. ``storage`` narrows floats to float32 or ints to int32, list elements included."""

    name: str
    type_text: str
    storage: str | None = None
    type: Type = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", Type.parse(self.type_text))
