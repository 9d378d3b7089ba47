"""Rebuilds a program's DAG node by node. What every pass shares; knows no rewrite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from featc.ir import Graph, Node, Program, walk

Rewrite = Callable[[Graph, Node, tuple[Node, ...]], Node]


def rebuild(program: Program, rewrite: Rewrite, graph: Graph | None = None) -> Program:
    """The program with every node given to ``rewrite(graph, node, new operands)``, operands first.

    Nodes that no feature reads are left out. Without a graph, nodes that the rewrite makes equal stay apart.
    """
    graph = Graph(shared=False) if graph is None else graph
    new: dict[int, Node] = {}
    for node in walk(f.node for f in program.features):
        new[node.key] = rewrite(graph, node, tuple(new[a.key] for a in node.args))
    features = tuple(replace(f, node=new[f.node.key]) for f in program.features)
    names = {new[key].key: name for key, name in program.names.items() if key in new}
    return replace(program, graph=graph, features=features, names=names)
