"""The bits of an int64 in two's complement, on single values (SEMANTICS.md#numbers). Knows no nulls."""

from __future__ import annotations

from operator import and_, invert, or_, rshift, xor

_SIGN = 2**63
_MASK = 2**64 - 1

#: Python's integers behave as two's complement with as many bits as needed: of two int64s the result is one.
bit_and_int64 = and_
bit_or_int64 = or_
bit_xor_int64 = xor
bit_not_int64 = invert


def shift_left_int64(x: int, count: int) -> int | None:
    """Wraps; None for a count outside 0..63."""
    return shift_left_by_int64(x, count) if 0 <= count <= 63 else None


def shift_right_int64(x: int, count: int) -> int | None:
    """The sign's bit comes in; None for a count outside 0..63."""
    return x >> count if 0 <= count <= 63 else None


def shift_left_by_int64(x: int, count: int) -> int:
    """Wraps; the count is in 0..63."""
    return ((x << count) + _SIGN & _MASK) - _SIGN


#: The sign's bit comes in; the count is in 0..63.
shift_right_by_int64 = rshift


def bit_count_int64(x: int) -> int:
    """Of the two's complement; Python's own counts those of the magnitude."""
    return (x & _MASK).bit_count()


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
