"""Writes the vectors of strings and lists. Knows the published rules, nothing of featc's code.

Run by hand: ``python tests/tools/make_vectors_strings.py``; the files are checked in. The oracles: the Unicode
Character Database's own files (Debian's package `unicode-data`) for case and white space, plain algorithms on lists of
code points for positions and parts.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "conformance"
UCD = Path("/usr/share/unicode")
INT_MIN, INT_MAX = -(2**63), 2**63 - 1

FAMILY_EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
BASIC = ("", "a", "B", "abc", "Hello, World", "  padded  ", "a-b-c", "me@gmail.com", "JFK-LAX", "0123456789")
EDGE = (
    "né",
    "ne\u0301",  # the same with a combining accent
    "straße",
    "ẞ",
    "İstanbul",
    "ısı",
    "ΑΣ",
    "ΣΑΣ Σ",
    "ος",
    "ǅǈǋ ǆ Ǆ",  # digraphs that have a title case
    "ﬀﬁ ŉ ǰ ΐ",
    "\U00010400\U00010428",  # Deseret, cased above the first plane
    FAMILY_EMOJI,
    "\U0001f1e9\U0001f1ea",  # a flag: two code points
    "x\x00y",
    "\x00",
    "\U0010ffff",
    "\ue000\uffff\U00010000",
    "日本語テキスト",
    "ᾳ ᾼ ᾈ",
    "aaaaaaa",
    "ababab",
    "\u2028line\u2029",
    "e\u0301e\u0301",
    "\ufeffbom",
)
TEXTS = (*BASIC, *EDGE)


def records(name: str) -> Iterable[list[str]]:
    """The records of a file of the database, fields without comments and blanks."""
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        if content := line.partition("#")[0].strip():
            yield [part.strip() for part in content.split(";")]


def characters(hexadecimal: str) -> str:
    return "".join(chr(int(h, 16)) for h in hexadecimal.split())


@cache
def special() -> dict[str, tuple[str, str]]:
    """Lower and upper case of the letters whose full mapping differs from the simple one, in any language."""
    rows = (r for r in records("SpecialCasing.txt") if len(r) == 5)  # a sixth field is a condition
    return {characters(r[0]): (characters(r[1]), characters(r[3])) for r in rows}


@cache
def simple() -> dict[str, tuple[str, str]]:
    """Lower and upper case of the letters that have a simple mapping."""
    rows = (r for r in records("UnicodeData.txt") if r[12] or r[13])
    return {characters(r[0]): (characters(r[13] or r[0]), characters(r[12] or r[0])) for r in rows}


def case(x: str, which: int) -> str:
    return "".join((special().get(c) or simple().get(c) or (c, c))[which] for c in x)


@cache
def white() -> frozenset[int]:
    """The code points with the property White_Space."""
    found: set[int] = set()
    for span, name in records("PropList.txt"):
        if name == "White_Space":
            ends = [int(h, 16) for h in span.split("..")]
            found.update(range(ends[0], ends[-1] + 1))
    return frozenset(found)


def points(x: str) -> list[int]:
    """The code points, by way of UTF-32."""
    data = x.encode("utf-32-le")
    return [int.from_bytes(data[i : i + 4], "little") for i in range(0, len(data), 4)]


def joined(code_points: Iterable[int]) -> str:
    return b"".join(p.to_bytes(4, "little") for p in code_points).decode("utf-32-le")


def trim(x: str) -> str:
    p = points(x)
    while p and p[0] in white():
        del p[0]
    while p and p[-1] in white():
        del p[-1]
    return joined(p)


def found(p: list[int], part: list[int], start: int = 0) -> int:
    """The first position of part from start on, or -1."""
    return next((i for i in range(start, len(p) - len(part) + 1) if p[i : i + len(part)] == part), -1)


def parts(x: str, separator: str) -> list[str]:
    p, sep, result, start = points(x), points(separator), [], 0
    while sep and (at := found(p, sep, start)) >= 0:
        result.append(joined(p[start:at]))
        start = at + len(sep)
    return [*result, joined(p[start:])]


def piece(x: str, start: int, stop: int = INT_MAX) -> str:
    p = points(x)
    first, last = (i + len(p) if i < 0 else i for i in (start, stop))
    return joined(c for i, c in enumerate(p) if first <= i < last)


def split_part(x: str, separator: str, index: int) -> str | None:
    numbered = dict(enumerate(parts(x, separator)))
    return numbered.get(index + len(numbered) if index < 0 else index)


Call = tuple[Any, ...]
CODE_POINTS = "plain algorithms on lists of code points (UTF-32)"


def encode(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in value]
    if isinstance(value, float):
        return value.hex()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def section(args: Call) -> str:
    flat = [v for a in args for v in (a if isinstance(a, (list, tuple)) else (a,))]
    if None in flat:
        return "null"
    if any(isinstance(v, float) and math.isnan(v) for v in flat):
        return "nan"
    if any(isinstance(v, int) and abs(v) >= INT_MAX for v in flat):
        return "overflow"
    strings = [v for v in flat if isinstance(v, str)]
    odd = any(isinstance(v, float) and (math.isinf(v) or v == 0 or abs(v) < 1e-300) for v in flat)
    return "edge" if odd or "" in strings or not all(s.isascii() for s in strings) else "basic"


def write(
    op: str,
    oracle: str,
    function: Callable[..., Any],
    calls: Iterable[Call],
    consts: int = 0,
    types: Callable[[Call], Sequence[str]] | None = None,
) -> None:
    """One file: every call once, null where an operand is null; the last ``consts`` arguments stay raw."""
    family = FAMILIES.get(op.partition(".")[0], "strings")
    lines: dict[str, None] = {json.dumps({"op": op, "oracle": oracle}): None}
    for args in calls:
        operands = args[: len(args) - consts]
        answer = None if None in operands else function(*args)
        raw = [list(c) if isinstance(c, tuple) else c for c in args[len(operands) :]]
        row = {"section": section(args), "args": [*encode(operands), *raw], "expect": encode(answer)}
        lines[json.dumps(row | ({"types": list(types(operands))} if types else {}))] = None
    path = FOLDER / family / f"{op}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="ascii")  # escaped: some readers end lines at U+2028 too


#: Of the operations that are not of the family of strings.
FAMILIES = {
    "element_at": "lists",
    "element": "lists",
}

POSITIONS = (0, 1, 2, 3, -1, -2, -3, 7, -7, 100, -100, INT_MAX, INT_MIN, INT_MIN + 1)


def strings() -> None:
    """The family of strings."""
    letters = [*special(), *list(simple())[::9], "\u0130\u0307", "I\u0307", "i\u0307"]
    words = [*TEXTS, *letters, *(f"x{c}Y" for c in special())]
    ucd = "Unicode 15.0.0: UnicodeData.txt and the records without condition of SpecialCasing.txt"
    write("lower.string", ucd, lambda x: case(x, 0), [(w,) for w in (*words, None)])
    write("upper.string", ucd, lambda x: case(x, 1), [(w,) for w in (*words, None)])
    not_white = "\x1c\x1d\x1e\x1f\u180e\u200b\u200c\u2060\ufeff\x00"
    blanks = [*map(chr, sorted(white())), *not_white]
    trimmed = [f for b in blanks for f in (b, f"{b}x", f"x{b}", f"{b} {b}x{b}y {b}")]
    write("trim.string", "Unicode 15.0.0: PropList.txt", trim, [(w,) for w in (*TEXTS, *trimmed, None)])
    longer = [t * n for t in TEXTS for n in (1, 2, 3, 50)]
    lengths = [(w,) for w in (*longer, None)]
    write("length.string", CODE_POINTS, lambda x: len(points(x)), lengths)

    few = ("", "a", "ab", "abc", "-", "é", "\u0301", "Σ", "\u200d", "\x00", "\U0010ffff", "aa", "C", "ß", "\U0001f469")
    ends = [(t, p) for t in TEXTS for n in (1, 2, 3) for p in (t[:n], t[-n:])]
    pairs = [*itertools.product(TEXTS[::3], few), *ends, (None, "a"), ("a", None), (None, None)]
    pairs += [("a", "abc"), ("\U00010000", "\ud7ff"), ("né", "ne\u0301"), ("ne\u0301", "né")]
    write("contains.string", CODE_POINTS, lambda x, p: found(points(x), points(p)) >= 0, pairs)
    write("starts_with.string", CODE_POINTS, lambda x, p: points(x)[: len(p)] == points(p), pairs)
    write("ends_with.string", CODE_POINTS, lambda x, p: points(x)[max(len(x) - len(p), 0) :] == points(p), pairs)

    sliced = ("", "a", "flight", "né\u0301", FAMILY_EMOJI, "\U0010ffff\x00z")
    nulls = [(None, 0), ("a", None)]
    write("slice_from.string", CODE_POINTS, piece, [*itertools.product((*sliced, *EDGE[::2]), POSITIONS), *nulls])
    ranges = [
        *itertools.product(sliced[2:5], (*POSITIONS[::2], -2), (*POSITIONS[::2], 3)),
        *((t, 0, 1) for t in TEXTS),
    ]
    nulls3 = [(None, 0, 1), ("abc", None, 1), ("abc", 0, None)]
    write("slice.string", CODE_POINTS, piece, [*ranges, ("", 0, 0), ("abc", 2, 1), *nulls3])

    needles = ("", "a", "aa", "ab", "-", "é", "\u0301", "\u200d", "\x00", "abc", "Σ", "\U0010ffff")
    news = ("", "+", "aba", "\U0001f600")
    replaced = [
        *itertools.product(TEXTS[3::4], needles, news[:2]),
        *itertools.product(("aaaaaaa", "a-b-c"), needles, news),
    ]
    nulls3 = [(None, "a", "b"), ("a", None, "b"), ("a", "b", None)]
    write("replace.string", CODE_POINTS, lambda x, a, b: b.join(parts(x, a)), [*replaced, *nulls3])
    cut_up = ("a-b-c", "", "--", "a--b", "aaaaa", "é-\u0301-é", f"{FAMILY_EMOJI}", "x\x00y", "abcabc")
    split = [*itertools.product(cut_up, ("-", "aa", "", "\u200d", "\x00"), (0, 1, 2, -1, -3, INT_MAX, INT_MIN))]
    nulls3 = [(None, "-", 0), ("a-b", None, 0), ("a-b", "-", None)]
    write("split_part.string", CODE_POINTS, split_part, [*split, ("me@gmail.com", "@", 1), *nulls3])


LISTS: tuple[tuple[str, list[Any]], ...] = (
    ("list<int64, 3>", [10, INT_MIN, INT_MAX]),
    ("list<int64?, 3>", [None, 5, None]),
    ("list<float64, 4>", [0.0, -0.0, math.inf, math.nan]),
    ("list<float64?, 2>", [math.nan, None]),
    ("list<string, 4>", ["", "né", FAMILY_EMOJI, "\x00"]),
    ("list<string?, 3>", ["", None, "a"]),
    ("list<bool, 2>", [True, False]),
    ("list<bool?, 3>", [None, False, True]),
    ("list<timestamp, 2>", [-62135596800000000, 253402300799999999]),
    ("list<date?, 2>", [None, -719162]),
    ("list<duration, 1>", [-1]),
)


def lists() -> None:
    """The family of lists."""
    plain = "indexing of Python lists"
    names = {repr(items): name for name, items in LISTS} | {"None": "list<int64, 3>"}
    fixed = [(items, i) for _, items in LISTS for i in range(len(items))]
    write("element_at", plain, lambda x, i: x[i], [*fixed, (None, 0)], consts=1, types=lambda a: [names[repr(a[0])]])
    places = [0, 1, 2, 3, 4, -1, -2, INT_MAX, INT_MIN, 2**32, None]
    inside = lambda x, i: dict(enumerate(x)).get(i)  # noqa: E731
    of_type = lambda a: [names[repr(a[0])], "int64"]  # noqa: E731
    write("element", plain, inside, [*((x, i) for _, x in LISTS for i in places), (None, 0)], types=of_type)


if __name__ == "__main__":
    strings()
    lists()
