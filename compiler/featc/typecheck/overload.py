"""Overload resolution from the catalogue's rows: which meaning of an operator fits its operands.

Knows signatures, nodes and types; no syntax, no wording. The first overload that fits is the one: int64 literals fit
float64 where they are exact, a bare null fits what looks at nulls, a const parameter takes literals only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from featc.ir import Graph, Node, Value
from featc.typecheck import lower
from featc_dsl.catalogue import BY_NAME, REFINEMENTS, ROWS, Nulls, Op, Overload, Param
from featc_dsl.types import FLOAT64, INT64, SCALARS, Kind, Type, list_of


@dataclass(frozen=True, slots=True)
class Spec:
    """One parameter, read. ``scalar`` is the type asked for (of an item, for a list), None for any.

    ``is_list`` is an fdl list, ``many`` a literal list of any length.
    """

    name: str
    text: str
    const: bool
    nullable: bool
    many: bool
    is_list: bool
    scalar: Type | None
    refinement: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An overload with its parameters read; ``rest`` is the variadic last one, taken one or more times."""

    op: Op
    overload: Overload
    params: tuple[Spec, ...]
    rest: Spec | None
    result: Type | None  # a scalar result; None for T and lists

    def accepts(self, count: int) -> bool:
        fixed = len(self.params)
        return count == fixed if self.rest is None else count > fixed

    def spec(self, position: int) -> Spec:
        if position < len(self.params) or self.rest is None:
            return self.params[position]
        return self.rest


