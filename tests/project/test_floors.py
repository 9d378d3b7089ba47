"""The oldest releases that are allowed are those that are tested."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("pyproject.toml", "runtimes/python/pyproject.toml")


def pins() -> dict[str, str]:
    lines = (ROOT / "requirements/oldest.txt").read_text().splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {name.lower().replace("_", "-"): version for name, version in pairs}


def floors() -> list[tuple[str, str]]:
    found = []
    for file in FILES:
        project = tomllib.loads((ROOT / file).read_text())["project"]
        extras = project.get("optional-dependencies", {}).values()
        for line in [*project["dependencies"], *(line for extra in extras for line in extra)]:
            match = re.match(r"([a-z0-9-]+)(?:\[[^]]*\])?(?:>=|==)([0-9.]+)", line)
            assert match, line
            if not match[1].startswith("featc"):
                found.append((match[1], match[2]))
    return found


@pytest.mark.parametrize(("name", "floor"), floors(), ids=str)
def test_the_oldest_release_that_is_allowed_is_the_one_that_is_tested(name, floor):
    pin = pins()[name].split(".")
    wanted = floor.split(".")
    assert pin[: len(wanted)] == wanted
    assert all(part == "0" for part in pin[len(wanted) :]), "a release before this one is allowed, and not tested"
