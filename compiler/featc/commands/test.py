"""`featc test`: the `test` blocks of a file, through every target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc

from featc.cli.exits import FINDINGS, GOOD
from featc.cli.output import Styled, say, say_json
from featc.commands import source
from featc.ir import FeatureSet, TestCase
from featc.loaded import Loaded, load
from featc.reference import evaluate
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
    failed = sum(bool(o.failures) for o in outcomes)
    if format_ == "json":
        say_json(_document(outcomes, list(targets)))
    else:
        _print(file, outcomes, list(targets))
    return FINDINGS if failed else GOOD


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
    outputs = featureset.row.outputs
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
                type = outputs[i].type
                failures.append(Failure(target, name, show(wanted, type), show(found[i], type)))
    return Outcome(case, tuple(failures))


def _print(file: Path, outcomes: list[Outcome], targets: list[str]) -> None:
    if not outcomes:
        say(f'{file}: no tests. A test block is: test "title" {{ given {{ … }} expect {{ … }} }}')
        return
    for outcome in outcomes:
        mark = Styled("failed", "red") if outcome.failures else Styled("passed", "green")
        say(mark, f"  {outcome.case.title}")
        for (feature, expected, found), where in _grouped(outcome.failures).items():
            of = "in every target" if len(where) == len(targets) else f"in {', '.join(where)}"
            if feature:
                say(f"        {feature} ({of})\n          expected {expected}\n          found    {found}")
            else:
                say(f"        {found} ({of})")
        if outcome.failures:
            say(f"        at {outcome.case.span}")
    failed = sum(bool(o.failures) for o in outcomes)
    say(f"\n{len(outcomes) - failed} passed, {failed} failed, each in {', '.join(targets)}")


def _grouped(failures: tuple[Failure, ...]) -> dict[tuple[str, str, str], list[str]]:
    """The same finding of several targets, told once."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for f in failures:
        groups.setdefault((f.feature, f.expected, f.found), []).append(f.target)
    return groups


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
