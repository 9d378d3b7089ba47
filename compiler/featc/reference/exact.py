"""Exact numbers: every float64 as a Fraction and back, rounded once. Knows no operator, uses no float arithmetic."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from typing import Final

#: The one NaN of fdl.
NAN: Final[float] = struct.unpack("<d", (0x7FF8000000000000).to_bytes(8, "little"))[0]
INF: Final = math.inf

#: The ends of int64.
INT_MIN: Final = -(2**63)
INT_MAX: Final = 2**63 - 1


def bits(x: float) -> int:
    """The 64 bits of a float64 as an unsigned integer."""
    return int.from_bytes(struct.pack("<d", x), "little")


def is_nan(x: float) -> bool:
    """Whether exponent bits are all one and some fraction bit is set."""
    return bits(x) & (2**63 - 1) > 0x7FF0000000000000


def is_inf(x: float) -> bool:
    """Whether it is one of the two infinities."""
    return bits(x) & (2**63 - 1) == 0x7FF0000000000000


def is_negative(x: float) -> bool:
    """The sign bit."""
    return bits(x) >> 63 == 1


def canonical(x: float) -> float:
    """The same float64, every NaN as the one NaN."""
    return NAN if is_nan(x) else x


def nearest(
    value: Fraction, negative_zero: bool = False, digits: int = 53, least: int = -1074, top: int = 1024
) -> float:
    """The binary floating-point number nearest to ``value``, a half to the even one.

    ``digits`` is the number of significant bits, ``2**least`` the smallest subnormal, ``2**top`` the first power that
    is too large: float64 unless said otherwise. What rounds to that power or beyond is an infinity. A value that
    rounds to zero keeps its sign; of zero itself ``negative_zero`` is the sign.
    """
    if value == 0:
        return -0.0 if negative_zero else 0.0
    sign, above, below = (-1 if value < 0 else 1), abs(value.numerator), value.denominator
    exponent = above.bit_length() - below.bit_length()  # floor(log2(|value|)), or one more
    if not _at_least_power(above, below, exponent):
        exponent -= 1
    unit = max(exponent - (digits - 1), least)
    above, below = (above, below << unit) if unit >= 0 else (above << -unit, below)
    count, rest = divmod(above, below)
    if 2 * rest > below or (2 * rest == below and count % 2 == 1):
        count += 1
    if count == 0:
        return -0.0 if sign < 0 else 0.0
    if count.bit_length() + unit > top:
        return sign * INF
    return math.ldexp(sign * count, unit)


def _at_least_power(above: int, below: int, exponent: int) -> bool:
    """Whether above / below >= 2 ** exponent."""
    return above >= below << exponent if exponent >= 0 else above << -exponent >= below


def nearest_float32(x: float) -> float:
    """The float32 nearest to a float64, as the float64 of the same value; too large is an infinity."""
    if is_nan(x) or is_inf(x):
        return canonical(x)
    return nearest(Fraction(x), is_negative(x), digits=24, least=-149, top=128)


def from_int(n: int) -> float:
    """The float64 nearest to an integer, a half to the even one."""
    return nearest(Fraction(n))


def wrap(n: int) -> int:
    """The int64 that an integer becomes in two's complement."""
    return (n + 2**63) % 2**64 - 2**63


def add(x: float, y: float) -> float:
    """IEEE 754 addition: the true sum rounded once; inf - inf is NaN; zeros of unlike sign make 0.0."""
    if is_nan(x) or is_nan(y):
        return NAN
    if is_inf(x) or is_inf(y):
        if is_inf(x) and is_inf(y) and is_negative(x) != is_negative(y):
            return NAN
        return x if is_inf(x) else y
    return nearest(Fraction(x) + Fraction(y), is_negative(x) and is_negative(y))


def negate(x: float) -> float:
    """The sign bit turned, of zeros and infinities too; NaN stays the one NaN."""
    if is_nan(x):
        return NAN
    flipped: float = struct.unpack("<d", (bits(x) ^ 2**63).to_bytes(8, "little"))[0]
    return flipped


def multiply(x: float, y: float) -> float:
    """IEEE 754 multiplication: the true product rounded once; 0 · inf is NaN."""
    if is_nan(x) or is_nan(y):
        return NAN
    negative = is_negative(x) != is_negative(y)
    if is_inf(x) or is_inf(y):
        if (not is_inf(x) and Fraction(x) == 0) or (not is_inf(y) and Fraction(y) == 0):
            return NAN
        return -INF if negative else INF
    return nearest(Fraction(x) * Fraction(y), negative)


def divide(x: float, y: float) -> float:
    """IEEE 754 division: the true quotient rounded once; x/0 an infinity, 0/0 and inf/inf NaN."""
    if is_nan(x) or is_nan(y):
        return NAN
    negative = is_negative(x) != is_negative(y)
    if is_inf(x):
        return NAN if is_inf(y) else (-INF if negative else INF)
    if is_inf(y):
        return -0.0 if negative else 0.0
    if Fraction(y) == 0:
        return NAN if Fraction(x) == 0 else (-INF if negative else INF)
    return nearest(Fraction(x) / Fraction(y), negative)


def compare(x: float | int, y: float | int) -> int | None:
    """-1, 0 or 1 as real numbers and infinities, None where either is NaN. Zeros of both signs are equal."""
    if (isinstance(x, float) and is_nan(x)) or (isinstance(y, float) and is_nan(y)):
        return None
    left, right = _rank(x), _rank(y)
    return (left > right) - (left < right)


def _rank(x: float | int) -> tuple[int, Fraction]:
    """A key that puts infinities outside all finite numbers."""
    if isinstance(x, float) and is_inf(x):
        return (-1 if is_negative(x) else 1, Fraction(0))
    return (0, Fraction(x))
