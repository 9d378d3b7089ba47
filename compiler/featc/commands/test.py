"""`featc test`: the `test` blocks of a file, through every target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc

from featc.cli.exits import FINDINGS, GOOD
from featc.cli.reports import show as show_report
from featc.commands import source
from featc.ir import FeatureSet, TestCase
from featc.loaded import Loaded, load
from featc.reference import evaluate
from featc.report.model import Case, Finding, Report, Section, Verdict, table
from featc.values.bits import same
from featc.values.rows import RawRow
from featc.values.text import show
from featc_runtime.errors import ContractError, SchemaError
from featc_runtime.service import Client, start


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that one target does not meet. ``feature`` is empty where the whole row was refused."""

    target: str
    feature: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one test."""

    case: TestCase
    failures: tuple[Failure, ...]


def run(file: Path, format_: str) -> int:
    """Run all tests of a file and tell which targets agree."""
    given = source.given(file, format_ == "json")
    featureset = given.featureset
    loaded = load(featureset, given.lock())
    with start(loaded.spec) as server, Client(loaded.spec, server.address) as client:
        targets = _targets(featureset, loaded, client)
        outcomes = [_run_case(featureset, loaded, case, targets) for case in featureset.tests]
    report = _report(file, outcomes, list(targets))
    show_report(report, format_)
    return GOOD if report.good else FINDINGS


Target = Callable[[RawRow], RawRow]


def _targets(featureset: FeatureSet, loaded: Loaded, client: Client) -> dict[str, Target]:
    names = [f.name for f in loaded.spec.wire_inputs]

    def reference(row: RawRow) -> RawRow:
        result = evaluate(featureset.row, dict(zip(names, row, strict=True)))
        return tuple(result[f.name] for f in featureset.features)

    return {
        "reference": reference,
        "batch": lambda row: loaded.batch([row])[0],
        "row": loaded.row,
        "service": client.transform,
    }


def _run_case(featureset: FeatureSet, loaded: Loaded, case: TestCase, targets: dict[str, Target]) -> Outcome:
    row = tuple(case.given.get(f.name) for f in loaded.spec.wire_inputs)
    position = {f.name: i for i, f in enumerate(featureset.features)}
    failures = []
    for target, transform in targets.items():
        try:
            found = transform(row)
        except (ContractError, SchemaError) as error:
            failures.append(Failure(target, "", "features", f"the row was refused: {error}"))
            continue
        except grpc.RpcError as error:
            failures.append(Failure(target, "", "features", f"the row was refused: {error.details()}"))
            continue
        for name, wanted in case.expect.items():
            i = position[name]
            if not same(wanted, found[i]):
                type = featureset.features[i].type
                failures.append(Failure(target, name, show(wanted, type), show(found[i], type)))
    return Outcome(case, tuple(failures))


def _report(file: Path, outcomes: list[Outcome], targets: list[str]) -> Report:
    failed = sum(bool(o.failures) for o in outcomes)
    sentence = f"{len(outcomes) - failed} passed, {failed} failed, each in {', '.join(targets)}"
    if not outcomes:
        sentence = f'{file}: no tests. A test block is: test "title" {{ given {{ … }} expect {{ … }} }}'
    rows = [("failed" if o.failures else "passed", o.case.title) for o in outcomes]
    findings = tuple(f for o in outcomes for f in _findings(o, targets))
    return Report(
        command="test",
        subject=str(file),
        verdict=Verdict.FAILED if failed else Verdict.PASSED,
        sentence=sentence,
        sections=(Section(table=table(("", ""), rows), findings=findings),) if rows else (),
        cases=tuple(_case(o, target) for o in outcomes for target in targets),
        data=_document(outcomes, targets),
    )


def _findings(outcome: Outcome, targets: list[str]) -> list[Finding]:
    """What differs, once where it does so in several targets."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for f in outcome.failures:
        groups.setdefault((f.feature, f.expected, f.found), []).append(f.target)
    found = []
    for (feature, expected, value), where in groups.items():
        of = "in every target" if len(where) == len(targets) else f"in {', '.join(where)}"
        lines = [("expected", expected)] if feature else []
        head = f"{outcome.case.title}: {feature or 'the row'} ({of})"
        found.append(Finding(head, (*lines, ("found", value), ("at", str(outcome.case.span)))))
    return found


def _case(outcome: Outcome, target: str) -> Case:
    alone = Outcome(outcome.case, tuple(f for f in outcome.failures if f.target == target))
    return Case(target, outcome.case.title, tuple(_findings(alone, [])))


def _document(outcomes: list[Outcome], targets: list[str]) -> dict[str, Any]:
    return {
        "ok": not any(o.failures for o in outcomes),
        "targets": targets,
        "tests": [
            {
                "title": o.case.title,
                "at": str(o.case.span),
                "ok": not o.failures,
                "failures": [
                    {"target": f.target, "feature": f.feature, "expected": f.expected, "found": f.found}
                    for f in o.failures
                ],
            }
            for o in outcomes
        ],
    }
