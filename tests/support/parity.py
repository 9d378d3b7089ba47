"""Parity: the interpreter and every target give the same bits. Knows programs, rows and targets, no operator.

A failure is told as small as it can be: the first node of the IR whose value differs when it is computed alone, on the
values that its operands really have, with everything in hexadecimal; and it is saved as a regression.
"""

from __future__ import annotations

import hashlib
import json
import random
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from native import LANGUAGES, NativePrograms
from rows import Row, make_rows
from targets import Targets, compile_source
from vectors import decode, encode

from featc.certify.blame import Make, blame
from featc.certify.programs import Failure
from featc.ir import FeatureSet, InputField, Output, RowProgram, Value
from featc.reference import evaluate
from featc.values.bits import same
from featc.values.text import show

REGRESSIONS = Path(__file__).parents[1] / "parity" / "regressions"

TARGETS = ("batch", "row", "service")
#: The usual budget: programs of one run, rows of each.
PROGRAMS, ROWS = 300, 50
CHUNKS = (1, 7, 64, 65_536)

Compute = Callable[[Targets, Sequence[Row]], list[Row]]
#: How each target is asked for the features of rows.
PYTHON: dict[str, Compute] = {"batch": Targets.batch, "row": Targets.row, "service": Targets.service}


def _native(language: type[NativePrograms]) -> Compute:
    """A native target asked for one program: for findings. Many at once are in ``native_parity``."""

    def ask(targets: Targets, rows: Sequence[Row]) -> list[Row]:
        with language([targets.featureset]) as native:
            return native.ask([(0, rows)])[0]

    return ask


ASK: dict[str, Compute] = {**PYTHON, **{name: _native(language) for name, language in LANGUAGES.items()}}


@dataclass(frozen=True, slots=True)
class Difference:
    """One feature of one row that two targets disagree on."""

    target: str
    feature: str
    row: int
    expected: Value
    found: Value


class ParityError(AssertionError):
    """Two targets disagree, or one fails.

    ``op`` is the first node's that differs alone ("" where none does). ``program``, ``source``, ``rows`` (few) and
    ``targets`` are what shows it.
    """

    def __init__(
        self, message: str, op: str, program: FeatureSet, source: str, rows: Sequence[Row], target: str
    ) -> None:
        super().__init__(message)
        self.op, self.featureset, self.source, self.rows = op, program, source, rows
        self.targets = (target.split(" ")[0],)


def check(source: str, seed: int, count: int = ROWS, targets: Sequence[str] = TARGETS) -> None:
    """Compile a source and compare the targets on rows of a seed; ParityError for the first difference."""
    program = compile_source(source)
    compare(program, make_rows(program, seed, count), source, seed=seed, targets=targets)


def compare(
    program: FeatureSet, rows: Sequence[Row], source: str, *, seed: int = 0, targets: Sequence[str] = TARGETS
) -> None:
    """Compare the targets with the interpreter on rows; ParityError for the first difference.

    The batch target also runs in chunks, by threads and in an order of rows that the seed decides.
    """
    try:
        made = Targets(program)
    except Exception:  # a program that does not build is a finding like any other
        failure = traceback.format_exc(limit=-3)
        raise ParityError(f"does not build\n{failure}\n{source}", "", program, source, rows[:1], "batch") from None
    with made as built:
        expected = built.interpret(rows)
        ways = {t: ASK[t] for t in targets}
        if "batch" in targets:
            ways |= split_ways(seed, len(rows))
        for name, ask in ways.items():
            found, failure = _ask(ask, built, rows)
            if failure:
                raise _failed(built, rows, source, name, ask, failure)
            difference = first_difference(program, name, expected, found)
            if difference is not None:
                raise differs(program, rows, source, difference)


def _ask(ask: Compute, built: Targets, rows: Sequence[Row]) -> tuple[list[Row], str]:
    """The features of rows, or how the target failed: that is a finding like any other."""
    try:
        return ask(built, rows), ""
    except Exception:
        return [], traceback.format_exc(limit=-3)


def split_ways(seed: int, count: int) -> dict[str, Compute]:
    """The batch target cut in chunks, by threads, in another order: each must give the same bits."""
    source = random.Random(seed)
    chunk, threads = source.choice(CHUNKS), source.choice((1, 2))
    order = source.sample(range(count), count)

    def split(targets: Targets, rows: Sequence[Row]) -> list[Row]:
        return targets.batch(rows, chunk_rows=chunk, threads=threads)

    def permuted(targets: Targets, rows: Sequence[Row]) -> list[Row]:
        places = order if len(rows) == count else list(range(len(rows)))
        found = targets.batch([rows[p] for p in places], chunk_rows=source.choice(CHUNKS[1:]))
        by_place = dict(zip(places, found, strict=True))
        return [by_place[i] for i in range(len(rows))]

    return {f"batch in chunks of {chunk} on {threads} thread(s)": split, "batch in another order": permuted}


