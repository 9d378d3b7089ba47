"""Applies a scalar function to columns, once for each distinct combination of operands. Knows no operator.

Strings come as a dictionary and codes. Whatever a scalar function gives for two equal combinations is equal, so a
result column is again a dictionary (the function over the combinations) and codes: exact by construction, and quick
where few combinations stand for many rows. The work is linear in the rows in every case but one, which sorts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Ragged, Strings

#: What `combine` takes: columns of strings, arrays of integers or bools, or plain Python values.
Operand: TypeAlias = Strings | NDArray[Any] | str | int

_Codes: TypeAlias = NDArray[np.intp]
#: A dictionary of at most rows / _SMALL entries is used as it is: looking for unused entries would cost more.
_SMALL = 16
#: Up to this many possible combinations a row, the used ones are found by marking; above, by sorting.
_MARK = 16


@overload
def combine(function: Callable[..., str], dtype: type[str], *operands: Operand) -> Strings: ...


@overload
def combine(function: Callable[..., Any], dtype: type[Any], *operands: Operand) -> NDArray[Any]: ...


def combine(function: Callable[..., Any], dtype: type[Any], *operands: Operand) -> Strings | NDArray[Any]:
    """``function`` of the operands, row by row.

    At least one operand is a column; all columns have the same number of rows. ``dtype`` is ``str`` for a column of
    strings, else the NumPy type of the result's array. The function must be pure; it sees Python values only.
    """
    codes, arguments = _combinations(operands)
    if dtype is str:
        return Strings(codes, list(map(function, *arguments)) or [""])
    return np.fromiter(map(function, *arguments), dtype, len(arguments[0]))[codes]


@overload
def combine_fallible(
    function: Callable[..., str | None], dtype: type[str], *operands: Operand
) -> tuple[Strings, Bools]: ...


@overload
def combine_fallible(
    function: Callable[..., Any], dtype: type[Any], *operands: Operand
) -> tuple[NDArray[Any], Bools]: ...


def combine_fallible(
    function: Callable[..., Any], dtype: type[Any], *operands: Operand
) -> tuple[Strings | NDArray[Any], Bools]:
    """As ``combine``, for a function that gives None where it fails: the values, and where they are good.

    The value of a failed row is the zero of its type: "", 0, False.
    """
    codes, arguments = _combinations(operands)
    results = list(map(function, *arguments))
    ok = np.array([r is not None for r in results], dtype=np.bool_)[codes]
    zero = dtype()
    results = [zero if r is None else r for r in results]
    if dtype is str:
        return Strings(codes, results or [""]), ok
    return np.array(results, dtype=dtype)[codes], ok


def combine_all(function: Callable[[Sequence[str]], list[str]], x: Strings) -> Strings:
    """As ``combine``, for a function that takes all strings at once: those that a row has, in any order."""
    codes, strings = combine_strings(x)
    return Strings(codes, function(strings) or [""])


def combine_strings(x: Strings) -> tuple[_Codes, Sequence[str]]:
    """The strings that a row has, and the code of each row: there are no more strings than rows, or few unused ones.

    A string may be there several times.
    """
    codes, arguments = _combinations([x])
    return codes, arguments[0]


def combine_lists(function: Callable[..., Sequence[str]], *operands: Operand) -> Ragged:
    """As ``combine``, for a function that gives a list of strings."""
    codes, arguments = _combinations(operands)
    results = list(map(function, *arguments))
    numbers: dict[str, int] = {}
    items = np.array([numbers.setdefault(s, len(numbers)) for r in results for s in r], dtype=np.intp)
    lengths = np.fromiter(map(len, results), np.intp, len(results))
    starts = np.cumsum(lengths) - lengths
    row_lengths = lengths[codes]
    offsets = np.concatenate([np.zeros(1, np.intp), np.cumsum(row_lengths)])
    places = np.arange(offsets[-1]) + np.repeat(starts[codes] - offsets[:-1], row_lengths)
    return Ragged(Strings(items[places], list(numbers) or [""]), offsets)


def used(codes: _Codes, size: int) -> tuple[_Codes, _Codes]:
    """The codes renumbered without gaps, and for each new code the old one; ``size`` is above every code."""
    seen = np.zeros(size, dtype=np.bool_)
    seen[codes] = True
    kept = np.flatnonzero(seen)
    number = np.empty(size, dtype=np.intp)
    number[kept] = np.arange(len(kept))
    return number[codes], kept


def distinct(strings: Strings) -> tuple[_Codes, Sequence[str]]:
    """Codes and dictionary of a column, without entries that no row uses where there are many of them."""
    codes, values = strings.codes, strings.values
    if len(values) > len(codes) // _SMALL:
        codes, kept = used(codes, len(values))
        if len(kept) < len(values):
            values = [values[i] for i in kept.tolist()]
    return codes, values


def encode(values: NDArray[Any]) -> tuple[_Codes, Sequence[Any]]:
    """An array of integers or bools as codes and dictionary; the dictionary may have entries that no row uses."""
    if values.dtype == np.bool_:
        return values.astype(np.intp), (False, True)
    if len(values):
        low, high = int(values.min()), int(values.max())
        if high - low < _MARK * len(values):
            return (values - low).astype(np.intp), range(low, high + 1)
    distinct, codes = np.unique(values, return_inverse=True)
    return codes.astype(np.intp), distinct.tolist()


def _combinations(operands: Sequence[Operand]) -> tuple[_Codes, list[Sequence[Any]]]:
    """The code of each row's combination, and the combinations: for each operand its value in every one."""
    columns: list[tuple[_Codes, Sequence[Any]]] = []
    for operand in operands:
        if isinstance(operand, Strings):
            columns.append((operand.codes, operand.values))
        elif isinstance(operand, np.ndarray):
            columns.append(encode(operand))
    rows = len(columns[0][0])
    codes, picks = _pairs([(c, len(values)) for c, values in columns], rows)
    chosen = iter(zip(columns, picks, strict=True))
    arguments: list[Sequence[Any]] = []
    count = len(picks[0])
    for operand in operands:
        if isinstance(operand, (Strings, np.ndarray)):
            (_, values), pick = next(chosen)
            arguments.append([values[i] for i in pick.tolist()])
        else:
            arguments.append([operand] * count)
    return codes, arguments


def _pairs(columns: list[tuple[_Codes, int]], rows: int) -> tuple[_Codes, list[_Codes]]:
    """The code of each row's combination of codes, and for each column its code in every combination.

    ``columns`` has each column's codes and the size of its dictionary.
    """
    codes, size = columns[0]
    if size > rows // _SMALL:
        codes, first = used(codes, size)
    else:
        first = np.arange(size)
    picks = [first]
    for other, other_size in columns[1:]:
        if other_size > rows:
            other, kept = used(other, other_size)
        else:
            kept = np.arange(other_size)
        size, other_size = len(picks[0]), len(kept)
        pair = codes * other_size + other  # below rows², far from the end of intp
        total = size * other_size
        if total <= rows // _SMALL:
            codes, pairs = pair, np.arange(total)
        elif total <= _MARK * rows:
            codes, pairs = used(pair, total)
        elif 2 * max(size, other_size) > rows:  # about as many combinations as rows: take each row as one
            codes, pairs = np.arange(rows), pair
        else:
            pairs, codes = np.unique(pair, return_inverse=True)
        left, right = np.divmod(pairs, max(other_size, 1))
        picks = [p[left] for p in picks]
        picks.append(kept[right])
    return codes, picks
