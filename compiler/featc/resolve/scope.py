"""Walking expressions and what names mean inside one declaration. Knows no types and no catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from featc.ir import Node
from featc_dsl import ast
from featc_dsl.span import Span

_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a declaration adds to the global ones.

    ``params`` has the parameters of a `def` (None for one that is wrong), ``loop`` what the variables of the
    surrounding `for`s stand for, ``site`` the call that a body is inlined for, ``depth`` how many calls it is in.
    """

    params: Mapping[str, Node | None] = field(default_factory=dict)
    loop: Mapping[str, ast.Expr] = field(default_factory=dict)
    site: Span | None = None
    depth: int = 0


def children(expr: ast.Expr) -> tuple[ast.Expr, ...]:
    """The direct parts of an expression, in the order of the text. Windows and fits are leaves."""
    match expr:
        case ast.Call(args=args, window=None):
            return tuple(a.value for a in args)
        case ast.Compare(operands=operands):
            return operands
        case ast.If(cond=cond, then=then, other=other):
            return (cond, then, other)
        case ast.ListExpr(items=items):
            return items
        case ast.MapExpr(pairs=pairs):
            return tuple(part for pair in pairs for part in pair)
        case ast.RangeExpr(low=low, high=high):
            return (low, high)
        case _:
            return ()


def walk(expr: ast.Expr) -> Iterator[ast.Expr]:
    """The expression and every part of it, without recursion, in the order of the text."""
    stack = [expr]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(children(top)))


def fill(name: str, texts: Mapping[str, str]) -> str:
    """The name with each ``{w}`` replaced. ``texts`` has the text of each loop variable; KeyError for another."""
    return _HOLE.sub(lambda m: texts[m[1]], name) if "{" in name else name


def holes(name: str) -> tuple[str, ...]:
    """The variables in the ``{w}`` parts of a name."""
    return tuple(_HOLE.findall(name)) if "{" in name else ()


def source_text(sources: Mapping[str, str], span: Span) -> str:
    """What stands at a place, without comments, each stretch of white space outside quotes as one space."""
    return plain(sources[span.file][span.start : span.end])


_TOKEN = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\])*"|#[^\n]*|\s+|[^\s"#]+|.')


def plain(text: str) -> str:
    """The text on one line: comments dropped, white space outside quotes made one space."""
    if "\n" not in text and "#" not in text and "  " not in text:
        return text.strip()
    out: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0] == "#" or token.isspace():
            if out and out[-1] != " ":
                out.append(" ")
        else:
            out.append(token)
    joined = "".join(out).strip()
    return re.sub(r'"(?:\\.|[^"\\])*"|(?<=[(\[]) | (?=[)\]])', lambda m: m[0] if m[0][0] == '"' else "", joined)
