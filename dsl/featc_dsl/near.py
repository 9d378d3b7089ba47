"""Names that a misspelt one may have meant, with bounded effort. Knows spelling only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: How many comparisons of letters are left to the work in hand; None where nobody counts.
_LEFT: ContextVar[list[int] | None] = ContextVar("_LEFT", default=None)


@contextmanager
def bounded(letters: int) -> Iterator[None]:
    """Inside, names are compared until so many pairs of letters were; later ones get no answer.

    A thousand misspelt names beside a thousand good ones would take longer than all the rest of the compiler.
    """
    token = _LEFT.set([letters])
    try:
        yield
    finally:
        _LEFT.reset(token)


def near(name: str, candidates: Iterable[str], most: int = 3, edits: int | None = None) -> tuple[str, ...]:
    """The candidates within a third of the name's length in edits, nearest first, ties by code point.

    With ``edits`` none has more of them.
    """
    left = _LEFT.get()
    if left is not None:
        if left[0] < 0:
            return ()
        candidates = list(candidates)
        left[0] -= sum(len(name) * len(c) for c in candidates if abs(len(name) - len(c)) <= len(name) // 2 + 1)
        if left[0] < 0:
            return ()
    found = []
    for candidate in set(candidates) - {name}:
        limit = max(len(name), len(candidate)) // 3
        limit = limit if edits is None else min(limit, edits)
        needed = 0 if name.lower() == candidate.lower() else _edits(name.lower(), candidate.lower(), limit)
        if needed <= limit:
            found.append((needed, candidate))
    return tuple(candidate for _, candidate in sorted(found)[:most])


def _edits(a: str, b: str, limit: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours between two words; ``limit + 1`` where more.

    Optimal string alignment distance (Damerau–Levenshtein with each stretch edited once).
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        following = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > limit:
            return limit + 1
        before, row = row, following
    return row[-1]
