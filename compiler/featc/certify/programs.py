"""Programs of one target in one running process, asked by the conformance protocol. Knows processes, no operator.

The protocol is that of ``runtimes/go/conform`` and ``dev.featc.conform``: JSON lines of rows in, JSON lines of features
out. A target is a class that turns programs into one command.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from featc import pipeline
from featc.backends.base import Context
from featc.certify.rows import Row
from featc.certify.vectors import decode, encode
from featc.ir import FeatureSet, RowProgram, as_set
from featc.lock import Lock
from featc.passes import PASSES, run_all
from featc.readback import Unreadable, as_text, parse_json, read_at_most

#: The most bytes of all answers to one question.
_MOST_ANSWERS = 1 << 30


class Refused(Exception):
    """A program that a target does not take, or a row that it refuses."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a target said in place of features."""

    text: str


class Programs(ABC):
    """Row programs, or whole sets, in one target. A context manager; ``name`` is the target's. ``programs`` are asked
    by their position.

    ``folder`` is that of a built set: the runtime there is used, not the one that comes with featc. ``built`` is the
    set's program: what lies there is the last of the programs, as it lies there. ``lock`` has the numbers of its wire.
    """

    name: str
    #: How many vectors of an operation are asked for, where it is not all of them.
    most_vectors: int | None = None
    #: What is asked for nodes alone in its place, where it can only serve a whole set.
    prober: type[Programs] | None = None

    def __init__(
        self,
        programs: Sequence[RowProgram | FeatureSet],
        folder: Path | None = None,
        built: FeatureSet | None = None,
        lock: Lock | None = None,
    ) -> None:
        self.lock = lock
        self.programs = [as_set(p).row for p in (*programs, *([built] if built else []))]
        self.out = folder.resolve() if folder else None
        self.folder = Path(tempfile.mkdtemp(prefix=f"featc-{self.name}-"))
        try:
            self._command = self._build([_optimised(as_set(p)) for p in programs], built)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    @abstractmethod
    def missing() -> str:
        """What is not installed, "" where nothing is."""

    @staticmethod
    @abstractmethod
    def versions() -> dict[str, str]:
        """What computes, with versions."""

    @abstractmethod
    def _build(self, programs: Sequence[tuple[FeatureSet, Context]], built: FeatureSet | None) -> list[str]:
        """Write and compile; the command that answers the protocol."""

    def _write(self, path: str, content: str | bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())

    def ask(self, asked: Iterable[tuple[int, Sequence[Row]]]) -> list[list[Row]]:
        """The features of rows: for each (position of a program, rows) the answers, in order."""
        asked = list(asked)
        found: list[list[Row]] = []
        for (_, rows), answers in zip(asked, self.try_ask(asked), strict=True):
            for row, answer in zip(rows, answers, strict=True):
                if isinstance(answer, Failure):
                    raise Refused(f"{self.name} refuses the row {row}: {answer.text}")
            found.append([a for a in answers if not isinstance(a, Failure)])
        return found

    def try_ask(self, asked: Iterable[tuple[int, Sequence[Row]]]) -> list[list[Row | Failure]]:
        """As ``ask``, with what the target says of rows that it refuses."""
        asked = list(asked)
        answers = iter(self._answers([line for number, rows in asked for line in self._lines(number, rows)]))
        return [[self._row(number, next(answers)) for _ in rows] for number, rows in asked]

    def answers(self, number: int, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The answers as they come, violations and all."""
        return list(self._answers(self._lines(number, rows)))

    def _lines(self, number: int, rows: Sequence[Row]) -> list[str]:
        fields = self.programs[number].inputs
        return [json.dumps({"program": f"p{number}", "row": [encode(row[f.name]) for f in fields]}) for row in rows]

    def _answers(self, lines: Sequence[str]) -> list[dict[str, Any]]:
        given = ("\n".join(lines) + "\n").encode() if lines else b""
        answers: list[dict[str, Any]] = []
        try:
            for line in as_text(self._run(given), f"what {self.name} answers").split("\n"):
                if line:
                    name = f"answer {len(answers) + 1:,} of {self.name}"
                    answers.append(_object(parse_json(line, name), name))
        except Unreadable as error:
            raise Refused(str(error)) from None
        if len(answers) != len(lines):
            raise Refused(f"{self.name} gives {len(answers)} answers for {len(lines)} rows")
        return answers

    def _run(self, given: bytes) -> bytes:
        """What the command writes when it reads this; Refused where it fails, or never stops writing."""
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as errors:
            asked.write(given)
            asked.seek(0)
            with subprocess.Popen(
                self._command, stdin=asked, stdout=subprocess.PIPE, stderr=errors, cwd=self.folder
            ) as process:
                assert process.stdout is not None
                try:
                    answered = read_at_most(process.stdout.fileno(), _MOST_ANSWERS)
                except BaseException:
                    process.kill()
                    raise
                if answered is None:
                    process.kill()
                    raise Refused(f"{self.name} writes more than {_MOST_ANSWERS:,} bytes")
            if process.returncode != 0:
                errors.seek(0, os.SEEK_END)
                errors.seek(max(errors.tell() - 4000, 0))
                raise Refused(f"{self.name} ends with {process.returncode}: {errors.read().decode(errors='replace')}")
        return answered

    def _row(self, number: int, answer: dict[str, Any]) -> Row | Failure:
        features = self.programs[number].outputs
        if not isinstance(answer.get("features"), list):
            return Failure(str(answer.get("error") or answer))
        try:
            values = zip(features, answer["features"], strict=True)
            return {f.name: decode(v, f.type) for f, v in values}
        except (
            ValueError,
            TypeError,
            OverflowError,
        ) as error:  # a NaN other than the one that may leave, or another type
            return Failure(f"{error}: {answer['features']}")


def _object(answer: Any, name: str) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise Unreadable(f"{name} is not a JSON object")
    return answer


def _optimised(featureset: FeatureSet) -> tuple[FeatureSet, Context]:
    context = pipeline.context(featureset, pipeline.identify(featureset, None))
    return replace(featureset, row=run_all(featureset.row, PASSES)), context


def run_tool(command: Sequence[str], folder: Path, **more: str) -> str:
    """The output of a tool; Refused with its messages where it fails."""
    run = subprocess.run(
        command, cwd=folder, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )  # fmt: skip
    if run.returncode != 0:
        raise Refused(f"{' '.join(command[:4])} in {folder} fails:\n{(run.stdout + run.stderr)[:6000]}")
    return run.stdout + run.stderr
