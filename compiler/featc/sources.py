"""Source files on the disk: FILE itself, and what it imports. Knows paths and descriptors, not what a text means.

FILE is what the user names, and may be anything that gives bytes. An import is named by a text that may come from
elsewhere, so it is read only where its path, followed through all links, ends at a regular file below a folder that the
user has named: that of FILE, or ``--import-root``.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from featc.readback import irregular, read_at_most
from featc.resolve.load import MAX_TEXT, NotRead

#: The most bytes of a source: no program of ``MAX_TEXT`` characters has more.
MOST_BYTES = 4 * MAX_TEXT

_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
#: A folder on the way: it need not be readable to be walked through, where the system can say so.
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | _ALWAYS
#: A file at the end: opening it waits for nobody, and follows no link.
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | _ALWAYS
_CAN_WALK = os.open in os.supports_dir_fd


def is_pipe(path: str) -> bool:
    """Whether a path names what the process was handed open, such as ``/dev/stdin`` or ``<(…)``, and not a file.

    It has no folder: its imports, its lock file and its tables are those of a file in the current one.
    """
    folder = os.path.realpath(os.path.dirname(path) or ".")
    return not stat.S_ISREG(os.stat(path).st_mode) or re.fullmatch(r"/dev|(/dev|/proc/.*)/fd", folder) is not None


def read_file(path: str) -> bytes | None:
    """The bytes of FILE; None where there are more than ``MOST_BYTES``. OSError where it cannot be read."""
    handle = os.open(path, os.O_RDONLY | _ALWAYS)
    try:
        return read_at_most(handle, MOST_BYTES)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class Imports:
    """Reads imports below these folders: the folder of FILE, and ``--import-root`` where it is given."""

    folders: Sequence[str]

    def __call__(self, path: str) -> str:
        """The text of a file. NotRead, OSError or UnicodeDecodeError where it is not read."""
        try:
            real = os.path.realpath(path)
        except ValueError:  # a NUL, or a lone surrogate
            raise NotRead("not the name of a file") from None
        roots = [os.path.realpath(folder) for folder in self.folders]
        root = next((r for r in roots if _is_below(real, r)), None)
        if root is None:
            raise NotRead(
                self._where(path, real),
                why="imports are read below that folder, links followed: no program reads files from elsewhere",
                hint=_way_out(roots, real),
            )
        return _read(root, real).decode("utf-8")

    def _where(self, path: str, real: str) -> str:
        """Why a path is not below the folders: it does not look so, or a link on it leads away."""
        outside = "outside the folder of the file that is built" + " and `--import-root`" * (len(self.folders) > 1)
        linked = any(_is_below(os.path.abspath(path), os.path.abspath(folder)) for folder in self.folders)
        return f"leads to {real}, {outside}" if linked else outside


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _way_out(roots: Sequence[str], real: str) -> str:
    """``--import-root`` with a folder that all imports so far and this one are below, unless that is everything."""
    try:
        common = os.path.commonpath([*roots, os.path.dirname(real)])
    except ValueError:  # on several drives
        common = os.sep
    if common == os.path.dirname(common):
        return "copy it there, or name a folder above both with `--import-root DIR`"
    shown = min((os.path.relpath(common), common), key=len)
    return f"move it there, or allow a folder above both: `--import-root {shlex.quote(shown)}`"


def _read(root: str, real: str) -> bytes:
    handle = _open(root, real)
    try:
        if odd := irregular(handle):
            raise NotRead(f"{odd}, not a file", hint="an import names a regular file")
        data = read_at_most(handle, MOST_BYTES)
    finally:
        os.close(handle)
    if data is None:
        raise NotRead(f"larger than {MOST_BYTES:,} bytes", hint=f"a program has at most {MAX_TEXT:,} characters")
    return data


def _open(root: str, real: str) -> int:
    """Open a file by its path without links, step by step: one that becomes a link in the meantime is not followed."""
    steps = Path(real).relative_to(root).parts or (".",)
    if not _CAN_WALK:
        return os.open(real, _FILE)
    folder = os.open(root, _FOLDER & ~getattr(os, "O_NOFOLLOW", 0))
    try:
        for step in steps[:-1]:
            inner = os.open(step, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(steps[-1], _FILE, dir_fd=folder)
    finally:
        os.close(folder)
