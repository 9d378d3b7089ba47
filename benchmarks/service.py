"""The service: requests per second beside an empty handler with the same messages, by the same client.

The client shares the processors with the server, sends bytes that are ready and does not look at the answers, so what
it costs is the same for all servers.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import Any

import grpc

from benchmarks.built import loaded
from benchmarks.clock import percentile
from benchmarks.report import console, goal, show
from benchmarks.row import ROW
from featc_runtime.row import RowEntry
from featc_runtime.service import ServiceSpec
from featc_runtime.service.codec import make_writer

GOAL = 0.8
IN_FLIGHT = 32
BATCH_ROWS = 1000


def measure(*, quick: bool, seconds: float | None = None, turns: int | None = None) -> dict[str, Any]:
    """Requests per second, latency and rows per second of every server."""
    from benchmarks.servers import KINDS

    seconds = seconds or (0.25 if quick else 0.5)
    turns = turns or (5 if quick else 21)
    spec = loaded("ten").spec
    one, many = request_one(spec), request_batch(spec)
    loads: dict[str, list[float]] = {kind: [] for kind in KINDS}
    batches: dict[str, list[float]] = {kind: [] for kind in KINDS}
    alone: dict[str, list[float]] = {kind: [] for kind in KINDS}
    busy: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with ExitStack() as stack, console.status("service: starting four servers") as status:
        callers = {kind: stack.enter_context(_server(kind, spec)) for kind in KINDS}
        for transform, batch in callers.values():
            for _ in range(50):
                transform(one)
            batch(many)
            _load(transform, one, seconds / 4)
        for turn in range(turns):
            for kind, (transform, batch) in callers.items():
                status.update(f"service: round {turn + 1} of {turns}, {kind}")
                rate, latencies = _load(transform, one, seconds)
                loads[kind].append(rate)
                busy[kind] += latencies
                alone[kind] += _one_by_one(transform, one, seconds / 5)
                batches[kind].append(BATCH_ROWS / median(_one_by_one(batch, many, seconds / 5)))
    figures = {
        kind: {
            "requests_per_second": median(loads[kind]),
            "p50_ms_alone": 1e3 * percentile(alone[kind], 0.5),
            "p99_ms_alone": 1e3 * percentile(alone[kind], 0.99),
            "p50_ms_busy": 1e3 * percentile(busy[kind], 0.5),
            "p99_ms_busy": 1e3 * percentile(busy[kind], 0.99),
            "rows_per_second_in_batches": median(batches[kind]),
        }
        for kind in KINDS
    }
    ratios = {kind: median(x / y for x, y in zip(loads[kind], loads[empty], strict=True))
              for kind, empty in (("featc", "empty"), ("featc-asyncio", "empty-asyncio"))}  # fmt: skip
    show(
        f"service, ten features, {IN_FLIGHT} requests in flight, or one; batches of {BATCH_ROWS:,} rows",
        ("server", "requests/s", "of empty", "p50/p99 alone, ms", "p50/p99 busy, ms", "rows/s in batches"),
        [
            (
                kind,
                f"{f['requests_per_second']:,.0f}",
                f"{ratios[kind]:.0%}" if kind in ratios else "",
                f"{f['p50_ms_alone']:.2f} / {f['p99_ms_alone']:.2f}",
                f"{f['p50_ms_busy']:.1f} / {f['p99_ms_busy']:.1f}",
                f"{f['rows_per_second_in_batches']:,.0f}",
            )
            for kind, f in figures.items()
        ],
    )
    found = ratios["featc"]
    print(goal(found >= GOAL, f"goal at least {GOAL:.0%} of an empty handler, found {found:.0%}"), end="\n\n")
    return {"in_flight": IN_FLIGHT, "batch_rows": BATCH_ROWS, "servers": figures, "ratio_to_empty": ratios}


def request_one(spec: ServiceSpec) -> bytes:
    """The bytes of a TransformRequest."""
    request: Any = spec.message("TransformRequest")()
    _fill(spec, request.row)
    return bytes(request.SerializeToString())


def request_batch(spec: ServiceSpec) -> bytes:
    """The bytes of a TransformBatchRequest of ``BATCH_ROWS`` rows."""
    request: Any = spec.message("TransformBatchRequest")()
    for _ in range(BATCH_ROWS):
        _fill(spec, request.rows.add())
    return bytes(request.SerializeToString())


def _fill(spec: ServiceSpec, message: Any) -> None:
    make_writer(spec.wire_inputs)(message, RowEntry(spec.inputs)(ROW))


@contextmanager
def _server(kind: str, spec: ServiceSpec) -> Iterator[tuple[Any, Any]]:
    """A server in a process of its own: how to call it with bytes, for one row and for many."""
    command = [sys.executable, "-m", "benchmarks.servers", kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = f"127.0.0.1:{int(process.stdout.readline())}"
            channel: Any = grpc.insecure_channel(address, [("grpc.max_receive_message_length", -1)])
            with channel:
                grpc.channel_ready_future(channel).result(30)
                service = f"/{spec.service}"
                yield channel.unary_unary(f"{service}/Transform"), channel.unary_unary(f"{service}/TransformBatch")
        finally:
            process.stdin.close()


def _load(call: Any, request: bytes, seconds: float) -> tuple[float, list[float]]:
    """Requests per second with ``IN_FLIGHT`` of them on their way at a time, and each one's seconds."""
    clock = time.perf_counter
    latencies: list[float] = []
    end = clock() + seconds
    ended = threading.Semaphore(0)

    def send() -> None:
        begin = clock()

        def answered(future: Any) -> None:
            future.result()
            now = clock()
            latencies.append(now - begin)
            if now < end:
                send()
            else:
                ended.release()

        call.future(request).add_done_callback(answered)

    begin = clock()
    for _ in range(IN_FLIGHT):
        send()
    for _ in range(IN_FLIGHT):
        if not ended.acquire(timeout=60):
            raise SystemExit("the server did not answer")
    return len(latencies) / (clock() - begin), latencies


def _one_by_one(call: Any, request: bytes, seconds: float) -> list[float]:
    """The seconds of each call, one after another."""
    clock = time.perf_counter
    taken: list[float] = []
    end = clock() + seconds
    while (begin := clock()) < end or not taken:
        call(request)
        taken.append(clock() - begin)
    return taken
