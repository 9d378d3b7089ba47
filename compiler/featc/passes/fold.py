"""Constant folding: an operation on literals becomes its value, worked out by the reference interpreter."""

from __future__ import annotations

from featc.ir import Graph, Node, Program
from featc.passes.rebuild import rebuild
from featc.reference import evaluate_node

#: Values of lists stay operations: a literal list of thousands in the generated code helps nobody.
_LONGEST_TEXT = 10_000


def run(program: Program) -> Program:
    """The program with operations on literals replaced by literals of the same type."""
    return rebuild(program, _fold)


def _fold(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node:
    if node.op == "coalesce" and args[0].op == "const" and not args[0].type.nullable and not args[0].type.is_list:
        return args[0]
    same = graph.node(node.op, args, node.consts, node.type)
    if node.op in ("input", "const", "list") or any(a.op != "const" for a in args):
        return same
    value = evaluate_node(same, {})
    if isinstance(value, tuple) or (isinstance(value, str) and len(value) > _LONGEST_TEXT):
        return same
    return graph.const(value, node.type if value is None else node.type.bare)
