r"""What can be wrong with a pattern or a replacement, in words. Knows the places within its text, no source file.

Each function gives the ``Malformed`` to raise; ``start`` and ``end`` count code points of the value, after escapes.
"""

from __future__ import annotations

from collections.abc import Iterable

from featc_dsl.near import near

_BOUNDED = "patterns are matched in time linear in the text, by every target alike"


class Malformed(Exception):
    """Why a pattern means nothing: the words of a diagnostic, and the stretch ``start..end`` of the pattern."""

    def __init__(self, start: int, end: int, title: str, *, label: str = "", why: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.start = start
        self.end = end
        self.title = title
        self.label = label
        self.why = why
        self.hint = hint


# --- groups --------------------------------------------------------------------------------------------------


def open_group(at: int) -> Malformed:
    return Malformed(
        at, at + 1, "this `(` is never closed", label="no `)` for it", hint=r"close it; a literal one is written `\(`"
    )


def stray_parenthesis(at: int) -> Malformed:
    return Malformed(
        at, at + 1, "this `)` closes nothing", label="no `(` before it", hint=r"a literal one is written `\)`"
    )


def lookaround(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "patterns cannot look around",
        label="looks at text without matching it",
        why=_BOUNDED,
        hint="match the surroundings too and take the part in a group: `extract(x, pattern, 1)`",
    )


def atomic(at: int, end: int) -> Malformed:
    return Malformed(at, end, "patterns have no atomic groups", label="not offered", why=_BOUNDED, hint="write `(?:…)`")


def back_reference(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "patterns cannot refer back to a group",
        label="the text that a group matched",
        why=_BOUNDED,
        hint="extract both parts and compare them: `extract(x, pattern, 1) == extract(x, pattern, 2)`",
    )


def octal(at: int, end: int, text: str) -> Malformed:
    point = int(text[1:], 8)
    written = f"{point:02x}" if point <= 0xFF else f"{{{point:x}}}"
    return Malformed(
        at,
        end,
        f"`{text}` is an octal escape",
        label="not offered",
        why=f"RE2 reads it as the code point {point}; other engines read some of these as a reference to a group",
        hint=f"write the code point in hexadecimal: `\\x{written}`",
    )


def unknown_group(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "there is no such kind of group",
        label="unknown",
        why="a group is `(…)`, `(?:…)`, `(?P<name>…)`, or has flags of i, m, s: `(?i)`, `(?i:…)`, `(?-i:…)`",
        hint=r"a literal `(` is written `\(`",
    )


def unknown_flag(at: int, flag: str) -> Malformed:
    hints = {
        "U": "put `?` after the quantifiers that should match as little as possible: `.*?`",
        "x": "leave out what is no part of the pattern: blanks count",
        "u": "leave it out: patterns match code points always",
        "a": r"leave it out: `\d`, `\w`, `\s` and `\b` are ASCII always",
    }
    why = "flags are i (either case), m (`^` and `$` at lines too), s (`.` matches a newline too)"
    return Malformed(
        at, at + 1, f"there is no flag `{flag}`", label="unknown", why=why, hint=hints.get(flag, "leave it out")
    )


def bad_name(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "this is no name of a group",
        label="letters a to z, digits and underscores, no digit first",
        hint="write `(?P<name>…)`",
    )


def name_twice(at: int, end: int, name: str) -> Malformed:
    return Malformed(at, end, f"two groups are called `{name}`", label="the second one", hint="give it another name")


def too_deep(at: int, limit: int) -> Malformed:
    return Malformed(
        at, at + 1, "groups are nested too deeply", label=f"more than {limit} levels", hint="split the pattern"
    )


# --- quantifiers ---------------------------------------------------------------------------------------------


def nothing_to_repeat(at: int, end: int, text: str) -> Malformed:
    return Malformed(
        at,
        end,
        f"there is nothing before `{text}` to repeat",
        label="repeats what comes before it",
        hint=rf"a literal one is written `\{text[0]}`",
    )


def two_quantifiers(at: int, end: int, text: str) -> Malformed:
    why = "there are no possessive quantifiers" if text == "+" else ""
    return Malformed(
        at, end, "a quantifier follows another", label="the second one", why=why, hint="group the first: `(?:a+)*`"
    )


def bad_count(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "this `{` begins no count",
        label="not `{n}`, `{n,}` or `{n,m}`",
        hint=r"write `{0,5}` for at most five; a literal one is written `\{`",
    )


def count_order(at: int, end: int) -> Malformed:
    return Malformed(
        at, end, "the least count is above the most", label="never matches", hint="write the smaller number first"
    )


def count_zero(at: int, end: int) -> Malformed:
    return Malformed(
        at, end, "this repeats zero times", label="what comes before it is never matched", hint="leave both out"
    )


def count_too_large(at: int, end: int, limit: int) -> Malformed:
    return Malformed(
        at,
        end,
        "this repeats too often",
        label=f"more than {limit:,}, with the counts around it",
        why=f"a count is at most {limit:,}, and so is the product of counts that are nested",
        hint="use `*` or `+`, and compare `length(…)`",
    )


# --- escapes and classes -------------------------------------------------------------------------------------


def lone_backslash(at: int) -> Malformed:
    return Malformed(at, at + 1, "the pattern ends with a backslash", label="escapes nothing", hint=r"write `\\`")


def unknown_escape(at: int, end: int, letter: str) -> Malformed:
    hints = {
        "Z": r"the end of the text is `\z`",
        "C": "a part of a character is no text; any character is `(?s:.)`",
        "Q": "escape each special character by itself",
        "E": "escape each special character by itself",
        "u": r"write the code point in hexadecimal: `\x{20AC}`",
        "U": r"write the code point in hexadecimal: `\x{1F600}`",
        "N": r"write the code point in hexadecimal: `\x{20AC}`; any character but a newline is `.`",
        "R": r"write `(?:\r\n|\n|\r)`",
        "h": r"write `[ \t]`",
        "X": r"an accent and the like is `\p{M}`: `\P{M}\p{M}*`",
        "<": r"the border of a word is `\b`",
        "G": "leave it out",
        "K": "take the part in a group: `extract(x, pattern, 1)`",
    }
    why = r"escapes are \d \w \s \b \A \z \p{…} \t \n \r \f \v \a \x{…} and a backslash before a special character"
    hint = hints.get(letter, r"a literal backslash is written `\\`")
    return Malformed(at, end, f"`\\{letter}` is no escape of patterns", label="unknown", why=why, hint=hint)


def bad_hexadecimal(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        r"`\x` needs a code point in hexadecimal",
        label="two digits, or up to six in braces",
        hint=r"such as `\x41` or `\x{1F600}`",
    )


def no_character(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "there is no such code point in texts",
        label="a surrogate, or above 10FFFF",
        hint="code points are 0 to D7FF and E000 to 10FFFF",
    )


def bad_property(at: int, end: int, name: str, scripts: Iterable[str]) -> Malformed:
    hints = {
        "Cn": "what is unassigned in one version of Unicode is assigned in the next",
        "Alphabetic": r"letters are `\p{L}`",
        "Any": "any character is `(?s:.)`",
        "ASCII": r"write `[\x00-\x7F]`",
    }
    known = near(name, scripts)
    hint = r"write a category such as `\p{Lu}`, or a script such as `\p{Greek}`"
    if known:
        hint = f"did you mean `{known[0]}`?"
    return Malformed(
        at,
        end,
        "there is no such general category or script",
        label="unknown",
        why="categories are such as L (letters), Lu (capitals), Nd (digits), P (punctuation); there are no others",
        hint=hints.get(name, hint),
    )


def open_class(at: int) -> Malformed:
    return Malformed(
        at, at + 1, "this `[` is never closed", label="no `]` for it", hint=r"close it; a literal one is written `\[`"
    )


def bad_range(at: int, end: int) -> Malformed:
    return Malformed(at, end, "this range is upside down", label="the first is above the last", hint="swap the ends")


def bad_hyphen(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        "this `-` joins no two characters",
        label="no range",
        hint=r"a literal `-` goes first or last in the class, or is written `\-`",
    )


def bad_posix(at: int, end: int, known: Iterable[str]) -> Malformed:
    return Malformed(
        at,
        end,
        "there is no such class",
        label="unknown",
        hint=f"between `[:` and `:]` goes one of {' '.join(known)}",
    )


def posix_outside(at: int, end: int, text: str) -> Malformed:
    return Malformed(
        at, end, "this name of a class is outside a class", label="one `[` is missing", hint=f"write `[{text}]`"
    )


def empty_class(at: int, end: int) -> Malformed:
    return Malformed(at, end, "no character is in this class", label="never matches", hint="leave something over")


# --- the whole -----------------------------------------------------------------------------------------------


def too_long(length: int, limit: int) -> Malformed:
    return Malformed(
        0, length, "this pattern is too long", label=f"more than {limit:,} characters", hint="split it into several"
    )


def too_large(length: int, size: int, limit: int) -> Malformed:
    return Malformed(
        0,
        length,
        "this pattern is too large",
        label=f"written out it has a size of {size:,}, the limit is {limit:,}",
        why="a counted repeat counts as often as it repeats, a Unicode category by its ranges",
        hint="use `*` or `+` in place of a count, or fewer and smaller classes",
    )


# --- replacements and groups asked for -----------------------------------------------------------------------


def dollar(at: int, end: int, text: str, group: str) -> Malformed:
    return Malformed(
        at,
        end,
        f"`{text}` in a replacement is text, not a group",
        label="would be put in as it is",
        why=r"groups are written with a backslash here: `\1`",
        hint=f"write `\\{group}`, in a raw string; for a literal dollar sign write `\\$`",
    )


def bad_reference(at: int, end: int) -> Malformed:
    return Malformed(
        at,
        end,
        r"a backslash in a replacement is `\0` to `\9`, `\\` or `\$`",
        label="means nothing",
        hint=r"what group 1 matched is `\1`, all of the match `\0`, a backslash `\\`",
    )


def no_group(at: int, end: int, groups: int) -> Malformed:
    has = f"{groups} group{'' if groups == 1 else 's'}" if groups else "no groups"
    return Malformed(
        at,
        end,
        "the pattern has no such group",
        label=f"it has {has}",
        why="groups count from 1, by their opening parentheses; 0 is all of the match",
        hint="put the part into `(…)`, or use a smaller number",
    )
