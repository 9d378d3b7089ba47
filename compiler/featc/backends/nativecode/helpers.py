"""Which helpers the native runtimes have, and what they give. Knows the catalogue and the Python runtime's modules."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from featc_dsl.catalogue import BY_ID, Overload
from featc_runtime import scalar

#: Operations whose consts come prepared: in every runtime the same.
PREPARED = frozenset(scalar.PREPARE)


def gives_null(overload: Overload) -> bool:
    """Whether the helper's answer may be null for some operands of its types: it then gives a nullable value."""
    return overload.fallible or (overload.result == "T" and any(p.is_list for p in overload.operands))


@cache
def modules() -> dict[str, str]:
    """Helper → the module of ``featc_runtime.scalar`` that defines it; files and classes elsewhere are called so."""
    found: dict[str, str] = {}
    for info in pkgutil.iter_modules(scalar.__path__):
        module = import_module(f"{scalar.__name__}.{info.name}")
        for name in getattr(module, "__all__", ()):
            home = getattr(getattr(module, name), "__module__", "") or ""
            inside = home.removeprefix(f"{scalar.__name__}.") if home.startswith(scalar.__name__) else info.name
            found[name] = inside
    return found


def overload(op: str) -> Overload:
    """The catalogue's overload of an operation."""
    return BY_ID[op][1]
