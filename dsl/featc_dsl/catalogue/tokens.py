"""Catalogue rows: strings and their parts as features by hashing (SEMANTICS.md#strings)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "strings"

_BUCKETS = (0, 2**31 - 2)

ROWS = (
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