def first_difference(
    program: FeatureSet, target: str, expected: Sequence[Row], found: Sequence[Row]
) -> Difference | None:
    """The first difference, by feature, then by row."""
    if len(found) != len(expected):
        raise AssertionError(f"{len(expected)} rows in, {len(found)} out")
    for feature in program.features:
        for i, (want, have) in enumerate(zip(expected, found, strict=True)):
            if not same(want[feature.name], have[feature.name]):
                return Difference(target, feature.name, i, want[feature.name], have[feature.name])
    return None


# --- blame ---------------------------------------------------------------------------------------------------


def differs(program: FeatureSet, rows: Sequence[Row], source: str, d: Difference) -> ParityError:
    """A difference as what is told of it: the first node that differs alone, both values, the row, the source."""
    feature, row = next(f for f in program.features if f.name == d.feature), rows[d.row]
    at_fault = blame(program.row, feature, row, _make(d.target.split(" ")[0]))
    told = "no node differs alone: passes, sharing, storage or the edge are to blame"
    if at_fault is not None:
        told = f"first node that differs: {at_fault.call}\n  expected {at_fault.expected}\n  found    {at_fault.found}"
    lines = [
        f"{d.target} differs from the interpreter in feature {d.feature}, row {d.row}",
        f"  expected {show(d.expected)}",
        f"  found    {show(d.found)}",
        told,
        _show_row(row),
        source,
    ]
    return ParityError("\n".join(lines), at_fault.op if at_fault else "", program, source, [row], d.target)


def _failed(built: Targets, rows: Sequence[Row], source: str, name: str, ask: Compute, failure: str) -> ParityError:
    """A target that raised: with one of the rows alone, if one is enough."""
    guilty = next(([row] for row in rows if _ask(ask, built, [row])[1]), list(rows))
    told = _show_row(guilty[0]) if len(guilty) == 1 else "no single row is enough"
    return ParityError(f"{name} fails\n{failure}\n{told}\n{source}", "", built.featureset, source, guilty, name)


def _show_row(row: Row) -> str:
    return "row: " + ", ".join(f"{name} = {show(value)}" for name, value in row.items())


@dataclass(frozen=True, slots=True)
class _InMemory:
    """Programs in a target of this process, asked as ``featc.certify`` asks those in processes of their own."""

    programs: Sequence[RowProgram]
    ask: Compute

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def try_ask(self, asked: Iterable[tuple[int, Sequence[Row]]]) -> list[list[Row | Failure]]:
        return [self._one(self.programs[number], rows) for number, rows in asked]

    def _one(self, program: RowProgram, rows: Sequence[Row]) -> list[Row | Failure]:
        with Targets(program) as built:
            answers, failure = _ask(self.ask, built, rows)
        return [Failure(failure)] * len(rows) if failure else list(answers)


def _make(target: str) -> Make:
    """How the programs that find a fault are made in a target."""
    if target in LANGUAGES:
        return LANGUAGES[target]
    return lambda programs: _InMemory(programs, ASK[target])


# --- regressions ---------------------------------------------------------------------------------------------


def save_regression(error: ParityError) -> Path:
    """A failure as a file that a test replays: the source, few rows, and what the interpreter says."""
    expected = [evaluate(error.featureset.row, row) for row in error.rows]
    document = {
        "source": error.source.splitlines(),
        "rows": [{n: encode(v) for n, v in row.items()} for row in error.rows],
        "expect": [{n: encode(v) for n, v in row.items()} for row in expected],
    }
    text = json.dumps(document, indent=1) + "\n"
    path = REGRESSIONS / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="ascii")
    return path


def load_regression(path: Path) -> tuple[FeatureSet, list[Row], str]:
    """The program, the rows and the source of a saved failure; the interpreter still says what it said then."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="ascii"))
    source = "\n".join([*document["source"], ""])
    program = compile_source(source)
    rows = _decoded(document["rows"], program.input.wire_fields)
    for row, expected in zip(rows, _decoded(document["expect"], program.features), strict=True):
        found = evaluate(program.row, row)
        for name, value in expected.items():
            assert same(found[name], value), f"{name}: expected {show(value)}, found {show(found[name])}"
    return program, rows, source


def replay(path: Path) -> None:
    """Compare every target, and the interpreter with what it said when the failure was saved."""
    compare(*load_regression(path))


def _decoded(rows: Sequence[dict[str, Any]], fields: Sequence[InputField] | Sequence[Output]) -> list[Row]:
    return [{f.name: decode(row[f.name], f.type) for f in fields} for row in rows]
