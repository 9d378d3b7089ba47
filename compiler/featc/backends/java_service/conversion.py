"""Conversion between the library's rows and protobuf's, field by field. Knows the wire's types, no call.

Long ones are cut into methods: one of Java's ends at 64 KB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from featc.backends.base import Numbers
from featc.backends.java_library.layout import Member
from featc.backends.java_service.names import Names
from featc.backends.java_service.protobuf import accessors
from featc.backends.proto import wire
from featc.ir import FeatureSet, InputField, Output
from featc_dsl.types import Kind

#: Fields of one method.
_PART = 200
_WIDTH = 120

_WORD = {Kind.TIMESTAMP: "Timestamp", Kind.DATETIME: "Datetime", Kind.DATE: "Date", Kind.DURATION: "Duration"}

_NARROW = {"float32": "float", "int32": "int"}

_Field = InputField | Output


class Conversion:
    """The class that converts: ``FlightsWire``."""

    def __init__(self, featureset: FeatureSet, numbers: Numbers, names: Names) -> None:
        self._featureset = featureset
        self._names = names
        row = featureset.input
        self._row = accessors(row.wire_fields, row.name, numbers)
        self._features = accessors(featureset.features, wire.FEATURES, numbers)

    def lines(self) -> list[str]:
        """The class from its comment on."""
        names, featureset = self._names, self._featureset
        row_message, features_message = f"{names.stubs}.{names.message}", f"{names.stubs}.{wire.FEATURES}"
        body = [
            *self._order(),
            "",
            *self._readers(
                "readRow",
                "The row of a message. What the message has wrong is told; no rule of the feature set is applied.",
                featureset.input.wire_fields,
                self._row,
                row_message,
                names.row,
            ),
            *self._writers(
                "writeRow",
                "The message of a row; what was not set is absent. Unsendable for values that no message can hold.",
                featureset.input.wire_fields,
                self._row,
                row_message,
                names.row,
            ),
            *self._readers(
                "readFeatures",
                "The features of a message. What it has wrong is told.",
                featureset.features,
                self._features,
                features_message,
                wire.FEATURES,
            ),
            *self._writers(
                "writeFeatures",
                "The message of the features; those that are null are absent.",
                featureset.features,
                self._features,
                features_message,
                wire.FEATURES,
            ),
        ]
        while body[-1] == "":
            body.pop()
        return [
            "/** Rows and features between the library's classes and protobuf's (SEMANTICS.md#wire). */",
            f"final class {names.stem}Wire {{",
            *(f"    {line}" if line else "" for line in body),
            "}",
        ]

    def messages(self) -> Iterator[str]:
        """Protobuf's classes of lists that are named: those of elements that may be null, and all that are written."""
        fields: list[_Field] = [*self._featureset.input.wire_fields, *self._featureset.features]
        for field in fields:
            if field.type.item is not None:
                yield wire.value(field.type, field.storage)
                if field.type.item.nullable:
                    yield _element(field)

    def _order(self) -> Iterator[str]:
        yield "/** The fields in their order. */"
        yield "static final String[] FIELDS = {"
        line = ""
        for field in self._featureset.input.wire_fields:
            if line and len(line) + len(field.name) > 100:
                yield f'    "{line}",'
                line = ""
            line = f"{line} {field.name}".strip()
        yield from ([f'    "{line}",'] if line else [])
        yield "};"
        yield ""
        yield f"private {self._names.stem}Wire() {{}}"

    def _member(self, field: _Field) -> Member:
        library = self._names.library
        return (library.inputs if isinstance(field, InputField) else library.features)[field.name]

    # --- reading ------------------------------------------------------------------------------------------

    def _readers(
        self, name: str, doc: str, fields: Sequence[_Field], of: dict[str, str], message: str, made: str
    ) -> Iterator[str]:
        features = made == wire.FEATURES and name == "readFeatures"

        def statement(field: _Field) -> Iterator[str]:
            yield from self._read(field, of[field.name], missing=features and not field.type.nullable)

        first = f"{made}.Builder builder = {made}.builder();"
        yield from _method(
            name, doc, fields, statement, f"static {made} {name}({message} message, Violations bad)", first,
            "return builder.build();", f"{message} message, {made}.Builder builder, Violations bad",
            "message, builder, bad",
        )  # fmt: skip

    def _read(self, field: _Field, accessor: str, *, missing: bool) -> Iterator[str]:
        yield f"if (message.has{accessor}()) {{"
        value = _value_read(field, f"message.get{accessor}()")
        yield from _statement(4, f"builder.{self._member(field).raw}", value)
        if missing:
            yield "} else {"
            yield f'    bad.add("{field.name}", "ABSENT", "absent or null, and {field.type} has no null");'
        yield "}"

    # --- writing ------------------------------------------------------------------------------------------

    def _writers(
        self, name: str, doc: str, fields: Sequence[_Field], of: dict[str, str], message: str, given: str
    ) -> Iterator[str]:
        value = "row" if name == "writeRow" else "features"

        def statement(field: _Field) -> Iterator[str]:
            yield from self._write(field, of[field.name], value)

        parameters = f"{given} {value}, {message}.Builder message"
        yield from _method(
            name, doc, fields, statement, f"static void {name}({parameters})", "", "", parameters, f"{value}, message"
        )  # fmt: skip

    def _write(self, field: _Field, accessor: str, value: str) -> Iterator[str]:
        member, optional = self._member(field), value == "row" or field.type.nullable
        raw = f"{value}.{member.raw}()"
        if optional:
            yield f"if ({value}.{member.has}()) {{" if value == "row" else f"if ({raw} != null) {{"
        indent = 4 if optional else 0
        if field.type.item is None:
            yield from _statement(indent, f"message.set{accessor}", [_scalar_written(field, raw)])
        else:
            yield from _statement(indent, f"message.get{accessor}Builder().addAllValues", _list_written(field, raw))
        if optional:
            yield "}"


