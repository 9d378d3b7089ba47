"""Answers other than OK: a status with details that fits into trailers. Knows gRPC's codes, no handler."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import grpc
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2

from featc_runtime.errors import Violation

#: Violations told of one row; the rest is a count.
MAX_VIOLATIONS: Final = 16
#: Clients take 8 KiB of trailers; base64 and the message's escapes need their share.
_MAX_DETAILS: Final = 4096
_MAX_MESSAGE: Final = 400
_MAX_DESCRIPTION: Final = 240

DETAILS_KEY: Final = "grpc-status-details-bin"


class Refusal(Exception):
    """A call's answer other than OK. ``details`` is a serialised google.rpc.Status, or empty."""

    def __init__(self, code: grpc.StatusCode, message: str, details: bytes = b"") -> None:
        super().__init__(message)
        self.code, self.message, self.details = code, message, details


def bad_row(violations: Sequence[Violation]) -> Refusal:
    """INVALID_ARGUMENT with a google.rpc.BadRequest of the first violations."""
    told = list(violations[:MAX_VIOLATIONS])
    first, more = told[0], len(violations) - 1
    text = f"{first.field}: {shortened(first.message)}" + (f" (and {more} more)" if more else "")
    message = shortened(text, _MAX_MESSAGE)
    while True:
        details = _bad_request(message, told)
        if len(details) <= _MAX_DETAILS or len(told) == 1:
            return Refusal(grpc.StatusCode.INVALID_ARGUMENT, message, details)
        told.pop()


def shortened(text: str, most: int = _MAX_DESCRIPTION) -> str:
    """The text, cut where it is too long for a trailer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _bad_request(message: str, violations: Sequence[Violation]) -> bytes:
    found = [
        error_details_pb2.BadRequest.FieldViolation(field=x.field, reason=x.reason, description=shortened(x.message))
        for x in violations
    ]
    detail = any_pb2.Any()
    detail.Pack(error_details_pb2.BadRequest(field_violations=found))
    code: int = grpc.StatusCode.INVALID_ARGUMENT.value[0]
    return bytes(status_pb2.Status(code=code, message=message, details=[detail]).SerializeToString())
