"""Whether this thread's floating point is IEEE arithmetic. Knows only the numbers that tell.

A library built with ``-ffast-math`` may set the processor to flush subnormal numbers to zero when it is loaded, and
others change the rounding mode. Both are set for each thread, so each thread has to look.
"""

from __future__ import annotations

import struct
from typing import Final

from featc_runtime.errors import EnvironmentFault

# From bits, and not computed: the file may be imported where arithmetic is already broken. With S, the smallest
# subnormal number, 3 S / 2 and 5 S / 2 both round to 2 S, as ties go to even. Rounding up makes 2 S + 3 S of their sum,
# rounding down or toward zero 1 S + 2 S, flushing to zero 0. Scaled, for comparisons may take subnormals as zero too.
THREE_S: Final[float] = struct.unpack("<d", struct.pack("<q", 3))[0]
FIVE_S: Final[float] = struct.unpack("<d", struct.pack("<q", 5))[0]
HALF: Final = 0.5
SCALE: Final = 2.0**1000
FOUR_S_SCALED: Final = 2.0**-72


def check_floating_point() -> None:
    """EnvironmentFault if the calling thread flushes subnormal numbers to zero or does not round to nearest."""
    if (THREE_S * HALF + FIVE_S * HALF) * SCALE != FOUR_S_SCALED:
        raise environment_fault()


def environment_fault() -> EnvironmentFault:
    """What to raise in a thread whose arithmetic is not exact."""
    if (THREE_S * HALF + FIVE_S * HALF) * SCALE == 0.0:
        return EnvironmentFault(
            "this process flushes subnormal numbers to zero, so results would differ from those of other processes; "
            "a native library built with -ffast-math (or -Ofast) does that when it is loaded: "
            "find it among the imports, and update it or rebuild it without that option"
        )
    return EnvironmentFault(
        "this process does not round floating point to nearest, so results would differ from those of other "
        "processes; a native library has called fesetround() and not set it back"
    )
