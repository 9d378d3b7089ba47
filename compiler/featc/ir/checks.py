"""Checks: the booleans that contracts are, as expressions of their own. Knows contracts, no target and no wording.

What a source declares stays in the feature set and is what is hashed; a check is derived from it. It breaks on exactly
false: null passes, and a check with a subject that did not enter is not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from featc.ir.declared import InputField
from featc.ir.graph import Graph, Node

Stage = Literal["input", "label", "feature"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of a row. ``node`` is its boolean, ``subjects`` the inputs whose values it reads and messages show.

    ``number`` is the rule's place among those of ``field``, from 0; of the broken ones a row tells the first.
    """

    field: str
    number: int
    text: str
    node: Node
    subjects: tuple[str, ...]
    stage: Stage = "input"
    severity: Severity = "error"


def derive(fields: Iterable[InputField]) -> tuple[Check, ...]:
    """The checks of declared fields, in order, all in one graph. Rules of a table, such as null rates, have none."""
    graph = Graph()
    found = []
    for field in fields:
        for number, contract in enumerate(field.contracts):
            node = contract.condition(graph, graph.input(field.name, field.type))
            if node is not None:
                stage: Stage = "label" if field.label else "input"
                found.append(Check(field.name, number, contract.text, node, (field.name,), stage))
    return tuple(found)
