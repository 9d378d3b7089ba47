"""Numbers beside floats and integers that are written exactly: the nearest one, rounded once, half to even.

Knows Python's ``int``, ``float`` and ``Decimal``; no fields, no arrays. A NaN has no nearest number: ask before.
"""

from __future__ import annotations

import math
import struct
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

_FLOAT32: Final = struct.Struct("<f")

#: Decimals beyond these powers of ten are beyond every integer of 64 bits.
_INT_DIGITS: Final = 20
#: Of a number the first characters are shown.
_SHOWN: Final = 50

#: A context of our own: what the process has set in its own changes nothing here. No trap, no limit that is reached.
_CONTEXT: Final = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[])


def to_float32(value: float) -> float:
    """The nearest float32, infinite beyond the largest; NaN stays one."""
    try:
        narrow: float = _FLOAT32.unpack(_FLOAT32.pack(value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)
    return narrow


def nearest_float64(value: float | Decimal) -> float:
    """The nearest float64, infinite beyond the largest; zeros keep their sign."""
    try:
        return float(value)  # of an int and of a Decimal too it is rounded once
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def nearest_float32(value: float | Decimal) -> float:
    """The nearest float32, rounded once from the value itself; infinite beyond the largest."""
    near = nearest_float64(value)
    # Where the float64 is not the value, it may be half way between two float32 which the value is not. The neighbour
    # that the value lies towards is taken where its last bit is 1, and then it is on the value's side of every half.
    if near != value and math.isfinite(near) and not _is_odd(near):
        near = math.nextafter(near, math.inf if _is_below(near, value) else -math.inf)
    return to_float32(near)


def _is_odd(value: float) -> bool:
    return bool(struct.pack("<d", value)[0] & 1)


def _is_below(near: float, value: float | Decimal) -> bool:
    return Decimal.from_float(near) < value if isinstance(value, Decimal) else near < value


def nearest_int(value: Decimal) -> int | None:
    """The nearest whole number; None for what has more digits than 64 bits, and for infinities."""
    if value.is_zero() or value.adjusted() < -1:
        return 0
    if not value.is_finite() or value.adjusted() >= _INT_DIGITS:
        return None
    return int(value.to_integral_value(ROUND_HALF_EVEN, _CONTEXT))


def is_whole(value: Decimal) -> bool:
    """Whether a finite decimal, of any size, is a whole number."""
    return value.to_integral_value(ROUND_HALF_EVEN, _CONTEXT) == value


def shown(value: float | Decimal) -> str:
    """A number in a message. The digits of a huge int are not worked out: they take long, above 4300 are an error."""
    if isinstance(value, int) and value.bit_length() > 256:
        return "the number"
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def too_fine(value: float | Decimal, target: str) -> str:
    """What is said of a number that is not exactly one of a target, such as "float64"."""
    return f"{shown(value)} is not exactly a {target}; `rounded` on the field takes the nearest"
