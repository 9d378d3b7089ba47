"""Source texts at random, good and bad: mutations of real ones, walks of the grammar, words, characters.

Knows the language's tokens and which texts the project has. Knows no rule of the language and nothing of what is said
of a text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from compiling import HEADER
from programs import random_program
from project import ROOT
from too_much import BOMBS, bomb

from featc_dsl import codes
from featc_dsl.catalogue import ROWS
from featc_dsl.table import END, Reduce, table

_FENCE = re.compile(r"^```fdl\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: What no careful person types: controls, marks that turn text around, other alphabets' digits, half of a pair.
NASTY = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u00a0", "\u00ad", "\u0301", "\u061c", "\u200b", "\u200d", "\u2028",
    "\u202e", "\u2066", "\ufeff", "\ufffd", "\uffff", "\ud800", "\udfff", "\U0001f468\u200d\U0001f469", "\U0010ffff",
    "١", "Ⅷ", "ﬁ", "ǅ", "İ", "ß", "日本", "“", "”", "–", "≤", "×", "\r", "\r\n", "\t", "\f", "\v", '"', '"""', "'", "`",
    "\\", "{w}", "{", "}", "(", ")", "[", "]", "#", "/*", "--", "//",
)  # fmt: skip

#: Literals near the ends of their types, and far beyond them.
LITERALS = (
    "0", "00", "007", "1_0", "1__0", "0x1F", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "9" * 40, "9" * 5000, "1.5", "1.", ".5", "1e5", "1e", "1e400", "1e-400", "0." + "0" * 400 + "1", "1e" + "9" * 400,
    "5%", "7d", "1h30m", "30m1h", "1mo", "1y", "99999999999999d", "1_000ms", "2013-10-10", "2013-02-30", "0000-00-00",
    "10000-01-01", "2013-10-10T09:30:00Z", "2013-10-10T09:30:00-05:00", "2013-10-10T24:00:00Z", "2013-10-10T09:30:00",
    "2013-10-10T09:30:00.1234567Z", '"UTC"', '"America/New_York"', '"\\n\\u{1F600}"', '"\\u{D800}"', '"\\q"', '"{w}"',
    '"a" "b"', "true", "false", "null", "[]", "[1, 2, 2]", "0..10", "[null]", "{}", '{"a": 1}',
)  # fmt: skip

_NAMES = ("i", "j", "x", "y", "s", "t", "ok", "maybe", "ts", "day", "span", "civil", "xs", "ns", "opt", "lab", "w", "v")


def _texts(pattern: str) -> list[str]:
    return [p.read_text(encoding="utf-8", errors="surrogateescape") for p in sorted(ROOT.glob(pattern))]


@cache
def good() -> tuple[str, ...]:
    """Programs that compile: examples, pages, the manual's, random ones."""
    found = [*_texts("examples/*/*.fdl"), *_texts("benchmarks/*/*.fdl"), *(row.mended for row in codes.all())]
    found += _FENCE.findall((ROOT / "dsl" / "LANGUAGE.md").read_text(encoding="utf-8"))
    return (*found, *(random_program(seed).source for seed in range(100)))


@cache
def bad() -> tuple[str, ...]:
    """Programs with every mistake that has a diagnostic."""
    return (*_texts("tests/diagnostics/*.fdl"), *(row.failing for row in codes.all()))


@cache
def _words() -> tuple[str, ...]:
    """What may well stand in a program."""
    return (*table().texts.values(), *_NAMES, *(row.name for row in ROWS), *LITERALS, 'import "a.fdl"', "\n")


@cache
def _anything() -> tuple[str, ...]:
    return (*_words(), *NASTY, *NASTY)


def random_source(seed: int) -> str:
    """The text of a seed. The same seed gives the same text for ever, as long as the corpus is the same."""
    rng = random.Random(seed)
    kind = rng.randrange(100)
    if kind < 70:
        text = min(rng.choices(rng.choice((good(), good(), good(), bad())), k=rng.choice((1, 2))), key=len)
        gentle = rng.randrange(3)
        for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3, 12))):
            text = rng.choice(_GENTLE if gentle else _MUTATIONS)(rng, text)
        return text[:100_000]
    if kind < 85:
        return HEADER + sentence(rng, rng.choice((10, 30, 100, 400)))[0]
    if kind < 93:
        return "".join(rng.choice(_anything()) + rng.choice(("", " ")) for _ in range(rng.randrange(200)))
    if kind < 98:
        return "".join(
            map(chr, (rng.choice((rng.randrange(128), rng.randrange(0x3000))) for _ in range(rng.randrange(300))))
        )
    return bomb(rng.choice(sorted(BOMBS)), rng.choice((100, 1000, 5000)))


# --- mutations -----------------------------------------------------------------------------------------------


def mutate(rng: random.Random, text: str, pieces: Sequence[str]) -> str:
    """A text of another language, changed in one place; ``pieces`` are what may be put there."""
    if rng.randrange(2):
        start, end = _spot(rng, text)
        return text[:start] + rng.choice(pieces) + text[end:]
    return rng.choice((_cut, _again, _end_early, _flip, _token, _token, _word, _word, _lines))(rng, text)


def _spot(rng: random.Random, text: str) -> tuple[int, int]:
    """A stretch of the text, mostly short."""
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.choice((0, 1, 1, 2, 5, 20, 200)))


def _cut(rng: random.Random, text: str) -> str:
    start, end = _spot(rng, text)
    return text[:start] + text[end:]


def _put(rng: random.Random, text: str) -> str:
    start, _ = _spot(rng, text)
    return text[:start] + rng.choice(_anything()) + text[start:]


def _overwrite(rng: random.Random, text: str) -> str:
    start, end = _spot(rng, text)
    return text[:start] + rng.choice(_anything()) + text[end:]


def _again(rng: random.Random, text: str) -> str:
    start, end = _spot(rng, text)
    return text[:end] + text[start:end] * rng.choice((1, 1, 2, 50)) + text[end:]


def _end_early(rng: random.Random, text: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _flip(rng: random.Random, text: str) -> str:
    """Another byte; what is no UTF-8 then becomes lone surrogates."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data.decode("utf-8", "surrogateescape")


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _token(rng: random.Random, text: str) -> str:
    """One token is dropped, doubled, replaced by another of the text, or changes places."""
    tokens = _tokens(text)
    if not tokens:
        return text
    at, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
    match rng.randrange(4):
        case 0:
            del tokens[at]
        case 1:
            tokens.insert(at, tokens[other])
        case 2:
            tokens[at] = tokens[other]
        case _:
            tokens[at], tokens[other] = tokens[other], tokens[at]
    return "".join(tokens)


def _word(rng: random.Random, text: str) -> str:
    """A word or a literal takes the place of another: what is wrong then is mostly the type."""
    words = list(re.finditer(r'\w+|"[^"\n]*"', text))
    if not words:
        return text
    match = rng.choice(words)
    alike = [w[0] for w in words if _class(w[0]) == _class(match[0])]
    new = rng.choice(alike if rng.randrange(4) else _words())
    return text[: match.start()] + new + text[match.end() :]


def _class(word: str) -> str:
    return "keyword" if word in table().words else "text" if word[0] == '"' else "number" if word[0].isdigit() else ""


def _splice(rng: random.Random, text: str) -> str:
    """Lines of one text in another."""
    ours, theirs = text.splitlines(keepends=True), rng.choice(rng.choice((good(), bad()))).splitlines(keepends=True)
    at, start = rng.randrange(len(ours) + 1), rng.randrange(len(theirs) + 1)
    taken = theirs[start : start + rng.choice((1, 3, 10))]
    return "".join([*ours[:at], *taken, *ours[at + rng.choice((0, 1, 3)) :]])


def _lines(rng: random.Random, text: str) -> str:
    """Lines in another order."""
    lines = text.splitlines(keepends=True)
    rng.shuffle(lines)
    return "".join(lines)


#: Those that leave most of the structure, so that later stages than the parser have work; and all.
_GENTLE: tuple[Callable[[random.Random, str], str], ...] = (_token, _word, _word, _word, _splice)
_MUTATIONS = (*_GENTLE, _cut, _put, _overwrite, _again, _end_early, _flip, _lines)


# --- walks of the grammar ------------------------------------------------------------------------------------

_TEXTS: dict[str, tuple[str, ...]] = {
    "NL": ("\n",),
    "NAME": (*_NAMES, "a", "b_{w}", "T", "Row", *(row.name for row in ROWS if not row.symbol)),
    "INT": ("0", "1", "3", "100", "9223372036854775807"),
    "FLOAT": ("0.5", "1e300", "2.5"),
    "STRING": ('"UTC"', '"a"', '""', '"month"'),
    "DOC": ('"""Doc."""',),
    "DATE": ("2013-10-10",),
    "TIMESTAMP": ("2013-10-10T09:30:00Z",),
    "DURATION": ("7d", "1h30m"),
    "CALENDAR": ("1mo", "1y"),
}
_ENDS = (END, "NL", "RPAR", "RSQB", "RBRACE", "THEN", "ELSE", "INT", "NAME", "ASSIGN", "LBRACE")


def sentence(rng: random.Random, length: int, taken: Counter[tuple[int, str]] | None = None) -> tuple[str, set[Reduce]]:
    """A text that the grammar accepts, of about so many tokens, and the rules that it is made with.

    Where it finds no end soon it breaks off. With ``taken`` each step is mostly one that was taken least often so far,
    which leads everywhere; without, any.
    """
    grammar = table()
    states, words, rules = [grammar.start], list[str](), set[Reduce]()
    while len(words) <= 3 * length:
        edges = _edges(states)
        kinds = sorted(edges)
        if "NAME" in kinds and rng.randrange(8):  # of the many words that may be names, a plain one
            kinds = [k for k in kinds if k not in grammar.soft or k == "ALL"]
        if len(words) < length:
            kinds = [k for k in kinds if k != END] or kinds
            if taken is not None and rng.randrange(3):
                least = min(taken[edges[k], k] for k in kinds)
                kinds = [k for k in kinds if taken[edges[k], k] == least]
            elif not rng.randrange(3):
                kinds = [k for k in kinds if k in _TEXTS] or kinds
            kind = rng.choice(kinds)
        else:
            kind = next((k for k in _ENDS if k in kinds), kinds[0])
        if taken is not None:
            taken[edges[kind], kind] += 1
        rules |= _take(states, kind)
        if kind == END:
            break
        words.append(rng.choice(_TEXTS[kind]) if kind in _TEXTS else grammar.texts[kind])
    return " ".join(words) + "\n", rules


def _edges(states: list[int]) -> dict[str, int]:
    """The kinds of token that may come next, and the state of the table that each is taken from after reductions."""
    edges = {}
    for kind in table().actions[states[-1]]:
        left = list(states[-60:])
        while isinstance(action := table().actions[left[-1]].get(kind), Reduce) and action.size < len(left):
            del left[len(left) - action.size :]
            left.append(table().gotos[left[-1]][action.origin])
        if isinstance(action, int) or (kind == END and left[-1] == table().end):
            edges[kind] = left[-1]
    return edges


def _take(states: list[int], kind: str) -> set[Reduce]:
    """Take a token that the table accepts; the rules that are whole with it."""
    rules = set()
    while isinstance(action := table().actions[states[-1]].get(kind), Reduce):
        rules.add(action)
        del states[len(states) - action.size :]
        states.append(table().gotos[states[-1]][action.origin])
    if action is not None:
        states.append(action)
    return rules
