"""Writes the vectors of lists of strings and of n-grams, and of padding. Knows the rules, nothing of featc's code.

Run by hand: ``python tests/tools/make_vectors_tokens.py``; the files are checked in. The oracles: plain algorithms on
lists of code points, DerivedGeneralCategory.txt for what a token is, the package xxhash, `fractions`, sets of Python.
"""

from __future__ import annotations

import collections
import itertools
import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import xxhash
from make_vectors_characters import category, near, within
from make_vectors_positions import octets
from make_vectors_strings import CODE_POINTS, FAMILY_EMOJI, TEXTS, joined, parts, points, write

HASHES = f"xxhash {xxhash.VERSION}"
List = tuple[str | None, ...] | None


def padding() -> None:
    """`repeat`, `pad_start`, `pad_end`."""
    texts = (*TEXTS, FAMILY_EMOJI * 2, "x" * 33)
    calls = [(t, n) for t in texts for n in (0, 1, 2, 5)] + [("", 1000), ("é", 1000), ("ab", 999), (None, 2)]
    write("repeat.string", CODE_POINTS, lambda x, n: joined(points(x) * n), calls, consts=1)
    fills = (" ", "0", "ab", "", "é\u0301", "\U0001f600", "abcdefghijkl", "\x00")
    calls = [(t, w, f) for i, t in enumerate(texts) for w in (0, 1, 4, 9) for f in (fills[i % 8], fills[(i + 3) % 8])]
    calls += [("", w, f) for w in (0, 1, 3, 1000) for f in fills] + [("é" * n, 5, "ab") for n in range(8)]
    calls += [(None, 3, " ")]

    def fill(x: str, width: int, text: str) -> str:
        return joined(c for c, _ in zip(itertools.cycle(points(text)), range(width - len(points(x))), strict=False))

    write("pad_start.string", CODE_POINTS, lambda x, width, text: fill(x, width, text) + x, calls, consts=2)
    write("pad_end.string", CODE_POINTS, lambda x, width, text: x + fill(x, width, text), calls, consts=2)


def splitting(rng: random.Random) -> None:
    """`split`, `tokens`."""
    cut_up = (
        "a-b-c",
        "",
        "-",
        "--",
        "a--b",
        "aaaaa",
        "é-\u0301-é",
        FAMILY_EMOJI,
        "x\x00y",
        "abcabc",
        "a,b, c,,",
        *TEXTS[::3],
    )
    calls = [
        *itertools.product((*cut_up, *TEXTS[::3]), ("-", "aa", "", "\u200d", "\x00", ",", "abc", "a-b-c-d"), (1, 2, 9))
    ]
    calls += [("-" * 70, "-", 64), ("-" * 70, "-", 65_535), (None, "-", 3), ("a-b", None, 3), (None, None, 3)]
    write("split.string", CODE_POINTS, lambda x, separator, limit: parts(x, separator)[:limit], calls, consts=1)

    runs = category("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No")

    def tokens(x: str, limit: int) -> list[str]:
        groups = itertools.groupby(points(x), lambda c: within(c, runs))
        return [joined(group) for inside, group in groups if inside][:limit]

    kinds = [
        "A",
        "b",
        "ǅ",
        "1",
        "٣",
        "²",
        "Ⅷ",
        "ʰ",
        "日",
        "\u0301",
        "\u093f",
        "\u20dd",
        "-",
        " ",
        "_",
        "'",
        "’",
        "\u200d",
        "😀",
    ]
    kinds += ["\u0378", "\x00", "\u3000", "\u00ad", "€", "\ufeff", "\U000e0100"]
    texts = [
        *TEXTS,
        "Free, 2-day shipping!",
        "don't",
        "snake_case x1",
        "हिन्दी में",
        "e\u0301te\u0301",
        "a.b@c.de",
        "3.14",
    ]
    texts += ["".join(pair) for pair in itertools.product(kinds, ("a", "-"), kinds)][::7]
    texts += ["".join(rng.choices(kinds, k=rng.randint(3, 12))) for _ in range(80)]
    texts += [f"x{c}y" for c in near(runs, 23)]
    calls = [(t, limit) for i, t in enumerate(texts) for limit in ((64, 2, 1)[i % 3], 64)]
    calls += [("a " * 70, 65), ("", 1), (None, 8)]
    write("tokens.string", "Unicode 15.0.0: DerivedGeneralCategory.txt", tokens, calls, consts=1)


