"""A program that uses every family of operators, as users write one: its tests pass through every target."""

from __future__ import annotations

import sys
from pathlib import Path

from project import run_good

from featc_dsl.catalogue import ROWS

PROGRAM = Path(__file__).with_name("payments.fdl")


def test_every_family_is_in_it() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    used = {row.family for row in ROWS if f" {row.name}(" in text or (row.symbol and f" {row.symbol} " in text)}
    assert used == {row.family for row in ROWS}


def test_it_passes() -> None:
    told = run_good([sys.executable, "-m", "featc", "test", PROGRAM])
    assert "2 passed, 0 failed, each in reference, batch, row, service" in told
