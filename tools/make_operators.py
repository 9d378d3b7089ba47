"""Writes dsl/OPERATORS.md and the operators of dsl/LANGUAGE.md from the operator catalogue: `make operators`."""

from __future__ import annotations

from pathlib import Path

from featc_dsl.catalogue.page import in_language, page

DSL = Path(__file__).parents[1] / "dsl"

if __name__ == "__main__":
    (DSL / "OPERATORS.md").write_text(page(), encoding="utf-8")
    language = DSL / "LANGUAGE.md"
    language.write_text(in_language(language.read_text(encoding="utf-8")), encoding="utf-8")
