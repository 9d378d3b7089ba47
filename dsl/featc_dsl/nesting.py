"""How deep a tree is. Knows the shapes of trees only; walks without recursion."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from featc_dsl import ast
from featc_dsl import syntax_errors as errors
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span

#: The most levels that later stages, which recurse, are given.
LIMIT = 200


def too_deep(decls: list[ast.Decl]) -> tuple[list[ast.Decl], list[Diagnostic]]:
    """The declarations that are shallow enough, and a diagnostic for each other one."""
    kept, found = [], []
    for decl in decls:
        span = decl.span
        place = _first_too_deep(decl) if span.end - span.start > LIMIT else None
        if place is None:
            kept.append(decl)
        else:
            found.append(errors.too_deep(place, LIMIT))
    return kept, found


def _first_too_deep(decl: ast.Decl) -> Span | None:
    """A place more than LIMIT levels down, or None. A level is a node with a place, names aside."""
    stack: list[tuple[Any, int]] = [(decl, 0)]
    while stack:
        node, level = stack.pop()
        if isinstance(node, tuple):
            stack.extend((item, level) for item in node)
        elif is_dataclass(node) and not isinstance(node, (Span, ast.Name, ast.Literal)):
            if level > LIMIT:
                return getattr(node, "span", decl.span)
            below = level if isinstance(node, (ast.Arg, ast.Entry, ast.Window)) else level + 1
            stack.extend((getattr(node, f.name), below) for f in fields(node))
    return None
