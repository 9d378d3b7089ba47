"""The base of errors that say what to do about them. Knows no kind of error."""

from __future__ import annotations


class Advised(Exception):
    """Something is not as it should be. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint
