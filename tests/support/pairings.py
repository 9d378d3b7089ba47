"""Clients and servers of one feature set, in every language there is, as processes. Knows no test.

A server is a command that says where it listens. A client is a command that is told an address and speaks the
conformance protocol (tests/support/native.py) on its standard input and output, with calls for programs: ``transform``,
``batch``, ``stream``; ``unpinned`` is a Transform for any fingerprint, ``hurried`` one whose deadline is past, in Go
``mangled`` one of a row that protobuf cannot hold. Beside features and violations it answers
``{"error": "DEADLINE_EXCEEDED"}``: the name of a status.

Another language is a subclass of Side and an entry in SIDES.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2
from native import JavaPrograms, java_classpath, run_tool
from rows import make_rows
from vectors import decode, encode
from wire_support import SPAN, every_type

from featc import loaded, pipeline, writer
from featc.backends.base import MissingTool
from featc.backends.go_service import plugins
from featc.backends.go_service.names import Names, names
from featc.backends.java_service.names import names as java_names
from featc.ir import FeatureSet, InputField, RangeContract, SetContract
from featc_dsl import types as fdl
from featc_runtime.errors import Violation
from featc_runtime.row_values import to_float32
from featc_runtime.service import Client, Rejected, ServiceSpec

CALLS = ("transform", "batch", "stream")

#: The features of a row, what is wrong with it, or the name of a status.
Answer = tuple[Any, ...] | list[tuple[str, str, str]] | str


@dataclass(frozen=True)
class Built:
    """A feature set in files. ``folder`` has what a build writes for all of ``targets``."""

    featureset: FeatureSet
    spec: ServiceSpec
    folder: Path

    @classmethod
    def of(cls, program: FeatureSet, folder: Path) -> Built:
        """What is in a folder already."""
        return cls(program, loaded.load(program).spec, folder)


def build(program: FeatureSet, folder: Path, targets: Sequence[str]) -> Built:
    """Build into a folder."""
    writer.write_tree(folder, pipeline.build(program, targets=targets).files)
    return Built.of(program, folder)


class Side(ABC):
    """One language."""

    name: str

    @staticmethod
    @abstractmethod
    def missing() -> str:
        """What is not installed, "" where nothing is."""

    @abstractmethod
    def prepare(self, built: Built) -> None:
        """Compile what is run."""

    @abstractmethod
    def server(self, built: Built) -> tuple[list[str], dict[str, str]]:
        """The command of the server, and what it needs in its environment."""

    @abstractmethod
    def ask(self, built: Built, address: str, call: str, rows: Sequence[Sequence[Any]]) -> list[Answer]:
        """The answers to rows of raw values."""


class PythonSide(Side):
    """The Python service, and the runtime's client in this process."""

    name = "python"

    @staticmethod
    def missing() -> str:
        return ""

    def prepare(self, built: Built) -> None:
        """Nothing is compiled."""

    def server(self, built: Built) -> tuple[list[str], dict[str, str]]:
        path = os.pathsep.join([str(built.folder / "python"), *sys.path])
        return [sys.executable, "-m", built.featureset.name], {"PYTHONPATH": path}

    def ask(self, built: Built, address: str, call: str, rows: Sequence[Sequence[Any]]) -> list[Answer]:
        with Client(built.spec, address) as client:
            calls: dict[str, Callable[[Sequence[Any]], Any]] = {
                "transform": client.transform,
                "batch": lambda row: client.transform_batch([row])[0],
                "stream": lambda row: next(client.transform_stream([row])),
            }
            return [_outcome(lambda row=row: calls[call](row)) for row in rows]  # type: ignore[misc]


def _outcome(call: Callable[[], Any]) -> Answer:
    """What a call of the Python client ends in."""
    try:
        result = call()
    except grpc.RpcError as error:
        return refusal(error)
    if isinstance(result, Rejected):
        return [_plain(v) for v in result.violations]
    found: tuple[Any, ...] = result
    return found


