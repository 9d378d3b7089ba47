"""Go's forms of single values: in the library, in messages, and what converts them. Knows no field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from featc.backends.proto import wire
from featc_dsl.types import Kind, Storage, Type

_LIBRARY: Final = {
    Kind.BOOL: "bool",
    Kind.INT64: "int64",
    Kind.FLOAT64: "float64",
    Kind.STRING: "string",
    Kind.TIMESTAMP: "featc.Timestamp",
    Kind.DATETIME: "featc.DateTime",
    Kind.DATE: "featc.Date",
    Kind.DURATION: "featc.Duration",
}
_STEMS: Final = {
    Kind.TIMESTAMP: "Timestamp",
    Kind.DATETIME: "DateTime",
    Kind.DATE: "Date",
    Kind.DURATION: "Duration",
}
#: what in the runtime's package ``values`` says whether a value has a form in protobuf
_GOOD: Final = {Kind.STRING: "values.TextOK", Kind.DATE: "values.DateOK", Kind.DATETIME: "values.DateTimeOK"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar that is not null."""

    kind: Kind
    storage: Storage | None

    @property
    def library(self) -> str:
        """Its type in the library."""
        return self.storage or _LIBRARY[self.kind]

    @property
    def stem(self) -> str:
        """The word for it in names of functions; "" where both sides have the same type."""
        return _STEMS.get(self.kind, "")

    @property
    def is_text(self) -> bool:
        """Whether it is a text in messages and a number in the library."""
        return self.kind in (Kind.DATE, Kind.DATETIME)

    @property
    def good(self) -> str:
        """What says whether a value has a form in protobuf; "" where each has."""
        return _GOOD.get(self.kind, "")

    def read(self, expr: str) -> str:
        """A call that gives the raw value and what is wrong."""
        return f"values.Read{self.stem}({expr})"

    def made(self, raw: str) -> str:
        """The library's value of a raw one."""
        return f"{self.library}({raw})"

    def write(self, expr: str) -> str:
        """The message or text of the library's value."""
        return f"values.Write{self.stem}(int64({expr}))"


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list: its messages, and the function of the generated package that converts it."""

    item: Scalar
    item_nullable: bool
    storage: Storage | None
    message: str  # DoubleList, NullableDoubleList
    element: str  # NullableDouble, or "" where elements are no messages of the set

    @property
    def library(self) -> str:
        """Its type in the library."""
        return f"[]featc.Opt[{self.item.library}]" if self.item_nullable else f"[]{self.item.library}"

    @property
    def direct(self) -> bool:
        """Whether both sides have the same slice."""
        return not (self.item.stem or self.item_nullable)

    @property
    def function(self) -> str:
        """The rest of the converting functions' names."""
        word = self.item.stem or wire.stem(wire.scalar(Type(self.item.kind), self.storage))
        return f"{'Nullable' if self.item_nullable else ''}{word}s"


def scalar(type: Type, storage: Storage | None) -> Scalar:
    """The form of a scalar type."""
    return Scalar(type.kind, storage)


def list_form(type: Type, storage: Storage | None) -> ListForm:
    """The form of a list type."""
    assert type.item is not None
    element = f"Nullable{wire.stem(wire.scalar(type.item, storage))}" if type.item.nullable else ""
    return ListForm(scalar(type.item, storage), type.item.nullable, storage, wire.value(type, storage), element)
