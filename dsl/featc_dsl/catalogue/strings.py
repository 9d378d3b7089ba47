"""Catalogue rows: strings, as sequences of Unicode code points (SEMANTICS.md#strings)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "strings"


def _test(name: str, param: str, doc: str, *pairs: tuple[str, str]) -> Op:
    return Op(
        name,
        FAMILY,
        doc,
        overloads((f"{name}.string", f"x: string, {param}: string -> bool")),
        examples(*pairs),
        edges="every string has the empty one; no normalisation, no case folding",
    )


ROWS = (
    Op(
        "length",
        FAMILY,
        "How many code points the string has.",
        overloads(("length.string", "x: string -> int64", (0, 2**31 - 1))),
        examples(('length("né")', "2")),
        edges="a combining mark and an emoji's parts count one each",
    ),
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
        "trim",
        FAMILY,
        "The string without white space at both ends (the pinned Unicode property White_Space).",
        overloads(("trim.string", "x: string -> string")),
        examples(('trim("  a b ")', '"a b"')),
        data="unicode",
        edges="the zero-width space U+200B and the controls U+001C..U+001F are not White_Space",
    ),
    _test("contains", "part", "Whether part stands anywhere in x.", ('contains("abc", "bc")', "true")),
    _test("starts_with", "prefix", "Whether x begins with prefix.", ('starts_with("abc", "ab")', "true")),
    _test("ends_with", "suffix", "Whether x ends with suffix.", ('ends_with("abc", "bc")', "true")),
    Op(
        "slice",
        FAMILY,
        "The code points from position start up to, without, position stop (or to the end).",
        overloads(
            ("slice_from.string", "x: string, start: int64 -> string"),
            ("slice.string", "x: string, start: int64, stop: int64 -> string"),
        ),
        examples(('slice("flight", 1, 3)', '"li"'), ('slice("flight", -2)', '"ht"')),
        edges="a negative position counts from the end; positions outside are moved to the nearer end; "
        "start at or after stop gives the empty string",
    ),
    Op(
        "replace",
        FAMILY,
        "x with every part equal to old, found from the left without overlap, replaced by new.",
        overloads(("replace.string", "x: string, old: string, new: string -> string")),
        examples(('replace("a-b-c", "-", "+")', '"a+b+c"')),
        edges="an empty old changes nothing",
    ),
    Op(
        "split_part",
        FAMILY,
        "The part at a position, of the parts of x between the separators.",
        overloads(("split_part.string", "x: string, separator: string, index: int64 -> string?")),
        examples(('split_part("me@gmail.com", "@", 1) ?? ""', '"gmail.com"')),
        edges="a negative index counts from the end; an index with no part gives null; "
        "an empty separator leaves x as the one part",
    ),
)
