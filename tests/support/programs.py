"""Well-typed fdl programs at random, as source text. Knows how a program is put together, no single operator.

Each let and feature has an overload of its own at the root, drawn evenly from all of them, so that rare ones are not
left to luck. Inputs are nullable or not, stored narrowly, in contracts; features refer to features.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import fdl_literals as lit
from choosing import Chooser
from expressions import MOST, OVERLOADS, POSITIONS, Expressions, Function, Name, result_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from vectors import read_vectors, vector_files

from featc.certify.values import INTS, STRINGS
from featc_dsl.catalogue import Op, Overload
from featc_dsl.types import FLOAT64, INT64, SCALARS, Kind, Type, list_of

#: How deep expressions are nested.
DEPTH = 5

_SCALARS = tuple(SCALARS.values())


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawn program: its source, and the seed of its rows."""

    source: str
    seed: int


def random_program(seed: int, roots: Sequence[tuple[Op, Overload]] = OVERLOADS) -> Drawing:
    """The program of a seed. ``roots`` are the overloads that its lets and features have at their roots."""
    return Drawing(program(Chooser(seed), roots), seed)


def programs() -> st.SearchStrategy[Drawing]:
    """Well-typed programs. Hypothesis draws the seed alone: drawn choice by choice, two programs in three were
    variations of earlier ones, and broken operators stayed unseen. What it would shrink, `shrink` does line by line.
    """
    return st.integers(0, 2**64 - 1).map(random_program)


def for_programs(test: Callable[[Drawing], None], count: int) -> None:
    """Run a test on so many programs, the same ones in every run; its first failure is raised."""

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(programs())
    def run(drawing: Drawing) -> None:
        test(drawing)

    run()


def program(choose: Chooser, roots: Sequence[tuple[Op, Overload]] = OVERLOADS) -> str:
    """The text of one program."""
    fields = [_field(choose, i, kind) for i, kind in enumerate(_kinds(choose))]
    names = [name for _, name in fields if name is not None]
    make = Expressions(choose, names)
    lines = []
    for i in range(choose.below(3)):
        lines.append(_function(choose, make, i))
    for i in range(choose.below(3)):
        lines.append(_value(choose, make, f"l{i}", 3, "let", roots))
    for i in range(choose.between(4, 12)):
        row, overload = choose.pick(roots)
        called = _called(choose, make, f"f{i}", row, overload, fields) if choose.chance(30) else None
        depth = DEPTH if choose.chance(45) else 1
        lines.append(called or _value(choose, make, f"f{i}", depth, "feature", [(row, overload)]))
    if choose.chance(25):
        lines.append(_loop(choose, make))
    head = f"input Row{_time(choose, fields)} {{"
    # marks last, so that a seed has the expressions that it had before there were any
    marked = [line + _marks(choose, line) for line, _ in fields]
    return "\n".join(["featureset fuzz.v1", head, *marked, "}", *lines, ""])


def _kinds(choose: Chooser) -> list[Type]:
    """The types of the inputs: nearly all scalars once, so that operators find operands, and some more."""
    kinds: list[Type] = [s for s in _SCALARS if choose.chance(85)] or [INT64]
    kinds += [choose.pick(_SCALARS) for _ in range(choose.below(4))]
    kinds += [list_of(choose.pick(_SCALARS), choose.pick((POSITIONS, 1, 2))) for _ in range(choose.below(3))]
    kinds += [list_of(choose.pick(_SCALARS), choose.pick(MOST), at_most=True) for _ in range(choose.below(4))]
    return kinds


def _field(choose: Chooser, index: int, type: Type) -> tuple[str, Name | None]:
    """One field's line, and its name where features may read it."""
    name, mark = f"in_{index}", "?" if choose.chance(55) else ""
    if type.item is not None:
        item = _stored(choose, type.item)
        inner = "?" if choose.chance(40) else ""
        return f"  {name}: list<{item}{inner}, {_length(type)}>{mark}", Name(name, type)
    if choose.chance(3):
        return f"  {name}: {type}{mark} label", None
    text = f"  {name}: {_stored(choose, type)}{mark}"
    return text + _contract(choose, type, bool(mark), text), Name(name, type)


def _stored(choose: Chooser, type: Type) -> str:
    narrow = {Kind.FLOAT64: "float32", Kind.INT64: "int32"}.get(type.kind)
    return narrow if narrow and choose.chance(20) else str(type)


def _contract(choose: Chooser, type: Type, nullable: bool, text: str) -> str:
    if choose.chance(12):
        pool: tuple[float, ...] = {INT64: INTS, FLOAT64: (-1.5, 0.0, 1.0, 1e10, 1e300, 5e-324)}.get(type, ())
        if pool and "32" not in text:
            low, high = sorted(choose.some(pool, 2, 2))
            return f" in {lit.write(low, type.kind)}..{lit.write(high, type.kind)}"
        if type is SCALARS["string"]:
            return f" in [{', '.join(lit.write_string(s) for s in choose.some(STRINGS, 1, 4))}]"
    return " nulls <= 100%" if nullable and choose.chance(5) else ""


