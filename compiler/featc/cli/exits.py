"""Exit codes, and how a command leaves with one. Knows no command."""

from __future__ import annotations

GOOD, FINDINGS, USAGE, ENVIRONMENT, BUG = 0, 1, 2, 69, 70


class Stop(Exception):
    """Leave with this exit code; everything worth saying has been said, or is in ``message``."""

    def __init__(self, code: int, message: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
