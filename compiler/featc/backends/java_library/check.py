"""The checks of a row in Java: what a type and contracts ask of each field. Knows class Edge, no operation."""

from __future__ import annotations

from collections.abc import Iterator

from featc.backends.java_library import printer
from featc.backends.java_library.language import boxed, raw
from featc.backends.java_library.layout import Layout, is_time
from featc.backends.java_library.records import present
from featc.backends.nativecode import tree as t
from featc.backends.nativecode.literals import literal, literal_kind
from featc.ir import FeatureSet, InputField, RangeContract, SetContract, Value
from featc_dsl.types import Kind, Type

_GOOD = {Kind.TIMESTAMP: "inYears", Kind.DATETIME: "inYears", Kind.DATE: "isDate", Kind.DURATION: "isDuration"}


class Checks:
    """Writes the lines that find violations, field by field; ``sets`` are the constants that they need."""

    def __init__(self, featureset: FeatureSet, names: Layout) -> None:
        self._names = names
        self._bits = present(featureset.input.wire_fields)
        self.sets: list[tuple[str, str, t.Expr]] = []
        self.fields = [list(self._field(f)) for f in featureset.input.wire_fields]

    def _field(self, f: InputField) -> Iterator[str]:
        place = f"in.{self._names.inputs[f.name].name}"
        name = printer.string(f.name)
        steps = list(self._steps(f, name, place))
        for i, (test, told) in enumerate(steps):
            yield f"{'} else if' if i else 'if'} ({test}) {{"
            yield f"    found = {told};"
        if steps:
            yield "}"

    def _steps(self, f: InputField, name: str, place: str) -> Iterator[tuple[str, str]]:
        """Tests that fail, each with what is told then."""
        type, kind = f.type, f.type.kind
        if is_time(f):
            yield f"Edge.hasFault(in.faults, {name})", f"Edge.fault(found, in.faults, {name})"
        if not type.nullable:
            if f.name in self._bits:
                word, bit = self._bits[f.name]
                test = f"(in.set{word} & {1 << bit:#x}L) == 0"
            else:
                test = f"{place} == null"
            yield test, f"Edge.absent(found, {name}, {printer.string(str(type))})"
        guard = f"{place} != null && " if type.nullable else ""
        if type.item is not None:
            flags = f"{str(type.at_most).lower()}, {str(type.item.nullable).lower()}"
            told = f"Edge.listed(found, {name}, {place}, {type.size}, {flags}, {printer.string(type.item.kind.value)})"
            yield f"{place} != null", told
            return
        if kind is Kind.STRING:
            yield f"{guard}!Edge.isText({place})", f"Edge.badText(found, {name}, {place})"
        elif kind in _GOOD:
            long = str(kind is Kind.DURATION).lower()
            yield f"{guard}!Edge.{_GOOD[kind]}({place})", f"Edge.outOfRange(found, {name}, {place}, {long})"
        if f.nan_as_null:
            guard += f"!Double.isNaN({place}) && "
        for contract in f.contracts:
            if isinstance(contract, RangeContract):
                low, high = (_bound(v, type) for v in (contract.low, contract.high))
                test = f"!({place} >= {low} && {place} <= {high})"
            elif isinstance(contract, SetContract):
                test = f"!{self._set(f, contract)}.contains({_key(place, kind)})"
            else:
                continue
            shown = printer.string(contract.text)
            yield f"{guard}{test}", f"Edge.outOfContract(found, {name}, {place}, {printer.string(kind.value)}, {shown})"

    def _set(self, f: InputField, contract: SetContract) -> str:
        name = f"{f.name.upper()}_ITEMS_{len(self.sets) + 1}"
        inside = raw(f.type.bare)
        kind = literal_kind(f.type)
        values = dict.fromkeys(_zero(v) for v in contract.items if v == v)
        items = t.Array(f"{inside}[]", tuple(literal(v, kind) for v in values))
        made = t.Call("new HashSet<>", (t.Call("Tables.boxed", (items,)),))
        self.sets.append((name, f"Set<{boxed(inside)}>", made))
        return name


def _zero(value: Value) -> Value:
    """-0.0 is 0.0 in a set."""
    return 0.0 if isinstance(value, float) and value == 0 else value


def _key(place: str, kind: Kind) -> str:
    return f"{place} + 0.0" if kind is Kind.FLOAT64 else place


def _bound(value: Value, type: Type) -> str:
    assert isinstance(value, bool | int | float | str)
    return printer.literal(value, literal_kind(type))
