"""Rebuilds a row program's DAG node by node. What every pass shares; knows no rewrite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from featc.ir import Graph, Node, RowProgram, walk

Rewrite = Callable[[Graph, Node, tuple[Node, ...]], Node]


def rebuild(row: RowProgram, rewrite: Rewrite, graph: Graph | None = None) -> RowProgram:
    """The row program with every node given to ``rewrite(graph, node, new operands)``, operands first.

    Nodes that no output reads are left out. Without a graph, nodes that the rewrite makes equal stay apart.
    """
    graph = Graph(shared=False) if graph is None else graph
    new: dict[int, Node] = {}
    for node in walk(f.node for f in row.outputs):
        new[node.key] = rewrite(graph, node, tuple(new[a.key] for a in node.args))
    outputs = tuple(replace(f, node=new[f.node.key]) for f in row.outputs)
    names = {new[key].key: name for key, name in row.names.items() if key in new}
    return replace(row, graph=graph, outputs=outputs, names=names)
