"""From source to files: the stages in order, and nothing else. Pure: reads and writes no file.

check ─▶ identity (fingerprints, lock) ─▶ passes ─▶ backends ─▶ manifest
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import featc
from featc import lock as locks
from featc.backends import backends
from featc.backends.base import Backend, Context
from featc.fingerprint import feature_fingerprints, set_fingerprint
from featc.ir import Program
from featc.lock import Lock, LockError
from featc.passes import PASSES, Pass, run_all
from featc_runtime.data import pins

#: What is built where nobody says what: the targets that need nothing but Python.
DEFAULT_TARGETS = ("docs", "proto", "python")


@dataclass(frozen=True, slots=True)
class Built:
    """A build that is not written yet. ``files`` are paths below the set's folder."""

    program: Program
    files: dict[str, bytes]
    lock: Lock
    fingerprint: str


def groups() -> tuple[str, ...]:
    """The targets that `--target` takes: each is one or more backends."""
    return tuple(sorted({b.group for b in backends().values()}))


def parts() -> tuple[str, ...]:
    """Backends that make a part of a target, which `--target` takes too."""
    return tuple(sorted(n for n, b in backends().items() if b.group != n))


def _told(chosen: Mapping[str, Backend]) -> list[str]:
    """What a manifest says was built: whole targets, and parts of the others."""
    whole = {g for g in groups() if all(n in chosen for n, b in backends().items() if b.group == g)}
    return sorted(whole | {n for n, b in chosen.items() if b.group not in whole})


def identify(program: Program, old: Lock | None, update_pins: bool = False) -> Lock:
    """The lock that the program needs; LockError where the old one was made with other pinned data."""
    features = feature_fingerprints(program)
    wanted = pins.versions()
    if old is not None and old.pins != wanted and not update_pins:
        changed = ", ".join(f"{k} {old.pins.get(k, 'none')} → {v}" for k, v in wanted.items() if old.pins.get(k) != v)
        raise LockError(
            f"the lock file was made with other pinned data ({changed})",
            "features may change with it: build with --update-pins to accept, or use the featc that wrote the lock",
        )
    return locks.update(old, program, set_fingerprint(program, features), features, wanted)


def context(program: Program, lock: Lock) -> Context:
    """What the backends are told beside the program."""
    return Context(
        source=_plain(PurePath(program.path).name),
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
    program: Program,
    old: Lock | None = None,
    *,
    targets: Collection[str] | None = None,
    update_pins: bool = False,
    passes: tuple[Pass, ...] = PASSES,
) -> Built:
    """Everything that a build writes, for these targets or single backends (None: all)."""
    lock = identify(program, old, update_pins)
    about = context(program, lock)
    optimised = run_all(program, passes)
    files: dict[str, bytes] = {}
    chosen = {n: b for n, b in backends().items() if targets is None or b.group in targets or n in targets}
    for backend in chosen.values():
        files.update(backend.emit(optimised, about))
    files["MANIFEST.json"] = _manifest(about, lock, _told(chosen), files)
    return Built(program, files, lock, lock.fingerprint)


def _manifest(about: Context, lock: Lock, targets: list[str], files: Mapping[str, bytes]) -> bytes:
    document = {
        "featureset": lock.featureset,
        "fingerprint": lock.fingerprint,
        "featc": about.version,
        "source": about.source,
        "pins": dict(sorted(lock.pins.items())),
        "targets": targets,
        "features": dict(lock.features),
        "files": {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())},
    }
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
