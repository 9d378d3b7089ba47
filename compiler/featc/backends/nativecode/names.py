"""Names in the native targets: how snake_case is written there, and what is taken. Knows no operator."""

from __future__ import annotations

from collections.abc import Iterable


def pascal(name: str) -> str:
    """``sched_dep`` → ``SchedDep``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def camel(name: str) -> str:
    """``sched_dep`` → ``schedDep``."""
    text = pascal(name)
    return text[:1].lower() + text[1:]


def printable(text: str) -> str:
    """Text for a comment on one line: what does not print is written as fdl writes it."""
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text)


class Namer:
    """Gives each thing in one scope a name of its own: one that is taken gets underscores behind it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The wanted name, or the nearest free one."""
        while wanted in self._taken:
            wanted += "_"
        self._taken.add(wanted)
        return wanted

    def take_with(self, wanted: str, *ends: str) -> str:
        """The same, where the names with each of these ends behind it are free too, and taken with it."""
        while not self._taken.isdisjoint({wanted, *(f"{wanted}{end}" for end in ends)}):
            wanted += "_"
        self._taken |= {wanted, *(f"{wanted}{end}" for end in ends)}
        return wanted

    def fresh(self, stem: str) -> str:
        """A new name: the stem with a number behind it."""
        while True:
            self._counts[stem] = count = self._counts.get(stem, 0) + 1
            if (name := f"{stem}{count}") not in self._taken:
                return self.take(name)
