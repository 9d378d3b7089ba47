"""What comes of a column of text: values, and the texts that are none. Knows Arrow; knows no form of any type."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from featc_runtime.errors import Reason

BLANKS = " \t"


class Unread(NamedTuple):
    """A row whose text is not a value of the column's type: why, for programs and for people."""

    row: int
    reason: Reason
    message: str


class Converted(NamedTuple):
    """The values, null where the text is null or unread."""

    array: pa.Array
    unread: list[Unread]


Converter: TypeAlias = Callable[[pa.StringArray], Converted]


class Bad(Exception):
    """A text is not a value of the type."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def cast(texts: pa.StringArray, usual: bytes, to: pa.DataType) -> pa.Array | None:
    """The texts as Arrow converts them, without the blanks around them; None where it is not to be asked.

    It is asked if all bytes of the column are ``usual`` ones: of these it takes no text that the slow way refuses, and
    where it refuses one the slow way decides.
    """
    data = _bytes_of(texts)
    rest = b"" if _are_among(data, usual) else data.tobytes().translate(None, usual)
    if rest and rest.strip(BLANKS.encode()):
        return None
    try:
        return (pc.ascii_trim(texts, characters=BLANKS) if rest else texts).cast(to)
    except pa.ArrowInvalid:
        return None


def _bytes_of(texts: pa.StringArray) -> NDArray[np.uint8]:
    """The bytes of all texts, one after the other."""
    _, offsets, data = texts.buffers()
    if not len(texts) or data is None:
        return np.empty(0, np.uint8)
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data, np.uint8)[int(ends[0]) : int(ends[-1])]


def _are_among(data: NDArray[np.uint8], usual: bytes) -> bool:
    """Whether all bytes are ``usual`` ones: counted, run by run of neighbouring codes, which processors do fastest."""
    left = len(data)
    for first, count in _runs(usual):
        if not left:
            break
        left -= int(np.count_nonzero((data - np.uint8(first)) < count if count > 1 else data == first))
    return not left


@cache
def _runs(usual: bytes) -> list[tuple[int, int]]:
    """The first of each run of neighbouring codes and how many they are, the longest runs first."""
    runs: list[tuple[int, int]] = []
    for code in sorted(set(usual)):
        if runs and code == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((code, 1))
    return sorted(runs, key=lambda run: -run[1])


def one_by_one(texts: pa.StringArray, read: Callable[[str], Any], stored: pa.DataType, to: pa.DataType) -> Converted:
    """Each different text by itself: ``read`` gives its value in the memory of the type, or raises Bad."""
    encoded = texts.dictionary_encode()
    values: list[Any] = []
    bad: dict[int, Bad] = {}
    for i, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            values.append(read(text.strip(BLANKS)))
        except Bad as error:
            values.append(None)
            bad[i] = error
    array = pa.array(values, stored).take(encoded.indices)
    codes = encoded.indices.fill_null(-1).to_numpy()
    rows = np.flatnonzero(np.isin(codes, list(bad))) if bad else np.empty(0, np.intp)
    found = zip(rows.tolist(), codes[rows].tolist(), strict=True)
    unread = [Unread(row, bad[code].reason, str(bad[code])) for row, code in found]
    return Converted(array if stored == to else array.view(to), unread)


def within(array: pa.Array, low: int, high: int) -> bool:
    """Whether all values of an array, in its memory integers, are in a range."""
    stored = array.view(pa.int32() if pa.types.is_date32(array.type) else pa.int64())
    ends = pc.min_max(stored)
    least, greatest = ends["min"].as_py(), ends["max"].as_py()
    return least is None or (least >= low and greatest <= high)
