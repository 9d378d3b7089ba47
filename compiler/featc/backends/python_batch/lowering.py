"""How each operation becomes vectorised Python. Knows the batch helpers' names and NumPy's exact operators.

An operation without an entry here is a call of its helper. Values and validity are lowered apart: `ok` of an operation
that propagates null is the conjunction of its operands', so helpers never see null (ARCHITECTURE.md, "Helpers").
"""

from __future__ import annotations

from collections.abc import Iterable

from featc.backends.pycode import tree as t
from featc.backends.pycode.emitter import Emitter, Lowered, prefixed
from featc.ir import Node, RowProgram, Value, walk
from featc_dsl.catalogue import BY_ID, Nulls
from featc_dsl.catalogue.results import can_fail
from featc_dsl.types import Kind, Type
from featc_runtime import batch as runtime

TRUE, FALSE = t.Const(True), t.Const(False)

_ORDERED = ("int64", "float64", "timestamp", "datetime", "date", "duration")
_COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

#: Operations that are one NumPy operator, exact and total as it stands.
INFIX = {
    "add.int64": "+", "sub.int64": "-", "mul.int64": "*",
    "add.float64": "+", "sub.float64": "-", "mul.float64": "*", "div.float64": "/",
    "sub.timestamps": "-", "sub.datetimes": "-",
    "eq.bool": "==", "ne.bool": "!=",
    **{f"{name}.{kind}": sign for name, sign in _COMPARISONS.items() for kind in _ORDERED},
}  # fmt: skip

#: Operations that look at the validity of their operands alone.
_NULLNESS = ("is_null", "count_null")

PREFIX = {"neg.float64": "-", "neg.int64": "-", "neg.duration": "-", "not": "~"}

#: The value in the slot of a null literal.
_ZERO: dict[Kind, Value] = {Kind.BOOL: False, Kind.FLOAT64: 0.0, Kind.STRING: ""}