def _time(choose: Chooser, fields: list[tuple[str, Name | None]]) -> str:
    times = [n.text for line, n in fields if n is not None and line.split(": ", 1)[1] == "timestamp"]
    return f" time {choose.pick(times)}" if times and choose.chance(30) else ""


#: Values of a type, as a field's line has them → the mark that they may have, and how often in a hundred.
_MARKS = (
    (re.compile(r"[:<] ?float(64|32)\?"), " nan as null", 40),
    (re.compile(r"[:<] ?(float|int)(64|32)"), " rounded", 10),
    (re.compile(r"[:<] ?string"), " binary as utf8", 10),
    (re.compile(r"[:<] ?(timestamp|datetime)"), ' unit "ms"', 10),
)


def _marks(choose: Chooser, line: str) -> str:
    """Marks that fit a field, after its contracts."""
    return "".join(mark for values, mark, often in _MARKS if values.search(line) and choose.chance(often))


def _function(choose: Chooser, make: Expressions, index: int) -> str:
    params = [choose.pick(_SCALARS) for _ in range(choose.between(1, 3))]
    result = choose.pick(_SCALARS)
    inside = Expressions(
        choose, [Name(f"p{i}", t, literal=True) for i, t in enumerate(params)], list(make.functions), budget=8
    )
    body = inside.expr(result, 3)
    make.functions.append(Function(f"d{index}", tuple(params), result))
    return f"def d{index}({', '.join(f'p{i}: {t}?' for i, t in enumerate(params))}) = {body}"


def _value(
    choose: Chooser, make: Expressions, name: str, depth: int, keyword: str, roots: Sequence[tuple[Op, Overload]]
) -> str:
    """A let or a feature with any overload at its root: on bare inputs, where rows try it hardest, or on anything."""
    row, overload = choose.pick(roots)
    wanted = result_of(choose, overload)
    text = make.apply(row, overload, wanted, depth)
    declared = f": {_declared(choose, wanted)}" if keyword == "feature" and choose.chance(25) else ""
    # `- 5` is a literal, `least(5)` too
    literal = row.name == "neg" or not overload.params or overload.params[-1].variadic
    make.names.append(Name(name, wanted, literal))
    return f"{keyword} {name}{declared} = {text}"


def _called(
    choose: Chooser, make: Expressions, name: str, row: Op, overload: Overload, fields: list[tuple[str, Name | None]]
) -> str | None:
    """A feature that is one operation on fields of its own, of the types that one of its vectors has.

    Rows give such fields the operands of vectors, all at once. None where no vector has operands that fit its consts.
    """
    vector = choose.pick(operand_types(overload.id) or ((),))
    fixed = [t for t in vector if t.is_list and not t.at_most and t.size != POSITIONS]
    if not vector or (fixed and any(p.type == "position" for p in overload.params)):
        return None
    names = []
    for type in vector:
        names.append(f"in_{len(fields)}")
        fields.append((f"  {names[-1]}: {type.bare}{'?' if choose.chance(55) else ''}", None))
    return f"feature {name} = {make.call(row, overload, result_of(choose, overload), names)}"


@cache
def operand_types(op: str) -> tuple[tuple[Type, ...], ...]:
    """The types of the operands in an operation's vectors, each combination once."""
    path = vector_files().get(op)
    return () if path is None else tuple(dict.fromkeys(v.types for v in read_vectors(path)))


def _declared(choose: Chooser, type: Type) -> str:
    if type.item is None:
        return f"{_stored(choose, type)}?"
    return f"list<{_stored(choose, type.item)}?, {_length(type)}>?"


def _length(type: Type) -> str:
    return f"..{type.size}" if type.at_most else str(type.size)


def _loop(choose: Chooser, make: Expressions) -> str:
    """A `for` over numbers, or over fields of one type."""
    result = choose.pick(_SCALARS)
    inner = Expressions(choose, list(make.names), make.functions, budget=8)
    fields = [n for n in make.names if n.text.startswith("in_") and n.type.item is None]
    if fields and choose.chance(50):
        first = choose.pick(fields)
        items = [n.text for n in fields if n.type is first.type][:3]
        inner.names += [Name("w", first.type)] * 4
    else:
        items = [str(n) for n in choose.some((1, 2, 7, 30), 1, 3)]
        inner.names += [Name("w", INT64, literal=True)] * 4
    return f"for w in [{', '.join(items)}] {{\n  feature loop_{{w}} = {inner.expr(result, 3)}\n}}"
