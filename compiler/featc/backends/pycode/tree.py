"""A small tree of Python code, just what generated modules need. Knows no text layout and no operator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a dotted path."""

    text: str


@dataclass(frozen=True, slots=True)
class Const:
    """A literal: None, bool, int, float, str; tuples of them are ``TupleExpr``."""

    value: bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Call:
    """``function(args, key=value)``."""

    function: Expr
    args: tuple[Expr, ...] = ()
    kwargs: tuple[tuple[str, Expr], ...] = ()


@dataclass(frozen=True, slots=True)
class Infix:
    """``left op right`` for arithmetic, bit, comparison and boolean operators, "is" and "is not" among them."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Prefix:
    """``-x``, ``~x``, ``not x``."""

    op: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class IfExpr:
    """``then if cond else other``."""

    cond: Expr
    then: Expr
    other: Expr


@dataclass(frozen=True, slots=True)
class TupleExpr:
    """``(a, b)``."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ListExpr:
    """``[a, b]``."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class DictExpr:
    """``{key: value}``."""

    items: tuple[tuple[Expr, Expr], ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    """``value[index]``."""

    value: Expr
    index: Expr


Expr: TypeAlias = Name | Const | Call | Infix | Prefix | IfExpr | TupleExpr | ListExpr | DictExpr | Subscript


@dataclass(frozen=True, slots=True)
class Assign:
    """``a = value``, ``a, b = value``, ``a: annotation = value``."""

    targets: tuple[str, ...]
    value: Expr
    annotation: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """``return value``."""

    value: Expr


@dataclass(frozen=True, slots=True)
class ExprStatement:
    """An expression for its effect."""

    value: Expr


@dataclass(frozen=True, slots=True)
class Comment:
    """``# text``, one line each."""

    text: str


@dataclass(frozen=True, slots=True)
class Docstring:
    """A triple-quoted text."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Import:
    """``from module import names`` (sorted by the printer), or ``import module`` where there are none."""

    module: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter. ``default`` and ``annotation`` as text trees."""

    name: str
    annotation: str | None = None
    default: Expr | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """``def name(params) -> returns: body``."""

    name: str
    params: tuple[Param, ...]
    body: tuple[Statement, ...]
    returns: str | None = None
    keyword_only: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """``class name(bases): body``, the body being annotated names and a docstring."""

    name: str
    bases: tuple[str, ...]
    doc: str
    fields: tuple[tuple[str, str], ...]


Statement: TypeAlias = Assign | Return | ExprStatement | Comment | Docstring | Blank | Import | Function | Class


def call(function: str, *args: Expr, **kwargs: Expr) -> Call:
    """A call by name."""
    return Call(Name(function), args, tuple(kwargs.items()))


def literal(value: object) -> Expr:
    """The tree of a Python value made of None, bool, int, float, str and tuples."""
    if isinstance(value, tuple):
        return TupleExpr(tuple(literal(v) for v in value))
    if value is None or isinstance(value, bool | int | float | str):
        return Const(value)
    raise TypeError(f"no literal for {type(value).__name__}")


def names(texts: Iterable[str]) -> tuple[Expr, ...]:
    """Names."""
    return tuple(Name(t) for t in texts)
