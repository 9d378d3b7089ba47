"""A small feature set with its data, and the command line called in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from calling import Result, call
from trips import SOURCE, table


@pytest.fixture
def featc(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Call `featc` with these arguments."""
    return lambda *args: call(capsys, *args)


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
