"""Vectorised operations on lists that need the order of their elements (SEMANTICS.md#lists). Knows no other operator.

Elements become int64 keys that are ordered as they are: times and integers are themselves, strings their rank, floats
their bits with the negative ones turned, so that -0.0 is before 0.0. NaN has the key that the operation wants: no other
float has the least or the greatest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Ints, Ragged, Strings, flatten, like, take_items
from featc_runtime.batch.combine import used
from featc_runtime.batch.ragged import counts, offsets_of, present, stretches

__all__ = [
    "argmax_list",
    "argmin_list",
    "distinct_list",
    "max_list",
    "min_list",
    "sort_list",
    "top_k_list",
]

_LEAST, _GREATEST = -(2**63), 2**63 - 1
#: The values of a column that are in order, by key.
_Back = Callable[[Ints], "NDArray[Any] | Strings"]


def min_list(x: AnyLists) -> tuple[NDArray[Any] | Strings, Bools]:
    """The least element that is not null, NaN if there is one; not ok where there is none."""
    return _extreme(x, np.minimum, _LEAST)


def max_list(x: AnyLists) -> tuple[NDArray[Any] | Strings, Bools]:
    """The greatest element that is not null, NaN if there is one; not ok where there is none."""
    return _extreme(x, np.maximum, _GREATEST)


def argmin_list(x: AnyLists) -> tuple[Ints, Bools]:
    """The position of the first element that is the least; not ok where there is none."""
    return _position(x, np.minimum, _LEAST)


def argmax_list(x: AnyLists) -> tuple[Ints, Bools]:
    """The position of the first element that is the greatest; not ok where there is none."""
    return _position(x, np.maximum, _GREATEST)


def sort_list(x: AnyLists, descending: bool) -> AnyLists:
    """Numbers in order, then NaN, then nulls."""
    flat, values = flatten(x), present(x)
    ordered = _sorted(values, descending)
    if flat.items_ok is None:
        return like(x, ordered)
    missing = len(flat.items) - len(values.items)
    if not missing:
        return like(x, ordered, np.ones(len(flat.items), np.bool_))
    # the values of each row from its first place on, and what stands in the slots of nulls behind them
    places = np.arange(len(values.items)) + np.repeat(flat.offsets[:-1] - values.offsets[:-1], values.lengths)
    ok = np.zeros(len(flat.items), np.bool_)
    ok[places] = True
    if isinstance(ordered, Strings):
        codes = np.zeros(len(flat.items), np.intp)
        codes[places] = ordered.codes
        return like(x, Strings(codes, ordered.values), ok)
    items = np.zeros(len(flat.items), ordered.dtype)
    items[places] = ordered
    return like(x, items, ok)


def top_k_list(x: AnyLists, k: int) -> Ragged:
    """The k greatest, the greatest first, NaN after all numbers, without nulls."""
    values = present(x)
    ordered = Ragged(_sorted(values, True), values.offsets)
    return stretches(ordered, ordered.offsets[:-1], np.minimum(ordered.lengths, k))


def distinct_list(x: AnyLists) -> Ragged:
    """The first of each value; one NaN, one null, and 0.0 is -0.0."""
    flat, values = flatten(x), present(x)
    items = values.items
    if isinstance(items, np.ndarray) and items.dtype == np.float64:
        items = items + 0.0  # -0.0 becomes 0.0
    keys, _ = _keys(items, _GREATEST)
    stay = np.zeros(len(keys), np.bool_)
    for places in _matrices(values):
        part = keys[places]
        order = np.argsort(part, axis=1, kind="stable")
        ordered = np.take_along_axis(part, order, axis=1)
        first = np.ones(part.shape, np.bool_)
        first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
        stay[np.take_along_axis(places, order, axis=1)[first]] = True
    if flat.items_ok is not None:
        nulls = ~flat.items_ok
        seen = np.cumsum(nulls)
        before = np.concatenate([np.zeros(1, np.intp), seen])[flat.offsets[:-1]]
        kept = nulls & (seen - np.repeat(before, flat.lengths) == 1)  # the first null of each row
        kept[flat.items_ok] = stay
        stay = kept
    ok = None if flat.items_ok is None else flat.items_ok[stay]
    return Ragged(take_items(flat.items, stay), offsets_of(counts(stay, flat.offsets)), ok)


def _keys(items: NDArray[Any] | Strings, nan: int) -> tuple[Ints, _Back]:
    """The key of each element, and what makes elements of keys. NaN has the key ``nan``."""
    if isinstance(items, Strings):
        codes, kept = used(items.codes, len(items.values))
        known = [items.values[i] for i in kept.tolist()]
        values = sorted(set(known))
        rank = {v: i for i, v in enumerate(values)}
        ranks = np.array([rank[v] for v in known], np.int64)
        return ranks[codes] if len(ranks) else np.zeros(len(codes), np.int64), lambda k: Strings(k, values or [""])
    if items.dtype != np.float64:
        return items.astype(np.int64), lambda k: k.astype(items.dtype, copy=False)

    def back(keys: Ints) -> NDArray[Any]:
        found = _turned(keys).view(np.float64)
        found[keys == nan] = np.nan
        return found

    keys = _turned(np.ascontiguousarray(items).view(np.int64))
    keys[np.isnan(items)] = nan
    return keys, back


def _turned(bits: Ints) -> Ints:
    """The bits of floats as keys, and keys as bits: all but the sign's turned where it is set."""
    return bits ^ ((bits >> 63) & _GREATEST)


