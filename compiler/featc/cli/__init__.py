"""The command line: `featc COMMAND`. The only part of featc that prints; every way to fail has its exit code.

0 good · 1 findings · 2 wrong usage or a missing file · 69 the environment · 70 a bug in featc
"""

from __future__ import annotations

import signal
import sys

import featc.cli.clock  # noqa: F401  # it remembers when it was imported


def main(argv: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    # By default SIGTERM ends a process where it stands, with half-written files beside the good ones.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: list[str]) -> int:
    """Run a command; the exit code."""
    from featc.cli.guard import guarded  # commands import their exit codes from this package

    return guarded(argv)
