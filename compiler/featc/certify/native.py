"""Programs in Go or Java: many in one compilation. Knows how each is compiled, no operator."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from featc.backends import packages
from featc.backends.base import Context
from featc.backends.go_library import backend as go_backend
from featc.backends.go_library.layout import GO_VERSION, RUNTIME, RUNTIME_VERSION
from featc.backends.go_library.layout import layout as go_layout
from featc.backends.java_library import backend as java_backend
from featc.backends.java_library.layout import layout as java_layout
from featc.backends.nativecode import sources
from featc.certify.programs import Programs, run_tool
from featc.ir import FeatureSet

#: The module of the program that is made here.
_MODULE = "featc.local/programs"


class GoPrograms(Programs):
    """Go: a package a program, one main."""

    name = "go"

    @staticmethod
    def missing() -> str:
        return "" if shutil.which("go") else "Go is not installed"

    @staticmethod
    def versions() -> dict[str, str]:
        return {"go": run_tool(["go", "version"], Path.cwd()).removeprefix("go version go").strip()}

    def _build(self, programs: Sequence[tuple[FeatureSet, Context]], built: FeatureSet | None) -> list[str]:
        imports, entries = [], []
        for i, (featureset, context) in enumerate(programs):
            for path, text in go_backend.package(featureset, context).items():
                self._write(f"p{i}/{path}", text)
            imports.append(f'\tp{i} "{_MODULE}/p{i}"')
            entries.append(f'\t\t"p{i}": conform.Of(p{i}.Transform),')
        needed = {RUNTIME: (RUNTIME_VERSION, self.out / "go" / "runtime" if self.out else sources.folder("go"))}
        if built is not None and self.out is not None:
            module, i = go_layout(built).module, len(programs)
            needed[module] = (packages.go_version(module), self.out / "go")
            imports.append(f'\tp{i} "{module}"')
            entries.append(f'\t\t"p{i}": conform.Of(p{i}.Transform),')
        self._write("go.mod", f"module {_MODULE}\n\ngo {GO_VERSION}\n" + "".join(
            f"\nrequire {name} {version}\n\nreplace {name} => {place}\n" for name, (version, place) in needed.items()
        ))  # fmt: skip
        main = (
            'package main\n\nimport (\n\t"fmt"\n\t"os"\n\n\t"featc.dev/runtime/conform"\n'
            + "\n".join(imports)
            + "\n)\n\nfunc main() {\n\tprograms := map[string]conform.Program{\n"
            + "\n".join(entries)
            + "\n\t}\n\tif err := conform.Run(programs, os.Stdin, os.Stdout); err != nil {\n"
            + "\t\tfmt.Fprintln(os.Stderr, err)\n\t\tos.Exit(1)\n\t}\n}\n"
        )
        self._write("main.go", main)
        run_tool(["go", "build", "-o", "programs", "."], self.folder, GOFLAGS="-buildvcs=false", GOWORK="off")
        return [str(self.folder / "programs")]


class JavaPrograms(Programs):
    """Java: a package a program, all compiled at once."""

    name = "java"

    @staticmethod
    def missing() -> str:
        tools = [tool for tool in ("java", "javac", "mvn") if not shutil.which(tool)]
        return f"{', '.join(tools)} not installed" if tools else ""

    @staticmethod
    def versions() -> dict[str, str]:
        return {"java": run_tool(["java", "-version"], Path.cwd()).splitlines()[0]}

    def _build(self, programs: Sequence[tuple[FeatureSet, Context]], built: FeatureSet | None) -> list[str]:
        listed, code = [], []
        (self.folder / "classes").mkdir()
        for i, (featureset, context) in enumerate(programs):
            own = replace(featureset, options={**featureset.options, "java_package": f"p{i}"})
            for path, text in java_backend.library(own, context).items():
                if path.endswith(".java"):
                    place = f"src/{path.partition('/src/main/java/')[2]}"
                    code.append(place)
                else:
                    place = f"classes/{path.partition('/src/main/resources/')[2]}"
                self._write(place, text)
            listed.append(f"p{i} p{i}.{java_layout(own).main}")
        if built is not None and self.out is not None:
            names = java_layout(built)
            main = self.out / "java" / names.artifact / "src" / "main"
            code += [f'"{p.as_posix()}"' for p in sorted((main / "java").rglob("*.java"))]
            if (main / "resources").is_dir():
                shutil.copytree(main / "resources", self.folder / "classes", dirs_exist_ok=True)
            listed.append(f"p{len(programs)} {names.package}.{names.main}")
        self._write("programs.txt", "\n".join(listed) + "\n")
        self._write("sources.txt", "\n".join(code) + "\n")
        runtime = self.out / "java" / "runtime" if self.out else None
        path = os.pathsep.join([str(self.folder / "classes"), *java_classpath(runtime)])
        if code:
            run_tool(["javac", *_FLAGS, "-d", "classes", "-cp", path, "@sources.txt"], self.folder)
        return ["java", "-Xss4m", "-XX:+UseSerialGC", "-cp", path, "dev.featc.conform.Conform",
                str(self.folder / "programs.txt")]  # fmt: skip


_FLAGS = ("--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none")


def cache_folder() -> Path:
    """Where what is compiled is kept from run to run, by what it is compiled of."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "featc"


def java_classpath(runtime: Path | None = None) -> tuple[str, ...]:
    """A runtime, the protocol's program and what they need, compiled once for each state of their sources."""
    runtime = runtime or sources.folder("java") / "runtime"
    conform = sources.folder("java") / "conform"
    files = {
        f"{part.name}/{p.relative_to(part).as_posix()}": p
        for part in (runtime, conform)
        for p in sorted((part / "src" / "main").rglob("*"))
        if p.is_file()
    }
    state = hashlib.sha256(repr(JARS).encode())
    for name, path in files.items():
        state.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return _compiled(state.hexdigest()[:32], runtime, tuple(str(p) for n, p in files.items() if n.endswith(".java")))


@cache
def _compiled(state: str, runtime: Path, code: tuple[str, ...]) -> tuple[str, ...]:
    made, jars = cache_folder() / "java" / state, cache_folder() / "jars"
    jars.mkdir(parents=True, exist_ok=True)
    for artifact, jar in zip(JARS, _jars(jars), strict=True):
        if not Path(jar).exists():
            copy = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={jars}"]
            run_tool(copy, jars)
    if not made.exists():
        made.parent.mkdir(exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{state}.", dir=made.parent))
        try:
            run_tool(["javac", *_FLAGS, "-d", str(staging), "-cp", os.pathsep.join(_jars(jars)), *code], jars)
            shutil.copytree(runtime / "src" / "main" / "resources", staging, dirs_exist_ok=True)
            with contextlib.suppress(OSError):
                staging.rename(made)  # another run may have been quicker
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return (str(made), *_jars(jars))


def _jars(folder: Path) -> list[str]:
    return [str(folder / f"{name}-{version}.jar") for _, name, version in (a.split(":") for a in JARS)]


#: What the Java runtime and the protocol's program need, as in their pom.xml.
JARS = (
    "com.google.re2j:re2j:1.8",
    "com.google.code.gson:gson:2.13.2",
    "com.google.errorprone:error_prone_annotations:2.41.0",
)

#: By target.
LANGUAGES: dict[str, type[Programs]] = {"go": GoPrograms, "java": JavaPrograms}
