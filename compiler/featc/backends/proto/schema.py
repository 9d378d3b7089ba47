"""Builds the schema of a feature set as a protobuf descriptor, and its comments. Knows no text and no files.

Every scalar has presence: absent is null. A list is wrapped in a message, so that absent and empty differ. Only the
list messages in use are in the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from google.protobuf import duration_pb2, timestamp_pb2
from google.protobuf.descriptor import FileDescriptor
from google.protobuf.descriptor_pb2 import DescriptorProto, FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool

from featc.backends import packages
from featc.backends.base import Numbers
from featc.backends.proto import wire
from featc.ir import FeatureSet, InputField, Output
from featc_dsl.types import Kind, Storage, Type

_TYPES = {
    "bool": FieldDescriptorProto.TYPE_BOOL,
    "int64": FieldDescriptorProto.TYPE_INT64,
    "int32": FieldDescriptorProto.TYPE_INT32,
    "uint64": FieldDescriptorProto.TYPE_UINT64,
    "uint32": FieldDescriptorProto.TYPE_UINT32,
    "double": FieldDescriptorProto.TYPE_DOUBLE,
    "float": FieldDescriptorProto.TYPE_FLOAT,
    "string": FieldDescriptorProto.TYPE_STRING,
}


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a message that every schema has."""

    name: str
    type: str
    number: int
    doc: str = ""
    repeated: bool = False
    oneof: str = ""


_FINGERPRINT_PIN = "If present, the call is answered only by a service of this feature set's fingerprint."
_FINGERPRINT = "The fingerprint of the feature set that answers."
_CERTIFICATE = "CERTIFICATE.json of the build, as `featc certify` wrote it; absent where the service was given none."


def _messages(row: str) -> Iterator[tuple[str, str, tuple[_Field, ...]]]:
    """The messages around rows and features: name, comment, fields."""
    yield (
        "TransformRequest",
        "One row.",
        (_Field("row", row, 1), _Field("expected_fingerprint", "string", 2, _FINGERPRINT_PIN)),
    )
    yield (
        "TransformResponse",
        "The features of one row.",
        (_Field("features", wire.FEATURES, 1), _Field("fingerprint", "string", 2, _FINGERPRINT)),
    )
    yield (
        "TransformBatchRequest",
        "Many rows.",
        (_Field("rows", row, 1, repeated=True), _Field("expected_fingerprint", "string", 2, _FINGERPRINT_PIN)),
    )
    yield (
        "TransformBatchResponse",
        "One result for each row, in the order of the rows.",
        (_Field("results", "RowResult", 1, repeated=True), _Field("fingerprint", "string", 2, _FINGERPRINT)),
    )
    yield (
        "TransformStreamRequest",
        "One row of a stream.",
        (
            _Field("id", "uint64", 1, "Chosen by the client and given back with the answer."),
            _Field("row", row, 2),
            _Field("expected_fingerprint", "string", 3, _FINGERPRINT_PIN),
        ),
    )
    yield (
        "TransformStreamResponse",
        "The answer to one row of a stream.",
        (
            _Field("id", "uint64", 1, "The id of the request; absent if that had none."),
            _Field("result", "RowResult", 2),
            _Field("fingerprint", "string", 3, _FINGERPRINT),
        ),
    )
    yield (
        "RowResult",
        "The features of a row, or why it has none.",
        (
            _Field("features", wire.FEATURES, 1, oneof="result"),
            _Field("error", "RowError", 2, oneof="result"),
        ),
    )
    yield (
        "RowError",
        "What is wrong with a row.",
        (
            _Field("violations", "FieldViolation", 1, "The first of them, in the order of the fields.", repeated=True),
            _Field("omitted", "uint32", 2, "How many more there are."),
        ),
    )
    yield (
        "FieldViolation",
        "One thing wrong with one field.",
        (
            _Field("field", "string", 1),
            _Field("reason", "string", 2, "One word for programs, such as ABSENT or OUT_OF_CONTRACT."),
            _Field("description", "string", 3, "A sentence for people."),
        ),
    )
    yield "GetFeatureSetRequest", "Asks what the service computes.", ()
    yield (
        "GetFeatureSetResponse",
        "What the service computes.",
        (
            _Field("fingerprint", "string", 1),
            _Field("name", "string", 2),
            _Field("version", "int32", 3),
            _Field("pins", "Pin", 4, "The versions of the semantics and of the data compiled in.", repeated=True),
            _Field("inputs", "InputInfo", 5, repeated=True),
            _Field("features", "FeatureInfo", 6, repeated=True),
            _Field("certificate", "string", 7, _CERTIFICATE),
        ),
    )
    yield "Pin", "One pinned version.", (_Field("name", "string", 1), _Field("version", "string", 2))
    yield (
        "InputInfo",
        "One field of the row.",
        (
            _Field("name", "string", 1),
            _Field("type", "string", 2, "As in fdl, with its `?` where it may be null."),
            _Field("storage", "string", 3, "float32 or int32, where the wire holds these."),
            _Field("contracts", "string", 4, "As written in fdl.", repeated=True),
        ),
    )
    yield (
        "FeatureInfo",
        "One feature.",
        (
            _Field("name", "string", 1),
            _Field("type", "string", 2, "As in fdl, with its `?` where it may be null."),
            _Field("storage", "string", 3, "float32 or int32, where the wire holds these."),
            _Field("fingerprint", "string", 4),
            _Field("doc", "string", 5),
            _Field("inputs", "string", 6, "The fields that it depends on.", repeated=True),
        ),
    )


