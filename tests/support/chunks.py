"""Columns of a chunk from Python values and back, for tests of the vectorised helpers. Knows no operator."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from featc_dsl.types import Kind, Type
from featc_runtime.batch.columns import Column, Lists, Ragged, Strings

DTYPES = {Kind.BOOL: np.bool_, Kind.FLOAT64: np.float64}
ZEROS: dict[Kind, Any] = {Kind.BOOL: False, Kind.FLOAT64: 0.0, Kind.STRING: ""}


def column(values: Sequence[Any], type: Type) -> Column:
    """Values of one type, none of them null, as a column; the dictionary of strings has an entry that no row uses."""
    if type.item is not None:
        flat = column([ZEROS.get(type.item.kind, 0) if v is None else v for row in values for v in row], type.item)
        if type.at_most:
            ends = np.array([0, *itertools.accumulate(map(len, values))], np.intp)
            good = np.array([v is not None for row in values for v in row], np.bool_)
            assert not isinstance(flat, Lists | Ragged)
            return Ragged(flat, ends, good if type.item.nullable else None)
        shape = (len(values), type.size or 0)
        ok = np.array([[v is not None for v in row] for row in values], dtype=np.bool_).reshape(shape)
        nullable = ok if type.item.nullable else None
        if isinstance(flat, Strings):
            return Lists(Strings(flat.codes.reshape(shape), flat.values), nullable)
        assert isinstance(flat, np.ndarray)
        return Lists(flat.reshape(shape), nullable)
    if type.kind is Kind.STRING:
        dictionary = ["unused", *dict.fromkeys(values)]
        return Strings(np.array([dictionary.index(v, 1) for v in values], dtype=np.intp), dictionary)
    return np.array(values, dtype=DTYPES.get(type.kind, np.int64))


def rows(values: Column, ok: np.ndarray[Any, Any] | None = None) -> list[Any]:
    """A column's values row by row as Python values, None where ``ok`` is False, lists as tuples."""
    if isinstance(values, Ragged):
        inner = rows(values.items, values.items_ok)
        result: list[Any] = [tuple(inner[i:j]) for i, j in itertools.pairwise(values.offsets.tolist())]
    elif isinstance(values, Lists):
        items = rows(values.items)
        good = values.items_ok.tolist() if values.items_ok is not None else [[True] * len(r) for r in items]
        pairs = (zip(r, g, strict=True) for r, g in zip(items, good, strict=True))
        result = [tuple(v if is_good else None for v, is_good in row) for row in pairs]
    elif isinstance(values, Strings) and values.codes.ndim == 2:
        result = [[values.values[c] for c in row] for row in values.codes.tolist()]
    else:
        result = values.tolist()
    return result if ok is None else [v if good else None for v, good in zip(result, ok.tolist(), strict=True)]
