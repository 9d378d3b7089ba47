"""Rewrites of the IR that change no bit of any feature. One file a pass: `run(program) -> program`."""

from __future__ import annotations

from collections.abc import Callable

from featc.ir import Program
from featc.passes import fold, share

Pass = Callable[[Program], Program]

#: Every pass, in order.
PASSES: tuple[Pass, ...] = (fold.run, share.run)


def run_all(program: Program, passes: tuple[Pass, ...] = PASSES) -> Program:
    """The program after the passes."""
    for each in passes:
        program = each(program)
    return program
