"""Raw calls of a service, and what came back: for tests of refusals."""

from __future__ import annotations

from typing import Any

import grpc
from google.rpc import error_details_pb2, status_pb2

from featc_runtime.service import Client


def call(client: Client, method: str, data: bytes, **kwargs: Any) -> bytes:
    """The bytes that a unary method answers to these bytes."""
    path = method if method.startswith("/") else f"/{client.spec.service}/{method}"
    answer: bytes = client.channel.unary_unary(path)(data, timeout=kwargs.pop("timeout", 20), **kwargs)
    return answer


def code(error: Any) -> grpc.StatusCode:
    """The status of a failed call."""
    found: grpc.StatusCode = error.value.code()
    return found


def violations(error: Any) -> list[tuple[str, str, str]]:
    """Field, reason and description from the google.rpc.BadRequest of a failed call."""
    (raw,) = [value for key, value in error.value.trailing_metadata() if key == "grpc-status-details-bin"]
    status = status_pb2.Status.FromString(raw)
    assert (status.code, status.message) == (error.value.code().value[0], error.value.details())
    (detail,) = status.details
    request = error_details_pb2.BadRequest()
    assert detail.Unpack(request)
    return [(v.field, v.reason, v.description) for v in request.field_violations]
