"""The ways a built set computes, by target. Knows names, no operator."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from featc.backends import backends
from featc.certify.build import Build
from featc.certify.native import GoPrograms, JavaPrograms
from featc.certify.programs import Programs
from featc.certify.python import BatchPrograms, RowPrograms, ServicePrograms
from featc.certify.servers import GoServer, JavaServer


@dataclass(frozen=True, slots=True)
class Road:
    """One way through a target: what runs it, and the parts of a build that it needs."""

    kind: type[Programs]
    parts: frozenset[str]


_PACKAGE = ("python_package", "python_batch", "python_row")  # the package imports both

#: Target → its ways.
PATHS: dict[str, dict[str, Road]] = {
    "python": {
        "batch": Road(BatchPrograms, frozenset(_PACKAGE)),
        "row": Road(RowPrograms, frozenset(_PACKAGE)),
        "service": Road(ServicePrograms, frozenset((*_PACKAGE, "python_service"))),
    },
    "go": {
        "library": Road(GoPrograms, frozenset(["go_library"])),
        "service": Road(GoServer, frozenset(["go_library", "go_service"])),
    },
    "java": {
        "library": Road(JavaPrograms, frozenset(["java_library"])),
        "service": Road(JavaServer, frozenset(["java_library", "java_service"])),
    },
}


def built_paths(build: Build) -> dict[str, dict[str, type[Programs]]]:
    """The ways that a build has, by target; targets without any are left out."""
    parts = _parts(build.manifest["targets"])
    found = {t: {n: road.kind for n, road in roads.items() if road.parts <= parts} for t, roads in PATHS.items()}
    return {target: roads for target, roads in found.items() if roads}


def _parts(targets: Collection[str]) -> set[str]:
    return {name for name, backend in backends().items() if name in targets or backend.group in targets}
