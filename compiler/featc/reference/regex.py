r"""The reference meaning of patterns: a backtracking matcher that tries no state twice. Knows the syntax in which the
compiler writes patterns, no engine.

A pattern is read into steps: match a code point, hold at a place, try one way and then another, note where a group
begins or ends. A state is a step and a position. Ways are tried in their order of preference, and a state that was
tried before is not tried again: what can follow it was all tried when it was first met. So the first way that arrives
is the preferred one, and the work is at most steps times positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias

_Spans: TypeAlias = tuple[int | None, ...]
_TOKEN: Final = re.compile(
    r"""
    (?P<place>\\[AzbB]|\(\?m:[\^$]\))
  | (?P<every>\(\?s:\.\))
  | (?P<open>\(\?:|\()
  | (?P<close>\))
  | (?P<bar>\|)
  | (?P<count>[*+?]\??|\{[0-9]+(?:,[0-9]*)?\}\??)
  | (?P<set>\[\^?(?:\\x\{[0-9a-f]+\}|\\.|[^]\\])+\])
  | (?P<any>\.)
  | (?P<one>\\x\{[0-9a-f]+\}|\\.|[^\\])
    """,
    re.VERBOSE | re.DOTALL,
)
_MEMBER: Final = re.compile(r"(\\x\{[0-9a-f]+\}|\\.|[^\\])(?:-(\\x\{[0-9a-f]+\}|\\.|[^\\]))?", re.DOTALL)
_NAMED: Final = {"n": "\n", "t": "\t", "r": "\r"}

#: Steps: ("one", test) ("place", name) ("ways", first, second) ("note", slot) ("end",). They go on with the next step
#: unless they name others.
Step: TypeAlias = tuple[Any, ...]


def _point(text: str) -> int:
    """The code point of a character as it is written."""
    if text.startswith("\\x"):
        return int(text[3:-1], 16)
    return ord(_NAMED.get(text[1], text[1]) if text[0] == "\\" else text)


def _member_of(text: str) -> Callable[[str], bool]:
    """Whether a character is in a class, written with its brackets."""
    negative = text[1] == "^"
    ranges = [(_point(m[1]), _point(m[2] or m[1])) for m in _MEMBER.finditer(text, 1 + negative, len(text) - 1)]
    return lambda c: any(low <= ord(c) <= high for low, high in ranges) != negative


@dataclass
class _Reader:
    """Reads a pattern into steps. Each method gives steps whose targets count from their own first."""

    tokens: list[tuple[str, str]]
    at: int = 0
    groups: int = 0
    named: list[int] = field(default_factory=list)

    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def alternation(self) -> list[Step]:
        steps = self.concat()
        if self.kind() != "bar":
            return steps
        self.at += 1
        other = self.alternation()
        return [("ways", 1, len(steps) + 2), *_moved(steps, 1), ("go", len(steps) + 2 + len(other)),
                *_moved(other, len(steps) + 2)]  # fmt: skip

    def concat(self) -> list[Step]:
        steps: list[Step] = []
        while self.kind() not in ("", "bar", "close"):
            atom = self.atom()
            if self.kind() == "count":
                atom = _repeated(atom, self.tokens[self.at][1])
                self.at += 1
            steps += _moved(atom, len(steps))
        return steps

    def atom(self) -> list[Step]:
        kind, text = self.tokens[self.at]
        self.at += 1
        match kind:
            case "place":
                return [("place", text)]
            case "every":
                return [("one", lambda c: True)]
            case "any":
                return [("one", lambda c: c != "\n")]
            case "set":
                return [("one", _member_of(text))]
            case "one":
                character = chr(_point(text))
                return [("one", lambda c: c == character)]
        number = 0
        if text == "(":
            number = self.groups = self.groups + 1
        inner = self.alternation()
        self.at += 1
        return [("note", 2 * number), *_moved(inner, 1), ("note", 2 * number + 1)] if number else inner


def _moved(steps: list[Step], by: int) -> list[Step]:
    """Steps whose targets count from a place that is further up."""
    return [(s[0], *(t + by for t in s[1:])) if s[0] in ("ways", "go") else s for s in steps]


def _repeated(steps: list[Step], count: str) -> list[Step]:
    """The steps so often as a quantifier says."""
    lazy = len(count) > 1 and count[-1] == "?"
    count = count.removesuffix("?") if lazy else count
    low, high = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(count) or _bounds(count)
    out: list[Step] = []

    def ways(here: int, into: int, past: int) -> Step:
        return ("ways", past, into) if lazy else ("ways", into, past)

    for _ in range(low):
        out += _moved(steps, len(out))
    if high is None:
        if low:  # once more as often as it goes: back to the last one
            start = len(out) - len(steps)
            return [*out, ways(len(out), start, len(out) + 1)]
        return [ways(0, 1, len(steps) + 2), *_moved(steps, 1), ("go", 0)]
    total = len(out) + (high - low) * (len(steps) + 1)
    for _ in range(high - low):
        out.append(ways(len(out), len(out) + 1, total))
        out += _moved(steps, len(out))
    return out


def _bounds(count: str) -> tuple[int, int | None]:
    low, comma, high = count[1:-1].partition(",")
    return int(low), (int(high) if high else None) if comma else int(low)


@lru_cache(maxsize=256)
def _read(pattern: str) -> tuple[tuple[Step, ...], int]:
    """The steps of a pattern and how many groups it has."""
    tokens, at = [], 0
    while at < len(pattern):
        match = _TOKEN.match(pattern, at)
        if match is None:
            raise ValueError(f"no pattern of the compiler's: {pattern!r} at {at}")
        tokens.append((str(match.lastgroup), match[0]))
        at = match.end()
    reader = _Reader(tokens)
    steps = reader.alternation()
    if reader.at < len(tokens):
        raise ValueError(f"no pattern of the compiler's: {pattern!r}")
    return (*steps, ("end",)), reader.groups


def _is_word(x: str, at: int) -> bool:
    return 0 <= at < len(x) and (x[at] == "_" or (x[at].isascii() and x[at].isalnum()))


def _holds(place: str, x: str, at: int) -> bool:
    """Whether a place is at a position."""
    match place:
        case "\\A":
            return at == 0
        case "\\z":
            return at == len(x)
        case "(?m:^)":
            return at == 0 or x[at - 1] == "\n"
        case "(?m:$)":
            return at == len(x) or x[at] == "\n"
        case "\\b":
            return _is_word(x, at - 1) != _is_word(x, at)
    return _is_word(x, at - 1) == _is_word(x, at)


def first(pattern: str, x: str, start: int = 0) -> _Spans | None:
    """Begin and end of all groups of the preferred one of the leftmost matches that begin at ``start`` or after it,
    group 0 first; None for those of a group that took no part; None where there is no match.
    """
    steps, groups = _read(pattern)
    tried: set[tuple[int, int]] = set()
    for begin in range(start, len(x) + 1):
        ways: list[tuple[int, int, _Spans]] = [(0, begin, (begin, None) + (None, None) * groups)]
        while ways:
            at, position, spans = ways.pop()
            if (at, position) in tried:
                continue
            tried.add((at, position))
            step = steps[at]
            match step[0]:
                case "end":
                    return (begin, position, *spans[2:])
                case "one" if position < len(x) and step[1](x[position]):
                    ways.append((at + 1, position + 1, spans))
                case "place" if _holds(step[1], x, position):
                    ways.append((at + 1, position, spans))
                case "ways":
                    ways += [(step[2], position, spans), (step[1], position, spans)]
                case "go":
                    ways.append((step[1], position, spans))
                case "note":
                    ways.append((at + 1, position, (*spans[: step[1]], position, *spans[step[1] + 1 :])))
    return None


def each(pattern: str, x: str) -> Iterator[_Spans]:
    """All matches from the left; after one the next begins at its end, and is not empty there."""
    start, last = 0, None
    while start <= len(x):
        spans = first(pattern, x, start)
        if spans is None:
            return
        begin, end = spans[0], spans[1]
        assert begin is not None
        assert end is not None
        if begin == end:
            if end != last:
                yield spans
            start = end + 1
        else:
            yield spans
            start = end
        last = end


def _part(x: str, spans: _Spans, group: int) -> str | None:
    begin, end = spans[2 * group], spans[2 * group + 1]
    return None if begin is None or end is None else x[begin:end]


def _find(x: str, pattern: str) -> int | None:
    spans = first(pattern, x)
    return None if spans is None else spans[0]


def _extract(x: str, pattern: str, group: int) -> str | None:
    spans = first(pattern, x)
    return None if spans is None else _part(x, spans, group)


def _replace(x: str, pattern: str, replacement: str) -> str:
    out, start = "", 0
    for spans in each(pattern, x):
        assert spans[0] is not None
        out += x[start : spans[0]]
        escaped = False
        for character in replacement:
            if escaped:
                out += "\\" if character == "\\" else _part(x, spans, int(character)) or ""
                escaped = False
            elif character == "\\":
                escaped = True
            else:
                out += character
        start = spans[1] or 0
    return out + x[start:]


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "matches.string": lambda x, pattern: first(pattern, x) is not None,
    "regex_find.string": _find,
    "extract.string": _extract,
    "regex_replace.string": _replace,
    "regex_count.string": lambda x, pattern: len(list(each(pattern, x))),
}
