"""Loads a built Python package from memory, without writing it. Knows import machinery, no features.

Each package is loaded below a name of its own, so any number of builds, of one set or of many, live side by side.
Sources are known to `linecache`, so debuggers and profilers show generated lines.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import linecache
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType

_ROOT = "_featc_built"
_numbers = itertools.count(1)


class _Source(Loader):
    """Loader of one module."""

    def __init__(self, filename: str, text: str) -> None:
        self.filename, self.text = filename, text

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        lines = self.text.splitlines(keepends=True)
        linecache.cache[self.filename] = (len(self.text), None, lines, self.filename)
        exec(compile(self.text, self.filename, "exec"), module.__dict__)


class _Finder:
    """Finds the modules of every package held in memory."""

    def __init__(self) -> None:
        self.modules: dict[str, tuple[str, str, bool]] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        found = self.modules.get(name)
        if found is None:
            return None
        filename, text, package = found
        return importlib.util.spec_from_loader(name, _Source(filename, text), origin=filename, is_package=package)


_finder = _Finder()


class MemoryPackage:
    """A package in memory: ``module()`` imports a part of it; a context manager that forgets it at the end."""

    def __init__(self, files: Mapping[str, bytes], package: str) -> None:
        """``files`` as a build gives them; those below ``python/`` are taken."""
        if _finder not in sys.meta_path:
            sys.meta_path.append(_finder)
        self.root = f"{_ROOT}{next(_numbers)}"
        self.package = package
        _finder.modules[self.root] = (f"<{self.root}>", "", True)
        for path, content in files.items():
            if path.startswith("python/") and path.endswith(".py"):
                parts = path.removesuffix(".py").split("/")[1:]
                is_package = parts[-1] == "__init__"
                name = ".".join([self.root, *(parts[:-1] if is_package else parts)])
                _finder.modules[name] = (f"<{path} of {self.root}>", content.decode(), is_package)

    def module(self, name: str = "") -> ModuleType:
        """The package itself, or one of its modules (``"_row"``)."""
        return importlib.import_module(".".join(filter(None, (self.root, self.package, name))))

    def close(self) -> None:
        """Forget the package and its modules."""
        for held in (sys.modules, _finder.modules):
            for name in [n for n in held if n == self.root or n.startswith(self.root + ".")]:
                del held[name]

    def __enter__(self) -> MemoryPackage:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
