"""Constants of generated Java: classes that hold them, and resources for those that are too large for code.

A class's static initialiser ends at 64 KB like any method. Knows the tree, no operation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from featc.backends.java_library import printer
from featc.backends.nativecode import tree as t
from featc.backends.nativecode.parts import mapped
from featc_dsl.types import Kind

#: Elements of a literal that may stand in code.
_MOST = 500
#: Literals in one class: of constants, and of elements.
_CLASS = 100

#: Letters of a constant's name that a file's name has room for.
_NAME = 100

Constant = tuple[str, str, t.Expr]


@dataclass(slots=True)
class Constants:
    """The constants of one library. ``resources`` are files by name, ``holders`` classes by name with their members.

    ``rename`` gives the path of each constant in code.
    """

    main: str
    resources: dict[str, str] = field(default_factory=dict)
    holders: dict[str, list[Constant]] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)

    def take(self, constants: Sequence[Constant]) -> None:
        """Places constants: a few in the class that computes, many in classes of their own."""
        placed = [(name, type, mapped(value, self._shrunk(name))) for name, type, value in constants]
        if len(placed) <= _CLASS:
            self.holders[f"{self.main}Compute"] = placed
            return
        for i in range(0, len(placed), _CLASS):
            holder = f"{self.main}Constants{i // _CLASS + 1}"
            self.holders[holder] = placed[i : i + _CLASS]
            self._paths.update((name, f"{holder}.{name}") for name, _, _ in self.holders[holder])

    def path(self, name: str) -> str:
        """A constant as code refers to it."""
        return self._paths.get(name, name)

    def rename(self, expr: t.Expr) -> t.Expr:
        """The expression with the paths of constants in it."""
        if isinstance(expr, t.Name) and expr.text in self._paths:
            return replace(expr, text=self._paths[expr.text])
        return expr

    def _shrunk(self, name: str) -> Callable[[t.Expr], t.Expr]:
        def shrink(expr: t.Expr) -> t.Expr:
            if isinstance(expr, t.Array) and len(expr.items) > _MOST:
                return self._table(name, expr.type, expr.items)
            if isinstance(expr, t.Call) and len(expr.args) > _MOST and expr.function == "List.of":
                return self._entries(name, expr)
            return expr

        return shrink

    def _table(self, name: str, type: str, items: Sequence[t.Expr]) -> t.Expr:
        file = f"{self.main}-{name[:_NAME]}-{len(self.resources) + 1}.txt"
        self.resources[file] = "".join(f"{_line(item)}\n" for item in items)
        reader = {"long[]": "longs", "double[]": "doubles", "boolean[]": "booleans", "String[]": "strings"}[type]
        return t.Call(f"Tables.{reader}", (t.Name(f"{self.main}.class"), t.Lit(file, Kind.STRING)))

    def _entries(self, name: str, call: t.Call) -> t.Expr:
        keys = [entry.args[0] for entry in call.args if isinstance(entry, t.Call)]
        values = [entry.args[1] for entry in call.args if isinstance(entry, t.Call)]
        if isinstance(values[0], t.Call):  # points
            lats = [v.args[0] for v in values if isinstance(v, t.Call)]
            lons = [v.args[1] for v in values if isinstance(v, t.Call)]
            made: t.Expr = t.Call(
                "Tables.points", (self._table(name, "double[]", lats), self._table(name, "double[]", lons))
            )
        else:
            made = t.Call("Tables.boxed", (self._table(name, _array(values[0]), values),))
        return t.Call("Tables.entries", (t.Call("Tables.boxed", (self._table(name, _array(keys[0]), keys),)), made))


def _array(item: t.Expr) -> str:
    assert isinstance(item, t.Lit)
    return {Kind.BOOL: "boolean[]", Kind.FLOAT64: "double[]", Kind.STRING: "String[]"}.get(item.kind, "long[]")


def _line(item: t.Expr) -> str:
    assert isinstance(item, t.Lit)
    value = item.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return float(value).hex() if item.kind is Kind.FLOAT64 else str(value)


def declared(constants: Sequence[Constant], indent: str = "    ") -> Iterator[str]:
    """The lines that declare constants."""
    for name, type, value in constants:
        yield from printer.LAYOUT.lines(f"static final {type} {name} = ", value, ";", indent)
