r"""Every engine gives the same matches: google-re2 on what is written and on the normal form, the runtime, the
interpreter, Go's regexp, re2j. Knows how each is asked.

What is written is compared without general categories: the engines have other versions of Unicode. `\B` is left out of
google-re2's own answers beside characters that are not ASCII, where it finds places within one.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
import re2
from choosing import Chooser
from engines import Answers, Request, Spans, ask_go, ask_re2j, re2j_jar
from patterns import Patterns

from featc.reference import regex as reference
from featc_dsl.regex import Malformed, Pattern, Unicode, canonical, parse
from featc_dsl.regex.classes import CATEGORIES, GROUPS, scripts
from featc_dsl.regex.normal import MAX_SIZE, normalise, size
from featc_dsl.regex.ranges import EVERY, Ranges, complement, contains, union
from featc_runtime.data import unicode
from featc_runtime.scalar import regex as scalar
from featc_runtime.scalar.regex import Matcher

PINNED = Unicode(unicode.categories(), unicode.orbits())
SEED, COUNT, TEXTS = 1, 1200, 5

QUIET = re2.Options()
QUIET.log_errors = False


def whole(pattern: Pattern) -> str:
    """The normal form with all groups."""
    return canonical(pattern, range(1, pattern.groups + 1))


@cache
def drawn(properties: bool) -> tuple[tuple[str, Pattern, tuple[str, ...]], ...]:
    """Patterns as written and as read, with texts."""
    make = Patterns(Chooser(SEED), properties)
    found = []
    while len(found) < COUNT:
        text = make.pattern()
        groups = make.groups
        texts = tuple(make.text() for _ in range(TEXTS))
        pattern = parse(text, PINNED)
        assert pattern.groups == groups
        try:
            whole(pattern)
        except Malformed:  # too large
            continue
        found.append((text, pattern, texts))
    return tuple(found)


def requests(properties: bool) -> list[Request]:
    return [(whole(pattern), texts) for _, pattern, texts in drawn(properties)]


def google(pattern: str, text: str) -> list[Spans]:
    """The first match."""
    match = re2.compile(pattern, QUIET).search(text)
    return [] if match is None else [tuple(at for g in range(match.re.groups + 1) for at in match.span(g))]


def by_runtime(pattern: str, texts: tuple[str, ...]) -> list[list[Spans]]:
    """All matches by the runtime, in code points."""
    matcher = Matcher(pattern)
    found = []
    for text in texts:
        data = text.encode()
        matches = [[at for span in spans for at in span] for spans in matcher.each(data)]
        found.append([tuple(len(data[:at].decode()) if at >= 0 else -1 for at in m) for m in matches])
    return found


@cache
def runtime(properties: bool) -> Answers:
    return [by_runtime(whole(pattern), texts) for _, pattern, texts in drawn(properties)]


def agree(found: Answers, expected: Answers, properties: bool, only_first: bool = False) -> None:
    for request, answers, wanted in zip(requests(properties), found, expected, strict=True):
        assert answers is not None, f"refused: {request[0]}"
        assert wanted is not None
        for text, matches, good in zip(request[1], answers, wanted, strict=True):
            good = good[:1] if only_first else good
            assert matches == good, f"{request[0]!r} on {text!r}: {matches} instead of {good}"


def test_many_match() -> None:
    """Neither nearly all texts match nor nearly none, and groups do and do not take part."""
    answers = [spans for pattern in runtime(False) for spans in pattern or ()]
    some = [spans for spans in answers if spans]
    assert 0.3 < len(some) / len(answers) < 0.9
    assert sum(len(spans) > 1 for spans in some) > 100
    assert sum(-1 in spans[0] for spans in some) > 100


def test_what_is_written_means_its_normal_form() -> None:
    for (written, _, texts), (form, _) in zip(drawn(False), requests(False), strict=True):
        for text in texts:
            if text.isascii() or "\\B" not in written:
                assert google(written, text) == google(form, text), f"{written!r}, {form!r} on {text!r}"


@pytest.mark.parametrize("properties", [False, True])
def test_runtime_and_interpreter(properties: bool) -> None:
    found: Answers = []
    for pattern, texts in requests(properties):
        matches = [list(reference.each(pattern, text)) for text in texts]
        found.append([[tuple(-1 if at is None else at for at in m) for m in ms] for ms in matches])
    agree(found, runtime(properties), properties)


def test_the_package_without_what_it_stands_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine whose inner search is not there, or is called in another way, is asked by its documented one."""
    monkeypatch.setattr(scalar, "_inner", lambda engine, compiled: None)
    found = [by_runtime(form, tuple(texts)) for form, texts in requests(False)[:200]]
    assert found == runtime(False)[:200]


