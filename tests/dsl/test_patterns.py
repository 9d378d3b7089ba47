r"""Patterns: their normal form, what is refused and where, limits, replacements. The tables are the pinned ones."""

import contextlib
import json
from importlib.resources import files

import pytest

from featc_dsl.regex import Malformed, Unicode, canonical, parse, replacement
from featc_dsl.regex.classes import scripts
from featc_dsl.regex.normal import MAX_SIZE
from featc_dsl.regex.parser import MAX_COUNT, MAX_DEPTH, MAX_LENGTH
from featc_runtime.data import pins, unicode

PINNED = Unicode(unicode.categories(), unicode.orbits())


def normal(text: str, *groups: int) -> str:
    return canonical(parse(text, PINNED), groups)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("", "(?:)"),
        ("abc", "abc"),
        (r"\d+", "[0-9]+"),
        (r"\w", "[0-9A-Z_a-z]"),
        (r"\s", r"[\t\n\x{c}\r ]"),
        (r"\D", "[^0-9]"),
        (r"[^\W_]", "[0-9A-Za-z]"),
        ("^a$", r"\Aa\z"),
        (r"\Aa\z", r"\Aa\z"),
        ("(?m)^a$", "(?m:^)a(?m:$)"),
        ("(?m:^)$", r"(?m:^)\z"),
        (".", "."),
        ("(?s).", "(?s:.)"),
        (r"[\s\S]", "(?s:.)"),
        (r"[^\n]", "."),
        (r"\b\B", r"\b\B"),
        ("(?i)k", r"[Kk\x{212a}]"),
        ("(?i)1", "1"),
        ("(?i)[a-b]c", "[ABab][Cc]"),
        ("(?i)[^k]", r"[^Kk\x{212a}]"),
        (r"(?i)\W", r"[^0-9A-Z_a-z\x{17f}\x{212a}]"),
        ("(?i)ß", r"[\x{df}\x{1e9e}]"),
        ("(?i)İ", r"\x{130}"),
        ("a(?i)b|c", "a[Bb]|[Cc]"),
        ("(?:a(?i)b)c", "a[Bb]c"),
        ("(?i)(?-i:a)b", "a[Bb]"),
        (r"\p{Zl}", r"\x{2028}"),
        (r"\pZ", r"[ \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"),
        (r"\p{^Zl}", r"[^\x{2028}]"),
        (r"\P{^Zl}", r"\x{2028}"),
        (r"\p{Ogham}", r"[\x{1680}-\x{169c}]"),
        (r"\P{^Runic}", r"[\x{16a0}-\x{16ea}\x{16ee}-\x{16f8}]"),
        (r"(?i)\p{Deseret}", r"[\x{10400}-\x{1044f}]"),
        ("[[:^ascii:]]", r"[\x{80}-\x{10ffff}]"),
        (r"[]\-\\^a]", r"[\-\\-\^a]"),
        (r"[a\]-]", r"[\-\]a]"),
        (r"\.\/é😀", r"\./\x{e9}\x{1f600}"),
        (r"\x41\x{42}\t\a", r"AB\t\x{7}"),
        ("a}]", r"a\}\]"),
        ("(a)(b)", "ab"),
        ("(?P<x>a)|(?<y>b)", "a|b"),
        ("a|(?:b|c)|d", "a|b|c|d"),
        ("a|(?:b|c)d", "a|(?:b|c)d"),
        ("(?:ab)*", "(?:ab)*"),
        ("(?:a)*", "a*"),
        ("a{1}", "a"),
        ("a{0,}", "a*"),
        ("a{1,}?", "a+?"),
        ("a{0,1}", "a?"),
        ("a{2}", "a{2}"),
        ("a{2,2}", "a{2}"),
        ("a{2,}", "a{2,}"),
        ("a{2,3}?", "a{2,3}?"),
        ("(?:a{2}){3}", "(?:a{2}){3}"),
        ("(?:a*)*", "(?:(?:a*)+)?"),
        ("(?:a|)*?", "(?:(?:a|(?:))+?)??"),
        ("(?:a*)+", "(?:a*)+"),
        ("^*", r"(?:(?:\A)+)?"),
        ("(?:)*a", "a"),
        ("a||b", "a|(?:)|b"),
        ("(?i)", "(?:)"),
    ],
)  # fmt: skip
def test_normal_form(written: str, form: str) -> None:
    assert normal(written) == form
    assert normal(form) == form


