"""The operator catalogue as people read it: its examples are true, its page is the one checked in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parity import same, show
from project import ROOT
from targets import Targets, compile_source

from featc.ir import FeatureSet
from featc.passes import PASSES
from featc.reference import evaluate
from featc_dsl.catalogue import ROWS, Example, Op
from featc_dsl.catalogue.page import in_language, page

EXAMPLES = [(row.name, example) for row in ROWS for example in row.examples]


def test_every_operator_has_an_example() -> None:
    assert {name for name, _ in EXAMPLES} == {row.name for row in ROWS}


def program_of(examples: list[Example]) -> FeatureSet:
    """A program with an example's expression and what it must be as two features."""
    lines = ["featureset examples.v1", "input Row { x: int64 }"]
    for i, example in enumerate(examples):
        lines += [f"feature found_{i} = {example.expr}", f"feature wanted_{i} = {example.value}"]
    return compile_source("\n".join(lines) + "\n")


@pytest.mark.parametrize("target", ["interpreter", "batch", "row", "batch unfolded", "row unfolded"])
def test_examples(target: str) -> None:
    """In each target, with the operations worked out by the compiler and, unfolded, by the target itself."""
    program = program_of([example for _, example in EXAMPLES])
    with Targets(program, passes=() if target.endswith("unfolded") else PASSES) as targets:
        ask: dict[str, Callable[[], list[dict[str, object]]]] = {
            "interpreter": lambda: [evaluate(program.row, {"x": 1})],
            "batch": lambda: targets.batch([{"x": 1}]),
            "row": lambda: targets.row([{"x": 1}]),
        }
        [features] = ask[target.split()[0]]()
    wrong = []
    for i, (name, example) in enumerate(EXAMPLES):
        found, wanted = features[f"found_{i}"], features[f"wanted_{i}"]
        if not same(found, wanted):
            wrong.append(f"{name}: {example.expr} is {show(found)}, not {show(wanted)}")
    assert not wrong, "\n".join(wrong)


def test_the_page_is_fresh() -> None:
    text = (ROOT / "dsl" / "OPERATORS.md").read_text(encoding="utf-8")
    assert text == page(), "dsl/OPERATORS.md is not what the catalogue says: run `make operators`"


def test_the_overview_in_the_language_is_fresh() -> None:
    text = (ROOT / "dsl" / "LANGUAGE.md").read_text(encoding="utf-8")
    assert text == in_language(text), "dsl/LANGUAGE.md is not what the catalogue says: run `make operators`"
    assert "](OPERATORS.md#clip)" in text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.family} {row.name}")
def test_each_row_says_its_rules(row: Op) -> None:
    """A sentence of meaning; what NaN does where a float64 may go in; what makes null where a value fails."""
    assert row.doc.endswith(".")
    floats = [o.id for o in row.overloads for p in o.operands if p.type == "T" or "T>" in p.type or "float64" in p.type]
    assert row.nan or not floats, f"{floats} take float64: say what NaN does"
    assert row.edges or row.null_rule or not any(o.fallible for o in row.overloads), "say where it fails"
