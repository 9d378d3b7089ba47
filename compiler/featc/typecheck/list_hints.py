"""How lists and literal maps are used where a program has something else. Knows types and literals, no overloads."""

from __future__ import annotations

from collections.abc import Sequence

from featc.ir import Node, Value
from featc_dsl.types import Kind, Type

_MAP_KINDS: dict[type, str] = {bool: "bool", int: "int64", float: "float64", str: "string", tuple: "a list"}


def scalar_wanted(node: Node, text: str) -> str:
    """For a list where a value of a row is wanted."""
    item = node.type.item
    assert item is not None
    if item.kind is Kind.STRING:
        return f'take one item, `{text}[0]`, or join them: `join({text}, " ")`'
    if item.kind in (Kind.INT64, Kind.FLOAT64):
        return f"take one item, `{text}[0]`, or reduce the list, `mean({text})`; item by item go only `+ - * /`"
    return f"take one item, `{text}[0]`"


def items(wanted: Type, node: Node, text: str) -> str:
    """For a list whose items are of another type."""
    item = node.type.item
    if item is not None and wanted.kind is Kind.FLOAT64 and item.kind in (Kind.INT64, Kind.BOOL):
        return f"write `float64({text})`: it converts each item"
    return ""


def declared(wanted: Type, node: Node, text: str) -> str:
    """For a list that is declared with another length, or with other items."""
    have = node.type
    if wanted.item is None or have.item is None:
        return ""
    if wanted.item.kind is not have.item.kind:
        return items(wanted.item, node, text)
    size, most = wanted.size or 0, have.size or 0
    short = f"`head({text}, {size})`" if len(text) <= 40 else f"`head(…, {size})`"
    if not wanted.at_most:
        return f"declare `list<{wanted.item}, ..{most}>`: its length varies" if have.at_most else ""
    return f"{short} has at most {size} items" if most > size else ""


def unlike(name: str, one: Node, two: Node, texts: Sequence[str]) -> str:
    """For two lists of fixed and unlike lengths."""
    if name == "add" and all(len(t) <= 30 for t in texts):
        return f"to put one after the other write `concat({texts[0]}, {texts[1]})`"
    sizes = (one.type.size or 0, two.type.size or 0)
    longer = texts[0 if sizes[0] > sizes[1] else 1]
    return f"take as many of the longer one: `head({longer}, {min(sizes)})`" if len(longer) <= 30 else ""


def map_entries(node: Node, wanted: Sequence[tuple[Type, str]]) -> str:
    """What is wrong with a literal map where one of ``wanted`` is asked for, types of keys and of values."""
    pairs = node.consts[0]
    assert isinstance(pairs, tuple)
    keys, values = (_types([p[at] for p in pairs]) for at in (0, 1))  # type: ignore[index]
    for which, found in (("keys", keys), ("values", values)):
        if len(found) > 1 and set(found) != {"int64", "float64"}:
            return f"its {which} are of one type, these are {' and '.join(found)}"
    if not pairs:
        return "put a pair into it"
    key = str(wanted[0][0])
    if keys != [key] and not (key == "float64" and set(keys) <= {"int64", "float64"}):
        return f"its keys are of the type {key}, these are {' and '.join(keys)}"
    names = list(dict.fromkeys("a point, `[latitude, longitude]`" if v == "point" else v for _, v in wanted))
    return f"a value is {' or '.join(names)}, these are {' and '.join(values)}"


def _types(values: Sequence[Value]) -> list[str]:
    return list(dict.fromkeys(_MAP_KINDS[type(v)] for v in values))
