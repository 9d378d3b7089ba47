"""The native servers of a built set, each in a process, asked over a channel. Knows how they are built, no operator."""

from __future__ import annotations

import shutil
import subprocess
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from featc.backends.base import Context
from featc.backends.go_service.names import names as go_names
from featc.backends.java_service.names import names as java_names
from featc.certify.native import GoPrograms, JavaPrograms
from featc.certify.programs import Failure, Programs, Refused, run_tool
from featc.certify.python_side import served
from featc.certify.rows import Row
from featc.ir import FeatureSet
from featc.loaded import load
from featc_runtime.service import Client

#: The most bytes of the line in which a server says where it listens.
_MOST_LINE = 4096


class ServerPrograms(Programs):
    """The server of a built set; it serves nothing else."""

    #: What computes is the library; here it is the wire that is put to the proof.
    most_vectors = 0

    def _build(self, programs: Sequence[tuple[FeatureSet, Context]], built: FeatureSet | None) -> list[str]:
        assert not programs
        assert built is not None
        assert self.out is not None
        self._spec = load(built, self.lock).spec
        return self._compile(built, self.out)

    @abstractmethod
    def _compile(self, built: FeatureSet, out: Path) -> list[str]:
        """Compile what lies there; the server's command."""

    @contextmanager
    def _running(self) -> Iterator[str]:
        """The address of the server."""
        with (self.folder / "errors").open("w+b") as errors:
            process = subprocess.Popen(
                [*self._command, "--port", "0"], stdout=subprocess.PIPE, stderr=errors, cwd=self.folder
            )
            try:
                assert process.stdout is not None
                line = process.stdout.readline(_MOST_LINE).decode(errors="replace")
                if " listens on " not in line:
                    errors.seek(0)
                    raise Refused(f"{self.name} does not start: {line}{errors.read().decode(errors='replace')[-4000:]}")
                yield line.split()[-1]
            finally:
                process.terminate()
                process.communicate()

    def try_ask(self, asked: Iterable[tuple[int, Sequence[Row]]]) -> list[list[Row | Failure]]:
        """As of every target; the rows are of the one program."""
        asked = list(asked)
        with self._running() as address, Client(self._spec, address) as client:
            return [[self._answer(a) for a in served(client, [tuple(r.values()) for r in rows])] for _, rows in asked]

    def _answer(self, answer: tuple[object, ...] | str) -> Row | Failure:
        if isinstance(answer, str):
            return Failure(answer)
        names = (f.name for f in self.programs[0].outputs)
        return dict(zip(names, answer, strict=True))  # type: ignore[arg-type]


class GoServer(ServerPrograms):
    """Go: its command, built as it lies there."""

    name = "go-service"
    prober = GoPrograms

    @staticmethod
    def missing() -> str:
        return GoPrograms.missing()

    @staticmethod
    def versions() -> dict[str, str]:
        return GoPrograms.versions()

    def _compile(self, built: FeatureSet, out: Path) -> list[str]:
        program = go_names(built).program
        build = ["go", "build", "-o", str(self.folder / program), f"./cmd/{program}"]
        run_tool(build, out / "go" / "service", GOFLAGS="-buildvcs=false", GOWORK="off")
        return [str(self.folder / program)]


class JavaServer(ServerPrograms):
    """Java: its jar, made by Maven of a copy."""

    name = "java-service"
    prober = JavaPrograms

    @staticmethod
    def missing() -> str:
        return JavaPrograms.missing()

    @staticmethod
    def versions() -> dict[str, str]:
        return JavaPrograms.versions()

    def _compile(self, built: FeatureSet, out: Path) -> list[str]:
        copy = self.folder / "java"
        shutil.copytree(out / "java", copy, ignore=shutil.ignore_patterns("target"))
        run_tool(["mvn", "-q", "-B", "package"], copy)
        artifact = java_names(built).artifact
        return ["java", "-XX:+UseSerialGC", "-jar", str(copy / artifact / "target" / f"{artifact}.jar")]