def test_groups_that_stay() -> None:
    assert normal("(a)(b)(c)", 1, 3) == "(a)b(c)"
    assert normal("((a)|(b))*", 3) == "(?:a|(b))*"
    assert normal("((a)|(b))*", 1) == "(a|b)*"
    assert normal("(?:(a*))*", 1) == "(?:(a*)+)?"
    assert parse("((a)(?:b)(?P<x>c))", PINNED).groups == 3


def test_scripts_are_of_the_pinned_unicode() -> None:
    """Each assigned code point, and no other, is in one script."""
    points = [p for ranges in scripts().values() for first, last in ranges for p in range(first, last + 1)]
    assert len(points) == len(set(points))
    unassigned = {p for name in ("Cn", "Co", "Cs") for a, b in unicode.categories()[name] for p in range(a, b + 1)}
    assert set(points) == set(range(0x110000)) - unassigned
    data = json.loads(files("featc_dsl.regex").joinpath("scripts.json").read_bytes())
    assert data["unicode"] == pins.UNICODE_VERSION


def test_general_categories() -> None:
    """Each code point but the unassigned ones is in one group of categories."""
    every = "|".join(rf"\p{{{c}}}" for c in "LMNPSZC")
    assert normal(f"[{every.replace('|', '')}]") == normal(r"[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{C}]")
    assert normal(r"\p{LC}") == normal(r"[\p{Lu}\p{Ll}\p{Lt}]")
    assert normal(r"\p{C}") == normal(r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}]")


@pytest.mark.parametrize(
    ("pattern", "start", "end", "title"),
    [
        ("a(?=b)", 1, 4, "look around"),
        ("(?<!b)", 0, 4, "look around"),
        (r"(a)\1", 3, 5, "refer back"),
        (r"(?P<a>b)(?P=a)", 8, 12, "refer back"),
        (r"\k<a>", 0, 2, "refer back"),
        ("(?>a)", 0, 3, "atomic"),
        ("(?x)a", 2, 3, "no flag"),
        ("(?i-U:a)", 4, 5, "no flag"),
        ("(?)", 0, 3, "no such kind"),
        ("(?", 0, 2, "no such kind"),
        ("(?i", 0, 3, "no such kind"),
        ("(?-)", 0, 3, "no such kind"),
        ("(?P<>a)", 4, 5, "no name"),
        ("(?P<a", 4, 5, "no name"),
        ("(?<é>a)", 3, 4, "no name"),
        ("(?P<a>b)|(?<a>c)", 12, 13, "two groups"),
        ("(a", 0, 1, "never closed"),
        ("a(b(c)", 1, 2, "never closed"),
        ("a)", 1, 2, "closes nothing"),
        ("*a", 0, 1, "nothing before"),
        ("a|+", 2, 3, "nothing before"),
        ("(?i)?", 4, 5, "nothing before"),
        ("({2})", 1, 4, "nothing before"),
        ("a**", 2, 3, "follows another"),
        ("a{2}{3}", 4, 7, "follows another"),
        ("a+?+", 3, 4, "follows another"),
        ("a{", 1, 2, "begins no count"),
        ("a{,2}", 1, 5, "begins no count"),
        ("{x}", 0, 3, "begins no count"),
        ("a{3,2}", 1, 6, "above the most"),
        ("a{0}", 1, 4, "zero times"),
        ("a{0,0}?", 1, 6, "zero times"),
        ("a{1001}", 1, 7, "too often"),
        ("a{99999999999999999999}", 1, 23, "too often"),
        ("(?:a{50}){21}", 9, 13, "too often"),
        ("(?:a{2,}|b{50}){21}", 15, 19, "too often"),
        ("a\\", 1, 2, "ends with a backslash"),
        (r"\Z", 0, 2, r"`\Z`"),
        (r"\Qa\E", 0, 2, r"`\Q`"),
        (r"\é", 0, 2, r"`\é`"),
        (r"[\b]", 1, 3, r"`\b`"),
        (r"[\A]", 1, 3, r"`\A`"),
        (r"\x4", 0, 2, "hexadecimal"),
        (r"\x{1234567}", 0, 2, "hexadecimal"),
        (r"\x{110000}", 0, 10, "no such code point"),
        (r"[\x{DFFF}]", 1, 9, "no such code point"),
        (r"\p{greek}", 0, 9, "general category"),
        (r"\p{Alphabetic}", 0, 14, "general category"),
        (r"\p{Cn}", 0, 6, "general category"),
        (r"\pX", 0, 3, "general category"),
        (r"\p", 0, 2, "general category"),
        ("a[b", 1, 2, "never closed"),
        ("[]", 0, 1, "never closed"),
        ("[a-", 0, 1, "never closed"),
        ("[b-a]", 1, 4, "upside down"),
        (r"[a-\d]", 2, 3, "joins no"),
        (r"[\d-a]", 3, 4, "joins no"),
        ("[a-c-e]", 4, 5, "joins no"),
        ("[[:alpha:]-z]", 10, 11, "joins no"),
        ("[[:alfa:]]", 1, 9, "no such class"),
        ("[:alpha:]", 0, 9, "outside a class"),
        (r"[^\d\D]", 0, 7, "no character"),
        ("(" * (MAX_DEPTH + 1) + ")" * (MAX_DEPTH + 1), MAX_DEPTH, MAX_DEPTH + 1, "too deeply"),
        ("a" * (MAX_LENGTH + 1), 0, MAX_LENGTH + 1, "too long"),
    ],
)  # fmt: skip
def test_what_is_refused(pattern: str, start: int, end: int, title: str) -> None:
    with pytest.raises(Malformed) as found:
        parse(pattern, PINNED)
    assert title in found.value.title
    assert (found.value.start, found.value.end) == (start, end)


