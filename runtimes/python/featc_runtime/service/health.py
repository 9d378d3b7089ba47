"""The standard health service: serving until the drain begins, then not. Knows nothing of what is served."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import grpc
from google.protobuf.message import DecodeError
from grpc_health.v1 import health_pb2

from featc_runtime.service.refusal import Refusal, shortened

SERVICE: Final = "grpc.health.v1.Health"

_Response = health_pb2.HealthCheckResponse
_TICK: Final = 0.25  # seconds between two looks at whether a watcher is still there


class Health:
    """Health of the process ("") and of its services: all serve, or, from ``drain.set()`` on, none does."""

    def __init__(self, services: Sequence[str], drain: threading.Event) -> None:
        self._names = frozenset({"", *services})
        self._drain = drain

    def check(self, data: bytes) -> bytes:
        """NOT_FOUND for a service that is none of these."""
        name = _name(data)
        if name not in self._names:
            raise Refusal(grpc.StatusCode.NOT_FOUND, f"no service {shortened(name, 80)!a} here")
        return bytes(_Response(status=self._status()).SerializeToString())

    def list(self, data: bytes) -> bytes:
        """The status of every service."""
        statuses = {name: _Response(status=self._status()) for name in self._names}
        return bytes(health_pb2.HealthListResponse(statuses=statuses).SerializeToString(deterministic=True))

    def watch(self, data: bytes, still_wanted: Callable[[], bool]) -> Iterator[bytes]:
        """The status now and when it changes; the end of the drain's news is the end of the stream."""
        known = _name(data) in self._names
        draining = self._drain.is_set()
        yield _Response(status=self._status() if known else _Response.SERVICE_UNKNOWN).SerializeToString()
        while not self._drain.wait(_TICK):
            if not still_wanted():
                return
        if known and not draining:
            yield _Response(status=_Response.NOT_SERVING).SerializeToString()

    def _status(self) -> int:
        return int(_Response.NOT_SERVING if self._drain.is_set() else _Response.SERVING)


def _name(data: bytes) -> str:
    try:
        return str(health_pb2.HealthCheckRequest.FromString(data).service)
    except DecodeError:
        text = f"these {len(data)} bytes are no grpc.health.v1.HealthCheckRequest"
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, text) from None
