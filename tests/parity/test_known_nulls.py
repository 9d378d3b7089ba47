"""What conditions tell about nulls changes no value: programs with and without that knowledge agree.

The type checker puts ``coalesce(x, zero)`` where it knows that x is not null. Were it ever wrong, the interpreter and
all targets would agree on a zero in place of a null, so here the coalesce is taken out again.
"""

from __future__ import annotations

import itertools

from choosing import Chooser
from parity import first_difference, same, show
from targets import Targets, compile_source

from featc.ir import Graph, Node, walk
from featc.passes.rebuild import rebuild
from featc.reference import evaluate

PROGRAMS = 40
_INTS, _BOOLS = ("a", "b", "chosen"), ("p", "q", "gone")
ROWS = [
    dict(zip("abpq", values, strict=True))
    for values in itertools.product((None, 1, 2), (None, 5), (None, True, False), (None, True, False))
]

_HEAD = """featureset known.v1
input Row {
  a: int64?
  b: int64?
  p: bool?
  q: bool?
}
def f(x: int64?, y: bool?) = if is_null(x) or y then 7 else x + 1
def g(x: int64?, y: bool?) = not is_null(x) and x > 1 or y
let chosen = if p then a else b
let gone = is_null(a) or q
"""


def boolean(choose: Chooser, depth: int) -> str:
    """A condition that asks for nulls, and uses what it asked about."""

    def deeper() -> str:
        return boolean(choose, depth - 1)

    if depth <= 0 or choose.chance(10):
        name = choose.pick((*_INTS, *_BOOLS))
        return choose.pick(
            (f"is_null({name})", f"not is_null({name})", choose.pick(_BOOLS), f"{choose.pick(_INTS)} > 1")
        )
    match choose.below(7):
        case 0 | 1:
            return f"({deeper()} and {deeper()})"
        case 2 | 3:
            return f"({deeper()} or {deeper()})"
        case 4:
            return f"(not {deeper()})"
        case 5:
            return f"(if {deeper()} then {deeper()} else {deeper()})"
    return choose.pick((f"is_null({integer(choose, depth - 1)})", f"g({integer(choose, depth - 1)}, {deeper()})"))


def integer(choose: Chooser, depth: int) -> str:
    """A number by choices."""
    if depth <= 0 or choose.chance(15):
        return choose.pick((*_INTS, "3"))
    if choose.chance(60):
        then, other = integer(choose, depth - 1), integer(choose, depth - 1)
        return f"(if {boolean(choose, depth - 1)} then {then} else {other})"
    if choose.chance(50):
        return f"({choose.pick(_INTS)} + {integer(choose, depth - 1)})"
    return f"f({integer(choose, depth - 1)}, {boolean(choose, depth - 1)})"


def forgotten(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node:
    """The node without knowledge; no `??` is written in these programs, so every coalesce is the type checker's."""
    return args[0] if node.op == "coalesce" else graph.node(node.op, args, node.consts, node.type)


def test_knowledge_changes_no_value() -> None:
    known = 0
    for seed in range(PROGRAMS):
        choose = Chooser(seed)
        lines = [f"feature f{i} = {integer(choose, 4)}\nfeature g{i} = {boolean(choose, 4)}" for i in range(3)]
        source = "\n".join([_HEAD, *lines, ""])
        program = compile_source(source)
        known += sum(node.op == "coalesce" for node in walk(f.node for f in program.features))
        naive = rebuild(program.row, forgotten)
        expected = [evaluate(naive, row) for row in ROWS]
        for row, want in zip(ROWS, expected, strict=True):
            have = evaluate(program.row, row)
            for name, value in want.items():
                assert same(value, have[name]), f"{name} of {row}: {show(value)}, found {show(have[name])}\n{source}"
        if seed % 4 == 0:
            with Targets(program, passes=()) as built:
                for target, found in (("batch", built.batch(ROWS)), ("row", built.row(ROWS))):
                    assert first_difference(program, target, expected, found) is None, source
    assert known > 100
