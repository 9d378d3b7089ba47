"""MANIFEST.json: what was built, target by target, of what. Knows the form of the file, no target and no folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from featc import readback
from featc.lock import Lock
from featc.readback import Document, Unreadable

MANIFEST, CERTIFICATE = "MANIFEST.json", "CERTIFICATE.json"

#: The form of the file. The first one had no number, and a list of targets where there are records now.
FORM = 2

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a target was built of. The same identity gives the same files, to the byte."""

    featc: str
    source_hash: str
    fingerprint: str
    numbers_hash: str

    def difference(self, other: Identity) -> str:
        """How another differs from this one, in words; "" where it does not."""
        if self.featc != other.featc:
            return f"by featc {other.featc}"
        if (self.source_hash, self.fingerprint) != (other.source_hash, other.fingerprint):
            return "from another source"
        return "with other field numbers" if self.numbers_hash != other.numbers_hash else ""


@dataclass(frozen=True, slots=True)
class Record:
    """One target of a build. ``identity`` is None where the featc that built it did not write one down."""

    identity: Identity | None
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. ``source`` is the name of the source's file; ``files`` has hashes by path."""

    featureset: str
    fingerprint: str
    featc: str
    source: str
    pins: Mapping[str, str]
    targets: Mapping[str, Record]
    files: Mapping[str, str]
    features: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The set's name, without its version."""
        return self.featureset.partition(".")[0]


def numbers_hash(lock: Lock) -> str:
    """The hash of the field numbers, in use and reserved."""
    numbers = {
        "fields": {m: {name: w.number for name, w in fields.items()} for m, fields in lock.messages.items()},
        "reserved": {m: sorted(rows) for m, rows in lock.reserved.items()},
    }
    return hashlib.sha256(json.dumps(numbers, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def write(manifest: Manifest) -> bytes:
    """The text of a manifest: the same bytes for the same content, whatever was built first."""
    document = {
        "manifest": FORM,
        "featureset": manifest.featureset,
        "fingerprint": manifest.fingerprint,
        "featc": manifest.featc,
        "source": manifest.source,
        "pins": dict(sorted(manifest.pins.items())),
        "targets": {name: _record(record) for name, record in sorted(manifest.targets.items())},
        "features": dict(manifest.features),
        "files": dict(sorted(manifest.files.items())),
    }
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _record(record: Record) -> dict[str, Any]:
    assert record.identity is not None  # only manifests that are read have such
    return {
        "featc": record.identity.featc,
        "source_hash": record.identity.source_hash,
        "fingerprint": record.identity.fingerprint,
        "numbers_hash": record.identity.numbers_hash,
        "files": sorted(record.files),
    }


def hint(path: str) -> str:
    """What to do where a manifest cannot be read."""
    return f"restore {path} from version control, or delete the folder, if all of it was built"


def parse(content: bytes, path: str) -> Manifest:
    """A manifest from its text, of this form or the first; Unreadable where it is none."""
    document = readback.document(content, path, hint(path))
    form = document.number("manifest") if "manifest" in document.members else 1
    if form not in (1, FORM):
        raise Unreadable(f"{path} has form {form}, this featc reads form {FORM}", "use the featc that wrote it")
    try:
        files = {_path(p): _hash(h) for p, h in document.texts_by_name("files").items()}
        if form == 1:
            records = {name: Record(None, frozenset()) for name in document.texts("targets")}
        else:
            records = {name: _record_of(record, files) for name, record in document.objects("targets").items()}
    except ValueError as error:
        raise Unreadable(f"{path} is not a manifest: {error}", hint(path)) from None
    return Manifest(
        featureset=document.text("featureset"),
        fingerprint=document.text("fingerprint"),
        featc=document.text("featc"),
        source=document.text("source"),
        pins=document.texts_by_name("pins"),
        targets=records,
        files=files,
        features=document.texts_by_name("features"),
    )


def _record_of(record: Document, files: Mapping[str, str]) -> Record:
    own = frozenset(map(_path, record.texts("files")))
    if unlisted := sorted(own - files.keys()):
        raise ValueError(f"a target has the file {unlisted[0]!r}, which has no hash")
    names = ("featc", "source_hash", "fingerprint", "numbers_hash")
    return Record(Identity(*(record.text(name) for name in names)), own)


def _path(text: str) -> str:
    """A path that leads to a place below the folder, on any system."""
    parts = text.split("/")
    if not text.isprintable() or set(text) & set("\\:") or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"{text!r} is not the path of a file in the folder")
    if text in (MANIFEST, CERTIFICATE):
        raise ValueError(f"it lists {text}")
    return text


def _hash(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is not a SHA-256 in hexadecimal")
    return text
