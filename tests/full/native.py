"""The native kernel's functions beside the NumPy forms on millions of values each, at every width of vectors."""

from __future__ import annotations

from collections.abc import Callable

import kernel
from kernel_compare import FUNCTIONS, columns_of, wrong_rows

from featc_runtime.batch.native import Kernel

#: Values of a round and of each kind, and rounds.
ROWS, ROUNDS = 200_000, 5


def run(say: Callable[[str], None]) -> int:
    """Says a line a width and what differs; the number of differences that were shown."""
    if kernel.compiler() is None:
        say("no C compiler is installed: not compared")
        return 0
    total = 0
    for level in kernel.levels():
        native = Kernel(kernel.library(), level)
        found = [
            f"{name}{tuple(row)}"
            for name in FUNCTIONS
            for seed in range(ROUNDS)
            for row in wrong_rows(native, name, columns_of(name, ROWS, 100 + seed))
        ]
        say(
            f"{level}: {len(FUNCTIONS)} functions, {ROUNDS * ROWS * 5:,} values each and more, {len(found)} differences"
        )
        for line in found[:5]:
            say(f"  {line}")
        total += len(found)
    return total
