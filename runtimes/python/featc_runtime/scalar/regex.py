r"""Scalar operations with patterns (SEMANTICS.md#regex). Knows google-re2 as an engine, no syntax of fdl's patterns.

A pattern comes as the compiler writes it: in normal form, with classes as ranges, so that no Unicode table of the
engine's counts. Matching is on UTF-8; positions and parts are of code points. Consts come prepared (PREPARE).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from featc_runtime.errors import FeatcError

__all__ = ["extract_string", "matches_string", "regex_count_string", "regex_find_string", "regex_replace_string"]

#: Start and end of a match and of each group in it, in bytes; (-1, -1) for a group that took no part.
Spans: TypeAlias = Sequence[tuple[int, int]]

_REFERENCE: Final = re.compile(r"\\([0-9\\])")


class Matcher:
    """A pattern, compiled. Its methods are the operations on one string."""

    __slots__ = ("_search",)

    def __init__(self, pattern: str) -> None:
        self._search = _compiled(pattern.encode())

    def matches(self, x: str) -> bool:
        """Whether the pattern matches anywhere in x."""
        return self.first(x.encode(), 0) is not None

    def find(self, x: str) -> int | None:
        """The position of the first match; None where there is none."""
        data = x.encode()
        spans = self.first(data, 0)
        if spans is None:
            return None
        start = spans[0][0]
        return start if len(data) == len(x) else len(data[:start].decode())

    def count(self, x: str) -> int:
        """How many matches there are."""
        return sum(1 for _ in self.each(x.encode()))

    def first(self, data: bytes, at: int) -> Spans | None:
        r"""The leftmost match from a byte on, with what stands before it in view; None where there is none.

        The engine looks at bytes: between those of one character `\B` holds, and a match there is none.
        """
        spans = self._search(data, at)
        while spans is not None and (start := spans[0][0]) < len(data) and data[start] & 0xC0 == 0x80:
            spans = self._search(data, _behind(data, start))
        return spans

    def each(self, data: bytes) -> Iterator[Spans]:
        """All matches from the left without overlap; an empty one directly behind another is none."""
        at, last = 0, -1
        while at <= len(data):
            spans = self.first(data, at)
            if spans is None:
                return
            start, end = spans[0]
            at = end if start < end else _behind(data, end)
            if not start == end == last:
                yield spans
            last = end


class Extractor:
    """A pattern and the group of it that is asked for."""

    __slots__ = ("_first", "_group")

    def __init__(self, pattern: str, group: int) -> None:
        self._first = Matcher(pattern).first
        self._group = group

    def extract(self, x: str) -> str | None:
        """What the group matched in the first match; None where there is no match, or the group took no part."""
        data = x.encode()
        spans = self._first(data, 0)
        if spans is None:
            return None
        start, end = spans[self._group]
        return data[start:end].decode() if start >= 0 else None


class Replacer:
    r"""A pattern and its replacement, in which `\0` to `\9` stand for groups and `\\` for a backslash."""

    __slots__ = ("_each", "_parts")

    def __init__(self, pattern: str, replacement: str) -> None:
        self._each = Matcher(pattern).each
        self._parts = _parts(replacement)

    def replace(self, x: str) -> str:
        """X with each match replaced; a group that took no part gives nothing."""
        data = x.encode()
        out, at = [], 0
        for spans in self._each(data):
            start, end = spans[0]
            out.append(data[at:start])
            for part in self._parts:
                if isinstance(part, bytes):
                    out.append(part)
                else:  # of a group that took no part the empty stretch from -1 to -1
                    first, last = spans[part]
                    out.append(data[first:last])
            at = end
        return b"".join([*out, data[at:]]).decode() if out else x


def _compiled(pattern: bytes) -> Callable[[bytes, int], Spans | None]:
    """The search for a pattern from a byte on."""
    engine = _engine()
    options = engine.Options()
    options.log_errors = False  # a search that needs much memory goes another way by itself, and need not say so
    compiled = engine.compile(pattern, options)
    match = _inner(engine, compiled)
    groups = range(compiled.groups + 1)

    def documented(data: bytes, at: int) -> Spans | None:
        found = compiled.search(data, at)
        return None if found is None else [found.span(group) for group in groups]

    def quick(data: bytes, at: int) -> Spans | None:
        spans: Spans = match(data, at)  # type: ignore[misc]
        return spans if spans[0][0] >= 0 else None

    return quick if match else documented


def _inner(engine: Any, compiled: Any) -> Callable[[bytes, int], Spans] | None:
    """What the package's own search stands on, where it is what it was: it makes no match object, which takes longer
    than the search itself.
    """
    try:
        match, anywhere = compiled._regexp.Match, engine._re2.RE2.Anchor.UNANCHORED
        match(anywhere, b"", 0, 0)
    except (AttributeError, TypeError):
        return None
    return lambda data, at: match(anywhere, data, at, len(data))


def _engine() -> Any:
    """The engine; it is an extra of the distribution, asked for by those feature sets alone that match patterns."""
    try:
        import re2
    except ImportError as error:
        raise FeatcError(
            "this feature set matches regular expressions, which needs the package google-re2: "
            'install "featc-runtime[regex]"'
        ) from error
    return re2


def _behind(data: bytes, at: int) -> int:
    """Where the next character begins, or one more than the length where there is none."""
    at += 1
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


def _parts(replacement: str) -> tuple[bytes | int, ...]:
    """A replacement as texts and numbers of groups."""
    parts: list[bytes | int] = []
    pieces = iter(_REFERENCE.split(replacement))
    for text in pieces:
        parts.append(text.encode())
        sign = next(pieces, "")  # what stood behind a backslash
        parts += [b"\\"] if sign == "\\" else [int(sign)] if sign else []
    return tuple(p for p in parts if p != b"")


def matches_string(x: str, pattern: Matcher) -> bool:
    """Whether the pattern matches anywhere in x."""
    return pattern.matches(x)


def regex_find_string(x: str, pattern: Matcher) -> int | None:
    """The position of the first match; None where there is none."""
    return pattern.find(x)


def regex_count_string(x: str, pattern: Matcher) -> int:
    """How many matches there are, from the left without overlap."""
    return pattern.count(x)


def extract_string(x: str, pattern: Extractor) -> str | None:
    """What the group matched in the first match; None where there is no match, or the group took no part."""
    return pattern.extract(x)


def regex_replace_string(x: str, pattern: Replacer) -> str:
    """X with each match replaced."""
    return pattern.replace(x)


PREPARE: Final[dict[str, Callable[..., Any]]] = {
    "matches.string": Matcher,
    "regex_find.string": Matcher,
    "regex_count.string": Matcher,
    "extract.string": Extractor,
    "regex_replace.string": Replacer,
}
