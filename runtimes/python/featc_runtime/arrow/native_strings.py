"""Columns of strings in and out by the native kernel, where that is installed. Knows Arrow's string layouts.

What ``short_strings`` does for few short strings, for any: one look-up a row in a table that is kept from chunk to
chunk. A column of many distinct strings gets a table of its own in each chunk.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import bitmap, valid
from featc_runtime.arrow.short_strings import LEAST_ROWS, ShortStrings, decoded, pruned
from featc_runtime.batch.columns import Bools, Strings
from featc_runtime.batch.native import KERNEL, Kernel

_Codes = NDArray[np.intp]
#: Entries of a first table, the factor by which tables grow, and the most that one kept from chunk to chunk has.
_FIRST, _GROWTH, _MOST = 1024, 8, 65_536
#: Room for the octets of new strings is what all of a chunk's have, and no more than this.
_MOST_OCTETS = 1 << 28
#: Bytes that the kernel may read and write behind strings that leave.
_ROOM = 16
#: After so many chunks with more distinct strings none is kept any longer.
_MISSES = 2


class _Column(ctypes.Structure):
    """As in the kernel's dictionary.c."""

    _fields_ = [
        ("kind", ctypes.c_int32),
        ("buffer_count", ctypes.c_int32),
        ("places", ctypes.c_void_p),
        ("buffers", ctypes.c_void_p),
        ("buffer_sizes", ctypes.c_void_p),
        ("valid", ctypes.c_void_p),
        ("rows", ctypes.c_int64),
    ]


