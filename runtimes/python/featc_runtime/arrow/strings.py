"""String arrays of Arrow as ``Strings``. Knows UTF-8 and dictionaries, and nothing of fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.arrow.buffers import plain, primitive
from featc_runtime.arrow.native_strings import strings_of_a_column
from featc_runtime.arrow.problems import Problem, problems
from featc_runtime.arrow.short_strings import decoded
from featc_runtime.batch.columns import Bools, Strings

#: A dictionary with more entries than the chunk has rows is not taken over (unless it is small anyway).
_SMALL = 4096

_TEXT_OF = {pa.binary(): pa.string(), pa.large_binary(): pa.large_string(), pa.binary_view(): pa.string_view()}


def is_ascii(array: pa.Array) -> bool:
    """Whether a quick look tells that strings, or bytes, are ASCII, and so good text; not every layout has one."""
    is_large = array.type in (pa.large_string(), pa.large_binary())
    if len(array) == 0 or not (is_large or array.type in (pa.string(), pa.binary())):
        return False
    kind = np.dtype(np.int64 if is_large else np.int32)
    _, offsets, octets = array.buffers()
    bounds = np.frombuffer(offsets, kind)[array.offset : array.offset + len(array) + 1]
    first, last = int(bounds[0]), int(bounds[-1])
    return first == last or bool(np.frombuffer(octets, np.int8, last - first, first).min() >= 0)


class StringReader:
    """Reads the arrays of one column.

    Chunks whose strings are the same have the same dictionary, the same object where that costs nothing: incoming
    dictionaries are remembered, for chunks of a column often share theirs, and so are those that are made here.
    """

    def __init__(self) -> None:
        self._last: tuple[pa.Array, tuple[object, ...], Sequence[str], dict[int, str]] | None = None
        self._quick = strings_of_a_column()

    def __call__(self, array: pa.Array) -> tuple[Strings, Bools | None, list[Problem]]:
        """The strings, "" where null; where not null (None: everywhere); and what is no Unicode text."""
        array = plain(array, keep_dictionary=True)
        if pa.types.is_dictionary(array.type):
            values = _as_text(plain(array.dictionary))
            if values.null_count or len(values) > max(len(array), _SMALL):
                array = plain(pa.DictionaryArray.from_arrays(array.indices, values, safe=False))
            else:
                return _coded(array.indices, *self._decode_again(values))
        array = _as_text(array)
        quick = self._quick.encode(array)
        if quick is not None:
            codes, ok, texts, bad = quick
            return Strings(codes, texts), ok, _no_text(codes, ok, bad)
        encoded = array.dictionary_encode()
        return _coded(encoded.indices, *_decode(encoded.dictionary))

    def _decode_again(self, values: pa.Array) -> tuple[Sequence[str], dict[int, str]]:
        key = (values.offset, len(values), *(b.address if b else 0 for b in values.buffers()))
        last = self._last
        if last is None or last[1] != key:
            # holding the array keeps its memory, so that an equal address is the same dictionary
            self._last = last = (values, key, *_decode(values))
        return last[2], last[3]


def _as_text(array: pa.Array) -> pa.Array:
    """Bytes as an array of strings over the same memory, which are not looked at; strings themselves."""
    type_, rows = array.type, len(array)
    if type_ in _TEXT_OF:
        return pa.Array.from_buffers(_TEXT_OF[type_], rows, array.buffers(), array.null_count, array.offset)
    if not pa.types.is_fixed_size_binary(type_):
        return array
    validity, octets = array.buffers()
    ends = np.arange(array.offset + rows + 1, dtype=np.int64) * type_.byte_width
    buffers = [validity, pa.py_buffer(ends), octets]
    return pa.Array.from_buffers(pa.large_string(), rows, buffers, array.null_count, array.offset)


def _coded(
    indices: pa.Array, values: Sequence[str], bad: dict[int, str]
) -> tuple[Strings, Bools | None, list[Problem]]:
    """``values`` are the dictionary's and, for nulls, a last ""."""
    raw, ok = primitive(indices, np.dtype(indices.type.to_pandas_dtype()))
    codes: NDArray[np.intp] = raw.astype(np.intp)
    null = len(values) - 1
    found: list[Problem] = []
    if len(codes) and (codes.min() < 0 or codes.max() >= null):
        outside = _where((codes < 0) | (codes >= null), ok)
        found += problems(outside, "BAD_TEXT", lambda _: "an index outside its dictionary")
        codes[outside] = null
    found += _no_text(codes, ok, bad)
    if ok is not None:
        codes[np.flatnonzero(~ok)] = null
    return Strings(codes, values), ok, found


def _no_text(codes: NDArray[np.intp], ok: Bools | None, bad: dict[int, str]) -> list[Problem]:
    if not bad:
        return []
    wrong = codes.copy()
    return problems(_where(np.isin(codes, list(bad)), ok), "BAD_TEXT", lambda i: bad[int(wrong[i])])


def _where(flags: Bools, ok: Bools | None) -> Bools:
    return flags if ok is None else flags & ok


def _decode(values: pa.Array) -> tuple[Sequence[str], dict[int, str]]:
    """The texts of an array without nulls and a last "", and what is wrong with bytes that are no UTF-8 by position."""
    bad: dict[int, str] = {}
    try:
        texts: list[str] = values.to_numpy(zero_copy_only=False).tolist()
    except (pa.ArrowException, UnicodeDecodeError):
        texts, bad = decoded(value.as_buffer().to_pybytes() for value in values)
    return [*texts, ""], bad
