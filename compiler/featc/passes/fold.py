"""Constant folding: an operation on literals becomes its value, worked out by the reference interpreter."""

from __future__ import annotations

from featc.ir import Graph, Node, RowProgram, Value
from featc.passes.rebuild import rebuild
from featc.reference import evaluate_node
from featc_dsl.catalogue import BY_ID

#: Values of lists stay operations: a literal list of thousands in the generated code helps nobody. Longer texts stay
#: operations, and what is done with them: the reference is written to be plain, and may take a time quadratic in them.
_LONGEST_TEXT = 1_000
#: The reference's matching takes a time that grows with the pattern and with the square of the text.
_SLOW_FAMILIES = ("regex",)


def run(row: RowProgram) -> RowProgram:
    """The row program with operations on literals replaced by literals of the same type."""
    return rebuild(row, _fold)


def _fold(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node:
    if node.op == "coalesce" and args[0].op == "const" and not args[0].type.nullable and not args[0].type.is_list:
        return args[0]
    same = graph.node(node.op, args, node.consts, node.type)
    if node.op in ("input", "const", "list") or any(a.op != "const" or _is_long(a.consts[0]) for a in args):
        return same
    row = BY_ID.get(node.op)
    if row is not None and row[0].family in _SLOW_FAMILIES:
        return same
    value = evaluate_node(same, {})
    if isinstance(value, tuple) or _is_long(value):
        return same
    return graph.const(value, node.type if value is None else node.type.bare)


def _is_long(value: Value) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST_TEXT
