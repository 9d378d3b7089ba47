"""A build's folder read back as what it was made of: the feature set of `ir.json`. Knows no target and no source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from featc import lock as locks
from featc.ir import FeatureSet
from featc.ir.document import IR
from featc.ir.loading import read
from featc.lock import Lock
from featc.manifest import MANIFEST, Manifest, hint, parse
from featc.memory import MemoryPackage
from featc.readback import Unreadable, read_bytes
from featc_runtime.arrow import Module

_AGAIN = "build the set again"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a folder was built of. ``lock`` has its field numbers, fingerprints and pins."""

    folder: Path
    featureset: FeatureSet
    lock: Lock
    manifest: Manifest

    @property
    def python(self) -> Path | None:
        """The folder of its Python package, or None where it was built without."""
        path = f"python/{self.featureset.name}/_batch.py"
        return (self.folder / path).parent if path in self.manifest.files else None


def is_build(folder: Path) -> bool:
    """Whether a folder has a manifest."""
    return (folder / MANIFEST).is_file()


def open_build(folder: Path) -> Opened:
    """The build in a folder; Unreadable where it has no `ir.json`, or one of something else than the manifest says."""
    place = folder / MANIFEST
    manifest = parse(read_bytes(place, hint(str(place))), str(place))
    path = folder / IR
    try:
        found = read(read_bytes(path, _AGAIN), str(path))
    except FileNotFoundError:
        raise Unreadable(f"{folder} was built without {IR}, by featc {manifest.featc}", _AGAIN) from None
    featureset = found.featureset
    lock = locks.of_numbers(found.numbers, str(path), found.pins, f"{featureset.name}.v{featureset.version}")
    lock = replace(lock, fingerprint=found.fingerprint, features=found.fingerprints)
    if (lock.featureset, lock.fingerprint) != (manifest.featureset, manifest.fingerprint):
        raise Unreadable(f"{path} is not of this build: its fingerprint is not the one in {MANIFEST}", _AGAIN)
    return Opened(folder, featureset, lock, manifest)


def built_module(build: Opened) -> Module:
    """The batch module of a build that has Python, as its files are. Nothing is written beside them.

    FeatcError where it was generated for another runtime; what importing raises where a file is damaged.
    """
    listed = [path for path in build.manifest.files if path.startswith("python/") and path.endswith(".py")]
    files = {path: read_bytes(build.folder / path, _AGAIN) for path in listed}
    module: Module = MemoryPackage(files, build.featureset.name).module("_batch").MODULE
    return module
