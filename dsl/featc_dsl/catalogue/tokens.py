"""Catalogue rows: strings and their parts as features by hashing (SEMANTICS.md#strings)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "strings"

_BUCKETS = (0, 2**31 - 2)

ROWS = (
    Op(
        "split",
        FAMILY,
        "The parts of x between the separators: the first ones, at most limit.",
        overloads(("split.string", "x: string, separator: string, const limit: limit -> list<string, ..limit>")),
        examples(
            ('join(split("a,b,,c", ",", limit: 8), "|")', '"a|b||c"'), ('length(split("a,b", ",", limit: 1))', "1")
        ),
        edges="as `split_part` numbers them, so that the empty string has one part; an empty separator leaves x as the "
        "one part; parts beyond the limit are dropped",
    ),
    Op(
        "tokens",
        FAMILY,
        "The words and numbers of x: the first of its longest runs of letters, marks and digits (the pinned general "
        "categories L…, M…, N…), at most limit.",
        overloads(("tokens.string", "x: string, const limit: limit -> list<string, ..limit>")),
        examples(('join(tokens("Free, 2-day shipping!", limit: 8), "|")', '"Free|2|day|shipping"')),
        data="unicode",
        edges="case stays as it is; an apostrophe, a hyphen and _ separate; runs beyond the limit are dropped",
    ),
    Op(
        "join",
        FAMILY,
        "The strings of a list one after the other, with separator between them.",
        overloads(("join.string", "x: list<string>, const separator: string -> string ?holes")),
        examples(('join(["a", "", "b"], "-")', '"a--b"')),
        edges="of the empty list, the empty string; null where an element is null",
    ),
    Op(
        "char_ngrams",
        FAMILY,
        "How many of the runs of n code points of x fall into each bucket, by the XXH64 of the run.",
        overloads(
            (
                "char_ngrams.string",
                "x: string, const n: gram, const buckets: slots -> list<int64, buckets>",
                (0, 2**31 - 1),
            )
        ),
        examples(('char_ngrams("abab", 2, buckets: 4)', "[0, 2, 1, 0]")),
        edges="a run is hashed as `hash_bucket` hashes a string; of a string with fewer than n, all 0",
    ),
    Op(
        "token_ngrams",
        FAMILY,
        "How many of the runs of n strings of a list fall into each bucket, by the XXH64 of the run.",
        overloads(
            (
                "token_ngrams.string",
                "x: list<string>, const n: gram, const buckets: slots -> list<int64, buckets> ?holes",
                (0, 65_535),
            )
        ),
        examples(('token_ngrams(["a", "bc", "a"], 1, buckets: 4)', "[0, 0, 1, 2]")),
        edges='each string of a run is hashed as `cross` does, so that ("a", "bc") and ("ab", "c") are two; of a '
        "list with fewer than n, all 0; null where an element is null",
    ),
    Op(
        "overlap",
        FAMILY,
        "How many different strings are in both lists.",
        overloads(("overlap.string", "x: list<string>, y: list<string> -> int64 ?holes", (0, 65_535))),
        examples(('overlap(["a", "b", "b"], ["b", "b", "c"])', "1")),
        edges="0 where a list is empty; null where an element is null",
    ),
    Op(
        "jaccard",
        FAMILY,
        "How many different strings are in both lists, divided by how many are in either.",
        overloads(("jaccard.string", "x: list<string>, y: list<string> -> float64 ?empty")),
        examples(('jaccard(["a", "b", "b"], ["b", "c"])', "0.3333333333333333")),
        edges="exact numbers, divided once; null where both lists are empty, and where an element is null",
    ),
    Op(
        "cross",
        FAMILY,
        "A bucket in 0..buckets-1 for two values together: XXH64 with seed 0 of both, unsigned, modulo the number of "
        "buckets.",
        overloads(
            ("cross.string", "x: string, y: string, const buckets: buckets -> int64", _BUCKETS),
            ("cross.string_int64", "x: string, y: int64, const buckets: buckets -> int64", _BUCKETS),
            ("cross.int64_string", "x: int64, y: string, const buckets: buckets -> int64", _BUCKETS),
            ("cross.int64", "x: int64, y: int64, const buckets: buckets -> int64", _BUCKETS),
        ),
        examples(('cross("a", "bc", buckets: 4096)', "269"), ('cross("ab", "c", buckets: 4096)', "1334")),
        edges="a string is its length in UTF-8 bytes as 8 little-endian bytes and then those bytes, so that "
        '("a", "bc") and ("ab", "c") are two; an int64 is its 8 little-endian bytes',
    ),
)
