"""The certificate: its form, and what a pipeline asks of it. Knows no target, computes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from featc.certify.build import MANIFEST, Build

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
    text: bytes, build: Build, fingerprint: str, pins: Mapping[str, str], wanted: Sequence[str]
) -> list[str]:
    """Why a certificate does not speak for a build of this source; none if it does."""
    try:
        document = json.loads(text)
        form, targets = document["certificate"], document["targets"]
        told, manifest, said = document["verdict"], document["manifest"]["sha256"], document["fingerprint"]
        pinned, verdicts = dict(document["pins"]), {name: t["verdict"] for name, t in targets.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["it is no certificate"]
    if form != FORM:
        return [f"it has form {form}, this featc reads form {FORM}"]
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
