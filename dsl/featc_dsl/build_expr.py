"""The trees of expressions, built bottom-up: one function for each right side of the grammar that has a name.

Knows the syntax tree and what an operator's sign means; no types. Values come from the parser's stack: tokens, trees,
or lists of them; hence ``Any``. A function's ``v`` are the values of its right side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from featc_dsl import ast, literal_errors, literals
from featc_dsl import syntax_errors as errors
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.lexer import Token
from featc_dsl.literals import Malformed
from featc_dsl.source import Source
from featc_dsl.span import Span

#: Catalogue names of the binary operators and of the comparisons.
BINARY = {
    "OR": "or", "AND": "and", "COALESCE": "coalesce", "PLUS": "add", "MINUS": "sub", "STAR": "mul", "SLASH": "div",
    "FLOORDIV": "floordiv", "PERCENT": "mod", "AT": "at",
}  # fmt: skip
RELATIONS = {"EQ": "eq", "NE": "ne", "LESSTHAN": "lt", "LE": "le", "MORETHAN": "gt", "GE": "ge"}

_NEGATIVE = ("int64", "float64", "duration")


class ExpressionBuilder:
    """Builds the expressions of one source, and lists of anything."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.diagnostics: list[Diagnostic] = []
        self.lost: list[tuple[int, int]] = []  # the stretches of declarations that are left out
        self._min_int: dict[int, Span] = {}  # 2^63 by its place, until a minus takes it

    def finish(self) -> list[Diagnostic]:
        """What was found while building."""
        self.diagnostics.extend(literal_errors.int_too_large(span) for span in self._min_int.values())
        self._min_int.clear()
        return self.diagnostics

    def span(self, token: Token) -> Span:
        return self.source.span(token.start, token.end)

    def name(self, token: Token) -> ast.Name:
        return ast.Name(token.text, self.source.span(token.start, token.end))

    def value(self, token: Token, read: Callable[[str], Any]) -> Any:
        """The value of a literal; 0 or "" after a diagnostic where it means nothing."""
        try:
            return read(token.text)
        except Malformed as bad:
            end = token.end if bad.end is None else token.start + bad.end
            self.diagnostics.append(bad.make(self.source.span(token.start + bad.start, end)))
            return "" if token.kind == "STRING" else 0

    # --- lists -----------------------------------------------------------------------------------------------

    def nothing(self, v: list[Any]) -> None:
        return None

    def none(self, v: list[Any]) -> list[Any]:
        return []

    def one(self, v: list[Any]) -> list[Any]:
        return v

    def first(self, v: list[Any]) -> Any:
        return v[0]

    def append(self, v: list[Any]) -> list[Any]:
        v[0].append(v[1])
        return v[0]  # type: ignore[no-any-return]

    def more(self, v: list[Any]) -> list[Any]:
        v[0].append(v[2])
        return v[0]  # type: ignore[no-any-return]

    def empty(self, v: list[Any]) -> tuple[list[Any], Token]:
        return [], v[1]

    def inside(self, v: list[Any]) -> tuple[list[Any], Token]:
        return v[1], v[-1]

    # --- expressions -----------------------------------------------------------------------------------------

    def _literal(self, token: Token, kind: str, read: Callable[[str], Any]) -> ast.Literal:
        return ast.Literal(kind, self.value(token, read), self.source.span(token.start, token.end))

    def int_(self, v: list[Any]) -> ast.Literal:
        literal = self._literal(v[0], "int64", literals.whole_number)
        if literal.value == literals.INT64_MAX + 1:
            self._min_int[literal.span.start] = literal.span
        return literal

    def float_(self, v: list[Any]) -> ast.Literal:
        return self._literal(v[0], "float64", literals.real_number)

    def string(self, v: list[Any]) -> ast.Literal:
        return self._literal(v[0], "string", literals.string)

    def date(self, v: list[Any]) -> ast.Literal:
        return self._literal(v[0], "date", literals.date)

    def timestamp(self, v: list[Any]) -> ast.Literal:
        return self._literal(v[0], "timestamp", literals.timestamp)

    def duration(self, v: list[Any]) -> ast.Literal:
        return self._literal(v[0], "duration", literals.length)

    def calendar(self, v: list[Any]) -> ast.Literal:
        return self._literal(v[0], "calendar", literals.length)

    def true(self, v: list[Any]) -> ast.Literal:
        return ast.Literal("bool", True, self.span(v[0]))

    def false(self, v: list[Any]) -> ast.Literal:
        return ast.Literal("bool", False, self.span(v[0]))

    def null(self, v: list[Any]) -> ast.Literal:
        return ast.Literal("null", None, self.span(v[0]))

    def ref(self, v: list[Any]) -> ast.Ref:
        name = self.name(v[0])
        return ast.Ref(name, name.span)

    def paren(self, v: list[Any]) -> Any:
        """The expression itself; its place now has the parentheses, so that places of operators are whole."""
        return replace(v[1], span=self.source.span(v[0].start, v[2].end))

    def list_empty(self, v: list[Any]) -> ast.ListExpr:
        return ast.ListExpr((), self.source.span(v[0].start, v[-1].end))

    def list_(self, v: list[Any]) -> ast.ListExpr:
        return ast.ListExpr(tuple(v[1]), self.source.span(v[0].start, v[-1].end))

    def map_(self, v: list[Any]) -> ast.MapExpr:
        return ast.MapExpr(tuple(v[1]), self.source.span(v[0].start, v[-1].end))

    def neg_int(self, v: list[Any]) -> ast.Call | ast.Literal:
        return self.neg([v[0], self.int_(v[1:])])

    def neg_float(self, v: list[Any]) -> ast.Call | ast.Literal:
        return self.neg([v[0], self.float_(v[1:])])

    def pair(self, v: list[Any]) -> tuple[ast.Expr, ast.Expr]:
        return v[0], v[2]

    def range_(self, v: list[Any]) -> ast.RangeExpr:
        return ast.RangeExpr(v[0], v[2], v[0].span.to(v[2].span))

    def if_(self, v: list[Any]) -> ast.If:
        return ast.If(v[1], v[3], v[5], self.source.span(v[0].start, v[5].span.end))

    def binary(self, v: list[Any]) -> ast.Call:
        left, token, right = v
        name = ast.Name(BINARY[token.kind], self.span(token))
        return ast.Call(name, (ast.Arg(left), ast.Arg(right)), left.span.to(right.span), token.text)

    def not_(self, v: list[Any]) -> ast.Call:
        span = self.source.span(v[0].start, v[1].span.end)
        return ast.Call(ast.Name("not", self.span(v[0])), (ast.Arg(v[1]),), span, "not")

    def neg(self, v: list[Any]) -> ast.Call | ast.Literal:
        token, operand = v
        span = self.source.span(token.start, operand.span.end)
        if isinstance(operand, ast.Literal) and operand.kind in _NEGATIVE and self.text[operand.span.start].isdigit():
            self._min_int.pop(operand.span.start, None)
            assert isinstance(operand.value, (int, float)), "the literal of a number"
            return ast.Literal(operand.kind, -operand.value, span)
        return ast.Call(ast.Name("neg", self.span(token)), (ast.Arg(operand),), span, "-")

    def in_(self, v: list[Any]) -> ast.Call:
        value, token, members = v
        args = (ast.Arg(value), ast.Arg(members))
        return ast.Call(ast.Name("in", self.span(token)), args, value.span.to(members.span), "in")

    def not_in(self, v: list[Any]) -> ast.Call:
        value, token, word, members = v
        inner = self.in_([value, word, members])
        return ast.Call(ast.Name("not", self.span(token)), (ast.Arg(inner),), inner.span, "not in")

    def chain_one(self, v: list[Any]) -> tuple[list[Any], list[Token]]:
        return [v[0], v[2]], [v[1]]

    def chain_more(self, v: list[Any]) -> tuple[list[Any], list[Token]]:
        (operands, ops), token, right = v
        operands.append(right)
        ops.append(token)
        return operands, ops

    def compare(self, v: list[Any]) -> ast.Compare:
        operands, tokens = v[0]
        span = operands[0].span.to(operands[-1].span)
        for i, operand in enumerate(operands):
            if isinstance(operand, ast.Literal) and operand.kind == "null":
                other = operands[i - 1 if i else 1].span
                text, symbol = self.text[other.start : other.end], tokens[max(i - 1, 0)].text
                self.diagnostics.append(errors.null_comparison(operand.span, symbol, text))
        names = tuple(ast.Name(RELATIONS[t.kind], self.span(t)) for t in tokens)
        return ast.Compare(tuple(operands), names, span)

    def element(self, v: list[Any]) -> ast.Call:
        base, bracket, indices, end = v[0], v[1], v[2], v[-1]
        name = ast.Name("element", self.source.span(bracket.start, end.end))
        args = (ast.Arg(base), *(ast.Arg(i) for i in indices))
        return ast.Call(name, args, self.source.span(base.span.start, end.end), "[]")

    def member(self, v: list[Any]) -> ast.Member:
        return ast.Member(v[0], self.name(v[2]), self.source.span(v[0].span.start, v[2].end))

    def call(self, v: list[Any]) -> ast.Call:
        return ast.Call(self.name(v[0]), tuple(v[2]), self.source.span(v[0].start, v[3].end))

    def fit(self, v: list[Any]) -> ast.Fit:
        return ast.Fit(self.name(v[2]), tuple(v[4]), self.source.span(v[0].start, v[5].end))

    def arg(self, v: list[Any]) -> ast.Arg:
        return ast.Arg(v[0])

    def arg_named(self, v: list[Any]) -> ast.Arg:
        return ast.Arg(v[2], self.name(v[0]))

    # --- windows: (start, end, value) of each clause ---------------------------------------------------------

    def by_same(self, v: list[Any]) -> tuple[ast.Name, None]:
        return self.name(v[0]), None

    def by_other(self, v: list[Any]) -> tuple[ast.Name, Any]:
        stream, _, field, _, value = v
        span = self.source.span(stream.start, field.end)
        return ast.Name(f"{stream.text}.{field.text}", span), value

    def by_one(self, v: list[Any]) -> tuple[int, int, list[Any]]:
        name, value = v[1]
        return v[0].start, (value or name).span.end, [v[1]]

    def by_many(self, v: list[Any]) -> tuple[int, int, list[Any]]:
        return v[0].start, v[3].end, v[2]

    def over_all(self, v: list[Any]) -> tuple[int, int, str]:
        return v[0].start, v[1].end, "all"

    def over_reach(self, v: list[Any]) -> tuple[int, int, Any]:
        return v[0].start, v[1].span.end, v[1]

    def where(self, v: list[Any]) -> tuple[int, int, Any]:
        return v[0].start, v[3].end, v[2]

    def window(self, v: list[Any]) -> ast.Window:
        by, over, delay, where = v
        given = [clause for clause in v if clause]
        return ast.Window(
            by=tuple(by[2]) if by else (),
            over=over[2],
            delay=delay[2] if delay else None,
            where=where[2] if where else None,
            span=self.source.span(given[0][0], given[-1][1]),
        )

    def aggregate(self, v: list[Any]) -> ast.Call:
        call: ast.Call = v[0]
        window: ast.Window = v[1]
        return replace(call, window=window, span=call.span.to(window.span))
