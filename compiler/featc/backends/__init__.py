"""The backends: one folder a target, each with a `backend.py` that exposes BACKEND. Found by folder."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from featc.backends.base import Backend


@cache
def backends() -> dict[str, Backend]:
    """Every backend by its target's name, in alphabetical order."""
    here = Path(__file__).parent
    found = sorted(p.parent.name for p in here.glob("*/backend.py"))
    return {name: importlib.import_module(f"featc.backends.{name}.backend").BACKEND for name in found}
