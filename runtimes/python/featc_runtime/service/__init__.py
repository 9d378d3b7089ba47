"""The transform service over gRPC: the only part of the runtime that imports it.

``serve`` runs the service of a ``ServiceSpec`` until a signal; ``start`` gives a running server to a test or a
program; ``Client`` speaks to one in raw values.
"""

from featc_runtime.service.client import Client, Rejected
from featc_runtime.service.command import main
from featc_runtime.service.server import RunningServer, serve, start
from featc_runtime.service.spec import FeatureNote, Limits, ServiceSpec

__all__ = ["Client", "FeatureNote", "Limits", "Rejected", "RunningServer", "ServiceSpec", "main", "serve", "start"]
