"""Messages to raw values and back: straight-line functions made for the fields of one message (SEMANTICS.md#wire).

Knows fields and protobuf messages, neither gRPC nor a feature set. Functions are made as source text and compiled,
as dataclasses are: a loop over the fields costs more than the features do.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from featc_runtime.errors import Violation
from featc_runtime.rawtext import raw_text
from featc_runtime.row_values import NAN, Bad
from featc_runtime.schema import Field, OneOf, Output, Range, Type
from featc_runtime.service import values as v

#: message, list that collects violations → raw values (without meaning if there are violations)
Reader: TypeAlias = Callable[[Any, list[Violation]], tuple[Any, ...]]
#: empty message, raw values → None
Writer: TypeAlias = Callable[[Any, tuple[Any, ...]], None]

_READ: dict[str, Callable[[Any], Any]] = {
    "timestamp": v.read_timestamp,
    "duration": v.read_duration,
    "date": v.read_date,
    "datetime": v.read_datetime,
}
_TEXT: dict[str, Callable[[Any], str]] = {"date": v.write_date, "datetime": v.write_datetime}
_SET: dict[str, Callable[[Any, Any], None]] = {"timestamp": v.write_timestamp, "duration": v.write_duration}


def _plain(value: Any) -> Any:
    return value


def _canonical(value: float) -> float:
    return value if value == value else NAN


def _present(value: float) -> float | None:
    """The value, null if it is NaN."""
    return value if value == value else None


def _fitting(value: int) -> int | None:
    return value if -(2**31) <= value < 2**31 else None


def _outgoing(kind: str, storage: str | None) -> Callable[[Any], Any]:
    """What makes the protobuf value of a raw one; None is null. protobuf itself rounds to float32."""
    if storage == "int32":
        return _fitting
    return _TEXT.get(kind) or (_canonical if kind == "float64" else _plain)


@dataclass(frozen=True, slots=True)
class _ListReader:
    """Reads a list message: its length, its elements, their nulls and contracts."""

    type: Type
    contracts: tuple[Range | OneOf, ...]
    nan_as_null: bool

    def __call__(self, message: Any) -> tuple[Any, ...]:
        type, elements = self.type, message.values
        assert type.item is not None
        if len(elements) > type.size or (len(elements) < type.size and not type.at_most):
            most = "at most " if type.at_most else ""
            raise Bad("WRONG_TYPE", f"a list of {len(elements)}, expected {most}{type.size}")
        kind = type.item.kind
        read = _READ.get(kind) or (_canonical if kind == "float64" else _plain)
        if self.nan_as_null:
            read = _present
        if not type.item.nullable:
            result = tuple([read(e) for e in elements])
        else:
            result = tuple([read(e.value) if e.HasField("value") else None for e in elements])
        for contract in self.contracts:
            for position, value in enumerate(result):
                if value is not None and not _holds(contract, value):
                    raise Bad("OUT_OF_CONTRACT", f"[{position}]: {raw_text(kind, value)} is not {contract.text}")
        return result


def _holds(contract: Range | OneOf, value: Any) -> bool:
    if isinstance(contract, Range):
        return bool(contract.low <= value <= contract.high)
    return value in contract.items


def _list_writer(type: Type, storage: str | None) -> Callable[[Any, tuple[Any, ...]], None]:
    """Fills a list message."""
    assert type.item is not None
    set_message, convert = _SET.get(type.item.kind), _outgoing(type.item.kind, storage)

    def messages(message: Any, value: tuple[Any, ...]) -> None:
        message.SetInParent()  # an empty list is not null
        for one in value:
            set_message(message.values.add(), one)  # type: ignore[misc]

    def scalars(message: Any, value: tuple[Any, ...]) -> None:
        message.SetInParent()
        message.values.extend(value if convert is _plain else [convert(one) for one in value])

    def nullable(message: Any, value: tuple[Any, ...]) -> None:
        message.SetInParent()
        for one in value:
            element = message.values.add()
            if one is None:
                continue
            if set_message is not None:
                set_message(element.value, one)
            elif (sent := convert(one)) is not None:
                element.value = sent

    if type.item.nullable:
        return nullable
    return scalars if set_message is None else messages


def make_reader(fields: Iterable[Field | Output]) -> Reader:
    """A function that reads a message's fields in their order, and checks nulls, ranges and contracts.

    Null rates are of many rows and not checked here.
    """
    scope: dict[str, Any] = {"NAN": NAN}
    body: list[str] = []
    names: list[str] = []

    def constant(name: str, value: Any) -> str:
        scope[name] = value
        return name

    for i, f in enumerate(fields):
        here = f"v{i}"
        names.append(here)
        contracts = tuple(c for c in getattr(f, "contracts", ()) if isinstance(c, (Range, OneOf)))
        absent = "None" if f.type.nullable else f"{constant(f'absent{i}', _absent(f))}(bad)"
        nan_as_null = isinstance(f, Field) and f.nan_as_null
        convert = _ListReader(f.type, contracts, nan_as_null) if f.type.item else _READ.get(f.type.kind)
        if convert is None:
            # what is not the default is present: HasField costs more than reading the value
            body.append(f"{here} = {_attribute(f.name)}")
            body.append(f"if not {here} and not has({f.name!r}): {here} = {absent}")
        else:
            value = f"{constant(f'read{i}', _guarded(f.name, convert))}({_attribute(f.name)}, bad)"
            body.append(f"{here} = {value} if has({f.name!r}) else {absent}")
        if f.type.kind == "float64":
            body.append(f"if {here} != {here}: {here} = {'None' if nan_as_null else 'NAN'}")
        for j, contract in enumerate(() if f.type.item else contracts):
            broken = constant(f"broken{i}_{j}", _broken(f, contract))
            if isinstance(contract, Range):
                low, high = constant(f"low{i}_{j}", contract.low), constant(f"high{i}_{j}", contract.high)
                test = f"{low} <= {here} <= {high}"
            else:
                test = f"{here} in {constant(f'items{i}_{j}', frozenset(contract.items))}"
            body.append(f"{'elif' if j else 'if'} {here} is not None and not ({test}): {broken}({here}, bad)")
    head = ["def read(m, bad):", "has = m.HasField"]
    reader: Reader = _compile("read", [*head, *body, f"return ({', '.join(names)}{',' if names else ''})"], scope)
    return reader


def make_writer(fields: Iterable[Field | Output]) -> Writer:
    """A function that sets a message's fields from raw values in their order; null stays absent, NaN is canonical."""
    scope: dict[str, Any] = {"NAN": NAN}
    body: list[str] = []
    names: list[str] = []
    for i, f in enumerate(fields):
        here = f"v{i}"
        names.append(here)
        kind, nullable = f.type.kind, f.type.nullable
        if f.type.item or kind in _SET:
            scope[f"set{i}"] = _list_writer(f.type, f.storage) if f.type.item else _SET[kind]
            statement = f"set{i}({_attribute(f.name)}, {here})"
        elif kind == "float64":
            statement = _assignment(f.name, f"{here} if {here} == {here} else NAN")
        else:
            convert = _outgoing(kind, f.storage)
            if convert is not _plain:
                scope[f"out{i}"] = convert
                converted = f"{here} = out{i}({here})"
                body.append(f"if {here} is not None: {converted}" if nullable else converted)
            statement = _assignment(f.name, here)
        body.append(f"if {here} is not None: {statement}" if nullable else statement)
    unpack = [f"({', '.join(names)},) = values"] if names else []
    writer: Writer = _compile("write", ["def write(m, values):", *unpack, *body, "return None"], scope)
    return writer


