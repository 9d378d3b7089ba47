"""What no conformance vector reaches of the Java runtime: it compiles without a warning, its data are the pinned ones,
its XXH64 is lz4-java's, large patterns need no deep stack. Knows how it is compiled, no operator.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from engines import maven_jar

ROOT = Path(__file__).parents[3]
RUNTIME = ROOT / "runtimes/java/runtime/src/main"
PACKAGE = "dev/featc/runtime"
ARTIFACTS = ("com.google.re2j:re2j:1.8", "org.lz4:lz4-java:1.8.0")


@pytest.mark.parametrize("name", ["unicode.json", "zones.txt"])
def test_data_are_the_python_runtime_s(name: str) -> None:
    ours = RUNTIME / "resources" / PACKAGE / "data" / name
    assert ours.read_bytes() == (ROOT / "runtimes/python/featc_runtime/data" / name).read_bytes()


@pytest.mark.registry
def test_runtime(tmp_path: Path) -> None:
    jars = [maven_jar(artifact) for artifact in ARTIFACTS]
    if None in jars:
        pytest.skip("neither Maven with a Java compiler, nor re2j and lz4-java")
    path = ":".join(map(str, (tmp_path, RUNTIME / "resources", *jars)))
    sources = [*sorted((RUNTIME / "java" / PACKAGE).glob("*.java")), Path(__file__).with_name("RuntimeCheck.java")]
    flags = ["--release", "17", "-Xlint:all", "-Werror", "-encoding", "UTF-8"]
    subprocess.run(["javac", *flags, "-d", tmp_path, "-cp", path, *sources], check=True)
    found = subprocess.run(
        ["java", "-cp", path, "dev.featc.runtime.RuntimeCheck"], capture_output=True, encoding="utf-8", check=True
    )
    assert (found.stdout, found.stderr) == ("", "")
