"""Functions of the feature set: bodies checked once, inlined at each call. Knows parameters, no operators."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Protocol, TypeAlias

from featc.ir import Graph, Node
from featc.resolve.errors import too_large
from featc.resolve.scope import Scope
from featc.typecheck import blame, errors, lower
from featc.typecheck.annotations import read_type
from featc.typecheck.flow import NOTHING, Facts
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span
from featc_dsl.types import Type

#: More functions inside each other than this are refused, so that checking each of a long chain stays cheap.
MAX_CALLS = 50

#: More calls with different arguments than this are refused.
MAX_INLINED = 10_000

#: What a part is typed with: the expression, the names around it, what is known not to be null.
Request: TypeAlias = tuple[ast.Expr, Scope, Facts]
#: The typing of one expression: asks for its parts, returns its node, None for what is wrong.
Typing: TypeAlias = Generator[Request, Node | None, Node | None]


class TooLarge(Exception):
    """The program passes a limit; the finding is reported."""


class _Typer(Protocol):
    """What functions need of the type checker."""

    graph: Graph
    errors: int

    def type(self, expr: ast.Expr, scope: Scope) -> Node | None: ...
    def report(self, finding: Diagnostic, scope: Scope = ...) -> None: ...
    def text(self, span: Span) -> str: ...


class Functions:
    """The `def`s of one program. Each is defined, or known to be wrong, before anything that calls it is typed."""

    def __init__(self, typer: _Typer, decls: Mapping[str, ast.DefDecl]) -> None:
        self._typer = typer
        self._decls = decls
        self._params: dict[str, tuple[Type | None, ...]] = {}
        self._wrong: set[str] = set()
        self._met_wrong = False  # whether a call of a wrong function was met
        self._inlined: dict[tuple[str, tuple[Node, ...]], Node | None] = {}

    def define(self, decl: ast.DefDecl) -> None:
        """Types a body once with unknown arguments, so that it is checked even where nothing calls it."""
        typer, name = self._typer, decl.name.text
        before, self._met_wrong = typer.errors, False
        params: list[Type | None] = []
        for param in decl.params:
            read = read_type(param.type, typer.report, storage=False)
            params.append(read[0] if read else None)
        self._params[name] = tuple(params)
        unknown = {
            param.name.text: None if type is None else typer.graph.node("param", (), (param.name.text,), type)
            for param, type in zip(decl.params, params, strict=True)
        }
        typer.type(decl.body, Scope(unknown))
        if typer.errors > before or self._met_wrong:
            self._wrong.add(name)

    def poison(self, name: str) -> None:
        """Notes a function that cannot be inlined, since it calls itself."""
        self._wrong.add(name)

    def inline(self, expr: ast.Call, scope: Scope, facts: Facts) -> Typing:
        """The body with the call's arguments for its parameters. The same arguments give the same node.

        What is known not to be null at the call is in the arguments already; in the body nothing else is known.
        """
        typer, name = self._typer, expr.name.text
        decl = self._decls[name]
        nodes: list[Node | None] = []
        for arg in expr.args:
            nodes.append((yield arg.value, scope, facts))
        if scope.depth >= MAX_CALLS:
            typer.report(errors.calls_too_deep(expr.span, name, MAX_CALLS), scope)
            return None
        ordered = self._order(expr, decl, nodes, scope)
        if name in self._wrong:
            self._met_wrong = True
            return None
        if ordered is None:
            return None
        arguments: list[Node] = []
        for param, (part, node), type in zip(decl.params, ordered, self._params[name], strict=True):
            if node is None or type is None:
                return None
            if not lower.fits(node, type) or (node.type.nullable and not type.nullable):
                hint = blame.conversion_hint(type, node, typer.text(part.span))
                if lower.fits(node, type):  # null is all that does not fit: a function of it may well be null too
                    keep = f"declare `{param.name.text}: {type}?` in `{name}`, which keeps null"
                    hint = f"{keep}, or {hint}" if hint else keep
                found = errors.argument_type(part.span, name, param.name.text, type, node.type, hint)
                typer.report(found, scope)
                return None
            arguments.append(lower.coerce(typer.graph, node, type))
        key = (name, tuple(arguments))
        if key not in self._inlined:
            if len(self._inlined) >= MAX_INLINED:
                typer.report(too_large(expr.span, "calls of functions", MAX_INLINED))
                raise TooLarge
            params = dict(zip((p.name.text for p in decl.params), arguments, strict=True))
            self._inlined[key] = yield decl.body, Scope(params, site=expr.span, depth=scope.depth + 1), NOTHING
        return self._inlined[key]

    def _order(
        self, expr: ast.Call, decl: ast.DefDecl, nodes: Sequence[Node | None], scope: Scope
    ) -> list[tuple[ast.Expr, Node | None]] | None:
        """The arguments in the order of the parameters, or None after a finding."""
        report, function = self._typer.report, decl.name.text
        params = [p.name.text for p in decl.params]
        found: dict[str, tuple[ast.Expr, Node | None]] = {}
        named = False
        for at, (arg, node) in enumerate(zip(expr.args, nodes, strict=True)):
            if arg.name is None and named:
                report(errors.positional_after_named(arg.value.span), scope)
                return None
            if arg.name is None and at >= len(params):
                break
            name = arg.name.text if arg.name else params[at]
            if name not in params:
                span = arg.name.span if arg.name else expr.span
                report(errors.unknown_argument(span, function, name, params), scope)
                return None
            named = named or arg.name is not None
            if name in found:
                report(errors.argument_twice(arg.value.span, function, name), scope)
                return None
            found[name] = (arg.value, node)
        if len(found) != len(params) or len(nodes) != len(params):
            shape = f"{function}({', '.join(params)})"
            report(errors.argument_count(expr.span, function, [shape], len(nodes)), scope)
            return None
        return [found[p] for p in params]


def holds_param(node: Node) -> bool:
    """Whether a node is a parameter of a body that is checked on its own, or made of one: perhaps a literal yet."""
    made = node.op in ("list", "coalesce", "neg.int64") and any(a.op == "param" for a in node.args)
    return made or node.op == "param"