def _attribute(name: str) -> str:
    return f"getattr(m, {name!r})" if keyword.iskeyword(name) else f"m.{name}"


def _assignment(name: str, value: str) -> str:
    return f"setattr(m, {name!r}, {value})" if keyword.iskeyword(name) else f"m.{name} = {value}"


def _absent(field: Field | Output) -> Callable[[list[Violation]], None]:
    violation = Violation(field.name, "ABSENT", f"absent or null, and {field.type} has no null")

    def absent(bad: list[Violation]) -> None:
        bad.append(violation)

    return absent


def _guarded(name: str, read: Callable[[Any], Any]) -> Callable[[Any, list[Violation]], Any]:
    """The reader with its ``Bad`` turned into a violation and None."""

    def guarded(value: Any, bad: list[Violation]) -> Any:
        try:
            return read(value)
        except Bad as error:
            bad.append(Violation(name, error.reason, str(error)))
            return None

    return guarded


def _broken(field: Field | Output, contract: Range | OneOf) -> Callable[[Any, list[Violation]], None]:
    def broken(value: Any, bad: list[Violation]) -> None:
        message = f"{raw_text(field.type.kind, value)} is not {contract.text}"
        bad.append(Violation(field.name, "OUT_OF_CONTRACT", message))

    return broken


def _compile(name: str, lines: list[str], scope: dict[str, Any]) -> Any:
    """The function of this source. Field names in it are identifiers or literals: nothing of a request gets here."""
    exec(compile("\n    ".join(lines) + "\n", f"<featc {name}>", "exec"), scope)
    return scope[name]
