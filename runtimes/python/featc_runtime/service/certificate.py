"""The parity certificate that a service shows: the file that `featc certify` wrote. Knows its name, runs nothing."""

from __future__ import annotations

import json
from pathlib import Path

#: The file's name, beside the manifest of a build.
NAME = "CERTIFICATE.json"


def read(path: Path, fingerprint: str) -> str:
    """The text of a certificate of what has this fingerprint; ValueError for another file, OSError for none."""
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text)["fingerprint"]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{path} is no certificate") from None
    if found != fingerprint:
        raise ValueError(f"{path} is of fingerprint {found!a}, this service has {fingerprint!a}")
    return text


def beside(package: str) -> Path | None:
    """The certificate of the build in which a module's file lies, if there is one."""
    parents = Path(package).resolve().parents
    path = parents[2] / NAME if len(parents) > 2 else None  # <set>/python/<package>/__main__.py
    return path if path is not None and path.is_file() else None
