"""README.md: its examples run as pasted and print what it says, its lists are those of the project."""

from __future__ import annotations

import os
import re
from itertools import chain
from pathlib import Path

import pytest
from click import Group
from pairings import SIDES
from project import BIN, ROOT, run_good, tree
from readme import blocks, outputs, script

from featc.cli.group import commands

EXAMPLES = ["build", "use", "train", "serve", "call", "stop"]
CONTRACTS = ["build", "contracts"]
#: Those that need more than Python, each after the one that writes the feature set.
NATIVE = {"go": ["go-build", "go"], "java": ["java-build", "java"]}


def test_every_example_is_run() -> None:
    assert [b.name for b in blocks() if b.kind == "example"] == [*EXAMPLES, *chain(*NATIVE.values()), "contracts"]


def paste(names: list[str], place: Path) -> None:
    """Run these examples, and compare what they print."""
    place.mkdir()
    env = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": ""}
    run_good(["bash", "-c", script(names)], cwd=place, env=env, timeout=300)
    for name, text in outputs().items():
        if name in names:
            assert (place / f"{name}.out").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("names", [EXAMPLES, CONTRACTS], ids=["service", "contracts"])
def test_examples(names: list[str], tmp_path: Path) -> None:
    paste(names, tmp_path / "place")


@pytest.mark.parametrize("language", NATIVE)
def test_native_examples(language: str, tmp_path: Path) -> None:
    if missing := SIDES[language].missing():
        pytest.skip(missing)
    paste(["build", *NATIVE[language]], tmp_path / "place")


def test_the_tree_is_what_is_generated() -> None:
    (block,) = (b for b in blocks() if b.kind == "tree")
    told = re.findall(r"^  (\S+)", block.text, re.MULTILINE)
    assert sorted(told) == sorted(tree(ROOT / block.name))


def test_the_commands_are_those_there_are() -> None:
    assert isinstance(commands, Group)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `featc (\w+)", text, re.MULTILINE)) == set(commands.commands)


def test_make_targets_that_texts_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "dsl/ARCHITECTURE.md", "dsl/OPERATORS.md"):
        named = set(re.findall(r"(?:`|^)make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, name
