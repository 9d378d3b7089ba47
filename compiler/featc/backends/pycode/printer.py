"""Prints the Python tree in the layout of `ruff format`. Knows precedence and line breaking, no operator's meaning.

Expressions come with parentheses where precedence asks for them. What does not fit the line is broken at its outermost
brackets: a call's arguments go on one indented line if they fit there, else one a line; tuples, lists and dicts one
item a line; other expressions get parentheses.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from featc.backends.pycode import tree as t

WIDTH = 100
_INDENT = "    "

_LEVEL = {
    "or": 2, "and": 3,
    "in": 5, "is": 5, "is not": 5, "<": 5, "<=": 5, ">": 5, ">=": 5, "==": 5, "!=": 5,
    "|": 6, "^": 7, "&": 8, "<<": 9, ">>": 9, "+": 10, "-": 10, "*": 11, "/": 11, "//": 11, "%": 11,
}  # fmt: skip
_TERNARY, _NOT, _COMPARE, _UNARY, _POSTFIX = 1, 4, 5, 12, 14


def string(value: str) -> str:
    """A string literal with double quotes, or single ones where those save escapes."""
    quote = "'" if '"' in value and "'" not in value else '"'
    out = []
    for c in value:
        if c in (quote, "\\"):
            out.append("\\" + c)
        elif c.isprintable():
            out.append(c)
        else:
            out.append(_ESCAPES.get(c) or _escape(ord(c)))
    return quote + "".join(out) + quote


_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _constant(value: object) -> str:
    if isinstance(value, str):
        return string(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    return repr(value)


def flat(e: t.Expr, level: int = 0) -> str:
    """The expression on one line, in parentheses if its precedence is below ``level``."""
    match e:
        case t.Name(text):
            return text
        case t.Const(value):
            text, own = _constant(value), (_UNARY if _is_negative(value) else _POSTFIX)
        case t.Call(function, args, kwargs):
            return f"{flat(function, _POSTFIX)}({', '.join(_arguments(args, kwargs))})"
        case t.Subscript(value, index):
            return f"{flat(value, _POSTFIX)}[{flat(index)}]"
        case t.TupleExpr(items):
            return f"({', '.join(flat(i) for i in items)}{',' if len(items) == 1 else ''})"
        case t.ListExpr(items):
            return f"[{', '.join(flat(i) for i in items)}]"
        case t.DictExpr(pairs):
            return "{" + ", ".join(f"{flat(k)}: {flat(v)}" for k, v in pairs) + "}"
        case t.Prefix("not", operand):
            text, own = f"not {flat(operand, _NOT)}", _NOT
        case t.Prefix(op, operand):
            text, own = op + flat(operand, _UNARY), _UNARY
        case t.Infix(op, left, right):
            own = _LEVEL[op]
            # comparisons chain in Python, so neither side of one may be another
            text = f"{flat(left, own + (own == _COMPARE))} {op} {flat(right, own + 1)}"
        case t.IfExpr(cond, then, other):
            text = f"{flat(then, 2)} if {flat(cond, 2)} else {flat(other, _TERNARY)}"
            own = _TERNARY
    return f"({text})" if own < level else text


def _is_negative(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.copysign(1, value) < 0


def _arguments(args: Iterable[t.Expr], kwargs: Iterable[tuple[str, t.Expr]]) -> list[str]:
    return [flat(a) for a in args] + [f"{k}={flat(v)}" for k, v in kwargs]


def _layout(e: t.Expr, indent: str, head: str, tail: str = "") -> list[str]:
    """Lines of ``head + expression + tail``, broken where too long. ``head`` has no indent of its own."""
    one = f"{indent}{head}{flat(e)}{tail}"
    if len(one) <= WIDTH:
        return [one]
    inner = indent + _INDENT
    match e:
        case t.Call(function, args, kwargs) if args or kwargs:
            start = f"{indent}{head}{flat(function, _POSTFIX)}("
            joined = inner + ", ".join(_arguments(args, kwargs))
            if len(joined) <= WIDTH:
                return [start, joined, f"{indent}){tail}"]
            lines = [start]
            for a in args:
                lines += _layout(a, inner, "", ",")
            for key, v in kwargs:
                lines += _layout(v, inner, f"{key}=", ",")
            return [*lines, f"{indent}){tail}"]
        case t.TupleExpr(items) if items:
            return [f"{indent}{head}(", *_each(items, inner), f"{indent}){tail}"]
        case t.ListExpr(items) if items:
            return [f"{indent}{head}[", *_each(items, inner), f"{indent}]{tail}"]
        case t.DictExpr(pairs) if pairs:
            lines = [f"{indent}{head}{{"]
            for k, v in pairs:
                lines += _layout(v, inner, f"{flat(k)}: ", ",")
            return [*lines, f"{indent}}}{tail}"]
        case t.IfExpr(cond, then, other) if len(one) > WIDTH:
            return [
                f"{indent}{head}(",
                inner + flat(then, 2),
                f"{inner}if {flat(cond, 2)}",
                f"{inner}else {flat(other, _TERNARY)}",
                f"{indent}){tail}",
            ]
        case t.Infix() | t.Prefix():
            return [f"{indent}{head}(", inner + flat(e), f"{indent}){tail}"]
    return [one]


def _each(items: Sequence[t.Expr], indent: str) -> list[str]:
    return [line for item in items for line in _layout(item, indent, "", ",")]


def _assign(s: t.Assign, indent: str) -> list[str]:
    head = ", ".join(s.targets) + (f": {s.annotation}" if s.annotation else "") + " = "
    if len(s.targets) > 1 and isinstance(s.value, t.Call) and len(f"{indent}{head}{flat(s.value)}") > WIDTH:
        # ruff keeps a call whole on its own line where several targets stand before it
        return [f"{indent}{head}(", *_layout(s.value, indent + _INDENT, ""), f"{indent})"]
    return _layout(s.value, indent, head)


def docstring(text: str, indent: str) -> list[str]:
    """A docstring's lines; backslashes and quotes escaped."""
    safe = "".join(c if c.isprintable() or c == "\n" else _escape(ord(c)) for c in text.replace("\\", "\\\\"))
    safe = safe.replace('"""', '\\"\\"\\"').strip()
    if safe.endswith('"'):
        safe = safe[:-1] + '\\"'
    lines = [line.strip() for line in safe.split("\n")]
    if len(lines) == 1:
        return [f'{indent}"""{lines[0]}"""']
    return [f'{indent}"""{lines[0]}', *(f"{indent}{line}".rstrip() for line in lines[1:]), f'{indent}"""']


