"""The bits of an int64 in two's complement, on columns (SEMANTICS.md#numbers). Knows no nulls."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from featc_runtime.batch.columns import Bools, Ints

IntsOrInt: TypeAlias = Ints | int

bit_and_int64 = np.bitwise_and
bit_or_int64 = np.bitwise_or
bit_xor_int64 = np.bitwise_xor
bit_not_int64 = np.invert
#: By a literal count in 0..63.
shift_left_by_int64 = np.left_shift
shift_right_by_int64 = np.right_shift


def shift_left_int64(x: IntsOrInt, count: IntsOrInt) -> tuple[Ints, Bools]:
    """Wraps; a count outside 0..63 is not ok and gives 0."""
    return _shift(np.left_shift, x, count)


def shift_right_int64(x: IntsOrInt, count: IntsOrInt) -> tuple[Ints, Bools]:
    """The sign's bit comes in; a count outside 0..63 is not ok and gives 0."""
    return _shift(np.right_shift, x, count)


def _shift(shift: np.ufunc, x: IntsOrInt, count: IntsOrInt) -> tuple[Ints, Bools]:
    if isinstance(count, int):
        good = 0 <= count <= 63
        values: Ints = shift(x, count) if good else np.zeros(np.shape(x), np.int64)
        return values, np.full(np.shape(x), good)
    # Seen as unsigned, negative counts are large ones.
    ok: Bools = np.less_equal(count.view(np.uint64), 63)
    values = shift(x, count)
    if not ok.all():
        values[~ok] = 0
    return values, ok


def bit_count_int64(x: Ints) -> Ints:
    """Of the two's complement; NumPy's own counts those of a signed number's magnitude."""
    return np.bitwise_count(x.view(np.uint64)).astype(np.int64)


__all__ = [
    "bit_and_int64",
    "bit_count_int64",
    "bit_not_int64",
    "bit_or_int64",
    "bit_xor_int64",
    "shift_left_by_int64",
    "shift_left_int64",
    "shift_right_by_int64",
    "shift_right_int64",
]
