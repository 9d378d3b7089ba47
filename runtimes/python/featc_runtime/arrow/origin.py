"""Where the rows of a file come from, in a column beside theirs: lines of a text, and values that cannot be read.

A reader of files puts one such column into its batches. It has a mark by which the entry of tables finds it, and is no
column of the table otherwise: a value that could not be read is null in its own column and is reported here, with its
row, as the violation that it is. Knows Arrow; knows no format of files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from featc_runtime.arrow.problems import Problem
from featc_runtime.errors import Reason

_MARK = b"featc.origin"
_UNREAD = pa.struct([("column", pa.string()), ("reason", pa.string()), ("message", pa.string())])
_TYPE = pa.struct([("line", pa.int64()), ("unread", pa.list_(_UNREAD))])


class Unread(NamedTuple):
    """A value that could not be read: its row in the batch, its column, a reason for programs, a sentence."""

    row: int
    column: str
    reason: Reason
    message: str


def origin_field(names: Collection[str]) -> pa.Field:
    """The column, under a name that is none of ``names``."""
    name = "featc.origin"
    while name in names:
        name += "_"
    return pa.field(name, _TYPE, metadata={_MARK: b""})


def origin_column(rows: int, unread: Iterable[Unread], lines: NDArray[np.int64] | None = None) -> pa.StructArray:
    """The column of so many rows, which begin on these lines of the file, if it has lines."""
    by_row: dict[int, list[dict[str, str]]] = {}
    for row, column, reason, message in unread:
        by_row.setdefault(row, []).append({"column": column, "reason": reason, "message": message})
    if by_row:
        found = pa.array([by_row.get(i) for i in range(rows)], pa.list_(_UNREAD))
    else:
        found = pa.nulls(rows, pa.list_(_UNREAD))
    places = pa.nulls(rows, pa.int64()) if lines is None else pa.array(lines)
    return pa.StructArray.from_arrays([places, found], fields=list(_TYPE))


def find_origin(schema: pa.Schema) -> int | None:
    """The place of the column in a table, or None where there is none."""
    places = (i for i, f in enumerate(schema) if f.metadata and _MARK in f.metadata)
    return next(places, None)


class Origin:
    """The column of one chunk."""

    def __init__(self, column: pa.StructArray) -> None:
        self._column = column
        self._unread: dict[str, dict[int, tuple[Reason, str]]] = {}
        found = column.field("unread")
        if found.null_count < len(found):
            for row in np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False)).tolist():
                for item in found[row].as_py():
                    of_column = self._unread.setdefault(item["column"], {})
                    of_column[row] = (cast("Reason", item["reason"]), item["message"])

    def unread(self, column: str) -> list[Problem]:
        """The values of a column that could not be read."""
        rows = self._unread.get(column, {})
        by_reason: dict[Reason, list[int]] = {}
        for row, (reason, _) in rows.items():
            by_reason.setdefault(reason, []).append(row)
        return [Problem(reason, np.array(at, np.intp), _texts(rows), "unread") for reason, at in by_reason.items()]

    def placed(self, problem: Problem, column: str) -> Problem:
        """The problem, reported with its line and column where rows have lines."""

        def text(i: int) -> str:
            line = self._column.field("line")[i // problem.per].as_py()
            return problem.text(i) if line is None else f'line {line}, column "{column}": {problem.text(i)}'

        return replace(problem, text=text)


def _texts(rows: dict[int, tuple[Reason, str]]) -> Callable[[int], str]:
    return lambda i: rows[i][1]


def filled(array: pa.Array, found: list[Problem]) -> pa.Array:
    """The array with its type's zero where the problems are: what could not be read is not a null."""
    if not found:
        return array
    bad = np.zeros(len(array), np.bool_)
    for problem in found:
        bad[problem.at] = True
    zero = pa.scalar(False if pa.types.is_boolean(array.type) else 0, array.type)
    return pc.if_else(pa.array(bad), zero, array)
