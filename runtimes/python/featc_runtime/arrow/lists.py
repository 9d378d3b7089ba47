"""List arrays of Arrow as ``Lists`` and ``Ragged``. Knows the layouts of Arrow's lists; elements are read by others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import plain, taken, valid
from featc_runtime.arrow.problems import Entered, Problem, Reader, of_elements, of_ragged_elements, problems
from featc_runtime.batch.columns import Column, Lists, Ragged, Strings
from featc_runtime.schema import Type

_LARGE = (pa.types.is_large_list, pa.types.is_large_list_view)
_VIEWS = (pa.types.is_list_view, pa.types.is_large_list_view)
_LISTS = (pa.types.is_list, pa.types.is_large_list, *_VIEWS)


def is_list(arrow: pa.DataType) -> bool:
    """Whether a plain Arrow type is one of lists."""
    return bool(pa.types.is_fixed_size_list(arrow) or any(test(arrow) for test in _LISTS))


def is_list_of(arrow: pa.DataType, size: int, at_most: bool) -> bool:
    """Whether a plain Arrow type may hold lists of this length, or of at most this one."""
    if pa.types.is_fixed_size_list(arrow):
        return bool(arrow.list_size <= size if at_most else arrow.list_size == size)
    return any(test(arrow) for test in _LISTS)


def list_reader(item: Type, size: int, arrow: pa.DataType, read_items: Reader) -> Reader:
    """Reads lists of ``size`` elements that ``read_items`` can read; a list of another length is a problem."""
    is_fixed = pa.types.is_fixed_size_list(arrow)
    is_view = any(test(arrow) for test in _VIEWS)
    offset_type = np.dtype(np.int64 if any(test(arrow) for test in _LARGE) else np.int32)

    def read(array: pa.Array) -> Entered:
        array = plain(array)
        rows, ok = len(array), valid(array)
        found: list[Problem] = []
        good = ok
        if is_fixed:
            starts = np.arange(array.offset * size, (array.offset + rows) * size, size)
        else:
            starts, sizes = _extents(array, offset_type, is_view)
            wrong = sizes != size if ok is None else (sizes != size) & ok
            if wrong.any():
                found = problems(wrong, "WRONG_TYPE", lambda i: f"a list of {sizes[i]}, expected {size}", "length")
                good = ~wrong if ok is None else ok & ~wrong
        at = None if good is None else np.flatnonzero(np.repeat(good, size))
        elements = plain(array.values, keep_dictionary=True)
        if is_fixed and good is None:
            flat = elements.slice(array.offset * size, rows * size)
        else:
            flat = _elements(elements, starts if good is None else starts[good], size)
        values, items_ok, inside = read_items(flat)
        found = found + [of_elements(p, size, at) for p in inside]
        shape = (rows, size)
        if not item.nullable:
            items_ok = None
        elif items_ok is None:
            items_ok = np.ones(len(flat), np.bool_)
        items_ok = None if items_ok is None else _spread(items_ok, at, shape)
        return Entered(Lists(_shaped(values, at, shape), items_ok), ok, found)

    return read


def ragged_reader(item: Type, most: int, arrow: pa.DataType, read_items: Reader) -> Reader:
    """Reads lists of at most ``most`` elements that ``read_items`` can read; a longer one is a problem.

    A null list, and one that is too long, enters as an empty one.
    """
    is_view = any(test(arrow) for test in _VIEWS)
    offset_type = np.dtype(np.int64 if any(test(arrow) for test in _LARGE) else np.int32)

    def read(array: pa.Array) -> Entered:
        array = plain(array)
        rows, ok = len(array), valid(array)
        if pa.types.is_fixed_size_list(array.type):
            size = array.type.list_size
            starts, sizes = (array.offset + np.arange(rows)) * size, np.full(rows, size)
        else:
            starts, sizes = _extents(array, offset_type, is_view)
        sizes = sizes.astype(np.intp) if ok is None else np.where(ok, sizes, 0).astype(np.intp)
        long = sizes > most
        found = problems(long, "WRONG_TYPE", lambda i: f"a list of {sizes[i]}, expected at most {most}", "length")
        lengths = np.where(long, 0, sizes) if found else sizes
        offsets = np.concatenate([np.zeros(1, np.intp), np.cumsum(lengths)])
        flat = _gathered(plain(array.values, keep_dictionary=True), starts, lengths, offsets)
        values, items_ok, inside = read_items(flat)
        found = found + [of_ragged_elements(p, offsets) for p in inside]
        if not item.nullable:
            items_ok = None
        elif items_ok is None:
            items_ok = np.ones(len(flat), np.bool_)
        assert not isinstance(values, Lists | Ragged)  # fdl has no lists of lists
        return Entered(Ragged(values, offsets, items_ok), ok, found)

    return read


def _gathered(values: pa.Array, starts: NDArray[Any], lengths: NDArray[np.intp], offsets: NDArray[np.intp]) -> pa.Array:
    """The elements of lists one after the other; no copy where they lie like that."""
    total = int(offsets[-1])
    filled = np.flatnonzero(lengths)
    first = int(starts[filled[0]]) if len(filled) else 0
    if np.array_equal(starts[filled] - first, offsets[:-1][filled]):
        return values.slice(first, total)
    return taken(values, np.arange(total) + np.repeat(starts - offsets[:-1], lengths))


def _extents(array: pa.Array, offset_type: np.dtype[Any], is_view: bool) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where each list starts among the elements, and how long it is."""
    rows, width = len(array), offset_type.itemsize
    if rows == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    buffers = array.buffers()
    offsets = np.frombuffer(buffers[1], offset_type, rows + (not is_view), array.offset * width)
    if is_view:
        return offsets.astype(np.int64), np.frombuffer(buffers[2], offset_type, rows, array.offset * width)
    return offsets[:-1].astype(np.int64), np.diff(offsets)


def _elements(values: pa.Array, starts: NDArray[Any], size: int) -> pa.Array:
    """The elements of the lists that start at ``starts``, one after the other; no copy where they lie like that."""
    rows = len(starts)
    first = int(starts[0]) if rows else 0
    if np.array_equal(starts, first + np.arange(rows) * size):
        return values.slice(first, rows * size)
    return taken(values, (starts[:, None] + np.arange(size)).ravel())


def _shaped(values: Column, at: NDArray[np.intp] | None, shape: tuple[int, int]) -> NDArray[Any] | Strings:
    if isinstance(values, Strings):
        if at is None:
            return Strings(values.codes.reshape(shape), values.values)
        # "" in the lists that have no elements
        codes = _spread(values.codes + 1, at, shape)
        return Strings(codes, ["", *values.values])
    assert isinstance(values, np.ndarray)  # fdl has no lists of lists
    return _spread(values, at, shape)


def _spread(values: NDArray[Any], at: NDArray[np.intp] | None, shape: tuple[int, int]) -> NDArray[Any]:
    """The values at their positions, 0 elsewhere."""
    if at is None:
        return values.reshape(shape)
    full = np.zeros(shape[0] * shape[1], values.dtype)
    full[at] = values
    return full.reshape(shape)
