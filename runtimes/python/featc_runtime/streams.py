"""Lines for people on standard output and standard error: never lost in silence. Knows no command.

A line that standard output does not take, such as on a full disk, is an OSError that names it. Where nobody reads any
more (a pipe that was closed) there is nobody to tell, and what is done goes on. Standard error has no place to report
to: what it does not take is dropped.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TextIO

OUTPUT = "standard output"


def fitting(text: str, stream: TextIO) -> str:
    """The text with what a stream's encoding does not have written out."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def write_out(text: str) -> None:
    """Write to standard output at once. OSError where it does not take it."""
    if sys.stdout is None:  # closed by whoever started the process
        return
    try:
        if text:  # without a buffer nothing is written at once, too, which a full device refuses
            sys.stdout.write(fitting(text, sys.stdout))
        sys.stdout.flush()
    except OSError as error:
        discard(sys.stdout)
        if error.errno != errno.EPIPE:
            raise OSError(error.errno, error.strerror, OUTPUT) from None


def write_error(text: str) -> None:
    """Write to standard error at once, if it takes it."""
    if sys.stderr is None:
        return
    try:
        if text:
            sys.stderr.write(fitting(text, sys.stderr))
        sys.stderr.flush()
    except (OSError, ValueError):
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let a stream take everything from now on and keep nothing, so that no later write or flush of it fails."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)
    with contextlib.suppress(OSError, ValueError):
        stream.flush()


def settle() -> None:
    """Write what others have left in the buffers, before the interpreter does it and fails without a word.

    OSError where standard output does not take it.
    """
    write_error("")
    write_out("")
