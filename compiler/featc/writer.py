"""Writes a build: a directory that is replaced whole or not at all. The only module that writes generated files.

What a build does not own is never deleted: `ownership` says what that is. It is asked before anything is written, and
again of the old directory when the new one is in its place.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from featc import ownership, staging
from featc.manifest import CERTIFICATE, MANIFEST, Manifest, hint, parse
from featc.readback import Unreadable, read_bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A folder that a build may replace, as it was when it was looked at. ``place`` is where links lead."""

    shown: Path
    place: Path
    text: bytes | None = None
    manifest: Manifest | None = None


@dataclass(slots=True)
class Written:
    """What was more to do than to write. ``edited`` are files of the last build that somebody had changed and that are
    replaced; ``kept`` is what is not the build's and was not there before, or cannot be deleted.
    """

    edited: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


class Overtaken(Exception):
    """Another build was quicker: the folder is not as it was found."""


def inspect(target: Path, name: str = "") -> Found:
    """Look at the folder that a build of the set ``name`` is to replace; NotOwned or Unreadable where it may not."""
    place = Path(os.path.realpath(target))
    while True:
        _recover(place)
        found = _read(target, place)
        try:
            files = found.manifest.files if found.manifest else {}
            contents = ownership.survey(place, files) if place.is_dir() else ownership.Contents()
            as_before = read_manifest(place) == found.text
        except FileNotFoundError:
            as_before = False
        if as_before:  # else another build was quicker, and part of what was seen is of the next folder
            ownership.demand(target, contents, found.manifest, name)
            return found


def _read(shown: Path, place: Path) -> Found:
    try:
        mode = os.lstat(place).st_mode
    except FileNotFoundError:
        return Found(shown, place)
    if not stat.S_ISDIR(mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(shown))
    text = read_manifest(place)
    return Found(shown, place, text, None if text is None else parse(text, str(shown / MANIFEST)))


def read_manifest(folder: Path) -> bytes | None:
    """The text of a folder's manifest, None where there is none. Unreadable for what is not a regular file."""
    path = folder / MANIFEST
    try:
        return read_bytes(path, hint(str(path)))
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_tree(target: Path, files: Mapping[str, bytes]) -> Written:
    """Make a folder hold exactly these files (paths below it, with ``/``), of which one is a manifest."""
    while True:
        try:
            return replace(inspect(target), files)
        except Overtaken:
            continue


def replace(
    found: Found, files: Mapping[str, bytes], carried: Collection[str] = (), then: Callable[[], None] = lambda: None
) -> Written:
    """Make a folder that was found hold exactly these files, and of its old ones those that are ``carried`` along.

    The new folder is written beside the old one and then moved into its place; ``then`` is called when it is there. A
    failure before or in ``then`` (no space, no permission: OSError) leaves the old folder as it was. Overtaken where it
    is not as it was found.
    """
    place = found.place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        written = _clear_left_over(place.parent)
        with staging.folder(place) as new:
            try:
                _fill(new, files)
                _carry(place, new, carried, found.text == files[MANIFEST])
                new.chmod(_mode(place))
                with staging.hold(place):
                    _put(new, found, then)
                    if found.manifest is not None:  # else there was no folder, or an empty one
                        _retire(new, found, found.manifest, files, written)
            except BaseException:
                _remove(new, Written())
                raise
    except OSError as error:
        if not error.filename or staging.is_staged(error.filename):  # a full disk does not say where
            error.filename = str(found.shown)
        raise
    return written


def _fill(new: Path, files: Mapping[str, bytes]) -> None:
    """Write the files, the manifest first and at once: with it, what a killed process leaves can be recognised."""
    partial = new / staging.new_name(MANIFEST, staging.PARTIAL)
    partial.write_bytes(files[MANIFEST])
    partial.rename(new / MANIFEST)
    for path, content in sorted(files.items()):
        if path != MANIFEST:
            place = new / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def _carry(old: Path, new: Path, paths: Collection[str], same: bool) -> None:
    """Have files of the old folder in the new one too; the certificate where it speaks for the new one."""
    for path in (*sorted(paths), *([CERTIFICATE] if same else [])):
        try:
            mode = os.lstat(old / path).st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        if stat.S_ISLNK(mode):
            os.symlink(os.readlink(old / path), new / path)
        elif stat.S_ISREG(mode):
            try:
                os.link(old / path, new / path)
            except OSError:
                shutil.copy2(old / path, new / path)


def _mode(place: Path) -> int:
    try:
        return stat.S_IMODE(os.stat(place).st_mode)
    except FileNotFoundError:
        return 0o755


# --- into its place ---------------------------------------------------------------------------------------------------


def _put(new: Path, found: Found, then: Callable[[], None]) -> None:
    """Move the new folder into its place, the old one into that of the new; where ``then`` fails, back again."""
    place, identity = found.place, _identity(new)
    if read_manifest(place) != found.text:
        raise Overtaken
    try:
        if found.text is None:
            _rename(new, place)
        else:
            _swap(new, place)
        then()
    except BaseException:
        if _identity(place) == identity:
            if found.text is None:
                os.rename(place, new)
            else:
                _swap(new, place)
        raise


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _swap(new: Path, target: Path) -> None:
    """Two directories, each in the place of the other."""
    if not _exchange(new, target):
        _replace(new, target)


