"""What may be declared in text that could not be read. Knows how declarations begin and names, no syntax beyond that.

After an error the rest of the program is checked all the same. A name that only the unread text may declare is not
reported as unknown: that would be a second finding about one mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from featc.resolve.naming import is_camel, is_snake
from featc.resolve.scope import holes
from featc_dsl.lexer import LEADS
from featc_dsl.table import table

_KEYWORDS = frozenset(text for text, kind in table().words.items() if kind in LEADS)
#: A word, with the ``{w}`` parts of a name; the end of a line; a sign.
_PIECE = re.compile(r"(?:\w|\{\w+\})+|\n|[^\w\s]")
#: What a declaration is by its form, whatever word it begins with.
_FORMS = (
    ("featureset", re.compile(r"^[ \t]*\w+(?:[ \t]+\w+){1,2}[ \t]*\.[ \t]*v[0-9]", re.MULTILINE)),
    ("input", re.compile(r"^[ \t]*\w+(?:[ \t]+\w+){1,5}[ \t]*\{", re.MULTILINE)),
)
_OF_FIELDS = ("input", "stream", "lookup")
_WITHOUT_NAMES = ("import", "test")
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


def _is_nameless(text: str) -> bool:
    """Whether a keyword at a line's start is followed by no name, or a field's `:` stands after none."""
    pieces = ["\n", *(piece for piece in _PIECE.findall(text) if piece not in _QUOTES), "\n"]
    lead, in_head, named = "", False, False
    for before, piece in pairwise(pieces):
        if before == "\n" and piece in _KEYWORDS:
            lead, in_head, named = piece, piece not in _WITHOUT_NAMES, False
        elif in_head:
            if piece in ("=", ":", "(", "{", "\n"):
                if not named:
                    return True
                in_head = named = False
            named |= _is_name(piece)
        elif piece in ("\n", ",", "{"):
            named = False
        elif piece == ":":
            if not named and (before == "\n" or lead in _OF_FIELDS):
                return True
        else:
            named |= _is_name(piece)
    return False


def _is_name(piece: str) -> bool:
    return (piece[0].isalpha() or (piece[0] in "_{" and len(piece) > 1)) and piece not in _KEYWORDS


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
        `(`, or before `=` or `:`. A declaration or a field that has lost its name may be of any.
        """
        self._words.update(kind for kind, form in _FORMS if form.search(text))
        self._everything |= _is_nameless(text)
        first, lead = True, ""
        for word, count, last, before, after in _words(text):
            if first and word not in _KEYWORDS:
                self._words.update(_KEYWORDS)  # a keyword that is misspelt, perhaps
            first = False
            starts = before in ("\n", "{", ",")
            if word in _KEYWORDS and count == 0:
                self._words.add(word)
                self._everything |= word == "import"
            lead = word if word in _KEYWORDS and count == 0 else lead
            if lead in _OF_FIELDS and count == 1:  # `float64 x`
                self.name(word)
            if last in _KEYWORDS or starts or (after == "(" and 0 < count <= 3) or after in ("=", ":"):
                self.name(word)

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
