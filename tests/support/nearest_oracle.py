"""The nearest number of a format, worked out with fractions: an oracle that shares nothing with the runtime."""

from __future__ import annotations

from fractions import Fraction

#: Digits of the significand, the exponent of the smallest number, and that of what no number reaches any more.
FORMATS = {"float64": (53, -1074, 1024), "float32": (24, -149, 128)}


def nearest_float(value: Fraction, target: str, negative: bool = False) -> float:
    """The nearest float, half to even, infinite where it would be beyond the largest. ``negative`` is of a zero."""
    digits, least, beyond = FORMATS[target]
    size = abs(value)
    if size == 0:
        return -0.0 if negative else 0.0
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    if Fraction(2) ** exponent > size:
        exponent -= 1
    step = Fraction(2) ** max(exponent - digits + 1, least)
    found = round(size / step) * step
    number = float("inf") if found >= Fraction(2) ** beyond else float(found)
    return -number if value < 0 else number


def nearest_whole(value: Fraction) -> int:
    """The nearest integer, half to even."""
    return round(value)
