"""Catalogue rows: values as categories."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "categories"

_CLOSED = 'const closed: side = "left"'

_MAPPED = tuple((key, value) for key in ("string", "int64") for value in ("int64", "float64", "bool", "string"))

ROWS = (
    Op(
        "cut",
        FAMILY,
        "The band that x lies in, from 0: how many edges are not above x; closed on the right, how many are below x.",
        overloads(
            ("cut.int64", f"x: int64, const edges: edges_int[], {_CLOSED} -> int64", (0, 2**31 - 1)),
            ("cut.float64", f"x: float64, const edges: edges_float[], {_CLOSED} -> int64?", (0, 2**31 - 1)),
        ),
        examples(
            ("cut(250, [250, 500])", "1"),
            ('cut(250, [250, 500], closed: "right")', "0"),
            ("cut(0.5, [1.0]) ?? -1", "0"),
        ),
        nan="NaN lies in no band: null",
        edges="an x equal to an edge lies in the band above it; closed on the right, in the band below it",
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
        "multi_hot",
        FAMILY,
        "A list with one bool for each item of a literal table: whether the list has that item.",
        overloads(
            ("multi_hot.string", "x: list<string>, const items: string[] -> list<bool, items>"),
            ("multi_hot.int64", "x: list<int64>, const items: int64[] -> list<bool, items>"),
        ),
        examples(('float64(multi_hot(["b", "x"], ["a", "b"]))[1]', "1.0")),
        edges="unseen and null elements are no item, doubles count once; an empty list gives all false, null null",
    ),
    Op(
        "map",
        FAMILY,
        "The value of x in a literal map; of what is not there the default, or null.",
        overloads(
            *((f"map.{k}_{v}", f"x: {k}, const table: map<{k}, {v}> -> {v}?") for k, v in _MAPPED),
            *(
                (f"map_or.{k}_{v}", f"x: {k}, const table: map<{k}, {v}>, const default: {v} -> {v}")
                for k, v in _MAPPED
            ),
        ),
        examples(
            ('map("b", {"a": 1.5, "b": 2}) ?? 0', "2.0"),
            ('map("x", {"a": 1, "b": 2}, default: 0)', "0"),
            ('is_null(map("x", {"a": "first"}))', "true"),
        ),
        nan="a value is given as it stands in the map",
        edges="null gives null, whatever the default; a key written twice is a diagnostic; no keys are not allowed",
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
