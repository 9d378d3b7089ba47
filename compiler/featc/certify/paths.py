"""The ways a built set computes, by target. Knows names, no operator."""

from __future__ import annotations

from featc.certify.native import GoPrograms, JavaPrograms
from featc.certify.programs import Programs
from featc.certify.python import BatchPrograms, RowPrograms, ServicePrograms

#: Target of the manifest → its ways.
PATHS: dict[str, dict[str, type[Programs]]] = {
    "python": {"batch": BatchPrograms, "row": RowPrograms, "service": ServicePrograms},
    "go": {"library": GoPrograms},
    "java": {"library": JavaPrograms},
}
