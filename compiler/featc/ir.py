"""The intermediate representation: typed, pure, a hashed DAG. Knows no syntax beyond spans, and no targets.

A node is an operation of the catalogue (``clip.int64``), ``input`` or ``const``. Equal nodes are one object: a
``Graph`` interns them, so sharing is seen by identity and walking the DAG costs each node once. Values of consts are
those of the syntax tree (times as ints in the unit of their type, lists as tuples).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from featc_dsl.span import Span
from featc_dsl.types import Storage, Type

#: What a const may hold.
Value = bool | int | float | str | None | tuple["Value", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One operation. Compare by identity: a ``Graph`` holds each node once.

    ``op`` is an overload id of the catalogue, "input" (``consts`` is the field's name) or "const" (``consts`` is the
    value). ``args`` are the operands, ``consts`` the values of the const parameters, both in signature order.
    """

    op: str
    args: tuple[Node, ...]
    consts: tuple[Value, ...]
    type: Type
    key: int  # the order of creation in its graph: operands always have smaller keys

    def __repr__(self) -> str:
        return f"<{self.op} #{self.key}: {self.type}>"


class Graph:
    """Makes nodes, each once; a graph that is not ``shared`` makes a new one each time."""

    def __init__(self, shared: bool = True) -> None:
        self._nodes: dict[object, Node] = {}
        self._shared = shared

    def __len__(self) -> int:
        return len(self._nodes)

    def node(self, op: str, args: Iterable[Node], consts: Iterable[Value], type: Type) -> Node:
        """The node of this operation; the same object for the same operation."""
        args, consts = tuple(args), tuple(consts)
        key: object = (op, tuple(id(a) for a in args), _exact(consts), type) if self._shared else len(self._nodes)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = Node(op, args, consts, type, len(self._nodes))
        return found

    def input(self, name: str, type: Type) -> Node:
        """The value of an input field."""
        return self.node("input", (), (name,), type)

    def const(self, value: Value, type: Type) -> Node:
        """A literal."""
        return self.node("const", (), (value,), type)


def _exact(value: Value) -> object:
    """A key that keeps 1, 1.0, True, 0.0 and -0.0 apart."""
    if isinstance(value, tuple):
        return tuple(_exact(v) for v in value)
    if isinstance(value, float):
        return (float, value.hex())
    return (type(value), value)


@dataclass(frozen=True, slots=True)
class RangeContract:
    """``in low..high``: both ends included; a NaN fails, a null passes. Bounds have the field's kind."""

    low: Value
    high: Value
    text: str  # as written, for messages


@dataclass(frozen=True, slots=True)
class SetContract:
    """``in [a, b]``: a null passes."""

    items: tuple[Value, ...]
    text: str


@dataclass(frozen=True, slots=True)
class NullContract:
    """``nulls <= 5%``: of the rows of one call, or of one file or stream of batches."""

    share: float
    text: str


Contract = RangeContract | SetContract | NullContract


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
class Feature:
    """One feature. ``type`` is the output's, nullability included; ``formula`` the expression as written."""

    name: str
    node: Node
    type: Type
    span: Span
    storage: Storage | None = None
    formula: str = ""
    doc: str = ""


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


@dataclass(frozen=True, slots=True)
class Program:
    """A whole feature set."""

    name: str
    version: int
    input: InputRow
    features: tuple[Feature, ...]
    graph: Graph
    path: str  # as given to the compiler
    source_hash: str  # SHA-256 of the source and of what it imports
    tests: tuple[TestCase, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    doc: str = ""
    #: node key → the name of the `let` that it is the value of; names for generated variables, no meaning
    names: dict[int, str] = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()


def walk(roots: Iterable[Node], done: Container[int] = ()) -> Iterator[Node]:
    """Every node below the roots, each once, operands first, in order of creation.

    Nodes whose key is in ``done``, and what is only below them, are left out.
    """
    seen: dict[int, Node] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.key not in seen and node.key not in done:
            seen[node.key] = node
            stack.extend(node.args)
    return iter([seen[k] for k in sorted(seen)])


def dependencies(program: Program) -> dict[str, tuple[str, ...]]:
    """Feature → the input fields that it depends on, in order of declaration; each node is looked at once."""
    fields = [f.name for f in program.input.fields]
    bits = {name: 1 << i for i, name in enumerate(fields)}
    below: dict[int, int] = {}
    for node in walk(f.node for f in program.features):
        below[node.key] = bits[str(node.consts[0])] if node.op == "input" else 0
        for arg in node.args:
            below[node.key] |= below[arg.key]
    return {f.name: tuple(n for n in fields if below[f.node.key] & bits[n]) for f in program.features}
