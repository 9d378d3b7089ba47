"""Expressions: a typed, pure DAG in which equal operations are one. Knows no syntax, no rows and no targets.

A node is an operation of the catalogue (``clip.int64``), ``input`` or ``const``. Equal nodes are one object: a
``Graph`` interns them, so sharing is seen by identity and walking the DAG costs each node once. Values of consts are
those of the syntax tree (times as ints in the unit of their type, lists as tuples).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from featc_dsl.types import Type

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
