"""Names in generated Python. Knows what is reserved there, no operator."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterable

_RESERVED = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | frozenset(dir(builtins))


def safe(name: str, taken: Iterable[str] = ()) -> str:
    """The name itself, or with underscores behind it until it is neither reserved nor taken."""
    taken = taken if isinstance(taken, set | frozenset | dict) else set(taken)
    while name in _RESERVED or name in taken:
        name += "_"
    return name


class Namer:
    """Gives each thing a name of its own."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The wanted name, or the nearest free one."""
        name = safe(wanted, self._taken)
        self._taken.add(name)
        return name

    def fresh(self, stem: str) -> str:
        """A new name: the stem with a number behind it."""
        while True:
            self._counts[stem] = count = self._counts.get(stem, 0) + 1
            if (name := f"{stem}{count}") not in self._taken:
                return self.take(name)
