"""The checks of a row in Go: what a type and contracts ask of each field. Knows package edge, no operation."""

from __future__ import annotations

from collections.abc import Iterator

from featc.backends.go_library import printer
from featc.backends.go_library.language import public
from featc.backends.naming import Namer
from featc.backends.nativecode.literals import literal_kind
from featc.backends.nativecode.names import camel, pascal
from featc.ir import FeatureSet, InputField, RangeContract, SetContract, Value
from featc_dsl.types import Kind, Type

_GOOD = {
    Kind.TIMESTAMP: "edge.InYears", Kind.DATETIME: "edge.InYears", Kind.DATE: "edge.IsDate",
    Kind.DURATION: "edge.IsDuration",
}  # fmt: skip


class Checks:
    """Writes the body of ``Violations`` and the sets that it looks things up in."""

    def __init__(self, featureset: FeatureSet, names: Namer) -> None:
        self._featureset = featureset
        self._names = names
        self.sets: list[str] = []

    def lines(self) -> list[str]:
        """The lines of the body, without the first and the last."""
        return [line for field in self._featureset.input.wire_fields for line in self._field(field)]

    def _field(self, field: InputField) -> Iterator[str]:
        place = f"in.{pascal(field.name)}"
        if field.type.item is not None:
            steps = list(self._list(field, f"{place}.V" if field.type.nullable else place))
        else:
            steps = list(self._scalar(field, f"{place}.V" if field.type.nullable else place))
        if not steps:
            return
        if field.type.item is not None:
            if field.type.nullable:
                yield f"\tif {place}.OK {{"
                yield from (f"\t\t{step}" for step in steps)
                yield "\t}"
            else:
                yield from (f"\t{step}" for step in steps)
            return
        guard = f"{place}.OK && " if field.type.nullable else ""
        for i, step in enumerate(steps):
            test, told = step.split("\0")
            if guard and " || " in test:
                test = f"({test})"
            yield f"\t{'} else if' if i else 'if'} {guard}{test} {{"
            yield f"\t\tfound = {told}"
        yield "\t}"

    def _scalar(self, field: InputField, place: str) -> Iterator[str]:
        """Tests that fail, each with what is told then."""
        name = printer.string(field.name)
        kind = field.type.kind
        # A bound is no float32 and no int32: what is stored narrowly is compared as what it is inside.
        value = f"{public(field.type.bare, None)}({place})" if field.storage else place
        if kind is Kind.STRING:
            yield f"!edge.IsText({place})\0edge.BadText(found, {name}, {place})"
        elif kind in _GOOD:
            yield f"!{_GOOD[kind]}({place})\0edge.OutOfRange(found, {name}, {place})"
        for contract in field.contracts:
            if isinstance(contract, RangeContract):
                low, high = (_bound(v, field.type) for v in (contract.low, contract.high))
                # of a NaN the second is false, which passes as null does
                fails_nan = kind is Kind.FLOAT64 and not field.nan_as_null
                test = f"!({value} >= {low} && {value} <= {high})" if fails_nan else (
                    f"{value} < {low} || {value} > {high}"
                )  # fmt: skip
            elif isinstance(contract, SetContract):
                test = f"!{self._set(field, contract)}.Has({value})"
                if field.nan_as_null:
                    test = f"{value} == {value} && {test}"
            else:
                continue
            yield f"{test}\0edge.OutOfContract(found, {name}, {place}, {printer.string(contract.text)})"

    def _set(self, field: InputField, contract: SetContract) -> str:
        name = self._names.fresh(f"{camel(field.name)}Items")
        items = ", ".join(_bound(v, field.type) for v in contract.items)
        self.sets.append(f"var {name} = edge.SetOf[{public(field.type.bare, None)}]({items})")
        return name

    def _list(self, field: InputField, place: str) -> Iterator[str]:
        name, type = printer.string(field.name), field.type
        assert type.item is not None
        test, expected = (">", f"at most {type.size}") if type.at_most else ("!=", str(type.size))
        yield f"if len({place}) {test} {type.size} {{"
        yield f"\tfound = edge.WrongLength(found, {name}, len({place}), {printer.string(expected)})"
        values = f"edge.Present({place})" if type.item.nullable else place
        told = ""
        if type.item.kind is Kind.STRING:
            told = f"edge.Texts(found, {name}, {values})"
        elif type.item.kind in _GOOD:
            good = _GOOD[type.item.kind]
            bound = f"{good}[{public(type.item.bare, None)}]" if good == "edge.InYears" else good
            told = f"edge.InRange(found, {name}, {values}, {bound})"
        if told:
            yield "} else {"
            yield f"\tfound = {told}"
        yield "}"


def _bound(value: Value, type: Type) -> str:
    assert isinstance(value, bool | int | float | str)
    return printer.literal(value, literal_kind(type))