def refusal(error: Any) -> Answer:
    """What is wrong with the row by a failed call's details, else its status."""
    raw = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin")
    if raw is None:
        return str(error.code().name)
    request = error_details_pb2.BadRequest()
    assert status_pb2.Status.FromString(raw).details[0].Unpack(request)
    return [(v.field, v.reason, v.description) for v in request.field_violations]


def _plain(v: Violation) -> tuple[str, str, str]:
    return v.field, v.reason, v.message


class ForeignSide(Side):
    """A language whose client is a command."""

    @abstractmethod
    def client(self, built: Built) -> list[str]:
        """The command of the client, without the address."""

    def ask(self, built: Built, address: str, call: str, rows: Sequence[Sequence[Any]]) -> list[Answer]:
        lines = [json.dumps({"program": call, "row": [encode(value) for value in row]}) + "\n" for row in rows]
        run = subprocess.run(
            [*self.client(built), address], input="".join(lines).encode(), capture_output=True, check=True, timeout=120
        )
        return [self._answer(built, json.loads(line)) for line in run.stdout.decode().splitlines()]

    def _answer(self, built: Built, answer: dict[str, Any]) -> Answer:
        if "error" in answer:
            return str(answer["error"])
        if "violations" in answer:
            return [(v["field"], v["reason"], v["message"]) for v in answer["violations"]]
        types = [f.type for f in built.featureset.features]
        return tuple(decode(value, type) for value, type in zip(answer["features"], types, strict=True))


class GoSide(ForeignSide):
    """The native server and the thin client in Go."""

    name = "go"

    @staticmethod
    def missing() -> str:
        if not shutil.which("go"):
            return "Go is not installed"
        try:
            plugins.find()
        except MissingTool as error:
            return str(error)
        return ""

    def prepare(self, built: Built) -> None:
        service = built.folder / "go" / "service"
        main = service / "cmd" / "probe" / "main.go"
        main.parent.mkdir(exist_ok=True)
        main.write_text(_go_client(names(built.featureset)), encoding="utf-8")
        run_tool(["go", "build", "-o", "bin/", "./cmd/..."], service, GOFLAGS="-buildvcs=false")

    def server(self, built: Built) -> tuple[list[str], dict[str, str]]:
        return [str(built.folder / "go" / "service" / "bin" / names(built.featureset).program)], {}

    def client(self, built: Built) -> list[str]:
        return [str(built.folder / "go" / "service" / "bin" / "probe")]


def _go_client(called: Names) -> str:
    template = Path(__file__).with_name("pairings_client.go.txt").read_text(encoding="utf-8")
    for name, text in {
        "LIBRARY_IMPORT": called.library_import,
        "LIBRARY": called.library,
        "SERVICE": called.service_module,
        "ROW": called.row,
    }.items():
        template = template.replace(name, text)
    return template


class JavaSide(ForeignSide):
    """The native server and the clients in Java, built by Maven as they stand."""

    name = "java"
    calls = (*CALLS, "later", "laterbatch", "laterstream")

    @staticmethod
    def missing() -> str:
        return JavaPrograms.missing()

    def prepare(self, built: Built) -> None:
        run_tool(["mvn", "-q", "-B", "package"], built.folder / "java")
        probe = built.folder / "probe"
        probe.mkdir()
        (probe / "Probe.java").write_text(_java_client(built.featureset), encoding="utf-8")
        flags = ["--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none"]
        run_tool(["javac", *flags, "-d", ".", "-cp", self._classpath(built), "Probe.java"], probe)

    def server(self, built: Built) -> tuple[list[str], dict[str, str]]:
        artifact = java_names(built.featureset).artifact
        return [*_JAVA, "-jar", str(built.folder / "java" / artifact / "target" / f"{artifact}.jar")], {}

    def client(self, built: Built) -> list[str]:
        return [*_JAVA, "-cp", self._classpath(built), "probe.Probe"]

    def _classpath(self, built: Built) -> str:
        target = built.folder / "java" / java_names(built.featureset).artifact / "target"
        jars = [*target.glob("*.jar"), *(target / "lib").glob("*.jar")]
        return os.pathsep.join([str(built.folder / "probe"), *map(str, jars), *java_classpath()])


