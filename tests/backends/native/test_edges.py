"""The edges of generated libraries, each tried in its own language: broken text, nulls, times out of range, builders,
batches of odd sizes, many threads. The programs are in ``edges``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from native import GoPrograms, JavaPrograms, java_classpath, run_tool
from targets import compile_source

from featc.backends.go_library.backend import BACKEND as GO
from featc.backends.java_library.backend import library
from featc.pipeline import context, identify

HERE = Path(__file__).with_name("edges")
PROGRAM = compile_source((HERE / "edges.fdl").read_text("utf-8"))


def test_go(tmp_path: Path) -> None:
    if missing := GoPrograms.missing():
        pytest.skip(missing)
    for path, content in GO.emit(PROGRAM, context(PROGRAM, identify(PROGRAM, None))).items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    shutil.copy(HERE / "edges_test.go", tmp_path / "go")
    race = ["-race"] if shutil.which("gcc") or shutil.which("clang") else []
    run_tool(["go", "test", *race, "."], tmp_path / "go")


def test_java(tmp_path: Path) -> None:
    if missing := JavaPrograms.missing():
        pytest.skip(missing)
    files = library(PROGRAM, context(PROGRAM, identify(PROGRAM, None)))
    for path, text in files.items():
        (tmp_path / path.rpartition("/")[2]).write_text(text, "utf-8")
    shutil.copy(HERE / "EdgesDriver.java", tmp_path)
    (tmp_path / "classes").mkdir()
    path = os.pathsep.join([str(tmp_path / "classes"), *java_classpath()])
    flags = ["--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none"]
    sources = [p.name for p in tmp_path.glob("*.java")]
    run_tool(["javac", *flags, "-d", "classes", "-cp", path, *sources], tmp_path)
    command = ["java", "-Duser.language=ar", "-Duser.country=EG", "-cp", path, "edges.v1.EdgesDriver"]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert (found.stdout, found.stderr) == ("", "")
