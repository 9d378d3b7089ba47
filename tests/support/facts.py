"""Facts of other projects, run as one fdl program in batch and row. Knows how values and verdicts look, no single fact.

A fact is a call of a function elsewhere, with its answer. A line of a mapping says how fdl writes the call: ``$0`` is
the first argument as a field of the input, ``#0`` as a literal.
"""

from __future__ import annotations

import re
import struct
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fdl_literals import write
from targets import compile_source

from featc.loaded import load
from featc.values.bits import same
from featc_dsl.types import SCALARS

NAN = float("nan")

_ARGUMENT = re.compile(r"([$#])(\d)")


@dataclass(frozen=True, slots=True)
class Value:
    """A raw value (None is null) and its type as fdl writes it, storage types and ``?`` included."""

    type: str
    value: Any


@dataclass(frozen=True, slots=True)
class Case:
    """One fact as fdl has it.

    ``answer`` is the one given elsewhere and its type; ``fails`` where that is an error. ``digits``: how many
    significant ones the fact has, 0 for all.
    """

    id: str
    expr: str
    args: tuple[Value, ...]
    answer: Value
    fails: bool = False
    digits: int = 0

    def agrees(self, found: Any) -> bool:
        """Whether this is the answer."""
        wanted = self.answer.value
        if self.digits and isinstance(found, float):
            found, wanted = (float(f"{x:.{self.digits}g}") for x in (found, wanted))
        return not self.fails and same(found, wanted)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of featc by which an answer differs, and where it is written."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Different:
    """A fact that differs: by which rule, and what featc answers."""

    rule: str
    answer: Any


@dataclass(frozen=True, slots=True)
class Report:
    """The verdicts by fact: those that agree, that differ by a rule, that have no expression, and those unexplained."""

    agree: tuple[str, ...]
    differ: Mapping[str, str]
    missing: Mapping[str, str]
    wrong: Mapping[str, str]

    def text(self, rules: Mapping[str, Rule]) -> str:
        """The counts, and each difference with its rule."""
        total = len(self.agree) + len(self.differ) + len(self.missing) + len(self.wrong)
        lines = [
            f"{total} facts: {len(self.agree)} agree, {len(self.differ)} differ by a rule, "
            f"{len(self.missing)} are not expressible, {len(self.wrong)} are unexplained"
        ]
        for key in sorted(set(self.differ.values())):
            named = [fact for fact, rule in self.differ.items() if rule == key]
            lines += ["", f"{len(named)} differ: {rules[key].text} ({rules[key].where})", _list(named)]
        for why in sorted(set(self.missing.values())):
            named = [fact for fact, reason in self.missing.items() if reason == why]
            lines += ["", f"{len(named)} not expressible: {why}", _list(named)]
        for fact, what in self.wrong.items():
            lines += ["", f"UNEXPLAINED {fact}: {what}"]
        return "\n".join(lines)


def _list(names: Sequence[str]) -> str:
    return textwrap.fill(", ".join(names), 110, initial_indent="  ", subsequent_indent="  ")


def judge(cases: Sequence[Case], different: Mapping[str, Different], missing: Mapping[str, str]) -> Report:
    """Run the cases and compare. A difference that is announced and not there is unexplained too."""
    agree, differ, wrong = list[str](), dict[str, str](), dict[str, str]()
    for case, (batch, row) in zip(cases, run(cases), strict=True):
        agrees, said = case.agrees(row), different.get(case.id)
        if not same(batch, row):
            wrong[case.id] = f"{case.expr} of {_shown(case)} gives {batch!r} in batch, {row!r} in row"
        elif said is None and agrees:
            agree.append(case.id)
        elif said is not None and same(row, said.answer) and not agrees:
            differ[case.id] = said.rule
        else:
            known = "" if said is None else f"; {said.answer!r} was announced"
            told = "an error" if case.fails else repr(case.answer.value)
            wrong[case.id] = f"{case.expr} of {_shown(case)} gives {row!r}, the fact says {told}{known}"
    for stale in different.keys() - {c.id for c in cases}:
        wrong[stale] = "there is no such fact"
    return Report(tuple(agree), differ, missing, wrong)


def _shown(case: Case) -> str:
    return f"({', '.join(f'{a.value!r}: {a.type}' for a in case.args)})"


def run(cases: Sequence[Case]) -> list[tuple[Any, Any]]:
    """What batch and row answer to each case: one program has them all, its one row all their arguments."""
    fields, features, values = list[str](), list[str](), list[Any]()
    for n, case in enumerate(cases):
        fields += [f"  in_{n}_{k}: {arg.type}" for k, arg in enumerate(case.args)]
        values += [arg.value for arg in case.args]
        features.append(f"feature out_{n}: {case.answer.type.rstrip('?')}? = {expression(case, n)}")
    source = "\n".join(["featureset facts.v1", "input Row {", *fields, "}", *features, ""])
    loaded = load(compile_source(source))
    first, second = loaded.batch([tuple(values)] * 2)
    assert all(map(same, first, second))
    return list(zip(first, loaded.row(tuple(values)), strict=True))


def expression(case: Case, number: int) -> str:
    """The expression with its arguments in place."""

    def argument(match: re.Match[str]) -> str:
        k = int(match[2])
        arg = case.args[k]
        if match[1] == "$":
            return f"in_{number}_{k}"
        if arg.value is None:
            return "null"
        kind = SCALARS[{"int32": "int64", "float32": "float64"}.get(bare := arg.type.rstrip("?"), bare)].kind
        return write(arg.value, kind)

    return _ARGUMENT.sub(argument, case.expr)


def float32(value: float) -> float:
    """The nearest float32."""
    return float(struct.unpack("<f", struct.pack("<f", value))[0])
