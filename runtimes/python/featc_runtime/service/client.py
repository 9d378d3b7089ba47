"""A client in raw values, for `featc verify` and tests: rows in, features out, by the wire. Knows no Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import grpc

from featc_runtime.errors import Reason, Violation
from featc_runtime.service.codec import make_reader, make_writer
from featc_runtime.service.spec import ServiceSpec


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row without features: the first violations, and how many more there are."""

    violations: tuple[Violation, ...]
    omitted: int = 0


class Client:
    """Calls the service of ``spec`` at ``address`` (host:port) over a plain channel; ``spec.compute`` is not used.

    Rows and features are tuples of raw values as in ``ServiceSpec``. Every call pins the spec's fingerprint. Calls
    raise grpc.RpcError when the service refuses them. To be used as a context manager, or closed.
    """

    def __init__(self, spec: ServiceSpec, address: str, *, timeout: float | None = 60.0) -> None:
        self.spec = spec
        self._timeout = timeout
        self._write = make_writer(spec.wire_inputs)
        self._read = make_reader(spec.outputs)
        self.channel = grpc.insecure_channel(
            address, options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
        )
        self._messages: dict[str, Any] = {
            name: spec.message(f"{name}Request")
            for name in ("Transform", "TransformBatch", "TransformStream", "GetFeatureSet")
        }
        service = f"/{spec.service}"
        self._transform = self.channel.unary_unary(f"{service}/Transform", *self._codecs("Transform"))
        self._batch = self.channel.unary_unary(f"{service}/TransformBatch", *self._codecs("TransformBatch"))
        self._stream = self.channel.stream_stream(f"{service}/TransformStream", *self._codecs("TransformStream"))
        self._feature_set = self.channel.unary_unary(f"{service}/GetFeatureSet", *self._codecs("GetFeatureSet"))

    def _codecs(self, method: str) -> tuple[Any, Any]:
        request, response = self.spec.message(f"{method}Request"), self.spec.message(f"{method}Response")
        return request.SerializeToString, response.FromString

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the channel."""
        self.channel.close()

    def wait_until_ready(self, timeout: float) -> None:
        """Wait for the connection; grpc.FutureTimeoutError if there is none in ``timeout`` seconds."""
        grpc.channel_ready_future(self.channel).result(timeout)

    def feature_set(self) -> Any:
        """The GetFeatureSetResponse."""
        return self._feature_set(self._messages["GetFeatureSet"](), timeout=self._timeout)

    def transform(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """One row, one call."""
        request = self._messages["Transform"](expected_fingerprint=self.spec.fingerprint)
        self._fill(request.row, row)
        return self._features(self._transform(request, timeout=self._timeout).features)

    def transform_batch(self, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...] | Rejected]:
        """Many rows in one call, results in their order. The service limits rows and bytes of a call."""
        request = self._messages["TransformBatch"](expected_fingerprint=self.spec.fingerprint)
        for row in rows:
            self._fill(request.rows.add(), row)
        response = self._batch(request, timeout=self._timeout)
        return [self._result(result) for result in response.results]

    def transform_stream(self, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...] | Rejected]:
        """Rows through one stream, results in their order as they come."""

        def requests() -> Iterator[Any]:
            for i, row in enumerate(rows):
                request = self._messages["TransformStream"](id=i, expected_fingerprint=self.spec.fingerprint)
                self._fill(request.row, row)
                yield request

        for response in self._stream(requests(), timeout=self._timeout):
            yield self._result(response.result)

    def _fill(self, message: Any, row: Sequence[Any]) -> None:
        message.SetInParent()
        self._write(message, tuple(row))

    def _features(self, message: Any) -> tuple[Any, ...]:
        bad: list[Violation] = []
        values = self._read(message, bad)
        if bad:  # the service broke its schema's promise: tell it as it is
            raise ValueError(f"the service's answer is not valid: {bad[0].field}: {bad[0].message}")
        return values

    def _result(self, result: Any) -> tuple[Any, ...] | Rejected:
        if result.WhichOneof("result") == "features":
            return self._features(result.features)
        found = []
        for x in result.error.violations:
            reason: Reason = x.reason
            found.append(Violation(x.field, reason, x.description))
        return Rejected(tuple(found), result.error.omitted)
