"""Catalogue rows: case, normalisation, trimming and classes of code points (SEMANTICS.md#strings)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "strings"


def _trim(name: str, where: str, *pairs: tuple[str, str]) -> Op:
    return Op(
        name,
        FAMILY,
        f"The string without white space {where} (the pinned Unicode property White_Space), or without the code points "
        "of a set.",
        overloads(
            (f"{name}.string", "x: string -> string"),
            (f"{name}_characters.string", "x: string, characters: string -> string"),
        ),
        examples(*pairs),
        data="unicode",
        edges="the zero-width space U+200B and the controls U+001C..U+001F are not White_Space; the set is the code "
        "points of `characters` in any order, and an empty one removes nothing",
    )


def _test(name: str, doc: str, *pairs: tuple[str, str], edges: str = "") -> Op:
    return Op(
        name,
        FAMILY,
        doc,
        overloads((f"{name}.string", "x: string -> bool")),
        examples(*pairs),
        data="" if name == "is_ascii" else "unicode",
        edges="; ".join(filter(None, ("the empty string gives false", edges))),
    )


ROWS = (
    Op(
        "lower",
        FAMILY,
        "Lower case, by the pinned Unicode full case mapping without locale and without context.",
        overloads(("lower.string", "x: string -> string")),
        examples(('lower("ÀB")', '"àb"')),
        data="unicode",
        edges="capital sigma becomes σ at the end of a word too; İ becomes i and a combining dot",
    ),
    Op(
        "upper",
        FAMILY,
        "Upper case, by the pinned Unicode full case mapping without locale.",
        overloads(("upper.string", "x: string -> string")),
        examples(('upper("straße")', '"STRASSE"')),
        data="unicode",
        edges="one code point may become several",
    ),
    Op(
        "casefold",
        FAMILY,
        "For comparing without regard to case: the pinned Unicode full case folding without its Turkic records.",
        overloads(("casefold.string", "x: string -> string")),
        examples(('casefold("Straße")', '"strasse"'), ('casefold("ΟΣ") == casefold("ος")', "true")),
        data="unicode",
        edges="what it gives need not be in Normalization Form C, though x is",
    ),
    Op(
        "nfc",
        FAMILY,
        "Normalization Form C: letters and their marks composed as far as the pinned Unicode version composes them.",
        overloads(("nfc.string", "x: string -> string")),
        examples(('length(nfc("e\\u{301}"))', "1"), ('nfc("\\u{212b}") == "Å"', "true")),
        data="unicode",
        edges="only what is canonically equal is put together: ﬁ and ² stay",
    ),
    _trim("trim", "at both ends", ('trim("  a b ")', '"a b"'), ('trim("--a-b-", "-")', '"a-b"')),
    _trim("trim_start", "at the start", ('trim_start("  a b ")', '"a b "'), ('trim_start("0042", "0")', '"42"')),
    _trim("trim_end", "at the end", ('trim_end("  a b ")', '"  a b"'), ('trim_end("1.50", "0")', '"1.5"')),
    _test(
        "is_alpha",
        "Whether every code point is a letter: of a pinned general category L….",
        ('is_alpha("né")', "true"),
        edges="a combining mark is no letter",
    ),
    _test(
        "is_digit",
        "Whether every code point is a decimal digit: of the pinned general category Nd.",
        ('is_digit("2013")', "true"),
        ('is_digit("-1")', "false"),
        edges="digits of every script, so that `parse_int` need not read it; ² and ½ are none",
    ),
    _test(
        "is_alnum",
        "Whether every code point is a letter or a decimal digit: of a pinned general category L… or Nd.",
        ('is_alnum("N14228")', "true"),
    ),
    _test(
        "is_space",
        "Whether every code point is white space: of the pinned property White_Space.",
        ('is_space(" \\t")', "true"),
    ),
    _test(
        "is_upper",
        "Whether the string has a code point in upper case and none in lower or title case.",
        ('is_upper("FREE OFFER!")', "true"),
        ('is_upper("Free")', "false"),
        edges="by the pinned properties Uppercase and Lowercase and the general category Lt; other code points do not "
        "count",
    ),
    _test(
        "is_lower",
        "Whether the string has a code point in lower case and none in upper or title case.",
        ('is_lower("a-1")', "true"),
        ('is_lower("1")', "false"),
        edges="by the pinned properties Uppercase and Lowercase and the general category Lt; other code points do not "
        "count",
    ),
    _test("is_ascii", "Whether every code point is below U+0080.", ('is_ascii("abc")', "true")),
    Op(
        "string",
        FAMILY,
        "The text of an integer or of a bool.",
        overloads(("string.int64", "x: int64 -> string"), ("string.bool", "x: bool -> string")),
        examples(("string(-42)", '"-42"'), ("string(1 < 2)", '"true"')),
        edges="decimal digits without leading zeros, - before a negative number; true or false",
    ),
)
