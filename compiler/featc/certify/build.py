"""A build as it lies on the disk, held against its manifest. Knows paths and hashes, no target."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from featc import readback

MANIFEST, CERTIFICATE = "MANIFEST.json", "CERTIFICATE.json"

#: What tools leave behind when they build or run what was generated.
_LEFTOVER_FOLDERS = {"__pycache__", "target", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
#: What a compiler or an interpreter would take in: a file more of these is another program.
_CODE = {".py", ".go", ".java", ".s", ".c", ".h", ".xml", ".mod", ".sum", ".work", ".proto", ".pyi"}


class NoBuild(Exception):
    """There is nothing to certify. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


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

    def _added(self, listed: dict[str, str]) -> list[str]:
        found = []
        for top, folders, files in os.walk(self.folder):
            folders[:] = [f for f in folders if f not in _LEFTOVER_FOLDERS or _has(listed, self.folder, Path(top) / f)]
            for name in files:
                path = (Path(top) / name).relative_to(self.folder).as_posix()
                if path not in listed and Path(name).suffix in _CODE:
                    found.append(path)
        return found


def _has(listed: dict[str, str], root: Path, folder: Path) -> bool:
    start = f"{folder.relative_to(root).as_posix()}/"
    return any(path.startswith(start) for path in listed)


def read_build(folder: Path) -> Build:
    """The build in a folder; NoBuild where there is none, Unreadable where its manifest is none."""
    path, anew = folder / MANIFEST, "`featc build FILE` makes it anew"
    try:
        content = readback.read_bytes(path, anew)
    except FileNotFoundError:
        raise NoBuild(f"there is no build in {folder}", "`featc build FILE` makes it") from None
    manifest = readback.document(content, str(path), anew)
    manifest.texts_by_name("files"), manifest.text("fingerprint"), manifest.texts("targets")
    return Build(folder, manifest.members, hashlib.sha256(content).hexdigest())
