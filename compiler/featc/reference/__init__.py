"""The reference interpreter: what a program means, slowly and obviously. Knows the IR; shares no arithmetic with any
runtime but the scalar fdlibm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from featc.ir import Check, Input, Node, RowProgram, Value, walk
from featc.reference import (
    arithmetic,
    bits,
    categories,
    characters,
    civil,
    comparison,
    cyclic,
    exact,
    geography,
    instants,
    list_arithmetic,
    lists,
    logic,
    maths,
    numbers,
    reductions,
    regex,
    scaling,
    strings,
    time_text,
    times,
    tokens,
)
from featc_dsl.catalogue import BY_ID, Nulls
from featc_dsl.types import Storage

#: Overload id → its meaning on values: operands first, then consts. PROPAGATE rows never see a null.
MEANINGS: Final[dict[str, Callable[..., Any]]] = {
    **arithmetic.TABLE,
    **comparison.TABLE,
    **logic.TABLE,
    **numbers.TABLE,
    **bits.TABLE,
    **scaling.TABLE,
    **geography.TABLE,
    **maths.TABLE,
    **strings.TABLE,
    **characters.TABLE,
    **tokens.TABLE,
    **regex.TABLE,
    **times.TABLE,
    **civil.TABLE,
    **instants.TABLE,
    **time_text.TABLE,
    **cyclic.TABLE,
    **categories.TABLE,
    **lists.TABLE,
    **reductions.TABLE,
    **list_arithmetic.TABLE,
}


def apply(op: str, args: Iterable[Value], consts: Iterable[Value] = ()) -> Value:
    """One operation on values: the null rule of its row, then its meaning. None is null."""
    operands = [_enter(a) for a in args]
    if BY_ID[op][0].nulls is Nulls.PROPAGATE and None in operands:
        return None
    value: Value = MEANINGS[op](*operands, *consts)
    return value


def evaluate_nodes(roots: Iterable[Node], inputs: Mapping[str, Value]) -> dict[int, Value]:
    """The value of every node below the roots, by its key. ``inputs`` has every field that they read."""
    values: dict[int, Value] = {}
    for node in walk(roots):
        if node.op == "input":
            values[node.key] = _enter(inputs[str(node.consts[0])])
        elif node.op == "const":
            values[node.key] = _enter(node.consts[0])
        else:
            values[node.key] = apply(node.op, [values[a.key] for a in node.args], node.consts)
    return values


def evaluate_node(node: Node, inputs: Mapping[str, Value]) -> Value:
    """The value of one node, before any storage."""
    return evaluate_nodes([node], inputs)[node.key]


def evaluate(program: RowProgram, row: Mapping[str, Value]) -> dict[str, Value]:
    """Every output of one row, as stored. ``row`` has every input, null as None."""
    values = evaluate_nodes([f.node for f in program.outputs], entered(program.inputs, row))
    return {f.name: store(values[f.node.key], f.storage) for f in program.outputs}


def broken(checks: Iterable[Check], inputs: Iterable[Input], row: Mapping[str, Value]) -> list[Check]:
    """The checks that a row breaks, of those whose subjects are in it; values as they were given."""
    asked = [c for c in checks if all(name in row for name in c.subjects)]
    values = evaluate_nodes([c.node for c in asked], entered(inputs, row))
    return [c for c in asked if values[c.node.key] is False]


def entered(inputs: Iterable[Input], row: Mapping[str, Value]) -> dict[str, Value]:
    """A row as features see it: under the mark `nan as null` a NaN is null, of a list each element."""
    marked = {f.name for f in inputs if f.nan_as_null}
    return {name: _without_nan(value) if name in marked else value for name, value in row.items()}


def _without_nan(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(_without_nan(v) for v in value)
    return None if isinstance(value, float) and exact.is_nan(value) else value


def store(value: Value, storage: Storage | None) -> Value:
    """A value as its storage holds it: float32 rounded once, int32 null outside its range, lists by element."""
    if value is None or storage is None:
        return value
    if isinstance(value, tuple):
        return tuple(store(v, storage) for v in value)
    if storage == "float32":
        return exact.nearest_float32(float(value))
    return value if -(2**31) <= int(value) < 2**31 else None


def _enter(value: Value) -> Value:
    """A value as operators see it: one NaN."""
    if isinstance(value, tuple):
        return tuple(_enter(v) for v in value)
    return exact.canonical(value) if isinstance(value, float) else value


__all__ = ["MEANINGS", "apply", "broken", "entered", "evaluate", "evaluate_node", "evaluate_nodes", "store"]