class _Table(ctypes.Structure):
    """As in the kernel's dictionary.c."""

    _fields_ = [
        ("slots", ctypes.c_void_p),
        ("slot_mask", ctypes.c_uint64),
        ("keys", ctypes.c_void_p),
        ("ends", ctypes.c_void_p),
        ("octets", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("most", ctypes.c_int64),
        ("octets_size", ctypes.c_int64),
    ]


class _Source:
    """The strings of an array as the kernel reads them; holds the memory that it makes for that."""

    def __init__(
        self,
        kind: int,
        places: NDArray[Any],
        rows: int,
        octets: int,
        buffers: list[tuple[int, int]],
        ok: Bools | None = None,
    ) -> None:
        self.rows, self.octets = rows, min(max(octets, 0), _MOST_OCTETS)
        addresses = (ctypes.c_void_p * len(buffers))(*(address for address, _ in buffers))
        sizes = (ctypes.c_int64 * len(buffers))(*(size for _, size in buffers))
        self._held = places, addresses, sizes, ok
        at, size_at = ctypes.addressof(addresses), ctypes.addressof(sizes)
        valid_at = None if ok is None else ok.ctypes.data
        self.column = _Column(kind, len(buffers), places.ctypes.data, at, size_at, valid_at, rows)


def _source(array: pa.Array, ok: Bools | None) -> _Source:
    rows, type_, (_, places, *data) = len(array), array.type, array.buffers()
    buffers = [(b.address, b.size) if b is not None else (0, 0) for b in data]
    if pa.types.is_string_view(type_):
        sizes = np.ndarray(rows, np.int32, places, array.offset * 16, (16,))
        octets = int((sizes if ok is None else sizes * ok).sum(dtype=np.int64))
        return _Source(16, sizes, rows, octets, buffers or [(0, 0)], ok)
    kind = np.dtype(np.int64 if pa.types.is_large_string(type_) else np.int32)
    ends = np.frombuffer(places, kind, rows + 1, array.offset * kind.itemsize)
    return _Source(kind.itemsize, ends, rows, int(ends[-1]) - int(ends[0]), buffers, ok)


class _Dictionary:
    """Strings and their codes, with room for ``most``. The thread that makes it adds to it before others see it."""

    def __init__(self, most: int, octets: int, before: _Dictionary | None = None) -> None:
        self.most = most
        slots = 1 << (2 * most - 1).bit_length()
        self._slots = np.zeros(slots, np.int32)
        self._keys = np.empty((most, 3), np.uint64)
        self._ends = np.zeros(most + 1, np.int64)
        self._octets = np.empty(octets + (before.size if before else 0), np.uint8)
        self._table = _Table(
            self._slots.ctypes.data,
            slots - 1,
            self._keys.ctypes.data,
            self._ends.ctypes.data,
            self._octets.ctypes.data,
            0,
            most,
            len(self._octets),
        )
        self.texts: list[str] = [""] if before is None else list(before.texts)
        self.bad: dict[int, str] = {} if before is None else dict(before.bad)
        if before is None:
            source = _Source(8, np.zeros(2, np.int64), 1, 0, [(0, 0)])  # ""
        else:
            source = _Source(8, before._ends, before.count, 0, [(before._octets.ctypes.data, before.size)])
        #: Strings that are made to collide may find no place.
        self.has_all = self.encode(source, 0, np.empty(source.rows, np.intp), grow=True) == source.rows

    @property
    def count(self) -> int:
        """The number of strings."""
        return int(self._table.count)

    @property
    def size(self) -> int:
        """The octets of all strings."""
        return int(self._ends[self.count])

    def encode(self, source: _Source, first: int, codes: _Codes, *, grow: bool) -> int:
        """Codes of the rows from the first on; how many rows have one, or less than 0 where offsets are broken."""
        column, table = ctypes.addressof(source.column), ctypes.addressof(self._table)
        return int(_ENCODE(column, first, table, grow, codes.ctypes.data))

    def read(self) -> None:
        """Decode the strings that are new."""
        first = len(self.texts)
        buffers = [None, pa.py_buffer(self._ends[first : self.count + 1]), pa.py_buffer(self._octets)]
        array = pa.Array.from_buffers(pa.large_string(), self.count - first, buffers)
        try:
            self.texts += array.to_numpy(zero_copy_only=False).tolist()
        except (pa.ArrowException, UnicodeDecodeError):
            texts, bad = decoded(value.as_buffer().to_pybytes() for value in array)
            self.bad |= {first + i: what for i, what in bad.items()}
            self.texts += texts


class NativeStrings:
    """The strings of one column. Any thread may use it: a dictionary is never changed, only replaced."""

    def __init__(self) -> None:
        self._kept: _Dictionary | None = _Dictionary(_FIRST, 0)
        self._misses = 0

    def encode(self, array: pa.Array) -> tuple[_Codes, Bools | None, list[str], dict[int, str]] | None:
        """As ``ShortStrings.encode``; None for few rows, broken offsets, and what finds no place."""
        rows = len(array)
        if rows < LEAST_ROWS:
            return None
        ok = valid(array)
        codes = np.empty(rows, np.intp)
        found = self._look_up(_source(array, ok), codes)
        return None if found is None else pruned(codes, ok, found.texts, found.bad)

    def _look_up(self, source: _Source, codes: _Codes) -> _Dictionary | None:
        kept = self._kept
        if kept is not None:
            row = kept.encode(source, 0, codes, grow=False)
            most = kept.most
            while 0 <= row < source.rows and most <= _MOST:
                kept = _Dictionary(most, source.octets, kept)
                row = kept.encode(source, row, codes, grow=True) if kept.has_all else -1
                most *= _GROWTH
            if row == source.rows:
                kept.read()
                self._kept = kept
                return kept
            self._misses += 1
            if self._misses > _MISSES:
                self._kept = None
        own = _Dictionary(source.rows + 1, source.octets)
        if own.encode(source, 0, codes, grow=True) != source.rows:
            return None
        own.read()
        return own


def array_of(values: Strings, ok: Bools | None, entries: pa.StringArray | None = None) -> pa.Array | None:
    """An Arrow array of a column of strings, empty under nulls; None without the kernel, and for more than it holds.

    ``entries`` is the dictionary as an Arrow array, where there is one already.
    """
    if _DECODE is None:
        return None
    if entries is None:
        entries = pa.array(values.values, pa.string())
    _, entry_ends, octets = entries.buffers()
    rows, codes = len(values), np.ascontiguousarray(values.codes)
    ok = None if ok is None else np.ascontiguousarray(ok)
    ends = np.empty(rows + 1, np.int32)
    valid_at = None if ok is None else ok.ctypes.data
    size = _DECODE[0](codes.ctypes.data, valid_at, rows, entry_ends.address, ends.ctypes.data)
    if size < 0:
        return None
    # both with room behind them
    source = np.empty((octets.size if octets else 0) + _ROOM, np.uint8)
    if octets:
        source[:-_ROOM] = np.frombuffer(octets, np.uint8)
    data = np.empty(size + _ROOM, np.uint8)
    _DECODE[1](codes.ctypes.data, rows, entry_ends.address, source.ctypes.data, ends.ctypes.data, data.ctypes.data)
    buffers = [None if ok is None else bitmap(ok), pa.py_buffer(ends), pa.py_buffer(data[:size])]
    return pa.Array.from_buffers(pa.string(), rows, buffers)


def decode_functions(kernel: Kernel | None) -> tuple[Callable[..., int], Callable[..., None]] | None:
    """The kernel's functions for the ends and for the octets of strings, or None."""
    if kernel is None:
        return None
    pointer, size = ctypes.c_void_p, ctypes.c_int64
    ends = kernel.function("decode_ends", (pointer, pointer, size, pointer, pointer), size)
    return ends, kernel.function("decode", (pointer, size, pointer, pointer, pointer, pointer))


_DECODE = decode_functions(KERNEL)


def encode_function(kernel: Kernel | None) -> Any:
    """The kernel's function, or None."""
    if kernel is None:
        return None
    pointer = ctypes.c_void_p
    return kernel.function("encode", (pointer, ctypes.c_int64, pointer, ctypes.c_int, pointer), ctypes.c_int64)


_ENCODE = encode_function(KERNEL)


def strings_of_a_column() -> ShortStrings | NativeStrings:
    """What encodes the strings of one column, the quickest that is installed."""
    return ShortStrings() if KERNEL is None else NativeStrings()
