"""The same program written otherwise: renamed columns, docstrings, labels, imported files. Knows the generator's lines.

None of it may change a feature: neither its bits nor its fingerprint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from choosing import Chooser

_ODD = (
    "plain", 'with "quotes" and \\ backslash', "ends in a backslash \\", 'quoted "" inside', "é 😀 \u0301 ẞ",
    "# no comment", "{w} {{}} %s", "two\nlines  \n\n  and more", "\'\'\'", "*/ // <!-- -->", "let x = 1", "r\u00a0b",
    "\\u007f \\u2028",
)  # fmt: skip
_COLUMNS = ("cc num", "Amount", "é😀", "x.y", "class", "it's", "a/b", "  ", "{w}", "featc", "%d", "in_0", "in_1")


@dataclass(frozen=True, slots=True)
class Decorated:
    """The root file's text, and those that it imports by path."""

    root: str
    files: dict[str, str]


def decorate(source: str, seed: int) -> Decorated:
    """A program of ``programs.featureset`` written otherwise."""
    choose = Chooser(seed)
    lines = source.splitlines()
    columns = [c for c in _COLUMNS if f"  {c}:" not in source]
    root: list[str] = []
    shared: list[str] = []
    inside = loop = False
    for line in lines:
        if line.startswith("input "):
            inside = True
            root.append(line)
            root.append("  labelled: float32? label" + (' from "is it?"' if choose.chance(50) else ""))
            root += doc(choose, "  ")
        elif line == "}" and inside:
            inside = False
            root += [line, *doc(choose)]
        elif inside:
            root.append(line + (f' from "{columns.pop()}"' if columns and choose.chance(40) else ""))
            root += doc(choose, "  ")
        elif line.startswith("def "):
            shared += [line, *doc(choose)]
        else:
            loop = line.startswith("for ") or (loop and line != "}")
            root.append(line)
            if re.match(r" *(feature|let) ", line):
                root += doc(choose, "  " if loop else "")
    root[1:1] = [*doc(choose), "# a comment", "", 'import "shared/functions.fdl"']
    half = len(shared) // 2
    while half < len(shared) and not shared[half].startswith("def "):
        half += 1
    files = {
        "shared/functions.fdl": "\n".join(['import "deep/base.fdl"', *shared[half:], ""]),
        "shared/deep/base.fdl": "\n".join([*shared[:half], ""]),
    }
    return Decorated("\n".join([*root, ""]), files)


def doc(choose: Chooser, indent: str = "") -> list[str]:
    """A docstring, now and then."""
    if not choose.chance(40):
        return []
    return [f'{indent}"""{choose.pick(_ODD)}"""']
