"""The gRPC server of a feature set: sockets, limits, drain. Knows no values and no fields.

A threaded server: `make bench` measures an asyncio one with the same handlers beside it, and both answer about as many
requests per second. A batch that computes for long holds up one thread here, and every other call there.
"""

from __future__ import annotations

import queue
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import grpc

from featc_runtime.errors import EnvironmentFault
from featc_runtime.service import reflection
from featc_runtime.service.answers import Answers
from featc_runtime.service.handlers import Handlers
from featc_runtime.service.health import SERVICE as HEALTH
from featc_runtime.service.health import Health
from featc_runtime.service.spec import ServiceSpec

LOOPBACK: Final = "127.0.0.1"
#: Seconds that calls in flight get to end in the drain.
GRACE: Final = 30.0
#: Seconds in which new calls are told UNAVAILABLE before the socket closes. gRPC itself answers calls that are on
#: their way at that moment with CANCELLED, which no client takes for a reason to go elsewhere.
NOTICE: Final = 0.25


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that answers. ``address`` is host:port as clients write it."""

    address: str
    port: int
    _server: grpc.Server
    _drain: threading.Event
    _pool: ThreadPoolExecutor

    def stop(self, grace: float = GRACE, notice: float = 0.0) -> None:
        """Drain: health says NOT_SERVING, no new call is taken, calls in flight end (cut off after ``grace`` s)."""
        self._drain.set()
        time.sleep(notice)
        self._server.stop(grace).wait()
        self._pool.shutdown()

    def __enter__(self) -> RunningServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(spec: ServiceSpec, host: str = LOOPBACK, port: int = 0) -> RunningServer:
    """Start a server in this process and return; port 0 takes a free one.

    Raises EnvironmentFault if the address cannot be had.
    """
    limits, drain = spec.limits, threading.Event()
    pool = ThreadPoolExecutor(max_workers=limits.calls, thread_name_prefix="featc-call")
    server = grpc.server(
        pool,
        # a call counts until shortly after its answer has left, when its client may have sent the next: as many again
        # wait for a thread, so that a connection that keeps to its streams is never refused
        maximum_concurrent_rpcs=2 * limits.calls,
        options=[
            ("grpc.max_receive_message_length", limits.message_bytes),
            ("grpc.max_send_message_length", -1),
            ("grpc.max_concurrent_streams", limits.calls),
            # Otherwise gRPC resets new streams while answered ones are being cleared away: a client at the limit,
            # which would wait, sees UNAVAILABLE.
            ("grpc.http.overload_protection", 0),
            ("grpc.so_reuseport", 0),  # a taken port is an error, not a second server that gets half of the calls
            ("grpc.keepalive_time_ms", 60_000),  # finds clients that vanished with a stream open
            ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
        ],
    )
    _add_services(server, spec, Handlers(drain, limits.streams), drain)
    name = f"[{host}]" if ":" in host else host
    try:
        bound = server.add_insecure_port(f"{name}:{port}")
    except RuntimeError:
        bound = 0
    if bound == 0:
        pool.shutdown()
        raise EnvironmentFault(
            f"cannot listen on {name}:{port}: the port is taken, or the address is not this machine's; "
            "choose another port, or port 0 for a free one"
        )
    server.start()
    return RunningServer(f"{name}:{bound}", bound, server, drain, pool)


def serve(
    spec: ServiceSpec,
    host: str = LOOPBACK,
    port: int = 0,
    *,
    grace: float = GRACE,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT, then drain and return; a second signal does not wait for calls in flight.

    ``announce`` is called with the address once the server answers. For the main thread only: signals arrive there.
    Raises EnvironmentFault if the address cannot be had.
    """
    # A handler runs in the main thread between two of its steps: an Event's lock may be that thread's own just then,
    # and setting it would never end. Putting into this queue needs no lock.
    signals: queue.SimpleQueue[None] = queue.SimpleQueue()

    def on_signal(_number: int, _frame: object) -> None:
        signals.put(None)

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        running = start(spec, host, port)
        try:
            if announce is not None:
                announce(running.address)
        except BaseException:
            running.stop(0)
            raise
        signals.get()
        drained = threading.Thread(target=running.stop, args=(grace, NOTICE))
        drained.start()
        while drained.is_alive():
            drained.join(0.05)
            if not signals.empty():
                running.stop(0)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _add_services(server: Any, spec: ServiceSpec, handlers: Handlers, drain: threading.Event) -> None:
    answers = Answers(spec)
    health = Health((spec.service,), drain)
    reflect = reflection.Reflection((spec.service, HEALTH), spec.schema)
    services: dict[str, dict[str, Any]] = {
        spec.service: {
            "Transform": handlers.unary(answers.transform),
            "TransformBatch": handlers.long_unary(answers.transform_batch),
            "TransformStream": handlers.stream(answers.transform_streamed),
            "GetFeatureSet": handlers.unary(answers.get_feature_set),
        },
        HEALTH: {
            "Check": handlers.unary(health.check, in_drain=True),
            "List": handlers.unary(health.list, in_drain=True),
            "Watch": handlers.watch(health.watch),
        },
        reflection.SERVICE: {"ServerReflectionInfo": handlers.stream(reflect.answer, aside=True)},
    }
    for name, methods in services.items():
        server.add_registered_method_handlers(name, methods)
