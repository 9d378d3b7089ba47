"""Scalar arithmetic on lists, element by element (SEMANTICS.md#lists). Knows what two numbers give, from arithmetic.

Lists are tuples with None at null elements; lists of unlike length give None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from featc_runtime.scalar import arithmetic

__all__ = [
    "add_float64_list",
    "add_int64_list",
    "add_list_float64",
    "add_list_int64",
    "add_lists_float64",
    "add_lists_int64",
    "div_float64_list",
    "div_int64_list",
    "div_list_float64",
    "div_list_int64",
    "div_lists_float64",
    "div_lists_int64",
    "mul_float64_list",
    "mul_int64_list",
    "mul_list_float64",
    "mul_list_int64",
    "mul_lists_float64",
    "mul_lists_int64",
    "neg_list_float64",
    "neg_list_int64",
    "sub_float64_list",
    "sub_int64_list",
    "sub_list_float64",
    "sub_list_int64",
    "sub_lists_float64",
    "sub_lists_int64",
]

_List: TypeAlias = tuple[Any, ...]
_Numbers: TypeAlias = Callable[[Any, Any], Any]


def _lists(of: _Numbers) -> Callable[[_List, _List], _List | None]:
    def apply(x: _List, y: _List) -> _List | None:
        if len(x) != len(y):
            return None
        return tuple(None if a is None or b is None else of(a, b) for a, b in zip(x, y, strict=True))

    return apply


def _right(of: _Numbers) -> Callable[[_List, Any], _List]:
    """A list and a scalar."""
    return lambda x, y: tuple(None if v is None else of(v, y) for v in x)


def _left(of: _Numbers) -> Callable[[Any, _List], _List]:
    """A scalar and a list."""
    return lambda x, y: tuple(None if v is None else of(x, v) for v in y)


add_lists_int64 = _lists(arithmetic.add_int64)
add_lists_float64 = _lists(arithmetic.add_float64)
add_list_int64 = _right(arithmetic.add_int64)
add_list_float64 = _right(arithmetic.add_float64)
add_int64_list = _left(arithmetic.add_int64)
add_float64_list = _left(arithmetic.add_float64)

sub_lists_int64 = _lists(arithmetic.sub_int64)
sub_lists_float64 = _lists(arithmetic.sub_float64)
sub_list_int64 = _right(arithmetic.sub_int64)
sub_list_float64 = _right(arithmetic.sub_float64)
sub_int64_list = _left(arithmetic.sub_int64)
sub_float64_list = _left(arithmetic.sub_float64)

mul_lists_int64 = _lists(arithmetic.mul_int64)
mul_lists_float64 = _lists(arithmetic.mul_float64)
mul_list_int64 = _right(arithmetic.mul_int64)
mul_list_float64 = _right(arithmetic.mul_float64)
mul_int64_list = _left(arithmetic.mul_int64)
mul_float64_list = _left(arithmetic.mul_float64)

div_lists_int64 = _lists(arithmetic.div_int64)
div_lists_float64 = _lists(arithmetic.div_float64)
div_list_int64 = _right(arithmetic.div_int64)
div_list_float64 = _right(arithmetic.div_float64)
div_int64_list = _left(arithmetic.div_int64)
div_float64_list = _left(arithmetic.div_float64)


def neg_list_int64(x: _List) -> _List:
    return tuple(None if v is None else arithmetic.neg_int64(v) for v in x)


def neg_list_float64(x: _List) -> _List:
    return tuple(None if v is None else -v for v in x)
