"""Makes operands fit: literals widened, untyped nulls and lists given a type. Knows nodes and types, no syntax.

While an expression is typed, three kinds of const may stand in the graph that no finished program has: the bare
`null` (Kind.NULL), an int64 literal that may yet become a float64, and a list of literals as one const whose item type
may be Kind.NULL. ``coerce`` turns each into what the program has; every operand and every feature goes through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from featc.ir import Graph, Node, Value
from featc_dsl.types import FLOAT64, LITERAL_KINDS, Kind, Type, list_of

#: The value of a refined reference where a null cannot be, by kind.
ZEROS: dict[Kind, Value] = {
    Kind.BOOL: False,
    Kind.INT64: 0,
    Kind.FLOAT64: 0.0,
    Kind.STRING: "",
    Kind.TIMESTAMP: 0,
    Kind.DATETIME: 0,
    Kind.DATE: 0,
    Kind.DURATION: 0,
}


def is_exact(value: Value) -> bool:
    """Whether an int is exactly a float64."""
    return isinstance(value, int) and -(2**63) <= value < 2**63 and int(float(value)) == value


def is_int_literal(node: Node) -> bool:
    """Whether the node is an int64 as written, not computed."""
    return node.op == "const" and node.type.kind is Kind.INT64


def is_null(node: Node) -> bool:
    """Whether the node is the bare `null`."""
    return node.type.kind is Kind.NULL


def fits(node: Node, wanted: Type) -> bool:
    """Whether ``coerce`` can give the node this type, nulls apart."""
    have = node.type
    if have.kind is wanted.kind:
        return have.kind is not Kind.LIST or _list_fits(node, wanted)
    if have.kind is Kind.NULL:
        return True
    return wanted.kind is Kind.FLOAT64 and is_int_literal(node) and (node.consts[0] is None or is_exact(node.consts[0]))


def _list_fits(node: Node, wanted: Type) -> bool:
    have = node.type
    assert have.item is not None
    assert wanted.item is not None
    if wanted.at_most:
        if (have.size or 0) > (wanted.size or 0):
            return False
    elif have.size != wanted.size or have.at_most:
        return False
    if have.item.kind is wanted.item.kind:
        return wanted.item.nullable or not have.item.nullable
    if node.op == "list":
        return all(fits(a, wanted.item) and (wanted.item.nullable or not a.type.nullable) for a in node.args)
    if node.op == "const":
        values = node.consts[0]
        if not isinstance(values, tuple) or (have.item.nullable and not wanted.item.nullable):
            return False
        if have.item.kind is Kind.NULL:
            return True
        return (
            have.item.kind is Kind.INT64
            and wanted.item.kind is Kind.FLOAT64
            and all(v is None or is_exact(v) for v in values)
        )
    return False


def coerce(graph: Graph, node: Node, wanted: Type) -> Node:
    """The node with the type's kind (its own null stays, a bare null gets the type's). Asks that it ``fits``."""
    have = node.type
    if have.kind is Kind.LIST:
        return _coerce_list(graph, node, wanted)
    if have.kind is wanted.kind:
        return node
    if node.consts[0] is None:
        return graph.const(None, wanted.with_null())
    return graph.const(float(node.consts[0]), FLOAT64)  # type: ignore[arg-type]


def _coerce_list(graph: Graph, node: Node, wanted: Type) -> Node:
    """Items first, then the length: one of at most so many is made of another list by ``head``, which keeps all."""
    node = _coerce_items(graph, node, wanted)
    have = node.type
    if not wanted.at_most or (have.at_most and have.size == wanted.size):
        return node
    assert have.item is not None
    type = list_of(have.item, wanted.size or 0, at_most=True).with_null(have.nullable)
    if node.op == "const" and node.consts[0] is None:
        return graph.const(None, type)
    return graph.node("head", (node,), (wanted.size,), type)


def _coerce_items(graph: Graph, node: Node, wanted: Type) -> Node:
    item = wanted.item
    assert item is not None
    assert node.type.item is not None
    if node.op == "const":
        values = node.consts[0]
        if values is None:
            return node
        assert isinstance(values, tuple)
        if item.kind is Kind.FLOAT64 and node.type.item.kind is Kind.INT64:
            values = tuple(None if v is None else float(v) for v in values)  # type: ignore[arg-type]
        operands = [graph.const(v, item.with_null(v is None)) for v in values]
        return make_list(graph, operands, item)
    if node.op == "list" and node.type.item.kind is not item.kind:
        return make_list(graph, [coerce(graph, a, item) for a in node.args], item)
    return node


def make_list(graph: Graph, items: Sequence[Node], item: Type) -> Node:
    """The list of these operands, all of the item's kind."""
    nullable = any(i.type.nullable for i in items)
    return graph.node("list", items, (), list_of(item.with_null(nullable), len(items)))


