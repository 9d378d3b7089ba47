"""Prints the tree as Java. Knows precedence and layout, no operator of fdl."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from featc.backends.naming import printable
from featc.backends.nativecode import tree as t
from featc.backends.nativecode.layout import Blocks, Layout
from featc_dsl.types import Kind

_PRECEDENCE = {
    "||": 2, "&&": 3, "==": 4, "!=": 4, **dict.fromkeys(("<", "<=", ">", ">="), 5), "+": 6, "-": 6, "*": 7, "/": 7,
}  # fmt: skip
_CHOICE, _UNARY, _POSTFIX = 1, 8, 9
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
#: Characters of one literal: its UTF-8 must fit into 65,535 bytes.
_LITERAL = 10_000


def text(expr: t.Expr, outer: int = 0) -> str:
    """An expression, in parentheses where ``outer`` binds tighter."""
    match expr:
        case t.Name(name):
            return name
        case t.Lit(value, kind):
            shown = literal(value, kind)
            return f"({shown})" if shown.startswith("-") and outer > 6 else shown
        case t.Call(function, args, types):
            head, dot, name = function.rpartition(".")
            bound = f"<{', '.join(types)}>" if types else ""
            return f"{head}{dot}{bound}{name}({_listed(args)})"
        case t.Method(of, name, args):
            return f"{text(of, _POSTFIX)}.{name}({_listed(args)})"
        case t.Member(of, name):
            return f"{text(of, _POSTFIX)}.{name}"
        case t.Cast(type, operand):
            return _wrapped(f"({type}) {text(operand, _UNARY)}", _UNARY, outer)
        case t.Array(type, items):
            return f"new {type} {{{_listed(items)}}}"
        case t.Prefix(op, operand):
            shown = text(operand, _UNARY)
            return _wrapped(f"{op}({shown})" if shown.startswith(op) else f"{op}{shown}", _UNARY, outer)
        case t.Infix(op, left, right):
            precedence = _PRECEDENCE[op]
            return _wrapped(f"{text(left, precedence)} {op} {text(right, precedence + 1)}", precedence, outer)
        case t.Choice(test, then, other):
            shown = f"{text(test, _CHOICE + 1)} ? {text(then, _CHOICE)} : {text(other, _CHOICE)}"
            return _wrapped(shown, _CHOICE, outer)
    raise AssertionError(f"Java has no {expr!r}")


def _listed(exprs: Iterable[t.Expr]) -> str:
    return ", ".join(text(e) for e in exprs)


def _wrapped(shown: str, precedence: int, outer: int) -> str:
    return f"({shown})" if precedence < outer else shown


def literal(value: bool | int | float | str, kind: Kind) -> str:
    """A literal: integers are long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return string(value)
    if kind is not Kind.FLOAT64:
        return f"{value}L"
    value = float(value)
    if value != value:
        return "Double.NaN"
    if math.isinf(value):
        return "Double.POSITIVE_INFINITY" if value > 0 else "Double.NEGATIVE_INFINITY"
    return repr(value)


def string(value: str) -> str:
    """A string; one that no literal can hold is joined of several."""
    if len(value) <= _LITERAL:
        return _string(value)
    cut = (value[i : i + _LITERAL] for i in range(0, len(value), _LITERAL))
    return f'String.join("", {", ".join(_string(part) for part in cut)})'


def _string(value: str) -> str:
    shown = []
    for c in value:
        if c in _ESCAPES:
            shown.append(_ESCAPES[c])
        elif c.isprintable():
            shown.append(c)
        else:
            units = c.encode("utf-16-be").hex()
            shown += [f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4)]
    return f'"{"".join(shown)}"'


def remark(words: str) -> str:
    """Words in a comment: a backslash before a `u` would be read even there."""
    return words.replace("\\", "\\\\")


def doc(words: str) -> str:
    """Words in a documentation comment."""
    marked = (
        remark("\n".join(printable(line) for line in words.splitlines()))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )
    return marked.replace("*/", "*&#47;").replace("@", "&#64;")


def _split(expr: t.Expr) -> tuple[str, Sequence[t.Expr], str] | None:
    match expr:
        case t.Call(function, args, types):
            head, dot, name = function.rpartition(".")
            bound = f"<{', '.join(types)}>" if types else ""
            return f"{head}{dot}{bound}{name}(", args, ")"
        case t.Array(type, items):
            return f"new {type} {{", items, "}"
    return None


LAYOUT = Layout(lambda expr, _: text(expr), _split, "    ", trailing=False)


def _declare(statement: t.Declare) -> tuple[str, t.Expr | None]:
    start = f"{statement.type} {statement.name}"
    return (start, None) if statement.value is None else (f"{start} = ", statement.value)


BLOCKS = Blocks(LAYOUT, ";", ("(", ")"), remark, _declare)
