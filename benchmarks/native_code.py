"""The ten features in Go and in Java and the benchmarks' programs beside them, compiled. Knows tools, measures nothing.

A folder holds what featc builds in ``ten/`` and copies of ``benchmarks/go`` and ``benchmarks/java``, whose dependencies
are pinned there.
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

HERE = Path(__file__).resolve().parent
#: Of the rows that all contenders are given, again and again: those of a processor's caches.
ROWS = 1024
_FIELDS = ("carrier", "origin", "dest", "tailnum", "distance", "dep_delay", "sched_dep")
_JAVAC = ("javac", "--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror")


def missing(*tools: str) -> str:
    """What is not installed of these, "" where all are."""
    absent = [tool for tool in tools if not shutil.which(tool)]
    return f"{', '.join(absent)}: not installed" if absent else ""


def generate(folder: Path, *targets: str) -> None:
    """Write what featc makes of the ten features."""
    writer.write_tree(folder / "ten", pipeline.build(loaded("ten").program, targets=list(targets)).files)


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
    shutil.copytree(HERE / "go", folder / "go", dirs_exist_ok=True)
    run(["go", "test", "-c", "-o", "benchmarks", "."], folder / "go")
    return folder / "go" / "benchmarks"


def java_benchmarks(folder: Path) -> str:
    """The class path of the benchmarks in Java."""
    generate(folder, "java_library")
    jars, classes = java_jars(HERE / "java" / "pom.xml"), folder / "classes"
    classes.mkdir(exist_ok=True)
    code = folder / "ten" / "java"
    compile_java(classes, jars, [code / "runtime", code / "ten"], "-proc:none")
    shutil.copytree(code / "runtime" / "src" / "main" / "resources", classes, dirs_exist_ok=True)
    # not -Werror: what JMH's annotation processor writes is not ours
    sources = [str(path) for path in (HERE / "java" / "src").rglob("*.java")]
    path = os.pathsep.join([str(classes), *jars])
    run([*_JAVAC[:-1], "-d", str(classes), "-cp", path, *sources], folder)
    return path


def compile_java(classes: Path, jars: Sequence[str], folders: Sequence[Path], *more: str) -> None:
    """Compile the sources of folders."""
    sources = [str(path) for folder in folders for path in sorted((folder / "src" / "main" / "java").rglob("*.java"))]
    path = os.pathsep.join([str(classes), *jars])
    run([*_JAVAC, *more, "-d", str(classes), "-cp", path, *sources], classes)


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
