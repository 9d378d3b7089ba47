"""The error of the reader of CSV. Knows nothing of files: whoever opens one adds its name."""

from __future__ import annotations


class CsvError(Exception):
    """The file cannot be read as CSV, from some line on. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
