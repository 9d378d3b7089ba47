"""The signatures of a row as people read them. Knows the language of signatures, no single operator's rule."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TypeAlias

from featc_dsl.catalogue.model import NO_DEFAULT, REFINEMENTS, WHEN, Op, Overload, Param
from featc_dsl.types import SCALARS

#: How operators are written that are neither calls nor `x symbol y`: one `{}` for each operand.
_FORMS = {"neg": "-{}", "not": "not {}", "if": "if {} then {} else {}", "list": "[{}]", "element": "{}[{}]"}

#: A signature, and the types in it that may be left open.
_Line: TypeAlias = tuple[str, tuple[str, ...]]

#: Stand for a scalar type that a line leaves open; no other text of a signature has them.
_OPEN = ("\x01", "\x02")
_TYPE = re.compile(rf"\b({'|'.join(SCALARS)})\b")


def signatures(op: Op) -> list[str]:
    """One line a signature; those that differ in one scalar type only share a line, or in two that go with each other
    in every way.
    """
    lines = _shared([(_signature(op, o), (_first(o),)) for o in op.overloads])
    if len(lines) > 1:
        pairs = [(_signature(op, o), (_first(o), o.result)) for o in op.overloads]
        crossed = _shared([p for p in pairs if p[1][0] != p[1][1]], [p for p in pairs if p[1][0] == p[1][1]])
        lines = crossed if len(crossed) < len(lines) else lines
    return lines


def _first(overload: Overload) -> str:
    """The scalar type that the first operand is of, or made of."""
    found = _TYPE.search(overload.params[0].type if overload.params else overload.result)
    return found[1] if found else ""


def _shared(lines: Sequence[_Line], alike: Sequence[_Line] = ()) -> list[str]:
    """The lines, each with the types that it may leave open; those that are alike but for them are one.

    The lines in ``alike`` have one type for both, and stand where the others leave it open twice.
    """
    groups: dict[str, list[_Line]] = {}
    for line, types in lines:
        groups.setdefault(_opened(line, types), []).append((line, types))
    for line, types in alike:
        place = next((g for g, held in groups.items() if _closed(g, types) == line and held), line)
        groups.setdefault(place, []).append((line, types))
    shown = []
    for opened, held in groups.items():
        choices = [list(dict.fromkeys(t[i] for _, t in held)) for i in range(len(held[0][1]))]
        count = 1
        for some in choices:
            count *= len(some)
        if len(held) == 1 or count != len(held):
            shown += [line for line, _ in held]
            continue
        names = tuple(letter if len(some) > 1 else some[0] for letter, some in zip("TU", choices, strict=False))
        where = [f"{name} is {_or(some)}" for name, some in zip(names, choices, strict=True) if len(some) > 1]
        shown.append(f"{_closed(opened, names)}   where {', '.join(where)}")
    return shown


def _opened(line: str, types: tuple[str, ...]) -> str:
    for mark, name in zip(_OPEN, types, strict=False):
        if name:
            line = re.sub(rf"\b{name}\b(?!:)", mark, line)
    return line


def _closed(line: str, types: tuple[str, ...]) -> str:
    for mark, name in zip(_OPEN, types, strict=False):
        line = line.replace(mark, name)
    return line


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _signature(op: Op, overload: Overload) -> str:
    """A signature, every type written out."""
    result = overload.result
    if overload.when:
        result += "?" if overload.when == "always" else f"? ({WHEN[overload.when]})"
    if op.symbol:
        form = _FORMS.get(op.name, f"{{}} {op.symbol} {{}}")
        return f"{form.format(*(_operand(p) for p in overload.params))} → {result}"
    return f"{op.name}({', '.join(f'{p.name}: {_operand(p)}' for p in overload.params)}) → {result}"


def _operand(param: Param) -> str:
    scalar = param.scalar
    text = (scalar.kind.value if scalar is not None else param.type) + ("?" if param.nullable else "")
    if param.many:
        text = f"[literal {text}, …]"
    elif param.const:
        text = f"literal {text}" if param.default is NO_DEFAULT else f"literal {text} = {json.dumps(param.default)}"
    return f"{text}, …" if param.variadic else text


def refinements(op: Op) -> list[tuple[str, str]]:
    """What is asked of literals beyond their type, each said once: the parameter's name, and what."""
    found = {(p.name, REFINEMENTS[p.type].what): None for o in op.overloads for p in o.params if p.type in REFINEMENTS}
    return list(found)
