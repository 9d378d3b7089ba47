"""A small tree of statements in a C-like language: what the native targets need. Knows no layout and no operator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from featc_dsl.types import Kind


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, a constant, or a path such as ``in.Distance``. ``boxed``: it is an object that may be null."""

    text: str
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Lit:
    """A literal of a scalar kind; times are INT64."""

    value: bool | int | float | str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Call:
    """``function<types>(args)``."""

    function: str
    args: tuple[Expr, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Infix:
    """``left op right``."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Prefix:
    """``!x``, ``-x``."""

    op: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class Member:
    """``x.name``."""

    of: Expr
    name: str


@dataclass(frozen=True, slots=True)
class Method:
    """``x.name(args)``."""

    of: Expr
    name: str
    args: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """The value converted to a type."""

    type: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class Choice:
    """``test ? then : other``; Go has none."""

    test: Expr
    then: Expr
    other: Expr


@dataclass(frozen=True, slots=True)
class Array:
    """A literal array; ``type`` is that of the whole."""

    type: str
    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Composite:
    """``type{name: value}``; only in constants."""

    type: str
    fields: tuple[tuple[str, Expr], ...]


Expr: TypeAlias = Name | Lit | Call | Infix | Prefix | Member | Method | Cast | Choice | Array | Composite


@dataclass(frozen=True, slots=True)
class Comment:
    """A line for people."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Declare:
    """A new variable; without ``value`` it has the zero of its type (or null), or is assigned before it is read."""

    name: str
    type: str
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """``target = value``."""

    target: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class If:
    """``if test {…} else {…}``."""

    test: Expr
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...] = ()


Statement: TypeAlias = Comment | Blank | Declare | Assign | If


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly below."""
    match expr:
        case Call(_, args):
            return args
        case Infix(_, left, right):
            return left, right
        case Prefix(_, operand) | Cast(_, operand):
            return (operand,)
        case Member(of, _):
            return (of,)
        case Method(of, _, args):
            return of, *args
        case Choice(test, then, other):
            return test, then, other
        case Array(_, items):
            return items
    return ()


def names(exprs: Iterable[Expr]) -> Iterator[str]:
    """The first part of every name in the expressions."""
    stack = list(exprs)
    while stack:
        expr = stack.pop()
        if isinstance(expr, Name):
            yield expr.text.partition(".")[0]
        stack.extend(children(expr))


def expressions(statement: Statement) -> Iterator[Expr]:
    """Every expression of a statement, those of the blocks in it too."""
    match statement:
        case Declare(_, _, value):
            if value is not None:
                yield value
        case Assign(target, value):
            yield target
            yield value
        case If(test, body, orelse):
            yield test
            for inner in (*body, *orelse):
                yield from expressions(inner)


def both(tests: Iterable[Expr]) -> Expr:
    """All of the tests, joined by ``&&``."""
    found: Expr | None = None
    for test in tests:
        found = test if found is None else Infix("&&", found, test)
    assert found is not None, "there is a test"
    return found


def negated(test: Expr) -> Expr:
    """The opposite of a test; of one that is negated, what it negates."""
    if isinstance(test, Prefix) and test.op == "!":
        return test.operand
    if isinstance(test, Infix) and test.op in ("==", "!="):
        return Infix("==" if test.op == "!=" else "!=", test.left, test.right)
    return Prefix("!", test)
