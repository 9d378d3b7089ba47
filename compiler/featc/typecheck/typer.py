"""Types expressions and builds their nodes. Knows the syntax tree, names and the catalogue; no targets.

An expression is typed by a generator that asks for its parts by yielding them; one loop runs the generators, so that
depth costs no recursion. A part that is wrong is None: it has its finding, and what holds it says nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace

from featc.ir import Graph, Node
from featc.resolve import errors as unresolved
from featc.resolve.declarations import Resolved
from featc.resolve.gaps import Gaps
from featc.resolve.scope import Scope, fill, holes, source_text
from featc.typecheck import blame, errors, lower, overload, patterns, refinements, traps
from featc.typecheck.annotations import MAX_LIST
from featc.typecheck.arguments import bind
from featc.typecheck.flow import NOTHING, Facts, Flow
from featc.typecheck.functions import Functions, Request, TooLarge, Typing, holds_param
from featc.typecheck.maps import literal_map
from featc_dsl import ast, foreign, placing
from featc_dsl.catalogue import BY_NAME, ROWS_OF, Nulls
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span
from featc_dsl.types import BOOL, MONTHS, NULL, SCALARS, Type

#: Larger programs are refused: nodes, and steps of typing.
MAX_NODES = 50_000
MAX_STEPS = 200_000

_GLOBAL = Scope()


class Typer:
    """Types the expressions of one program into one graph.

    ``values`` has the node of every field, let and feature typed so far, None for what is wrong. ``labels`` are the
    fields that no feature may read. ``gaps`` has what could not be read: names that may be in it are not reported.
    """

    def __init__(
        self,
        graph: Graph,
        resolved: Resolved,
        sources: Mapping[str, str],
        report: Callable[[Diagnostic], None],
        gaps: Gaps,
    ) -> None:
        self.graph = graph
        self.values: dict[str, Node | None] = {}
        self.labels: dict[str, Span] = {}
        self._resolved = resolved
        self._sources = sources
        self._report = report
        self._gaps = gaps
        self._flow = Flow()
        self.functions = Functions(self, resolved.functions)
        self._texts: Mapping[str, str] = {}
        self._steps = 0
        self.errors = 0  # how many findings so far

    # --- the loop ------------------------------------------------------------------------------------------------

    def type(self, expr: ast.Expr, scope: Scope = _GLOBAL, texts: Mapping[str, str] | None = None) -> Node | None:
        """The node of an expression, or None after a finding. ``texts`` fills the ``{w}`` parts of names."""
        self._texts = texts or {}
        stack: list[Typing] = []
        request: Request | None = (expr, scope, NOTHING)
        answer: Node | None = None
        while True:
            if request is not None:
                self._step(request[0])
                running = _TYPE[request[0].__class__](self, *request)
                if isinstance(running, Generator):
                    stack.append(running)
                    answer = None
                else:
                    answer = running
                    if not stack:
                        return answer
            try:
                request = stack[-1].send(answer)
            except StopIteration as stop:
                stack.pop()
                answer, request = stop.value, None
                if not stack:
                    return answer

    def _step(self, expr: ast.Expr) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS or len(self.graph) > MAX_NODES:
            self._report(unresolved.too_large(expr.span, "operations", MAX_NODES))
            raise TooLarge

    def report(self, finding: Diagnostic, scope: Scope = _GLOBAL) -> None:
        """Takes a finding; one inside an inlined function also names the call."""
        self.errors += 1
        if scope.site is not None:
            finding = replace(finding, related=(*finding.related, (scope.site, "inlined for this call")))
        self._report(finding)

    def text(self, span: Span) -> str:
        """The source at a place on one line."""
        return source_text(self._sources, span)

    def node(self, op: str, args: Sequence[Node], consts: Sequence[object], type: Type) -> Node:
        made = self.graph.node(op, args, consts, type)  # type: ignore[arg-type]
        if op in _LOGIC:
            self._flow.note(made)
        return made

    # --- leaves --------------------------------------------------------------------------------------------------

    def literal(self, expr: ast.Literal, scope: Scope, facts: Facts) -> Node | None:
        if expr.kind == "null":
            return self.graph.const(None, NULL)
        type = MONTHS if expr.kind == "calendar" else SCALARS[expr.kind]
        return self.graph.const(expr.value, type)

    def ref(self, expr: ast.Ref, scope: Scope, facts: Facts) -> Node | Typing | None:
        name = expr.name.text
        if name in scope.params:
            return self._refined(scope.params[name], facts)
        item = scope.loop.get(name)
        if isinstance(item, ast.Ref):
            name = item.name.text
        elif item is not None:
            return _TYPE[item.__class__](self, item, _GLOBAL, facts)
        elif "{" in name:
            unknown = [h for h in holes(name) if h not in self._texts]
            if unknown:
                self.report(unresolved.unknown_hole(expr.span, unknown[0], sorted(self._texts)), scope)
                return None
            name = fill(name, self._texts)
        if name in self.values:
            return self._refined(self.values[name], facts)
        self._unknown(expr.span, name, scope)
        return None

    def _refined(self, node: Node | None, facts: Facts) -> Node | None:
        return lower.known_not_null(self.graph, node) if facts and node is not None and node in facts else node

    def _unknown(self, span: Span, name: str, scope: Scope) -> None:
        if name in self.labels:
            self.report(unresolved.label_read(span, name, self.labels[name]), scope)
        elif name in self._resolved.tables:
            self.report(unresolved.not_supported(span, f"reading `{name}` is"), scope)
        elif name not in self._resolved.spans and not self._gaps.hold(name):
            known = [*scope.params, *scope.loop, *self._resolved.spans]
            functions = {*self._resolved.functions, *(n for n, row in BY_NAME.items() if not row.symbol)}
            before = self._sources[span.file][: span.start].rstrip(" ") if span.file in self._sources else ""
            comment = before.endswith(("//", "--"))
            self.report(unresolved.unknown_name(span, name, known, functions, comment), scope)

    def unsupported(self, expr: ast.Expr, scope: Scope, facts: Facts) -> Node | None:
        match expr:
            case ast.Fit(name=name):
                self.report(unresolved.not_supported(expr.span, f"`fit.{name.text}` is"), scope)
            case ast.Member(base=ast.Ref(name=base)) if base.text in self._resolved.tables:
                self.report(unresolved.not_supported(expr.span, f"reading `{base.text}` is"), scope)
            case ast.RangeExpr():
                self.report(errors.range_misplaced(expr.span), scope)
            case ast.Member(base=ast.Ref(name=base), name=name):
                self._no_part(expr.span, base.text, name.text, scope)
            case ast.Member(base=whole, name=name) if not (isinstance(whole, ast.Call) and whole.symbol == "[]"):
                self.report(
                    unresolved.no_part(expr.span, self.text(whole.span), name.text, name.text in BY_NAME), scope
                )
            case _:
                self.report(unresolved.not_supported(expr.span, "reading a field of another table is"), scope)
        return None

    def _no_part(self, span: Span, base: str, name: str, scope: Scope) -> None:
        """``base.name`` where the base is no table."""
        row = self._resolved.input.name.text if self._resolved.input is not None else ""
        known = {*scope.params, *scope.loop, *self._resolved.spans}
        if name in known and (base == row or base not in known):
            self.report(unresolved.no_row_name(span, base, name), scope)
        elif base in known:
            self.report(unresolved.no_part(span, base, name, name in BY_NAME), scope)
        elif foreign.module(base) and foreign.value(name):
            self.report(unresolved.unknown_name(span, f"{base}.{name}", (), (), hint=foreign.value(name)), scope)
        elif not self._gaps.hold(base):
            self.report(unresolved.not_supported(span, "reading a field of another table is"), scope)

    # --- operators -----------------------------------------------------------------------------------------------

    def list_(self, expr: ast.ListExpr, scope: Scope, facts: Facts) -> Typing:
        items: list[Node | None] = []
        for part in expr.items:
            if isinstance(part, ast.Literal):
                items.append(self.literal(part, scope, facts))
            else:
                items.append((yield part, scope, facts))
        nodes = [i for i in items if i is not None]
        if len(nodes) != len(items):
            return None
        if len(items) > MAX_LIST:
            self.report(errors.list_too_long(expr.span, len(items), MAX_LIST), scope)
            return None
        table = lower.literal_list(self.graph, nodes)
        if table is not None:
            return table
        nested = next((i for i, n in zip(expr.items, nodes, strict=True) if n.type.is_list), None)
        if nested is not None:
            self.report(errors.list_of_lists(nested.span), scope)
            return None
        return self.apply(ast.Call(ast.Name("list", expr.span), (), expr.span, "[…]"), expr.items, nodes, scope)

    def if_(self, expr: ast.If, scope: Scope, facts: Facts) -> Typing:
        parts = (expr.cond, expr.then, expr.other)
        cond = yield expr.cond, scope, facts
        known = self._flow.of(cond) if cond is not None else self._flow.of(self.graph.const(True, BOOL))
        then = yield expr.then, scope, facts | known.true
        other = yield expr.other, scope, facts | known.not_true
        if cond is None or then is None or other is None:
            return None
        return self.apply(ast.Call(ast.Name("if", expr.span), (), expr.span, "if"), parts, (cond, then, other), scope)

    def compare(self, expr: ast.Compare, scope: Scope, facts: Facts) -> Typing:
        operands: list[Node | None] = []
        for operand in expr.operands:
            operands.append((yield operand, scope, facts))
        result: Node | None = None
        for at, name in enumerate(expr.ops):
            left, right = operands[at], operands[at + 1]
            if left is None or right is None:
                return None
            parts = (expr.operands[at], expr.operands[at + 1])
            symbol = BY_NAME[name.text].symbol
            call = ast.Call(name, (), parts[0].span.to(parts[1].span), symbol)
            pair = self.apply(call, parts, (left, right), scope)
            if pair is None:
                return None
            result = pair if result is None else self._and(result, pair)
        return result

    def _and(self, left: Node, right: Node) -> Node:
        return self.node("and", (left, right), (), BOOL.with_null(left.type.nullable or right.type.nullable))

    def call(self, expr: ast.Call, scope: Scope, facts: Facts) -> Typing:
        name = expr.name.text
        if expr.window is not None:
            self.report(unresolved.not_supported(expr.span, "aggregates over windows are", foreign.ONE_ROW), scope)
            return None
        if expr.symbol is None and name in self._resolved.functions:
            return (yield from self.functions.inline(expr, scope, facts))
        if name == "in":
            members = expr.args[1].value
            if isinstance(members, ast.RangeExpr):
                return (yield from self._in_range(expr, members, scope, facts))
        known = name in BY_NAME and (expr.symbol is not None or not BY_NAME[name].symbol)
        known = known and not (any(self._is_table(a.value) for a in expr.args) and _is_reduction(name))
        nodes: list[Node | None] = []
        inner = facts
        for arg in expr.args:
            part = arg.value
            if isinstance(part, ast.Literal):
                nodes.append(self.literal(part, scope, facts))
            elif known or not self._is_table(part):
                nodes.append((yield part, scope, inner))
            if expr.symbol is not None and name in ("and", "or"):
                left = nodes[0]
                if left is not None:
                    told = self._flow.of(left)
                    inner = facts | (told.not_false if name == "and" else told.not_true)
        if not known:
            self._unknown_function(expr, scope)
            return None
        found = [n for n in nodes if n is not None]
        if len(found) != len(nodes):
            return None
        parts: Sequence[ast.Expr] = [a.value for a in expr.args]
        if any(a.name for a in expr.args):
            bound = bind(expr, found, self.graph, lambda finding: self.report(finding, scope))
            if bound is None:
                return None
            parts, found = bound
        return self.apply(expr, parts, found, scope)

    def _is_table(self, part: ast.Expr) -> bool:
        """Whether an argument is a stream or a field of one: then the function is an aggregate without clauses."""
        base = part.base if isinstance(part, ast.Member) else part
        return isinstance(base, ast.Ref) and base.name.text in self._resolved.tables

    def _unknown_function(self, expr: ast.Call, scope: Scope) -> None:
        name = expr.name.text
        if any(self._is_table(a.value) for a in expr.args):
            self.report(unresolved.not_supported(expr.span, "aggregates are"), scope)
        elif name in BY_NAME:
            self.report(unresolved.operator_called(expr.name.span, name, BY_NAME[name].symbol), scope)
        elif not self._gaps.hold_function(name):
            known = [*self._resolved.functions, *(n for n, row in BY_NAME.items() if not row.symbol)]
            given = [self.text(a.value.span) for a in expr.args if a.name is None]
            finding = unresolved.unknown_function(expr.name.span, name, known, self._resolved.spans, given)
            text = self._sources.get(expr.span.file, "")
            hint = placing.placed(finding.hint, text, expr.span.start, expr.span.end)
            self.report(replace(finding, hint=hint), scope)

    def _in_range(self, expr: ast.Call, members: ast.RangeExpr, scope: Scope, facts: Facts) -> Typing:
        """``x in a..b`` is ``x >= a and x <= b``."""
        value = expr.args[0].value
        found = []
        for part in (value, members.low, members.high):
            found.append((yield part, scope, facts))
        node, low, high = found
        if node is None or low is None or high is None:
            return None
        if scope.site is None and low.op == high.op == "const" and node.op != "const" and _is_empty(low, high):
            self.report(unresolved.empty_range(members.span, self.text(members.span)))
            return None
        sides = []
        for name, bound, part in (("ge", low, members.low), ("le", high, members.high)):
            call = ast.Call(ast.Name(name, expr.name.span), (), expr.span, "in")
            side = self.apply(call, (value, part), (node, bound), scope)
            if side is None:
                return None
            sides.append(side)
        return self._and(sides[0], sides[1])

    def apply(self, call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node], scope: Scope) -> Node | None:
        """The node of an operator on typed operands, in the order of its signature, or None after a finding."""
        name = call.name.text
        options = overload.candidates(name)
        if not any(c.accepts(len(nodes)) for c in options):
            self.report(blame.count(call, options, len(nodes), [self.text(p.span) for p in parts]), scope)
            return None
        chosen = overload.resolve(self.graph, name, nodes)
        if isinstance(chosen, overload.Mismatch):
            if not any(holds_param(n) for n in nodes) or not chosen.const:
                self.report(blame.explain(call, parts, nodes, chosen, self.text), scope)
            return None
        if name == "element":
            whole = self.text(parts[0].span)
            wrong_place = refinements.literal_position(nodes[1], nodes[0].type, parts[1].span, blame.AT, whole)
            if wrong_place is not None:
                self.report(wrong_place, scope)
                return None
        if chosen.consts and not self._refined_consts(call, parts, nodes, chosen, scope):
            return None
        try:
            consts = patterns.normal(chosen.candidate.overload, chosen.consts, strict=True)
        except patterns.Wrong as wrong:
            parameters = [p.name for p in chosen.candidate.params]
            part = parts[parameters.index(wrong.parameter)]
            sources = self._sources.get(part.span.file, "")
            self.report(patterns.finding(wrong, part.span, sources[part.span.start : part.span.end]), scope)
            return None
        if scope.site is None and self._is_trap(call, parts, nodes):
            return None
        if (chosen.type.size or 0) > MAX_LIST:
            self.report(errors.list_too_long(call.span, chosen.type.size or 0, MAX_LIST), scope)
            return None
        candidate = chosen.candidate
        if candidate.rest is not None and candidate.op.nulls is Nulls.PROPAGATE:
            result = chosen.operands[0]
            for operand in chosen.operands[1:]:
                nullable = result.type.nullable or operand.type.nullable
                result = self.node(candidate.overload.id, (result, operand), (), chosen.type.with_null(nullable))
            return result
        return self.node(candidate.overload.id, chosen.operands, consts, chosen.type)

    def _is_trap(self, call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node]) -> bool:
        """Whether literals make the result the same for every row, which is a finding. In an inlined body they may be
        those of one call, so that what is written for all of them is not judged by it.
        """
        values = [n.consts[0] if n.op == "const" else traps.UNKNOWN for n in nodes]
        size = next((n.type.size for n in nodes if n.type.is_list), None)
        trap = traps.find(call.name.text, values, size)
        if trap is None or not traps.depends_on_rows(nodes):
            return False
        texts = [self.text(p.span) for p in parts]
        hint = trap.hint.format(*texts) if all(len(t) <= 40 for t in texts) else trap.hint.split(":")[0]
        self.report(errors.same_for_every_row(parts[trap.position].span, self.text(call.span), trap.result, hint))
        return True

    def _refined_consts(
        self, call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node], chosen: overload.Chosen, scope: Scope
    ) -> bool:
        size = next((o.type.size for o in chosen.operands if o.type.is_list), None)
        consts = iter(chosen.consts)
        good = True
        for at in range(len(nodes)):
            spec = chosen.candidate.spec(at)
            if not spec.const:
                continue
            part = parts[at]

            def item(index: int, part: ast.Expr = part) -> Span:
                if isinstance(part, ast.MapExpr):
                    return part.pairs[index][0].span
                return part.items[index].span if isinstance(part, ast.ListExpr) else part.span

            place = blame.place(call, at, spec)
            finding = refinements.check(
                spec, next(consts), part.span, self.text(part.span), place, chosen.type, size, item
            )
            if finding is not None:
                self.report(finding, scope)
                good = False
        return good


def _is_reduction(name: str) -> bool:
    """Whether an operator makes one value of a list: its name is that of an aggregate too."""
    return any(o.params and o.params[0].is_list for row in ROWS_OF[name] for o in row.overloads)


def _is_empty(low: Node, high: Node) -> bool:
    """Whether nothing is between two literals."""
    one, two = low.consts[0], high.consts[0]
    numbers = isinstance(one, int | float) and isinstance(two, int | float)
    return (numbers and one > two) or (isinstance(one, str) and isinstance(two, str) and one > two)  # type: ignore[operator]


_LOGIC = frozenset({"is_null", "not", "and", "or"})

_TYPE: dict[type, Callable[..., Node | Typing | None]] = {
    ast.Literal: Typer.literal,
    ast.Ref: Typer.ref,
    ast.Member: Typer.unsupported,
    ast.Fit: Typer.unsupported,
    ast.RangeExpr: Typer.unsupported,
    ast.Call: Typer.call,
    ast.Compare: Typer.compare,
    ast.If: Typer.if_,
    ast.ListExpr: Typer.list_,
    ast.MapExpr: literal_map,
}
