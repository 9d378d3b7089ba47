"""What a source declares of rows, and what it says beside expressions. Knows no targets."""

from __future__ import annotations

from dataclasses import dataclass

from featc.ir.contracts import Contract
from featc.ir.graph import Value
from featc.ir.row import Input
from featc_dsl.span import Span
from featc_dsl.types import Storage, Type


@dataclass(frozen=True, slots=True)
class InputField:
    """A field of the row. ``column`` is its name in tables, ``assume`` the zone of zoneless timestamps.

    ``unit`` is that of integers that enter as times. What the marks do is defined in SEMANTICS.md#ingress.
    """

    name: str
    column: str
    type: Type
    span: Span
    storage: Storage | None = None
    label: bool = False
    assume: str | None = None
    contracts: tuple[Contract, ...] = ()
    doc: str = ""
    nan_as_null: bool = False
    rounded: bool = False
    binary_as_utf8: bool = False
    unit: str | None = None

    @property
    def entered(self) -> Input:
        """The field as row programs see it."""
        return Input(self.name, self.type, self.storage, self.nan_as_null)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks that say how values enter, as fdl writes them, but for ``assume``; always in one order."""
        words = {"nan as null": self.nan_as_null, "rounded": self.rounded, "binary as utf8": self.binary_as_utf8}
        return (*(word for word, there in words.items() if there), *([f'unit "{self.unit}"'] if self.unit else ()))

    @property
    def asked(self) -> tuple[str, ...]:
        """What every way in asks of a value beyond its type, as written: contracts, and what NaN counts as."""
        return (*(c.text for c in self.contracts), *(["nan as null"] if self.nan_as_null else []))


@dataclass(frozen=True, slots=True)
class InputRow:
    """The row that features are computed of. ``time`` names the event time's field."""

    name: str
    fields: tuple[InputField, ...]
    span: Span
    time: str | None = None
    doc: str = ""

    @property
    def wire_fields(self) -> tuple[InputField, ...]:
        """The fields that features may read and that travel on the wire: all but labels."""
        return tuple(f for f in self.fields if not f.label)


@dataclass(frozen=True, slots=True)
class Definition:
    """A `let` or a `def` as written, for people who read formulas: no meaning of its own."""

    text: str
    doc: str = ""


@dataclass(frozen=True, slots=True)
class TestCase:
    """A `test` block: fields given (absent ones are null) and features expected, as values of their types."""

    title: str
    given: dict[str, Value]
    expect: dict[str, Value]
    span: Span
