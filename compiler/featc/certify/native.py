"""Programs in Go or Java: many in one compilation, asked by the conformance protocol. Knows processes, no operator.

The protocol is that of ``runtimes/go/conform`` and ``dev.featc.conform``: JSON lines of rows in, JSON lines of features
out. A language is a class that turns programs into one executable.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from featc import pipeline
from featc.backends.base import Context
from featc.backends.go_library import backend as go_backend
from featc.backends.go_library.layout import GO_VERSION, RUNTIME, RUNTIME_VERSION
from featc.backends.java_library import backend as java_backend
from featc.backends.java_library.layout import layout as java_layout
from featc.backends.nativecode import sources
from featc.certify.rows import Row
from featc.certify.vectors import decode, encode
from featc.ir import Program
from featc.passes import PASSES, run_all


class Refused(AssertionError):
    """A program that a native target does not take, or a row that it refuses."""


class NativePrograms(ABC):
    """Programs of one language in one running process. A context manager; ``name`` is the target's.

    ``programs`` are asked by their position.
    """

    name: str

    def __init__(self, programs: Sequence[Program]) -> None:
        self.programs = list(programs)
        self.folder = Path(tempfile.mkdtemp(prefix=f"featc-{self.name}-"))
        try:
            self._command = self._build([(run_all(p, PASSES), _context(p)) for p in self.programs])
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def __enter__(self) -> NativePrograms:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    @abstractmethod
    def missing() -> str:
        """What is not installed, "" where nothing is."""

    @abstractmethod
    def _build(self, programs: Sequence[tuple[Program, Context]]) -> list[str]:
        """Write and compile; the command that answers the protocol."""

    def _write(self, path: str, text: str) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def ask(self, asked: Iterable[tuple[int, Sequence[Row]]]) -> list[list[Row]]:
        """The features of rows: for each (position of a program, rows) the answers, in order."""
        asked = list(asked)
        lines = [line for number, rows in asked for line in self._lines(number, rows)]
        answers = iter(self._answers(lines))
        return [[self._row(number, next(answers), row) for row in rows] for number, rows in asked]

    def answers(self, number: int, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The answers as they come, violations and all."""
        return list(self._answers(self._lines(number, rows)))

    def _lines(self, number: int, rows: Sequence[Row]) -> list[str]:
        fields = self.programs[number].input.wire_fields
        return [json.dumps({"program": f"p{number}", "row": [encode(row[f.name]) for f in fields]}) for row in rows]

    def _answers(self, lines: Sequence[str]) -> list[dict[str, Any]]:
        given = ("\n".join(lines) + "\n").encode()
        run = subprocess.run(self._command, input=given, capture_output=True, check=False)
        if run.returncode != 0:
            raise Refused(f"{self.name} ends with {run.returncode}: {run.stderr.decode(errors='replace')[-4000:]}")
        return [json.loads(line) for line in run.stdout.decode().split("\n") if line]

    def _row(self, number: int, answer: dict[str, Any], row: Row) -> Row:
        features = self.programs[number].features
        if "features" not in answer:
            raise Refused(f"{self.name} refuses the row {row}: {answer}")
        values = answer["features"]
        return {f.name: decode(v, f.type) for f, v in zip(features, values, strict=True)}


def _context(program: Program) -> Context:
    return pipeline.context(program, pipeline.identify(program, None))


def run_tool(command: Sequence[str], folder: Path, **more: str) -> str:
    """The output of a tool; Refused with its messages where it fails."""
    run = subprocess.run(
        command, cwd=folder, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )  # fmt: skip
    if run.returncode != 0:
        raise Refused(f"{' '.join(command[:4])} in {folder} fails:\n{(run.stdout + run.stderr)[:6000]}")
    return run.stdout


