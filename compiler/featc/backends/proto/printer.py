"""Prints a schema's descriptor as .proto text. Knows protobuf's syntax, nothing of features.

Handles what `schema` builds: messages without nesting, oneofs, presence, reserved numbers and names, own
names in JSON, one package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
    ServiceDescriptorProto,
)

_TYPES = {
    FieldDescriptorProto.TYPE_BOOL: "bool",
    FieldDescriptorProto.TYPE_INT64: "int64",
    FieldDescriptorProto.TYPE_INT32: "int32",
    FieldDescriptorProto.TYPE_UINT64: "uint64",
    FieldDescriptorProto.TYPE_UINT32: "uint32",
    FieldDescriptorProto.TYPE_DOUBLE: "double",
    FieldDescriptorProto.TYPE_FLOAT: "float",
    FieldDescriptorProto.TYPE_STRING: "string",
}
_INDENT = "  "


def print_proto(file: FileDescriptorProto, comments: Mapping[str, str], header: str = "") -> str:
    """The .proto text. ``comments`` by full name inside the package; ``header`` is the comment at the top."""
    lines = [*_comment(header, "")]
    if lines:
        lines.append("")
    lines += ['syntax = "proto3";', "", f"package {file.package};"]
    if file.dependency:
        lines += ["", *(f"import {_quote(path)};" for path in file.dependency)]
    options = list(_options(file))
    if options:
        lines += ["", *options]
    for service in file.service:
        lines += ["", *_service(service, file.package, comments)]
    for message in file.message_type:
        lines += ["", *_message(message, file.package, comments)]
    return "\n".join(lines) + "\n"


def _options(file: FileDescriptorProto) -> Iterator[str]:
    for descriptor, value in file.options.ListFields():
        if descriptor.enum_type is not None:
            text = descriptor.enum_type.values_by_number[value].name
        else:
            text = str(value).lower() if isinstance(value, bool) else _quote(value)
        yield f"option {descriptor.name} = {text};"


def _service(service: ServiceDescriptorProto, package: str, comments: Mapping[str, str]) -> Iterator[str]:
    yield from _comment(comments.get(service.name, ""), "")
    yield f"service {service.name} {{"
    for method in service.method:
        yield from _comment(comments.get(f"{service.name}.{method.name}", ""), _INDENT)
        takes = ("stream " if method.client_streaming else "") + _relative(method.input_type, package)
        gives = ("stream " if method.server_streaming else "") + _relative(method.output_type, package)
        yield f"{_INDENT}rpc {method.name}({takes}) returns ({gives});"
    yield "}"


def _message(message: DescriptorProto, package: str, comments: Mapping[str, str]) -> Iterator[str]:
    yield from _comment(comments.get(message.name, ""), "")
    body = list(_body(message, package, comments))
    if not body:
        yield f"message {message.name} {{}}"
        return
    yield f"message {message.name} {{"
    yield from body
    yield "}"


def _body(message: DescriptorProto, package: str, comments: Mapping[str, str]) -> Iterator[str]:
    if message.reserved_range:
        # half-open in the descriptor, closed in the text
        ranges = (str(r.start) if r.end == r.start + 1 else f"{r.start} to {r.end - 1}" for r in message.reserved_range)
        yield f"{_INDENT}reserved {', '.join(ranges)};"
    if message.reserved_name:
        yield f"{_INDENT}reserved {', '.join(_quote(name) for name in message.reserved_name)};"
    opened: set[int] = set()
    for field in message.field:
        if field.HasField("oneof_index") and not field.proto3_optional:
            if field.oneof_index in opened:
                continue
            opened.add(field.oneof_index)
            yield f"{_INDENT}oneof {message.oneof_decl[field.oneof_index].name} {{"
            for member in message.field:
                if member.HasField("oneof_index") and member.oneof_index == field.oneof_index:
                    yield from _field(member, message.name, package, comments, _INDENT * 2)
            yield f"{_INDENT}}}"
        else:
            yield from _field(field, message.name, package, comments, _INDENT)


def _field(
    field: FieldDescriptorProto, message: str, package: str, comments: Mapping[str, str], indent: str
) -> Iterator[str]:
    yield from _comment(comments.get(f"{message}.{field.name}", ""), indent)
    label = "repeated " if field.label == FieldDescriptorProto.LABEL_REPEATED else ""
    label = "optional " if field.proto3_optional else label
    type = _relative(field.type_name, package) if field.type_name else _TYPES[field.type]
    json = f" [json_name = {_quote(field.json_name)}]" if field.json_name else ""
    yield f"{indent}{label}{type} {field.name} = {field.number}{json};"


def _relative(type_name: str, package: str) -> str:
    return type_name.removeprefix(f".{package}.").removeprefix(".")


def _quote(text: str) -> str:
    """A string literal: printable ASCII as it is, the rest as octal escapes of its UTF-8 bytes."""
    return '"' + "".join(_quoted(byte) for byte in text.encode()) + '"'


def _quoted(byte: int) -> str:
    char = chr(byte)
    if char in '"\\':
        return "\\" + char
    return char if 32 <= byte < 127 else f"\\{byte:03o}"


def _comment(text: str, indent: str) -> Iterator[str]:
    """Lines of ``//`` comment; whatever could end or disguise a line (controls, bidirectional marks) is a space."""
    for line in text.strip().split("\n") if text.strip() else ():
        clean = "".join(c if c.isprintable() else " " for c in line)
        yield f"{indent}// {clean}".rstrip()
