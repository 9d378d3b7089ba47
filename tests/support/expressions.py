"""Well-typed fdl expressions at random, as source text. Knows the catalogue's signatures, no single operator.

Everything is drawn by type: `Expressions.expr(wanted)` takes an overload whose result is the type wanted and fills its
parameters in the same way, so a new catalogue row is drawn from the day it exists.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import fdl_literals as lit
from choosing import Chooser

from featc.certify.values import POOLS
from featc.typecheck.traps import TRAPPED, UNKNOWN, find
from featc_dsl.catalogue import NO_DEFAULT, REFINEMENTS, ROWS, Op, Overload, Param
from featc_dsl.types import BOOL, FLOAT64, INT64, SCALARS, Kind, Type, list_of

SIZE = 90  # operators in one program, about

_SCALARS = tuple(SCALARS.values())

#: Overloads that source text cannot ask for by the types of the operands.
UNWRITABLE = {"in.datetime": "a datetime has no literal"}

OVERLOADS: tuple[tuple[Op, Overload], ...] = tuple(
    (row, overload) for row in ROWS for overload in row.overloads if overload.id not in UNWRITABLE
)


#: Kinds of which two may be added.
_ADDED = (Kind.INT64, Kind.FLOAT64, Kind.STRING, Kind.DURATION)


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
            size = wanted.size or 1
            items = ", ".join(
                self.leaf(wanted.item) for _ in range(self.choose.between(1, size + 1) if wanted.at_most else size)
            )
            return f"head([{items}], {size})" if wanted.at_most else f"[{items}]"
        return self.literal(wanted.kind)

    def literal(self, kind: Kind) -> str:
        """A literal of a kind."""
        return lit.write(self.value(kind), kind)

    def value(self, kind: Kind) -> Any:
        """A value that has a literal."""
        return self.choose.pick(POOLS[kind])

    def variable(self, wanted: Type, depth: int) -> str:
        """An expression that is surely no literal."""
        known = [n.text for n in self.names if n.type == wanted and not n.literal]
        if known and (depth <= 1 or self.choose.chance(50)):
            return self.choose.pick(known)
        if wanted.kind in _ADDED:
            return f"({self.literal(wanted.kind)} + {self.expr(wanted, depth - 1)})"
        return f"(if {self.expr(BOOL, depth - 1)} then {self.literal(wanted.kind)} else {self.literal(wanted.kind)})"

    # --- by operator -------------------------------------------------------------------------------------

    def apply(self, row: Op, overload: Overload, wanted: Type, depth: int) -> str:
        """One operation giving the type wanted, with operands of its parameters' types."""
        self.budget -= 1
        shape = Shape(self.choose, overload, wanted)
        args: list[str] = []
        for index, param in enumerate(overload.params):
            if param.default is not NO_DEFAULT:
                if self.choose.chance(60):
                    args.append(f"{param.name}: {self.const(param, shape)}")
                continue
            repeat = 1
            if param.variadic:
                repeat = wanted.size or 1 if row.name == "list" else self.choose.between(1, 4)
            for _ in range(repeat):
                args.append(self.argument(row, param, index, shape, depth))
        self._computed(row, overload, args)
        if row.name in ("is_same", "coalesce", "if", "null_if") and self.choose.chance(8):
            args[self.choose.between(len(args) - 2, len(args) - 1)] = "null"
        return spell(row, args)

    def _computed(self, row: Op, overload: Overload, args: list[str]) -> None:
        """Makes sums of literals that would give every row the same result, since those are diagnostics."""
        loops = {n.text for n in self.names if n.literal}
        values = [UNKNOWN if a in loops else _literal(a) for a in args[: len(overload.params)]]
        trapped = find(row.name, values, 1) is not None or any(a in loops for a in args)
        if row.name not in TRAPPED or not trapped:
            return
        for i, param in enumerate(overload.params[: len(args)]):
            kind = param.scalar.kind if param.scalar is not None else None
            if not param.const and kind in _NOTHING and (args[i] in loops or _literal(args[i]) is not UNKNOWN):
                args[i] = f"({args[i]} + {_NOTHING[kind]})"

    def call(self, row: Op, overload: Overload, wanted: Type, operands: Sequence[str]) -> str:
        """One operation on these operands, with consts that give the type wanted."""
        self.budget -= 1
        shape, left, args = Shape(self.choose, overload, wanted), list(operands), list[str]()
        for param in overload.params:
            if param.default is not NO_DEFAULT:
                if self.choose.chance(60):
                    args.append(f"{param.name}: {self.const(param, shape)}")
            elif param.const:
                args.append(self.const(param, shape))
            else:
                count = len(left) if param.variadic else 1
                args += left[:count]
                del left[:count]
        return spell(row, args)

    def argument(self, row: Op, param: Param, index: int, shape: Shape, depth: int) -> str:
        """An operand or a const of one parameter."""
        if param.const:
            return self.const(param, shape)
        if param.type == "T":
            each = self.choose.pick(_SCALARS) if row.name == "count_null" and self.choose.chance(50) else shape.bound
            return self.expr(each, depth - 1)
        if param.is_list:
            return self.expr(shape.list_of(param), depth - 1)
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

    def const(self, param: Param, shape: Shape) -> str:
        """The literal of a const parameter, by its refinement."""
        choose = self.choose
        size = shape.sizes.get(param.name)
        if param.map is not None:
            return self.pairs(*param.map, size or choose.between(1, 4))
        asked = REFINEMENTS.get(param.type)
        if asked is not None and asked.one_of:
            return lit.write_string(choose.pick(asked.one_of))
        if size is not None and not param.many:
            return str(size)
        if param.type in lit.DRAWN:
            return lit.DRAWN[param.type](choose)
        if param.type == "position":
            return str(choose.below(POSITIONS))
        if asked is not None and asked.low is not None and asked.high is not None:
            low, high = asked.low, asked.high
            near = choose.between(low, min(high, low + 12))
            return lit.write(choose.pick((low, near, near, near, high)), Kind.INT64)
        assert param.scalar is not None
        kind = param.scalar.kind
        if not param.many:
            return self.literal(kind)
        pool: dict[Any, Any] = {v: v for v in POOLS[kind]}  # equal ones once: 0.0 and -0.0 are one item
        values = choose.some(list(pool), size or 1, size or 6)
        if param.type.startswith("edges"):
            values.sort()
        return f"[{', '.join(lit.write(v, kind) for v in values)}]"

    def pairs(self, key: Type, value: str, size: int) -> str:
        """A literal map of so many pairs."""
        keys = self.choose.some(list({v: v for v in POOLS[key.kind]}), size, size)
        if key.kind is Kind.FLOAT64:
            keys.sort()  # the knots of a line
        entries = []
        for k in keys:
            if value == "point":
                held = f"[{self.choose.between(-89, 89)}.5, {self.choose.between(-180, 180)}.0]"
            else:
                held = lit.bare(self.literal(SCALARS[value].kind))
            entries.append(f"{lit.bare(lit.write(k, key.kind))}: {held}")
        return f"{{{', '.join(entries)}}}"

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
            low, high = self.variable(kind, depth - 2), self.expr(kind, depth - 2)  # two literals may be an empty range
            return f"({first} in {low}..{high})"
        items = self.choose.some(sorted(set(POOLS[kind.kind])), 1, 4)
        return f"({first} not in [{', '.join(lit.write(v, kind.kind) for v in items)}])"

    def call_function(self, function: Function, depth: int) -> str:
        """A call of a `def`."""
        self.budget -= 1
        return f"{function.name}({', '.join(self.expr(p, depth - 1) for p in function.params)})"