class GoPrograms(NativePrograms):
    """Go: a package a program, one main."""

    name = "go"

    @staticmethod
    def missing() -> str:
        return "" if shutil.which("go") else "Go is not installed"

    def _build(self, programs: Sequence[tuple[Program, Context]]) -> list[str]:
        runtime = sources.folder("go")
        self._write(
            "go.mod",
            f"module programs\n\ngo {GO_VERSION}\n\nrequire {RUNTIME} {RUNTIME_VERSION}\n\n"
            f"replace {RUNTIME} => {runtime}\n",
        )
        imports, entries = [], []
        for i, (program, context) in enumerate(programs):
            for path, text in go_backend.package(program, context).items():
                self._write(f"p{i}/{path}", text)
            imports.append(f'\tp{i} "programs/p{i}"')
            entries.append(f'\t\t"p{i}": conform.Of(p{i}.Transform),')
        main = (
            'package main\n\nimport (\n\t"fmt"\n\t"os"\n\n\t"featc.dev/runtime/conform"\n'
            + "\n".join(imports)
            + "\n)\n\nfunc main() {\n\tprograms := map[string]conform.Program{\n"
            + "\n".join(entries)
            + "\n\t}\n\tif err := conform.Run(programs, os.Stdin, os.Stdout); err != nil {\n"
            + "\t\tfmt.Fprintln(os.Stderr, err)\n\t\tos.Exit(1)\n\t}\n}\n"
        )
        self._write("main.go", main)
        run_tool(["go", "build", "-o", "programs", "."], self.folder, GOFLAGS="-buildvcs=false")
        return [str(self.folder / "programs")]


class JavaPrograms(NativePrograms):
    """Java: a package a program, all compiled at once."""

    name = "java"

    @staticmethod
    def missing() -> str:
        tools = [tool for tool in ("java", "javac", "mvn") if not shutil.which(tool)]
        return f"{', '.join(tools)} not installed" if tools else ""

    def _build(self, programs: Sequence[tuple[Program, Context]]) -> list[str]:
        listed, sources = [], []
        for i, (program, context) in enumerate(programs):
            own = replace(program, options={**program.options, "java_package": f"p{i}"})
            for path, text in java_backend.library(own, context).items():
                if path.endswith(".java"):
                    place = f"src/{path.partition('/src/main/java/')[2]}"
                    sources.append(place)
                else:
                    place = f"classes/{path.partition('/src/main/resources/')[2]}"
                self._write(place, text)
            listed.append(f"p{i} p{i}.{java_layout(own).main}")
        self._write("programs.txt", "\n".join(listed) + "\n")
        self._write("sources.txt", "\n".join(sources) + "\n")
        path = os.pathsep.join([str(self.folder / "classes"), *java_classpath()])
        flags = ["--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none"]
        (self.folder / "classes").mkdir(exist_ok=True)
        run_tool(["javac", *flags, "-d", "classes", "-cp", path, "@sources.txt"], self.folder)
        return ["java", "-Xss4m", "-XX:+UseSerialGC", "-cp", path, "dev.featc.conform.Conform",
                str(self.folder / "programs.txt")]  # fmt: skip


def cache_folder() -> Path:
    """Where what is compiled is kept from run to run, by what it is compiled of."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "featc"


@cache
def java_classpath() -> tuple[str, ...]:
    """The runtime, the protocol's program and what they need, compiled once for each state of their sources."""
    root = sources.folder("java")
    found = sorted(
        p for part in ("runtime", "conform") for p in (root / part / "src" / "main").rglob("*") if p.is_file()
    )
    poms = [root / part / "pom.xml" for part in ("runtime", "conform")]
    state = hashlib.sha256(b"".join(p.read_bytes() for p in [*found, *poms])).hexdigest()[:16]
    made = cache_folder() / "java" / state
    if not (made / "done").exists():
        made.mkdir(parents=True, exist_ok=True)
        for artifact in JARS:
            copy = [
                "mvn",
                "-q",
                "-B",
                "dependency:copy",
                f"-Dartifact={artifact}",
                f"-DoutputDirectory={made / 'jars'}",
            ]
            run_tool(copy, root)
        flags = ["--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none"]
        code = [str(p) for p in found if p.suffix == ".java"]
        path = os.pathsep.join(str(p) for p in (made / "jars").glob("*.jar"))
        run_tool(["javac", *flags, "-d", str(made / "classes"), "-cp", path, *code], root)
        data = root / "runtime" / "src" / "main" / "resources"
        shutil.copytree(data, made / "classes", dirs_exist_ok=True)
        (made / "done").touch()
    return (str(made / "classes"), *(str(p) for p in sorted((made / "jars").glob("*.jar"))))


#: What the Java runtime and the protocol's program need, as in their pom.xml.
JARS = (
    "com.google.re2j:re2j:1.8",
    "com.google.code.gson:gson:2.13.2",
    "com.google.errorprone:error_prone_annotations:2.41.0",
)

#: By target.
LANGUAGES: dict[str, type[NativePrograms]] = {"go": GoPrograms, "java": JavaPrograms}