LISTS: tuple[tuple[str, List], ...] = (
    ("list<string, ..8>", ()),
    ("list<string, ..8>", ("",)),
    ("list<string, ..8>", ("a",)),
    ("list<string, ..8>", ("a", "b")),
    ("list<string, ..8>", ("b", "a")),
    ("list<string, ..8>", ("a", "b", "a")),
    ("list<string, ..8>", ("a", "bc")),
    ("list<string, ..8>", ("ab", "c")),
    ("list<string, ..8>", ("", "abc")),
    ("list<string, ..8>", ("abc", "")),
    ("list<string, ..8>", ("", "", "")),
    ("list<string, ..8>", ("né", "ne\u0301", "NÉ", "né")),
    ("list<string, ..8>", (FAMILY_EMOJI, "\x00", "\U0010ffff", "\x00\x00")),
    ("list<string, ..8>", tuple("abcdefgh")),
    ("list<string, ..8>", tuple("aaaaaaaa")),
    ("list<string, ..8>", ("x" * 15, "x" * 16, "x" * 17)),
    ("list<string, ..8>", None),
    ("list<string?, ..8>", ()),
    ("list<string?, ..8>", ("a", "b", "c")),
    ("list<string?, ..8>", (None,)),
    ("list<string?, ..8>", ("a", None, "b")),
    ("list<string?, ..8>", ("a", "")),
    ("list<string?, ..8>", None),
    ("list<string, 1>", ("a",)),
    ("list<string, 3>", ("a", "b", "a")),
    ("list<string, 3>", ("b", "c", "d")),
    ("list<string, 3>", None),
    ("list<string?, 2>", ("a", "b")),
    ("list<string?, 2>", (None, "a")),
    ("list<string?, 2>", (None, None)),
)


def whole(*lists: List) -> bool:
    return all(x is not None and None not in x for x in lists)


def joining() -> None:
    """`join`."""
    separators = ("", "-", ", ", "é\u0301", "\x00")
    calls = [(t, x, s) for t, x in LISTS for s in separators] + [("list<string, ..300>", ("é",) * 300, "-")]
    join = lambda x, s: "".join([x[0], *(s + y for y in x[1:])]) if x else ""  # noqa: E731
    write_lists("join.string", CODE_POINTS, calls, 1, join)


def write_lists(op: str, oracle: str, calls: Sequence[tuple[Any, ...]], lists: int, function: Any) -> None:
    """Vectors of calls that begin with the types of their lists, before the lists and the consts."""
    types = iter([call[:lists] for call in calls])
    write(
        op,
        oracle,
        lambda *args: function(*args) if whole(*args[:lists]) else None,
        [call[lists:] for call in calls],
        consts=len(calls[0]) - 2 * lists,
        types=lambda _: next(types),
    )


def counted(hashes: list[int], buckets: int) -> list[int]:
    found = collections.Counter(h % buckets for h in hashes)
    return [found[i] for i in range(buckets)]


def ngrams() -> None:
    """`char_ngrams`, `token_ngrams`."""
    texts = (*TEXTS, "abab", "a" * 40, "é" * 40, "mississippi")
    grams = [(1, 4), (2, 8), (3, 16), (5, 7), (32, 3), (2, 1)]
    calls = [(t, *gram) for i, t in enumerate(texts) for gram in (grams[i % 6], grams[(i + 1) % 6])]
    calls += [
        ("mississippi", 2, 1024),
        ("", 1, 4),
        (None, 2, 4),
        ("x" * 33, 32, 2),
        ("x" * 32, 32, 2),
        ("x" * 31, 32, 2),
    ]

    def characters(x: str, n: int, buckets: int) -> list[int]:
        p = points(x)
        runs = [joined(p[i : i + n]) for i in range(len(p)) if i + n <= len(p)]
        return counted([xxhash.xxh64_intdigest(run.encode()) for run in runs], buckets)

    write("char_ngrams.string", HASHES, characters, calls, consts=2)

    def of_tokens(x: tuple[str, ...], n: int, buckets: int) -> list[int]:
        runs = [x[i : i + n] for i in range(len(x)) if i + n <= len(x)]
        return counted([xxhash.xxh64_intdigest(octets(*run)) for run in runs], buckets)

    lists = [(t, x, *gram) for t, x in LISTS for gram in ((1, 8), (2, 5), (3, 16), (8, 4), (9, 2), (2, 1))]
    lists += [("list<string, ..8>", ("a", "b"), 2, 1024), ("list<string, ..300>", ("a", "b", "c") * 100, 3, 32)]
    write_lists("token_ngrams.string", HASHES, lists, 1, of_tokens)


def comparing() -> None:
    """`overlap`, `jaccard`."""
    pairs = [(s, t, x, y) for (s, x), (t, y) in itertools.product(LISTS, LISTS)]
    many = tuple(f"t{i}" for i in range(97))
    pairs += [("list<string, ..97>",) * 2 + (many[:n], many[m:]) for n in (0, 1, 41, 97) for m in (0, 7, 60, 96)]

    def jaccard(x: tuple[str, ...], y: tuple[str, ...]) -> float | None:
        either = {*x} | {*y}
        return float(Fraction(len({*x} & {*y}), len(either))) if either else None

    write_lists("overlap.string", "sets of Python", pairs, 2, lambda x, y: len({*x} & {*y}))
    write_lists("jaccard.string", "sets and fractions of Python", pairs, 2, jaccard)


def main() -> None:
    padding()
    splitting(random.Random(20221005))
    joining()
    ngrams()
    comparing()


if __name__ == "__main__":
    main()
