"""Programs in Python: as batch, by row and as a service. Knows how packages are laid out, no operator."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version

from featc.backends import backends
from featc.backends.base import Context
from featc.certify.programs import Programs
from featc.ir import FeatureSet

#: What computes beside Python itself, by the name of its distribution; what is not installed is left out.
_DISTRIBUTIONS = ("featc-runtime", "featc-runtime-native", "numpy", "pyarrow", "google-re2", "xxhash")
_SERVICE = ("grpcio", "protobuf")


class PythonPrograms(Programs):
    """Python: a package a program, in a process of its own."""

    #: What the process is told to ask.
    path = ""
    backends: tuple[str, ...] = ("python_package", "python_batch", "python_row")
    distributions: tuple[str, ...] = _DISTRIBUTIONS

    @staticmethod
    def missing() -> str:
        return ""

    @staticmethod
    def versions() -> dict[str, str]:
        found = {"python": platform.python_version()}
        for name in (*_DISTRIBUTIONS, *_SERVICE):
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                continue
        return found

    def _build(self, programs: Sequence[tuple[FeatureSet, Context]], built: FeatureSet | None) -> list[str]:
        listed: dict[str, tuple[str, str]] = {}
        for i, (featureset, context) in enumerate(programs):
            name = f"featc_certified_{i}"
            own = replace(featureset, name=name)
            for backend in self.backends:
                for path, content in backends()[backend].emit(own, context).items():
                    self._write(path, content)
            listed[f"p{i}"] = (str(self.folder / "python"), name)
        if built is not None and self.out is not None:
            listed[f"p{len(programs)}"] = (str(self.out / "python"), built.name)
        self._write("programs.json", json.dumps(listed))
        return [sys.executable, "-m", "featc.certify.python_side", self.path, str(self.folder / "programs.json")]


class BatchPrograms(PythonPrograms):
    """All rows of a call as one table."""

    name = path = "batch"


class RowPrograms(PythonPrograms):
    """Each row by a call of ``transform_row``."""

    name = path = "row"


class ServicePrograms(PythonPrograms):
    """By a service over a channel."""

    name = path = "service"
    #: What computes is the row target; here it is the wire that is put to the proof.
    most_vectors = 40
    backends = (*PythonPrograms.backends, "python_service")
