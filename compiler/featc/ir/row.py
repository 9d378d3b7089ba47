"""Row programs: pure functions from the values of one row to others. What every target computes. Knows no source.

A row program has no name, no contracts and no tests: those are of a feature set, whose features one row program gives.
Others are made of it, or of nothing but operations: by the proof, by conformance vectors, by random tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from featc.ir.graph import Graph, Node, walk
from featc_dsl.span import Span
from featc_dsl.types import Storage, Type

#: Where an output comes from that no source has.
NOWHERE = Span("", 0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Input:
    """A value that enters: by its name, in its type, of its storage; under ``nan_as_null`` a NaN enters as null.

    ``identity`` is what fingerprints have of it: the name, unless the value is computed by something that has a
    definition of its own.
    """

    name: str
    type: Type
    storage: Storage | None = None
    nan_as_null: bool = False
    identity: str = ""

    def __post_init__(self) -> None:
        if not self.identity:
            object.__setattr__(self, "identity", self.name)


@dataclass(frozen=True, slots=True)
class Output:
    """An output. ``type`` is that of what leaves, nullability included; ``formula`` the expression as written."""

    name: str
    node: Node
    type: Type
    span: Span = NOWHERE
    storage: Storage | None = None
    formula: str = ""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class RowProgram:
    """A pure function from ``inputs`` to ``outputs``, which are nodes of ``graph``.

    ``names`` are those of values that have one in the source, by the key of their node: for generated variables.
    """

    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    graph: Graph
    names: dict[int, str] = field(default_factory=dict)


def dependencies(row: RowProgram) -> dict[str, tuple[str, ...]]:
    """Output → the inputs that it depends on, in their order; each node is looked at once."""
    fields = [f.name for f in row.inputs]
    bits = {name: 1 << i for i, name in enumerate(fields)}
    below: dict[int, int] = {}
    for node in walk(f.node for f in row.outputs):
        below[node.key] = bits[str(node.consts[0])] if node.op == "input" else 0
        for arg in node.args:
            below[node.key] |= below[arg.key]
    return {f.name: tuple(n for n in fields if below[f.node.key] & bits[n]) for f in row.outputs}
