"""The reference meaning of arithmetic on lists: that of their elements. Knows what two numbers give, no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from featc.reference import arithmetic

_List: TypeAlias = tuple[Any, ...]


def _element(op: str, *operands: Any) -> Any:
    return None if None in operands else arithmetic.TABLE[op](*operands)


def _meanings(name: str, kind: str) -> dict[str, Callable[..., Any]]:
    op = f"{name}.{kind}"

    def lists(x: _List, y: _List) -> _List | None:
        return tuple(_element(op, x[i], y[i]) for i in range(len(x))) if len(x) == len(y) else None

    return {
        f"{name}.lists_{kind}": lists,
        f"{name}.list_{kind}": lambda x, y: tuple(_element(op, v, y) for v in x),
        f"{name}.{kind}_list": lambda x, y: tuple(_element(op, x, v) for v in y),
    }


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "neg.list_int64": lambda x: tuple(_element("neg.int64", v) for v in x),
    "neg.list_float64": lambda x: tuple(_element("neg.float64", v) for v in x),
}
for _name in ("add", "sub", "mul", "div"):
    for _kind in ("int64", "float64"):
        TABLE.update(_meanings(_name, _kind))
