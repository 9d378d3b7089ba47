"""Typed expressions made into outputs: declared types checked, storage proven. Knows ranges, no operators."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from featc import ir
from featc.resolve.expand import Value
from featc.resolve.scope import plain, source_text, walk
from featc.typecheck import blame, errors, list_hints, lower
from featc.typecheck.annotations import read_type
from featc.typecheck.ranges import INT32, Ranges
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.types import LITERAL_KINDS, Kind, Storage, Type, list_of


def reads(node: ir.Node, fields: Collection[str]) -> bool:
    """Whether a value is computed from one of these fields."""
    return any(n.op == "input" and n.consts[0] in fields for n in ir.walk([node]))


class Outputs:
    """Makes features. ``report`` takes findings, ``sources`` has the texts. What the fields ``partial`` promise is
    not known.
    """

    def __init__(
        self,
        graph: ir.Graph,
        ranges: Ranges,
        sources: Mapping[str, str],
        report: Callable[[Diagnostic], None],
        partial: Collection[str] = (),
    ) -> None:
        self._partial = partial
        self._graph = graph
        self._ranges = ranges
        self._sources = sources
        self._report = report

    def feature(self, value: Value, node: ir.Node | None) -> tuple[ir.Output | None, ir.Node | None]:
        """The feature, and the node that others read when they name it; None for each after a finding.

        A declared type that is nullable, or stored narrower, makes the output so; readers get the value as computed.
        """
        decl = value.decl
        assert isinstance(decl, ast.FeatureDecl)
        declared = read_type(decl.type, self._report, storage=True) if decl.type else None
        if node is None or (decl.type is not None and declared is None):
            return None, None
        if node.type.kind in LITERAL_KINDS:
            what = "a calendar step" if node.type.kind is Kind.MONTHS else "a map"
            self._report(errors.only_argument(decl.value.span, what))
            return None, None
        settled = self._declared(decl, value.name, node, *declared) if declared else self._inferred(decl, node)
        if settled is None:
            return None, None
        type, storage = declared or (settled.type, None)
        formula = self._formula(value)
        return ir.Output(value.name, settled, type, decl.name.span, storage, formula, decl.doc or ""), settled

    def _inferred(self, decl: ast.FeatureDecl, node: ir.Node) -> ir.Node | None:
        if lower.untyped(node):
            size = node.type.size
            what, sample = ("`null`", "float64?") if size is None else ("the list", f"list<float64?, {size}>")
            hint = "put an item into it" if size == 0 else f"declare it: `feature {decl.name.text}: {sample} = …`"
            self._report(errors.untyped(decl.value.span, what, hint))
            return None
        return lower.coerce(self._graph, node, node.type)

    def _declared(
        self, decl: ast.FeatureDecl, name: str, node: ir.Node, type: Type, storage: Storage | None
    ) -> ir.Node | None:
        """The node as the declared type, or None after a finding."""
        assert decl.type is not None
        span, text = decl.value.span, source_text(self._sources, decl.value.span)
        written = source_text(self._sources, decl.type.span)
        loose = type if type.item is None else list_of(type.item.with_null(), type.size or 0, type.at_most)
        if not lower.fits(node, loose):
            hint = list_hints.declared(type, node, text) or blame.conversion_hint(type.bare, node, text)
            value = node.consts[0] if lower.is_int_literal(node) else None
            if isinstance(value, int) and not lower.is_exact(value) and type.kind.value == "float64":
                self._report(errors.inexact_literal(span, value))
            else:
                self._report(errors.feature_type(span, name, written, str(node.type), hint))
            return None
        node = lower.coerce(self._graph, node, type if lower.is_null(node) else loose)
        if node.type.nullable and not type.nullable:
            hint = f"declare `{written}?`, or {blame.null_hint(node, text)}"
            self._report(errors.feature_nullable(span, name, written, str(node.type), hint))
            return None
        if type.item is not None and node.type.item is not None and node.type.item.nullable and not type.item.nullable:
            hint = "give each item a `??`, or declare its items nullable"
            self._report(errors.feature_nullable(span, name, written, str(node.type), hint))
            return None
        if storage == "int32" and not (type.item or type).nullable:
            low, high = self._ranges.of(node)
            if (low < INT32[0] or high > INT32[1]) and self._partial and reads(node, self._partial):
                return None
            if low < INT32[0] or high > INT32[1]:
                nullable = (
                    f"list<int32?, {'..' if type.at_most else ''}{type.size}>" if type.item is not None else "int32?"
                )
                clipped = "`clip` each item" if type.item is not None else f"write `clip({text}, …, …)`"
                if len(clipped) > 60:
                    clipped = "`clip` it"
                self._report(errors.int32_unproven(span, name, written, f"`{nullable}`", low, high, clipped))
                return None
        return node

    def _formula(self, value: Value) -> str:
        """The expression as written, on one line, with what loop variables stand for in their place."""
        expr = value.decl.value
        source = self._sources[expr.span.file]
        if not value.scope.loop:
            return plain(source[expr.span.start : expr.span.end])
        out: list[str] = []
        at = expr.span.start
        for part in walk(expr):
            if not isinstance(part, ast.Ref) or part.span.start < at:
                continue
            name = part.name.text
            item = value.scope.loop.get(name)
            if item is not None:
                text = source_text(self._sources, item.span)
            elif "{" in name:
                text = _filled(name, value.texts)
            else:
                continue
            out += [source[at : part.span.start], text]
            at = part.span.end
        out.append(source[at : expr.span.end])
        return plain("".join(out))


def _filled(name: str, texts: Mapping[str, str]) -> str:
    for variable, text in texts.items():
        name = name.replace(f"{{{variable}}}", text)
    return name
