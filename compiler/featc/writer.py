"""Writes a build: a directory that is replaced whole or not at all. The only module that writes generated files."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_tree(target: Path, files: Mapping[str, bytes]) -> None:
    """Make ``target`` hold exactly these files (paths below it, with ``/``).

    They are written beside it first and then moved into its place, so a failure (no space, no permission: OSError)
    leaves the old directory as it was. Of builds at the same time the last one stays, whole.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
    try:
        for path, content in sorted(files.items()):
            place = staging / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        staging.chmod(0o755)
        _put(staging, target)
    except OSError as error:
        error.filename = error.filename or str(target)  # a full disk does not say where
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put(new: Path, target: Path) -> None:
    """Move a directory into the place of another, which is then in its own place or gone."""
    while not (_rename(new, target) or _exchange(new, target) or _replace(new, target)):
        pass  # another build was quicker, and now its directory is in the way


def _rename(new: Path, target: Path) -> bool:
    """False where a directory is in the way."""
    try:
        os.rename(new, target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        raise
    return True


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # of Linux's fcntl.h and fs.h


def _exchange(new: Path, target: Path) -> bool:
    """Swap two directories in one step, so that there is one at ``target`` at every moment; False where that cannot be.

    Linux's renameat2(2), which not every file system has.
    """
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    names = os.fsencode(new), os.fsencode(target)
    return int(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)) == 0


def _replace(new: Path, target: Path) -> bool:
    """The second best, with a moment in which there is no target; False where another build was quicker."""
    old = new.with_suffix(".old")
    try:
        os.rename(target, old)
    except FileNotFoundError:
        return False
    try:
        return _rename(new, target)
    except OSError:
        os.rename(old, target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def write_file(target: Path, content: bytes) -> None:
    """Replace one file whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