#: Starts soon, which is all that short runs need.
_JAVA = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")


def _java_client(program: FeatureSet) -> str:
    called = java_names(program)
    template = Path(__file__).with_name("pairings_client.java.txt").read_text(encoding="utf-8")
    library = called.library
    for name, text in {
        "LIBRARY": library.package,
        "MAIN": library.main,
        "STEM": called.stem,
        "ROW": library.row,
    }.items():
        template = template.replace(name, text)
    return template


_DISTANCE = RangeContract(0.0, 6000.0, "in 0..6000")


def everything() -> list[InputField]:
    """A field of each type, and some with contracts."""
    return [
        InputField("carrier", "c", fdl.STRING, SPAN, contracts=(SetContract(("AA", 'D"L', "é𝄞\0"), "in [AA, …]"),)),
        *every_type(),
        InputField("distance", "c", fdl.FLOAT64.with_null(), SPAN, contracts=(_DISTANCE,)),
        InputField("seats", "c", fdl.INT64, SPAN, contracts=(RangeContract(1, 400, "in 1..400"),)),
        InputField("sched_dep", "c", fdl.TIMESTAMP, SPAN),
        *(InputField(name, "c", fdl.INT64.with_null(), SPAN) for name in _NAMES),
    ]


#: Names that mean something in a language, or in what protobuf makes of them there.
_NAMES = (
    "class", "type", "func", "import", "long", "row", "bad", "message", "get", "string", "a1b", "a1_b", "n_7d",
    "all_fields", "cached_size", "unknown_fields", "builder", "reset", "made", "hash_code",
)  # fmt: skip


def good_rows(built: Built, count: int = 40) -> list[tuple[Any, ...]]:
    """Rows that keep every contract, and whose float32 are such."""
    fields = built.featureset.input.wire_fields
    return [
        tuple(_narrow(row[f.name]) if f.storage == "float32" else row[f.name] for f in fields)
        for row in make_rows(built.featureset, 11, count)
    ]


def _narrow(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_narrow(v) for v in value)
    return None if value is None else to_float32(value)


def needed(*names: str) -> None:
    """Skip where a language's tools are not here."""
    for name in names:
        if missing := SIDES[name].missing():
            pytest.skip(missing)


def compared(answer: Answer) -> Answer:
    """The answer with floats as their bytes: -0.0 is not 0.0, and NaN is NaN."""
    return tuple(_bits(v) for v in answer) if isinstance(answer, tuple) else answer


def _bits(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_bits(v) for v in value)
    return struct.pack(">d", value) if isinstance(value, float) else value


def installed() -> list[str]:
    """The languages whose tools are here."""
    return [name for name, side in SIDES.items() if not side.missing()]


#: By language.
SIDES: dict[str, Side] = {side.name: side for side in (PythonSide(), GoSide(), JavaSide())}


@dataclass(frozen=True)
class Process:
    """A server that runs as a process."""

    popen: subprocess.Popen[str]
    address: str

    def ended(self, timeout: float = 30) -> tuple[int, str]:
        """Exit code and standard error, once it has ended."""
        _, error = self.popen.communicate(timeout=timeout)
        return self.popen.returncode, error


@contextmanager
def serving(side: Side, built: Built, *arguments: str) -> Iterator[Process]:
    """A server on a free port, killed at the end if it has not ended."""
    command, environment = side.server(built)
    popen = subprocess.Popen(
        [*command, "--port", "0", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
    )  # fmt: skip
    try:
        assert popen.stdout is not None
        line = popen.stdout.readline()
        start = f"{built.spec.name} listens on 127.0.0.1:"
        assert line.startswith(start), (line, popen.stderr and popen.stderr.read())
        yield Process(popen, line.split()[-1])
    finally:
        popen.kill()
        popen.communicate()
