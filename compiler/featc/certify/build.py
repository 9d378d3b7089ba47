"""A build as it lies on the disk, held against its manifest. Knows paths and hashes, no target."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from featc.advice import Advised
from featc.manifest import CERTIFICATE, MANIFEST, parse
from featc.ownership import CODE, survey
from featc.readback import document
from featc.writer import read_manifest

__all__ = ["CERTIFICATE", "MANIFEST", "Build", "NoBuild", "read_build"]


class NoBuild(Advised):
    """There is nothing to certify. ``hint`` says what to do."""


@dataclass(frozen=True, slots=True)
class Build:
    """A built set: its folder, its manifest, and the manifest's hash."""

    folder: Path
    manifest: dict[str, Any]
    sha256: str

    def wrong_files(self) -> list[tuple[str, str]]:
        """Files that are not as the manifest says, each with what is wrong."""
        listed: dict[str, str] = self.manifest["files"]
        found = []
        for path, wanted in listed.items():
            place = self.folder / path
            if not place.is_file():
                found.append((path, "is missing"))
            elif hashlib.sha256(place.read_bytes()).hexdigest() != wanted:
                found.append((path, f"was changed after the build: {MANIFEST} has another hash"))
        found += [(path, f"was added after the build: {MANIFEST} does not list it") for path in self._added(listed)]
        return sorted(found)

    def _added(self, listed: dict[str, str]) -> Iterator[str]:
        """Code that no build wrote and no tool left: it is another program than what was built."""
        for stranger in survey(self.folder, listed).strangers:
            for name in stranger.names:
                names = self._files(name) if name.endswith("/") else [name]
                yield from (n for n in names if Path(n).suffix in CODE)

    def _files(self, start: str) -> Iterator[str]:
        for top, _, names in os.walk(self.folder / start):
            yield from ((Path(top) / name).relative_to(self.folder).as_posix() for name in names)


def read_build(folder: Path) -> Build:
    """The build in a folder; NoBuild where there is none, Unreadable where its manifest is none."""
    path = folder / MANIFEST
    content = read_manifest(folder)
    if content is None:
        raise NoBuild(f"there is no build in {folder}", "`featc build FILE` makes it")
    parse(content, str(path))
    return Build(folder, document(content, str(path)).members, hashlib.sha256(content).hexdigest())