class BatchEmitter(Emitter):
    """Writes the body of the batch `compute`."""

    def __init__(self, row: RowProgram, source: str, taken: Iterable[str]) -> None:
        super().__init__(row, source, taken)
        roots = [f.node for f in row.outputs]
        asked = (a for n in walk(roots) if n.op not in _NULLNESS for a in n.args)
        #: Nodes of which more than the validity is needed: the others' strings need not be decoded.
        self._valued = {n.key for n in (*roots, *asked)}

    def lower(self, node: Node, args: list[Lowered]) -> Lowered:
        if node.op == "input":
            return self._input(node)
        if node.op == "const":
            return self._const(node.consts[0], node.type)
        own = _OWN.get(node.op)
        if own is not None:
            return own(self, node, args)
        return self._propagate(node, args)

    def bind(self, name: str, lowered: Lowered) -> Lowered:
        if lowered.pair:
            ok = self.names.take(f"{name}_ok")
            self.body.append(t.Assign((name, ok), lowered.value))
            if lowered.ok == FALSE:
                return Lowered(t.Name(name), FALSE)
            if lowered.ok is not None:
                self.body.append(t.Assign((ok,), _both(t.Name(ok), lowered.ok)))
            return Lowered(t.Name(name), t.Name(ok))
        if not (isinstance(lowered.value, t.Name) and lowered.value.text == name):
            self.body.append(t.Assign((name,), lowered.value))
        ok_expr = lowered.ok
        if ok_expr is not None and not isinstance(ok_expr, t.Name | t.Const):
            ok_name = self.names.take(f"{name}_ok")
            self.body.append(t.Assign((ok_name,), ok_expr))
            ok_expr = t.Name(ok_name)
        return Lowered(t.Name(name), ok_expr)

    # --- leaves ------------------------------------------------------------------------------------------

    def _input(self, node: Node) -> Lowered:
        field = str(node.consts[0])
        name = self.inputs[field]
        if node.key in self._valued:
            self.body.append(t.Assign((name,), t.call("chunk.values", t.Const(field))))
        if not node.type.nullable:
            return Lowered(t.Name(name))
        ok = self.names.take(f"{name}_ok")
        self.body.append(t.Assign((ok,), t.call("chunk.valid", t.Const(field))))
        return Lowered(t.Name(name), t.Name(ok))

    def _const(self, value: Value, type: Type) -> Lowered:
        if type.kind is Kind.LIST:
            assert type.item is not None
            if type.at_most:  # of literals only the null and the empty one have this type
                made = t.call("rt.empty_lists", t.Const(type.item.kind.value), t.Const(type.item.nullable), ROWS)
                return Lowered(made, FALSE if value is None else None)
            if value is None:
                filler = tuple(_ZERO.get(type.item.kind, 0) for _ in range(type.size or 0))
                return Lowered(self._list_constant(filler, type), FALSE)
            return Lowered(self._list_constant(value, type))
        if value is None:
            return Lowered(t.Const(_scalar(_ZERO.get(type.kind, 0))), FALSE, scalar=True)
        return Lowered(t.Const(_scalar(value)), scalar=True)

    def _list_constant(self, items: Value, type: Type) -> t.Expr:
        assert type.item is not None
        return t.call(
            "rt.list_constant", t.literal(items), t.Const(type.item.kind.value), t.Const(type.item.nullable), ROWS
        )

    def array(self, lowered: Lowered, kind: Kind) -> t.Expr:
        """The value as an array, made of the literal where it is one."""
        if not lowered.scalar:
            return lowered.value
        name = {Kind.BOOL: "bool", Kind.FLOAT64: "float64", Kind.STRING: "string"}.get(kind, "int64")
        return t.call(f"rt.full_{name}", lowered.value, ROWS)

    # --- operations that propagate null ------------------------------------------------------------------

    def _propagate(self, node: Node, args: list[Lowered]) -> Lowered:
        values = [a.value for a in args]
        if values and all(a.scalar for a in args):
            values[0] = self.array(args[0], node.args[0].type.kind)
        ok: t.Expr | None = None
        for a in args:
            ok = both(ok, a.ok)
        if node.op in INFIX:
            return Lowered(t.Infix(INFIX[node.op], *values), ok)
        if node.op in PREFIX:
            return Lowered(prefixed(PREFIX[node.op], values[0]), ok)
        _, overload = BY_ID[node.op]
        function, fallible = overload.function, overload.fallible
        if not node.args:
            return Lowered(t.call(f"rt.{function}"), scalar=True)
        if node.op == "element_at" and _item(node.args[0].type).nullable:
            function, fallible = "element_at_nullable", True
        value = t.Call(t.Name(f"rt.{function}"), (*values, *self._consts(node)))
        if overload.fallible and not can_fail(overload, [a.type for a in node.args]):
            return Lowered(t.Subscript(value, t.Const(0)), ok)  # values that are all good
        return Lowered(value, ok, pair=fallible)

    def _consts(self, node: Node) -> tuple[t.Expr, ...]:
        if not node.consts:
            return ()
        literals = tuple(t.literal(c) for c in node.consts)
        if node.op in runtime.PREPARE:
            prepare = t.Call(t.Subscript(t.Name("rt.PREPARE"), t.Const(node.op)), literals)
            return (self.constant(node.op.split(".")[0], (node.op, repr(node.consts)), prepare),)
        return literals

    # --- operations with a null rule of their own --------------------------------------------------------

    def _connective(self, node: Node, args: list[Lowered]) -> Lowered:
        x, y = args
        left = self.array(x, Kind.BOOL) if x.scalar and y.scalar else x.value
        if x.ok is None and y.ok is None:
            return Lowered(t.Infix({"and": "&", "or": "|"}[node.op], left, y.value))
        function = {"and": "rt.and_null", "or": "rt.or_null"}[node.op]
        return Lowered(t.call(function, left, x.ok or TRUE, y.value, y.ok or TRUE), pair=True)

    def _if(self, node: Node, args: list[Lowered]) -> Lowered:
        cond, then, other = args
        test = self.array(cond, Kind.BOOL)
        if cond.ok is not None:
            test = t.Infix("&", test, cond.ok)
        if then.ok is not None or other.ok is not None:
            test = self.atom(test)
        return self._choose(test, then, other, node.type)

    def _choose(self, test: t.Expr, then: Lowered, other: Lowered, type: Type) -> Lowered:
        if type.kind is Kind.STRING:
            value = t.call("rt.where_string", test, then.value, other.value)
        elif type.kind is Kind.LIST:
            value = t.call("rt.where_list", test, then.value, other.value)
        else:
            value = t.call("rt.where", test, then.value, other.value)
        return Lowered(value, _choose_ok(test, then.ok, other.ok))

    def _coalesce(self, node: Node, args: list[Lowered]) -> Lowered:
        x, y = args
        if x.ok is None:
            return x
        if x.ok == FALSE:
            return y
        chosen = self._choose(x.ok, Lowered(x.value), Lowered(y.value), node.type)
        return Lowered(chosen.value, None if y.ok is None else either(x.ok, y.ok))

    def _null_if(self, node: Node, args: list[Lowered]) -> Lowered:
        x, y = args
        x = Lowered(self.atom(self.array(x, node.type.kind)), x.ok)
        return Lowered(x.value, both(x.ok, prefixed("~", self._is_same(node, [x, y]).value)))

    def _is_null(self, node: Node, args: list[Lowered]) -> Lowered:
        ok = args[0].ok
        if ok is None or isinstance(ok, t.Const):
            return Lowered(t.Const(ok is not None), scalar=True)
        return Lowered(prefixed("~", ok))

    def _is_same(self, node: Node, args: list[Lowered]) -> Lowered:
        x, y = args
        kind = node.args[0].type.kind
        suffix = {Kind.FLOAT64: "_float64", Kind.STRING: "_string"}.get(kind, "")
        left = self.array(x, kind) if x.scalar and y.scalar else x.value
        return Lowered(t.call(f"rt.is_same{suffix}", left, x.ok or TRUE, y.value, y.ok or TRUE))

    def _count_null(self, node: Node, args: list[Lowered]) -> Lowered:
        oks = [a.ok for a in args if a.ok is not None]
        if not oks:
            return Lowered(t.Const(0), scalar=True)
        return Lowered(t.Call(t.Name("rt.count_null"), (ROWS, *oks)))

    def _list(self, node: Node, args: list[Lowered]) -> Lowered:
        item = _item(node.type)
        values = t.TupleExpr(tuple(a.value for a in args))
        oks = t.TupleExpr(tuple(a.ok or TRUE for a in args)) if item.nullable else t.Const(None)
        return Lowered(t.call("rt.make_list", values, oks, t.Const(item.kind.value), ROWS))


