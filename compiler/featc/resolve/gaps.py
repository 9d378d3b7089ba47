"""What may be declared in text that could not be read. Knows how declarations begin and names, no syntax beyond that.

After an error the rest of the program is checked all the same. A name that only the unread text may declare is not
reported as unknown: that would be a second finding about one mistake.
"""

from __future__ import annotations

import re

from featc.resolve.naming import is_camel, is_snake
from featc.resolve.scope import holes
from featc_dsl.lexer import LEADS
from featc_dsl.table import table

_KEYWORDS = "|".join(sorted(text for text, kind in table().words.items() if kind in LEADS))
_NAME = r"(?:\w|\{\w+\})+"
#: A name after a keyword, at the start of a line or of a field, after such a word and before `(`, before `=` or `:`.
_DECLARED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"\b(?:{_KEYWORDS})[ \t]+[^\w\n]*({_NAME})",
        rf"(?:^|[{{,])[ \t]*`?({_NAME})",
        rf"^[ \t]*(?:\w+[ \t]+){{1,3}}({_NAME})[ \t]*\(",
        rf"({_NAME})[`\"']?\s*(?:=(?!=)|:)",
    )
)
_LEAD = re.compile(rf"^[ \t]*({_KEYWORDS})\b", re.MULTILINE)
_FIRST = re.compile(rf"\s*(?:{_KEYWORDS})\b")
#: A declaration or a field whose name is missing.
_NAMELESS = re.compile(rf"^[ \t]*(?:(?:{_KEYWORDS})[ \t]*[=:({{]|:)", re.MULTILINE)
_IMPORT = re.compile(r"\bimport\b")


class Gaps:
    """Collects what could not be read, and says what may be declared in it."""

    def __init__(self) -> None:
        self._everything = False  # a whole file is missing, or a name
        self._names: set[str] = set()
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._words: set[str] = set()

    def file(self) -> None:
        """A file that could not be read: anything may be in it."""
        self._everything = True

    def text(self, text: str) -> None:
        """A stretch of a file that is not part of its tree."""
        for pattern in _DECLARED:
            for name in pattern.findall(text):
                self.name(name)
        self._words.update(_LEAD.findall(text))
        if _FIRST.match(text) is None:
            self._words.update(_KEYWORDS.split("|"))  # a keyword that is misspelt, perhaps
        if _IMPORT.search(text) is not None or _NAMELESS.search(text) is not None:
            self._everything = True

    def name(self, name: str) -> None:
        """A name whose declaration could not be read. Its ``{w}`` parts stand for any text."""
        if not holes(name):
            self._names.add(name)
        elif name not in self._patterns:
            parts = re.split(r"\{\w+\}", name)
            self._patterns[name] = re.compile(r"\w+".join(map(re.escape, parts)))

    def declare(self, word: str) -> bool:
        """Whether a declaration that begins with this keyword may be missing."""
        return self._everything or word in self._words

    def hold(self, name: str) -> bool:
        """Whether the declaration of a name may be missing."""
        if name in self._names or any(p.fullmatch(name) for p in self._patterns.values()):
            return True
        return self._everything and (is_snake(name) or is_camel(name))

    def hold_function(self, name: str) -> bool:
        """Whether the `def` of a function may be missing. A name that no `def` has is not excused by a missing file."""
        return self.hold(name) and (name in self._names or is_snake(name))
