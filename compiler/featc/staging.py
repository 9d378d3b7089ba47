"""Names and locks of what is being written beside its place. Knows files and processes, nothing of what is in them.

A name such as `.orders.5f0c1d2e.8a61b0d4.new` carries a number made at random and a check of it and of the name that it
stands for, so that no file of anybody else is taken for one of these. Whoever writes it holds a lock (flock) on it for
as long: the kernel lets go of it when the process ends, however it ends. So what has a name like this and no lock is
left over from a process that was killed, and the next one may clear it away. Without flock nothing is known, and
nothing is cleared away.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import sys
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from featc.readback import oddness

if sys.platform != "win32":
    import fcntl

#: A folder that is being written; one that was in its way; a file that is being written.
NEW, OLD, PARTIAL = "new", "old", "partial"

_NAME: Final = re.compile(r"\.(?P<base>.+)\.(?P<token>[0-9a-f]{8})\.(?P<check>[0-9a-f]{8})\.(?P<kind>new|old|partial)")

#: Bytes of a name that are kept: with what is added to it, a name of a file system has at most 255.
_LONGEST: Final = 200


def _check(base: str, token: str) -> str:
    return hashlib.sha256(f"featc {base} {token}".encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _base(name: str) -> str:
    return os.fsencode(name)[:_LONGEST].decode("utf-8", "ignore")


def new_name(name: str, kind: str) -> str:
    """A name for what is to become ``name``."""
    token, base = secrets.token_hex(4), _base(name)
    return f".{base}.{token}.{_check(base, token)}.{kind}"


def base_of(name: str, kind: str) -> str | None:
    """What a name of this kind stands for (cut, where it is long); None for a name that was not made here."""
    match = _NAME.fullmatch(name)
    if match is None or match["kind"] != kind or match["check"] != _check(match["base"], match["token"]):
        return None
    return match["base"]


def is_staged(path: str) -> bool:
    """Whether a path is that of a folder that is not in its place, or leads into one."""
    return any(base_of(part, kind) is not None for part in Path(path).parts for kind in (NEW, OLD))


def stands_for(path: Path, name: str, kind: str) -> bool:
    """Whether a path of this kind is to become ``name``, or was it."""
    return base_of(path.name, kind) == _base(name)


def _lock(file: int) -> bool | None:
    """Lock an open file or folder: whether it was free. None where the system cannot say."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _is_still(file: int, path: Path) -> bool:
    """Whether what is open has this path, too."""
    try:
        here, there = os.fstat(file), os.lstat(path)
    except OSError:
        return False
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _open_folder(path: Path) -> int | None:
    """A folder for its lock; None where folders cannot be opened."""
    if sys.platform == "win32":
        return None
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)


@contextlib.contextmanager
def folder(target: Path) -> Iterator[Path]:
    """A new, empty folder beside ``target``, locked for as long as this lasts. What becomes of it is the caller's."""
    while True:
        path = target.with_name(new_name(target.name, NEW))
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            continue
        try:
            file = _open_folder(path)
        except FileNotFoundError:
            continue  # a run that clears away was between the two: it is gone, and was empty
        if file is None:
            yield path
            return
        try:
            # The same run may have the lock, or have had it and removed the folder: then this one is left to it.
            if _lock(file) is not False and _is_still(file, path):
                yield path
                return
        finally:
            os.close(file)


@dataclass(slots=True)
class _Made:
    """A partial file: where it is to be or is, and what keeps its lock."""

    path: Path | None = None
    file: int | None = None
    process: int = field(default_factory=os.getpid)


def _end(made: _Made) -> None:
    """Remove a partial file, unless it is in its place, and let go of its lock. A fork of its process does neither."""
    if made.path is not None and made.process == os.getpid():
        with contextlib.suppress(OSError):
            if made.file is None or _is_still(made.file, made.path):
                made.path.unlink(missing_ok=True)
    if made.file is not None:
        os.close(made.file)
    made.path = made.file = None


class Partial:
    """A new, empty file beside its place, locked until it is closed. ``put`` moves it there; else it is removed.

    Also a context manager, which closes it. So does the end of the process, if a signal comes before that is entered.
    """

    def __init__(self, target: Path) -> None:
        """Make it. OSError where its folder cannot be written."""
        clear_files(target.parent)
        self.target = target
        self._made = made = _Made()
        self._finish = weakref.finalize(self, _end, made)
        while True:
            self.path = made.path = target.with_name(new_name(target.name, PARTIAL))
            try:
                made.file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
            except OSError as error:
                made.path = None  # it is not this one's
                if isinstance(error, FileExistsError):
                    continue
                error.filename = str(target)
                raise
            if _lock(made.file) is not False and _is_still(made.file, self.path):
                return
            os.close(made.file)  # a run that clears away took it for one that is left over
            made.path = made.file = None

    def put(self) -> None:
        """Move it into its place, whatever is there. OSError, which names the place, where it is a folder."""
        try:
            os.replace(self.path, self.target)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.target)) from None

    def close(self) -> None:
        """Remove it, unless it is in its place, and let go of its lock."""
        self._finish()

    def __enter__(self) -> Partial:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def left_over(parent: Path, kind: str) -> Iterator[Path]:
    """The folders or files of a kind whose writer is gone, each locked while the caller has it."""
    try:
        with os.scandir(parent) as entries:
            names = sorted(e.name for e in entries if base_of(e.name, kind) is not None)
    except OSError:
        return
    wanted = stat.S_ISREG if kind == PARTIAL else stat.S_ISDIR
    for name in names:
        path = parent / name
        try:
            if not wanted(os.lstat(path).st_mode):
                continue
            file = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            continue
        try:
            if _lock(file) and _is_still(file, path):
                yield path
        finally:
            os.close(file)


def held(parent: Path, name: str, kind: str) -> bool:
    """Whether a folder of this kind that stands for ``name`` is locked by another process."""
    try:
        with os.scandir(parent) as entries:
            paths = [parent / e.name for e in entries if base_of(e.name, kind) == _base(name)]
    except OSError:
        return False
    for path in paths:
        try:
            file = _open_folder(path)
        except OSError:
            continue
        if file is not None:
            try:
                if _lock(file) is False:
                    return True
            finally:
                os.close(file)
    return False


def destination(path: Path) -> Path:
    """Where a file is to be written that a user names: a link is followed, as a shell's ``>`` does, and stays.

    OSError where there is something that is not a file: what is put into its place would delete it.
    """
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        mode = os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return place
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if odd := oddness(mode):
        raise FileExistsError(errno.EEXIST, f"This is {odd}, not a regular file", str(path))
    return place


def clear_files(parent: Path) -> None:
    """Remove the partial files in a folder whose writer is gone."""
    for path in left_over(parent, PARTIAL):
        with contextlib.suppress(OSError):
            path.unlink()


@contextlib.contextmanager
def hold(path: Path, patience: float = 5.0) -> Iterator[None]:
    """Hold the lock of a folder that is in its place, if there is one: one process at a time exchanges it for another.

    Builds hold it for moments; who holds it for longer than ``patience`` seconds is not waited for.
    """
    end = time.monotonic() + patience
    while True:
        try:
            file = _open_folder(path)
        except FileNotFoundError:
            file = None
        if file is None:
            yield
            return
        try:
            # What was locked may have been exchanged for another meanwhile: then the lock is wanted on that.
            if (_lock(file) is not False and _is_still(file, path)) or time.monotonic() >= end:
                yield
                return
        finally:
            os.close(file)
        time.sleep(0.01)
