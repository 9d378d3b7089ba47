"""Proves one build: vectors, rows made to hurt and the user's own rows, in every target. Knows no operator, prints not.

The reference is the interpreter; what lies in the build's folder is what runs. All targets are made first, then each
slice of rows goes through all of them. What differs is blamed on an operation and told by a small row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from featc.certify.blame import blame
from featc.certify.build import Build
from featc.certify.certificate import FAILED, INCOMPLETE, PASSED
from featc.certify.paths import built_paths
from featc.certify.programs import Failure, Programs, Refused
from featc.certify.rows import Row
from featc.certify.smallest import smallest
from featc.certify.vector_programs import group, grouped, one_operation, row_of, with_nulls
from featc.certify.vectors import Vector, vector_files
from featc.ir import FeatureSet, Output, RowProgram, walk
from featc.lock import Lock
from featc.passes import PASSES, run_all
from featc.reference import evaluate
from featc.values.bits import count_bits, same
from featc.values.text import show

#: Features of one path that are blamed: each takes a compilation or two. All that differ are counted.
_BLAMED = 3
#: Rows of one feature that are kept to find a small one.
_KEPT = 50

#: What is another in each run: folders and numbers of incidents.
_CHANCE = re.compile(r"\S*/featc-[a-z]+-\w+|(?<=incident )[0-9a-f]{8}")

Advance = Callable[[int], None]


@dataclass
class PathRun:
    """One path through a target, and what became of it."""

    target: str
    path: str
    kind: type[Programs]
    vectors: int = 0
    rows: int = 0
    values: int = 0
    bits: int = 0
    programs: Programs | None = None
    problem: str = ""
    wrong_vectors: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: feature → rows that differ, the first of them kept
    wrong_rows: dict[str, list[tuple[Row, Any]]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def found(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.problem or self.wrong_vectors or self.counts)

    def document(self) -> dict[str, Any]:
        """Its part of the certificate."""
        verdict = FAILED if self.found else PASSED
        return {
            "verdict": verdict, "vectors": self.vectors, "rows": self.rows, "values": self.values, "bits": self.bits,
        }  # fmt: skip


class Proof:
    """A proof in progress. To be used as a context manager; first ``begin``, then ``rows``, then ``findings``."""

    def __init__(self, featureset: FeatureSet, build: Build, lock: Lock, targets: Sequence[str]) -> None:
        self.featureset, self.build, self.lock = featureset, build, lock
        self.operators = operators(featureset)
        self.unmade: dict[str, str] = {}
        self.runs: list[PathRun] = []
        self.advance: Advance = lambda count: None
        self._stack = ExitStack()
        for target in targets:
            paths = built_paths(build)[target]
            missing = sorted({kind.missing() for kind in paths.values()} - {""})
            if missing:
                self.unmade[target] = "; ".join(missing)
            else:
                self.runs += [PathRun(target, path, kind) for path, kind in paths.items()]
        self.targets = list(targets)

    def __enter__(self) -> Proof:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def steps(self) -> int:
        """Vectors of all paths, for a bar."""
        return sum(len(v) for run in self.runs for v in self._vectors(run).values())

    def _vectors(self, run: PathRun) -> dict[str, Sequence[Vector]]:
        found: dict[str, Sequence[Vector]] = {}
        for op in self.operators:
            vectors, most = with_nulls(op), run.kind.most_vectors
            if most != 0:
                found[op] = vectors[:: max(1, len(vectors) // most) if most else 1]
        return found

    def begin(self, rows: Sequence[Row]) -> None:
        """Make every path, and put the vectors of the operations and the first rows through it."""
        expected = [evaluate(self.featureset.row, row) for row in rows]
        for run in self.runs:
            vectors = self._vectors(run)
            programs = [one_operation(v) for v in vectors.values()]
            asked = [(i, [row_of(v, programs[i]) for v in each]) for i, each in enumerate(vectors.values())]
            try:
                made = run.kind(programs, self.build.folder, self.featureset, self.lock)
                run.programs = self._stack.enter_context(made)
                answers = run.programs.try_ask([*asked, (len(programs), rows)])
            except Refused as error:
                run.problem, run.programs = _lasting(str(error)), None
            else:
                for (op, each), program, found in zip(vectors.items(), programs, answers, strict=False):
                    self._compare_vectors(run, op, each, program, found)
                self._compare_rows(run, rows, expected, answers[-1])
            self.advance(sum(map(len, vectors.values())) + len(rows))

    def _compare_vectors(
        self, run: PathRun, op: str, vectors: Sequence[Vector], program: RowProgram, answers: Sequence[Row | Failure]
    ) -> None:
        names = {key: f.name for key, f in zip(grouped(vectors), program.outputs, strict=True)}
        for v, answer in zip(vectors, answers, strict=True):
            run.vectors += 1
            run.values += 1
            run.bits += count_bits(v.expect, v.result)
            found = answer.text if isinstance(answer, Failure) else answer[names[group(v)]]
            if isinstance(answer, Failure) or not same(found, v.expect):
                operands = [*map(show, v.args, v.types), *map(show, v.consts)]
                call = f"{op}({', '.join(operands)})"
                told = _lasting(answer.text) if isinstance(answer, Failure) else show(found, v.result)
                run.wrong_vectors.setdefault(op, []).append(
                    {"vector": v.place, "call": call, "expected": show(v.expect, v.result), "found": told}
                )

    def rows(self, rows: Sequence[Row]) -> None:
        """Put more rows through every path."""
        expected = [evaluate(self.featureset.row, row) for row in rows]
        for run in self.runs:
            if run.programs is not None:
                try:
                    answers = self._ask(run, rows)
                except Refused as error:
                    run.problem = _lasting(str(error))
                else:
                    self._compare_rows(run, rows, expected, answers)
            self.advance(len(rows))

    def _compare_rows(
        self, run: PathRun, rows: Sequence[Row], expected: Sequence[Row], answers: Sequence[Row | Failure]
    ) -> None:
        run.rows += len(rows)
        run.values += len(rows) * len(self.featureset.features)
        run.bits += sum(_bits(self.featureset, row) for row in expected)
        for row, want, answer in zip(rows, expected, answers, strict=True):
            self._compare(run, row, want, answer)

    def _compare(self, run: PathRun, row: Row, expected: Row, answer: Row | Failure) -> None:
        for feature in self.featureset.features:
            name = feature.name
            if isinstance(answer, Failure) or not same(answer[name], expected[name]):
                run.counts[name] = run.counts.get(name, 0) + 1
                kept = run.wrong_rows.setdefault(name, [])
                if len(kept) < _KEPT:
                    kept.append((row, answer))
            if isinstance(answer, Failure):
                return  # told once, with the first feature

    # --- what was found ------------------------------------------------------------------------------------------

    def findings(self) -> list[dict[str, Any]]:
        """Everything that is wrong, what can be blamed on an operation blamed on it."""
        found: list[dict[str, Any]] = [
            {"kind": "file", "file": path, "problem": what} for path, what in self.build.wrong_files()
        ]
        for run in self.runs:
            head = {"target": run.target, "path": run.path}
            if run.problem:
                found.append({"kind": "target", **head, "problem": run.problem})
            for op, wrong in run.wrong_vectors.items():
                found.append({"kind": "vector", **head, "operator": op, **wrong[0], "vectors": len(wrong)})
            found += [{"kind": "row", **head, **self._blamed(run, name)} for name in list(run.counts)[:_BLAMED]]
            found += [
                {"kind": "row", **head, "feature": name, "rows": count}
                for name, count in list(run.counts.items())[_BLAMED:]
            ]
        return found

    def _blamed(self, run: PathRun, name: str) -> dict[str, Any]:
        """A feature that differs: a small row, both values, and the operation at fault."""
        feature = next(f for f in self.featureset.features if f.name == name)
        row = smallest(self.featureset, name, [r for r, _ in run.wrong_rows[name]], partial(self._shows, run, feature))
        answer = self._ask(run, [row])[0]
        told = {
            "feature": name,
            "rows": run.counts[name],
            "row": {i.name: show(row[i.name], i.type) for i in self.featureset.row.inputs},
            "expected": show(evaluate(self.featureset.row, row)[name], feature.type),
            "found": _lasting(answer.text) if isinstance(answer, Failure) else show(answer[name], feature.type),
        }
        try:
            prober = run.kind.prober or run.kind
            guilty = blame(self.featureset.row, feature, row, lambda programs: prober(programs, self.build.folder))
        except Refused as error:
            return {**told, "operator": None, "problem": _lasting(str(error))}
        if guilty is None:
            return {**told, "operator": None, "problem": "no operation differs alone: what lies in the build does"}
        return {
            **told, "operator": guilty.op, "call": guilty.call,
            "operator_expected": guilty.expected, "operator_found": _lasting(guilty.found),
        }  # fmt: skip

    def _ask(self, run: PathRun, rows: Sequence[Row]) -> list[Row | Failure]:
        assert run.programs is not None
        return run.programs.try_ask([(len(run.programs.programs) - 1, rows)])[0]

    def _shows(self, run: PathRun, feature: Output, rows: Sequence[Row]) -> list[bool]:
        return [
            isinstance(answer, Failure)
            or not same(answer[feature.name], evaluate(self.featureset.row, row)[feature.name])
            for row, answer in zip(rows, self._ask(run, rows), strict=True)
        ]

    def compared(self) -> dict[str, int]:
        """What was compared, of all paths together."""
        parts = [run.document() for run in self.runs]
        return {key: sum(p[key] for p in parts) for key in ("vectors", "rows", "values", "bits")}

    def documents(self) -> dict[str, dict[str, Any]]:
        """The targets' part of the certificate."""
        found: dict[str, dict[str, Any]] = {}
        for target in self.targets:
            if target in self.unmade:
                found[target] = {"verdict": INCOMPLETE, "missing": self.unmade[target]}
                continue
            runs = [r for r in self.runs if r.target == target]
            found[target] = {
                "verdict": FAILED if any(r.found for r in runs) else PASSED,
                "versions": runs[0].kind.versions(),
                "paths": {r.path: r.document() for r in runs},
            }
        return found


def operators(featureset: FeatureSet) -> list[str]:
    """The operations of a program that have vectors, before and after the passes, in order."""
    files = vector_files()
    both = (featureset.row, run_all(featureset.row, PASSES))
    return sorted({n.op for p in both for n in walk(f.node for f in p.outputs) if n.op in files})


def _bits(featureset: FeatureSet, row: Row) -> int:
    return sum(count_bits(row[f.name], f.type, f.storage) for f in featureset.features)


def _lasting(text: str) -> str:
    """A text without what is another in each run."""
    return _CHANCE.sub("…", text)
