"""The order of the strings of two columns, as numbers. Knows no operator."""

from __future__ import annotations

import numpy as np

from featc_runtime.batch.columns import Ints, Strings
from featc_runtime.batch.combine import used


def ranks(x: Strings | str, y: Strings | str) -> tuple[Ints | int, Ints | int]:
    """Numbers for both operands that compare as their strings do, by code point; equal where those are equal."""
    left, right = _compact(x), _compact(y)
    both = {left} if isinstance(left, str) else set(left.values)
    both |= {right} if isinstance(right, str) else set(right.values)
    order = {v: i for i, v in enumerate(sorted(both))}
    return _numbered(left, order), _numbered(right, order)


def _compact(x: Strings | str) -> Strings | str:
    """Without the unused entries of a dictionary that has more entries than there are rows."""
    if isinstance(x, str) or len(x.values) <= len(x):
        return x
    codes, kept = used(x.codes, len(x.values))
    return Strings(codes, [x.values[i] for i in kept.tolist()] or [""])


def _numbered(x: Strings | str, order: dict[str, int]) -> Ints | int:
    return order[x] if isinstance(x, str) else x.take(order.__getitem__, np.int64)
