"""What a transform service is made of. Knows the schema's descriptor, neither gRPC nor how rows are computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.descriptor import FileDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from featc_runtime.schema import Field, Output


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process takes on. Calls beyond a limit are refused with RESOURCE_EXHAUSTED.

    ``message_bytes`` bounds a request, ``batch_rows`` the rows of one, ``calls`` those worked on at once (as many again
    may wait), ``streams`` the long-lived ones among them (TransformStream, reflection, watching the health).
    """

    message_bytes: int = 4 * 1024 * 1024
    batch_rows: int = 10_000
    calls: int = 256
    streams: int = 32


@dataclass(frozen=True, slots=True)
class FeatureNote:
    """What GetFeatureSet tells of a feature beside its type: its docstring and the fields that it depends on."""

    doc: str = ""
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """A feature set as the service needs it.

    ``schema`` is the file descriptor of the generated schema, of whatever descriptor pool: its message classes are
    made of it. ``compute`` takes the raw values of the inputs without labels, in order, and returns those of the
    outputs: None is null, times are int microseconds (days for a date), lists are tuples.
    """

    name: str  # "flights.v1"
    schema: FileDescriptor
    inputs: tuple[Field, ...]
    outputs: tuple[Output, ...]
    compute: Callable[..., tuple[Any, ...]]
    fingerprint: str
    fingerprints: Mapping[str, str]  # of each feature
    pins: Mapping[str, str]
    notes: Mapping[str, FeatureNote] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    certificate: str = ""  # the text of CERTIFICATE.json, "" where there is none

    @property
    def wire_inputs(self) -> tuple[Field, ...]:
        """The inputs that travel: all but labels."""
        return tuple(f for f in self.inputs if not f.label)

    @property
    def service(self) -> str:
        """The full name of the gRPC service: ``flights.v1.FlightsService``."""
        (service,) = self.schema.services_by_name.values()
        return str(service.full_name)

    def message(self, name: str) -> type[Message]:
        """The class of a message of the schema."""
        return GetMessageClass(self.schema.message_types_by_name[name])
