"""Parity: the interpreter and every target give the same bits. Knows programs, rows and targets, no operator.

A failure is told as small as it can be: the first node of the IR whose value differs when it is computed alone, on the
values that its operands really have, with everything in hexadecimal; and it is saved as a regression.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rows import Row, make_rows
from targets import Targets, compile_source
from vectors import encode

from featc.ir import Feature, Graph, InputField, InputRow, Node, Program, Value, walk
from featc.reference import evaluate_nodes, exact
from featc_dsl.span import Span

REGRESSIONS = Path(__file__).parents[1] / "parity" / "regressions"

TARGETS = ("batch", "row", "service")
ROWS = 50
CHUNKS = (1, 7, 64, 65_536)

Compute = Callable[[Targets, Sequence[Row]], list[Row]]
#: How each target is asked for the features of rows.
ASK: dict[str, Compute] = {"batch": Targets.batch, "row": Targets.row, "service": Targets.service}


def same(x: Value, y: Value) -> bool:
    """Whether two values are the same bits, of the same kind."""
    if isinstance(x, float) and isinstance(y, float):
        return exact.bits(x) == exact.bits(y)
    if isinstance(x, tuple) and isinstance(y, tuple):
        return len(x) == len(y) and all(same(a, b) for a, b in zip(x, y, strict=True))
    return type(x) is type(y) and x == y


def show(value: Value) -> str:
    """A value with its bits: floats and ints in hexadecimal, strings by code point where they are not plain."""
    if isinstance(value, tuple):
        return f"[{', '.join(show(v) for v in value)}]"
    if isinstance(value, float):
        return f"{value!r} (0x{exact.bits(value):016x})"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value} (0x{value % 2**64:x})"
    return ascii(value)


@dataclass(frozen=True, slots=True)
class Difference:
    """One feature of one row that two targets disagree on."""

    target: str
    feature: str
    row: int
    expected: Value
    found: Value


class ParityError(AssertionError):
    """Two targets disagree. ``op`` is the first node's that differs alone, or where a target failed altogether."""

    def __init__(self, message: str, op: str) -> None:
        super().__init__(message)
        self.op = op


def check(source: str, seed: int, count: int = ROWS, *, service: bool = True, save: bool = True) -> Program:
    """Compile a source and compare every target on rows of a seed; ParityError for the first difference.

    The batch target runs in chunks, threads and an order of rows drawn from the seed, besides as a whole.
    """
    program = compile_source(source)
    rows = make_rows(program, seed, count)
    compare(program, rows, source=source, seed=seed, service=service, save=save)
    return program


def compare(
    program: Program, rows: Sequence[Row], *, source: str, seed: int = 0, service: bool = True, save: bool = True
) -> None:
    """The comparison of `check` for a program and rows at hand."""
    with Targets(program) as targets:
        expected = targets.interpret(rows)
        asked = [t for t in TARGETS if service or t != "service"]
        ways: dict[str, Compute] = {t: ASK[t] for t in asked} | split_ways(seed, len(rows))
        for name, ask in ways.items():
            try:
                found = ask(targets, rows)
                difference = first_difference(program, name, expected, found)
            except Exception as error:  # a target that fails is a finding like any other
                raise _failed(program, rows, source, name, ask, error, save) from error
            if difference is not None:
                raise _differs(program, rows, source, difference, save)


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


def first_difference(program: Program, target: str, expected: Sequence[Row], found: Sequence[Row]) -> Difference | None:
    """The first difference, by feature, then by row."""
    if len(found) != len(expected):
        raise AssertionError(f"{len(expected)} rows in, {len(found)} out")
    for feature in program.features:
        for i, (want, have) in enumerate(zip(expected, found, strict=True)):
            if not same(want[feature.name], have[feature.name]):
                return Difference(target, feature.name, i, want[feature.name], have[feature.name])
    return None


# --- blame ---------------------------------------------------------------------------------------------------


