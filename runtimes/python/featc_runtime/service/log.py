"""Where a service that is a process of its own logs: standard error, a line each. Knows no event."""

from __future__ import annotations

import logging

from featc_runtime.rawtext import visible
from featc_runtime.streams import write_error


class _Lines(logging.Handler):
    """Writes records to standard error. What they quote is shown, not obeyed; a full disk stops no service."""

    def emit(self, record: logging.LogRecord) -> None:
        write_error(visible(self.format(record)) + "\n")


def to_standard_error() -> None:
    """Log there, from level INFO, unless the program has set up logging already."""
    lines = _Lines()
    lines.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[lines])