def test_limits() -> None:
    """The largest of each kind is accepted."""
    parse("(" * MAX_DEPTH + ")" * MAX_DEPTH, PINNED)
    parse("a" * MAX_LENGTH, PINNED)
    parse(f"(?:a{{{MAX_COUNT // 20}}}){{20}}", PINNED)
    normal(f"[ab]{{{MAX_COUNT}}}" * 4 + "[a-z]{989}")
    with pytest.raises(Malformed, match="too large") as found:
        canonical(parse(r"\p{L}{9}", PINNED), length=8)
    assert (found.value.start, found.value.end) == (0, 8)
    assert f"{MAX_SIZE:,}" in found.value.label


def test_time_is_bounded() -> None:
    """Nothing in the source of a pattern makes its reading slow."""
    for text in (
        r"(?i)[" + r"\p{L}\P{N}" * 399 + "]",
        "(?:" * MAX_DEPTH + "a" + ")*" * MAX_DEPTH,
        r"(?i)" + "k" * (MAX_LENGTH - 4),
        "|" * MAX_LENGTH,
        "[" + "".join(map(chr, range(0x4E00, 0x4E00 + 2 * (MAX_LENGTH - 2), 2))) + "]",
        "(?:" * 50 + "a?" + "){1,2}" * 50,
        "(?i)" * (MAX_LENGTH // 4),
    ):
        with contextlib.suppress(Malformed):
            normal(text)


@pytest.mark.parametrize(
    ("text", "groups", "parts", "form"),
    [
        ("", 0, (), ""),
        ("a$1", 0, ("a$1",), "a$1"),
        (r"<\0>", 0, ("<", 0, ">"), r"<\0>"),
        (r"\3-\1\\", 3, (3, "-", 1, "\\"), r"\2-\1\\"),
        (r"\11", 1, (1, "1"), r"\11"),
        (r"\\1", 0, ("\\1",), r"\\1"),
    ],
)
def test_replacements(text: str, groups: int, parts: tuple[str | int, ...], form: str) -> None:
    found = replacement(text, groups)
    assert found.parts == parts
    assert found.canonical() == form


@pytest.mark.parametrize(
    ("text", "start", "end", "title"),
    [("a\\", 1, 2, "a backslash"), (r"a\n", 1, 3, "a backslash"), (r"\1\2", 2, 4, "no such group")],
)
def test_refused_replacements(text: str, start: int, end: int, title: str) -> None:
    with pytest.raises(Malformed, match=title) as found:
        replacement(text, 1)
    assert (found.value.start, found.value.end) == (start, end)
