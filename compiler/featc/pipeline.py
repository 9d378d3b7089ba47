"""From source to files: the stages in order, and nothing else. Pure: reads and writes no file.

check ─▶ identity (fingerprints, lock) ─▶ passes ─▶ backends ─▶ manifest
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import featc
from featc import lock as locks
from featc.backends import backends
from featc.backends.base import Context, MissingTool, Unbuildable
from featc.ir import FeatureSet
from featc.ir.document import IR
from featc.ir.document import write as write_ir
from featc.ir.fingerprint import feature_fingerprints, set_fingerprint
from featc.lock import Lock, LockError
from featc.manifest import MANIFEST, Identity, Manifest, Record, numbers_hash
from featc.manifest import write as write_manifest
from featc.passes import PASSES, Pass, run_all
from featc_runtime.data import pins

#: What is built where nobody says what: the targets that need nothing but Python.
DEFAULT_TARGETS = ("docs", "proto", "python")


@dataclass(frozen=True, slots=True)
class Built:
    """A build that is not written yet. ``files`` are paths below the set's folder.

    What was built there before and is of the same source stays: ``carried`` are its files, ``stay`` its targets.
    ``again`` are the targets that were built before of something else (it says of what), and now are once more.
    """

    featureset: FeatureSet
    files: dict[str, bytes]
    lock: Lock
    fingerprint: str
    carried: frozenset[str] = frozenset()
    stay: tuple[str, ...] = ()
    again: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many files there are in the folder."""
        return len(self.files) + len(self.carried)


class Outdated(Exception):
    """A target that was built before is ``how`` ("from another source"), and cannot be built again: ``cause``."""

    def __init__(self, target: str, how: str, cause: MissingTool | Unbuildable | None) -> None:
        super().__init__(f"{target} was built {how}")
        self.target, self.how, self.cause = target, how, cause


def groups() -> tuple[str, ...]:
    """The targets that `--target` takes: each is one or more backends."""
    return tuple(sorted({b.group for b in backends().values()}))


def parts() -> tuple[str, ...]:
    """Backends that make a part of a target, which `--target` takes too."""
    return tuple(sorted(n for n, b in backends().items() if b.group != n))


def _backends_of(target: str) -> set[str]:
    """The backends of a target, which may be a part."""
    return {n for n, b in backends().items() if target in (n, b.group)}


def _told(built: Collection[str]) -> list[str]:
    """What a manifest says was built: whole targets, and parts of the others."""
    whole = {group for group in groups() if _backends_of(group) <= set(built)}
    return sorted(whole | {n for n in built if n not in backends() or backends()[n].group not in whole})


def identify(featureset: FeatureSet, old: Lock | None, update_pins: bool = False) -> Lock:
    """The lock that the program needs; LockError where the old one was made with other pinned data."""
    features = feature_fingerprints(featureset)
    wanted = pins.versions()
    if old is not None and old.pins != wanted and not update_pins:
        changed = ", ".join(f"{k} {old.pins.get(k, 'none')} → {v}" for k, v in wanted.items() if old.pins.get(k) != v)
        raise LockError(
            f"the lock file was made with other pinned data ({changed})",
            "features may change with it: build with --update-pins to accept, or use the featc that wrote the lock",
        )
    return locks.update(old, featureset, set_fingerprint(featureset, features), features, wanted)


def context(featureset: FeatureSet, lock: Lock) -> Context:
    """What the backends are told beside the program."""
    return Context(
        source=_plain(PurePath(featureset.path).name),
        fingerprint=lock.fingerprint,
        fingerprints=lock.features,
        pins=lock.pins,
        numbers=lock.numbers(),
        version=featc.__version__,
    )


def _plain(name: str) -> str:
    """A file's name as the headers of generated files have it, in comments of any language and in one line."""
    return "".join(c if c.isprintable() and c not in '\\"' else "_" for c in name)


def build(
    featureset: FeatureSet,
    old: Lock | None = None,
    *,
    targets: Collection[str] | None = None,
    update_pins: bool = False,
    passes: tuple[Pass, ...] = PASSES,
    before: Manifest | None = None,
) -> Built:
    """Everything that a build writes, for these targets or single backends (None: all).

    ``before`` is what its folder has: other targets there stay, or are built again where they are of something else.
    Outdated where one of those cannot be built.
    """
    lock = identify(featureset, old, update_pins)
    about = context(featureset, lock)
    identity = Identity(about.version, featureset.source_hash, lock.fingerprint, numbers_hash(lock))
    named = {n for n, b in backends().items() if targets is None or b.group in targets or n in targets}
    stay, again = _others(before, identity, lock, named)
    chosen = named | {n for target in again for n in _backends_of(target)}
    optimised = replace(featureset, row=run_all(featureset.row, passes))
    emitted: dict[str, dict[str, bytes]] = {}
    for name, backend in backends().items():
        if name in chosen:
            try:
                emitted[name] = backend.emit(optimised, about)
            except (MissingTool, Unbuildable) as error:
                if name in named:
                    raise
                target = next(t for t in again if name in _backends_of(t))
                raise Outdated(target, again[target], error) from None
    files = {path: content for part in emitted.values() for path, content in part.items()}
    files[IR] = write_ir(featureset, lock.pins, locks.numbers_document(lock))
    carried = frozenset(path for record in stay.values() for path in record.files) - files.keys()
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    manifest = Manifest(
        featureset=lock.featureset,
        fingerprint=lock.fingerprint,
        featc=about.version,
        source=about.source,
        pins=lock.pins,
        targets=_records(identity, emitted, stay),
        files=hashes | {path: before.files[path] for path in carried if before is not None},
        features=lock.features,
    )
    files[MANIFEST] = write_manifest(manifest)
    return Built(featureset, files, lock, lock.fingerprint, carried, tuple(sorted(stay)), again)


def _others(
    before: Manifest | None, identity: Identity, lock: Lock, named: Collection[str]
) -> tuple[dict[str, Record], dict[str, str]]:
    """The targets of a build that are not all named: those that stay, and those to build again, with the reason."""
    stay, again = dict[str, Record](), dict[str, str]()
    for target, record in (before.targets if before else {}).items():
        parts = _backends_of(target)
        if parts and parts <= set(named):
            continue
        how = "by an earlier featc"
        if record.identity is not None:
            how = identity.difference(record.identity)
            if not how and before is not None and before.pins != lock.pins:
                how = "with other pinned data"
        if not how:
            stay[target] = record
        elif parts:
            again[target] = how
        else:
            raise Outdated(target, how, None)
    return stay, again


def _records(
    identity: Identity, emitted: Mapping[str, Mapping[str, bytes]], stay: Mapping[str, Record]
) -> dict[str, Record]:
    """What the manifest says of each target. Files that several have are in each."""
    parts = {target: _backends_of(target) or {target} for target in stay}
    records = {}
    for target in _told({*emitted, *(n for names in parts.values() for n in names)}):
        own = _backends_of(target) or {target}
        files = {path for name in own if name in emitted for path in emitted[name]}
        files |= {path for name, names in parts.items() if names & own for path in stay[name].files}
        records[target] = Record(identity, frozenset(files))
    return records
