"""Requests to answers, bytes to bytes: what the service says to every call. Knows no server, threads or streams.

Everything a client sends ends here as an answer or as a ``Refusal``; any other exception is a bug.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import grpc
from google.protobuf.message import DecodeError, Message

from featc_runtime.errors import Violation
from featc_runtime.floating_point import check_floating_point
from featc_runtime.service.codec import make_reader, make_writer
from featc_runtime.service.refusal import MAX_VIOLATIONS, Refusal, bad_row, shortened
from featc_runtime.service.spec import FeatureNote, ServiceSpec

#: Rows of a batch between two looks at whether anybody still waits for it.
SLICE: Final = 64

_NO_ROW: Final = [Violation("row", "ABSENT", "the request has no row")]


class Answers:
    """The four calls of a feature set's service."""

    def __init__(self, spec: ServiceSpec) -> None:
        self.spec = spec
        self._read = make_reader(spec.wire_inputs)
        self._write = make_writer(spec.outputs)
        self._compute = spec.compute
        self._fingerprint = spec.fingerprint
        self._request = spec.message("TransformRequest")
        self._response = spec.message("TransformResponse")
        self._batch_request = spec.message("TransformBatchRequest")
        self._batch_response = spec.message("TransformBatchResponse")
        self._stream_request = spec.message("TransformStreamRequest")
        self._stream_response = spec.message("TransformStreamResponse")
        self._feature_set = _describe(spec)

    def transform(self, data: bytes) -> bytes:
        """One row."""
        request = self._parse(self._request, data)
        self._check_pin(request)
        check_floating_point()
        if not request.HasField("row"):
            raise bad_row(_NO_ROW)
        bad: list[Violation] = []
        values = self._read(request.row, bad)
        if bad:
            raise bad_row(bad)
        response: Any = self._response(fingerprint=self._fingerprint)
        features = response.features
        features.SetInParent()
        self._write(features, self._compute(*values))
        return bytes(response.SerializeToString())

    def transform_batch(self, data: bytes, still_wanted: Callable[[], bool]) -> bytes:
        """Many rows: each with its features or its error. Ends early when nobody waits any more."""
        request = self._parse(self._batch_request, data)
        self._check_pin(request)
        check_floating_point()
        rows, most = request.rows, self.spec.limits.batch_rows
        if len(rows) > most:
            text = f"{len(rows)} rows in one batch, this service takes at most {most}: send several batches"
            raise Refusal(grpc.StatusCode.RESOURCE_EXHAUSTED, text)
        response: Any = self._batch_response(fingerprint=self._fingerprint)
        results = response.results
        for i, row in enumerate(rows):
            if i % SLICE == 0 and not still_wanted():
                raise Refusal(grpc.StatusCode.CANCELLED, f"nobody waits for this batch any more, {i} rows were done")
            self._fill(results.add(), row)
        return bytes(response.SerializeToString())

    def transform_streamed(self, data: bytes) -> bytes:
        """One message of a stream."""
        request = self._parse(self._stream_request, data)
        self._check_pin(request)
        check_floating_point()
        response: Any = self._stream_response(fingerprint=self._fingerprint)
        if request.HasField("id"):
            response.id = request.id
        if request.HasField("row"):
            self._fill(response.result, request.row)
        else:
            _tell(response.result.error, _NO_ROW)
        return bytes(response.SerializeToString())

    def get_feature_set(self, data: bytes) -> bytes:
        """What the service computes."""
        self._parse(self.spec.message("GetFeatureSetRequest"), data)
        return self._feature_set

    def _fill(self, result: Any, row: Any) -> None:
        """A RowResult."""
        bad: list[Violation] = []
        values = self._read(row, bad)
        if bad:
            _tell(result.error, bad)
            return
        features = result.features
        features.SetInParent()
        self._write(features, self._compute(*values))

    def _parse(self, message: type[Message], data: bytes) -> Any:
        try:
            return message.FromString(data)
        except DecodeError:
            text = f"these {len(data)} bytes are no {message.DESCRIPTOR.full_name}"
            raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, text) from None

    def _check_pin(self, request: Any) -> None:
        pin = request.expected_fingerprint
        if pin != self._fingerprint and request.HasField("expected_fingerprint"):
            text = f"expected fingerprint {shortened(pin, 80)!a}, this service has {self._fingerprint!a}"
            raise Refusal(grpc.StatusCode.FAILED_PRECONDITION, text)


def _tell(error: Any, violations: list[Violation]) -> None:
    """A RowError: the first violations and how many more there are."""
    for x in violations[:MAX_VIOLATIONS]:
        error.violations.add(field=x.field, reason=x.reason, description=shortened(x.message))
    if len(violations) > MAX_VIOLATIONS:
        error.omitted = len(violations) - MAX_VIOLATIONS


def _describe(spec: ServiceSpec) -> bytes:
    """The answer of GetFeatureSet."""
    name, _, version = spec.name.rpartition(".v")
    response: Any = spec.message("GetFeatureSetResponse")(fingerprint=spec.fingerprint, name=name, version=int(version))
    if spec.certificate:
        response.certificate = spec.certificate
    for pin, value in sorted(spec.pins.items()):
        response.pins.add(name=pin, version=value)
    for field in spec.wire_inputs:
        texts = [*(c.text for c in field.contracts), *(["nan as null"] if field.nan_as_null else [])]
        response.inputs.add(name=field.name, type=field.type_text, storage=field.storage, contracts=texts)
    for output in spec.outputs:
        note = spec.notes.get(output.name, FeatureNote())
        response.features.add(
            name=output.name,
            type=output.type_text,
            storage=output.storage,
            fingerprint=spec.fingerprints.get(output.name),
            doc=note.doc or None,
            inputs=note.inputs,
        )
    return bytes(response.SerializeToString())
