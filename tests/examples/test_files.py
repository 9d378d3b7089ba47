"""The HTTP services as files: the commands of their READMEs run as pasted, in a copy, and print what they say."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from http_examples import EXAMPLES, FOLDER, copied, needed
from native import run_tool
from readme import blocks, outputs, script

NAMES = ["run", "ask", "remote", "ask-remote"]


def paste(text: str, place: Path, printed: Path) -> None:
    """Run a script in a group of processes of its own, all of which end with it: those that `go run` started too."""
    with printed.open("w") as out:
        shell = subprocess.Popen(
            ["bash", "-c", text], cwd=place, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            assert shell.wait(240) == 0, printed.read_text(encoding="utf-8")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
            shell.wait()


@pytest.mark.parametrize("name", EXAMPLES)
def test_commands(name: str, tmp_path: Path) -> None:
    needed(name, "curl")
    place = copied(name, tmp_path)
    readme = place / "README.md"
    assert [b.name for b in blocks(readme) if b.kind == "example"] == NAMES
    paste(script(NAMES, readme), place, tmp_path / "printed.txt")
    assert outputs(readme).keys() == {"ask", "ask-remote"}
    for step, text in outputs(readme).items():
        assert (place / f"{step}.out").read_text(encoding="utf-8") == text


def test_go_is_clean() -> None:
    """Java's is by its own build: warnings are errors there."""
    needed("go")
    folder = FOLDER / "go-service"
    assert run_tool(["gofmt", "-l", "."], folder) == ""
    run_tool(["go", "mod", "tidy", "-diff"], folder)
    run_tool(["go", "vet", "./..."], folder)
    if checker := shutil.which("staticcheck"):
        run_tool([checker, "./..."], folder)
