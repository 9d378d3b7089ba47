"""Well-typed fdl expressions at random, as source text. Knows the catalogue's signatures, no single operator.

Everything is drawn by type: `Expressions.expr(wanted)` takes an overload whose result is the type wanted and fills its
parameters in the same way, so a new catalogue row is drawn from the day it exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import fdl_literals as lit
from choosing import Chooser

from featc_dsl.catalogue import ROWS, Op, Overload, Param
from featc_dsl.types import BOOL, FLOAT64, INT64, SCALARS, Kind, Type, list_of

SIZE = 90  # operators in one program, about

_SCALARS = tuple(SCALARS.values())

#: Overloads that source text cannot ask for by the types of the operands.
UNWRITABLE = {"in.datetime": "a datetime has no literal"}

OVERLOADS: tuple[tuple[Op, Overload], ...] = tuple(
    (row, overload) for row in ROWS for overload in row.overloads if overload.id not in UNWRITABLE
)


@dataclass(slots=True)
class Name:
    """A value that expressions may refer to."""

    text: str
    type: Type
    literal: bool = False  # may stand for a literal, as the variable of a `for` or a parameter


@dataclass(slots=True)
class Function:
    """A `def`."""

    name: str
    params: tuple[Type, ...]
    result: Type


@dataclass(slots=True)
class Expressions:
    """Expressions over some names. ``budget`` is how many operators may still be written."""

    choose: Chooser
    names: list[Name]
    functions: list[Function] = field(default_factory=list)
    budget: int = SIZE

    # --- by type -----------------------------------------------------------------------------------------

    def expr(self, wanted: Type, depth: int) -> str:
        """Any expression of a type."""
        if depth <= 0 or self.budget <= 0 or self.choose.chance(12):
            return self.leaf(wanted)
        kind = self.choose.below(20)
        if kind == 19:
            callable_ = [f for f in self.functions if f.result == wanted]
            if callable_:
                return self.call_function(self.choose.pick(callable_), depth)
        if kind == 18 and wanted is BOOL:
            return self.special_bool(depth)
        own, generic = options(wanted)
        rows = own if own and not self.choose.chance(30) else generic
        row, overloads = self.choose.pick(rows)
        return self.apply(row, self.choose.pick(overloads), wanted, depth)

    def leaf(self, wanted: Type) -> str:
        """A name or a literal."""
        known = [n.text for n in self.names if n.type == wanted]
        if known and not self.choose.chance(20):
            return self.choose.pick(known)
        if wanted.item is not None:
            return f"[{', '.join(self.leaf(wanted.item) for _ in range(wanted.size or 1))}]"
        return self.literal(wanted.kind)

    def literal(self, kind: Kind) -> str:
        """A literal of a kind."""
        return lit.write(self.value(kind), kind)

    def value(self, kind: Kind) -> Any:
        """A value that has a literal."""
        return self.choose.pick(lit.POOLS[kind])

    def variable(self, wanted: Type, depth: int) -> str:
        """An expression that is surely no literal."""
        known = [n.text for n in self.names if n.type == wanted and not n.literal]
        if known and (depth <= 1 or self.choose.chance(50)):
            return self.choose.pick(known)
        return f"({self.literal(wanted.kind)} + {self.expr(wanted, depth - 1)})"

    # --- by operator -------------------------------------------------------------------------------------

    def apply(self, row: Op, overload: Overload, wanted: Type, depth: int) -> str:
        """One operation giving the type wanted, with operands of its parameters' types."""
        self.budget -= 1
        bound = self.bind(overload, wanted)
        args: list[str] = []
        for index, param in enumerate(overload.params):
            repeat = 1
            if param.variadic:
                repeat = wanted.size or 1 if row.name == "list" else self.choose.between(1, 4)
            for _ in range(repeat):
                args.append(self.argument(row, param, index, bound, wanted, depth))
        if row.name in ("is_same", "coalesce", "if") and self.choose.chance(8):
            args[self.choose.between(len(args) - 2, len(args) - 1)] = "null"
        return spell(row, args)

    def bind(self, overload: Overload, wanted: Type) -> Type:
        """What T stands for; the list of a `list<…>` parameter is of it."""
        if overload.result == "T":
            return wanted
        if overload.result == "list<T>":
            assert wanted.item is not None
            return wanted.item
        lists_too = overload.id in ("is_null", "count_null")
        if lists_too and self.choose.chance(15):
            return list_of(self.choose.pick(_SCALARS), self.choose.between(1, 3))
        return self.choose.pick(_SCALARS)

    def argument(self, row: Op, param: Param, index: int, bound: Type, wanted: Type, depth: int) -> str:
        """An operand or a const of one parameter."""
        if param.const:
            return self.const(param, wanted)
        if param.type == "T":
            each = self.choose.pick(_SCALARS) if row.name == "count_null" and self.choose.chance(50) else bound
            return self.expr(each, depth - 1)
        if param.type.startswith("list<"):
            inner = param.type.removeprefix("list<").removesuffix(">")
            item = bound if inner == "T" else SCALARS[inner]
            size = wanted.size if wanted.item is not None and wanted.size else POSITIONS
            return self.expr(list_of(item, size), depth - 1)
        assert param.scalar is not None
        if any(len(o.params) > index and o.params[index].const for o in row.overloads):
            return self.variable(param.scalar, depth)  # a literal would ask for the other overload
        if (
            index
            and param.scalar is FLOAT64
            and row.symbol
            and not row.name.startswith("neg")
            and self.choose.chance(8)
        ):
            return str(self.choose.between(0, 3))  # an integer literal widens
        return self.expr(param.scalar, depth - 1)

    def const(self, param: Param, wanted: Type) -> str:
        """The literal of a const parameter, by its refinement."""
        choose = self.choose
        match param.type:
            case "zone":
                return lit.write_string(choose.pick(lit.ZONES))
            case "unit":
                return lit.write_string(choose.pick(("year", "month", "week", "day", "hour", "minute", "second")))
            case "date_unit":
                return lit.write_string(choose.pick(("year", "month", "week", "day")))
            case "nonzero":
                return lit.write(choose.pick([n for n in lit.INTS if n]), Kind.INT64)
            case "position":
                return str(choose.below(POSITIONS))
            case "buckets":
                return str(choose.pick(lit.BUCKETS))
        assert param.scalar is not None
        kind = param.scalar.kind
        if not param.many:
            return self.literal(kind)
        pool: dict[Any, Any] = {v: v for v in lit.POOLS[kind]}  # equal ones once: 0.0 and -0.0 are one item
        if wanted.item is not None:
            count = wanted.size or 1
            values = choose.some(list(pool), count, count)
        else:
            values = choose.some(list(pool), 1, 6)
        if param.type.startswith("edges"):
            values.sort()
        return f"[{', '.join(lit.write(v, kind) for v in values)}]"

    # --- what no catalogue row spells --------------------------------------------------------------------

    def special_bool(self, depth: int) -> str:
        """Comparison chains, ranges, `not in`."""
        self.budget -= 2
        kind = self.choose.pick((INT64, FLOAT64, SCALARS["string"], SCALARS["timestamp"], SCALARS["duration"]))
        form = self.choose.below(3)
        first = self.expr(kind, depth - 1)
        if form == 0:
            signs = [self.choose.pick(("<", "<=", ">", ">=", "==", "!=")) for _ in range(self.choose.between(2, 3))]
            return f"({first} {' '.join(f'{s} {self.expr(kind, depth - 2)}' for s in signs)})"
        if form == 1:
            return f"({first} in {self.expr(kind, depth - 2)}..{self.expr(kind, depth - 2)})"
        items = self.choose.some(sorted(set(lit.POOLS[kind.kind])), 1, 4)
        return f"({first} not in [{', '.join(lit.write(v, kind.kind) for v in items)}])"

    def call_function(self, function: Function, depth: int) -> str:
        """A call of a `def`."""
        self.budget -= 1
        return f"{function.name}({', '.join(self.expr(p, depth - 1) for p in function.params)})"


