r"""Named sets of characters: ``\d``, ``[[:alpha:]]``, ``\p{Lu}``, and what case folding adds to a set.

Knows the names and which general categories make them up, and the scripts (`scripts.json`, which
`tools/make_scripts.py` builds); the tables of Unicode that the runtimes have too are handed in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from featc_dsl.regex.ranges import Ranges, contains, union


def _ascii(text: str) -> Ranges:
    """The set of a list of characters and ranges, such as ``09AZ``: each pair a range."""
    return union((ord(a), ord(b)) for a, b in zip(text[::2], text[1::2], strict=True))


#: The letters behind a backslash; the capital letter is the complement.
PERL: Final = {"d": _ascii("09"), "w": _ascii("09AZaz__"), "s": _ascii("\t\n\f\r  ")}

POSIX: Final = {
    "alnum": _ascii("09AZaz"),
    "alpha": _ascii("AZaz"),
    "ascii": _ascii("\x00\x7f"),
    "blank": _ascii("\t\t  "),
    "cntrl": _ascii("\x00\x1f\x7f\x7f"),
    "digit": _ascii("09"),
    "graph": _ascii("!~"),
    "lower": _ascii("az"),
    "print": _ascii(" ~"),
    "punct": _ascii("!/:@[`{~"),
    "space": _ascii("\t\r  "),
    "upper": _ascii("AZ"),
    "word": _ascii("09AZaz__"),
    "xdigit": _ascii("09AFaf"),
}

#: General categories that a pattern may name. Cn is left out: what it holds is assigned by later versions.
CATEGORIES: Final = (
    *("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"),
    *("Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs"),
)

#: Names of several categories.
GROUPS: Final = {
    "LC": ("Lu", "Ll", "Lt"),
    **{first: tuple(c for c in CATEGORIES if c[0] == first) for first in "LMNPSZC"},
}


@cache
def scripts() -> Mapping[str, Ranges]:
    """The code points of each script by its name, such as Greek; an assigned one is in one of them."""
    data = json.loads(files("featc_dsl.regex").joinpath("scripts.json").read_bytes())
    return {name: tuple(zip(ends[::2], ends[1::2], strict=True)) for name, ends in data.items() if name != "unicode"}


@dataclass(slots=True)
class Unicode:
    """The pinned tables. ``categories`` has the ranges of each general category by its short name, ``orbits`` the
    classes of simple case folding that have more than one code point.
    """

    categories: Mapping[str, Iterable[tuple[int, int]]]
    orbits: Iterable[str]
    _known: dict[str, Ranges] = field(default_factory=dict)
    _folded: dict[Ranges, Ranges] = field(default_factory=dict)
    _orbit: dict[int, str] = field(default_factory=dict)

    def property(self, name: str) -> Ranges | None:
        """The set of a general category, a group of them or a script, or None where there is none of the name."""
        if name not in GROUPS and name not in CATEGORIES:
            return scripts().get(name)
        if name not in self._known:
            self._known[name] = union(r for c in GROUPS.get(name, (name,)) for r in self.categories[c])
        return self._known[name]

    def fold(self, ranges: Ranges) -> Ranges:
        """The set with every code point that simple case folding takes for one of its own."""
        if ranges not in self._folded:
            if not self._orbit:
                self._orbit.update((ord(c), orbit) for orbit in self.orbits for c in orbit)
            if sum(last - first for first, last in ranges) < len(self._orbit):
                found = {self._orbit.get(c, "") for first, last in ranges for c in range(first, last + 1)}
            else:
                found = {orbit for c, orbit in self._orbit.items() if contains(ranges, c)}
            self._folded[ranges] = union([*ranges, *((ord(c), ord(c)) for orbit in found for c in orbit)])
        return self._folded[ranges]
