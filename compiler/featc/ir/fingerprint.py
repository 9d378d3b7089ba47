"""Fingerprints: what a feature computes, as a hash (SHA-256). Knows the IR before any pass, no target.

A feature's fingerprint covers its expression DAG, the identities, types and nullability of the inputs it reads, its
output type and storage, the version of the semantics, and the content of the pinned tables that its operations use. Its
own name, docs, comments, names of lets and formatting are not in it. The set's fingerprint covers its features by name
and what rows must look like: fields, contracts, event time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from featc.ir.declared import InputField
from featc.ir.featureset import FeatureSet
from featc.ir.graph import Node, Value
from featc.ir.row import Output, RowProgram
from featc.ir.values import encode
from featc_dsl.catalogue import BY_ID
from featc_runtime.data import pins
from featc_runtime.data.zones import zone_digest


def _digest(document: object) -> str:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _tables(node: Node) -> list[str]:
    """Digests of the pinned tables that an operation depends on."""
    if node.op in ("input", "const"):
        return []
    data = BY_ID[node.op][0].data
    if data == "zones":
        return [zone_digest(str(node.consts[0]))]
    return [pins.UNICODE_SHA256] if data == "unicode" else []


class _Hasher:
    """Hashes nodes bottom up, each once. A node's hash is a function of its whole expression."""

    def __init__(self, row: RowProgram) -> None:
        self._hashes: dict[int, str] = {}
        self._identities = {i.name: i.identity for i in row.inputs}

    def node(self, root: Node) -> str:
        stack = [root]
        while stack:
            node = stack[-1]
            if node.key in self._hashes:
                stack.pop()
                continue
            missing = [a for a in node.args if a.key not in self._hashes]
            if missing:
                stack.extend(missing)
                continue
            stack.pop()
            self._hashes[node.key] = _digest(
                [
                    node.op,
                    [self._hashes[a.key] for a in node.args],
                    [encode(c) for c in self._consts(node)],
                    str(node.type),
                    _tables(node),
                ]
            )
        return self._hashes[root.key]

    def _consts(self, node: Node) -> tuple[Value, ...]:
        return (self._identities[str(node.consts[0])],) if node.op == "input" else node.consts


def feature_fingerprints(featureset: FeatureSet) -> dict[str, str]:
    """Fingerprint by feature name. The program must not have gone through any pass."""
    hasher = _Hasher(featureset.row)
    return {f.name: _feature(hasher, f) for f in featureset.features}


def _feature(hasher: _Hasher, feature: Output) -> str:
    return _digest([pins.SEMANTICS, hasher.node(feature.node), str(feature.type), feature.storage])


def _field(f: InputField) -> list[object]:
    """What a row must be at a field. Marks are there only where a field has some: without them nothing is to tell."""
    whole: list[object] = [
        f.name,
        f.column,
        str(f.type),
        f.storage,
        f.label,
        f.assume,
        [c.encoded() for c in f.contracts],
    ]
    return [*whole, list(f.marks)] if f.marks else whole


def set_fingerprint(featureset: FeatureSet, features: Mapping[str, str]) -> str:
    """The fingerprint of the whole set, given those of its features."""
    row = featureset.input
    fields = [_field(f) for f in row.fields]
    return _digest([pins.SEMANTICS, featureset.name, featureset.version, row.name, row.time, fields, dict(features)])
