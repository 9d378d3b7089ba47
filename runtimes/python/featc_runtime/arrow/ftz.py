"""Whether this thread's floating point is IEEE arithmetic. Knows only the numbers that tell.

A library built with ``-ffast-math`` may set the processor to flush subnormal numbers to zero when it is loaded, and
others change the rounding mode. Both are set for each thread, so each thread has to look.
"""

from __future__ import annotations

from featc_runtime.errors import EnvironmentFault

# Variables and not literals: the interpreter folds literals when it compiles this file, perhaps in a healthy process.
_NORMAL = 2.2250738585072014e-308  # the smallest normal number
_SUBNORMAL = 1.1125369292536007e-308  # its half
_HALF, _TWO, _ONE = 0.5, 2.0, 1.0
_ULP = 2.220446049250313e-16  # from 1 to the next number


def check_floating_point() -> None:
    """EnvironmentFault if the calling thread flushes subnormal numbers to zero or does not round to nearest."""
    if _NORMAL * _HALF != _SUBNORMAL or _SUBNORMAL * _TWO != _NORMAL:
        raise EnvironmentFault(
            "this process flushes subnormal numbers to zero, so results would differ from those of other processes; "
            "a native library built with -ffast-math (or -Ofast) does that when it is loaded: "
            "find it among the imports, and update or rebuild it without that option"
        )
    if _ONE + _ULP * _HALF != _ONE or _ONE + _ULP * _HALF * (_ONE + _HALF) != _ONE + _ULP:
        raise EnvironmentFault(
            "this process does not round floating point to nearest, so results would differ from those of other "
            "processes; a native library has called fesetround() and not set it back"
        )
