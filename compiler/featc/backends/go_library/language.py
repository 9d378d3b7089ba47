"""What Go is for the emitter: nullable values are rt.Opt, lists rt.List. Knows the Go runtime's forms, no operator."""

from __future__ import annotations

from collections.abc import Sequence

from featc.backends.go_library import printer
from featc.backends.nativecode import tree as t
from featc.backends.nativecode.emitter import STRINGS
from featc.backends.nativecode.language import Language
from featc.backends.nativecode.literals import const_kind, literal
from featc.backends.nativecode.names import camel, pascal
from featc.ir import Input, Value
from featc.resolve.options import GO_WORDS
from featc_dsl.catalogue import Param
from featc_dsl.types import SCALARS, TIME_KINDS, Kind, Storage, Type

#: Words that a variable cannot be, and names that it should not be.
RESERVED = GO_WORDS | {"rt", "featc", "edge", "math", "in", "out", "s", "compute", "init", "main"}

_RAW = {Kind.BOOL: "bool", Kind.FLOAT64: "float64", Kind.STRING: "string"}
_TIMES = {
    Kind.TIMESTAMP: "featc.Timestamp", Kind.DATETIME: "featc.DateTime", Kind.DATE: "featc.Date",
    Kind.DURATION: "featc.Duration",
}  # fmt: skip


def raw(type: Type) -> str:
    """The type of a value inside: times are int64."""
    text = _RAW.get(type.kind, "int64") if type.item is None else f"rt.List[{raw(type.item.bare)}]"
    return f"rt.Opt[{text}]" if type.nullable else text


def public(type: Type, storage: Storage | None) -> str:
    """The type of a field of the row or of the features."""
    if type.item is not None:
        text = f"[]{public(type.item, storage)}"
    elif storage is not None:
        text = storage
    else:
        text = _TIMES.get(type.kind) or raw(type.bare)
    return f"featc.Opt[{text}]" if type.nullable else text


