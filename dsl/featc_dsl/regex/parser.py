r"""From the text of a pattern to its tree, or the first thing that is wrong. Knows the syntax, a part of RE2's.

    alternation  = concat { "|" concat }
    concat       = { atom [ quantifier [ "?" ] ] }
    quantifier   = "*" | "+" | "?" | "{" n [ "," [ m ] ] "}"
    atom         = character | "." | "^" | "$" | escape | class | group
    group        = "(" [ "?:" | "?P<name>" | "?<name>" | "?" flags ":" ] alternation ")" | "(?" flags ")"
    class        = "[" [ "^" ] { member | member "-" member | escape | "[:name:]" } "]"

Positions are those of the value: the caller maps them to the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn

from featc_dsl.regex import errors
from featc_dsl.regex.classes import PERL, POSIX, Unicode, scripts
from featc_dsl.regex.ranges import EVERY, LAST, Ranges, complement, union
from featc_dsl.regex.tree import Assertion, Chars, Empty, Group, Node, Pattern, Place, Repeat, alternate, concat

#: The longest pattern, the deepest nesting of groups, the largest count and product of nested counts.
MAX_LENGTH: Final = 4000
MAX_DEPTH: Final = 100
MAX_COUNT: Final = 1000

_LINE: Final = union([(10, 10)])
_COUNT = re.compile(r"\{([0-9]+)(,([0-9]*))?\}")
_BRACES = re.compile(r"\{[^{}]*\}?")
_FLAGS = re.compile(r"\(\?([a-zA-Z]*)(-[a-zA-Z]*)?([:)])")
_NAMED = re.compile(r"\(\?P?<(?![=!])")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOOK = re.compile(r"\(\?<?[=!]")
_POSIX = re.compile(r"\[:(\^?)([A-Za-z]*):\]")
#: What RE2 reads as octal: one digit alone, other than 0, refers back to a group elsewhere.
_OCTAL = re.compile(r"\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})")
_HEX = re.compile(r"\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))")
_PROPERTY = re.compile(r"\\[pP](?:\{(\^?)([^{}]*)\}|([A-Za-z]))")
_CONTROL: Final = {"a": 7, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11}
_PLACES: Final[dict[str, Place]] = {"A": "start", "z": "end", "b": "border", "B": "no_border"}


@dataclass(frozen=True, slots=True)
class _Flags:
    """What is in force: either case, `^` and `$` at lines, `.` for newlines."""

    fold: bool = False
    lines: bool = False
    all: bool = False


def parse(text: str, unicode: Unicode) -> Pattern:
    """The tree of a pattern. ``errors.Malformed`` for the first thing that is wrong."""
    if len(text) > MAX_LENGTH:
        raise errors.too_long(len(text), MAX_LENGTH)
    parser = _Parser(text, unicode)
    root = parser.alternation()
    if parser.at < len(text):
        raise errors.stray_parenthesis(parser.at)
    return Pattern(root, parser.groups)


@dataclass(slots=True)
class _Parser:
    text: str
    unicode: Unicode
    at: int = 0
    flags: _Flags = field(default_factory=_Flags)
    groups: int = 0
    depth: int = 0
    names: set[str] = field(default_factory=set)

    def alternation(self) -> Node:
        """Branches up to a `)` or the end."""
        branches = [self.concat()]
        while self.text.startswith("|", self.at):
            self.at += 1
            branches.append(self.concat())
        return alternate(branches)

    def concat(self) -> Node:
        parts: list[Node] = []
        repeatable = False  # flags cannot be repeated, nor the start of a branch
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            character = self.text[self.at]
            if character in "*+?{":
                parts.append(self.repeat(parts.pop() if repeatable else None))
                continue
            atom = self.atom(character)
            repeatable = atom is not None
            parts.append(atom or Empty())
        return concat(parts)

    # --- quantifiers -----------------------------------------------------------------------------------------

    def repeat(self, inner: Node | None) -> Node:
        """The quantifier here, applied to what stands before it."""
        start = self.at
        low, high = self.quantifier()
        text = self.text[start : self.at]
        if inner is None:
            raise errors.nothing_to_repeat(start, self.at, text)
        greedy = not self.text.startswith("?", self.at)
        self.at += not greedy
        if self.at < len(self.text) and self.text[self.at] in "*+?{":
            again = self.at
            self.quantifier()
            raise errors.two_quantifiers(again, self.at, self.text[again : self.at])
        if _product(inner) * max(high or low, 1) > MAX_COUNT:
            raise errors.count_too_large(start, start + len(text), MAX_COUNT)
        return Repeat(inner, low, high, greedy)

    def quantifier(self) -> tuple[int, int | None]:
        sign, start = self.text[self.at], self.at
        if sign != "{":
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        match = _COUNT.match(self.text, start)
        if match is None:
            braces = _BRACES.match(self.text, start)
            assert braces is not None
            raise errors.bad_count(start, braces.end() if braces[0][-1] == "}" else start + 1)
        self.at = match.end()
        if len(match[1]) > 6 or len(match[3] or "") > 6:
            raise errors.count_too_large(start, self.at, MAX_COUNT)
        low = int(match[1])
        high = low if match[2] is None else (int(match[3]) if match[3] else None)
        if high is not None and high < low:
            raise errors.count_order(start, self.at)
        if high == 0:
            raise errors.count_zero(start, self.at)
        if max(low, high or 0) > MAX_COUNT:
            raise errors.count_too_large(start, self.at, MAX_COUNT)
        return low, high

    # --- atoms -----------------------------------------------------------------------------------------------

    def atom(self, character: str) -> Node | None:
        """The atom here; None for flags that hold from here on."""
        match character:
            case "(":
                return self.group()
            case "[":
                return self.set()
            case "\\":
                return self.escape()
        self.at += 1
        match character:
            case ".":
                return Chars(EVERY if self.flags.all else complement(_LINE))
            case "^":
                return Assertion("line_start" if self.flags.lines else "start")
            case "$":
                return Assertion("line_end" if self.flags.lines else "end")
        return self.chars(((ord(character), ord(character)),))

    def chars(self, ranges: Ranges) -> Chars:
        return Chars(self.unicode.fold(ranges) if self.flags.fold else ranges)

    def group(self) -> Node | None:
        start, text = self.at, self.text
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise errors.too_deep(start, MAX_DEPTH)
        before, number = self.flags, 0
        if not text.startswith("(?", start):
            self.at += 1
            number = self.groups = self.groups + 1
        elif _NAMED.match(text, start):
            self.name()
            number = self.groups = self.groups + 1
        elif not self.flag_group():
            self.depth -= 1
            return None
        inner = self.alternation()
        if self.at == len(text):
            raise errors.open_group(start)
        self.at += 1
        self.flags = before
        self.depth -= 1
        return Group(inner, number) if number else inner

    def name(self) -> None:
        start = self.text.index("<", self.at) + 1
        end = self.text.find(">", start)
        if end < 0 or not _NAME.fullmatch(self.text, start, end):
            raise errors.bad_name(start, end if end > start else start + 1)
        name = self.text[start:end]
        if name in self.names:
            raise errors.name_twice(start, end, name)
        self.names.add(name)
        self.at = end + 1

    def flag_group(self) -> bool:
        """Takes `(?…:` or `(?…)`; whether a group has begun."""
        text, start = self.text, self.at
        match = _FLAGS.match(text, start)
        if match is None or match[2] == "-" or match[0] == "(?)":
            self.foreign_group()
        for place, letter in enumerate(match[0], start):
            if letter.isalpha() and letter not in "ims":
                raise errors.unknown_flag(place, letter)
        on, off = match[1], match[2] or ""
        now = self.flags
        self.flags = _Flags(
            fold=(now.fold or "i" in on) and "i" not in off,
            lines=(now.lines or "m" in on) and "m" not in off,
            all=(now.all or "s" in on) and "s" not in off,
        )
        self.at = match.end()
        return match[3] == ":"

    def foreign_group(self) -> NoReturn:
        """What other dialects have behind `(?`."""
        text, start = self.text, self.at
        if look := _LOOK.match(text, start):
            raise errors.lookaround(start, look.end())
        if text.startswith("(?>", start):
            raise errors.atomic(start, start + 3)
        if text.startswith("(?P=", start):
            raise errors.back_reference(start, start + 4)
        raise errors.unknown_group(start, min(start + 3, len(text)))

    # --- escapes ---------------------------------------------------------------------------------------------

    def escape(self) -> Node:
        """An escape outside a class."""
        start = self.at
        letter = self.text[start + 1 : start + 2]
        if letter in _PLACES:
            self.at += 2
            return Assertion(_PLACES[letter])
        if letter in "123456789k" and letter and not _OCTAL.match(self.text, start):
            raise errors.back_reference(start, start + 2)
        found = self.class_escape()
        if found is None:
            point = self.character()
            found = ((point, point),)
            return self.chars(found)
        if not found:
            raise errors.empty_class(start, self.at)
        return Chars(found)

    def class_escape(self) -> Ranges | None:
        r"""``\d``, ``\pL`` and the like, folded where flags say so; None where none stands here."""
        text, start = self.text, self.at
        letter = text[start + 1 : start + 2]
        if letter in ("p", "P"):
            match = _PROPERTY.match(text, start)
            name = (match[2] or match[3] or "") if match else ""
            known = self.unicode.property(name)
            if match is None or known is None:
                raise errors.bad_property(start, match.end() if match else start + 2, name, scripts())
            self.at = match.end()
            negative = (letter == "P") != (match[1] == "^")
        elif letter and letter.lower() in PERL:
            self.at += 2
            known, negative = PERL[letter.lower()], letter.isupper()
        else:
            return None
        ranges = self.unicode.fold(known) if self.flags.fold else known
        return complement(ranges) if negative else ranges

    def character(self) -> int:
        """The code point of an escaped character."""
        text, start = self.text, self.at
        letter = text[start + 1 : start + 2]
        if not letter:
            raise errors.lone_backslash(start)
        if (octal := _OCTAL.match(text, start)) is not None:
            raise errors.octal(start, octal.end(), octal[0])
        if letter == "x":
            match = _HEX.match(text, start)
            if match is None:
                raise errors.bad_hexadecimal(start, start + 2)
            self.at = match.end()
            point = int(match[1] or match[2], 16)
            if point > LAST or 0xD800 <= point <= 0xDFFF:
                raise errors.no_character(start, self.at)
            return point
        self.at += 2
        if letter in _CONTROL:
            return _CONTROL[letter]
        if letter.isascii() and not letter.isalnum() and letter.isprintable():
            return ord(letter)
        raise errors.unknown_escape(start, self.at, letter)

    # --- classes ---------------------------------------------------------------------------------------------

    def set(self) -> Node:
        """A class in brackets."""
        start, text = self.at, self.text
        outside = _POSIX.match(text, start)
        if outside is not None:
            raise errors.posix_outside(start, outside.end(), outside[0])
        self.at += 1
        negative = text.startswith("^", self.at)
        self.at += negative
        first = self.at
        found: set[Ranges] = set()
        while not text.startswith("]", self.at) or self.at == first:
            if self.at >= len(text):
                raise errors.open_class(start)
            found.add(self.member(first))
        self.at += 1
        ranges = union(r for ranges in found for r in ranges)
        if negative:
            ranges = complement(ranges)
        if not ranges:
            raise errors.empty_class(start, self.at)
        return Chars(ranges)

    def member(self, first: int) -> Ranges:
        """One member of a class: a character, a range, a class of its own. ``first`` is where the members begin."""
        text, start = self.text, self.at
        if match := _POSIX.match(text, start):
            known = POSIX.get(match[2])
            if known is None:
                raise errors.bad_posix(start, match.end(), POSIX)
            self.at = match.end()
            ranges = self.unicode.fold(known) if self.flags.fold else known
            ranges = complement(ranges) if match[1] else ranges
            return self.no_range(ranges)
        if text[start] == "\\":
            ranges_or_none = self.class_escape()
            if ranges_or_none is not None:
                return self.no_range(ranges_or_none)
        elif text[start] == "-" and start != first and text[start + 1 : start + 2] not in ("]", ""):
            raise errors.bad_hyphen(start, start + 1)
        low = high = self.one()
        if text.startswith("-", self.at) and text[self.at + 1 : self.at + 2] not in ("]", ""):
            self.at += 1
            hyphen = self.at - 1
            if _POSIX.match(text, self.at) or (text[self.at] == "\\" and self.class_escape() is not None):
                raise errors.bad_hyphen(hyphen, hyphen + 1)
            high = self.one()
            if high < low:
                raise errors.bad_range(start, self.at)
        ranges = ((low, high),)
        return self.unicode.fold(ranges) if self.flags.fold else ranges

    def no_range(self, ranges: Ranges) -> Ranges:
        """A class within a class, behind which no `-` may begin a range."""
        if self.text.startswith("-", self.at) and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
            raise errors.bad_hyphen(self.at, self.at + 1)
        return ranges

    def one(self) -> int:
        """A single character of a class."""
        character = self.text[self.at]
        if character == "\\":
            return self.character()
        self.at += 1
        return ord(character)


def _product(node: Node) -> int:
    """The largest product of nested counts."""
    match node:
        case Repeat():
            return _product(node.inner) * max(node.high or node.low, 1)
        case Group():
            return _product(node.inner)
        case Empty() | Chars() | Assertion():
            return 1
    return max(map(_product, node.parts if hasattr(node, "parts") else node.branches))
