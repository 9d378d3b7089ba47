"""What a row of the operator catalogue holds, and the small language its signatures are written in.

A signature reads ``x: int64, const lo: int64, *rest: T -> float64?``:

* ``const`` marks an argument that must be a literal; it becomes a constant of the IR node, not an operand.
* ``*`` marks the last parameter as one or more.
* ``T`` is any scalar or list type, the same at every place in one call; ``T?`` also accepts null and tells that the
  operator itself looks at nulls (only in rows whose null rule is OWN).
* ``name[]`` after a scalar type is a literal list of it (const) of any length; ``list<T>`` an fdl list of any length.
* a ``?`` on the result says that the operator can fail on values that are not null.
* ``zone``, ``unit`` and ``nonzero`` are refinements of const strings and integers (see REFINEMENTS).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from featc_dsl.types import SCALARS, Type


class Nulls(Enum):
    """How an operator treats null."""

    PROPAGATE = "null if any operand is null"
    OWN = "looks at nulls itself; the row says how"


#: Refinements of a const parameter: name → (fdl type of the literal, what is asked of it).
REFINEMENTS = {
    "zone": ("string", "a time zone's name, such as America/New_York"),
    "date_unit": ("string", "one of year, month, week, day"),
    "unit": ("string", "one of year, month, week, day, hour, minute, second"),
    "nonzero": ("int64", "an integer other than 0"),
    "position": ("int64", "a position in the list, from 0 to its length less one"),
    "buckets": ("int64", "an integer from 1 to 2147483647"),
    "edges_int": ("int64", "strictly ascending integers"),
    "edges_float": ("float64", "strictly ascending numbers, none of them NaN"),
}


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter. ``type`` is the text of the signature without marks: "int64", "T", "zone", "list"."""

    name: str
    type: str
    const: bool = False
    variadic: bool = False
    nullable: bool = False
    many: bool = False  # a literal list, `int64[]`

    @property
    def scalar(self) -> Type | None:
        """The scalar type asked for, or None for T, list and other type variables."""
        return SCALARS.get(REFINEMENTS.get(self.type, (self.type,))[0])


_PARAM = re.compile(r"(const )?(\*)?(\w+): ([a-z_0-9]+|T|list<[a-z0-9T]+>)(\[\])?(\?)?$")


@dataclass(frozen=True, slots=True)
class Overload:
    """One meaning of an operator: ``id`` is the IR operation's name (``clip.int64``)."""

    id: str
    signature: str
    params: tuple[Param, ...] = field(init=False)
    result: str = field(init=False)
    fallible: bool = field(init=False)
    #: bounds of an int64 result that hold for every row, both included, where they do not depend on the arguments
    bounds: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        left, arrow, right = self.signature.rpartition("->")
        if not arrow:
            raise ValueError(f"{self.id}: no result in {self.signature!r}")
        params = []
        for part in filter(None, (p.strip() for p in left.split(","))):
            match = _PARAM.match(part)
            if match is None:
                raise ValueError(f"{self.id}: cannot read parameter {part!r}")
            const, star, name, type_, many, null = match.groups()
            params.append(Param(name, type_, bool(const), bool(star), bool(null), bool(many)))
        result = right.strip()
        object.__setattr__(self, "params", tuple(params))
        object.__setattr__(self, "fallible", result.endswith("?"))
        object.__setattr__(self, "result", result.removesuffix("?"))

    @property
    def function(self) -> str:
        """The name of this operation's helper in every runtime: ``clip.int64`` → ``clip_int64``."""
        return self.id.replace(".", "_")


@dataclass(frozen=True, slots=True)
class Example:
    """One executed example: an expression and the literal it must equal."""

    expr: str
    value: str


@dataclass(frozen=True, slots=True)
class Op:
    """One row: an operator as its user knows it.

    ``name`` is what is called (``clip``), ``symbol`` how it is written where that is no call (``+``).
    ``doc`` is a sentence of meaning; ``nan`` and ``edges`` are the rules for NaN and for the ends of ranges.
    """

    name: str
    family: str
    doc: str
    overloads: tuple[Overload, ...]
    examples: tuple[Example, ...]
    nulls: Nulls = Nulls.PROPAGATE
    null_rule: str = ""
    nan: str = ""
    edges: str = ""
    symbol: str = ""
    #: the pinned tables that the result depends on: "unicode", "zones", or "" for none
    data: str = ""

    def __post_init__(self) -> None:
        if self.nulls is Nulls.OWN and not self.null_rule:
            raise ValueError(f"{self.name}: an operator with its own null rule must say it")


def overloads(*rows: tuple[str, str] | tuple[str, str, tuple[int, int]]) -> tuple[Overload, ...]:
    """Overloads from ``(id, signature)`` or ``(id, signature, bounds)``."""
    return tuple(Overload(r[0], r[1], bounds=r[2] if len(r) == 3 else None) for r in rows)


def examples(*pairs: tuple[str, str]) -> tuple[Example, ...]:
    """Examples from ``(expression, literal)`` pairs."""
    return tuple(Example(e, v) for e, v in pairs)
