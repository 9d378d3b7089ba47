"""The ten features in Go and in Java and the benchmarks' programs beside them, compiled. Knows tools, measures nothing.

A folder holds what featc builds in ``ten/`` and a copy of ``benchmarks/go``. Dependencies are pinned in the programs'
go.mod and pom.xml.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from benchmarks.built import loaded
from benchmarks.data import ROOT, flights
from featc import pipeline, writer
from featc.backends.base import MissingTool
from featc.backends.go_service import plugins

HERE = Path(__file__).resolve().parent
#: Of the rows that all contenders are given, again and again: those of a processor's caches.
ROWS = 1024
_FIELDS = ("carrier", "origin", "dest", "tailnum", "distance", "dep_delay", "sched_dep")


def missing(*tools: str) -> str:
    """What is not installed of these, "" where all are."""
    absent = [tool for tool in tools if not shutil.which(tool)]
    return f"{', '.join(absent)}: not installed" if absent else ""


def missing_for_go_servers() -> str:
    """What is not installed of what servers in Go are made with, "" where all is."""
    try:
        plugins.find()
    except MissingTool as error:
        return str(error)
    return missing("go")


def generate(folder: Path, *targets: str) -> None:
    """Write what featc makes of the ten features."""
    writer.write_tree(folder / "ten", pipeline.build(loaded("ten").featureset, targets=list(targets)).files)


def write_rows(folder: Path) -> Path:
    """The rows as JSON, in the order of the fields; times in microseconds."""
    table = flights(ROWS)
    columns = [table.column(name) for name in _FIELDS]
    columns[-1] = columns[-1].cast(pa.int64())
    path = folder / "rows.json"
    path.write_text(json.dumps(list(zip(*(c.to_pylist() for c in columns), strict=True))), encoding="utf-8")
    return path


def go_benchmarks(folder: Path) -> Path:
    """The benchmarks in Go, in one executable."""
    generate(folder, "go_library")
    code = shutil.copytree(HERE / "go" / "in_process", folder / "go" / "in_process")
    run(["go", "test", "-c", "-o", "benchmarks", "."], code)
    return code / "benchmarks"


def java_benchmarks(folder: Path) -> str:
    """The class path of the benchmarks in Java."""
    generate(folder, "java_library")
    own, classes = HERE / "java" / "in_process", folder / "classes"
    jars = java_jars(own / "pom.xml")
    classes.mkdir(exist_ok=True)
    code = folder / "ten" / "java"
    _compile([code / "runtime", code / "ten"], classes, jars, "-Werror", "-proc:none")
    shutil.copytree(code / "runtime" / "src" / "main" / "resources", classes, dirs_exist_ok=True)
    path = [str(classes), *jars]
    _compile([own], classes, path)  # not -Werror: what JMH's processor of annotations writes is not ours
    return os.pathsep.join(path)


def go_servers(folder: Path) -> dict[str, Path]:
    """The generated server, the empty one and what puts load on them, by their commands' names."""
    generate(folder, "go_library", "go_service")
    code = shutil.copytree(HERE / "go" / "servers", folder / "go" / "servers")
    run(["go", "build", "-o", "bin/", "./load", "./empty", "featc.local/ten/service/cmd/tend"], code)
    return {path.name: path for path in (code / "bin").iterdir()}


def java_servers(folder: Path) -> dict[str, list[str]]:
    """The commands of the generated server and of the empty one."""
    generate(folder, "java_library", "java_service", "proto")
    run(["mvn", "-q", "-B", "package"], folder / "ten" / "java")
    target = folder / "ten" / "java" / "ten-service" / "target"
    classes = folder / "empty"
    path = [str(target / "ten-service.jar"), *(str(jar) for jar in (target / "lib").glob("*.jar"))]
    _compile([HERE / "java" / "servers"], classes, path, "-Werror", "-proc:none")
    return {
        "generated": ["java", "-jar", path[0]],
        "empty": ["java", "-cp", os.pathsep.join([str(classes), *path]), "benchmarks.Empty"],
    }


def _compile(folders: Sequence[Path], classes: Path, path: Sequence[str], *more: str) -> None:
    """Compile the sources of folders into another one."""
    classes.mkdir(exist_ok=True)
    sources = [str(source) for folder in folders for source in sorted((folder / "src").rglob("*.java"))]
    where = ["-d", str(classes), "-cp", os.pathsep.join([str(classes), *path])]
    run(["javac", "--release", "17", "-encoding", "UTF-8", "-Xlint:all", *more, *where, *sources], classes)


def java_jars(pom: Path) -> list[str]:
    """The jars that a pom.xml asks for, with what they need."""
    state = hashlib.sha256(pom.read_bytes()).hexdigest()[:16]
    made = ROOT / ".cache" / "benchmarks" / state
    if not (made / "done").exists():
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
        run(["mvn", "-q", "-B", "-f", str(pom), goal, f"-DoutputDirectory={made}"], pom.parent)
        (made / "done").touch()
    return sorted(str(jar) for jar in made.glob("*.jar"))


def run(command: Sequence[str], folder: Path, **environment: str) -> str:
    """What a command prints; SystemExit with its messages where it fails."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command[:6])} fails:\n{(done.stdout + done.stderr)[-6000:]}")
    return done.stdout
