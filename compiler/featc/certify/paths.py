"""The paths through each target of a build. Knows names, no operator."""

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
class PathKind:
    """One path through a target: what runs it, and the parts of a build that it needs."""

    kind: type[Programs]
    parts: frozenset[str]


_PACKAGE = ("python_package", "python_batch", "python_row")  # the package imports both

#: Target → its paths.
PATHS: dict[str, dict[str, PathKind]] = {
    "python": {
        "batch": PathKind(BatchPrograms, frozenset(_PACKAGE)),
        "row": PathKind(RowPrograms, frozenset(_PACKAGE)),
        "service": PathKind(ServicePrograms, frozenset((*_PACKAGE, "python_service"))),
    },
    "go": {
        "library": PathKind(GoPrograms, frozenset(["go_library"])),
        "service": PathKind(GoServer, frozenset(["go_library", "go_service"])),
    },
    "java": {
        "library": PathKind(JavaPrograms, frozenset(["java_library"])),
        "service": PathKind(JavaServer, frozenset(["java_library", "java_service"])),
    },
}


def built_paths(build: Build) -> dict[str, dict[str, type[Programs]]]:
    """The paths that a build has, by target; targets without any are left out."""
    parts = _parts(build.manifest["targets"])
    found = {t: {n: path.kind for n, path in paths.items() if path.parts <= parts} for t, paths in PATHS.items()}
    return {target: paths for target, paths in found.items() if paths}


def _parts(targets: Collection[str]) -> set[str]:
    return {name for name, backend in backends().items() if name in targets or backend.group in targets}
