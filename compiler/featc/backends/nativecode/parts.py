"""Statements that nothing reads are left out, and long bodies cut in parts. Knows the tree, no language.

Compilers take long for functions of tens of thousands of lines, and Java's methods end at 64 KB. A variable that is
read in another part than it is set in becomes a member of ``s``, which the parts hand on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from featc.backends.nativecode import tree as t

#: The name of what the parts share.
STEPS = "s"


@dataclass(frozen=True, slots=True)
class Parts:
    """A body in parts. ``shared`` are the variables that cross from one to another, with their types."""

    bodies: tuple[tuple[t.Statement, ...], ...]
    shared: tuple[tuple[str, str], ...]


def alive(body: Sequence[t.Statement]) -> list[t.Statement]:
    """The statements without those whose results nothing reads. Everything below ``out`` is read."""
    read = {"out"}
    kept: list[t.Statement] = []
    for statement in reversed(body):
        targets = set(_targets(statement))
        if targets and not targets & read:
            continue
        for expr in t.expressions(statement):
            read.update(t.names([expr]))
        kept.append(statement)
    return kept[::-1]


def _targets(statement: t.Statement) -> Iterator[str]:
    match statement:
        case t.Declare(name, _, _):
            yield name
        case t.Assign(target, _):
            yield from t.names([target])
        case t.If(_, body, orelse):
            for inner in (*body, *orelse):
                yield from _targets(inner)


def split(body: Sequence[t.Statement], size: int) -> Parts:
    """The body in parts of about so many statements; one part where it is not much longer."""
    if len(body) <= size * 3 // 2:
        return Parts((tuple(body),), ())
    chunks = _chunks(body, size)
    home: dict[str, int] = {}
    types: dict[str, str] = {}
    crossing: set[str] = set()
    for i, chunk in enumerate(chunks):
        for statement in chunk:
            if isinstance(statement, t.Declare):
                home[statement.name], types[statement.name] = i, statement.type
            for name in t.names(t.expressions(statement)):
                if home.get(name, i) != i:
                    crossing.add(name)
    bodies = tuple(tuple(chain.from_iterable(_shared(s, crossing) for s in chunk)) for chunk in chunks)
    return Parts(bodies, tuple((name, types[name]) for name in types if name in crossing))


def _chunks(body: Sequence[t.Statement], size: int) -> list[list[t.Statement]]:
    """Cut where a feature begins if one does near the end of a part."""
    chunks: list[list[t.Statement]] = [[]]
    for statement in body:
        full = len(chunks[-1]) >= size
        if full and (isinstance(statement, t.Comment) or len(chunks[-1]) >= 2 * size):
            chunks.append([])
        if not (isinstance(statement, t.Blank) and not chunks[-1]):
            chunks[-1].append(statement)
    return [chunk[:-1] if isinstance(chunk[-1], t.Blank) else chunk for chunk in chunks]


def _shared(statement: t.Statement, crossing: set[str]) -> Iterable[t.Statement]:
    def rename(expr: t.Expr) -> t.Expr:
        if isinstance(expr, t.Name) and expr.text.partition(".")[0] in crossing:
            return replace(expr, text=f"{STEPS}.{expr.text}")
        return expr

    changed = mapped_statement(statement, rename)
    if isinstance(changed, t.Declare) and changed.name in crossing:
        return () if changed.value is None else (t.Assign(t.Name(f"{STEPS}.{changed.name}"), changed.value),)
    return (changed,)


def mapped_statement(statement: t.Statement, change: Callable[[t.Expr], t.Expr]) -> t.Statement:
    """The statement with each part of its expressions changed."""
    match statement:
        case t.Declare(name, type, value):
            return t.Declare(name, type, None if value is None else mapped(value, change))
        case t.Assign(target, value):
            return t.Assign(mapped(target, change), mapped(value, change))
        case t.If(test, body, orelse):
            yes, no = (tuple(mapped_statement(s, change) for s in block) for block in (body, orelse))
            return t.If(mapped(test, change), yes, no)
    return statement


def mapped(expr: t.Expr, change: Callable[[t.Expr], t.Expr]) -> t.Expr:
    """The expression with each of its parts changed, the innermost first."""
    match expr:
        case t.Call(_, args):
            expr = replace(expr, args=tuple(mapped(a, change) for a in args))
        case t.Infix(_, left, right):
            expr = replace(expr, left=mapped(left, change), right=mapped(right, change))
        case t.Prefix(_, operand) | t.Cast(_, operand):
            expr = replace(expr, operand=mapped(operand, change))
        case t.Member(of, _):
            expr = replace(expr, of=mapped(of, change))
        case t.Method(of, name, args):
            expr = t.Method(mapped(of, change), name, tuple(mapped(a, change) for a in args))
        case t.Choice(test, then, other):
            expr = t.Choice(mapped(test, change), mapped(then, change), mapped(other, change))
        case t.Array(_, items):
            expr = replace(expr, items=tuple(mapped(i, change) for i in items))
    return change(expr)
