"""MANIFEST.json: what was built, target by target, of what. Knows the form of the file, no target and no folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from featc.lock import Lock

MANIFEST, CERTIFICATE = "MANIFEST.json", "CERTIFICATE.json"

#: The form of the file. The first one had no number, and a list of targets where there are records now.
FORM = 2

_SHA256 = re.compile(r"[0-9a-f]{64}")


class ManifestError(Exception):
    """A text is no manifest. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


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


def parse(content: bytes, path: str) -> Manifest:
    """A manifest from its text, of this form or the first; ManifestError where it is none."""
    hint = f"restore {path} from version control, or delete the folder, if all of it was built"
    try:
        document = json.loads(content)
        form = document.get("manifest", 1)
        if form not in (1, FORM):
            raise ManifestError(f"{path} has form {form}, this featc reads form {FORM}", "use the featc that wrote it")
        files = {_path(p): _hash(h) for p, h in document["files"].items()}
        targets = document["targets"]
        if form == 1:
            records = {_text(name): Record(None, frozenset()) for name in _list(targets)}
        else:
            records = {name: _read_record(record, files) for name, record in targets.items()}
        return Manifest(
            featureset=_text(document["featureset"]),
            fingerprint=_text(document["fingerprint"]),
            featc=_text(document["featc"]),
            source=_text(document["source"]),
            pins={k: _text(v) for k, v in document["pins"].items()},
            targets=records,
            files=files,
            features={k: _text(v) for k, v in document["features"].items()},
        )
    except RecursionError:
        raise ManifestError(f"{path} is not a manifest: it is nested too deeply", hint) from None
    except KeyError as error:
        raise ManifestError(f"{path} is not a manifest: it has no {error}", hint) from None
    except ValueError as error:
        raise ManifestError(f"{path} is not a manifest: {error}", hint) from None
    except (TypeError, AttributeError):
        raise ManifestError(f"{path} is not a manifest: it has another form", hint) from None


def _read_record(record: Any, files: Mapping[str, str]) -> Record:
    own = frozenset(map(_path, _list(record["files"])))
    if unlisted := sorted(own - files.keys()):
        raise ValueError(f"a target has the file {unlisted[0]!r}, which has no hash")
    names = ("featc", "source_hash", "fingerprint", "numbers_hash")
    return Record(Identity(*(_text(record[name]) for name in names)), own)


def _path(value: object) -> str:
    """A path that leads to a place below the folder, on any system."""
    text = _text(value)
    parts = text.split("/")
    if not text.isprintable() or set(text) & set("\\:") or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"{text!r} is not the path of a file in the folder")
    if text in (MANIFEST, CERTIFICATE):
        raise ValueError(f"it lists {text}")
    return text


def _hash(value: object) -> str:
    text = _text(value)
    if not _SHA256.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is not a SHA-256 in hexadecimal")
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a text was expected, found {str(value)[:80]}")
    return value


def _list(value: object) -> Iterable[object]:
    if not isinstance(value, list):
        raise ValueError(f"a list was expected, found {str(value)[:80]}")
    return value
