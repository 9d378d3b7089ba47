"""The parity certificate that a service shows: the file that `featc certify` wrote. Knows its name, runs nothing."""

from __future__ import annotations

from pathlib import Path

from featc_runtime.readback import Unreadable, as_text, document, read_bytes

#: The file's name, beside the manifest of a build.
NAME = "CERTIFICATE.json"


def read(path: Path, fingerprint: str) -> str:
    """The text of a certificate of what has this fingerprint; Unreadable for another file, OSError for none."""
    content = read_bytes(path)
    found = document(content, str(path)).text("fingerprint")
    if found != fingerprint:
        raise Unreadable(f"{path} is of fingerprint {found[:64]!a}, this service has {fingerprint!a}")
    return as_text(content, str(path))


def beside(package: str) -> Path | None:
    """The certificate of the build in which a module's file lies, if there is one."""
    parents = Path(package).resolve().parents
    path = parents[2] / NAME if len(parents) > 2 else None  # <set>/python/<package>/__main__.py
    return path if path is not None and path.is_file() else None