def _best(x: Ragged, which: np.ufunc, keys: Ints) -> tuple[Ints, Bools]:
    """The least or greatest key of each row, 0 for rows without one."""
    some = x.offsets[1:] > x.offsets[:-1]
    best = np.zeros(len(x), np.int64)
    if len(keys):
        best[some] = which.reduceat(keys, x.offsets[:-1][some])
    return best, some


def _extreme(x: AnyLists, which: np.ufunc, nan: int) -> tuple[NDArray[Any] | Strings, Bools]:
    values = present(x)
    keys, back = _keys(values.items, nan)
    best, some = _best(values, which, keys)
    return back(best), some


def _position(x: AnyLists, which: np.ufunc, nan: int) -> tuple[Ints, Bools]:
    flat, values = flatten(x), present(x)
    keys, _ = _keys(values.items, nan)
    best, some = _best(values, which, keys)
    hits = np.flatnonzero(keys == np.repeat(best, values.lengths))
    found = np.zeros(len(values), np.int64)
    at = hits[np.searchsorted(hits, values.offsets[:-1][some])]  # the first of each row that has elements
    if flat.items_ok is not None:
        at = np.flatnonzero(flat.items_ok)[at]
    found[some] = at - flat.offsets[:-1][some]
    return found, some


def _sorted(x: Ragged, descending: bool) -> NDArray[Any] | Strings:
    """The elements of each row in order, NaN last."""
    keys, back = _keys(x.items, _LEAST if descending else _GREATEST)
    if descending:
        np.invert(keys, out=keys)
    _sort_rows(keys, x)
    if descending:
        np.invert(keys, out=keys)
    return back(keys)


def _sort_rows(keys: Ints, x: Ragged) -> None:
    """Sort each row's stretch in place."""
    lengths = x.lengths
    if len(keys) and (lengths == lengths[0]).all():
        keys.reshape(len(lengths), -1).sort(axis=1)
        return
    for places in _matrices(x):
        keys[places] = np.sort(keys[places], axis=1)


def _matrices(x: Ragged) -> Iterator[NDArray[np.intp]]:
    """The places of the elements, rows of one length together as a matrix."""
    lengths = x.lengths
    if not len(x.items):
        return
    order = np.argsort(lengths, kind="stable")
    ends = np.flatnonzero(np.diff(lengths[order])) + 1
    for rows in np.split(order, ends):
        if lengths[rows[0]]:
            yield x.offsets[rows][:, None] + np.arange(lengths[rows[0]])