#: How many rows the chunk has.
ROWS = t.Name("chunk.rows")

_OWN = {
    "and": BatchEmitter._connective,
    "or": BatchEmitter._connective,
    "if": BatchEmitter._if,
    "coalesce": BatchEmitter._coalesce,
    "null_if": BatchEmitter._null_if,
    "is_null": BatchEmitter._is_null,
    "is_same": BatchEmitter._is_same,
    "count_null": BatchEmitter._count_null,
    "list": BatchEmitter._list,
}


def supports(op: str) -> bool:
    """Whether the operation is lowered: by an entry here or by its helper."""
    row, overload = BY_ID[op]
    if row.nulls is Nulls.OWN:
        return op in _OWN
    return op in INFIX or op in PREFIX or hasattr(runtime, overload.function)


def _item(type: Type) -> Type:
    assert type.item is not None
    return type.item


def _scalar(value: Value) -> bool | int | float | str:
    assert value is not None
    assert not isinstance(value, tuple)
    return value


def both(x: t.Expr | None, y: t.Expr | None) -> t.Expr | None:
    """The validity of what needs both, None standing for what is always valid."""
    if x is None:
        return y
    return x if y is None else _both(x, y)


def _both(x: t.Expr, y: t.Expr) -> t.Expr:
    if x == y:
        return x
    return FALSE if FALSE in (x, y) else t.Infix("&", x, y)


def either(x: t.Expr, y: t.Expr) -> t.Expr:
    """The validity of what needs one."""
    if x == FALSE:
        return y
    return x if y == FALSE else t.Infix("|", x, y)


def _choose_ok(test: t.Expr, then: t.Expr | None, other: t.Expr | None) -> t.Expr | None:
    """The validity of a choice, with literal ones worked out."""
    if then is None and other is None:
        return None
    if then == FALSE and other == FALSE:
        return FALSE
    if then is None:
        return test if other == FALSE else t.Infix("|", test, other or TRUE)
    if other is None:
        return t.Prefix("~", test) if then == FALSE else t.Infix("|", t.Prefix("~", test), then)
    if then == FALSE:
        return t.Infix("&", t.Prefix("~", test), other)
    if other == FALSE:
        return t.Infix("&", test, then)
    return t.call("rt.where", test, then, other)
