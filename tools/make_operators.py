"""Writes dsl/OPERATORS.md from the operator catalogue: `make operators`."""

from __future__ import annotations

from pathlib import Path

from featc_dsl.catalogue.page import page

TARGET = Path(__file__).parents[1] / "dsl" / "OPERATORS.md"

if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
