r"""Patterns at random, as text, and texts that they may match. Knows the syntax, no parser and no engine.

Every pattern is one that fdl accepts, but for a few that are too large: few letters, so that texts of the same letters
match often; all kinds of groups, classes, flags and quantifiers, nested, with empty branches and bodies.
"""

from __future__ import annotations

from choosing import Chooser

#: Characters of patterns and texts: those that fold, that end lines, of each length in UTF-8.
LETTERS = "abcABkK1_ -"
OTHERS = "\n\r\tsSé\u0301ſ\u212aßΣσςİıǅ中\U0001f600\U00010400\U00010428\x00\u2028\xa0\u0378"
ESCAPED = ".*+?()[]{}|^$\\/"

_CLASSES = (r"\d", r"\w", r"\s", r"\D", r"\W", r"\S")
_POSIX = ("alpha", "digit", "^alpha", "space", "word", "punct", "upper", "lower", "xdigit", "^space", "alnum")
_CATEGORIES = ("L", "Lu", "Ll", "N", "Nd", "P", "M", "Mn", "Z", "Zs", "S", "So", "C", "Cc", "Lt", "LC")
_SCRIPTS = ("Greek", "Latin", "Han", "Common", "Deseret")
_QUANTIFIERS = ("*", "+", "?", "{2}", "{0,2}", "{1,}", "{2,}", "{1,3}", "{0,}", "{1}", "{3,5}")
_PLACES = ("^", "$", r"\A", r"\z", r"\b", r"\B")


class Patterns:
    """Patterns of a chooser. ``properties`` says whether they may name Unicode's general categories."""

    def __init__(self, choose: Chooser, properties: bool = True) -> None:
        self.choose = choose
        self.properties = properties
        self.groups = 0
        self._names = 0

    def pattern(self, depth: int = 3) -> str:
        """One pattern; `groups` then says how many capturing groups it has."""
        self.groups = self._names = 0
        flags = self.choose.pick(("(?i)", "(?s)", "(?m)", "(?im)", "(?ims)")) if self.choose.chance(25) else ""
        return flags + self.alternation(depth)

    def alternation(self, depth: int) -> str:
        count = self.choose.pick((1, 1, 1, 2, 2, 3))
        return "|".join(self.concat(depth) for _ in range(count))

    def concat(self, depth: int) -> str:
        count = self.choose.pick((0, 1, 1, 2, 2, 2, 3, 4))
        return "".join(self.quantified(depth) for _ in range(count))

    def quantified(self, depth: int) -> str:
        text = self.atom(depth)
        if text.startswith("(?") and text.endswith(")") and ":" not in text and "<" not in text:
            return text  # flags
        if not self.choose.chance(35):
            return text
        return text + self.choose.pick(_QUANTIFIERS) + ("?" if self.choose.chance(30) else "")

    def atom(self, depth: int) -> str:
        choose = self.choose
        form = choose.below(20)
        if depth > 0 and form < 6:
            return self.group(depth - 1)
        if form < 12:
            return self.literal()
        match form:
            case 12:
                return "."
            case 13 | 14:
                return choose.pick(_PLACES)
            case 15:
                return choose.pick(_CLASSES)
            case 16:
                return self.property() if self.properties else choose.pick(_CLASSES)
            case 17 if choose.chance(30):
                return choose.pick(("(?i)", "(?-i)", "(?s)", "(?m)", "(?-m)", "(?i-s)"))
        return self.set()

    def group(self, depth: int) -> str:
        form = self.choose.below(10)
        if form < 4:
            self.groups += 1
            return f"({self.alternation(depth)})"
        if form < 5:
            self.groups += 1
            self._names += 1
            return f"(?{self.choose.pick(('P', ''))}<n{self._names}>{self.alternation(depth)})"
        if form < 7:
            flags = self.choose.pick(("i", "-i", "s", "m", "i-m", "ims", "-s"))
            return f"(?{flags}:{self.alternation(depth)})"
        return f"(?:{self.alternation(depth)})"

    def character(self) -> str:
        if self.choose.chance(70):
            return self.choose.pick(LETTERS)
        return self.choose.pick(OTHERS)

    def literal(self) -> str:
        if self.choose.chance(8):
            return "\\" + self.choose.pick(ESCAPED)
        return self.written(self.character())

    def written(self, character: str) -> str:
        """A character as itself or as an escape."""
        if self.choose.chance(10):
            return f"\\x{{{ord(character):x}}}"
        if ord(character) < 0x80 and self.choose.chance(5):
            return f"\\x{ord(character):02X}"
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\x00": "\\x00"}.get(character, character)

    def property(self) -> str:
        name, sign = self.choose.pick((*_CATEGORIES, *_SCRIPTS)), self.choose.pick("ppP")
        if len(name) == 1 and self.choose.chance(50):
            return f"\\{sign}{name}"
        return f"\\{sign}{{{'^' if self.choose.chance(15) else ''}{name}}}"

    def set(self) -> str:
        choose = self.choose
        negative = choose.chance(30)
        members = [self.member(negative) for _ in range(choose.between(1, 4))]
        if choose.chance(10):
            members.append("-")
        if choose.chance(10):
            members.insert(0, "]")
        return f"[{'^' if negative else ''}{''.join(members)}]"

    def member(self, negative: bool) -> str:
        """One member of a class; none that has nearly all characters, of a class of what it has not."""
        choose = self.choose
        form = choose.below(12)
        if form < 5:
            return self.member_character(self.character())
        if form < 8:
            low, high = sorted((self.character(), self.character()))
            return f"{self.member_character(low)}-{self.member_character(high)}"
        if form == 8:
            return choose.pick(_CLASSES[:3])
        if form == 9:
            return f"[:{choose.pick(_POSIX).removeprefix('^' if negative else '!')}:]"
        if form == 10 and self.properties and not negative:
            return self.property()
        return "\\" + choose.pick(ESCAPED)

    def member_character(self, character: str) -> str:
        return "\\-" if character == "-" else self.written(character)

    def text(self, longest: int = 12) -> str:
        """A text that such a pattern may match here and there."""
        choose = self.choose
        few = [self.character() for _ in range(choose.between(1, 4))]
        size = choose.below(longest + 1)
        return "".join(choose.pick(few) if choose.chance(70) else self.character() for _ in range(size))
