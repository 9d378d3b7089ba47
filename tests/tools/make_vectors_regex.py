r"""Writes the vectors of regular expressions. Knows RE2's syntax and the published rules, nothing of featc's code.

Run by hand with Go at hand: ``python tests/tools/make_vectors_regex.py``; the files are checked in. The oracles are
google-re2 and Go's regexp on the patterns as they are written, and they must agree; but for `\B` beside characters
that are not ASCII, where google-re2 finds places inside a character, and for all matches, which its Python package
counts in another way than RE2: there it is Go's alone. Letters and categories are old ones, the same in every version
of Unicode since 6.0. Each vector holds the pattern as written; the reader makes of it what the program holds.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import re2

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS / "support"))

from choosing import Chooser  # noqa: E402
from engines import Request, Spans, ask_go  # noqa: E402
from patterns import Patterns  # noqa: E402

FOLDER = TESTS / "conformance" / "regex"
ORACLE = "google-re2 1.1.20251105 and Go 1.26's regexp, on the pattern as written"

#: Patterns by hand, each with texts beside those that all have.
WRITTEN: dict[str, tuple[str, ...]] = {
    "": ("", "a", "né", "a\nb"),
    "a": ("banana", "A", ""),
    "^a": ("ab", "ba", "\na"),
    "a$": ("ba", "ab", "a\n"),
    r"a\z": ("ba", "a\n"),
    "^$": ("", "\n"),
    "(?m)^a$": ("b\na\nc", "a", "a\r\n", "b\na"),
    "(?m)$": ("a\nb\n", ""),
    "(?m)^": ("a\nb\n", "", "\n\n"),
    ".": ("\n", "a", "\U0001f600", "\r"),
    "(?s).": ("\n", "", "\U0001f600\n"),
    ".+": ("ab\ncd", "\n\n"),
    r"\d+": ("a12b345", "٣", "１2", "x"),
    r"\D": ("12", "1é", "٣"),
    r"\w+": ("snake_case-9", "né", "ſK\u212a"),
    r"(?i)\w+": ("né", "ſK\u212a", "\u212a"),
    r"\W": ("a_b", "aſ", "é"),
    r"(?i)\W": ("aſ\u212a", "é"),
    r"\s+": ("a \t\n\x0b\x0c\r b", "\xa0", "\u2003"),
    r"\S+": ("  ab\xa0c ",),
    r"\b": ("ab cd", "", "é", "aé"),
    r"\ba": ("ba a", "éa", "-a"),
    r"a\b": ("ab a", "aé", "a"),
    r"\B": ("ab", "", "é", "aéa", "a😀😀a", "k\u0301x"),
    r"\Ba": ("ba a", "éa"),
    r"x*": ("abxd", "xx", "", "axxb", "é😀"),
    r"(x*)": ("abxd", "axxb"),
    r"x*?": ("abxd", "xx"),
    r"x+?": ("xxx",),
    r"(a|ab)(c|bcd)": ("abcd", "acd"),
    "ab|abcd": ("abcd", "xab"),
    "abcd|ab": ("abcd", "abc"),
    "|a": ("a", "ba"),
    "a||b": ("b", "a"),
    "(|a)*": ("aa", "b"),
    "(|a)+": ("aa", "b"),
    "(a|)+": ("aab", "b"),
    "(a*)*": ("aab", "b"),
    "(a*)+": ("aab", "b"),
    "(a*?)*?b": ("aab", "b"),
    "(?:(a)|b)*": ("ab", "ba", "bb"),
    "(?:(a)|(b)|c)*d": ("abcd", "cd", "bacd"),
    "(a)?b": ("b", "ab"),
    "(a)|(b)": ("b", "a", "ab"),
    "((a)(b)?)+": ("aba", "ab"),
    "a{2}": ("aaaaa", "a"),
    "a{2,}": ("aaaaa", "a"),
    "a{2,3}": ("aaaaaaa", "aa"),
    "a{2,3}?": ("aaaaaaa", "aa"),
    "(a{0,2}){2}": ("aaa", ""),
    "(?:ab){1,2}c": ("abababc", "c"),
    "a{1000}": ("a" * 1001, "a" * 999),
    "[a-c]+": ("xxabcd",),
    "[^a-c]+": ("abxyc\n", "\n"),
    "[]a]+": ("x]a",),
    "[^]a]": ("]ab",),
    "[a-]+": ("x-a",),
    r"[\]\-\\^]+": ("x^-]\\",),
    "[[:alpha:][:digit:]]+": ("-a1é",),
    "[[:^alpha:]]+": ("a1é\n",),
    "[[:punct:]]": ("a~", "é€"),
    r"[\d\s]+": ("a1 2b",),
    r"[^\d\s]+": ("1 ab\xa0",),
    r"\p{L}+": ("12né", "日本", "\u0301", "ªº"),
    r"\pL": ("1é",),
    r"\PL+": ("aé12\u0301b",),
    r"\p{^L}": ("aé1",),
    r"\p{Lu}": ("aÉ", "ǅ", "É"),
    r"(?i)\p{Lu}+": ("éÉ", "ß", "ªa"),
    r"\p{Lt}|\p{Mn}": ("ǅ", "e\u0301"),
    r"\p{Lo}|\p{Ll}": ("A中a", "ª"),
    r"\p{Nd}+|\p{Nl}": ("٣१", "Ⅷ", "²"),
    r"\p{Zs}\p{Sc}\p{Pd}": ("\xa0€–", " $-"),
    r"\p{Cc}|\p{Co}": ("\x00", "\ue000", "a\x85"),
    r"[\p{Lu}\d]+": ("aÉ1b",),
    r"[^\p{Lu}\d]+": ("É1ab",),
    "(?i)k": ("K", "\u212a", "k", "x"),
    "(?i)s": ("ſ", "S"),
    "(?i)ß": ("ẞ", "ss", "SS"),
    "(?i)σ": ("Σ", "ς", "σ"),
    "(?i)İ": ("i", "İ", "ı"),
    "(?i)i": ("I", "İ", "ı"),
    "(?i)[a-z]+": ("AZ\u212aſ1",),
    "(?i)[^k]": ("kK\u212a", "x"),
    "(?i)ǆ": ("ǅ", "Ǆ"),
    "(?i)\U00010400": ("\U00010428",),
    "a(?i)b|c": ("aB", "C", "AB"),
    "a(?i:b)c": ("aBc", "aBC"),
    "(?i)a(?-i)b": ("Ab", "AB"),
    "(?i:a(?-i:b)c)d": ("AbCd", "ABCd"),
    "(?is).k": ("\nK",),
    r"\x41\x{1F600}": ("A\U0001f600",),
    r"\x00": ("a\x00b", "ab"),
    "\U0001f600+": ("a\U0001f600\U0001f600",),
    "[é\U0001f600]": ("aé", "x\U0001f600"),
    "[\\x{80}-\\x{10FFFF}]+": ("aé😀b", "\x7f"),
    r"\.\*\?\+\(\)\[\]\{\}\|\^\$\\\/\-\_": (".*?+()[]{}|^$\\/-_",),
    "a}b]": ("a}b]",),
    "(?P<year>[0-9]{4})-(?<month>[0-9]{2})": ("on 2013-10-10", "13-10"),
    r"([a-z]+)/(\d+)(?:\.(\d+))?": ("firefox/128.0 gecko/1", "chrome/9"),
    r"^[\w.+-]+@([\w-]+\.)+[a-z]{2,}$": ("me@mail.example.com", "me@", "a@b.co\n"),
    r"(\d+)-(\d+)": ("2013-10-09", "1-2,3-4"),
    r"^\s+|\s+$": ("  a b  ", "ab"),
    r"((((((((((a))))))))))": ("ba",),
    "(^|,)([^,]*)": ("a,b,,c", ""),
    "^(?:a?){20}a{20}$": ("a" * 20, "a" * 41),
    "(x+x+)+y": ("x" * 60, "xxy"),
    "(?:a|b|ab)*?$": ("abab",),
    r"\A(?:(\d+)|(\w+))\z": ("12", "a1", "é"),
}
COMMON = ("", "a", "The quick brown fox, 42!", "né\u0301 \U0001f600\nß", "a\x00b\u2028", "aXbKk\u212a_1")
RANDOM = 70


def cases() -> list[Request]:
    """Patterns with texts."""
    found: list[Request] = [(p, [*texts, *COMMON]) for p, texts in WRITTEN.items()]
    made = Patterns(Chooser(2718), properties=False)
    for _ in range(RANDOM):
        pattern = made.pattern(2)
        found.append((pattern, [made.text() for _ in range(6)]))
    return found


def google(pattern: str, text: str) -> Spans | None:
    """The leftmost match."""
    match = re2.search(pattern, text)
    return match and tuple(place for group in range(match.re.groups + 1) for place in match.span(group))


def part(text: str, spans: Spans, group: int) -> str | None:
    start, end = spans[2 * group : 2 * group + 2]
    return None if start < 0 else text[start:end]


def replaced(text: str, matches: Iterable[Spans], pieces: Sequence[str | int]) -> str:
    out, at = "", 0
    for spans in matches:
        out += text[at : spans[0]]
        out += "".join(p if isinstance(p, str) else part(text, spans, p) or "" for p in pieces)
        at = spans[1]
    return out + text[at:]


def pieces_of(groups: int, number: int) -> list[str | int]:
    """The parts of a replacement for a pattern with so many groups."""
    options: list[list[str | int]] = [["-"], [], ["<", 0, ">"], ["é\\", 0, 0, "$1"]]
    if groups:
        last = min(groups, 9)
        options += [["[", 1, "]"], [last, "=", 1], ["\\", last, "\\"]]
    return options[number % len(options)]


def written(pieces: Sequence[str | int]) -> str:
    """A replacement as fdl writes it."""
    return "".join(p.replace("\\", "\\\\") if isinstance(p, str) else f"\\{p}" for p in pieces)


def section(pattern: str, text: str, answer: Any) -> str:
    return "basic" if pattern.isascii() and text.isascii() and text and answer not in ("", "0") else "edge"


class File:
    """The vectors of one operation, each once."""

    def __init__(self, op: str, oracle: str) -> None:
        self._op = op
        self._lines: dict[str, None] = {json.dumps({"op": op, "oracle": oracle}): None}

    def add(self, text: str | None, consts: list[Any], expect: Any) -> None:
        answer = str(expect) if isinstance(expect, int) and not isinstance(expect, bool) else expect
        where = "null" if text is None else section(consts[0], text, answer)
        self._lines[json.dumps({"section": where, "args": [text, *consts], "expect": answer})] = None

    def write(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / f"{self._op}.jsonl").write_text("\n".join(self._lines) + "\n", encoding="ascii")


def main() -> None:
    requests = cases()
    with tempfile.TemporaryDirectory() as folder:
        answers = ask_go(requests, Path(folder))
    one = {name: File(f"{name}.string", ORACLE) for name in ("matches", "regex_find", "extract")}
    every = {name: File(f"{name}.string", f"Go 1.26's regexp; {ORACLE}") for name in ("regex_count", "regex_replace")}
    for number, ((pattern, texts), found) in enumerate(zip(requests, answers, strict=True)):
        if found is None:
            sys.exit(f"Go refuses {pattern!r}")
        groups = re2.compile(pattern).groups
        chosen = sorted({0, number % (groups + 1), groups})
        for text, matches in zip([*texts, None], [*found, []], strict=True):
            first = matches[0] if matches else None
            if text is not None and (text.isascii() or "\\B" not in pattern) and google(pattern, text) != first:
                sys.exit(f"{pattern!r} on {text!r}: google-re2 {google(pattern, text)}, Go {first}")
            pieces = pieces_of(groups, number)
            if text is None:
                if number % 8 == 0:
                    for name in ("matches", "regex_find"):
                        one[name].add(None, [pattern], None)
                    one["extract"].add(None, [pattern, chosen[-1]], None)
                    every["regex_count"].add(None, [pattern], None)
                    every["regex_replace"].add(None, [pattern, written(pieces)], None)
                continue
            one["matches"].add(text, [pattern], first is not None)
            one["regex_find"].add(text, [pattern], first and first[0])
            for group in chosen:
                one["extract"].add(text, [pattern, group], first and part(text, first, group))
            every["regex_count"].add(text, [pattern], len(matches))
            every["regex_replace"].add(text, [pattern, written(pieces)], replaced(text, matches, pieces))
    for file in (*one.values(), *every.values()):
        file.write()


if __name__ == "__main__":
    main()
