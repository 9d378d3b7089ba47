"""Chunks and results whose texts and lists are long, cut where the rows take too many bytes. Knows no fields.

Arrow's strings and lists count their bytes and elements with 32 bits, so a column of one batch holds less than 2 GiB of
text; and what streams is to stay in bounded memory however long the texts of its rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import plain_type
from featc_runtime.batch.columns import Bools, Column, Lists, Ragged, Strings

Sizes = NDArray[np.int64]
_Width = Callable[[pa.Array], Sizes]

_VIEWS = (pa.types.is_string_view, pa.types.is_binary_view)
_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
_LISTS = (pa.types.is_list, pa.types.is_large_list)
_LARGE = (pa.types.is_large_string, pa.types.is_large_binary, pa.types.is_large_list)


class TooLong(Exception):
    """A result does not fit one array: it has to leave in portions."""


# --- what enters --------------------------------------------------------------------------------------------------


def sizes_of(type_: pa.DataType) -> _Width | None:
    """What tells how many bytes of text and elements each row of an array has; None for a type of fixed width.

    Dictionaries and runs are not looked at: their rows share what they have.
    """
    if isinstance(type_, pa.BaseExtensionType):
        storage = sizes_of(type_.storage_type)
        return None if storage is None else lambda array: storage(array.storage)
    if any(test(type_) for test in _VIEWS):
        return lambda array: _lengths(np.ndarray(len(array), np.int32, array.buffers()[1], array.offset * 16, (16,)))
    kind = np.dtype(np.int64 if any(test(type_) for test in _LARGE) else np.int32)
    if any(test(type_) for test in _TEXTS):
        return lambda array: _lengths(np.diff(_ends(array, kind)))
    if any(test(type_) for test in _LISTS):
        items, width = sizes_of(type_.value_type), _fixed_width(type_.value_type)
        if items is None:
            return lambda array: _lengths(np.diff(_ends(array, kind)) * width)

        def nested(array: pa.Array) -> Sizes:
            ends = _ends(array, kind)
            first = int(ends[0]) if len(ends) else 0
            inside = items(array.values.slice(first, max(0, int(ends[-1]) - first)))
            up_to = np.concatenate([np.zeros(1, np.int64), np.cumsum(inside)])
            return _lengths(np.diff(up_to[np.clip(ends.astype(np.int64) - first, 0, len(inside))]))

        return nested
    return None


def _fixed_width(type_: pa.DataType) -> int:
    try:
        return int(max(8, plain_type(type_).bit_width)) // 8
    except ValueError:
        return 1


def _ends(array: pa.Array, kind: np.dtype[Any]) -> NDArray[Any]:
    buffer = array.buffers()[1]
    if len(array) == 0 or buffer is None:
        return np.zeros(len(array) + 1, kind)
    return np.frombuffer(buffer, kind, len(array) + 1, array.offset * kind.itemsize)


def _lengths(sizes: NDArray[Any]) -> Sizes:
    found: Sizes = np.maximum(sizes, 0).astype(np.int64, copy=False)
    return found


class Batches:
    """Measures the batches of a table, all of one schema."""

    def __init__(self, schema: pa.Schema, columns: Sequence[int]) -> None:
        measures = ((i, sizes_of(schema.field(place).type)) for i, place in enumerate(columns))
        self._measures = [(i, measure) for i, measure in measures if measure is not None]

    def sizes(self, batch: pa.RecordBatch) -> Sizes | None:
        """How many bytes of text and elements each row of a batch with these columns has; None where none can."""
        found = None
        for i, measure in self._measures:
            sizes = measure(batch.column(i))
            found = sizes if found is None else found + sizes
        return found


def cuts(sizes: Sizes, most: int, most_rows: int | None = None) -> Iterator[tuple[int, int]]:
    """Rows in their order as portions (first, end) of at most ``most`` bytes and ``most_rows``; a row is never cut."""
    up_to = np.cumsum(sizes)
    rows, first, before = len(sizes), 0, 0
    while first < rows:
        end = int(np.searchsorted(up_to, before + most, side="right"))
        end = min(max(end, first + 1), rows if most_rows is None else min(rows, first + most_rows))
        yield first, end
        first, before = end, int(up_to[end - 1])


# --- what leaves --------------------------------------------------------------------------------------------------


def portions(columns: Iterable[tuple[Column, Bools | None]], rows: int, most: int) -> Iterator[tuple[int, int]]:
    """A chunk's results as portions of their rows, of at most ``most`` bytes of text and elements where rows allow."""
    sizes = np.zeros(rows, np.int64)
    for values, ok in columns:
        found = _result_sizes(values)
        if found is not None:
            sizes += found if ok is None else found * ok
    return cuts(sizes, most)


def _result_sizes(values: Column) -> Sizes | None:
    if isinstance(values, Ragged):
        if not isinstance(values.items, Strings):
            return values.lengths.astype(np.int64) * values.items.itemsize
        inside = np.concatenate([np.zeros(1, np.int64), np.cumsum(_text_sizes(values.items))])
        return np.diff(inside[values.offsets]) + values.lengths
    if isinstance(values, Lists):
        return _text_sizes(values.items).sum(axis=1) if isinstance(values.items, Strings) else None
    return _text_sizes(values) if isinstance(values, Strings) else None


def _text_sizes(values: Strings) -> Sizes:
    lengths = np.fromiter((len(v) if v.isascii() else len(v.encode()) for v in values.values), np.int64)
    return lengths[values.codes]


def portion(values: Column, first: int, end: int) -> Column:
    """Some rows of a column; strings with a dictionary of their own."""
    if isinstance(values, Ragged):
        start, stop = int(values.offsets[first]), int(values.offsets[end])
        items = values.items
        cut = _own(items, slice(start, stop)) if isinstance(items, Strings) else items[start:stop]
        ok = None if values.items_ok is None else values.items_ok[start:stop]
        return Ragged(cut, values.offsets[first : end + 1] - start, ok)
    if isinstance(values, Lists):
        items = values.items
        cut = _own(items, slice(first, end)) if isinstance(items, Strings) else items[first:end]
        return Lists(cut, None if values.items_ok is None else values.items_ok[first:end])
    return _own(values, slice(first, end)) if isinstance(values, Strings) else values[first:end]


def _own(values: Strings, rows: slice) -> Strings:
    chosen = values.codes[rows]
    used, codes = np.unique(chosen, return_inverse=True)
    return Strings(
        codes.reshape(chosen.shape).astype(np.intp, copy=False), [values.values[i] for i in used.tolist()] or [""]
    )
