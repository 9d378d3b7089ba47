"""The Arrow schemas of a feature set's inputs and outputs. Knows fdl types and Arrow types, and no data."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from featc_runtime.schema import Field, Output, Type

_TYPES = {
    "bool": pa.bool_(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "datetime": pa.timestamp("us"),
    "date": pa.date32(),
    "duration": pa.duration("us"),
}
_STORED = {"int32": pa.int32(), "float32": pa.float32()}


def arrow_type(type_: Type, storage: str | None = None) -> pa.DataType:
    """The Arrow type that values of an fdl type have when they leave, and the best one for them to come in."""
    if type_.item is None:
        return _STORED[storage] if storage else _TYPES[type_.kind]
    item = pa.field("item", arrow_type(type_.item, storage), nullable=type_.item.nullable)
    return pa.list_(item) if type_.at_most else pa.list_(item, type_.size)


def input_schema(name: str, fingerprint: str, fields: Iterable[Field]) -> pa.Schema:
    """The columns that a table needs: all fields but labels, by the names of their columns."""
    return _schema(name, fingerprint, ((f.column_name, f) for f in fields if not f.label))


def output_schema(name: str, fingerprint: str, outputs: Iterable[Output]) -> pa.Schema:
    """The columns that ``transform`` gives."""
    return _schema(name, fingerprint, ((o.name, o) for o in outputs))


def _schema(name: str, fingerprint: str, columns: Iterable[tuple[str, Field | Output]]) -> pa.Schema:
    fields = [
        pa.field(
            column,
            arrow_type(spec.type, spec.storage),
            nullable=spec.type.nullable,
            metadata={"featc.type": spec.type_text},
        )
        for column, spec in columns
    ]
    return pa.schema(fields, metadata={"featc.featureset": name, "featc.fingerprint": fingerprint})


def column_name(schema: pa.Schema, place: int) -> str:
    """The name of the column at a place, for people: bytes that are not UTF-8 as ``\\xf6``."""
    try:
        name: str = schema.field(place).name
    except UnicodeDecodeError as error:
        name = error.object.decode("utf-8", "backslashreplace")
    return name


def places_of(schema: pa.Schema, name: str) -> list[int]:
    """Where the columns of a name are; one with lone surrogates is not a column's."""
    try:
        return list(schema.get_all_field_indices(name))
    except UnicodeEncodeError:
        return []


def column_names(schema: pa.Schema) -> list[str]:
    """The names of all columns, for people; ``get_all_field_indices`` tells where the one of a field is."""
    return [column_name(schema, i) for i in range(len(schema))]


def unreadable_names(schema: pa.Schema) -> list[str]:
    """Those of them that are not UTF-8."""
    return [name for name in column_names(schema) if not schema.get_all_field_indices(name)]