def _method(
    name: str,
    doc: str,
    fields: Sequence[_Field],
    statement: Callable[[_Field], Iterator[str]],
    head: str,
    first: str,
    last: str,
    parameters: str,
    arguments: str,
) -> Iterator[str]:
    """A method with a statement for each field, or one that calls its parts."""
    parts = [fields[i : i + _PART] for i in range(0, len(fields), _PART)]
    yield f"/** {doc} */"
    yield f"{head} {{"
    yield from ([f"    {first}"] if first else [])
    if len(parts) == 1:
        yield from (f"    {line}" for field in fields for line in statement(field))
    else:
        yield from (f"    {name}{i}({arguments});" for i in range(1, len(parts) + 1))
    yield from ([f"    {last}"] if last else [])
    yield from ("}", "")
    for i, part in enumerate(parts if len(parts) > 1 else (), 1):
        yield f"private static void {name}{i}({parameters}) {{"
        yield from (f"    {line}" for field in part for line in statement(field))
        yield from ("}", "")


def _statement(indent: int, call: str, arguments: Sequence[str]) -> Iterator[str]:
    """A call, on one line where it fits."""
    space = " " * indent
    if len(arguments) == 1 or len(space) + len(call) + len(", ".join(arguments)) + 12 <= _WIDTH:
        inner = arguments[0] if len(arguments) == 1 else f"{arguments[0]}({', '.join(arguments[1:])})"
        if len(space) + len(call) + len(inner) + 12 <= _WIDTH:
            yield f"{space}{call}({inner});"
            return
    if len(arguments) == 1:
        yield f"{space}{call}("
        yield f"{space}        {arguments[0]});"
        return
    yield f"{space}{call}({arguments[0]}("
    for i, argument in enumerate(arguments[1:], 2):
        yield f"{space}        {argument}{'));' if i == len(arguments) else ','}"


def _element(field: _Field) -> str:
    assert field.type.item is not None
    return f"Nullable{wire.stem(wire.scalar(field.type.item, field.storage))}"


def _value_read(field: _Field, value: str) -> list[str]:
    """A value out of protobuf's: one expression, or a method and its arguments."""
    type = field.type
    if type.item is None:
        if type.kind in _WORD:
            return [f"Values.read{_WORD[type.kind]}", f'"{field.name}"', value, "bad"]
        return [f"Values.canonical({value})" if type.kind is Kind.FLOAT64 else value]
    shape = f'new Shape("{field.name}", {type.size}, {str(type.at_most).lower()})'
    kind, values = type.item.kind, f"{value}.getValuesList()"
    if type.item.nullable:
        element = _element(field)
        given = [shape, values, f"{element}::hasValue"]
        if kind in _WORD:
            reader = f"Values::read{_WORD[kind]}"
            return ["Lists.readNullable", *given, f"{element}::getValue", reader, "bad"]
        got = "e -> Values.canonical(e.getValue())" if kind is Kind.FLOAT64 else f"{element}::getValue"
        return ["Lists.nullable", *given, got, "bad"]
    if kind in _WORD:
        return ["Lists.read", shape, values, f"Values::read{_WORD[kind]}", "bad"]
    if field.storage is None and kind in (Kind.FLOAT64, Kind.INT64):
        method = "Lists.doubles" if kind is Kind.FLOAT64 else "Lists.longs"
        return [method, shape, f"{value}.getValuesCount()", f"{value}::getValues", "bad"]
    if kind is Kind.FLOAT64:
        return ["Lists.floats", shape, values, "bad"]
    return ["Lists.same", shape, values, "bad"]


def _scalar_written(field: _Field, raw: str) -> str:
    kind = field.type.kind
    if kind in _WORD:
        return f"Values.write{_WORD[kind]}({raw})"
    if kind is Kind.STRING:
        return f"Values.writeText({raw})"
    if isinstance(field, InputField) and field.storage is not None:  # rows hold the wide value
        narrow = _NARROW[field.storage]
        raw = f"{raw}.{narrow}Value()" if field.type.nullable else f"({narrow}) {raw}"
    return f"Values.canonical({raw})" if kind is Kind.FLOAT64 else raw


def _list_written(field: _Field, raw: str) -> list[str]:
    assert field.type.item is not None
    kind, form = field.type.item.kind, "v"
    if isinstance(field, InputField) and field.storage is not None:
        form = f"v.{_NARROW[field.storage]}Value()"
    if kind in _WORD:
        form = f"Values.write{_WORD[kind]}({form})"
    elif kind is Kind.STRING:
        form = f"Values.writeText({form})"
    elif kind is Kind.FLOAT64:
        form = f"Values.canonical({form})"
    if not field.type.item.nullable:
        return ["Lists.write", raw, f"v -> {form}"]
    element = _element(field)
    made = f"v -> {element}.newBuilder().setValue({form}).build()"
    return ["Lists.writeNullable", raw, f"{element}.getDefaultInstance()", made]
