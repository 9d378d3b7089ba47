"""What a statically typed language must say of itself so that programs can be written in it. Knows no language."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from featc.backends.nativecode import tree as t
from featc.ir import Value
from featc_dsl.catalogue import Param
from featc_dsl.types import Kind, Storage, Type


class Language(ABC):
    """One language. Types are those of raw values: times are integers."""

    #: whether it has ``test ? then : other``, with ``null``
    has_choice: bool
    #: operations that are operators in this language, beside those that are in all
    operators: Mapping[str, str]

    @abstractmethod
    def type(self, type: Type) -> str:
        """The type of a variable that holds a value."""

    @abstractmethod
    def variable(self, name: str, type: Type) -> t.Expr:
        """A variable as an expression."""

    @abstractmethod
    def ok(self, atom: t.Expr) -> t.Expr:
        """Whether a nullable value has one."""

    @abstractmethod
    def get(self, expr: t.Expr) -> t.Expr:
        """The value of a nullable one that has one."""

    @abstractmethod
    def some(self, expr: t.Expr, type: Type) -> t.Expr:
        """A value as a nullable one."""

    @abstractmethod
    def null(self, type: Type) -> t.Expr:
        """Null as an argument."""

    @abstractmethod
    def otherwise(self, expr: t.Expr, other: t.Expr) -> t.Expr | None:
        """The value, or another that costs nothing where it is null; None where a branch is to be written."""

    @abstractmethod
    def infix(self, op: str, sign: str, left: t.Expr, right: t.Expr) -> t.Expr:
        """An operation that is an operator in most languages."""

    @abstractmethod
    def call(self, helper: str, args: tuple[t.Expr, ...]) -> t.Expr:
        """A call of a runtime's helper."""

    @abstractmethod
    def prepared(self, helper: str, consts: tuple[t.Expr, ...]) -> tuple[str, t.Expr]:
        """The prepared form of a helper's consts, and its type."""

    @abstractmethod
    def const(self, value: Value, param: Param) -> t.Expr:
        """A const argument as a literal."""

    @abstractmethod
    def const_type(self, param: Param) -> str:
        """The type of a const argument that is a list."""

    @abstractmethod
    def same(self, x: t.Expr, y: t.Expr, kind: Kind) -> t.Expr:
        """Null-safe equality of two nullable values."""

    @abstractmethod
    def count_null(self, nulls: Sequence[t.Expr]) -> t.Expr:
        """How many of some conditions hold, as an int64."""

    @abstractmethod
    def list(self, items: Sequence[t.Expr], item: Type, *, nullable: bool) -> t.Expr:
        """A list of these elements, which are of the nullable type or not."""

    @abstractmethod
    def input(self, name: str, type: Type) -> t.Expr | None:
        """An input's raw value as an expression, None where a variable should hold it."""

    @abstractmethod
    def entered(self, name: str) -> t.Expr:
        """What the variable for such an input is set to."""

    @abstractmethod
    def member(self, name: str) -> str:
        """The member of the results that holds a feature."""

    @abstractmethod
    def converts(self, type: Type, storage: Storage | None) -> bool:
        """Whether a feature's value is another when it leaves than inside."""

    @abstractmethod
    def stored(self, expr: t.Expr, type: Type, storage: Storage | None) -> t.Expr:
        """A value that is not null, as the member of a feature of ``type`` holds it."""

    @abstractmethod
    def constant_stem(self, stem: str) -> str:
        """The beginning of a constant's name."""

    @abstractmethod
    def constant_path(self, name: str) -> str:
        """A constant as code refers to it."""

    @abstractmethod
    def width(self, expr: t.Expr) -> int:
        """How many columns an expression takes."""

    def is_literal(self, expr: t.Expr) -> bool:
        """Whether it is a literal."""
        return isinstance(expr, t.Lit)

    def is_atom(self, expr: t.Expr) -> bool:
        """Whether an expression costs nothing and reads well more than once."""
        return isinstance(expr, t.Name | t.Lit)
