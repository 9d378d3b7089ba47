"""The operation at fault: the first node below a feature whose value differs in a target. Knows the IR, no operator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from featc.certify.programs import Failure
from featc.certify.rows import Row
from featc.ir import Graph, Input, Node, Output, RowProgram, Value, walk
from featc.reference import entered, evaluate_nodes
from featc.values.bits import same
from featc.values.text import show
from featc_dsl.types import LITERAL_KINDS


class Asked(Protocol):
    """Programs that can be asked for the features of rows, by their position; ``Programs`` are."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def try_ask(self, asked: Iterable[tuple[int, Sequence[Row]]]) -> list[list[Row | Failure]]: ...


#: Makes programs in the target that is blamed, with the runtime that it has.
Make = Callable[[Sequence[RowProgram]], Asked]


@dataclass(frozen=True, slots=True)
class Blame:
    """The node that differs first: its operation, the call with the operands' values, and both results."""

    op: str
    call: str
    expected: str
    found: str


def blame(program: RowProgram, feature: Output, row: Row, make: Make) -> Blame | None:
    """What is at fault for a feature of a row; None where no node differs: the edge, or what lies there, is.

    All nodes are asked as outputs of one program. Where none differs so, each is asked alone, on the values that its
    operands really have: what makes statements of several nodes may hide one.
    """
    values = evaluate_nodes([feature.node], entered(program.inputs, row))
    nodes = [n for n in walk([feature.node]) if n.op not in ("input", "const") and n.type.kind not in LITERAL_KINDS]
    if not nodes:
        return None
    with make([every_node(program, nodes)]) as probe:
        (answer,) = probe.try_ask([(0, [row])])[0]
    if not isinstance(answer, Failure):
        for node, found in zip(nodes, answer.values(), strict=True):
            if not same(values[node.key], found):
                return _blamed(node, values, show(found, node.type))
    nodes = [n for n in nodes if n.args]
    made = [one_node(node) for node in nodes]
    with make([program for program, _ in made]) as alone:
        asked = [
            (i, [dict(zip(names, (values[a.key] for a in node.args), strict=True))])
            for i, (node, (_, names)) in enumerate(zip(nodes, made, strict=True))
        ]
        answers = [answers[0] for answers in alone.try_ask(asked)]
    for node, answer in zip(nodes, answers, strict=True):
        if isinstance(answer, Failure):
            return _blamed(node, values, answer.text)
        if not same(values[node.key], answer["found"]):
            return _blamed(node, values, show(answer["found"], node.type))
    return None


def _blamed(node: Node, values: dict[int, Value], found: str) -> Blame:
    operands = [show(values[a.key], a.type) for a in node.args] + [show(c) for c in node.consts]
    return Blame(node.op, f"{node.op}({', '.join(operands)})", show(values[node.key], node.type), found)


def every_node(program: RowProgram, nodes: Sequence[Node]) -> RowProgram:
    """A program of the same rows in which each of the nodes is an output."""
    outputs = tuple(Output(f"n{i}", node, node.type) for i, node in enumerate(nodes))
    return RowProgram(program.inputs, outputs, program.graph)


def one_node(node: Node) -> tuple[RowProgram, list[str]]:
    """A program whose only output is a node, with an input for each operand."""
    graph = Graph()
    names = [f"x{i}" for i in range(len(node.args))]
    inputs = tuple(Input(n, a.type) for n, a in zip(names, node.args, strict=True))
    made = graph.node(node.op, [graph.input(i.name, i.type) for i in inputs], node.consts, node.type)
    return RowProgram(inputs, (Output("found", made, made.type),), graph), names
