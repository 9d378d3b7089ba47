"""How fdl types and names appear in protobuf (SEMANTICS.md#wire). Knows no descriptor and no text."""

from __future__ import annotations

from typing import Final

from featc.ir import FeatureSet
from featc_dsl.types import Kind, Storage, Type

TIMESTAMP: Final = "google.protobuf.Timestamp"
DURATION: Final = "google.protobuf.Duration"

_SCALARS: Final = {
    Kind.BOOL: "bool",
    Kind.INT64: "int64",
    Kind.FLOAT64: "double",
    Kind.STRING: "string",
    Kind.TIMESTAMP: TIMESTAMP,
    Kind.DATETIME: "string",
    Kind.DATE: "string",
    Kind.DURATION: DURATION,
}
_STORED: Final = {"float32": "float", "int32": "int32"}

FEATURES: Final = "Features"


def pascal(name: str) -> str:
    """``card_fraud`` → ``CardFraud``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def package(featureset: FeatureSet) -> str:
    """The protobuf package: ``flights.v1``."""
    return f"{featureset.name}.v{featureset.version}"


def proto_path(featureset: FeatureSet) -> str:
    """The schema's path as protobuf imports it: ``flights/v1/flights.proto``."""
    return f"{featureset.name}/v{featureset.version}/{featureset.name}.proto"


def service_name(featureset: FeatureSet) -> str:
    """``FlightsService``."""
    return f"{pascal(featureset.name)}Service"


def scalar(type: Type, storage: Storage | None) -> str:
    """The protobuf type of a scalar value: ``double``, ``google.protobuf.Timestamp``."""
    return _STORED[storage] if storage else _SCALARS[type.kind]


def stem(proto_type: str) -> str:
    """The word for a protobuf type in names of messages: ``google.protobuf.Timestamp`` → ``Timestamp``."""
    return pascal(proto_type.rpartition(".")[2])


def value(type: Type, storage: Storage | None) -> str:
    """The protobuf type of any value; a list is the message that wraps it: ``NullableDoubleList``."""
    if type.item is None:
        return scalar(type, storage)
    return f"{'Nullable' if type.item.nullable else ''}{stem(scalar(type.item, storage))}List"
