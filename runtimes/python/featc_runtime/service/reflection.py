"""Server reflection for schemas of any descriptor pool. Knows grpcio-reflection, no feature set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.descriptor import Descriptor, FileDescriptor
from google.protobuf.message import DecodeError
from grpc_reflection.v1alpha import reflection, reflection_pb2

from featc_runtime.service.refusal import Refusal

SERVICE: Final = reflection.SERVICE_NAME


class _Pools:
    """Looks into the schema's pool first, then into the default one, which has health and reflection."""

    def __init__(self, first: descriptor_pool.DescriptorPool) -> None:
        self._pools = (first, descriptor_pool.Default())

    def _find(self, method: str, *args: Any) -> Any:
        for pool in self._pools:
            try:
                return getattr(pool, method)(*args)
            except KeyError:
                continue
        raise KeyError(args[-1])

    def FindFileByName(self, name: str) -> Any:  # noqa: N802 (the names of protobuf's pools)
        return self._find("FindFileByName", name)

    def FindFileContainingSymbol(self, symbol: str) -> Any:  # noqa: N802
        try:
            return self._find("FindFileContainingSymbol", symbol)
        except KeyError:  # pools do not find methods, and reflection's clients ask for them
            return self._find("FindFileContainingSymbol", symbol.rpartition(".")[0])

    def FindMessageTypeByName(self, name: str) -> Any:  # noqa: N802
        return self._find("FindMessageTypeByName", name)

    def FindExtensionByNumber(self, message: Descriptor, number: int) -> Any:  # noqa: N802
        return self._find("FindExtensionByNumber", message, number)

    def FindAllExtensions(self, message: Descriptor) -> Any:  # noqa: N802
        return message.file.pool.FindAllExtensions(message)


class Reflection:
    """Answers questions about these services, the first of which is in ``schema``."""

    def __init__(self, services: Sequence[str], schema: FileDescriptor) -> None:
        self._servicer: Any = reflection.ReflectionServicer((*services, SERVICE), pool=_Pools(schema.pool))

    def answer(self, data: bytes) -> bytes:
        """The answer to one message of the stream."""
        try:
            request = reflection_pb2.ServerReflectionRequest.FromString(data)
        except DecodeError:
            text = f"these {len(data)} bytes are no grpc.reflection.v1alpha.ServerReflectionRequest"
            raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, text) from None
        (response,) = self._servicer.ServerReflectionInfo(iter((request,)), None)
        return bytes(response.SerializeToString())
