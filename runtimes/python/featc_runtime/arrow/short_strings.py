"""A quick dictionary for columns of few, short strings: codes, categories, flags. Knows Arrow's string layouts.

A string of at most 7 bytes and its length fit an integer, the key. A table from hashed keys to codes is kept from chunk
to chunk, and looking all keys up is a few passes of NumPy: two to four times as quick as one string after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import valid
from featc_runtime.batch.columns import Bools
from featc_runtime.rawtext import bad_utf8

_LONGEST = 7
#: A column with more distinct strings is none of few strings.
_MOST = 8192
#: Fewer rows are not worth the table.
LEAST_ROWS = 1024
#: Of dictionaries above this size a chunk uses at least half.
_SMALL = 256
#: Odd multipliers (digits of the golden ratio, pi, e) for a table each: keys that collide in one are in the next.
_MULTIPLIERS = tuple(np.uint64(m) for m in (0x9E3779B97F4A7C15, 0x3243F6A8885A308D, 0x2B7E151628AED2A7))

_Keys = NDArray[np.uint64]
_Codes = NDArray[np.intp]


def decoded(parts: Iterable[bytes]) -> tuple[list[str], dict[int, str]]:
    """The texts of UTF-8 bytes; "" for bytes that are none, and for these by position what is wrong."""
    texts: list[str] = []
    bad: dict[int, str] = {}
    for octets in parts:
        try:
            texts.append(octets.decode("utf-8"))
        except UnicodeDecodeError as error:
            bad[len(texts)] = bad_utf8(error)
            texts.append("")
    return texts, bad


def pruned(
    codes: _Codes, ok: Bools | None, texts: list[str], bad: dict[int, str]
) -> tuple[_Codes, Bools | None, list[str], dict[int, str]]:
    """The same strings, without the entries of a large dictionary that no row has, if these are most of them."""
    if len(texts) <= _SMALL:
        return codes, ok, texts, bad
    seen = np.zeros(len(texts), np.bool_)
    seen[codes] = True
    kept = np.flatnonzero(seen)
    if 2 * len(kept) > len(seen):
        return codes, ok, texts, bad
    number = np.zeros(len(seen), np.intp)
    number[kept] = np.arange(len(kept))
    used = kept.tolist()
    return number.take(codes), ok, [texts[i] for i in used], {n: bad[i] for n, i in enumerate(used) if i in bad}


class _Table(NamedTuple):
    """Known keys in the order of their codes; for each multiplier the codes by the upper bits of key × multiplier."""

    keys: _Keys
    texts: list[str]
    bad: dict[int, str]  # by code, what is wrong with bytes that are not text
    shift: np.uint64
    codes: tuple[_Codes, ...]


class ShortStrings:
    """The strings of one column. Any thread may use it: a table is never changed, only replaced."""

    def __init__(self) -> None:
        self._table: _Table | None = _table(np.zeros(1, np.uint64))
        self._misses = 0

    def encode(self, array: pa.Array) -> tuple[_Codes, Bools | None, list[str], dict[int, str]] | None:
        """Codes ("" where null), where not null, dictionary, and by code what is wrong with bytes that are not text.

        None where the column is not of few, short strings (and after a few such chunks, at once).
        """
        if len(array) < LEAST_ROWS or self._misses > 2:
            return None
        ok = valid(array)
        keys = _keys(array, ok)
        table, codes = (None, None) if keys is None else self._look_up(keys)
        if table is None or codes is None:
            self._misses += 1
            return None
        return pruned(codes, ok, table.texts, table.bad)

    def _look_up(self, keys: _Keys) -> tuple[_Table, _Codes] | tuple[None, None]:
        table = self._table
        for _ in range(3):
            if table is None:
                break
            codes, missing = _look_up(table, keys)
            if missing is None:
                return table, codes
            table = _table(np.concatenate([table.keys, np.unique(missing)]))
            self._table = table or self._table
        return None, None


def _table(keys: _Keys) -> _Table | None:
    """The table of distinct keys; None for too many."""
    if len(keys) > _MOST:
        return None
    bits = max(10, len(keys).bit_length() + 3)  # at most an eighth of a table is used
    shift = np.uint64(64 - bits)
    tables: list[_Codes] = []
    rest: _Codes = np.arange(len(keys))
    for multiplier in _MULTIPLIERS:
        slots = _slots(keys[rest], multiplier, shift)
        table = np.zeros(1 << bits, np.intp)
        table[slots] = rest
        tables.append(table)
        rest = rest[table[slots] != rest]
    if len(rest):
        return None
    texts, bad = decoded((key >> 8 * (8 - (key & 0xFF))).to_bytes(key & 0xFF, "little") for key in keys.tolist())
    return _Table(keys, texts, bad, shift, tuple(tables))


def _slots(keys: _Keys, multiplier: np.uint64, shift: np.uint64) -> _Codes:
    slots = keys * multiplier
    slots >>= shift
    return slots.view(np.intp)


def _look_up(table: _Table, keys: _Keys) -> tuple[_Codes, _Keys | None]:
    """The code of each key, and the keys that have none (None: all have one)."""
    first, *others = zip(_MULTIPLIERS, table.codes, strict=True)
    codes = first[1].take(_slots(keys, first[0], table.shift))
    wrong = table.keys.take(codes) != keys
    if not wrong.any():
        return codes, None
    rest = np.flatnonzero(wrong)
    for multiplier, slots in others:
        left = keys[rest]
        found = slots.take(_slots(left, multiplier, table.shift))
        codes[rest] = found
        rest = rest[table.keys.take(found) != left]
    return codes, keys[rest] if len(rest) else None


def _keys(array: pa.Array, ok: Bools | None) -> _Keys | None:
    """Each string's bytes in the upper seven bytes and its length in the lowest; None if one is longer.

    The key of "", and of null, is 0.
    """
    rows, buffers = len(array), array.buffers()
    if pa.types.is_string_view(array.type):
        # a view of up to 12 bytes is its length (4 bytes) and the bytes
        start = array.offset * 16
        sizes = np.ndarray(rows, np.int32, buffers[1], start, (16,))
        words = np.ndarray(rows, np.uint64, buffers[1], start + 4, (16,))
    else:
        kind = np.dtype(np.int64 if pa.types.is_large_string(array.type) else np.int32)
        offsets = np.frombuffer(buffers[1], kind, rows + 1, array.offset * kind.itemsize)
        sizes = np.diff(offsets)
    below = sizes  # under a null any size may stand
    if ok is not None:
        sizes = sizes * ok
    longest, shortest = sizes.max(), sizes.min()
    if longest > _LONGEST or shortest < 0:
        return None
    if not pa.types.is_string_view(array.type):
        first, last = int(offsets[0]), int(offsets[-1])
        data = np.zeros(last - first + 8, np.uint8)  # eight bytes are read from the last string's start on
        if last > first:
            data[:-8] = np.frombuffer(buffers[2], np.uint8, last - first, first)
        if below is sizes and longest == shortest:  # usual for codes: the strings stand at equal distances
            words = np.ndarray(rows, np.uint64, data, 0, (int(longest),))
        else:
            # not take(), which would first copy all of what is not aligned
            words = np.ndarray(len(data) - 7, np.uint64, data, 0, (1,))[offsets[:-1] - first]
    # shifting to the left drops the bytes after the string; by 64, for "", NumPy gives 0
    shift = (8 - sizes).astype(np.uint64)
    shift <<= np.uint64(3)
    keys: _Keys = words << shift
    keys |= sizes.astype(np.uint64)
    return keys