def _comment(text: str, indent: str) -> list[str]:
    clean = "".join(c if c.isprintable() else " " for c in text)
    return [f"{indent}# {clean}".rstrip()]


def _param(p: t.Param) -> str:
    if p.annotation is None:
        return p.name + (f"={flat(p.default)}" if p.default is not None else "")
    return f"{p.name}: {p.annotation}" + (f" = {flat(p.default)}" if p.default is not None else "")


def _function(f: t.Function, indent: str) -> list[str]:
    params = (["*"] if f.keyword_only and f.params else []) + [_param(p) for p in f.params]
    returns = f" -> {f.returns}" if f.returns else ""
    one = f"{indent}def {f.name}({', '.join(params)}){returns}:"
    inner = indent + _INDENT
    if len(one) <= WIDTH:
        lines = [one]
    else:
        lines = [f"{indent}def {f.name}(", *(f"{inner}{p}," for p in params), f"{indent}){returns}:"]
    return lines + [line for s in f.body for line in statement(s, inner)]


def import_order(name: str) -> tuple[bool, bool, str]:
    """Isort's order within a line: CONSTANTS, Classes, functions."""
    return not name.isupper(), not name[:1].isupper(), name


def _import(s: t.Import) -> list[str]:
    if not s.names:
        return [f"import {s.module}"]
    ordered = sorted(s.names, key=import_order)
    one = f"from {s.module} import {', '.join(ordered)}"
    if len(one) <= WIDTH:
        return [one]
    return [f"from {s.module} import (", *(f"{_INDENT}{n}," for n in ordered), ")"]


def statement(s: t.Statement, indent: str = "") -> list[str]:
    """The statement's lines."""
    match s:
        case t.Assign():
            return _assign(s, indent)
        case t.Return(value):
            return _layout(value, indent, "return ")
        case t.ExprStatement(value):
            return _layout(value, indent, "")
        case t.Comment(text):
            return _comment(text, indent)
        case t.Docstring(text):
            return docstring(text, indent)
        case t.Blank():
            return [""]
        case t.Import():
            return _import(s)
        case t.Function():
            return _function(s, indent)
        case t.Class(name, bases, doc, fields):
            inner = indent + _INDENT
            body = [f"{inner}{field}: {annotation}" for field, annotation in fields]
            head = f"{indent}class {name}{'(' + ', '.join(bases) + ')' if bases else ''}:"
            return [head, *docstring(doc, inner), *([""] if body else []), *body]


def module(statements: Iterable[t.Statement]) -> str:
    """A module's text: two blank lines around functions and classes, a newline at the end."""
    lines: list[str] = []
    after_block = False
    for s in statements:
        block = isinstance(s, t.Function | t.Class)
        if (block or after_block) and lines and not isinstance(s, t.Blank):
            while lines and not lines[-1]:
                lines.pop()
            if not (block and lines[-1].startswith("#")):  # a comment stays with its function
                lines += ["", ""]
        lines += statement(s)
        after_block = block
    return "\n".join(lines).rstrip("\n") + "\n"
