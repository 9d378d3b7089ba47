"""The Java service's files: `java/flights-service/`, and the runtime that it needs. Knows no operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from featc.backends.base import Context, Unbuildable
from featc.backends.java_library import poms, printer
from featc.backends.java_service import classes, pom, protobuf
from featc.backends.java_service.conversion import Conversion
from featc.backends.java_service.names import Names, names
from featc.backends.nativecode import sources
from featc.backends.proto import wire
from featc.backends.proto.feature_set import feature_set_text
from featc.ir import FeatureSet

_RUNTIME = "dev.featc.runtime"
_KNOWN = {
    name: f"{package}.{name}"
    for package, listed in {
        _RUNTIME: "RowException Violation",
        f"{_RUNTIME}.client": "ClientBuilder Connection Result StreamCall",
        f"{_RUNTIME}.service": (
            "Answers Command Limits Lists Refusal RunningServer Schemas Unsendable Values Violations Wire"
        ),
        "com.google.protobuf.Descriptors": "FileDescriptor",
        "io.grpc": "Status StatusRuntimeException",
        "io.grpc.stub": "StreamObserver",
        "java.io": "IOException",
        "java.util": "ArrayList Collections Iterator List",
        "java.util.concurrent": "CompletableFuture",
        "java.util.function": "BooleanSupplier Supplier",
    }.items()
    for name in listed.split()
} | {"Shape": f"{_RUNTIME}.service.Lists.Shape"}
#: Protobuf's classes that may be named shortly: the row and the features are named by their package.
_MESSAGES = (
    "GetFeatureSetRequest", "GetFeatureSetResponse", "RowError", "RowResult", "TransformBatchRequest",
    "TransformBatchResponse", "TransformRequest", "TransformResponse", "TransformStreamRequest",
    "TransformStreamResponse",
)  # fmt: skip
#: Fields of a message whose methods are below Java's 64 KB, and of one whose class has no more constants than there is
#: room for.
_WIDE, _MOST = 1_000, 2_500
_NO_CODE = re.compile(r'"(?:[^"\\]|\\.)*"')


class JavaService:
    """A Maven module: protobuf's classes, clients, server."""

    name = "java_service"
    group = "java"
    unsupported: Mapping[str, str] = MappingProxyType({})

    def supports(self, op: str) -> bool:
        """Every operation: it computes nothing itself."""
        return True

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        """The target's files by path below the set's output folder."""
        n = names(featureset)
        root = f"java/{n.artifact}"
        files = {f"{root}/{path}": text.encode() for path, text in module(featureset, context).items()}
        for path, content in sources.files("java", "service").items():
            files[f"java/runtime-service/{path}"] = content
        files["java/runtime-service/LICENSE"] = sources.files("java")["LICENSE"]
        modules = ("runtime", "runtime-service", n.library.artifact, n.artifact)
        files["java/pom.xml"] = poms.aggregator(n.library, modules).encode()  # in place of the library's own
        return files


def module(featureset: FeatureSet, context: Context) -> dict[str, str]:
    """The files of the module itself, by path in it."""
    n = names(featureset)
    folder = n.package.replace(".", "/")
    java, resources = f"src/main/java/{folder}", f"src/main/resources/{folder}"
    conversion = Conversion(featureset, context.numbers, n)
    bodies = {
        "Answers": classes.answers(featureset, n, protobuf.renamed(featureset, context.numbers)),
        "AsyncClient": classes.fill(classes.ASYNC_CLIENT, featureset, n),
        "Client": classes.fill(classes.CLIENT, featureset, n),
        "Messages": classes.fill(classes.MESSAGES, featureset, n),
        "Server": classes.fill(classes.SERVER, featureset, n),
        "Wire": conversion.lines(),
    }
    stubs = (*_MESSAGES, f"{n.stem}ServiceGrpc", *conversion.messages())
    files = {f"{java}/{n.stem}{kind}.java": _file(featureset, context, n, body, stubs) for kind, body in bodies.items()}
    return {
        "pom.xml": pom.module(featureset, context, n),
        f"src/main/proto/{wire.proto_path(featureset)}": protobuf.schema(
            featureset, context, small_code=_is_wide(featureset)
        ),
        f"{resources}/{classes.RESOURCE}": feature_set_text(featureset, context),
        **files,
    }


def _is_wide(featureset: FeatureSet) -> bool:
    """Whether protobuf's usual classes would be too large; Unbuildable where any would."""
    fields = max(len(featureset.input.wire_fields), len(featureset.features))
    if fields > _MOST:
        raise Unbuildable(
            f"protobuf's classes in Java have room for {_MOST} fields, a message has {fields}",
            "build the library alone with --target java_library, or divide the feature set",
        )
    return fields > _WIDE


def _file(featureset: FeatureSet, context: Context, n: Names, body: list[str], stubs: Iterable[str]) -> str:
    head = [
        f"// Generated by featc {context.version} from {printer.remark(context.source)}; do not edit.",
        f"// source sha256: {featureset.source_hash}",
        f"// fingerprint:   {context.fingerprint}",
        "",
        f"package {n.package};",
        "",
    ]
    known = {name: f"{n.stubs}.{name}" for name in stubs}
    known |= {name.rpartition(".")[2]: name for name in n.imported}
    known |= _KNOWN
    return "\n".join([*head, *_imports(body, known), *body, ""])


def _imports(body: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    """The classes that are named shortly."""
    code = _NO_CODE.sub("", "\n".join(body))
    used = set(re.findall(r"(?<![\w.])[A-Z]\w*", code))
    paths = sorted(path for name, path in known.items() if name in used)
    yield from (f"import {path};" for path in paths)
    if paths:
        yield ""


BACKEND = JavaService()
