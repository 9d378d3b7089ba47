"""Vectorised operations on the parts of strings: splitting, joining, comparing, hashing (SEMANTICS.md#strings).

The scalar function is called once for each distinct string or combination. What is asked of lists works on the codes
of their strings, so that each distinct string, or run of strings, is hashed once; integers alone are hashed as arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh64_intdigest

from featc_runtime.batch.columns import AnyLists, Bools, Floats, Ints, Lists, Ragged, Strings, flatten
from featc_runtime.batch.combine import combine, combine_lists, combine_strings
from featc_runtime.batch.xxh64 import xxh64_int64_pair
from featc_runtime.scalar import tokens as scalar

__all__ = [
    "char_ngrams_string",
    "cross_int64",
    "cross_int64_string",
    "cross_string",
    "cross_string_int64",
    "jaccard_string",
    "join_string",
    "overlap_string",
    "split_string",
    "token_ngrams_string",
    "tokens_string",
]

_Text: TypeAlias = Strings | str
_Int: TypeAlias = Ints | int
_Codes: TypeAlias = NDArray[np.intp]

#: About so many runs of code points are held at once.
_RUNS = 1 << 20


def split_string(x: _Text, separator: _Text, limit: int) -> Ragged:
    """The first parts of x between separators, at most limit; an empty separator leaves x as the one part."""
    return combine_lists(scalar.split_string, x, separator, limit)


def tokens_string(x: Strings, limit: int) -> Ragged:
    """The first of the longest runs of letters, marks and digits of x, at most limit."""
    return combine_lists(scalar.tokens_string, x, limit)


def join_string(x: AnyLists, separator: str) -> tuple[Strings, Bools]:
    """The strings one after the other with separator between them; not ok where one is null."""
    flat = flatten(x)
    ok = _whole(flat)
    items = _strings(flat).tolist()
    joined = [separator.join(items[i:j]) for i, j in pairwise(flat.offsets.tolist())]
    values = joined if ok.all() else [s if good else "" for s, good in zip(joined, ok.tolist(), strict=True)]
    return Strings(np.arange(len(values)), values or [""]), ok


def char_ngrams_string(x: Strings, n: int, buckets: int) -> Lists:
    """How many of the runs of n code points of x fall into each bucket."""
    codes, strings = combine_strings(x)
    counts = np.empty((len(strings), buckets), dtype=np.int64)
    start = 0
    while start < len(strings):  # as many strings at once as have about _RUNS runs
        stop, total = start, 0
        while stop < len(strings) and total < _RUNS:
            total += len(strings[stop])
            stop += 1
        counts[start:stop] = _runs_counted(strings[start:stop], n, buckets)
        start = stop
    return Lists(counts[codes])


def _runs_counted(strings: Sequence[str], n: int, buckets: int) -> Ints:
    """For each string how many of its runs of n code points fall into each bucket."""
    runs = [x[i : i + n] for x in strings for i in range(len(x) - n + 1)]
    bucket = {run: xxh64_intdigest(run.encode()) % buckets for run in set(runs)}
    rows = np.repeat(np.arange(len(strings)), [max(len(x) - n + 1, 0) for x in strings])
    return _counted(rows, np.fromiter(map(bucket.__getitem__, runs), np.intp, len(runs)), len(strings), buckets)


def _counted(rows: _Codes, chosen: _Codes, count: int, buckets: int) -> Ints:
    """How often each bucket is chosen in each row."""
    return np.bincount(rows * buckets + chosen, minlength=count * buckets).reshape(count, buckets)


def token_ngrams_string(x: AnyLists, n: int, buckets: int) -> tuple[Lists, Bools]:
    """How many of the runs of n strings of x fall into each bucket; not ok where a string is null."""
    flat = flatten(x)
    ok = _whole(flat)
    codes, values = combine_strings(_strings(flat))
    rows = flat.rows
    # A run begins at an element where its row has n - 1 more. `runs` has the code of each run so far, `parts` the
    # codes of the strings of each distinct run.
    begins = np.arange(len(codes)) + n <= flat.offsets[1:][rows]
    begins &= ok[rows]
    places = np.flatnonzero(begins)
    runs = codes[places]
    parts = np.arange(len(values))[:, None]
    for step in range(1, n):
        pairs, runs = np.unique(runs * len(values) + codes[places + step], return_inverse=True)
        left, right = np.divmod(pairs, max(len(values), 1))
        parts = np.concatenate([parts[left], right[:, None]], axis=1)
    written = [scalar.text(v) for v in values]
    hashed = [xxh64_intdigest(b"".join([written[i] for i in run])) % buckets for run in parts.tolist()]
    return Lists(_counted(rows[places], np.array(hashed, dtype=np.intp)[runs], len(flat), buckets)), ok


def overlap_string(x: AnyLists, y: AnyLists) -> tuple[Ints, Bools]:
    """How many different strings are in both; not ok where one is null."""
    both, _, _, ok = _compared(x, y)
    return both, ok


def jaccard_string(x: AnyLists, y: AnyLists) -> tuple[Floats, Bools]:
    """How many different strings are in both, divided by how many are in either.

    Not ok where there are none at all, and where one is null.
    """
    both, left, right, ok = _compared(x, y)
    either = left + right - both
    ok = ok & (either > 0)
    return np.where(ok, both, 0) / np.maximum(either, 1), ok


def _compared(x: AnyLists, y: AnyLists) -> tuple[Ints, Ints, Ints, Bools]:
    """For each row how many different strings are in both, in the left and in the right, and whether none is null."""
    left, right = flatten(x), flatten(y)
    ok = _whole(left) & _whole(right)
    numbers: dict[str, int] = {}
    keys = [_keys(flat, numbers) for flat in (left, right)]
    size = max(len(numbers), 1)
    (left_keys, right_keys) = (np.unique(rows * size + codes) for rows, codes in keys)
    both = np.intersect1d(left_keys, right_keys, assume_unique=True)
    common, first, second = (np.bincount(k // size, minlength=len(left)) for k in (both, left_keys, right_keys))
    return np.where(ok, common, 0), first, second, ok


def _keys(flat: Ragged, numbers: dict[str, int]) -> tuple[_Codes, _Codes]:
    """The row of each string, and its number: one for each different string, of both lists."""
    codes, values = combine_strings(_strings(flat))
    return flat.rows, np.array([numbers.setdefault(v, len(numbers)) for v in values], dtype=np.intp)[codes]


def _strings(flat: Ragged) -> Strings:
    assert isinstance(flat.items, Strings)
    return flat.items


def _whole(flat: Ragged) -> Bools:
    """Whether a list has no null element."""
    if flat.items_ok is None:
        return np.ones(len(flat), dtype=np.bool_)
    whole: Bools = np.bincount(flat.rows[~flat.items_ok], minlength=len(flat)) == 0
    return whole


def cross_string(x: _Text, y: _Text, buckets: int) -> Ints:
    """A bucket for two strings taken together."""
    return combine(scalar.cross_string, np.int64, x, y, buckets)


def cross_string_int64(x: _Text, y: _Int, buckets: int) -> Ints:
    """A bucket for a string and an integer taken together."""
    return combine(scalar.cross_string_int64, np.int64, x, y, buckets)


def cross_int64_string(x: _Int, y: _Text, buckets: int) -> Ints:
    """A bucket for an integer and a string taken together."""
    return combine(scalar.cross_int64_string, np.int64, x, y, buckets)


def cross_int64(x: _Int, y: _Int, buckets: int) -> Ints:
    """A bucket for two integers taken together."""
    return (xxh64_int64_pair(x, y) % np.uint64(buckets)).view(np.int64)
