"""Literal maps, `{"a": 1.5}`: consts of pairs. Knows literals and their findings, no operators."""

from __future__ import annotations

from typing import Protocol

from featc.ir import Graph, Node
from featc.resolve.errors import item_twice
from featc.resolve.scope import Scope
from featc.typecheck import errors, refinements
from featc.typecheck.annotations import MAX_LIST
from featc.typecheck.flow import Facts
from featc.typecheck.functions import Typing
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span
from featc_dsl.types import MAP, Kind

_MAPPED = (Kind.BOOL, Kind.INT64, Kind.FLOAT64, Kind.STRING)


class _Typer(Protocol):
    """What a map needs of the type checker."""

    graph: Graph

    def report(self, finding: Diagnostic, scope: Scope = ...) -> None: ...


def _is_map_literal(node: Node, *, lists: bool) -> bool:
    """Whether a node may stand in a literal map: a scalar that is no time and not null, or a list of such."""
    if node.op != "const" or node.consts[0] is None:
        return False
    if node.type.item is not None:
        values = node.consts[0]
        assert isinstance(values, tuple)
        return lists and node.type.item.kind in _MAPPED and None not in values
    return node.type.kind in _MAPPED


def literal_map(typer: _Typer, expr: ast.MapExpr, scope: Scope, facts: Facts) -> Typing:
    """A const of pairs: keys are scalar literals, each once, values such literals or lists of them."""
    pairs: list[tuple[object, object]] = []
    seen: dict[object, Span] = {}
    good = True
    for parts in expr.pairs:
        found = []
        for part, place in zip(parts, ("a key", "a value"), strict=True):
            node = yield part, scope, facts
            if node is not None and not _is_map_literal(node, lists=place == "a value"):
                typer.report(errors.not_literal(part.span, f"{place} of a map", "a literal"), scope)
                node = None
            found.append(node)
        key, value = found
        if key is None or value is None:
            good = False
            continue
        name = key.consts[0]
        if name in seen:
            typer.report(item_twice(parts[0].span, refinements.show(name), seen[name]), scope)
            good = False
        seen.setdefault(name, parts[0].span)
        pairs.append((name, value.consts[0]))
    if len(pairs) > MAX_LIST:
        typer.report(errors.list_too_long(expr.span, len(pairs), MAX_LIST), scope)
        return None
    return typer.graph.const(tuple(pairs), MAP) if good else None  # type: ignore[arg-type]
