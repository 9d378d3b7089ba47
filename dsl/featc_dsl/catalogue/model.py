"""What a row of the operator catalogue holds, and the small language its signatures are written in.

A signature reads ``x: int64, const lo: int64, *rest: T -> float64?``. Parameters:

* ``const`` marks an argument that must be a literal; it becomes a constant of the IR node, not an operand.
  ``const closed: side = "left"`` may be left out; such parameters come last.
* ``*`` marks the last parameter as one or more.
* ``T`` is any scalar or list type, the same at every place in one call; ``T?`` also accepts null and tells that the
  operator itself looks at nulls (only in rows whose null rule is OWN).
* ``list<float64>`` is an fdl list of either kind, of fixed or of varying length; ``list<T>`` one of any scalar, with
  that T. ``list<T, n>`` with the same letter at two places: where both are of fixed length, of the same one.
  ``list<T, fixed>`` is a list of fixed length.
* ``name[]`` after a scalar type is a literal list of it (const) of any length; ``map<string, float64>`` a literal map
  (const: a tuple of pairs, in the order of the source).
* the other names are refinements of const parameters (see REFINEMENTS).

Results: a scalar, ``T``, or ``list<item, size>``, where the size is the name of a list parameter (a list like that
one), ``x+y`` (of both together), the name of a const integer or of a literal table (that many), ``count`` (one for
each operand) or a number; ``..`` before it makes the length vary, up to that. Elements of a list that is sized by a
list, or whose item is ``T?``, may be null where those of any operand may. Behind the result, ``?`` says that the
operator can fail on values that are not null; ``?empty``, ``?varying``, ``?holes`` and the like that it can only where
an operand's type allows it (see WHEN).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from featc_dsl.types import MONTHS, SCALARS, Type


class Nulls(Enum):
    """How an operator treats null."""

    PROPAGATE = "null if any operand is null"
    OWN = "looks at nulls itself; the row says how"


@dataclass(frozen=True, slots=True)
class Refinement:
    """What is asked of a const beyond its type, as data: the type of the literal, in words, and what it may be."""

    type: str
    what: str
    one_of: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


def _units(*names: str) -> Refinement:
    return Refinement("string", f"one of {', '.join(names)}", names)


#: Refinements of a const parameter by name. Those without ``one_of`` or bounds have a check of their own in the
#: compiler (refinements.py), and what random programs draw in the tests' fdl_literals.py.
REFINEMENTS: dict[str, Refinement] = {
    "zone": Refinement("string", "a time zone's name, such as America/New_York"),
    "date_unit": _units("year", "quarter", "month", "week", "day"),
    "unit": _units("year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond"),
    "clock_unit": _units("hour", "minute", "second", "millisecond", "microsecond"),
    "any_unit": _units(
        "year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"
    ),
    "day_part": Refinement("duration", "a length of time of which a day is a whole multiple, such as 15m"),
    "whole_days": Refinement("duration", "a length of whole days, such as 7d"),
    "period_int": Refinement("int64", "a positive integer", low=1, high=2**63 - 1),
    "period_float": Refinement("float64", "a positive number"),
    "ambiguous": _units("earlier", "later", "null"),
    "missing": _units("earlier", "later", "shift_forward", "null"),
    "read_date": Refinement("string", "a format that reads a date, such as %Y-%m-%d"),
    "read_datetime": Refinement("string", "a format that reads a date and a time of day, such as %Y-%m-%d %H:%M:%S"),
    "read_timestamp": Refinement("string", "a format that reads an instant, such as %Y-%m-%d %H:%M:%S%z"),
    "print_date": Refinement("string", "a format that prints a date, such as %Y-%m"),
    "print_datetime": Refinement("string", "a format that prints a civil time, such as %Y-%m-%d %H:%M"),
    "side": _units("left", "right"),
    "nonzero": Refinement("int64", "an integer other than 0"),
    "position": Refinement("int64", "a position in the list, from 0 to its length less one"),
    "buckets": Refinement("int64", "an integer from 1 to 2147483647", low=1, high=2**31 - 1),
    "shift": Refinement("int64", "an integer from 0 to 63", low=0, high=63),
    "limit": Refinement("int64", "an integer from 1 to 65535", low=1, high=65_535),
    "regex": Refinement("string", 'a regular expression, such as r"[0-9]+"'),
    "group": Refinement("int64", "a group of the pattern"),
    "replacement": Refinement("string", "a replacement"),
    "repeats": Refinement("int64", "an integer from 0 to 1000", low=0, high=1000),
    "gram": Refinement("int64", "an integer from 1 to 32", low=1, high=32),
    "slots": Refinement("int64", "an integer from 1 to 1024", low=1, high=1024),
    "edges_int": Refinement("int64", "strictly ascending integers"),
    "edges_float": Refinement("float64", "strictly ascending numbers, none of them NaN"),
}

#: When an operator can fail, by the mark behind its result: in words.
WHEN = {
    "always": "",
    "empty": "where a list may be empty or have null elements",
    "few": "where a list may have fewer than two elements that are not null",
    "varying": "where a list's length varies",
    "unlike": "where a list's length varies or it may have null elements",
    "holes": "where a list may have null elements",
}


class _Missing:
    """No default."""

    def __repr__(self) -> str:
        return "NO_DEFAULT"


NO_DEFAULT: Any = _Missing()


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter. ``type`` is the text of the signature without marks: "int64", "T", "zone", "list<T, n>"."""

    name: str
    type: str
    const: bool = False
    variadic: bool = False
    nullable: bool = False
    many: bool = False  # a literal list, `int64[]`
    default: Any = NO_DEFAULT

    @property
    def scalar(self) -> Type | None:
        """The scalar type asked for, or None for T, lists and maps."""
        return _scalar(self.type)

    @property
    def is_list(self) -> bool:
        """Whether it is an fdl list."""
        return self.type.startswith("list<")

    @property
    def item(self) -> Type | None:
        """The type of a list's items, None for T and for what is no list."""
        return SCALARS.get(self._inside[0]) if self.is_list else None

    @property
    def length(self) -> str:
        """What a list's type says of its length: "" for any, "fixed", or a letter."""
        return self._inside[1] if self.is_list and len(self._inside) == 2 else ""

    @property
    def map(self) -> tuple[Type, str] | None:
        """The type of a literal map's keys and the type of its values (a scalar's name or "point")."""
        if not self.type.startswith("map<"):
            return None
        key, value = self._inside
        return SCALARS[key], value

    @property
    def _inside(self) -> list[str]:
        return [part.strip() for part in self.type[self.type.index("<") + 1 : -1].split(",")]


