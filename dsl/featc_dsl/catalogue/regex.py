"""Catalogue rows: regular expressions (SEMANTICS.md#regex). The const of a pattern is its normal form."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "regex"

_LENGTHS = (0, 2**31 - 1)

ROWS = (
    Op(
        "matches",
        FAMILY,
        "Whether the pattern matches anywhere in x.",
        overloads(("matches.string", "x: string, const pattern: regex -> bool")),
        examples(('matches("AA-123", r"[0-9]{3}")', "true"), ('matches("AA-123", r"^[0-9-]+$")', "false")),
        edges="`^` and `$` make it the whole of x; `$` is the end only, never before a last newline; "
        "an empty pattern matches every string",
    ),
    Op(
        "regex_find",
        FAMILY,
        "The position of the first match of the pattern in x, null where there is none.",
        overloads(("regex_find.string", "x: string, const pattern: regex -> int64?", _LENGTHS)),
        examples(('regex_find("né42", r"\\d") ?? -1', "2"), ('regex_find("né", r"\\d") ?? -1', "-1")),
        edges="positions count code points from 0",
    ),
    Op(
        "extract",
        FAMILY,
        "What a group of the pattern matched in the first match in x; group 0 is all of the match.",
        overloads(("extract.string", "x: string, const pattern: regex, const group: group = 0 -> string?")),
        examples(
            ('extract("Firefox/128.0", r"([a-z]+)/(\\d+)", 2) ?? ""', '"128"'),
            ('extract("me@gmail.com", r"@.*") ?? ""', '"@gmail.com"'),
        ),
        edges="null where there is no match, or the group took no part in it; one in a loop has what it matched last",
    ),
    Op(
        "regex_replace",
        FAMILY,
        "x with every match of the pattern replaced, found from the left without overlap.",
        overloads(
            ("regex_replace.string", "x: string, const pattern: regex, const replacement: replacement -> string")
        ),
        examples(
            ('regex_replace("2013-10-09", r"(\\d+)-(\\d+)", r"\\2/\\1")', '"10/2013-09"'),
            ('regex_replace("abxd", "x*", "-")', '"-a-b-d-"'),
        ),
        edges=r"in the replacement `\0` is the match, `\1` to `\9` a group, `\\` a backslash, `\$` a dollar sign; "
        "an empty match at the end of the match before it is none",
    ),
    Op(
        "regex_count",
        FAMILY,
        "How many matches of the pattern x has, found from the left without overlap.",
        overloads(("regex_count.string", "x: string, const pattern: regex -> int64", (0, 2**31))),
        examples(('regex_count("a1b22c333", r"\\d+")', "3")),
        edges="an empty match at the end of the match before it is none; an empty pattern has one more than x's length",
    ),
)
