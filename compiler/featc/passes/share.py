"""Common subexpressions: equal operations of equal operands become one node, which is computed once.

What was typed is shared already; operands that other passes made equal are not.
"""

from __future__ import annotations

from featc.ir import Graph, RowProgram
from featc.passes.rebuild import rebuild


def run(row: RowProgram) -> RowProgram:
    """The row program without two equal nodes."""
    return rebuild(row, lambda graph, node, args: graph.node(node.op, args, node.consts, node.type), Graph())
