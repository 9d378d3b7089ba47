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
        "byte_length",
        FAMILY,
        "How many bytes the string has in UTF-8.",
        overloads(("byte_length.string", "x: string -> int64", (0, 4 * (2**31 - 1)))),
        examples(('byte_length("né")', "3")),
        edges="one to four for each code point",
    ),
    Op(
        "concat",
        FAMILY,
        "The strings one after the other.",
        overloads(("concat.string", "*x: string -> string")),
        examples(('concat("JFK", "-", "LAX")', '"JFK-LAX"')),
        edges="as `+`: nothing is put between them",
    ),
    _test("contains", "part", "Whether part stands anywhere in x.", ('contains("abc", "bc")', "true")),
    _test("starts_with", "prefix", "Whether x begins with prefix.", ('starts_with("abc", "ab")', "true")),
    _test("ends_with", "suffix", "Whether x ends with suffix.", ('ends_with("abc", "bc")', "true")),
    Op(
        "find",
        FAMILY,
        "The first position at which part stands in x, counted in code points from 0.",
        overloads(("find.string", "x: string, part: string -> int64?", (0, 2**31 - 1))),
        examples(('find("banana", "an") ?? -1', "1"), ('find("banana", "x") ?? -1', "-1")),
        edges="null where it stands nowhere; the empty string stands at 0 in every string",
    ),
    Op(
        "count_matches",
        FAMILY,
        "How many times part stands in x, found from the left without overlap.",
        overloads(("count_matches.string", "x: string, part: string -> int64", (0, 2**31 - 1))),
        examples(('count_matches("banana", "an")', "2"), ('count_matches("aaa", "aa")', "1")),
        edges="as many as `replace` replaces: none of an empty part",
    ),
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
        "left",
        FAMILY,
        "The first n code points; of a negative n, all but the last -n.",
        overloads(("left.string", "x: string, n: int64 -> string")),
        examples(('left("flight", 2)', '"fl"'), ('left("flight", -2)', '"flig"')),
        edges="the whole string where it has no more than n",
    ),
    Op(
        "right",
        FAMILY,
        "The last n code points; of a negative n, all but the first -n.",
        overloads(("right.string", "x: string, n: int64 -> string")),
        examples(('right("flight", 2)', '"ht"'), ('right("flight", -2)', '"ight"')),
        edges="the whole string where it has no more than n; of 0, the empty string",
    ),
    Op(
        "reverse",
        FAMILY,
        "The code points in the opposite order.",
        overloads(("reverse.string", "x: string -> string")),
        examples(('reverse("flight")', '"thgilf"')),
        edges="a combining mark comes to stand before its letter",
    ),
    Op(
        "repeat",
        FAMILY,
        "The string so many times, one after the other.",
        overloads(("repeat.string", "x: string, const count: repeats -> string")),
        examples(('repeat("ab", 3)', '"ababab"')),
        edges="of 0, the empty string",
    ),
    Op(
        "pad_start",
        FAMILY,
        "x with fill before it as often as it takes to have width code points.",
        overloads(("pad_start.string", 'x: string, const width: repeats, const fill: string = " " -> string')),
        examples(('pad_start("7", 3, fill: "0")', '"007"'), ('pad_start("7", 6, fill: "ab")', '"ababa7"')),
        edges="a fill is begun anew each time and the last one cut off; a longer x stays; an empty fill adds nothing",
    ),
    Op(
        "pad_end",
        FAMILY,
        "x with fill behind it as often as it takes to have width code points.",
        overloads(("pad_end.string", 'x: string, const width: repeats, const fill: string = " " -> string')),
        examples(('pad_end("ab", 4)', '"ab  "'), ('pad_end("7", 6, fill: "ab")', '"7ababa"')),
        edges="the last fill is cut off where it is too long; a longer x stays; an empty fill adds nothing",
    ),
    Op(
        "replace",
        FAMILY,
        "x with every part equal to old, found from the left without overlap, replaced by new.",
        overloads(("replace.string", "x: string, old: string, new: string -> string")),
        examples(('replace("a-b-c", "-", "+")', '"a+b+c"')),
        edges="an empty old changes nothing; a result longer than x is cut off after 1,048,576 code points",
    ),
    Op(
        "translate",
        FAMILY,
        "x with every code point that is in from replaced by the one at the same position in to.",
        overloads(("translate.string", "x: string, const from: string, const to: string -> string")),
        examples(('translate("01/02", "/0", "-")', '"1-2"')),
        edges="without one at that position it is removed; of a code point twice in from the first counts; what to has "
        "beyond from is not used",
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
