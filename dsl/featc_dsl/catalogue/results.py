"""The type of a result, from the signature and the types of the operands. Knows the signatures' language, no nodes.

The one place for it: the type checker, the conformance vectors and the random programs of the tests all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from featc_dsl.catalogue.model import Nulls, Op, Overload
from featc_dsl.types import SCALARS, Type, list_of

#: Rows with a null rule of their own: whether the result may be null, from the operands' types.
OWN_NULLS: dict[str, Callable[[Sequence[Type]], bool]] = {
    "and": lambda a: any(x.nullable for x in a),
    "or": lambda a: any(x.nullable for x in a),
    "if": lambda a: a[1].nullable or a[2].nullable,
    "coalesce": lambda a: all(x.nullable for x in a),
    "is_null": lambda _: False,
    "is_same": lambda _: False,
    "count_null": lambda _: False,
    "list": lambda _: False,
    "null_if": lambda _: True,
}


def can_fail(overload: Overload, types: Sequence[Type]) -> bool:
    """Whether operands of these types, none of them null, can make the operation null."""
    if overload.when in ("", "always"):
        return overload.when == "always"
    varying, holes = any(t.at_most for t in types), _holes(types)
    least = min((t.size or 0 for t in types if t.is_list), default=0)
    conditions = {
        "empty": varying or holes or least < 1,
        "few": varying or holes or least < 2,
        "varying": varying,
        "holes": holes,
        "unlike": varying or holes,
    }
    return conditions[overload.when]


def result_type(op: Op, overload: Overload, types: Sequence[Type], consts: Sequence[Any]) -> Type:
    """The type of the operation on operands of these types (made to fit already), with these consts.

    Operands of type T have one type, but for their null.
    """
    if op.nulls is Nulls.OWN:
        nullable = OWN_NULLS[op.name](types)
    else:
        nullable = can_fail(overload, types) or any(t.nullable for t in types)
    text = overload.result
    if text in SCALARS:
        return SCALARS[text].with_null(nullable)
    if text == "T":
        held = _held(overload, types)
        return held.with_null(nullable or held.nullable)
    item_text, _, size_text = (part.strip() for part in text.removeprefix("list<").removesuffix(">").partition(","))
    item = _held(overload, types).bare if item_text.removesuffix("?") == "T" else SCALARS[item_text]
    size, at_most, holes = _size(overload, size_text, types, consts)
    holes = holes or (item_text.endswith("?") and _holes(types))
    return list_of(item.with_null(holes), size, at_most).with_null(nullable)


def _holes(types: Sequence[Type]) -> bool:
    """Whether a list among them may have null elements."""
    return any(t.item is not None and t.item.nullable for t in types)


def _held(overload: Overload, types: Sequence[Type]) -> Type:
    """What T is. Of a list whose items it is, nullable where those are; else not nullable."""
    for param, type in zip(overload.operands, types, strict=False):
        if param.is_list and param.item is None and type.item is not None:
            return type.item
    held = [t.bare for p, t in zip(_spread(overload, len(types)), types, strict=True) if p.type == "T"]
    first = held[0]
    if first.item is None or not _holes(held):
        return first
    return list_of(first.item.with_null(), first.size or 0, first.at_most)


def _spread(overload: Overload, count: int) -> list[Any]:
    """The parameter of each operand: the variadic last one as often as needed."""
    operands = list(overload.operands)
    if operands and operands[-1].variadic:
        operands += [operands[-1]] * (count - len(operands))
    return operands


def _size(overload: Overload, text: str, types: Sequence[Type], consts: Sequence[Any]) -> tuple[int, bool, bool]:
    """The size of a list result, whether that is the most, and whether its items may be null."""
    at_most = text.startswith("..")
    lists = {p.name: t for p, t in zip(overload.operands, types, strict=False) if p.is_list}
    literals = {p.name: c for p, c in zip(overload.consts, consts, strict=True)}
    size, holes = 0, False
    for name in text.removeprefix("..").split("+"):
        if name == "count":
            size += len(types)
            holes = holes or any(t.nullable for t in types)
        elif name.isdigit():
            size += int(name)
        elif name in literals:
            value = literals[name]
            size += value if isinstance(value, int) else len(value)
        else:
            size += lists[name].size or 0
            at_most = at_most or lists[name].at_most
            holes = holes or _holes(types)
    return size, at_most, holes
