"""A build's folder read back as what it was made of: the feature set of `ir.json`. Knows no target and no source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from featc import lock as locks
from featc.ir import FeatureSet
from featc.ir.document import IR
from featc.ir.fingerprint import feature_fingerprints, set_fingerprint
from featc.ir.loading import read
from featc.lock import Lock
from featc.manifest import MANIFEST, Manifest, hint, parse
from featc.readback import Unreadable, read_bytes

_AGAIN = "build the set again"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a folder was built of. ``lock`` has its field numbers, fingerprints and pins."""

    folder: Path
    featureset: FeatureSet
    lock: Lock
    manifest: Manifest


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
    features = feature_fingerprints(featureset)
    lock = replace(lock, fingerprint=set_fingerprint(featureset, features), features=features)
    if (lock.featureset, lock.fingerprint) != (manifest.featureset, manifest.fingerprint):
        raise Unreadable(f"{path} is not of this build: its fingerprint is not the one in {MANIFEST}", _AGAIN)
    return Opened(folder, featureset, lock, manifest)
