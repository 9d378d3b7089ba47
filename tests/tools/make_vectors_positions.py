"""Writes the vectors of strings by position and of hashes of two values. Knows the rules, nothing of featc's code.

Run by hand: ``python tests/tools/make_vectors_positions.py``; the files are checked in. The oracles: plain algorithms
on lists of code points, and XXH64 as the package xxhash has it.
"""

from __future__ import annotations

import itertools
import struct

import xxhash
from make_vectors_strings import (
    CODE_POINTS,
    EDGE,
    FAMILY_EMOJI,
    INT_MAX,
    INT_MIN,
    POSITIONS,
    TEXTS,
    found,
    joined,
    parts,
    points,
    write,
)


def searching() -> None:
    """`find`, `count_matches`."""
    needles = (
        "",
        "a",
        "aa",
        "ab",
        "ba",
        "aba",
        "-",
        "é",
        "\u0301",
        "Σ",
        "\u200d",
        "\x00",
        "\U0010ffff",
        "\U0001f468",
        "TT",
    )
    hay = (*TEXTS[::2], "aaaaaaa", "abababab", "banana", "aabaab", "-a--a-", f"{FAMILY_EMOJI}{FAMILY_EMOJI}", "ttTT")
    ends = [(t, p) for t in TEXTS for n in (1, 2, 3) for p in (t[:n], t[-n:])]
    pairs = [*itertools.product(hay, needles), *ends, ("a", "abc"), ("né", "ne\u0301"), ("ne\u0301", "né")]
    pairs += [(None, "a"), ("a", None), (None, None), (None, "")]

    def find(x: str, part: str) -> int | None:
        at = found(points(x), points(part))
        return at if at >= 0 else None

    write("find.string", CODE_POINTS, find, pairs)
    write("count_matches.string", CODE_POINTS, lambda x, part: len(parts(x, part)) - 1, pairs)


def cutting() -> None:
    """`left`, `right`, `reverse`, `byte_length`, `concat`, `translate`."""
    texts = ("", "a", "flight", "né\u0301", FAMILY_EMOJI, "\U0010ffff\x00z", *EDGE[::3])
    counts = (*POSITIONS, 4, 5, -4, -5, 6, -6)
    calls = [*itertools.product(texts, counts), (None, 0), ("a", None), (None, None)]

    def left(x: str, n: int) -> str:
        p = points(x)
        return joined(c for i, c in enumerate(p) if (i < n if n >= 0 else i - len(p) < n))

    def right(x: str, n: int) -> str:
        p = points(x)
        return joined(c for i, c in enumerate(p) if (i - len(p) >= -n if n >= 0 else i >= -n))

    write("left.string", CODE_POINTS, left, calls)
    write("right.string", CODE_POINTS, right, calls)
    ends = [chr(c) for c in (0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0xD7FF, 0xE000, 0x10FFFF)]
    alone = [(t,) for t in (*TEXTS, *ends, *(f"{c}a{c}" for c in ends), *(t * 20 for t in TEXTS), None)]
    write("reverse.string", CODE_POINTS, lambda x: joined(points(x)[::-1]), alone)
    write("byte_length.string", "the length of the encoder's UTF-8", lambda x: len(x.encode("utf-8")), alone)
    pairs = [*itertools.product(TEXTS[::3], TEXTS[::5]), (None, "a"), ("a", None), (None, None)]
    pairs += [("e", "\u0301"), ("\U0001f1e9", "\U0001f1ea"), ("a" * 100, "é")]
    write("concat.string", CODE_POINTS, lambda x, y: joined([*points(x), *points(y)]), pairs)

    tables = [("", ""), ("", "x"), ("a", "b"), ("ab", "ba"), ("-@", ""), ("aa", "xy"), ("abc", "x"), ("a", "xyz")]
    tables += [("é\u0301", "e"), ("\x00\U0010ffff", "\U0010ffff\x00"), ("0123456789", "9876543210"), ("\u200d", "+")]

    def translate(x: str, letters: str, others: str) -> str:
        table = dict(reversed([*itertools.zip_longest(points(letters), points(others)[: len(letters)])]))
        return joined(p for c in points(x) if (p := table.get(c, c)) is not None)

    calls = [(x, *table) for table in tables for x in (*TEXTS, None)]
    write("translate.string", CODE_POINTS, translate, calls, consts=2)


def octets(*values: int | str) -> bytes:
    """Values one behind the other: an int64 as 8 bytes, a string behind its length."""
    data = b""
    for value in values:
        if isinstance(value, int):
            data += struct.pack("<q", value)
        else:
            data += struct.pack("<Q", len(value.encode())) + value.encode()
    return data


def crossing() -> None:
    """`cross`."""
    texts = (*TEXTS[::4], "a", "bc", "ab", "c", "", "\x00", "x" * 15, "x" * 16, "x" * 17, "é" * 40)
    powers = [s * 2**k + d for k in range(0, 63, 9) for s in (1, -1) for d in (0, 1)]
    ints = (0, 1, -1, INT_MAX, INT_MIN, *powers)
    kinds = {"string": (texts, texts), "string_int64": (texts[::2], ints), "int64_string": (ints, texts[::2])}
    for name, (left, right) in {**kinds, "int64": (ints, ints)}.items():
        pairs = [*itertools.product(left, right)]
        calls = [(x, y, (4096, 7, 2**31 - 1)[i % 3]) for i, (x, y) in enumerate(pairs)]
        calls += [(x, y, n) for x, y in pairs[:3] for n in (1, 2, 1000)]
        calls += [(None, right[0], 16), (left[0], None, 16), (None, None, 16)]
        bucket = lambda x, y, n: xxhash.xxh64_intdigest(octets(x, y)) % n  # noqa: E731
        write(f"cross.{name}", f"xxhash {xxhash.VERSION}", bucket, calls, consts=1)


def main() -> None:
    searching()
    cutting()
    crossing()


if __name__ == "__main__":
    main()
