"""docs/guide: the examples of each guide run as pasted and print what it says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pairings import SIDES
from project import BIN, ROOT, run_good, tree
from readme import blocks, outputs, script

GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_examples(guide: Path, tmp_path: Path) -> None:
    side = SIDES.get(guide.stem)
    if side is not None and (missing := side.missing()):
        pytest.skip(missing)
    names = [block.name for block in blocks(guide) if block.kind == "example"]
    assert names
    env = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": ""}
    run_good(["bash", "-c", script(names, guide)], cwd=tmp_path, env=env, timeout=300)
    for name, text in outputs(guide).items():
        assert (tmp_path / f"{name}.out").read_text(encoding="utf-8") == text


def test_every_guide_is_found() -> None:
    readme, index = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/README.md"))
    assert [guide.name for guide in GUIDES if f"docs/guide/{guide.name}" not in readme] == []
    pages = [p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if f"({page})" not in index and page != "README.md"] == []


def test_the_tree_is_what_is_generated() -> None:
    (block,) = (b for b in blocks(ROOT / "docs/guide/pipelines.md") if b.kind == "tree")
    told = re.findall(r"^  (\S+)", block.text, re.MULTILINE)
    assert sorted(told) == sorted(tree(ROOT / block.name))