#: What is added to a literal so that it is one no more.
_NOTHING = {Kind.INT64: "0", Kind.FLOAT64: "0.0", Kind.STRING: '""', Kind.DURATION: "0s"}
_UNITS = {"us": 1, "ms": 1_000, "s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000}
_DURATION = re.compile(r"\(?(-?)((?:[0-9_]+(?:us|ms|s|m|h|d) ?)+)\)?")


def _literal(text: str) -> Any:
    """The value of a number, a duration or a text as written, or alone in `least` or `greatest`; else UNKNOWN."""
    while (inside := re.fullmatch(r"(?:least|greatest)\((.*)\)", text)) is not None:
        text = inside[1]
    if (written := _DURATION.fullmatch(text)) is not None:
        parts = re.findall(r"([0-9_]+)([a-z]+)", written[2])
        return int(f"{written[1]}1") * sum(int(count) * _UNITS[unit] for count, unit in parts)
    try:
        return ast.literal_eval(lit.bare(text)) if not text.startswith(("r", "[", "{")) else UNKNOWN
    except (ValueError, SyntaxError):
        return UNKNOWN


#: The length of lists whose length does not matter.
POSITIONS = 3

#: The lengths of lists of varying length.
MOST = (3, 5)


def lists(choose: Chooser, item: Type) -> Type:
    """A list type whose length does not matter."""
    return list_of(item, choose.pick(MOST), at_most=True) if choose.chance(50) else list_of(item, POSITIONS)


class Shape:
    """What the types of one call's operands have to do with each other and with the result that is wanted.

    ``bound`` is T, ``sizes`` has what const parameters must be for the result to have its length.
    """

    def __init__(self, choose: Chooser, overload: Overload, wanted: Type) -> None:
        self._choose = choose
        self._lists: dict[str, Type] = {}  # by parameter: only the length counts
        self._letters: dict[str, Type] = {}
        self.sizes: dict[str, int] = {}
        item, size = result_parts(overload.result)
        if overload.result == "T":
            self.bound = wanted
        elif item == "T" and wanted.item is not None:
            self.bound = wanted.item
        elif overload.id in ("is_null", "count_null") and choose.chance(15):
            self.bound = lists(choose, choose.pick(_SCALARS))
        else:
            self.bound = choose.pick(_SCALARS)
        if wanted.item is not None and size:
            self._fill(overload, size, wanted)

    def _fill(self, overload: Overload, size: str, wanted: Type) -> None:
        parts = size.removeprefix("..").split("+")
        left = wanted.size or 0
        for i, name in enumerate(parts):
            share = left if i == len(parts) - 1 else self._choose.between(1, max(1, left - 1))
            left -= share
            if any(p.name == name for p in overload.consts):
                self.sizes[name] = share
            elif any(p.name == name for p in overload.operands):
                self._lists[name] = list_of(INT64, share, wanted.at_most)
                letter = next(p.length for p in overload.operands if p.name == name)
                if letter:
                    self._letters[letter] = self._lists[name]

    def list_of(self, param: Param) -> Type:
        """The type of a list operand."""
        item = param.item or self.bound
        if param.length == "fixed":
            return list_of(item, POSITIONS)
        length = self._lists.get(param.name) or self._letters.get(param.length)
        if length is None:
            length = lists(self._choose, INT64)
        if param.length:
            length = self._letters.setdefault(param.length, length)
        return list_of(item, length.size or 0, length.at_most)


def result_parts(result: str) -> tuple[str, str]:
    """The item and the size of a list result: ``list<T?, ..limit>`` → ``T``, ``..limit``; "" for others."""
    if not result.startswith("list<"):
        return "", ""
    item, _, size = result[5:-1].partition(", ")
    return item.removesuffix("?"), size


Options = tuple[tuple[Op, tuple[Overload, ...]], ...]


@cache
def options(wanted: Type) -> tuple[Options, Options]:
    """The rows that can give a type, with the overloads that do: those of this type, and those of any."""

    def rows(generic: bool) -> Options:
        found: dict[tuple[str, str], tuple[Op, list[Overload]]] = {}
        for row, overload in OVERLOADS:
            if gives(overload, wanted) and ("T" in overload.result) == generic:
                found.setdefault((row.family, row.name), (row, []))[1].append(overload)
        return tuple((row, tuple(overloads)) for row, overloads in found.values())

    return rows(False), rows(True)


def gives(overload: Overload, wanted: Type) -> bool:
    """Whether the overload can give a value of a type."""
    if overload.result == "T":
        if overload.id == "null_if":
            return wanted.item is None
        return wanted.item is None or not any(p.is_list for p in overload.params)
    item, size = result_parts(overload.result)
    if not item:
        return wanted is SCALARS[overload.result]
    if wanted.item is None or item not in ("T", str(wanted.item)):
        return False
    if size.isdigit():
        return not wanted.at_most and wanted.size == int(size)
    plain = {p.name for p in overload.params if p.const} | {"count"}
    parts = size.removeprefix("..").split("+")
    if len(parts) > (wanted.size or 0):
        return False
    if size.startswith(".."):
        return wanted.at_most
    return not wanted.at_most or not plain & set(parts)


def result_of(choose: Chooser, overload: Overload) -> Type:
    """A type that the overload can give."""
    if overload.result in SCALARS:
        return SCALARS[overload.result]
    if overload.result == "T":
        return choose.pick(_SCALARS)
    item = result_parts(overload.result)[0]
    kind = choose.pick(_SCALARS) if item == "T" else SCALARS[item]
    sizes = [list_of(kind, n) for n in (1, 2, 3, 4)] + [list_of(kind, n, at_most=True) for n in MOST]
    digits = overload.result.rstrip(">").rsplit(", ", 1)[-1]
    if digits.isdigit():
        return list_of(kind, int(digits))
    return choose.pick([t for t in sizes if gives(overload, t)])


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
