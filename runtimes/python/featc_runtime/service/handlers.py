"""Turns functions from bytes to bytes into gRPC method handlers. Knows threads and statuses, nothing of features.

No handler has a deserialiser: gRPC would answer bytes that do not parse with INTERNAL. Whatever a function raises
besides a ``Refusal`` is a bug: the client gets the number of an incident, the log the traceback.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn

import grpc

from featc_runtime.service.refusal import DETAILS_KEY, Refusal

log = logging.getLogger("featc_runtime.service")

#: Seconds between two looks at the drain and at whether the client is still there.
_TICK: Final = 0.1
#: Messages of one stream that are read ahead.
_AHEAD: Final = 64
_END: Final = object()


class Handlers:
    """Makes the method handlers of one server.

    ``streams`` is how many streams of rows it takes at a time, and how many other long-lived calls beside them: streams
    that are open for long must not keep watchers of the health away, nor they the streams.
    """

    def __init__(self, drain: threading.Event, streams: int) -> None:
        self._drain = drain
        self._streams = streams
        self._slots = threading.BoundedSemaphore(streams)
        self._slots_aside = threading.BoundedSemaphore(streams)

    def unary(self, answer: Callable[[bytes], bytes], *, in_drain: bool = False) -> Any:
        """One message, one answer."""
        draining = self._drain.is_set

        def handle(data: bytes, context: grpc.ServicerContext) -> bytes:
            try:
                if draining() and not in_drain:
                    raise _draining()
                return answer(data)
            except Exception as error:
                refusal = _refusal(error)
            _refuse(context, refusal)

        return grpc.unary_unary_rpc_method_handler(handle)

    def long_unary(self, answer: Callable[[bytes, Callable[[], bool]], bytes]) -> Any:
        """One message, one answer that takes a while: it is told how to ask whether the client still waits."""

        def handle(data: bytes, context: grpc.ServicerContext) -> bytes:
            try:
                if self._drain.is_set():
                    raise _draining()
                return answer(data, context.is_active)
            except Exception as error:
                refusal = _refusal(error)
            _refuse(context, refusal)

        return grpc.unary_unary_rpc_method_handler(handle)

    def watch(self, answers: Callable[[bytes, Callable[[], bool]], Iterator[bytes]]) -> Any:
        """One message, answers as they come up."""

        def handle(data: bytes, context: grpc.ServicerContext) -> Iterator[bytes]:
            self._take(self._slots_aside, context)
            try:
                yield from answers(data, context.is_active)
                return
            except Exception as error:
                refusal = _refusal(error)
            finally:
                self._slots_aside.release()
            _refuse(context, refusal)

        return grpc.unary_stream_rpc_method_handler(handle)

    def stream(self, answer: Callable[[bytes], bytes], *, aside: bool = False) -> Any:
        """A stream of messages, each answered in order. ``aside``: it is none of rows.

        In the drain, what has arrived is answered; a stream that has nothing to do is then ended with UNAVAILABLE.
        """
        slots = self._slots_aside if aside else self._slots

        def handle(requests: Iterator[bytes], context: grpc.ServicerContext) -> Iterator[bytes]:
            self._take(slots, context)
            inbox = _Inbox(requests)
            try:
                while (data := inbox.next(self._drain)) is not None:
                    yield answer(data)
                return
            except Exception as error:
                refusal = _refusal(error)
            finally:
                inbox.close()
                slots.release()
            _refuse(context, refusal)

        return grpc.stream_stream_rpc_method_handler(handle)

    def _take(self, slots: threading.BoundedSemaphore, context: grpc.ServicerContext) -> None:
        if self._drain.is_set():
            _refuse(context, _draining())
        if not slots.acquire(blocking=False):
            text = f"{self._streams} streams are open already: close one, or use more servers"
            _refuse(context, Refusal(grpc.StatusCode.RESOURCE_EXHAUSTED, text))


class _Inbox:
    """Reads a stream ahead in a thread of its own, so that its handler can look at the drain while none comes."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self._requests = requests
        self._queue: queue.Queue[Any] = queue.Queue(_AHEAD)
        self._closed = threading.Event()
        threading.Thread(target=self._pump, name="featc-stream", daemon=True).start()

    def next(self, drain: threading.Event) -> bytes | None:
        """The next message, None at the end; ``Refusal`` when nothing comes any more because of the drain."""
        while True:
            try:
                item = self._queue.get(timeout=_TICK)
            except queue.Empty:
                if drain.is_set():
                    raise _draining() from None
                continue
            return None if item is _END else item

    def close(self) -> None:
        """Lets the thread end."""
        self._closed.set()

    def _pump(self) -> None:
        try:
            for data in self._requests:
                if not self._put(data):
                    return
        except Exception:
            log.debug("a stream ended before its client closed it", exc_info=True)
        self._put(_END)

    def _put(self, item: object) -> bool:
        """Whether the handler is still there to take it."""
        while not self._closed.is_set():
            try:
                self._queue.put(item, timeout=_TICK)
            except queue.Full:
                continue
            return True
        return False


def _draining() -> Refusal:
    text = "the service is draining: what was not answered was not taken, send it to another one"
    return Refusal(grpc.StatusCode.UNAVAILABLE, text)


def _refusal(error: Exception) -> Refusal:
    """The answer to an exception: a refusal is its own; the traceback of any other goes to the log."""
    if isinstance(error, Refusal):
        return error
    incident = secrets.token_hex(4)
    log.error("incident %s", incident, exc_info=error)
    return Refusal(grpc.StatusCode.INTERNAL, f"internal error, incident {incident}: see the service's log")


def _refuse(context: grpc.ServicerContext, refusal: Refusal) -> NoReturn:
    if refusal.details:
        context.set_trailing_metadata(((DETAILS_KEY, refusal.details),))
    context.abort(refusal.code, refusal.message)
    raise AssertionError("abort() raises")
