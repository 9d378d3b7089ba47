"""How long this process has been running, its start and its imports included. Knows the system, no command."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

#: The second best: this module is the first of featc that is imported.
_imported = time.monotonic()


def elapsed() -> float:
    """Seconds since the process was started, as a shell measures them."""
    if sys.platform == "linux":
        try:
            # The 22nd field of proc(5): ticks since the system was started. The second may have blanks and brackets.
            fields = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError):
            pass
    return time.monotonic() - _imported
