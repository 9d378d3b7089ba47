"""A feature set: a row program with the name, version, declarations and tests of its source. Knows no targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from featc.ir.checks import Check, derive
from featc.ir.declared import Definition, InputField, InputRow, TestCase
from featc.ir.graph import Graph
from featc.ir.row import NOWHERE, Output, RowProgram

#: The message of the features.
FEATURES = "Features"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the set on the wire: its name, and its fields in the order in which they are declared."""

    name: str
    fields: tuple[InputField | Output, ...]


@dataclass(frozen=True, slots=True)
class FeatureSet:
    """What a source says. ``row`` computes the features of one row of ``input``, and is what serving runs."""

    name: str
    version: int
    input: InputRow
    row: RowProgram
    path: str  # as given to the compiler
    source_hash: str  # SHA-256 of the source and of what it imports
    tests: tuple[TestCase, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    doc: str = ""
    definitions: tuple[Definition, ...] = ()
    read_from: str = ""  # what spans call the source where it came from a pipe

    @property
    def features(self) -> tuple[Output, ...]:
        """The features, in order of declaration."""
        return self.row.outputs

    @property
    def checks(self) -> tuple[Check, ...]:
        """What rows have to keep, derived from the contracts: of labels too, which only tables have."""
        return derive(self.input.fields)

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages whose fields have numbers of the set's own."""
        return Message(self.input.name, self.input.wire_fields), Message(FEATURES, self.row.outputs)

    @property
    def graph(self) -> Graph:
        """What the features are nodes of."""
        return self.row.graph


def as_set(row: RowProgram | FeatureSet) -> FeatureSet:
    """A row program as a set that has nothing else: what is built is a package, and packages have a name."""
    if isinstance(row, FeatureSet):
        return row
    fields = tuple(
        InputField(i.name, i.name, i.type, NOWHERE, i.storage, nan_as_null=i.nan_as_null) for i in row.inputs
    )
    return FeatureSet("alone", 1, InputRow("Row", fields, NOWHERE), row, "alone.fdl", "")
