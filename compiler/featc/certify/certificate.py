"""The certificate: its form, and what a pipeline asks of it. Knows no target, computes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from featc.certify.build import MANIFEST, Build
from featc.readback import Unreadable, document

FORM = 1
PASSED, FAILED, INCOMPLETE = "passed", "failed", "incomplete"


def verdict(targets: Mapping[str, Mapping[str, Any]], findings: Sequence[Mapping[str, Any]]) -> str:
    """Failed where anything was found, incomplete where a target could not be run."""
    if findings:
        return FAILED
    return PASSED if targets and all(t["verdict"] == PASSED for t in targets.values()) else INCOMPLETE


def write(document: Mapping[str, Any]) -> bytes:
    """The certificate's file: the same bytes for the same findings."""
    return (json.dumps(document, indent=2, ensure_ascii=True) + "\n").encode()


def objections(
    content: bytes, build: Build, fingerprint: str, pins: Mapping[str, str], wanted: Sequence[str]
) -> list[str]:
    """Why a certificate does not speak for a build of this source; none if it does."""
    try:
        read = document(content, "the file")
        form = read.number("certificate")
        if form != FORM:
            return [f"it has form {form}, this featc reads form {FORM}"]
        told, manifest, said = read.text("verdict"), read.object("manifest").text("sha256"), read.text("fingerprint")
        pinned = read.texts_by_name("pins")
        verdicts = {name: target.text("verdict") for name, target in read.objects("targets").items()}
    except Unreadable as error:
        return [f"it is not a certificate: {error}"]
    found = []
    if manifest != build.sha256:
        found.append(f"it is of another build: it names {MANIFEST} {manifest[:12]}…, here is {build.sha256[:12]}…")
    if said != fingerprint:
        found.append(f"it is of another source: it names fingerprint {said[:12]}…, the source has {fingerprint[:12]}…")
    if pinned != dict(pins):
        found.append(f"it is of other pinned data: it names {_pins(pinned)}, here are {_pins(pins)}")
    if told != PASSED:
        found.append(f"its verdict is {told}")
    for target in wanted:
        if target not in verdicts:
            found.append(f"it does not cover {target}")
        elif verdicts[target] != PASSED:
            found.append(f"its verdict on {target} is {verdicts[target]}")
    return found


def _pins(pins: Mapping[str, str]) -> str:
    return ", ".join(f"{k} {v}" for k, v in sorted(pins.items()))
