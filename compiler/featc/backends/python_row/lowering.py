"""How each operation becomes plain Python on one row. Knows the scalar helpers' names; None is null.

An operation without an entry here is a call of its helper. Around operations that propagate null stands the test for
None, only where the type says that an operand may be null.
"""

from __future__ import annotations

from featc.backends.pycode import tree as t
from featc.backends.pycode.emitter import Emitter, Lowered, prefixed
from featc.ir import Node
from featc_dsl.catalogue import BY_ID, Nulls
from featc_runtime import scalar as runtime

NONE = t.Const(None)

_KINDS = ("bool", "int64", "float64", "string", "timestamp", "datetime", "date", "duration")
_MIXED = ("int64_float64", "float64_int64")  # Python compares int with float exactly
_COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

#: Operations that are one Python operator, exact and total as it stands.
INFIX = {
    "add.float64": "+", "sub.float64": "-", "mul.float64": "*",
    "add.string": "+", "sub.timestamps": "-", "sub.datetimes": "-",
    **{f"{n}.{k}": sign for n, sign in _COMPARISONS.items() for k in (*_KINDS, *_MIXED) if f"{n}.{k}" in BY_ID},
}  # fmt: skip

PREFIX = {"neg.float64": "-", "neg.duration": "-", "not": "not"}


class RowEmitter(Emitter):
    """Writes the body of the row `compute`."""

    def lower(self, node: Node, args: list[Lowered]) -> Lowered:
        if node.op == "input":
            return Lowered(t.Name(self.inputs[str(node.consts[0])]))
        if node.op == "const":
            return Lowered(t.literal(node.consts[0]), scalar=True)
        own = _OWN.get(node.op)
        if own is not None:
            return Lowered(own(self, node, [a.value for a in args]))
        return Lowered(self._propagate(node, [a.value for a in args]))

    def bind(self, name: str, lowered: Lowered) -> Lowered:
        if not (isinstance(lowered.value, t.Name) and lowered.value.text == name):
            self.body.append(t.Assign((name,), lowered.value))
        return Lowered(t.Name(name))

    def _propagate(self, node: Node, values: list[t.Expr]) -> t.Expr:
        tests: list[t.Expr] = []
        for i, arg in enumerate(node.args):
            if arg.type.nullable:
                if values[i] == NONE:
                    return NONE
                values[i] = self.atom(values[i])
                is_null = t.Infix("is", values[i], NONE)
                if is_null not in tests:
                    tests.append(is_null)
        result = self._operate(node, values)
        if not tests:
            return result
        test: t.Expr = tests[0]
        for further in tests[1:]:
            test = t.Infix("or", test, further)
        return t.IfExpr(test, NONE, result)

    def _operate(self, node: Node, values: list[t.Expr]) -> t.Expr:
        if node.op in INFIX:
            return t.Infix(INFIX[node.op], *values)
        if node.op in PREFIX:
            return prefixed(PREFIX[node.op], values[0])
        _, overload = BY_ID[node.op]
        return t.Call(t.Name(f"rt.{overload.function}"), (*values, *self._consts(node)))

    def _consts(self, node: Node) -> tuple[t.Expr, ...]:
        if not node.consts:
            return ()
        literals = tuple(t.literal(c) for c in node.consts)
        if node.op in runtime.PREPARE:
            prepare = t.Call(t.Subscript(t.Name("rt.PREPARE"), t.Const(node.op)), literals)
            return (self.constant(node.op.split(".")[0], (node.op, repr(node.consts)), prepare),)
        return literals

    # --- operations with a null rule of their own --------------------------------------------------------

    def _connective(self, node: Node, values: list[t.Expr]) -> t.Expr:
        if node.args[0].type.nullable or node.args[1].type.nullable:
            return t.call({"and": "rt.and_null", "or": "rt.or_null"}[node.op], *values)
        return t.Infix(node.op, *values)

    def _if(self, node: Node, values: list[t.Expr]) -> t.Expr:
        cond, then, other = values
        return t.IfExpr(cond, then, other)  # None is as false as False

    def _coalesce(self, node: Node, values: list[t.Expr]) -> t.Expr:
        x, y = values
        if not node.args[0].type.nullable:
            return x
        x = self.atom(x)
        return t.IfExpr(t.Infix("is", x, NONE), y, x)

    def _null_if(self, node: Node, values: list[t.Expr]) -> t.Expr:
        x = self.atom(values[0])
        return t.IfExpr(t.call("rt.is_same", x, values[1]), NONE, x)

    def _is_null(self, node: Node, values: list[t.Expr]) -> t.Expr:
        if not node.args[0].type.nullable:
            return t.Const(False)
        return t.Infix("is", values[0], NONE)

    def _is_same(self, node: Node, values: list[t.Expr]) -> t.Expr:
        return t.call("rt.is_same", *values)

    def _count_null(self, node: Node, values: list[t.Expr]) -> t.Expr:
        return t.Call(t.Name("rt.count_null"), tuple(values))

    def _list(self, node: Node, values: list[t.Expr]) -> t.Expr:
        return t.TupleExpr(tuple(values))


_OWN = {
    "and": RowEmitter._connective,
    "or": RowEmitter._connective,
    "if": RowEmitter._if,
    "coalesce": RowEmitter._coalesce,
    "null_if": RowEmitter._null_if,
    "is_null": RowEmitter._is_null,
    "is_same": RowEmitter._is_same,
    "count_null": RowEmitter._count_null,
    "list": RowEmitter._list,
}


def supports(op: str) -> bool:
    """Whether the operation is lowered: by an entry here or by its helper."""
    row, overload = BY_ID[op]
    if row.nulls is Nulls.OWN:
        return op in _OWN
    return op in INFIX or op in PREFIX or hasattr(runtime, overload.function)
