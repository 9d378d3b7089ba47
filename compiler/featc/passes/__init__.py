"""Rewrites of the IR that change no bit of any feature. One file a pass: `run(row program) -> row program`."""

from __future__ import annotations

from collections.abc import Callable

from featc.ir import RowProgram
from featc.passes import fold, share

Pass = Callable[[RowProgram], RowProgram]

#: Every pass, in order.
PASSES: tuple[Pass, ...] = (fold.run, share.run)


def run_all(row: RowProgram, passes: tuple[Pass, ...] = PASSES) -> RowProgram:
    """The row program after the passes."""
    for each in passes:
        row = each(row)
    return row
