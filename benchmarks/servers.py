"""`python -m benchmarks.servers KIND` serves the ten features, or the same messages from an empty handler.

KIND is ``featc`` (the service as users start it), ``empty`` (the same server, whose handler parses the request and
returns a ready answer), or either with ``-asyncio`` for gRPC's asyncio server around the same functions. Prints the
address, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc

from benchmarks.built import loaded
from featc_runtime.service import ServiceSpec, start
from featc_runtime.service.answers import Answers

KINDS = ("featc", "empty", "featc-asyncio", "empty-asyncio")
_THREADS = 64


def main(kind: str) -> None:
    spec = loaded("ten").spec
    if kind == "featc":
        with start(spec) as running:
            _announce(running.port)
    elif kind == "empty":
        server: Any = grpc.server(ThreadPoolExecutor(_THREADS))
        server.add_registered_method_handlers(spec.service, _methods(spec, _answers_of_empty(spec)))
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        _announce(port)
        server.stop(0).wait()
    else:
        asyncio.run(_serve_asyncio(spec, kind))


def _announce(port: int) -> None:
    print(port, flush=True)
    sys.stdin.read()


def _answers_of_empty(spec: ServiceSpec) -> dict[str, Callable[[bytes], bytes]]:
    """Handlers that parse the request and return an answer that is ready, for one row and for many."""
    from benchmarks.service import request_batch, request_one

    answers = Answers(spec)
    one = spec.message("TransformResponse").FromString(answers.transform(request_one(spec)))
    many = spec.message("TransformBatchResponse").FromString(answers.transform_batch(request_batch(spec), lambda: True))
    parse_one = spec.message("TransformRequest").FromString
    parse_many = spec.message("TransformBatchRequest").FromString

    def transform(data: bytes) -> bytes:
        parse_one(data)
        return bytes(one.SerializeToString())

    def transform_batch(data: bytes) -> bytes:
        parse_many(data)
        return bytes(many.SerializeToString())

    return {"Transform": transform, "TransformBatch": transform_batch}


def _methods(spec: ServiceSpec, answers: dict[str, Callable[[bytes], bytes]]) -> dict[str, Any]:
    def handler(answer: Callable[[bytes], bytes]) -> Any:
        return grpc.unary_unary_rpc_method_handler(lambda data, _context: answer(data))

    return {name: handler(answer) for name, answer in answers.items()}


async def _serve_asyncio(spec: ServiceSpec, kind: str) -> None:
    if kind == "empty-asyncio":
        functions = _answers_of_empty(spec)
    else:
        answers = Answers(spec)
        functions = {
            "Transform": answers.transform,
            "TransformBatch": lambda data: answers.transform_batch(data, lambda: True),
        }

    def handler(answer: Callable[[bytes], bytes]) -> Any:
        async def handle(data: bytes, _context: Any) -> bytes:
            return answer(data)

        return grpc.unary_unary_rpc_method_handler(handle)

    server: Any = grpc.aio.server()
    server.add_registered_method_handlers(spec.service, {n: handler(f) for n, f in functions.items()})
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    await asyncio.to_thread(_announce, port)
    await server.stop(0)


if __name__ == "__main__":
    main(sys.argv[1])
