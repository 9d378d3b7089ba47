"""Vectorised arithmetic on lists, element by element (SEMANTICS.md#lists). Knows what two numbers give, from NumPy.

int64 wraps, float64 is IEEE 754, `/` of integers converts both first: there NumPy's functions are exact and total.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Lists, Ragged, flatten, like

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

_Scalar: TypeAlias = NDArray[Any] | int | float
_Pair: TypeAlias = tuple[AnyLists, Bools]


def paired(of: np.ufunc, x: AnyLists, y: AnyLists) -> _Pair:
    """A function of elements at the same position; not ok in rows of unlike length, which have zeros."""
    if isinstance(x, Lists) and isinstance(y, Lists):
        made = of(_numbers(x.items), _numbers(y.items))
        return Lists(made, _both(x.items_ok, y.items_ok)), np.ones(len(x), np.bool_)
    left, right = flatten(x), flatten(y)
    same: Bools = left.lengths == right.lengths
    if same.all():
        made, ok = of(_numbers(left.items), _numbers(right.items)), _both(left.items_ok, right.items_ok)
        return like(x, made, ok), same
    here, there = np.repeat(same, left.lengths), np.repeat(same, right.lengths)
    some = of(_numbers(left.items)[here], _numbers(right.items)[there])
    made = np.zeros(len(here), some.dtype)
    made[here] = some
    ok = left.items_ok
    if right.items_ok is not None:
        ok = np.ones(len(here), np.bool_) if ok is None else ok.copy()
        ok[here] &= right.items_ok[there]
    return like(x, made, ok), same


def _both(x: Bools | None, y: Bools | None) -> Bools | None:
    if x is None or y is None:
        return y if x is None else x
    return x & y


def _numbers(items: Any) -> NDArray[Any]:
    """The elements, which are numbers."""
    assert isinstance(items, np.ndarray)
    return items


def _each(x: AnyLists, y: _Scalar) -> _Scalar:
    """A scalar for each element of a list."""
    if not isinstance(y, np.ndarray):
        return y
    return np.repeat(y, x.lengths) if isinstance(x, Ragged) else y[:, None]


def _made(x: AnyLists, items: NDArray[Any]) -> AnyLists:
    return Ragged(items, x.offsets, x.items_ok) if isinstance(x, Ragged) else Lists(items, x.items_ok)


def _lists(of: np.ufunc) -> Callable[[AnyLists, AnyLists], _Pair]:
    return lambda x, y: paired(of, x, y)


def _right(of: np.ufunc) -> Callable[[AnyLists, _Scalar], AnyLists]:
    """A list and a scalar."""
    return lambda x, y: _made(x, of(_numbers(x.items), _each(x, y)))


def _left(of: np.ufunc) -> Callable[[_Scalar, AnyLists], AnyLists]:
    """A scalar and a list."""
    return lambda x, y: _made(y, of(_each(y, x), _numbers(y.items)))


add_lists_int64 = add_lists_float64 = _lists(np.add)
add_list_int64 = add_list_float64 = _right(np.add)
add_int64_list = add_float64_list = _left(np.add)

sub_lists_int64 = sub_lists_float64 = _lists(np.subtract)
sub_list_int64 = sub_list_float64 = _right(np.subtract)
sub_int64_list = sub_float64_list = _left(np.subtract)

mul_lists_int64 = mul_lists_float64 = _lists(np.multiply)
mul_list_int64 = mul_list_float64 = _right(np.multiply)
mul_int64_list = mul_float64_list = _left(np.multiply)

div_lists_int64 = div_lists_float64 = _lists(np.true_divide)
div_list_int64 = div_list_float64 = _right(np.true_divide)
div_int64_list = div_float64_list = _left(np.true_divide)


def neg_list_int64(x: AnyLists) -> AnyLists:
    return _made(x, np.negative(_numbers(x.items)))


neg_list_float64 = neg_list_int64