@pytest.mark.parametrize("properties", [False, True])
def test_go(properties: bool, tmp_path: Path) -> None:
    if shutil.which("go") is None:
        pytest.skip("Go is not installed")
    agree(ask_go(requests(properties), tmp_path), runtime(properties), properties)


@pytest.mark.registry
@pytest.mark.parametrize("properties", [False, True])
def test_re2j(properties: bool, tmp_path: Path) -> None:
    if re2j_jar() is None:
        pytest.skip("neither Maven with a Java compiler, nor re2j")
    agree(ask_re2j(requests(properties), tmp_path), runtime(properties), properties, only_first=True)


def test_size_bounds_the_instructions() -> None:
    """RE2 makes fewer than twice as many, and a few more for the start and the end."""
    properties = [rf"\p{{{c}}}" for c in (*CATEGORIES, *GROUPS)]
    patterns = [p for _, p, _ in drawn(True)]
    patterns += [parse(form, PINNED) for p in properties for form in (p, f"[^{p}]", f"(?i){p}", f"[a{p}]{{2}}")]
    for pattern in patterns:
        counted = size(normalise(pattern.root, {g: g for g in range(1, pattern.groups + 1)}))
        compiled = re2.compile(whole(pattern), QUIET)
        assert max(compiled.programsize, compiled.reverseprogramsize) <= 2 * counted + 10


#: Written so that RE2 has the most to do for their size: {} is a count.
LARGE = (
    "[ab]{{{}}}",
    r"(?:[ab]{{500}}){{{}}}",
    r"(?:\p{{L}}{{{}}})",
    r"(?:\P{{Nd}}{{{}}})*",
    r"(?:(?:\x{{5df}}-\x{{bfe11}}|[\x{{81}}-\x{{10fffe}}]){{20}}){{{}}}",
    r"(?:(?:a*|b*|c*|d*){{20}}){{{}}}",
    r"(?:(?:\b|\B|$|(?m)^){{20}}){{{}}}",
    r"(?:(?i:[a-z0-9]*?é){{10}}){{{}}}",
    r"(?:(?:(?:(?:(?:a?){{2}}){{2}}){{2}}){{2}}){{{}}}",
    r"(?:(?:.{{0,30}}\b)+?){{{}}}",
)


#: Texts for them.
LONG = ("", "ab" * 40, "é\U00010400" * 30)
#: Written as often as there is room for.
PARTS = ("a", "é", "[ab]", "(a)", "a|", "a*", "(?:|a)", "^", r"\x{10FFFF}")


@cache
def largest(shape: str) -> str:
    """The normal form with the greatest count."""
    found = ""
    for count in range(1, 1001):
        try:
            found = canonical(parse(shape.format(count), PINNED))
        except Malformed:
            break
    assert found
    return found


def many_parts() -> list[str]:
    patterns = [parse(part * (4000 // len(part)), PINNED) for part in PARTS]
    return [whole(p) for p in patterns if size(normalise(p.root, {})) <= MAX_SIZE]


@pytest.mark.parametrize("shape", LARGE)
def test_the_largest_patterns_compile(shape: str) -> None:
    """With the engine's own limits, and are matched within its memory or without it in the same way."""
    compiled = re2.compile(largest(shape))
    for text in LONG:
        expected = reference.first(largest(shape), text)
        match = compiled.search(text)
        assert (match and match.span()) == expected


def test_many_parts_compile() -> None:
    for pattern in many_parts():
        re2.compile(pattern)


def test_go_takes_large_patterns(tmp_path: Path) -> None:
    if shutil.which("go") is None:
        pytest.skip("Go is not installed")
    patterns = [*map(largest, LARGE), *many_parts(), "(" * 100 + "a" + ")" * 100]
    for pattern, found in zip(patterns, ask_go([(p, LONG) for p in patterns], tmp_path), strict=True):
        assert found == by_runtime(pattern, LONG), pattern[:80]


def assigned(ranges: Ranges) -> str:
    """The code points of a set that the pinned version of Unicode has assigned, in their order."""
    known = complement(union((*PINNED.categories["Cn"], *PINNED.categories["Cs"])))
    return "".join(chr(p) for a, b in ranges for p in range(a, b + 1) if contains(known, p))


def test_properties() -> None:
    """The engine's own tables, of a later version, agree on all that the pinned version has assigned."""
    every = assigned(EVERY)
    different = {}
    for name in (*CATEGORIES, *GROUPS, *scripts()):
        if name not in ("Cs", "LC"):  # no text has the one, the engine not the other
            ours = assigned(PINNED.property(name) or ())
            own = "".join(m.group() for m in re2.compile(rf"\p{{{name}}}+", QUIET).finditer(every))
            if own != ours:
                different[name] = sorted(set(own) ^ set(ours))
    assert different == {}
