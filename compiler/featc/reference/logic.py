"""The reference meaning of three-valued logic and of nulls. Knows None as null, no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc.reference import exact
from featc.reference.comparison import is_same


def _and(x: bool | None, y: bool | None) -> bool | None:
    if x is False or y is False:
        return False
    return None if x is None or y is None else True


def _or(x: bool | None, y: bool | None) -> bool | None:
    if x is True or y is True:
        return True
    return None if x is None or y is None else False


def _if(cond: bool | None, then: Any, other: Any) -> Any:
    return then if cond is True else other


def _coalesce(x: Any, y: Any) -> Any:
    return y if x is None else x


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "and": _and,
    "or": _or,
    "not": lambda x: not x,
    "xor": lambda x, y: (x or y) and not (x and y),
    "if": _if,
    "coalesce": _coalesce,
    "null_if": lambda x, y: None if is_same(x, y) else x,
    "is_null": lambda x: x is None,
    "is_nan.float64": exact.is_nan,
    "is_finite.float64": lambda x: not exact.is_nan(x) and not exact.is_inf(x),
    "is_infinite.float64": exact.is_inf,
    "count_null": lambda *xs: len([x for x in xs if x is None]),
}
