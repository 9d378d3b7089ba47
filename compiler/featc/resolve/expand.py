"""Writes `for` out: each feature and let of a loop once for each item. Knows no types and no global names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from featc.resolve import errors
from featc.resolve.gaps import Gaps
from featc.resolve.naming import is_snake, to_snake
from featc.resolve.scope import Scope, fill, holes, source_text
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic

#: More lets and features than this are refused.
MAX_VALUES = 10_000


@dataclass(frozen=True, slots=True)
class Value:
    """A let or a feature after expansion. ``texts`` has what each loop variable puts into names."""

    name: str
    decl: ast.LetDecl | ast.FeatureDecl
    scope: Scope
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Loop:
    """The loops around a declaration: what their variables stand for, as expressions and as text in names."""

    items: Mapping[str, ast.Expr]
    texts: Mapping[str, str]


class Expander:
    """Expands declarations one after the other. ``report`` takes findings, ``sources`` has the texts."""

    def __init__(self, sources: Mapping[str, str], report: Callable[[Diagnostic], None], gaps: Gaps) -> None:
        self._gaps = gaps
        self._sources = sources
        self._report = report
        self._count = 0
        self.refused = False  # whether a limit was passed, so that the values are not whole

    def expand(self, decl: ast.LetDecl | ast.FeatureDecl | ast.ForDecl) -> Iterator[Value]:
        """The values that a declaration makes, in order. Nothing more once the limit is passed."""
        stack: list[tuple[ast.Decl, _Loop]] = [(decl, _Loop({}, {}))]
        while stack and not self.refused:
            top, loop = stack.pop()
            if isinstance(top, ast.ForDecl):
                stack.extend(reversed(list(self._unroll(top, loop))))
            elif isinstance(top, ast.LetDecl | ast.FeatureDecl):
                value = self._value(top, loop)
                if value is not None:
                    yield value

    def _unroll(self, decl: ast.ForDecl, loop: _Loop) -> Iterator[tuple[ast.Decl, _Loop]]:
        variable = decl.var.text
        if variable in loop.items:
            self._report(errors.shadowed(decl.var.span, variable, "the variable of a `for` around this one", None))
            return
        if not is_snake(variable):
            self._report(errors.not_snake(decl.var.span, variable, to_snake(variable)))
        body = []
        for inner in decl.body:
            if isinstance(inner, ast.LetDecl | ast.FeatureDecl | ast.ForDecl):
                body.append(inner)
            else:
                self._report(errors.not_in_loop(inner.span, f"`{WORDS[type(inner)]}`"))
        for item in decl.items:
            resolved = _item(item, loop.items)
            if resolved is None:
                self._report(errors.loop_item(item.span))
                continue
            if self._over_limit(decl):
                return
            text = self._text(resolved)
            inner_loop = _Loop({**loop.items, variable: resolved}, {**loop.texts, variable: text})
            for inner in body:
                yield inner, inner_loop

    def _over_limit(self, decl: ast.Decl) -> bool:
        """Whether one thing more is too much. Counts rounds of loops too, so that empty ones end as well."""
        self._count += 1
        if self._count > MAX_VALUES and not self.refused:
            self.refused = True
            self._report(errors.too_large(decl.span, "lets, features and rounds of `for`", MAX_VALUES))
        return self.refused

    def _value(self, decl: ast.LetDecl | ast.FeatureDecl, loop: _Loop) -> Value | None:
        if self._over_limit(decl):
            return None
        written = decl.name.text
        unknown = [h for h in holes(written) if h not in loop.texts]
        if unknown:
            if loop.texts or not self._gaps.declare("for"):  # else the head of the `for` is what could not be read
                self._report(errors.unknown_hole(decl.name.span, unknown[0], sorted(loop.texts)))
            self._gaps.name(written)
            return None
        name = fill(written, loop.texts)
        if not is_snake(name):
            if name == written:
                self._report(errors.not_snake(decl.name.span, name, to_snake(name)))
            else:
                self._report(errors.bad_expansion(decl.name.span, name))
        return Value(name, decl, Scope(loop=loop.items), loop.texts)

    def _text(self, item: ast.Expr) -> str:
        """What an item puts into a name: `1h` as 1h, 0.5 as 0_5, -1 as minus_1, "JFK" as jfk, a name as itself."""
        if isinstance(item, ast.Ref):
            return item.name.text
        if isinstance(item, ast.Call):
            return f"minus_{self._text(item.args[0].value)}"
        if isinstance(item, ast.Literal) and item.kind in ("int64", "bool"):
            return str(item.value).lower().replace("-", "minus_")
        if isinstance(item, ast.Literal) and item.kind == "string":
            return re.sub(r"[ .\-]", "_", str(item.value)).lower()
        return re.sub(r"[.\-]", "_", re.sub(r"^-", "minus_", source_text(self._sources, item.span)))


#: How each kind of declaration is written.
WORDS: dict[type[ast.Decl], str] = {
    ast.OptionDecl: "option",
    ast.ImportDecl: "import",
    ast.InputDecl: "input",
    ast.StreamDecl: "stream",
    ast.LookupDecl: "lookup",
    ast.LetDecl: "let",
    ast.DefDecl: "def",
    ast.FeatureDecl: "feature",
    ast.ForDecl: "for",
    ast.TestDecl: "test",
}


def _item(item: ast.Expr, outer: Mapping[str, ast.Expr]) -> ast.Expr | None:
    """A literal, a literal with a minus, or a name (of an outer loop: what that stands for); None for anything else."""
    if isinstance(item, ast.Ref):
        return outer.get(item.name.text, item)
    if isinstance(item, ast.Literal):
        return item
    if (
        isinstance(item, ast.Call)
        and item.name.text == "neg"
        and item.symbol
        and isinstance(item.args[0].value, ast.Literal)
    ):
        return item
    return None
