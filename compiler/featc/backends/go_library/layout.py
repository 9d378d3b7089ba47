"""Names of the Go output: module, package, types, constants. Knows the program, no code."""

from __future__ import annotations

from dataclasses import dataclass

from featc.backends import packages
from featc.backends.naming import Namer
from featc.ir import FeatureSet

RUNTIME = "featc.dev/runtime"
#: The version that generated modules ask of it; a replace directive points at the copy beside them.
RUNTIME_VERSION = "v0.1.0"
GO_VERSION = "1.24"

_EXPORTED = ("Features", "Transform", "TransformInto", "TransformBatch", "Violations", "Name", "Fingerprint")


@dataclass(frozen=True, slots=True)
class Layout:
    """What things are called in Go."""

    module: str
    package: str
    row: str

    @property
    def service(self) -> str:
        """The module of the service and the client."""
        return f"{self.module}/service"


def layout(featureset: FeatureSet) -> Layout:
    """The names for a program: its options, or what follows from its name."""
    row = Namer(_EXPORTED).take(featureset.input.name)
    return Layout(packages.go_module(featureset), packages.go_package(featureset), row)
