"""A small feature set with its data, and the command line called in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from trips import SOURCE, table

from featc.cli import run


@dataclass(frozen=True)
class Result:
    """What a command left."""

    code: int
    out: str
    err: str


@pytest.fixture
def featc(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Call `featc` with these arguments."""

    def call(*args: object) -> Result:
        capsys.readouterr()
        code = run([str(a) for a in args])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The feature file, in a folder of its own."""
    path = tmp_path / "trips.fdl"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The rows as Parquet."""
    path = tmp_path / "trips.parquet"
    pq.write_table(table(), path)
    return path