@dataclass(frozen=True, slots=True)
class Chosen:
    """The overload that fits, its operands made to fit, its consts, the type of the result."""

    candidate: Candidate
    operands: tuple[Node, ...]
    consts: tuple[Value, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Mismatch:
    """No overload fits. ``position`` is the first operand that rules the last ones out, ``remaining`` those ruled out
    there. ``clash`` is set where two operands should be of one type and are not.
    """

    position: int
    remaining: tuple[Candidate, ...]
    clash: tuple[int, int] | None = None
    const: bool = False  # it fits but for not being a literal


#: Rows with a null rule of their own: whether the result may be null, from the operands.
_OWN_NULLS: dict[str, Callable[[Sequence[Node]], bool]] = {
    "and": lambda a: any(x.type.nullable for x in a),
    "or": lambda a: any(x.type.nullable for x in a),
    "if": lambda a: a[1].type.nullable or a[2].type.nullable,
    "coalesce": lambda a: all(x.type.nullable for x in a),
    "is_null": lambda _: False,
    "is_same": lambda _: False,
    "count_null": lambda _: False,
    "list": lambda _: False,
}

#: Rows whose T is scalars only, as their ``edges`` say.
_SCALAR_ONLY = frozenset({"is_same", "list"})

_unruled = {row.name for row in ROWS if row.nulls is Nulls.OWN} ^ set(_OWN_NULLS)
if _unruled:
    raise ValueError(f"rows with their own null rule and _OWN_NULLS differ in {sorted(_unruled)}")


def _read(param: Param) -> Spec:
    text, refinement = param.type, None
    is_list = text.startswith("list<")
    if is_list:
        text = text[5:-1]
    if text in REFINEMENTS:
        refinement, text = text, REFINEMENTS[text][0]
    scalar = SCALARS.get(text)
    return Spec(param.name, param.type, param.const, param.nullable, param.many, is_list, scalar, refinement)


@cache
def candidates(name: str) -> tuple[Candidate, ...]:
    """The overloads of an operator, in the order of its row."""
    found = []
    for overload in BY_NAME[name].overloads:
        specs = tuple(_read(p) for p in overload.params)
        rest = specs[-1] if overload.params and overload.params[-1].variadic else None
        fixed = specs[:-1] if rest else specs
        found.append(Candidate(BY_NAME[name], overload, fixed, rest, SCALARS.get(overload.result)))
    return tuple(found)


def resolve(graph: Graph, name: str, nodes: Sequence[Node]) -> Chosen | Mismatch:
    """The first overload of an operator that fits. The number of operands must be accepted by one of them."""
    remaining = [c for c in candidates(name) if c.accepts(len(nodes))]
    last: Mismatch | None = None
    for candidate in remaining:
        found = _try(graph, candidate, nodes)
        if isinstance(found, Chosen):
            return found
        if last is None or found.position >= last.position:
            same = last.remaining if last is not None and found.position == last.position else ()
            last = Mismatch(found.position, (*same, candidate), found.clash, found.const)
    assert last is not None
    return last


def _try(graph: Graph, candidate: Candidate, nodes: Sequence[Node]) -> Chosen | Mismatch:
    operands: list[Node] = []
    consts: list[Value] = []
    generic: list[int] = []  # which operands are of type T
    places: list[int] = []  # and where each operand stands among the arguments
    sized: int | None = None  # the length of a list result
    item_null = False
    for position, node in enumerate(nodes):
        spec = candidate.spec(position)
        if spec.const:
            value = const_value(spec, node)
            if value is _NOT_CONST:
                fits = _type_fits(spec, node)
                return Mismatch(position, (), const=fits and node.op != "const")
            if spec.refinement == "nonzero" and value == 0:
                return Mismatch(position, ())
            consts.append(value)
            if spec.many:
                sized = sized if sized is not None else len(value)  # type: ignore[arg-type]
            continue
        if lower.is_null(node) and not spec.nullable:
            return Mismatch(position, ())
        if not _type_fits(spec, node):
            return Mismatch(position, ())
        if spec.is_list:
            sized, item_null = node.type.size, node.type.item is not None and node.type.item.nullable
            if spec.scalar is not None:
                node = lower.coerce(graph, node, list_of(spec.scalar.with_null(item_null), sized or 0))
            else:
                node = lower.coerce(graph, node, node.type)
        elif spec.scalar is not None:
            node = lower.coerce(graph, node, spec.scalar)
        else:
            generic.append(len(operands))
            if candidate.op.name in _SCALAR_ONLY and node.type.kind is Kind.LIST:
                return Mismatch(position, ())
        operands.append(node)
        places.append(position)
    shared: Type | None = None
    if generic:
        if candidate.rest is not None and "T" not in candidate.overload.result:
            # one variadic T of which the result says nothing: the operands may differ
            for at in generic:
                if lower.untyped(operands[at]):
                    return Mismatch(places[at], ())
                operands[at] = lower.coerce(graph, operands[at], operands[at].type)
        else:
            unified = lower.unify([operands[at] for at in generic])
            if isinstance(unified, tuple):
                one, two = (places[next(at for at in generic if operands[at] is node)] for node in unified)
                return Mismatch(two, (), clash=(one, two))
            if unified is None or (unified.item is not None and unified.item.kind is Kind.NULL):
                return Mismatch(places[generic[0]], ())
            for at in generic:
                operands[at] = lower.coerce(graph, operands[at], unified)
            shared = unified
    return Chosen(candidate, tuple(operands), tuple(consts), _result(candidate, operands, shared, sized, item_null))


def _result(
    candidate: Candidate, operands: Sequence[Node], shared: Type | None, sized: int | None, item_null: bool
) -> Type:
    overload = candidate.overload
    own = _OWN_NULLS.get(candidate.op.name)
    nullable = overload.fallible or (any(o.type.nullable for o in operands) if own is None else own(operands))
    if candidate.result is not None:
        return candidate.result.with_null(nullable)
    if overload.result == "T":
        if shared is not None:
            return shared.with_null(nullable)
        item = next(o.type.item for o in operands if o.type.item is not None)
        return item.with_null(nullable or item.nullable)
    inner = overload.result.removeprefix("list<").removesuffix(">")
    if inner == "T":
        assert shared is not None
        return list_of(shared.with_null(any(o.type.nullable for o in operands)), len(operands))
    return list_of(SCALARS[inner].with_null(item_null), sized or 0).with_null(nullable)


def _type_fits(spec: Spec, node: Node) -> bool:
    if spec.many or spec.is_list:
        item = node.type.item
        if item is None:
            return node.type.kind is Kind.NULL and spec.nullable
        if item.kind is Kind.NULL:
            return spec.many
        if spec.scalar is None or item.kind is spec.scalar.kind:
            return True
        return lower.fits(node, list_of(spec.scalar.with_null(item.nullable), node.type.size or 0))
    if spec.scalar is None:
        return True
    return lower.fits(node, spec.scalar)


_NOT_CONST: Value = ("not a const",)


def const_value(spec: Spec, node: Node) -> Value:
    """The value of a literal operand as the parameter's type, or ``_NOT_CONST``. Nulls are no such values."""
    if spec.many:
        return _const_items(spec, node)
    if node.op != "const" or spec.scalar is None or not lower.fits(node, spec.scalar):
        return _NOT_CONST
    value = node.consts[0]
    if value is None:
        return _NOT_CONST
    return float(value) if spec.scalar.kind is Kind.FLOAT64 else value  # type: ignore[arg-type]


def _const_items(spec: Spec, node: Node) -> Value:
    item = node.type.item
    if item is None or spec.scalar is None:
        return _NOT_CONST
    if node.op == "const":
        values = node.consts[0]
    elif node.op == "list" and all(a.op == "const" for a in node.args):
        values = tuple(a.consts[0] for a in node.args)
    else:
        return _NOT_CONST
    if not isinstance(values, tuple) or None in values:
        return _NOT_CONST
    if not values or item.kind is spec.scalar.kind:
        return values
    if item.kind is INT64.kind and spec.scalar.kind is FLOAT64.kind and all(lower.is_exact(v) for v in values):
        return tuple(float(v) for v in values)  # type: ignore[arg-type]
    return _NOT_CONST
