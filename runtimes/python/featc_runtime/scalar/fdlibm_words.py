"""The two 32-bit words of a float64, as fdlibm looks at them. Knows no function.

fdlibm branches on the high word; a bound on it is here the float64 with that high word and a low word of 0.
"""

from __future__ import annotations

import struct
from math import fmod, ulp

_WORD = 2.0**32


def from_high(word: int) -> float:
    """The float64 with this high word and a low word of 0."""
    value: float = struct.unpack(">d", word.to_bytes(4, "big") + bytes(4))[0]
    return value


def truncated(x: float) -> float:
    """The number with the low 32 bits of its float64 cleared (0.0 for -0.0); finite numbers only."""
    return x - fmod(x, ulp(x) * _WORD)


def high_word(x: float) -> int:
    """The high word of a number that is not negative."""
    word: int = struct.unpack(">q", struct.pack(">d", x))[0] >> 32
    return word
