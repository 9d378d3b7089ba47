"""docs/guide: the examples of each guide run as pasted and print what it says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from project import BIN, ROOT, run_good
from readme import blocks, outputs, script

GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_examples(guide: Path, tmp_path: Path) -> None:
    names = [block.name for block in blocks(guide) if block.kind == "example"]
    assert names
    env = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": ""}
    run_good(["bash", "-c", script(names, guide)], cwd=tmp_path, env=env, timeout=300)
    for name, text in outputs(guide).items():
        assert (tmp_path / f"{name}.out").read_text(encoding="utf-8") == text


def test_every_guide_is_found_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [guide.name for guide in GUIDES if f"docs/guide/{guide.name}" not in readme] == []