def _differs(program: Program, rows: Sequence[Row], source: str, d: Difference, save: bool) -> ParityError:
    feature = next(f for f in program.features if f.name == d.feature)
    node, told = blame(feature, rows[d.row], d.target)
    lines = [
        f"{d.target} differs from the interpreter in feature {d.feature}, row {d.row}",
        f"  expected {show(d.expected)}",
        f"  found    {show(d.found)}",
        told,
        f"row: { {name: show(v) for name, v in rows[d.row].items()} }",
        *([f"saved as {save_regression(source, [rows[d.row]], program)}"] if save and source else []),
        source,
    ]
    return ParityError("\n".join(lines), node.op)


def _failed(
    program: Program, rows: Sequence[Row], source: str, name: str, ask: Compute, error: Exception, save: bool
) -> ParityError:
    """A target that raised: with one of the rows alone, if one is enough."""
    guilty = list(rows)
    with Targets(program) as targets:
        for row in rows:
            try:
                ask(targets, [row])
            except Exception:  # whatever it is, this row is enough
                guilty = [row]
                break
    lines = [
        f"{name} fails: {type(error).__name__}: {error}",
        f"row: { {n: show(v) for n, v in guilty[0].items()} }" if len(guilty) == 1 else "no single row is enough",
        *([f"saved as {save_regression(source, guilty, program)}"] if save and source else []),
        source,
    ]
    return ParityError("\n".join(lines), "")


def blame(feature: Feature, row: Row, target: str) -> tuple[Node, str]:
    """The first node below a feature that differs when it is computed alone on its operands' values."""
    ask = ASK[target.split(" ")[0]]
    values = evaluate_nodes([feature.node], row)
    for node in walk([feature.node]):
        if node.op in ("input", "const"):
            continue
        operands = [values[a.key] for a in node.args]
        try:
            found = ask_one(node, operands, ask)
        except Exception as error:  # a target may fail where it should differ
            return node, f"first node that fails alone: {node.op}: {type(error).__name__}: {error}"
        if not same(values[node.key], found):
            shown = ", ".join(show(v) for v in operands)
            consts = f" consts {node.consts!r}" if node.consts else ""
            return node, (
                f"first node that differs alone: {node.op}({shown}){consts}\n"
                f"  expected {show(values[node.key])}\n  found    {show(found)}"
            )
    return feature.node, "no node differs alone: passes, fusion or storage are to blame"


def ask_one(node: Node, operands: Sequence[Value], ask: Compute) -> Value:
    """A target's value of one node on given operands."""
    program, names = one_node(node)
    with Targets(program) as targets:
        (found,) = ask(targets, [dict(zip(names, operands, strict=True))])
    return found["found"]


def one_node(node: Node) -> tuple[Program, list[str]]:
    """A program whose only feature is a node, with an input for each operand."""
    graph, span = Graph(), Span("node", 0, 0, 1, 1)
    names = [f"x{i}" for i in range(len(node.args))]
    fields = [InputField(n, n, a.type, span) for n, a in zip(names, node.args, strict=True)]
    args = [graph.input(f.name, f.type) for f in fields] or [graph.const(None, node.type)]
    made = graph.node(node.op, args, node.consts, node.type)
    row = InputRow("Row", tuple(fields) or (InputField("unused", "unused", node.type, span),), span)
    return Program("node", 1, row, (Feature("found", made, made.type, span),), graph, "node.fdl", ""), names


# --- regressions ---------------------------------------------------------------------------------------------


def save_regression(source: str, rows: Sequence[Row], program: Program) -> Path:
    """A failure as a file that a test replays: source, rows, and what the interpreter says."""
    with Targets(program) as targets:
        expected = targets.interpret(rows)
    document = {
        "source": source.splitlines(),
        "rows": [{n: encode(v) for n, v in row.items()} for row in rows],
        "expect": [{n: encode(v) for n, v in row.items()} for row in expected],
    }
    text = json.dumps(document, indent=1, ensure_ascii=True) + "\n"
    path = REGRESSIONS / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="ascii")
    return path


def typed_rows(rows: Sequence[dict[str, Any]], fields: Sequence[InputField] | Sequence[Feature]) -> list[Row]:
    """Rows of a regression file as values."""
    from vectors import decode

    return [{f.name: decode(row[f.name], f.type) for f in fields} for row in rows]


__all__ = ["ParityError", "blame", "check", "compare", "one_node", "replace", "save_regression", "show", "typed_rows"]
