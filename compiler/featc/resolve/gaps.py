"""What may be declared in text that could not be read. Knows how declarations begin and names, no syntax beyond that.

After an error the rest of the program is checked all the same. A name that only the unread text may declare is not
reported as unknown: that would be a second finding about one mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from featc.resolve.naming import is_camel, is_snake
from featc.resolve.scope import holes
from featc_dsl.lexer import LEADS
from featc_dsl.table import table

_KEYWORDS = frozenset(text for text, kind in table().words.items() if kind in LEADS)
#: A word, with the ``{w}`` parts of a name; the end of a line; a sign.
_PIECE = re.compile(r"(?:\w|\{\w+\})+|\n|[^\w\s]")
#: A field whose name is missing.
_NAMELESS = re.compile(r"^[ \t]*:", re.MULTILINE)
_QUOTES = ("`", '"', "'")


def _words(text: str) -> Iterator[tuple[str, int, str, str, str]]:
    """Each word of a text: itself, how many words stand before it on its line, the last of these, the sign before it
    and the sign after it, quotes aside (``==`` is no ``=``).
    """
    pieces = [piece for piece in _PIECE.findall(text) if piece not in _QUOTES]
    count, last = 0, ""
    for at, piece in enumerate(pieces):
        if piece == "\n":
            count, last = 0, ""
        elif piece[0].isalnum() or (piece[0] in "_{" and len(piece) > 1):
            after = next((p for p in pieces[at + 1 : at + 3] if p != "\n"), "")
            if after == "=" and pieces[at + 1 : at + 3] == ["=", "="]:
                after = ""
            yield piece, count, last, pieces[at - 1] if at else "\n", after
            count, last = count + 1, piece


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
        """A stretch of a file that is not part of its tree.

        A name there may be what follows a keyword, begins a line or a field, is near the start of a line and before
        `(`, or before `=` or `:`. A declaration that has lost its name may be of any.
        """
        first = True
        for word, count, last, before, after in _words(text):
            if first and word not in _KEYWORDS:
                self._words.update(_KEYWORDS)  # a keyword that is misspelt, perhaps
            first = False
            starts = before in ("\n", "{", ",")
            if word in _KEYWORDS and count == 0:
                self._words.add(word)
                self._everything |= after in ("=", ":", "(", "{") or word == "import"
            if last in _KEYWORDS or starts or (after == "(" and 0 < count <= 3) or after in ("=", ":"):
                self.name(word)
        self._everything |= _NAMELESS.search(text) is not None

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
