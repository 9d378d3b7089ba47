"""The command line called in this process, and small builds to certify."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import Result, call

from featc.certify.native import LANGUAGES
from featc.cli.exits import ENVIRONMENT

SOURCE = """\
featureset small.v1

input Row time t {
  x: float64
  n: int64?  in -1000..1000
  s: string?
  t: timestamp
}

let doubled = x * 2.0

feature log_x  = log1p(doubled)
feature bucket = (n ?? 7) // 10
feature shout  = upper(s)
feature pair   = [doubled, log_x]
"""


@pytest.fixture
def featc(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Call `featc` with these arguments."""
    return lambda *args: call(capsys, *args)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A feature file in a folder of its own, which is the current one."""
    path = tmp_path / "small.fdl"
    path.write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def build(featc: Callable[..., Result], source: Path) -> Callable[..., Path]:
    """Build for these targets; the folder of the set. A target whose tools are not here skips the test."""

    def build(*targets: str) -> Path:
        for target in targets:
            language = LANGUAGES.get(target.partition("_")[0])
            if language is not None and (missing := language.missing()):
                pytest.skip(missing)
        result = featc("build", source, "--target", ",".join(targets))
        if result.code == ENVIRONMENT:
            pytest.skip(result.err)
        assert result.code == 0, result.err
        return Path("generated/small")

    return build


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Python runtime, which what is certified uses, and this process does not."""
    import featc_runtime

    copy = tmp_path / "runtime" / "featc_runtime"
    shutil.copytree(Path(featc_runtime.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(copy.parent), os.environ.get("PYTHONPATH", "")]))
    return copy
