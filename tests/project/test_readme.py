"""README.md: its examples run as pasted and print what it says, its lists are those of the project."""

from __future__ import annotations

import os
import re
from pathlib import Path

from click import Group
from project import BIN, ROOT, run_good
from readme import blocks, outputs, script

from featc.check import check_source
from featc.cli.group import commands


def test_every_example_is_run(tmp_path: Path) -> None:
    names = [b.name for b in blocks() if b.kind == "example"]
    assert names == ["build", "use"]
    env = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": ""}
    run_good(["bash", "-c", script(names)], cwd=tmp_path, env=env, timeout=300)
    for name, text in outputs().items():
        assert (tmp_path / f"{name}.out").read_text(encoding="utf-8") == text


def test_the_first_source_is_good() -> None:
    source = re.findall(
        r"^```fdl\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert [check_source("orders.fdl", text).diagnostics for text in source] == [()]


def test_length() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("\n") < 200


def test_the_commands_are_those_there_are() -> None:
    assert isinstance(commands, Group)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `featc (\w+)", text, re.MULTILINE)) == set(commands.commands)


def test_make_targets_that_texts_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "dsl/OPERATORS.md"):
        named = set(re.findall(r"(?:`|^)make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, name
