"""Walks the IR and writes statements: which node gets a variable, in which order, under which comment.

Knows nothing of how an operation is lowered: each Python backend brings its own. No recursion over the DAG, so depth
is bounded by memory alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace

from featc.backends.naming import Namer, count_uses, remark
from featc.backends.pycode import tree as t
from featc.backends.pycode.names import RESERVED
from featc.backends.pycode.printer import WIDTH, flat
from featc.ir import Node, Output, RowProgram, walk

#: An expression longer than this gets a variable of its own, so that lines stay readable.
_SPILL = 72


@dataclass(frozen=True, slots=True)
class Lowered:
    """A node as Python code.

    ``ok`` (batch only) is the expression of its validity, None where it is never null. ``scalar`` tells a plain Python
    value from an array. ``pair`` says that ``value`` yields ``(value, ok)`` and must be unpacked by an assignment.
    """

    value: t.Expr
    ok: t.Expr | None = None
    scalar: bool = False
    pair: bool = False


class Emitter(ABC):
    """Base of both Python emitters: collects the statements of `compute` and the module's constants."""

    def __init__(self, row: RowProgram, source: str, taken: Iterable[str]) -> None:
        self.row = row
        self.source = source
        self.body: list[t.Statement] = []
        self.constants: list[t.Statement] = []
        self.names = Namer((*taken, *RESERVED))
        self._constant_names: dict[tuple[object, ...], str] = {}
        self._done: dict[int, Lowered] = {}
        self._uses = count_uses(row)
        self.inputs = {f.name: self.names.take(f.name) for f in row.inputs}
        self._wanted: dict[int, str] = {}
        for feature in row.outputs:
            self._wanted.setdefault(feature.node.key, feature.name)
        for key, name in row.names.items():
            if self._uses[key] > 1:
                self._wanted.setdefault(key, name)
        self._wanted = {key: self.names.take(name) for key, name in self._wanted.items()}

    # --- what a backend brings ---------------------------------------------------------------------------

    @abstractmethod
    def lower(self, node: Node, args: list[Lowered]) -> Lowered:
        """One node, its operands lowered already."""

    @abstractmethod
    def bind(self, name: str, lowered: Lowered) -> Lowered:
        """Give it a variable, write the assignment and return what to use from now on."""

    # --- shared ------------------------------------------------------------------------------------------

    def run(self) -> list[tuple[Output, Lowered]]:
        """Write all features in order of declaration."""
        return [(feature, self._feature(feature)) for feature in self.row.outputs]

    def _feature(self, feature: Output) -> Lowered:
        new = list(walk([feature.node], self._done))
        if any(n.op not in ("input", "const") for n in new):
            if self.body:
                self.body.append(t.Blank())
            self.body.append(t.Comment(remark(feature, self.source, WIDTH - 6)))
        for node in new:
            lowered = self.lower(node, [self._done[a.key] for a in node.args])
            self._done[node.key] = self._settle(node, lowered)
        return self._done[feature.node.key]

    def _settle(self, node: Node, lowered: Lowered) -> Lowered:
        """A variable for what is used twice, is a feature, fails, or is long."""
        if node.op in ("input", "const") or lowered.scalar:
            return lowered
        wanted = self._wanted.get(node.key)
        simple = isinstance(lowered.value, t.Name)
        shared = self._uses[node.key] > 1 and not simple
        if wanted or lowered.pair or shared or len(flat(lowered.value)) > _SPILL:
            name = wanted or self.names.fresh("t")
            return self.bind(name, replace(lowered, value=self._narrow(name, lowered.value)))
        return lowered

    def _narrow(self, name: str, value: t.Expr) -> t.Expr:
        """An operator expression that fits on one line behind the name: its longest operand is named where it is not.

        Calls and choices are broken at their brackets; operators have no place that reads well when broken.
        """
        while isinstance(value, t.Infix | t.Prefix) and len(name) + len(flat(value)) > WIDTH - 7:
            if isinstance(value, t.Prefix):
                narrow: t.Expr = replace(value, operand=self.atom(value.operand))
            elif len(flat(value.left)) >= len(flat(value.right)):
                narrow = replace(value, left=self.atom(value.left))
            else:
                narrow = replace(value, right=self.atom(value.right))
            if narrow == value:  # names alone are that long
                break
            value = narrow
        return value

    def atom(self, value: t.Expr) -> t.Expr:
        """The expression, behind a variable unless it is a name or a literal."""
        if isinstance(value, t.Name | t.Const):
            return value
        name = self.names.fresh("t")
        self.body.append(t.Assign((name,), self._narrow(name, value)))
        return t.Name(name)

    def constant(self, stem: str, key: tuple[object, ...], value: t.Expr) -> t.Name:
        """A module constant, made once for equal keys."""
        name = self._constant_names.get(key)
        if name is None:
            name = self._constant_names[key] = self.names.fresh(f"_{stem.upper()}_")
            self.constants.append(t.Assign((name,), value))
        return t.Name(name)


def prefixed(op: str, operand: t.Expr) -> t.Expr:
    """The operator before the operand; twice the same cancels, as both are for `~`, `not` and `-`.

    `not (x is None)` becomes `x is not None`.
    """
    if isinstance(operand, t.Prefix) and operand.op == op:
        return operand.operand
    if op == "not" and isinstance(operand, t.Infix) and operand.op == "is":
        return t.Infix("is not", operand.left, operand.right)
    return t.Prefix(op, operand)