#: The length of lists whose length does not matter.
POSITIONS = 3


Options = tuple[tuple[Op, tuple[Overload, ...]], ...]


@cache
def options(wanted: Type) -> tuple[Options, Options]:
    """The rows that can give a type, with the overloads that do: those of this type, and those of any."""

    def rows(generic: bool) -> Options:
        found: dict[str, tuple[Op, list[Overload]]] = {}
        for row, overload in OVERLOADS:
            if gives(overload, wanted) and ("T" in overload.result) == generic:
                found.setdefault(row.name, (row, []))[1].append(overload)
        return tuple((row, tuple(overloads)) for row, overloads in found.values())

    return rows(False), rows(True)


def gives(overload: Overload, wanted: Type) -> bool:
    """Whether the overload can give a value of a type."""
    if overload.result == "T":
        return wanted.item is None or not overload.params[0].type.startswith("list<")
    if overload.result == "list<T>":
        return wanted.item is not None
    if overload.result.startswith("list<"):
        return wanted.item is not None and overload.result == f"list<{wanted.item}>"
    return wanted is SCALARS[overload.result]


def spell(row: Op, args: list[str]) -> str:
    """The operation as fdl writes it, in parentheses where neighbours could come between."""
    match row.symbol:
        case "":
            return f"{row.name}({', '.join(args)})"
        case "if … then … else …":
            return f"(if {args[0]} then {args[1]} else {args[2]})"
        case "[…]":
            return f"[{', '.join(args)}]"
        case "x[i]":
            return f"{args[0]}[{args[1]}]"
        case symbol if len(args) == 1:
            return f"({symbol} {args[0]})"
        case symbol if len(args) == 2:
            return f"({args[0]} {symbol} {args[1]})"
    raise AssertionError(f"no way to write {row.symbol!r} with {len(args)} operands")
