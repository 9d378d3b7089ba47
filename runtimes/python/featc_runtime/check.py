"""What generated code asks of the runtime when it is imported. Knows versions, nothing of features."""

from __future__ import annotations

from collections.abc import Mapping

import featc_runtime
from featc_runtime.data import pins
from featc_runtime.errors import FeatcError


def require(api: int, wanted: Mapping[str, str]) -> None:
    """Raise FeatcError unless this runtime has the API and the pinned data that the module was generated for."""
    if api != featc_runtime.API_VERSION:
        raise FeatcError(
            f"this module was generated for featc-runtime API {api}, installed is featc-runtime "
            f"{featc_runtime.__version__} with API {featc_runtime.API_VERSION}: install the matching featc-runtime, "
            "or build the feature set again"
        )
    found = pins.versions()
    different = [f"{k} {v} (installed: {found.get(k, 'none')})" for k, v in wanted.items() if found.get(k) != v]
    if different:
        raise FeatcError(
            f"this module was generated for {', '.join(different)}: install the featc-runtime it was built with, "
            "or build the feature set again"
        )
