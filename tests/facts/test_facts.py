"""Facts of other projects: each agrees, differs by a written rule, or has no expression, and it is said why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import substrait
import transform_facts
from facts import Case, Different, Rule, Value, judge
from project import ROOT

HERE = Path(__file__).parent


def facts(name: str) -> Any:
    """The facts of a file."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def test_substrait() -> None:
    every = facts("substrait_scalar.json")
    cases, missing = substrait.read(every)
    assert len(cases) + len(missing) == len(every) == 313
    report = judge(cases, substrait.DIFFERENT, missing)
    assert not report.wrong, report.text(substrait.RULES)
    assert len(report.agree) >= 298
    assert not any(why.startswith("nobody has said") for why in missing.values())


def test_tf_transform() -> None:
    cases, missing = transform_facts.read(facts("tft_facts.json"))
    report = judge(cases, transform_facts.DIFFERENT, missing)
    assert not report.wrong, report.text(transform_facts.RULES)
    assert len(report.agree) >= 164


def test_every_line_of_the_mapping_is_used() -> None:
    """Some fact is written with each, so that none outlives what it is for."""
    used = {id(substrait._line(fact)) for fact in facts("substrait_scalar.json")}
    assert [line.function for line in substrait.LINES if id(line) not in used] == []


@pytest.mark.parametrize(
    ("rules", "different"),
    [
        (substrait.RULES, substrait.DIFFERENT),
        (transform_facts.RULES, transform_facts.DIFFERENT),
    ],
    ids=["substrait", "tf transform"],
)
def test_rules_are_written(rules: Mapping[str, Rule], different: Mapping[str, Different]) -> None:
    assert {d.rule for d in different.values()} == rules.keys()
    for rule in rules.values():
        assert (ROOT / rule.where).is_file()


def test_a_wrong_answer_is_seen() -> None:
    one, two = Value("int64", 1), Value("int64", 2)
    cases = [
        Case("agrees", "$0 + $1", (one, one), two),
        Case("is wrong", "$0 + $1", (one, one), one),
        Case("should fail", "$0 + $1", (one, one), one, fails=True),
        Case("differs", "$0 + $1", (one, one), one),
        Case("differs no more", "$0 + $1", (one, one), two),
    ]
    different = {name: Different("rule", 2) for name in ("differs", "differs no more", "is gone")}
    report = judge(cases, different, {})
    assert (report.agree, report.differ) == (("agrees",), {"differs": "rule"})
    assert report.wrong.keys() == {"is wrong", "should fail", "differs no more", "is gone"}
