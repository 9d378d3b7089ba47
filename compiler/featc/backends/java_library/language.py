"""What Java is for the emitter: nullable values are boxed, lists List. Knows the runtime's forms, no operator."""

from __future__ import annotations

from collections.abc import Sequence

from featc.backends.java_library import printer
from featc.backends.java_library.layout import Member
from featc.backends.nativecode import tree as t
from featc.backends.nativecode.helpers import modules
from featc.backends.nativecode.language import Language
from featc.backends.nativecode.literals import const_kind, literal
from featc.backends.nativecode.names import camel, pascal
from featc.backends.nativecode.sources import java_helpers
from featc.ir import Input, Value
from featc_dsl.catalogue import Param
from featc_dsl.types import SCALARS, Kind, Storage, Type

_RAW = {Kind.BOOL: "boolean", Kind.FLOAT64: "double", Kind.STRING: "String"}
_BOXES = {"boolean": "Boolean", "long": "Long", "double": "Double", "float": "Float", "int": "Integer"}
_PRIMITIVE = {box: name for name, box in _BOXES.items()}


def raw(type: Type) -> str:
    """The type of a value inside: times are long."""
    if type.item is not None:
        return f"List<{boxed(raw(type.item.bare))}>"
    text = _RAW.get(type.kind, "long")
    return boxed(text) if type.nullable else text


def stored(type: Type, storage: Storage | None) -> str:
    """The type of a member of the features: as inside, but for what is stored narrower."""
    if storage is None:
        return raw(type)
    text = {"float32": "float", "int32": "int"}[storage]
    if type.item is not None:
        return f"List<{boxed(text)}>"
    return boxed(text) if type.nullable else text


def boxed(type: str) -> str:
    """The class of a primitive type; of a class itself."""
    return _BOXES.get(type, type)


def class_of(helper: str) -> str:
    """The class that has a helper."""
    return pascal(modules()[helper])


def has_helper(helper: str) -> bool:
    """Whether the runtime has a method for a helper, or for preparing its consts."""
    home = modules().get(helper.removeprefix("prepare_"))
    return home is not None and camel(helper) in java_helpers().get(pascal(home), {})


