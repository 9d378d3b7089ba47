"""The trees of declarations, built bottom-up: one function for each right side of the grammar that has a name.

Knows the syntax tree and what the grammar cannot say (repeated clauses, misplaced docstrings); no names' meanings.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from featc_dsl import ast, literals
from featc_dsl import syntax_errors as errors
from featc_dsl.build_expr import ExpressionBuilder
from featc_dsl.lexer import Token
from featc_dsl.span import Span

_VERSION = re.compile(r"v([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Header:
    """``featureset flights.v1`` with its docstring; it becomes a part of the ``SourceFile``."""

    name: ast.Name
    version: int
    span: Span
    doc: str | None = None


class Builder(ExpressionBuilder):
    """Builds the declarations of one source. A method's ``v`` are the values of its right side."""

    # --- declarations ----------------------------------------------------------------------------------------

    def documented(self, v: list[Any]) -> Any:
        declared, token = v
        if not hasattr(declared, "doc"):
            self.diagnostics.append(errors.docstring_place(self.span(token)))
            return declared
        return replace(declared, doc=inspect.cleandoc(token.text[3:-3]).strip())

    def featureset(self, v: list[Any]) -> Header:
        keyword, name, _, version = v
        match = _VERSION.fullmatch(version.text)
        if match is None:
            self.diagnostics.append(errors.header_form(self.span(version)))
        return Header(self.name(name), int(match[1]) if match else 1, self.source.span(keyword.start, version.end))

    def option(self, v: list[Any]) -> ast.OptionDecl:
        keyword, name, _, token = v
        return ast.OptionDecl(self.name(name), self.string([token]), self.source.span(keyword.start, token.end))

    def import_(self, v: list[Any]) -> ast.ImportDecl:
        keyword, token = v
        return ast.ImportDecl(self.value(token, literals.string), self.source.span(keyword.start, token.end))

    def clause(self, v: list[Any]) -> tuple[Token, Any]:
        return v[0], v[1] if len(v) > 1 else True

    def key_one(self, v: list[Any]) -> tuple[Token, Any]:
        return v[0], [v[1]]

    def key_many(self, v: list[Any]) -> tuple[Token, Any]:
        return v[0], v[2]

    def _clauses(self, given: list[tuple[Token, Any]]) -> dict[str, Any]:
        """Clauses by their word, names as such; a repeated one is a diagnostic."""
        found: dict[str, tuple[Token, Any]] = {}
        for token, value in given:
            if token.text in found:
                first = self.span(found[token.text][0])
                self.diagnostics.append(errors.repeated(self.span(token), token.text, first))
            found[token.text] = (token, self.name(value) if isinstance(value, Token) else value)
        return {word: value for word, (_, value) in found.items()}

    def input_(self, v: list[Any]) -> ast.InputDecl:
        keyword, name, clauses, (fields, end) = v
        found, span = self._clauses(clauses), self.source.span(keyword.start, end.end)
        return ast.InputDecl(self.name(name), tuple(fields), span, found.get("time"), found.get("many", False))

    def stream(self, v: list[Any]) -> ast.StreamDecl:
        keyword, name, clauses, (fields, end) = v
        found, span = self._clauses(clauses), self.source.span(keyword.start, end.end)
        return ast.StreamDecl(self.name(name), tuple(fields), span, **found)

    def lookup(self, v: list[Any]) -> ast.LookupDecl:
        keyword, name, clauses, (fields, end) = v
        found, span = self._clauses(clauses), self.source.span(keyword.start, end.end)
        key = tuple(self.name(t) for t in found.get("key", ()))
        return ast.LookupDecl(self.name(name), tuple(fields), span, key, found.get("valid_from"))

    def let(self, v: list[Any]) -> ast.LetDecl:
        return ast.LetDecl(self.name(v[1]), v[3], self.source.span(v[0].start, v[3].span.end))

    def def_(self, v: list[Any]) -> ast.DefDecl:
        span = self.source.span(v[0].start, v[6].span.end)
        return ast.DefDecl(self.name(v[1]), tuple(v[3]), v[6], span)

    def feature(self, v: list[Any]) -> ast.FeatureDecl:
        return ast.FeatureDecl(self.name(v[1]), v[3], self.source.span(v[0].start, v[3].span.end))

    def feature_typed(self, v: list[Any]) -> ast.FeatureDecl:
        return ast.FeatureDecl(self.name(v[1]), v[5], self.source.span(v[0].start, v[5].span.end), v[3])

    def for_(self, v: list[Any]) -> ast.ForDecl:
        keyword, name, _, items, _, body, end = v
        decls = tuple(self.declarations(body, top=False))
        return ast.ForDecl(self.name(name), items.items, decls, self.source.span(keyword.start, end.end))

    def declarations(self, items: list[Any], *, top: bool) -> list[Any]:
        """The declarations that could be read. A header is kept only where it is the first of a file."""
        kept: list[Any] = []
        header: Span | None = None
        for i, item in enumerate(items):
            if isinstance(item, Header):
                if not top or i > 0:
                    self.diagnostics.append(errors.header_place(item.span, header))
                    self.lost.append((item.span.start, item.span.end))
                    continue
                header = item.span
            if item is not None:
                kept.append(item)
        return kept

    def test(self, v: list[Any]) -> ast.TestDecl:
        keyword, title, _, parts, end = v
        span = self.source.span(keyword.start, end.end)
        found: dict[str, tuple[Token, ast.Record]] = {}
        events = []
        for word, *rest in parts:
            place = self.span(word)
            if (word.text != "expect" and "expect" in found) or (word.text == "events" and "given" in found):
                self.diagnostics.append(errors.events_after(place))
            if word.text == "events":
                events.append((self.name(rest[0]), tuple(rest[1])))
            elif word.text in found:
                self.diagnostics.append(errors.test_part(place, word.text, self.span(found[word.text][0])))
            else:
                found[word.text] = (word, rest[0])
        for word in ("given", "expect"):
            if word not in found:
                self.diagnostics.append(errors.test_part(self.source.span(keyword.start, title.end), word, None))
                found[word] = (keyword, ast.Record((), span))
        name = self.value(title, literals.string)
        return ast.TestDecl(name, tuple(events), found["given"][1], found["expect"][1], span)

    def events(self, v: list[Any]) -> tuple[Any, ...]:
        return v[0], v[1], v[3]

    def given(self, v: list[Any]) -> tuple[Any, ...]:
        return v[0], v[1]

    def record_empty(self, v: list[Any]) -> ast.Record:
        return ast.Record((), self.source.span(v[0].start, v[-1].end))

    def record(self, v: list[Any]) -> ast.Record:
        return ast.Record(tuple(v[1]), self.source.span(v[0].start, v[-1].end))

    def entry(self, v: list[Any]) -> ast.Entry:
        return ast.Entry(self.name(v[0]), v[2])

    # --- fields and types ------------------------------------------------------------------------------------

    def field(self, v: list[Any]) -> ast.FieldDecl:
        name, _, type_, marks = v[:4]
        found: dict[str, tuple[Span, Any]] = {}
        contracts, entering = [], []
        for word, value, span in marks:
            if isinstance(value, ast.Contract):
                contracts.append(value)
            elif word in found:
                self.diagnostics.append(errors.repeated(span, word, found[word][0]))
            elif isinstance(value, ast.Mark):
                entering.append(value)
            found[word] = (span, value)
        computed = v[5] if len(v) > 4 else None
        end = computed.span.end if computed else marks[-1][2].end if marks else type_.span.end
        return ast.FieldDecl(
            self.name(name),
            type_,
            self.source.span(name.start, end),
            column=found.get("from", (None, None))[1],
            label="label" in found,
            assume=found.get("assume", (None, None))[1],
            contracts=tuple(contracts),
            computed=computed,
            marks=tuple(entering),
        )

    field_computed = field

    def mark_from(self, v: list[Any]) -> tuple[str, str, Span]:
        return "from", self.value(v[1], literals.string), self.source.span(v[0].start, v[1].end)

    def mark_label(self, v: list[Any]) -> tuple[str, bool, Span]:
        return "label", True, self.span(v[0])

    def mark_assume(self, v: list[Any]) -> tuple[str, str, Span]:
        return "assume", self.value(v[1], literals.string), self.source.span(v[0].start, v[1].end)

    def mark_words(self, v: list[Any]) -> tuple[str, ast.Mark, Span]:
        word, span = " ".join(token.text for token in v), self.source.span(v[0].start, v[-1].end)
        return word, ast.Mark(word, span), span

    def mark_unit(self, v: list[Any]) -> tuple[str, ast.Mark, Span]:
        span = self.source.span(v[0].start, v[1].end)
        return "unit", ast.Mark("unit", span, self.value(v[1], literals.string)), span

    def mark_in(self, v: list[Any]) -> tuple[str, ast.Contract | None, Span]:
        word, members = v
        span = self.source.span(word.start, members.span.end)
        match members:
            case ast.RangeExpr(low, high):
                return "in", ast.Contract("range", span, low=low, high=high), span
            case ast.ListExpr(items):
                return "in", ast.Contract("set", span, items=items), span
        self.diagnostics.append(errors.contract_form(members.span))
        return "in", None, span

    def mark_nulls(self, v: list[Any]) -> tuple[str, ast.Contract, Span]:
        word, _, number, percent = v
        span = self.source.span(word.start, percent.end)
        self.value(number, literals.real_number)  # a number beyond float64 is a finding of its own
        share = min(Decimal(number.text), Decimal(10**6)) / 100
        return "nulls", ast.Contract("nulls", span, share=float(share)), span

    def type_name(self, v: list[Any]) -> ast.TypeExpr:
        name = self.name(v[0])
        return ast.TypeExpr(name, False, name.span)

    def type_nullable(self, v: list[Any]) -> ast.TypeExpr:
        type_: ast.TypeExpr = v[0]
        return replace(type_, nullable=True, span=self.source.span(v[0].span.start, v[1].end))

    def type_list(self, v: list[Any]) -> ast.TypeExpr:
        name, size, end = self.name(v[0]), v[-2], v[-1]
        span = self.source.span(v[0].start, end.end)
        return ast.TypeExpr(name, False, span, v[2], self.value(size, literals.whole_number), at_most=len(v) == 7)

    type_list_at_most = type_list

    def param(self, v: list[Any]) -> ast.ParamDecl:
        return ast.ParamDecl(self.name(v[0]), v[2], self.source.span(v[0].start, v[2].span.end))
