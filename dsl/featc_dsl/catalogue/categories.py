"""Catalogue rows: values as categories."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "categories"

ROWS = (
    Op(
        "cut",
        FAMILY,
        "The number of edges that are not above x: the band that x lies in, from 0.",
        overloads(
            ("cut.int64", "x: int64, const edges: edges_int[] -> int64", (0, 2**31 - 1)),
            ("cut.float64", "x: float64, const edges: edges_float[] -> int64?", (0, 2**31 - 1)),
        ),
        examples(("cut(250, [250, 500])", "1"), ("cut(0.5, [1.0]) ?? -1", "0")),
        nan="NaN lies in no band: null",
        edges="an x equal to an edge lies in the band above it",
    ),
    Op(
        "index_of",
        FAMILY,
        "The position of x in a literal table, or null where it is not there.",
        overloads(
            ("index_of.string", "x: string, const items: string[] -> int64?", (0, 2**31 - 1)),
            ("index_of.int64", "x: int64, const items: int64[] -> int64?", (0, 2**31 - 1)),
        ),
        examples(('index_of("UA", ["AA", "UA"]) ?? -1', "1"), ('index_of("", ["AA"]) ?? -1', "-1")),
        edges="an item written twice in the table is a diagnostic",
    ),
    Op(
        "one_hot",
        FAMILY,
        "A list with one bool for each item of a literal table: whether x is that item.",
        overloads(
            ("one_hot.string", "x: string, const items: string[] -> list<bool, items>"),
            ("one_hot.int64", "x: int64, const items: int64[] -> list<bool, items>"),
        ),
        examples(('float64(one_hot("b", ["a", "b"]))[1]', "1.0")),
        edges="an unseen value gives all false, null gives a null list: the two stay apart",
    ),
    Op(
        "hash_bucket",
        FAMILY,
        "A bucket in 0..buckets-1: XXH64 with seed 0, unsigned, modulo the number of buckets.",
        overloads(
            ("hash_bucket.string", "x: string, const buckets: buckets -> int64", (0, 2**31 - 2)),
            ("hash_bucket.int64", "x: int64, const buckets: buckets -> int64", (0, 2**31 - 2)),
        ),
        examples(('hash_bucket("", 4096)', "2457")),
        edges="of the UTF-8 bytes of a string, of the 8 little-endian bytes of an int64",
    ),
)