def _rename(new: Path, target: Path) -> None:
    """Overtaken where there is a folder meanwhile."""
    try:
        os.rename(new, target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise Overtaken from None
        raise


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


def _replace(new: Path, target: Path) -> None:
    """The second best, with a moment in which there is no target. The old directory is where the new one was."""
    old = new.with_suffix(f".{staging.OLD}")
    try:
        os.rename(target, old)
    except FileNotFoundError:
        raise Overtaken from None
    try:
        _rename(new, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.rename(old, target)
        raise
    os.rename(old, new)


def _recover(place: Path) -> None:
    """Bring back the folder of a process that was killed in that moment; wait for one that is in it."""
    end = time.monotonic() + 5
    while not os.path.lexists(place):
        for path in staging.left_over(place.parent, staging.OLD):
            if staging.stands_for(path, place.name, staging.OLD) and not os.path.lexists(place):
                os.rename(path, place)
        if not staging.held(place.parent, place.name, staging.OLD) or time.monotonic() > end:
            return
        time.sleep(0.01)


# --- away with the old ------------------------------------------------------------------------------------------------


def _retire(old: Path, found: Found, last: Manifest, files: Mapping[str, bytes], written: Written) -> None:
    """Delete what the last build had written, name what was edited of it, and keep what is not the build's."""
    place = found.place
    new = parse(files[MANIFEST], str(found.shown / MANIFEST)).files
    for path, wanted in sorted(last.files.items()):
        if path not in files and path in new:
            continue  # carried along as it is
        if _is_file(old / path) and ownership.hash_of(old / path) not in (wanted, ownership.hash_of(place / path)):
            written.edited.append(path)
    tops = {_top(path) for path in (*last.files, *new)}
    changed = {top for top in tops if _below(top, last.files) != _below(top, new)} | {*map(_top, written.edited)}
    with contextlib.suppress(OSError):  # what cannot be moved is named by what follows
        contents = ownership.survey(old, last.files)
        for path in contents.leftovers:  # what was built of the same files is as good as before
            if _top(path) not in changed if "/" in path else not changed:
                _move(old / path, place / path)
        for stranger in contents.strangers:
            if _move(old / stranger.path, place / stranger.path):
                written.kept.append(found.shown / stranger.path)
    _remove(old, written)


def _is_file(path: Path) -> bool:
    """Whether there is something that is not a folder."""
    return os.path.lexists(path) and (path.is_symlink() or not path.is_dir())


def _top(path: str) -> str:
    return path.partition("/")[0]


def _below(top: str, files: Mapping[str, str]) -> dict[str, str]:
    return {path: content for path, content in files.items() if _top(path) == top}


def _move(path: Path, to: Path) -> bool:
    """Move something to where nothing is; whether it is there now."""
    if os.path.lexists(to):
        return False
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        os.rename(path, to)
    except OSError:
        return False
    return True


def _remove(folder: Path, written: Written) -> None:
    """Delete what a build owns in a folder that is not in its place, and the folder; what is left of it is named."""
    with contextlib.suppress(OSError, Unreadable):
        text = read_manifest(folder)
        listed = {} if text is None else parse(text, str(folder / MANIFEST)).files
        contents = ownership.survey(folder, listed)
        for path in contents.leftovers:
            shutil.rmtree(folder / path, ignore_errors=True)
            _unlink(folder / path)
        for path in contents.listed:
            _unlink(folder / path)
        above = {path[:at] for path in listed for at, letter in enumerate(path) if letter == "/"}
        for path in sorted(above, key=len, reverse=True):
            with contextlib.suppress(OSError):
                (folder / path).rmdir()
        # The manifest last, and only where nothing else is left: with it the next process can go on.
        contents = ownership.survey(folder, listed)
        if contents.strangers:
            written.kept += [folder / name for stranger in contents.strangers for name in stranger.names]
            return
        if not (contents.leftovers or contents.listed):
            for path in sorted(contents.about, key=lambda p: p == MANIFEST):
                _unlink(folder / path)
            folder.rmdir()
    if os.path.lexists(folder):
        written.kept.append(folder)


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _clear_left_over(parent: Path) -> Written:
    """Clear away what processes that were killed left in a folder: of any set, but of no process that runs."""
    written = Written()
    staging.clear_files(parent)
    for path in staging.left_over(parent, staging.NEW):
        _remove(path, written)
    for path in staging.left_over(parent, staging.OLD):
        base = staging.base_of(path.name, staging.OLD)
        if base is not None and os.path.lexists(parent / base):
            _remove(path, written)  # else it is the only one of that set, which its next build brings back
    return written


@contextlib.contextmanager
def prepared(target: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """One file, written beside its place: calling what this gives puts it there, which then takes no more space."""
    with staging.Partial(target) as partial:
        partial.path.write_bytes(content)
        partial.path.chmod(0o644)
        yield partial.put


def write_file(target: Path, content: bytes) -> None:
    """Replace one file whole or not at all."""
    with prepared(target, content) as put:
        put()