class Java(Language):
    """Java."""

    has_choice = True
    operators: dict[str, str] = {}  # noqa: RUF012 (the base's attribute)

    def __init__(self, inputs: Sequence[Input], members: dict[str, Member], features: dict[str, Member]) -> None:
        self._inputs = {f.name: f for f in inputs}
        self._members = members
        self._features = features

    def type(self, type: Type) -> str:
        return raw(type)

    def variable(self, name: str, type: Type) -> t.Expr:
        return t.Name(name, boxed=type.nullable and type.item is None)

    def ok(self, atom: t.Expr) -> t.Expr:
        return t.Infix("!=", atom, t.Name("null"))

    def get(self, expr: t.Expr) -> t.Expr:
        return expr

    def some(self, expr: t.Expr, type: Type) -> t.Expr:
        return expr

    def null(self, type: Type) -> t.Expr:
        return t.Cast(raw(type.with_null()), t.Name("null"))

    def otherwise(self, expr: t.Expr, other: t.Expr) -> t.Expr | None:
        return t.Choice(self.ok(expr), expr, other) if isinstance(expr, t.Name) else None

    def infix(self, op: str, sign: str, left: t.Expr, right: t.Expr) -> t.Expr:
        name, _, kind = op.partition(".")
        if kind == "string" and name in ("eq", "ne"):
            first, second = (right, left) if isinstance(left, t.Lit) else (left, right)
            same = t.Method(first, "equals", (second,))
            return same if name == "eq" else t.Prefix("!", same)
        if sign in ("==", "!=") and _may_be_boxed(left) and _may_be_boxed(right):
            left = t.Cast({"bool": "boolean", "float64": "double", "": "boolean"}.get(kind, "long"), left)
        return t.Infix(sign, left, right)

    def call(self, helper: str, args: tuple[t.Expr, ...]) -> t.Expr:
        return t.Call(f"{class_of(helper)}.{camel(helper)}", args)

    def prepared(self, helper: str, consts: tuple[t.Expr, ...]) -> tuple[str, t.Expr]:
        home, method = class_of(helper), camel(f"prepare_{helper}")
        return java_helpers()[home][method], t.Call(f"{home}.{method}", consts)

    def const(self, value: Value, param: Param) -> t.Expr:
        if param.map is not None:
            assert isinstance(value, tuple)
            key, item = param.map
            entries = tuple(_entry(pair, key, item) for pair in value)
            types = (boxed(raw(key)), "LatLon" if item == "point" else boxed(raw(SCALARS[item])))
            return t.Call("List.of", entries, (f"Map.Entry<{', '.join(types)}>",))
        kind = const_kind(param)
        if param.many:
            assert isinstance(value, tuple)
            return t.Array(self.const_type(param), tuple(literal(v, kind) for v in value))
        return literal(value, kind)

    def const_type(self, param: Param) -> str:
        return f"{_RAW.get(const_kind(param), 'long')}[]"

    def same(self, x: t.Expr, y: t.Expr, kind: Kind) -> t.Expr:
        return t.Call("Logic.isSame", (x, y))

    def count_null(self, nulls: Sequence[t.Expr]) -> t.Expr:
        return t.Call("Logic.countNull", tuple(nulls))

    def list(self, items: Sequence[t.Expr], item: Type, *, nullable: bool) -> t.Expr:
        if nullable:
            return t.Call("Arrays.asList", tuple(items), (boxed(raw(item.bare)),))
        inside = raw(item.bare)
        if inside in ("double", "long"):
            return t.Call(f"{boxed(inside)}List.of", tuple(items))
        return t.Call("List.of", tuple(items), (boxed(inside),))

    def input(self, name: str, type: Type) -> t.Expr | None:
        return None if self._inputs[name].nan_as_null else self._given(name, type)

    def _given(self, name: str, type: Type) -> t.Expr:
        return t.Name(f"in.{self._members[name].name}", boxed=type.nullable and type.item is None)

    def entered(self, name: str) -> t.Expr:
        return t.Call("Edge.nanAsNull", (self._given(name, self._inputs[name].type),))

    def member(self, name: str) -> str:
        return self._features[name].name

    def converts(self, type: Type, storage: Storage | None) -> bool:
        return storage is not None or type.is_list or type.kind is Kind.FLOAT64

    def stored(self, expr: t.Expr, type: Type, storage: Storage | None) -> t.Expr:
        many = "s" if type.is_list else ""
        match storage:
            case "float32":
                return t.Call(f"Edge.float32{many}", (expr,))
            case "int32" if type.is_list:
                return t.Call("Edge.int32s", (expr,))
            case "int32":
                return t.Call("Edge.int32", (expr,)) if type.nullable else t.Cast("int", _long(expr))
        if type.item is not None and type.item.kind is not Kind.FLOAT64:
            return t.Call("Edge.sealed", (expr,))
        return t.Call(f"Edge.canonical{'List' * type.is_list}", (expr,))

    def constant_stem(self, stem: str) -> str:
        return f"{stem.upper()}_"

    def constant_path(self, name: str) -> str:
        return name

    def width(self, expr: t.Expr) -> int:
        return len(printer.text(expr))


def _long(expr: t.Expr) -> t.Expr:
    """A boxed long cannot be cast to int."""
    return t.Cast("long", expr) if _may_be_boxed(expr) else expr


def _may_be_boxed(expr: t.Expr) -> bool:
    """Whether the expression's type is a class in Java."""
    if isinstance(expr, t.Name):
        return expr.boxed
    if isinstance(expr, t.Call):
        home, _, method = expr.function.rpartition(".")
        return java_helpers().get(home, {}).get(method, "") not in ("long", "double", "boolean")
    return False


def _entry(pair: Value, key: Type, item: str) -> t.Expr:
    assert isinstance(pair, tuple)
    first, second = pair
    if item == "point":
        assert isinstance(second, tuple)
        value: t.Expr = t.Call("new LatLon", tuple(literal(v, Kind.FLOAT64) for v in second))
    else:
        value = literal(second, SCALARS[item].kind)
    return t.Call("Map.entry", (literal(first, key.kind), value))