_METHODS = (
    ("Transform", "The features of one row. A bad row is INVALID_ARGUMENT with a google.rpc.BadRequest.", False),
    ("TransformBatch", "The features of many rows. Bad rows are told in their results; good ones are answered.", False),
    ("TransformStream", "The features of rows as they come, answered in order.", True),
    ("GetFeatureSet", "What this service computes: its fingerprint, schema and pins.", False),
)


class _Builder:
    def __init__(self, featureset: FeatureSet, numbers: Numbers) -> None:
        self.featureset = featureset
        self.numbers = numbers
        self.package = wire.package(featureset)
        self.file = FileDescriptorProto(name=wire.proto_path(featureset), package=self.package, syntax="proto3")

    def build(self) -> FileDescriptorProto:
        self._options()
        row = self.featureset.input.name
        for name, _doc, fields in _messages(row):
            message = self.file.message_type.add(name=name)
            for f in fields:
                self._field(message, f.name, f.type, f.number, repeated=f.repeated, oneof=f.oneof)
            if name == "TransformStreamResponse":  # rows and features stand between the calls and the small messages
                self._numbered(row, self.featureset.input.wire_fields)
                self._numbered(wire.FEATURES, self.featureset.features)
        for name, item, item_nullable in _lists(self.featureset):
            self._list(name, item, item_nullable)
        self._presence()
        self._service()
        self._imports()
        return self.file

    def _options(self) -> None:
        featureset, options = self.featureset, self.file.options
        options.go_package = f"{packages.go_stubs(featureset)};{packages.go_stubs_package(featureset)}"
        options.java_package = packages.java_stubs(featureset)
        options.java_multiple_files = True

    def _field(
        self, message: DescriptorProto, name: str, type: str, number: int, *, repeated: bool = False, oneof: str = ""
    ) -> None:
        field = message.field.add(name=name, number=number, label=FieldDescriptorProto.LABEL_OPTIONAL)
        if repeated:
            field.label = FieldDescriptorProto.LABEL_REPEATED
        if type in _TYPES:
            field.type = _TYPES[type]
            if not repeated:
                field.proto3_optional = True
        else:
            field.type = FieldDescriptorProto.TYPE_MESSAGE
            field.type_name = f".{type}" if "." in type else f".{self.package}.{type}"
        if oneof:
            if oneof not in (o.name for o in message.oneof_decl):
                message.oneof_decl.add(name=oneof)
            field.oneof_index = len(message.oneof_decl) - 1

    def _numbered(self, name: str, fields: Iterable[InputField | Output]) -> None:
        """A message whose field numbers come from the lock, in the order of these numbers."""
        message = self.file.message_type.add(name=name)
        numbers = self.numbers.fields[name]
        for f in sorted(fields, key=lambda f: numbers[f.name]):
            self._field(message, f.name, wire.value(f.type, f.storage), numbers[f.name])
        reserved = self.numbers.reserved.get(name, ())
        for number in sorted({number for number, _ in reserved}):
            if message.reserved_range and message.reserved_range[-1].end == number:
                message.reserved_range[-1].end = number + 1
            else:
                message.reserved_range.add(start=number, end=number + 1)
        message.reserved_name.extend(sorted({old for _, old in reserved} - {"", *numbers}))

    def _list(self, name: str, item: str, item_nullable: bool) -> None:
        element = f"Nullable{wire.stem(item)}" if item_nullable else item
        self._field(self.file.message_type.add(name=name), "values", element, 1, repeated=True)
        if item_nullable and element not in (m.name for m in self.file.message_type):
            self._field(self.file.message_type.add(name=element), "value", item, 1)

    def _presence(self) -> None:
        """The oneof behind each `optional`, named and ordered as protoc does: after all others of its message."""
        for message in self.file.message_type:
            taken = {f.name for f in message.field} | {o.name for o in message.oneof_decl}
            for field in message.field:
                if field.proto3_optional:
                    name = f"_{field.name}"
                    while name in taken:
                        name = f"X{name}"
                    taken.add(name)
                    field.oneof_index = len(message.oneof_decl)
                    message.oneof_decl.add(name=name)

    def _service(self) -> None:
        service = self.file.service.add(name=wire.service_name(self.featureset))
        for name, _doc, streaming in _METHODS:
            method = service.method.add(
                name=name,
                input_type=f".{self.package}.{name}Request",
                output_type=f".{self.package}.{name}Response",
            )
            if streaming:
                method.client_streaming = method.server_streaming = True

    def _imports(self) -> None:
        used = {f.type_name for m in self.file.message_type for f in m.field}
        for type in (wire.DURATION, wire.TIMESTAMP):
            if f".{type}" in used:
                self.file.dependency.append(f"google/protobuf/{wire.stem(type).lower()}.proto")


