"""Writes the vectors of what is done to code points one by one. Knows the published rules, nothing of featc's code.

Run by hand: ``python tests/tools/make_vectors_characters.py``; the files are checked in. The oracles are files of the
Unicode Character Database (Debian's package `unicode-data`) that say what is asked directly: NormalizationTest.txt,
CaseFolding.txt, extracted/DerivedGeneralCategory.txt, DerivedCoreProperties.txt, PropList.txt.
"""

from __future__ import annotations

import bz2
import itertools
import random
from collections.abc import Callable, Iterator
from functools import cache

from make_vectors_strings import (
    BASIC,
    INT_MAX,
    INT_MIN,
    TEXTS,
    UCD,
    characters,
    joined,
    points,
    records,
    white,
    write,
)

Spans = list[tuple[int, int]]


@cache
def having(name: str, value: str) -> Spans:
    """The spans of code points that a file gives a value, as it lists them."""
    found = []
    for span, *values in records(name):
        if values[0] == value:
            ends = [int(h, 16) for h in span.split("..")]
            found.append((ends[0], ends[-1]))
    return found


def category(*names: str) -> Spans:
    """The spans of code points of some general categories."""
    return [span for name in names for span in having("extracted/DerivedGeneralCategory.txt", name)]


def within(c: int, spans: Spans) -> bool:
    return any(first <= c <= last for first, last in spans)


LETTER = ("Lu", "Ll", "Lt", "Lm", "Lo")


def every(spans: Spans) -> Callable[[str], bool]:
    return lambda x: len(x) > 0 and all(within(c, spans) for c in points(x))


def cased(yes: str, no: str) -> Callable[[str], bool]:
    """Whether one at least has a property and none the other, nor is in title case."""
    file = "DerivedCoreProperties.txt"
    return lambda x: (
        any(within(c, having(file, yes)) for c in points(x))
        and not any(within(c, having(file, no)) or within(c, category("Lt")) for c in points(x))
    )


def near(spans: Spans, step: int) -> Iterator[str]:
    """The ends of some spans and the code points beside them."""
    for first, last in sorted(spans)[::step]:
        for c in (first - 1, first, last, last + 1):
            if 0 <= c < 0x110000 and not 0xD800 <= c < 0xE000:
                yield chr(c)


def classes(rng: random.Random) -> None:
    """`is_alpha` and its like."""
    properties = [*having("DerivedCoreProperties.txt", "Uppercase"), *having("DerivedCoreProperties.txt", "Lowercase")]
    tests: dict[str, tuple[str, Callable[[str], bool], list[str]]] = {
        "alpha": ("DerivedGeneralCategory.txt", every(category(*LETTER)), [*near(category(*LETTER), 9)]),
        "digit": ("DerivedGeneralCategory.txt", every(category("Nd")), [*near(category("Nd", "No", "Nl"), 2)]),
        "alnum": ("DerivedGeneralCategory.txt", every(category(*LETTER, "Nd")), [*near(category(*LETTER, "Nd"), 9)]),
        "space": ("PropList.txt", every([(c, c) for c in white()]), [*near([(c, c) for c in white()], 1)]),
        "upper": ("DerivedCoreProperties.txt", cased("Uppercase", "Lowercase"), [*near(properties, 17)]),
        "lower": ("DerivedCoreProperties.txt", cased("Lowercase", "Uppercase"), [*near(properties, 17)]),
        "ascii": ("code points", lambda x: len(x) > 0 and max(points(x)) < 128, ["\x7f", "\x80", "\U0010ffff"]),
    }
    ascii_points = [chr(c) for c in range(128)]
    kinds = [
        "A",
        "b",
        "ǅ",
        "1",
        "٣",
        "²",
        "Ⅷ",
        "ⅷ",
        "ª",
        "Ⓐ",
        "ʰ",
        "日",
        "\u0301",
        "-",
        " ",
        "\u3000",
        "\x1c",
        "😀",
        "\u0378",
    ]
    for name, (file, test, letters) in tests.items():
        mixed = ["".join(pair) for pair in itertools.product(kinds, kinds)]
        mixed += ["".join(rng.choices(kinds, k=rng.randint(3, 8))) for _ in range(40)]
        mixed += ["".join(rng.choices(letters, k=rng.randint(2, 5))) for _ in range(40)]
        planes = ["𐐀", "𐐨", "𝟘", "𝔸", "𝕒", "𠀀", "😀", "\U0001e900", "\U000e0100", "\U0001f130"]
        mixed += ["".join(pair) for pair in itertools.product(planes, ("", "é", "É", "1", "-"))]
        words = [*TEXTS, *ascii_points, *kinds, *letters, *mixed, "हिन्दी", "ΑΒΓ", "АБВ", "straße", "FREE OFFER! 2"]
        write(f"is_{name}.string", f"Unicode 15.0.0: {file}", test, [(w,) for w in (*words, None)])


