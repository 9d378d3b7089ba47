"""Prints the tree as Go, laid out as gofmt does. Knows precedence and gofmt's rules for blanks, no operator of fdl.

gofmt leaves out the blanks around an operator that binds tighter than its neighbours; the depth and the cutoff below
are its own terms (go/printer, nodes.go).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from featc.backends.nativecode import tree as t
from featc.backends.nativecode.layout import Blocks, Layout
from featc_dsl.types import Kind

_PRECEDENCE = {"||": 1, "&&": 2, **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 3), "+": 4, "-": 4, "*": 5, "/": 5}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def text(expr: t.Expr) -> str:
    """An expression where a statement has it."""
    return _expr(expr, 0, 1)


def _expr(expr: t.Expr, outer: int, depth: int) -> str:
    match expr:
        case t.Name(name):
            return name
        case t.Lit(value, kind):
            return literal(value, kind)
        case t.Call(function, args, types):
            inner = depth + (len(args) > 1)
            listed = ", ".join(_expr(a, 0, inner) for a in args)
            bound = f"[{', '.join(types)}]" if types else ""
            return f"{function}{bound}({listed})"
        case t.Cast(type, operand):
            return f"{type}({_expr(operand, 0, depth)})"
        case t.Member(of, name):
            return f"{_expr(of, 7, depth)}.{name}"
        case t.Method(of, name, args):
            inner = depth + (len(args) > 1)
            return f"{_expr(of, 7, depth)}.{name}({', '.join(_expr(a, 0, inner) for a in args)})"
        case t.Array(type, items):
            return f"{type}{{{', '.join(_expr(i, 0, 1) for i in items)}}}"
        case t.Composite(type, fields):
            return f"{type}{{{', '.join(f'{name}: {_expr(value, 0, 1)}' for name, value in fields)}}}"
        case t.Prefix(op, operand):
            shown = _expr(operand, 6, depth)
            return f"{op}({shown})" if shown.startswith(op) else f"{op}{shown}"
        case t.Infix():
            return _infix(expr, outer, depth)
    raise AssertionError(f"Go has no {expr!r}")


def _infix(expr: t.Infix, outer: int, depth: int) -> str:
    precedence = _PRECEDENCE[expr.op]
    if precedence < outer:
        return f"({_infix(expr, 0, max(1, depth - 1))})"
    blank = " " if precedence < _cutoff(expr, depth) else ""
    same = isinstance(expr.left, t.Infix) and _PRECEDENCE[expr.left.op] == precedence
    left = _expr(expr.left, precedence, depth + (not same))
    right = _expr(expr.right, precedence + 1, depth + 1)
    return f"{left}{blank}{expr.op}{blank}{right}"


def _cutoff(expr: t.Infix, depth: int) -> int:
    has4, has5, problem = _walk(expr)
    if problem:
        return problem + 1
    if has4 and has5:
        return 5 if depth == 1 else 4
    return 6 if depth == 1 else 4


def _walk(expr: t.Infix) -> tuple[bool, bool, int]:
    """Whether there are operators of precedence 4 and 5, and the precedence at which a sign could be misread."""
    precedence = _PRECEDENCE[expr.op]
    has4, has5, problem = precedence == 4, precedence == 5, 0
    below = [expr.left] if isinstance(expr.left, t.Infix) and _PRECEDENCE[expr.left.op] >= precedence else []
    if isinstance(expr.right, t.Infix):
        below += [expr.right] if _PRECEDENCE[expr.right.op] > precedence else []
    elif expr.op == "-" and _expr(expr.right, 0, 1).startswith("-"):
        problem = 4
    for inner in below:
        assert isinstance(inner, t.Infix)
        four, five, worst = _walk(inner)
        has4, has5, problem = has4 or four, has5 or five, max(problem, worst)
    return has4, has5, problem


def literal(value: bool | int | float | str, kind: Kind) -> str:
    """A literal; one of a number has no type of its own unless it must."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return string(value)
    if kind is not Kind.FLOAT64:
        return str(value)
    value = float(value)
    if value != value:
        return "math.Float64frombits(0x7FF8000000000000)"
    if math.isinf(value):
        return f"math.Inf({'1' if value > 0 else '-1'})"
    if value == 0 and math.copysign(1, value) < 0:
        return "math.Copysign(0, -1)"
    return repr(value)


def string(value: str) -> str:
    """A string literal on one line."""
    shown = []
    for c in value:
        if c in _ESCAPES:
            shown.append(_ESCAPES[c])
        elif c.isprintable():
            shown.append(c)
        else:
            shown.append(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")
    return f'"{"".join(shown)}"'


def _split(expr: t.Expr) -> tuple[str, Sequence[t.Expr], str] | None:
    match expr:
        case t.Call(function, args, types):
            bound = f"[{', '.join(types)}]" if types else ""
            return f"{function}{bound}(", args, ")"
        case t.Cast(type, operand):
            return f"{type}(", (operand,), ")"
        case t.Array(type, items):
            return f"{type}{{", items, "}"
    return None


LAYOUT = Layout(lambda expr, depth: _expr(expr, 0, depth), _split, "\t", trailing=True)


def _declare(statement: t.Declare) -> tuple[str, t.Expr | None]:
    name, type, value = statement.name, statement.type, statement.value
    if value is None:
        return f"var {name} {type}", None
    if isinstance(value, t.Lit):  # it has no type of its own
        return f"{name} := {type}({text(value)})", None
    return f"{name} := ", value


BLOCKS = Blocks(LAYOUT, "", ("", ""), lambda words: words, _declare)
