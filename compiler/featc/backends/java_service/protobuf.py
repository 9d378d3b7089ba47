"""What protobuf's Java makes of names, and which of them its classes do not compile with. Knows no call.

Such a field, or the row's message, has another name in the schema that the Java module compiles. Numbers stay, and so
do names in JSON, so that no byte of a message differs; for reflection the runtime's `Schemas` puts the names back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileOptions

from featc.backends.base import Context, Numbers
from featc.backends.proto import wire
from featc.backends.proto.backend import schema_header
from featc.backends.proto.printer import print_proto
from featc.backends.proto.schema import build_comments, build_descriptor
from featc.ir import FeatureSet, InputField, Output
from featc.resolve.naming import GENERATED_MESSAGES, json_name

Fields = Iterable[InputField | Output]

#: Getters that every message has: protobuf gives fields of these names an underscore.
_FORBIDDEN = frozenset(
    {
        "allFields", "cachedSize", "class", "defaultInstanceForType", "descriptorForType",
        "initializationErrorString", "parserForType", "serializedSize", "unknownFields",
    }
)  # fmt: skip
#: Those that it does not know of: static methods, and methods of builders.
_TAKEN = frozenset({"DefaultInstance", "Descriptor", "ParentForChildren", "UnknownFieldSetBuilder"})
#: Members that say which fields are set.
_BITS = re.compile(r"bitField[0-9]+")


def accessors(fields: Fields, message: str, numbers: Numbers) -> dict[str, str]:
    """Field → what follows ``get`` and ``set`` in protobuf's class of the message."""
    given = numbers.fields[message]
    return _accessors(field_names(fields, given), given)


def field_names(fields: Fields, given: Mapping[str, int]) -> dict[str, str]:
    """Field → its name in Java's schema: its own, unless protobuf's class would not compile with it."""
    fields = list(fields)
    names = {f.name: f.name for f in fields}
    while impossible := _impossible(fields, names, given):
        for name in impossible:
            names[name] += "_field"
    return names


def _impossible(fields: Fields, names: Mapping[str, str], given: Mapping[str, int]) -> list[str]:
    """Fields whose accessors or members are others' too: of every message, or made for another field."""
    found = _accessors(names, given)
    made = {end for f in fields for end in _made(f, found[f.name])}
    json = Counter(json_name(name) for name in names.values())

    def wrong(field: InputField | Output) -> bool:
        accessor, name = found[field.name], names[field.name]
        return (
            accessor in _TAKEN
            or accessor in made
            or not _TAKEN.isdisjoint(_made(field, accessor))
            or _BITS.fullmatch(camel_proto(name)) is not None
            or (name != field.name and json[json_name(name)] > 1)
        )

    return [f.name for f in fields if wrong(f)]


def _made(field: InputField | Output, accessor: str) -> Sequence[str]:
    """The further accessors that protobuf makes for a field: a text is there as bytes too, a message as a builder."""
    type = wire.value(field.type, field.storage)
    if type == "string":
        return (f"{accessor}Bytes",)
    return (f"{accessor}Builder", f"{accessor}OrBuilder") if type[0].isupper() or "." in type else ()


def _accessors(names: Mapping[str, str], given: Mapping[str, int]) -> dict[str, str]:
    plain = {field: _capitalised(name) for field, name in names.items()}
    counts = Counter(plain.values())
    return {
        field: f"{text}{given[field]}"
        if counts[text] > 1
        else text + ("_" if camel_proto(names[field]) in _FORBIDDEN else "")
        for field, text in plain.items()
    }


def camel_proto(name: str) -> str:
    """The name as protobuf writes it in Java: ``n_7d`` → ``n7D``."""
    text = _capitalised(name)
    return text[:1].lower() + text[1:]


def _capitalised(name: str) -> str:
    """Letters are capitals at the start, after an underscore and after a digit: ``sched_dep`` → ``SchedDep``."""
    result, capital = "", True
    for char in name:
        if char.isalpha():
            result += char.upper() if capital else char
            capital = False
        else:
            result += "" if char == "_" else char
            capital = True
    return result


# --- messages ----------------------------------------------------------------------------------------------------


def row_message(featureset: FeatureSet) -> str:
    """The row's message in Java's schema: the input's name, unless it is a class of the generated code already.

    A message has a class ``Builder`` in it, and an interface beside it. Files of classes have names that differ in more
    than capitals, so that they lie beside each other on every disk.
    """
    name, others = featureset.input.name, _classes(featureset)
    while name == "Builder" or not others.isdisjoint({name.lower(), f"{name}OrBuilder".lower()}):
        name += "Row"
    return name


def _classes(featureset: FeatureSet) -> set[str]:
    """The classes beside the row's, in small letters."""
    both = {name.lower() for message in GENERATED_MESSAGES for name in (message, f"{message}OrBuilder")}
    service = wire.service_name(featureset)
    return both | {service.lower(), f"{service}Grpc".lower()}


def outer_class(featureset: FeatureSet) -> str:
    """The class around the schema's messages where protobuf's own choice is another of them; else ""."""
    row, others = row_message(featureset), _classes(featureset)
    taken = others | {row.lower(), f"{row}OrBuilder".lower()}
    own = _capitalised(featureset.name)
    chosen = f"{own}OuterClass" if own in {row, *GENERATED_MESSAGES} else own  # as protobuf does
    if chosen.lower() not in taken:
        return ""
    while chosen.lower() in taken:
        chosen += "Schema"
    return chosen


# --- the schema --------------------------------------------------------------------------------------------------


def schema(featureset: FeatureSet, context: Context, *, small_code: bool) -> str:
    """The schema as Java compiles it. ``small_code`` asks protoc for classes that work through descriptors."""
    file, comments = build_descriptor(featureset, context.numbers), build_comments(featureset)
    if small_code:
        file.options.optimize_for = FileOptions.CODE_SIZE
    if outer := outer_class(featureset):
        file.options.java_outer_classname = outer
    for path, name in renamed(featureset, context.numbers).items():
        _rename(file, comments, path, name)
    return print_proto(file, comments, schema_header(featureset, context))


def renamed(featureset: FeatureSet, numbers: Numbers) -> dict[str, str]:
    """What has another name in Java's schema: ``Row.name`` → the field's, then ``Row`` → the message's."""
    row = featureset.input.name
    found: dict[str, str] = {}
    for message, fields in ((row, featureset.input.wire_fields), (wire.FEATURES, featureset.features)):
        names = field_names(fields, numbers.fields[message])
        found |= {f"{message}.{field}": name for field, name in names.items() if name != field}
    if row_message(featureset) != row:
        found[row] = row_message(featureset)
    return found


def _rename(file: FileDescriptorProto, comments: dict[str, str], path: str, name: str) -> None:
    first, _, field = path.partition(".")
    (message,) = (m for m in file.message_type if m.name == first)
    if field:
        (of,) = (f for f in message.field if f.name == field)
        of.name, of.json_name = name, json_name(field)
        message.reserved_name[:] = [old for old in message.reserved_name if old != name]
        if of.proto3_optional:
            message.oneof_decl[of.oneof_index].name = f"_{name}"
        comments[f"{first}.{name}"] = comments.pop(path)
        return
    message.name = name
    for other in file.message_type:
        for of in other.field:
            if of.type_name == f".{file.package}.{first}":
                of.type_name = f".{file.package}.{name}"
    for key in [k for k in comments if k == first or k.startswith(f"{first}.")]:
        comments[name + key.removeprefix(first)] = comments.pop(key)