def unify(nodes: Iterable[Node]) -> Type | tuple[Node, Node] | None:
    """The one type of which all can be, without its null; two nodes that cannot be one; None where all are bare null.

    A list that holds null literals only, and the empty one, agree with any list of their length.
    """
    best: Node | None = None
    merged: Type | None = None
    for node in nodes:
        if is_null(node):
            continue
        if best is None or merged is None:
            best, merged = node, node.type.bare
            continue
        joined = _join(best, merged, node)
        if joined is None:
            return best, node
        if joined.kind is not best.type.kind:
            best = node
        merged = joined
    if merged is FLOAT64 or (merged is not None and merged.kind is Kind.FLOAT64):
        for node in nodes:
            if not fits(node, merged):
                assert best is not None
                return best, node
    return merged


def _join(best: Node, merged: Type, node: Node) -> Type | None:
    have = node.type.bare
    if have == merged:
        return merged
    if have.kind is Kind.LIST and merged.kind is Kind.LIST:
        assert have.item is not None
        assert merged.item is not None
        at_most = have.at_most or merged.at_most
        if have.size != merged.size and not at_most:
            return None
        size = max(have.size or 0, merged.size or 0)
        nullable = have.item.nullable or merged.item.nullable
        kinds = {have.item.kind, merged.item.kind} - {Kind.NULL}
        if kinds == {Kind.INT64, Kind.FLOAT64}:
            wanted = list_of(FLOAT64.with_null(), size, at_most)
            if fits(node, wanted) and fits(best, wanted):
                return list_of(FLOAT64.with_null(nullable), size, at_most)
            return None
        if len(kinds) > 1:
            return None
        kind = next(iter(kinds), Kind.NULL)
        return list_of(Type(kind, nullable), size, at_most)
    if {have.kind, merged.kind} == {Kind.INT64, Kind.FLOAT64}:
        return FLOAT64 if is_int_literal(node if have.kind is Kind.INT64 else best) else None
    return None


def literal_list(graph: Graph, items: Sequence[Node]) -> Node | None:
    """A list of literals as one const, or None where an item is none or two cannot be of one type."""
    if any(i.op != "const" or i.type.is_list or i.type.kind in LITERAL_KINDS for i in items):
        return None
    kinds = {i.type.kind for i in items} - {Kind.NULL}
    nullable = any(i.consts[0] is None for i in items)
    if kinds == {Kind.INT64, Kind.FLOAT64}:
        if not all(fits(i, FLOAT64) for i in items):
            return None
        values: tuple[Value, ...] = tuple(None if (v := i.consts[0]) is None else float(v) for i in items)  # type: ignore[arg-type]
        kind = Kind.FLOAT64
    elif len(kinds) > 1:
        return None
    else:
        values = tuple(i.consts[0] for i in items)
        kind = next(iter(kinds), Kind.NULL)
    return graph.const(values, list_of(Type(kind, nullable or kind is Kind.NULL), len(items)))


def zero_of(graph: Graph, type: Type) -> Node:
    """A value of the type that is not null, for where none is ever looked at."""
    if type.at_most:
        return graph.const((), type.bare)
    if type.item is not None:
        item = zero_of(graph, type.item)
        return make_list(graph, [item] * (type.size or 0), type.item)
    return graph.const(ZEROS[type.kind], type.bare)


def known_not_null(graph: Graph, node: Node) -> Node:
    """The node where it is known not to be null: ``coalesce(node, zero)``, whose type says so and whose value is
    the node's wherever that knowledge holds. Where it does not hold, the result is not looked at (see flow).
    """
    return graph.node("coalesce", (node, zero_of(graph, node.type.bare)), (), node.type.bare)


def untyped(node: Node) -> bool:
    """Whether the node still lacks a type: a bare null, an empty list, a list of nulls only."""
    return is_null(node) or (node.type.item is not None and node.type.item.kind is Kind.NULL)
