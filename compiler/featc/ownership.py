"""What in a build's folder is the build's own: what its manifest names, and what tools leave. Knows no single target.

A build owns the files that its manifest lists, the manifest and the certificate, and what the tools of its languages
leave beside them; and nothing else. Nothing else may be deleted. Links are never followed.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from featc import staging
from featc.advice import Advised
from featc.manifest import CERTIFICATE, MANIFEST, Manifest

#: What a compiler or an interpreter of what is generated would take in: a file more of these is another program.
CODE: Final = frozenset((".py", ".pyi", ".go", ".java", ".s", ".c", ".h", ".xml", ".mod", ".sum", ".work", ".proto"))

#: Files that people write, and tools do not leave.
_SOURCE: Final = CODE | {
    ".kt", ".scala", ".groovy", ".rs", ".js", ".ts", ".cc", ".cpp", ".hpp", ".sh", ".sql", ".fdl", ".ipynb",
}  # fmt: skip
_REPOSITORIES: Final = frozenset((".git", ".hg", ".svn", ".jj"))

#: Caches of checkers, anywhere.
_CACHES: Final = frozenset((".mypy_cache", ".ruff_cache", ".pytest_cache"))
#: A folder that a tool makes → the listed files beside it, of which it was run on one.
_MADE_BESIDE: Final = {
    "target": ("pom.xml",),
    "build": ("pyproject.toml", "go.mod"),
    "dist": ("pyproject.toml", "go.mod"),
}
#: Which files a tool leaves in such a folder, beside copies of listed ones and programs; elsewhere all but source.
_LEAVES: Final = {
    "__pycache__": re.compile(r".+\.py[co](\.\d+)?"),
    "build": re.compile(r"\.gitignore"),
    "dist": re.compile(r"\.gitignore|.+\.(whl|tar\.gz)"),
}
#: Folders below Maven's target/ in which there is code that it or its plugins made or copied.
_MAVEN: Final = frozenset((
    "classes", "test-classes", "generated-sources", "generated-test-sources", "protoc-dependencies", "protoc-plugins",
    "maven-archiver", "maven-status", "lib", "surefire-reports", "site",
))  # fmt: skip
#: How the programs begin that Go's linker writes: ELF, Mach-O (32 and 64 bits, both orders), PE.
_PROGRAMS: Final = (b"\x7fELF", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"MZ")

#: Names that a message has; there may be any number.
_NAMED = 10


class NotOwned(Advised):
    """A folder has what no build of the set wrote. ``hint`` says what to do."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """What is not the build's: its path, and the names of what is not, which may be below it."""

    path: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Contents:
    """What there is in a folder, as paths below it with ``/``."""

    listed: list[str] = field(default_factory=list)
    #: the manifest and the certificate, and what is left of such
    about: list[str] = field(default_factory=list)
    #: what tools left: files and whole folders
    leftovers: list[str] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)


def survey(folder: Path, files: Mapping[str, str]) -> Contents:
    """What there is in the folder of a build with these files."""
    found = Contents()
    above = {path[:at] for path in files for at, letter in enumerate(path) if letter == "/"}
    _look(folder, "", files, above, found)
    return found


def _look(folder: Path, start: str, files: Mapping[str, str], above: set[str], found: Contents) -> None:
    with os.scandir(folder / start) as entries:
        ordered = sorted(entries, key=lambda e: e.name)
    for entry in ordered:
        path = f"{start}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if path in above:
                _look(folder, f"{path}/", files, above, found)
            elif _is_made(start, entry.name, files):
                foreign = tuple(sorted(_foreign(folder, path, entry.name, frozenset(files.values()))))
                if foreign:
                    found.strangers.append(Stranger(path, foreign))
                else:
                    found.leftovers.append(path)
            else:
                found.strangers.append(Stranger(path, (f"{path}/",)))
        elif path in files:
            found.listed.append(path)
        elif not start and _is_about(entry.name):
            found.about.append(path)
        elif _is_go_program(folder, start, entry.name, files):
            found.leftovers.append(path)
        else:
            found.strangers.append(Stranger(path, (path,)))


def _is_about(name: str) -> bool:
    return name in (MANIFEST, CERTIFICATE) or staging.base_of(name, staging.PARTIAL) in (MANIFEST, CERTIFICATE)


def _is_made(start: str, name: str, files: Mapping[str, str]) -> bool:
    """Whether a folder is one that a tool makes in this place."""
    if name == "__pycache__":
        return any(f.startswith(start) and f.endswith(".py") and "/" not in f[len(start) :] for f in files)
    return name in _CACHES or any(f"{start}{beside}" in files for beside in _MADE_BESIDE.get(name, ()))


def _foreign(folder: Path, start: str, kind: str, hashes: frozenset[str]) -> Iterator[str]:
    """What no tool left in a folder that one makes."""
    with os.scandir(folder / start) as entries:
        for entry in entries:
            path = f"{start}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name in _REPOSITORIES:
                    yield f"{path}/"
                elif not (kind == "target" == start.rpartition("/")[2] and entry.name in _MAVEN):
                    yield from _foreign(folder, path, kind, hashes)
            elif not _is_left(folder / path, kind, hashes):
                yield path


def _is_left(path: Path, kind: str, hashes: frozenset[str]) -> bool:
    if kind in _LEAVES:
        left = _LEAVES[kind].fullmatch(path.name) is not None
        left = left or (kind in _MADE_BESIDE and _is_program(path))
    else:
        left = path.suffix.lower() not in _SOURCE
    return left or hash_of(path) in hashes


def _is_program(path: Path) -> bool:
    """Whether a file begins as what Go's linker writes."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return False
        with path.open("rb") as file:
            return file.read(4).startswith(_PROGRAMS)
    except OSError:
        return False


def _is_go_program(folder: Path, start: str, name: str, files: Mapping[str, str]) -> bool:
    """Whether this is what `go build` makes of a listed command, in a place where it puts it."""
    end = f"/cmd/{name.removesuffix('.exe')}/main.go"
    return any(f.endswith(end) and f.startswith(start) for f in files) and _is_program(folder / start / name)


def hash_of(path: Path) -> str:
    """The SHA-256 of a regular file; "" for anything else, and for what cannot be read."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def demand(shown: Path, contents: Contents, manifest: Manifest | None, name: str) -> None:
    """NotOwned where a build of the set ``name`` may not replace what is in a folder, which messages call ``shown``."""
    if manifest is not None and name and manifest.name != name:
        raise NotOwned(
            f"{shown} contains a build of {manifest.featureset}, not of {name}",
            "choose another folder with -o, or delete that build; nothing was changed",
        )
    names = [n for stranger in contents.strangers for n in stranger.names]
    if manifest is None:
        names += contents.about + contents.leftovers
    if not names:
        return
    what = "is not empty, and featc did not build it" if manifest is None else "contains files that featc did not write"
    raise NotOwned(
        f"{shown} {what}: {listing(sorted(names))}",
        "choose another folder with -o, or move these files out of it; nothing was changed",
    )


def listing(names: Sequence[str]) -> str:
    """Names for a message: the first ones, and how many more there are."""
    shown = [n if n.isprintable() else ascii(n)[1:-1] for n in names[:_NAMED]]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(shown) + more
