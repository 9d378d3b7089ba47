"""The answer of GetFeatureSet as text, for servers that read it instead of building it. Knows no operation.

The Python service builds the same message of its own schema at start: tests hold both together.
"""

from __future__ import annotations

from typing import Any

from google.protobuf import text_format
from google.protobuf.message_factory import GetMessageClass

from featc.backends.base import Context
from featc.backends.proto.schema import build_descriptor, load_schema
from featc.ir import FeatureSet, dependencies


def feature_set(featureset: FeatureSet, context: Context) -> Any:
    """The GetFeatureSetResponse, of a private descriptor pool."""
    schema = load_schema(build_descriptor(featureset, context.numbers))
    response: Any = GetMessageClass(schema.message_types_by_name["GetFeatureSetResponse"])(
        fingerprint=context.fingerprint, name=featureset.name, version=featureset.version
    )
    for name, version in sorted(context.pins.items()):
        response.pins.add(name=name, version=version)
    for field in featureset.input.wire_fields:
        response.inputs.add(name=field.name, type=str(field.type), storage=field.storage, contracts=field.asked)
    below = dependencies(featureset.row)
    for feature in featureset.features:
        response.features.add(
            name=feature.name,
            type=str(feature.type),
            storage=feature.storage,
            fingerprint=context.fingerprints.get(feature.name),
            doc=feature.doc or None,
            inputs=below[feature.name],
        )
    return response


def feature_set_text(featureset: FeatureSet, context: Context) -> str:
    """The same in protobuf's text format, in ASCII."""
    return text_format.MessageToString(feature_set(featureset, context))