def _scalar(text: str) -> Type | None:
    refinement = REFINEMENTS.get(text)
    name = text if refinement is None else refinement.type
    return MONTHS if name == "months" else SCALARS.get(name)


_PARAM = re.compile(r"(const )?(\*)?(\w+): ([a-z_0-9]+|T|list<\w+(?:, \w+)?>|map<\w+, \w+>)(\[\])?(\?)?(?: = (.+))?$")
_COMMA = re.compile(r",(?![^<]*>)")
_RESULT = re.compile(r"([\w<>, .+?]+?)(?:(\?)| \?(\w+))?$")


@dataclass(frozen=True, slots=True)
class Overload:
    """One meaning of an operator: ``id`` is the IR operation's name (``clip.int64``).

    ``fallible`` says that a helper of it can fail on values that are not null, ``when`` under which condition of the
    operands' types (a key of WHEN, "" for never).
    """

    id: str
    signature: str
    params: tuple[Param, ...] = field(init=False)
    result: str = field(init=False)
    when: str = field(init=False)
    #: bounds of an int64 result that hold for every row, both included, where they do not depend on the arguments
    bounds: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        left, arrow, right = self.signature.rpartition("->")
        if not arrow:
            raise ValueError(f"{self.id}: no result in {self.signature!r}")
        params = []
        for part in filter(None, (p.strip() for p in _COMMA.split(left))):
            match = _PARAM.match(part)
            if match is None:
                raise ValueError(f"{self.id}: cannot read parameter {part!r}")
            const, star, name, type_, many, null, default = match.groups()
            value = NO_DEFAULT if default is None else json.loads(default)
            params.append(Param(name, type_, bool(const), bool(star), bool(null), bool(many), value))
        result = _RESULT.match(right.strip())
        if result is None or (result[3] is not None and result[3] not in WHEN):
            raise ValueError(f"{self.id}: cannot read the result in {self.signature!r}")
        object.__setattr__(self, "params", tuple(params))
        object.__setattr__(self, "result", result[1])
        object.__setattr__(self, "when", "always" if result[2] else result[3] or "")

    @property
    def fallible(self) -> bool:
        """Whether a helper of it can fail: a scalar one then gives None, a batch one values and where they are good."""
        return bool(self.when)

    @property
    def consts(self) -> tuple[Param, ...]:
        """The const parameters, in order."""
        return tuple(p for p in self.params if p.const)

    @property
    def operands(self) -> tuple[Param, ...]:
        """The other parameters, in order."""
        return tuple(p for p in self.params if not p.const)

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
