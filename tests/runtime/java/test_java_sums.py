"""Exact sums, means and variances in Java, whichever way they take, beside exact decimals. Knows how that is run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[3] / "runtimes/java/runtime/src/main/java/dev/featc/runtime"
LISTS = 7_000


@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler is installed")
def test_rounded_once(tmp_path: Path) -> None:
    sources = [RUNTIME / "ExactSum.java", Path(__file__).with_name("SumsCheck.java")]
    flags = ["--release", "17", "-Xlint:all", "-Werror", "-encoding", "UTF-8"]
    subprocess.run(["javac", *flags, "-d", tmp_path, *sources], check=True)
    run = ["java", "-cp", str(tmp_path), "dev.featc.runtime.SumsCheck", str(LISTS)]
    found = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
    assert (found.stdout, found.stderr) == ("", "")