def build_descriptor(featureset: FeatureSet, numbers: Numbers) -> FileDescriptorProto:
    """The schema of a feature set.

    ``numbers`` has a number for each wire field of the input and each feature; KeyError for one without. Numbers and
    names that were in use once are reserved.
    """
    return _Builder(featureset, numbers).build()


def _lists(featureset: FeatureSet) -> list[tuple[str, str, bool]]:
    """The list messages in use, by name: (name, protobuf type of the element, whether elements may be null)."""
    values: list[InputField | Output] = [*featureset.input.wire_fields, *featureset.features]
    found = {
        (wire.value(v.type, v.storage), wire.scalar(v.type.item, v.storage), v.type.item.nullable)
        for v in values
        if v.type.item is not None
    }
    return sorted(found)


def build_comments(featureset: FeatureSet) -> dict[str, str]:
    """Comments by the full name inside the package: ``Flight``, ``Flight.carrier``, ``FlightsService.Transform``."""
    service, row = wire.service_name(featureset), featureset.input.name
    comments = {service: featureset.doc or f"Computes the features of {featureset.name}.v{featureset.version}."}
    for name, doc, _ in _METHODS:
        comments[f"{service}.{name}"] = doc
    for name, doc, fields in _messages(row):
        comments[name] = doc
        comments |= {f"{name}.{f.name}": f.doc for f in fields}
    comments[row] = featureset.input.doc or "The row that features are computed of."
    for field in featureset.input.wire_fields:
        comments[f"{row}.{field.name}"] = _describe(field.doc, field.type, field.storage, field.nan_as_null)
    comments[wire.FEATURES] = "The features; an absent one is null."
    for feature in featureset.features:
        comments[f"{wire.FEATURES}.{feature.name}"] = _describe(feature.doc, feature.type, feature.storage)
    for name, item, item_nullable in _lists(featureset):
        comments[name] = "A list; absent is null, which an empty list is not."
        if item_nullable:
            comments[f"Nullable{wire.stem(item)}"] = "An element of a list; null if its value is absent."
    return {name: text for name, text in comments.items() if text}


#: What text fields hold where their type is no string.
_TEXTS = {Kind.DATE: "YYYY-MM-DD", Kind.DATETIME: "YYYY-MM-DDTHH:MM:SS[.ffffff], civil time"}


def _describe(doc: str, type: Type, storage: Storage | None, nan_as_null: bool = False) -> str:
    """The docstring, and below it the fdl type."""
    stored = f", stored as {storage}" if storage else ""
    stored += ", nan as null" if nan_as_null else ""
    text = _TEXTS.get(type.item.kind if type.item else type.kind)
    return f"{doc}\n{type}{stored}{f': {text}' if text else ''}".strip()


def load_schema(file: FileDescriptorProto) -> FileDescriptor:
    """The schema in a descriptor pool of its own: message classes without protoc, for as many programs as one likes."""
    pool = DescriptorPool()
    for known in (duration_pb2, timestamp_pb2):
        pool.AddSerializedFile(known.DESCRIPTOR.serialized_pb)
    pool.AddSerializedFile(file.SerializeToString())
    return pool.FindFileByName(file.name)
