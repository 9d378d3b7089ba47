"""The statements of the semantics' pages that are calls with an answer (`split_part("a,b", ",", -1)` is `"b"`) hold."""

from __future__ import annotations

import ast
import re

from parity import same, show
from project import ROOT
from targets import Targets, compile_source

from featc.check import check_source
from featc.ir import Value

_STATEMENT = re.compile(
    r"`([^`]+)` is (`\"[^`]*\"`|null\b|true\b|false\b|inf\b|−inf\b|−?\d[\d.]*\d|−?\d)(?! and U\+)(?!-)"
)

#: How many there were when this was written: what is stated is to be found, not passed over.
AT_LEAST = 50

_WORDS: dict[str, Value] = {"null": None, "true": True, "false": False, "inf": float("inf"), "−inf": float("-inf")}


def _program(expression: str) -> str:
    return f"featureset one.v1\ninput Row {{ x: int64 }}\nfeature y = {expression}\n"


def _statements() -> list[tuple[str, str, Value]]:
    """Page, expression and answer. What is a literal, or is about a variable, is no statement of this kind."""
    found = []
    for page in sorted((ROOT / "dsl" / "semantics").glob("*.md")):
        for expression, answer in _STATEMENT.findall(page.read_text(encoding="utf-8").replace("\n", " ")):
            value = _WORDS[answer] if answer in _WORDS else ast.literal_eval(answer.strip("`").replace("−", "-"))
            if re.search(r"[( ]", expression) and check_source("one.fdl", _program(expression)).featureset is not None:
                found.append((page.stem, expression, value))
    return found


def test_statements() -> None:
    statements = _statements()
    assert len(statements) >= AT_LEAST
    lines = ["featureset all.v1", "input Row { x: int64 }"]
    lines += [f"feature y{i} = {expression}" for i, (_, expression, _) in enumerate(statements)]
    program = compile_source("\n".join(lines) + "\n")
    wrong = []
    with Targets(program) as targets:
        results = {"batch": targets.batch([{"x": 1}])[0], "row": targets.row([{"x": 1}])[0]}
        results["interpreter"] = targets.interpret([{"x": 1}])[0]
        for target, row in results.items():
            for i, (page, expression, value) in enumerate(statements):
                if not same(row[f"y{i}"], value):
                    wrong.append(f"{page}: {expression} is {show(row[f'y{i}'])} in {target}, not {show(value)}")
    assert not wrong, "\n".join(wrong)
