"""The reference meaning of bit operations: an int64 as a text of 64 digits 0 and 1. Knows no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final


def _digits(x: int) -> str:
    """The two's complement, the sign's bit first."""
    return format(x % 2**64, "064b")


def _number(digits: str) -> int:
    """The int64 of 64 digits."""
    return int(digits, 2) - (2**64 if digits[0] == "1" else 0)


def _digit_by_digit(ones: set[str]) -> Callable[[int, int], int]:
    """The operation that gives 1 where the two digits are one of these pairs."""

    def join(x: int, y: int) -> int:
        pairs = zip(_digits(x), _digits(y), strict=True)
        return _number("".join("1" if a + b in ones else "0" for a, b in pairs))

    return join


def _not(x: int) -> int:
    return _number("".join("1" if digit == "0" else "0" for digit in _digits(x)))


def _left(x: int, count: int) -> int | None:
    return _number((_digits(x) + "0" * count)[-64:]) if count in range(64) else None


def _right(x: int, count: int) -> int | None:
    digits = _digits(x)
    return _number((digits[0] * count + digits)[:64]) if count in range(64) else None


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "bit_and.int64": _digit_by_digit({"11"}),
    "bit_or.int64": _digit_by_digit({"01", "10", "11"}),
    "bit_xor.int64": _digit_by_digit({"01", "10"}),
    "bit_not.int64": _not,
    "shift_left.int64": _left,
    "shift_right.int64": _right,
    "shift_left_by.int64": _left,
    "shift_right_by.int64": _right,
    "bit_count.int64": lambda x: _digits(x).count("1"),
}