def case_folding() -> None:
    """`casefold`."""
    folds = {characters(r[0]): characters(r[2]) for r in records("CaseFolding.txt") if r[1] in ("C", "F")}
    several = [c for c, to in folds.items() if len(to) > 1]
    turkic = [characters(r[0]) for r in records("CaseFolding.txt") if r[1] == "T"]
    words = [*TEXTS, *several, *list(folds)[::9], *turkic, *(f"x{c}Y" for c in several), "Straße", "K", "ſ", "ς"]
    fold = lambda x: "".join(folds.get(c, c) for c in x)  # noqa: E731
    write("casefold.string", "Unicode 15.0.0: CaseFolding.txt", fold, [(w,) for w in (*words, None)])


def normalisation() -> None:
    """`nfc`: what NormalizationTest.txt says of its first, second and third column, and of its fourth and fifth."""
    part, number = "", 0
    steps = {"@Part0": 1, "@Part1": 60, "@Part2": 12, "@Part3": 1}
    known: dict[str, str] = {}
    with bz2.open(UCD / "NormalizationTest.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            content = line.partition("#")[0].strip()
            if content.startswith("@"):
                part, number = content, 0
            elif content:
                number += 1
                if number % steps[part] == 0:
                    c1, c2, c3, c4, c5 = (characters(field) for field in content.split(";")[:5])
                    known |= {c1: c2, c2: c2, c3: c2, c4: c4, c5: c4}
    ascii_texts = [t for t in BASIC if t.isascii()]
    known |= {t: t for t in ascii_texts}
    write("nfc.string", "Unicode 15.0.0: NormalizationTest.txt", known.__getitem__, [(x,) for x in known] + [(None,)])


def trimming() -> None:
    """`trim_start` and its like, with a set and without."""
    not_white = "\x1c\x1d\x1e\x1f\u180e\u200b\u200c\u2060\ufeff\x00"
    blanks = [*map(chr, sorted(white())), *not_white]
    texts = [*TEXTS, *(f for b in blanks for f in (b, f"{b}x", f"x{b}", f"{b} {b}x{b}y {b}"))]
    letters = (
        "",
        "a",
        "-",
        "ab",
        "ba",
        "x",
        " ",
        "\u0301",
        "é",
        "\U0010ffff",
        "a-\x00",
        "][^-",
        "\u200d\U0001f468",
        "0a",
    )
    cut_up = (
        *TEXTS[::2],
        "aabbaa",
        "abcabcdef",
        "[]^a^][",
        "0042.00",
        "--a--",
        "\U0001f468\u200d\U0001f468",
        "e\u0301\u0301",
    )
    pairs = [*itertools.product(cut_up, letters), (None, "a"), ("a", None), (None, None)]

    def cut(x: str, letters: set[int], start: bool, end: bool) -> str:
        p = points(x)
        first, last = 0, len(p)
        while start and first < last and p[first] in letters:
            first += 1
        while end and first < last and p[last - 1] in letters:
            last -= 1
        return joined(p[first:last])

    for name, start, end in (("trim", True, True), ("trim_start", True, False), ("trim_end", False, True)):
        if name != "trim":
            bare = lambda x, s=start, e=end: cut(x, set(white()), s, e)  # noqa: E731
            write(f"{name}.string", "Unicode 15.0.0: PropList.txt", bare, [(t,) for t in (*texts, None)])
        with_set = lambda x, letters, s=start, e=end: cut(x, set(points(letters)), s, e)  # noqa: E731
        write(f"{name}_characters.string", "plain algorithms on lists of code points (UTF-32)", with_set, pairs)


def texts_of_values(rng: random.Random) -> None:
    """`string`."""
    powers = [s * 10**k + d for k in range(19) for s in (1, -1) for d in (-1, 0, 1)]
    twos = [s * 2**k + d for k in range(0, 63, 2) for s in (1, -1) for d in (-1, 0)]
    random_ones = [rng.randint(INT_MIN, INT_MAX) >> rng.randint(0, 63) for _ in range(60)]
    ints = [0, INT_MIN, INT_MIN + 1, INT_MAX, *powers, *twos, *random_ones, None]
    write("string.int64", "% of Python", lambda x: "%d" % x, [(i,) for i in ints])  # noqa: UP031
    write("string.bool", "by hand", {True: "true", False: "false"}.__getitem__, [(True,), (False,), (None,)])


def main() -> None:
    rng = random.Random(20221004)
    classes(rng)
    case_folding()
    normalisation()
    trimming()
    texts_of_values(rng)


if __name__ == "__main__":
    main()
