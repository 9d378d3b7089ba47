"""The compiler's rewrites undone, to see that they change no bit. Knows where each lives; no operator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from featc.backends.pycode import tree as t
from featc.backends.pycode.emitter import Emitter
from featc.ir import FeatureSet, Graph, Node, Output, RowProgram, walk

#: Expressions larger than this, written out, stay shared.
_LARGEST = 500


def unshared(row: RowProgram) -> RowProgram:
    """A pass: what is used twice is computed twice, as the expressions would be if nothing were shared."""
    graph = Graph(shared=False)
    sizes: dict[int, int] = {}
    for node in walk(f.node for f in row.outputs):
        sizes[node.key] = 1 + sum(sizes[a.key] for a in node.args)
    kept: dict[int, Node] = {}

    def copy(node: Node) -> Node:
        if node.key in kept:
            return kept[node.key]
        made = graph.node(node.op, [copy(a) for a in node.args], node.consts, node.type)
        if sizes[node.key] > _LARGEST:
            kept[node.key] = made
        return made

    outputs = tuple(replace(f, node=copy(f.node)) for f in row.outputs)
    return replace(row, graph=graph, outputs=outputs, names={})


def alone(program: FeatureSet, feature: Output) -> FeatureSet:
    """The program with one feature: what only the others read is dead."""
    return replace(program, row=replace(program.row, outputs=(feature,)))


@contextmanager
def not_hoisted() -> Iterator[None]:
    """Inside, generated code prepares a table where it is used, in each call, and not once when it is imported."""

    def in_place(self: Emitter, stem: str, key: tuple[object, ...], value: t.Expr) -> t.Expr:
        return value

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Emitter, "constant", in_place)
        yield
