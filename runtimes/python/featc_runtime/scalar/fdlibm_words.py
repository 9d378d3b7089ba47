"""The two 32-bit words of a float64, as fdlibm looks at them. Knows no function.

fdlibm branches on the high word; a bound on it is here the float64 with that high word and a low word of 0.
"""

from __future__ import annotations

import struct
from math import fmod, ulp

_WORD = 2.0**32
_pack_float, _unpack_float = struct.Struct("<d").pack, struct.Struct("<d").unpack
_pack_int, _unpack_int = struct.Struct("<q").pack, struct.Struct("<q").unpack


def from_high(word: int) -> float:
    """The float64 with this high word, below 2^31, and a low word of 0."""
    value: float = _unpack_float(_pack_int(word << 32))[0]
    return value


def truncated(x: float) -> float:
    """The number with the low 32 bits of its float64 cleared (0.0 for -0.0); finite numbers only."""
    return x - fmod(x, ulp(x) * _WORD)


def high_word(x: float) -> int:
    """The high word of a number that is not negative."""
    word: int = _unpack_int(_pack_float(x))[0] >> 32
    return word
