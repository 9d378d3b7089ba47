r"""What stands in the typed program: a pattern in normal form, a replacement with the same numbers of groups.

Knows which captures are asked for, no engine.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from featc_dsl.regex import errors
from featc_dsl.regex.normal import MAX_SIZE, normalise, renumbered, size
from featc_dsl.regex.printer import print_pattern
from featc_dsl.regex.tree import Pattern


def canonical(pattern: Pattern, groups: Collection[int] = (), length: int = 0) -> str:
    """The pattern in normal form, with only these groups capturing, numbered anew from 1 in their order.

    ``errors.Malformed`` where it is too large; ``length`` is that of the pattern as written, for the place.
    """
    root = normalise(pattern.root, renumbered(groups))
    found = size(root)
    if found > MAX_SIZE:
        raise errors.too_large(length, found, MAX_SIZE)
    return print_pattern(root)


@dataclass(frozen=True, slots=True)
class Replacement:
    r"""A replacement, read: texts, and between them the groups ``\0`` to ``\9``."""

    parts: tuple[str | int, ...]

    @property
    def groups(self) -> frozenset[int]:
        """The groups that it refers to, without all of the match."""
        return frozenset(p for p in self.parts if isinstance(p, int) and p)

    def canonical(self) -> str:
        """The replacement for the pattern in which only `groups` are left."""
        numbers = {0: 0, **renumbered(self.groups)}
        return "".join(p.replace("\\", "\\\\") if isinstance(p, str) else f"\\{numbers[p]}" for p in self.parts)


#: How other languages write a group in a replacement; ``$5`` without such a group is an amount of money, perhaps.
_DOLLAR = re.compile(r"\$(?:([0-9])|\{(\w+)\}|&)")


def replacement(text: str, groups: int, *, strict: bool = False) -> Replacement:
    """A replacement for a pattern with so many groups. ``errors.Malformed`` for the first thing that is wrong.

    ``strict`` refuses what other languages take for a group; in the normal form a dollar sign is one like any.
    """
    parts: list[str | int] = []
    literal, at = "", 0
    while at < len(text):
        if strict and text[at] == "$" and (foreign := _DOLLAR.match(text, at)) is not None:
            group = "0" if foreign[0] == "$&" else foreign[1] or foreign[2]
            if not group.isdecimal() or int(group) <= groups:
                numbered = group if group.isdecimal() and int(group) <= 9 else "1"
                raise errors.dollar(at, foreign.end(), foreign[0], numbered)
        if text[at] != "\\":
            literal += text[at]
            at += 1
            continue
        sign = text[at + 1 : at + 2]
        if sign in ("\\", "$"):
            literal += sign
        elif sign and sign in "0123456789":
            if int(sign) > groups:
                raise errors.no_group(at, at + 2, groups)
            parts += [literal, int(sign)] if literal else [int(sign)]
            literal = ""
        else:
            raise errors.bad_reference(at, min(at + 2, len(text)))
        at += 2
    return Replacement((*parts, literal) if literal else tuple(parts))
