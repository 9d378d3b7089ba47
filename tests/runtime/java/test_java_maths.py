"""What is ported to Java of fdlibm has the bits of Java's StrictMath, on millions of calls. Knows how that is run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[3] / "runtimes/java/runtime/src/main/java/dev/featc/runtime"
#: Calls a function.
CALLS = 2_000_000


@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler is installed")
def test_the_bits_of_strict_math(tmp_path: Path) -> None:
    ported = [RUNTIME / f"Fdlibm{name}.java" for name in ("Arc", "Pow", "Words")]
    flags = ["--release", "17", "-Xlint:all", "-Werror", "-encoding", "UTF-8"]
    sources = [*ported, Path(__file__).with_name("MathsCheck.java")]
    subprocess.run(["javac", *flags, "-d", tmp_path, *sources], check=True)
    run = ["java", "-cp", str(tmp_path), "dev.featc.runtime.MathsCheck", str(CALLS)]
    found = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
    assert (found.stdout, found.stderr) == ("", "")
