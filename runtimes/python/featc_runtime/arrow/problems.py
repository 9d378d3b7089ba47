"""What comes of reading one column of one chunk: values, and what is wrong with them. Knows no other columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from featc_runtime.batch.columns import Bools, Column
from featc_runtime.errors import Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule and the values that break it.

    ``at`` has their positions in the chunk, ascending; for elements of lists of length ``per``, position = row × per +
    element; for those of lists of varying length, ``offsets`` has the position of each row's first. ``text`` says of a
    position what is wrong there. ``rule`` tells apart problems of one reason.
    """

    reason: Reason
    at: NDArray[np.intp]
    text: Callable[[int], str]
    rule: str = ""
    per: int = 1
    offsets: NDArray[np.intp] | None = None

    @property
    def rows(self) -> NDArray[np.intp]:
        """The bad rows, ascending, each once."""
        if self.offsets is not None:
            return np.unique(np.searchsorted(self.offsets, self.at, side="right") - 1)
        return self.at if self.per == 1 else np.unique(self.at // self.per)

    def place(self, row: int) -> int:
        """Where a bad row is wrong first: the position of its first bad element, the row's own for scalars."""
        first = row * self.per if self.offsets is None else self.offsets[row]
        return int(self.at[np.searchsorted(self.at, first)])

    def first_in(self, row: int) -> str:
        """What is wrong first in a bad row."""
        return self.text(self.place(row))


def problems(bad: Bools, reason: Reason, text: Callable[[int], str], rule: str = "") -> list[Problem]:
    """The problem of the places where ``bad`` is True; none if there are none."""
    return [Problem(reason, np.flatnonzero(bad), text, rule)] if bad.any() else []


def of_elements(problem: Problem, size: int, at: NDArray[np.intp] | None = None) -> Problem:
    """A problem of the flattened elements of lists as a problem of their rows.

    ``at`` gives the position (row × size + element) of each flattened element where these are not all elements.
    """
    where = problem.at if at is None else at[problem.at]
    back = dict(zip(where.tolist(), problem.at.tolist(), strict=True))

    def text(position: int) -> str:
        return f"[{position % size}]: {problem.text(back[position])}"

    return replace(problem, at=where, text=text, per=size)


def of_ragged_elements(problem: Problem, offsets: NDArray[np.intp]) -> Problem:
    """A problem of the elements of lists of varying length, one after the other, as a problem of their rows."""

    def text(position: int) -> str:
        row = int(np.searchsorted(offsets, position, side="right")) - 1
        return f"[{position - int(offsets[row])}]: {problem.text(position)}"

    return replace(problem, text=text, offsets=offsets)


class Entered(NamedTuple):
    """A column as it entered: values (the type's zero where null), where not null (None: everywhere), problems."""

    values: Column
    ok: Bools | None
    problems: list[Problem]


#: Reads the arrays of one column, all of one Arrow type.
Reader: TypeAlias = Callable[[pa.Array], Entered]
