"""What every backend is. Knows no target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from featc.advice import Advised
from featc.ir import FeatureSet


@dataclass(frozen=True, slots=True)
class Numbers:
    """Protobuf field numbers: message → field → number; and those that may never be used again."""

    fields: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reserved: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What a backend needs beside the program: identities that travel with the output.

    ``fingerprint`` is the set's, ``fingerprints`` each feature's; ``pins`` the versions of the data compiled in.
    ``source`` is the source's path as generated comments show it (never an absolute one).
    """

    source: str
    fingerprint: str
    fingerprints: Mapping[str, str]
    pins: Mapping[str, str]
    numbers: Numbers
    version: str  # of featc


class MissingTool(Advised):
    """A target needs a program that is not on this machine. ``hint`` says how to get it."""


class Unbuildable(Advised):
    """A program that a target cannot express. ``hint`` says what to do about it."""


class Backend(Protocol):
    """One target."""

    name: str
    #: what `--target` calls it; several backends may make one target
    group: str
    #: operations that the target cannot do, each with the reason; every other one must be lowered
    unsupported: Mapping[str, str]

    def supports(self, op: str) -> bool:
        """Whether the operation is lowered."""
        ...

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        """The target's files by path below the set's output folder."""
        ...