class Go(Language):
    """Go."""

    has_choice = False
    operators = STRINGS

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._inputs = {f.name: f for f in inputs}

    def type(self, type: Type) -> str:
        return raw(type)

    def variable(self, name: str, type: Type) -> t.Expr:
        return t.Name(name)

    def ok(self, atom: t.Expr) -> t.Expr:
        return t.Member(atom, "OK")

    def get(self, expr: t.Expr) -> t.Expr:
        return t.Member(expr, "V")

    def some(self, expr: t.Expr, type: Type) -> t.Expr:
        typed = isinstance(expr, t.Lit) and expr.kind is not Kind.STRING
        return t.Call("rt.Some", (expr,), (raw(type.bare),) if typed else ())

    def null(self, type: Type) -> t.Expr:
        return t.Array(raw(type.with_null()), ())

    def otherwise(self, expr: t.Expr, other: t.Expr) -> t.Expr | None:
        return t.Method(expr, "Or", (other,))

    def infix(self, op: str, sign: str, left: t.Expr, right: t.Expr) -> t.Expr:
        # What is cast is rounded: no product is fused with an addition, and by 4.0 a quotient is a product to Go.
        result = t.Infix(sign, left, right)
        return t.Cast("float64", result) if op in ("mul.float64", "div.float64") else result

    def call(self, helper: str, args: tuple[t.Expr, ...]) -> t.Expr:
        return t.Call(f"rt.{pascal(helper)}", args)

    def prepared(self, helper: str, consts: tuple[t.Expr, ...]) -> tuple[str, t.Expr]:
        return "", t.Call(f"rt.Prepare{pascal(helper)}", consts)

    def const(self, value: Value, param: Param) -> t.Expr:
        if param.map is not None:
            assert isinstance(value, tuple)
            key, item = param.map
            return t.Array(self.const_type(param), tuple(_entry(pair, key, item) for pair in value))
        kind = const_kind(param)
        if param.many:
            assert isinstance(value, tuple)
            return t.Array(self.const_type(param), tuple(literal(v, kind) for v in value))
        return literal(value, kind)

    def const_type(self, param: Param) -> str:
        if param.map is not None:
            key, item = param.map
            return f"[]rt.Entry[{raw(key)}, {'rt.LatLon' if item == 'point' else raw(SCALARS[item])}]"
        return f"[]{_RAW.get(const_kind(param), 'int64')}"

    def same(self, x: t.Expr, y: t.Expr, kind: Kind) -> t.Expr:
        return t.Call("rt.IsSameFloat64" if kind is Kind.FLOAT64 else "rt.IsSame", (x, y))

    def count_null(self, nulls: Sequence[t.Expr]) -> t.Expr:
        return t.Call("rt.CountNull", tuple(nulls))

    def list(self, items: Sequence[t.Expr], item: Type, *, nullable: bool) -> t.Expr:
        return t.Call("rt.ListOfOpt" if nullable else "rt.ListOf", tuple(items), (raw(item.bare),))

    def input(self, name: str, type: Type) -> t.Expr | None:
        field = self._inputs[name]
        place = t.Name(f"in.{pascal(name)}")
        if type.item is not None or field.nan_as_null:
            return None
        if field.storage is None and type.kind not in TIME_KINDS:
            return place
        return None if type.nullable else t.Cast(raw(type), place)

    def entered(self, name: str) -> t.Expr:
        field = self._inputs[name]
        type, place = field.type, t.Name(f"in.{pascal(name)}")
        if field.nan_as_null and type.item is None:
            return t.Call("edge.NaNAsNull", (place,))
        function = _entry_function(type, field.storage, nan_as_null=field.nan_as_null)
        return t.Call("edge.Opt", (place, t.Name(function))) if type.nullable else t.Call(function, (place,))

    def member(self, name: str) -> str:
        return pascal(name)

    def converts(self, type: Type, storage: Storage | None) -> bool:
        held = type.item or type
        return type.is_list or storage is not None or held.kind is Kind.FLOAT64 or held.kind in TIME_KINDS

    def stored(self, expr: t.Expr, type: Type, storage: Storage | None) -> t.Expr:
        if type.item is not None:
            function, bound = _exit_function(type.item, storage)
            made: t.Expr = t.Call(function, (expr,), bound)
        else:
            made = self._scalar(expr, type, storage)
            if storage == "int32" and type.nullable:
                return made
        return t.Call("rt.Some", (made,)) if type.nullable else made

    def _scalar(self, expr: t.Expr, type: Type, storage: Storage | None) -> t.Expr:
        if storage == "float32":
            return t.Call("edge.Float32", (expr,))
        if storage == "int32":
            return t.Call("edge.Int32", (expr,)) if type.nullable else t.Cast("int32", expr)
        if type.kind is Kind.FLOAT64:
            return t.Call("edge.Canonical", (expr,))
        if type.kind in TIME_KINDS:
            return t.Cast(_TIMES[type.kind], expr)
        return expr

    def constant_stem(self, stem: str) -> str:
        return camel(stem)

    def constant_path(self, name: str) -> str:
        return name

    def width(self, expr: t.Expr) -> int:
        return len(printer.text(expr))

    def is_atom(self, expr: t.Expr) -> bool:
        if isinstance(expr, t.Cast):
            return isinstance(expr.operand, t.Name) and expr.type == "int64"
        return isinstance(expr, t.Name | t.Lit)


def _entry_function(type: Type, storage: Storage | None, *, nan_as_null: bool) -> str:
    """The function of package edge that makes raw values of the row's."""
    held = type.item or type
    time = held.kind in TIME_KINDS
    if type.item is None:
        return "edge.Float" if storage == "float32" else f"edge.Integer[{public(held.bare, storage)}]"
    if nan_as_null:
        return f"edge.ListNaNAsNull[{public(held.bare, storage)}]"
    stem = "Floats" if storage == "float32" else "Integers" if storage or time else "Items"
    bound = "" if storage == "float32" else f"[{public(held.bare, storage)}]"
    return f"edge.{stem}{'OfOpt' if held.nullable else ''}{bound}"


def _exit_function(item: Type, storage: Storage | None) -> tuple[str, tuple[str, ...]]:
    """The function of package edge that makes a feature's list of a raw one, and its type arguments."""
    if storage is not None:
        stem = {"float32": "Float32s", "int32": "Int32s"}[storage]
    elif item.kind is Kind.FLOAT64:
        stem = "Float64s"
    else:
        stem = "Times" if item.kind in TIME_KINDS else "Values"
    bound = (public(item.bare, None),) if item.kind in TIME_KINDS else ()
    return f"edge.{stem}{'OrNull' if item.nullable else ''}", bound


def _entry(pair: Value, key: Type, item: str) -> t.Expr:
    assert isinstance(pair, tuple)
    first, second = pair
    if item == "point":
        assert isinstance(second, tuple)
        value: t.Expr = t.Composite(
            "rt.LatLon", (("Lat", literal(second[0], Kind.FLOAT64)), ("Lon", literal(second[1], Kind.FLOAT64)))
        )
    else:
        value = literal(second, SCALARS[item].kind)
    return t.Composite("", (("Key", literal(first, key.kind)), ("Value", value)))
