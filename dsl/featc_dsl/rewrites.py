"""What users of SQL, pandas, Polars and others have written, in fdl and with their own operands. Knows tokens and text.

A rewrite is offered only where all of it is understood; elsewhere the general hints of `foreign.py` stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from featc_dsl import foreign, placing

if TYPE_CHECKING:
    from featc_dsl.diagnose import Failure

_OPEN: Final = ("LPAR", "LSQB", "LBRACE")
_CLOSE: Final = ("RPAR", "RSQB", "RBRACE")
_ENDS: Final = ("NL", "$END")
_MOST: Final = 300  # tokens that are looked at, at most
_UNITS: Final = {
    unit: sign
    for units, sign in (
        ("d day days", "d"), ("h hour hours hr", "h"), ("min minute minutes", "m"), ("s sec second seconds", "s"),
        ("ms millisecond milliseconds", "ms"), ("us microsecond microseconds", "us"), ("mon month months", "mo"),
        ("y year years", "y"), ("w week weeks", "w"),
    )
    for unit in units.split()
}  # fmt: skip

_ORDER: Final = "dhms"  # the units of one length of time, from long to short


#: What fields and literals are wrapped in elsewhere: pattern → what stands there here.
_WRAPPED: Final = (
    (re.compile(r"'([^'\"\\]*)'"), r'"\1"'),
    (re.compile(r'\b(?:[A-Za-z]+\.)?(?:col|column)\("([a-z]\w*)"\)'), r"\1"),
    (re.compile(r'\b(?:df|row|self|data)\["([a-z]\w*)"\]'), r"\1"),
    (re.compile(r"\b(?:[A-Za-z]+\.)?lit\(([^()]*)\)"), r"\1"),
    (re.compile(r"\b(?:np|numpy|math)\.(?:nan|NaN)\b"), "(0.0 / 0.0)"),
    (re.compile(r"\b(?:np|numpy|math)\.inf\b"), "(1.0 / 0.0)"),
)


def quoted(text: str) -> str:
    """The text with its single-quoted strings in double quotes, and fields by their names alone."""
    for pattern, here in _WRAPPED:
        text = pattern.sub(here, text)
    return text.strip()


def rewritten(text: str) -> str:
    """The hint that offers an expression."""
    return f"write `{text}`" if text and len(text) <= 100 else ""


def between(f: Failure, first: int, last: int) -> str:
    """What is written from one token up to, without, another."""
    if first >= last:
        return ""
    return quoted(" ".join(f.source.text[f.tokens[first].start : f.tokens[last - 1].end].split()))


def closing(f: Failure, opener: int) -> int:
    """The index of the bracket that closes one, -1 where none does on this declaration."""
    depth = 0
    for k in range(opener, min(len(f.tokens), opener + _MOST)):
        kind = f.tokens[k].kind
        depth += (kind in _OPEN) - (kind in _CLOSE)
        if depth == 0:
            return k
        if kind == "$END":
            break
    return -1


def arguments(f: Failure, opener: int) -> list[str] | None:
    """The arguments between two parentheses, None where they are not closed."""
    end = closing(f, opener)
    if end < 0:
        return None
    found, depth, first = [], 0, opener + 1
    for k in range(opener + 1, end + 1):
        kind = f.tokens[k].kind
        if (kind == "COMMA" and depth == 0) or k == end:
            if k > first:
                found.append(between(f, first, k))
            first = k + 1
        depth += (kind in _OPEN) - (kind in _CLOSE)
    return found


def operand(f: Failure, k: int) -> str:
    """The operand that ends before a token: a name, or a call or an element of one; nothing for anything else."""
    last = first = k - 1
    depth = 0
    while first > 0 and k - first < _MOST:
        kind = f.tokens[first].kind
        depth += (kind in _CLOSE) - (kind in _OPEN)
        if depth == 0 and kind in ("NAME", "LSQB", "LPAR") and f.tokens[first - 1].kind != "NAME":
            break
        if depth == 0 and kind == "NAME":
            break
        if depth == 0 and kind not in ("LSQB", "LPAR"):
            return ""
        first -= 1
    while first > 1 and f.tokens[first - 1].kind == "DOT" and f.tokens[first - 2].kind == "NAME":
        first -= 2
    text = between(f, first, last + 1) if f.tokens[first].kind == "NAME" else ""
    return text.removesuffix(".str").removesuffix(".dt").removesuffix(".list")


#: What binds looser than an operand of a comparison.
_LOOSER: Final = (
    *("AND", "OR", "NOT", "IN", "IF", "THEN", "ELSE", "ASSIGN", "COMMA", "COLON", "DOTDOT", "NL", "$END"),
    *("EQ", "NE", "LESSTHAN", "LE", "MORETHAN", "GE"),
)
_LOOSER_WORDS: Final = ("and", "or", "not", "case", "when", "then", "else", "end")


def compared(f: Failure, k: int) -> str:
    """The left operand of a comparison that is written as a word: all that binds tighter, ``x + y`` too."""
    depth = 0
    for first in range(k - 1, max(f.declaration, k - _MOST), -1):
        kind = f.tokens[first].kind
        depth += (kind in _CLOSE) - (kind in _OPEN)
        if depth < 0 or (depth == 0 and (kind in _LOOSER or _low(f, first) in _LOOSER_WORDS)):
            return between(f, first + 1, k)
    return ""


def compared_end(f: Failure, k: int) -> int:
    """The index after the right operand that begins at a token."""
    depth = 0
    for end in range(k, min(len(f.tokens), k + _MOST)):
        kind = f.tokens[end].kind
        depth += (kind in _OPEN) - (kind in _CLOSE)
        if depth < 0 or (depth == 0 and (kind in _LOOSER or _low(f, end) in _LOOSER_WORDS)):
            return end
    return k


def _bounds(f: Failure, k: int) -> tuple[int, int]:
    """The first token of the whole expression around a token, and the one after it."""
    depth, first = 0, -1
    for first in range(k - 1, max(f.declaration, k - _MOST) - 1, -1):
        kind = f.tokens[first].kind
        depth += (kind in _CLOSE) - (kind in _OPEN)
        if depth < 0 or (depth == 0 and kind in ("ASSIGN", "COMMA")):
            break
    depth = 0
    for end in range(k, min(len(f.tokens), k + _MOST)):
        kind = f.tokens[end].kind
        depth += (kind in _OPEN) - (kind in _CLOSE)
        if depth < 0 or kind in _ENDS or (depth == 0 and kind == "COMMA"):
            return first + 1, end
    return first + 1, k


def in_place(f: Failure, text: str, first: int, last: int) -> str:
    """The hint that offers an expression for what is written from one token up to, with, another."""
    hint = rewritten(text)
    return placing.placed(hint, f.source.text, f.tokens[first].start, f.tokens[last].end)


def chain_start(f: Failure, k: int) -> int:
    """The index of the token that begins a chain of members and calls of which a token is a part."""
    while k >= 2 and f.tokens[k - 1].kind == "DOT" and k > f.declaration:
        k -= 2
        if f.tokens[k].kind in _CLOSE:
            depth = 1
            while depth and k > f.declaration:
                k -= 1
                depth += (f.tokens[k].kind in _CLOSE) - (f.tokens[k].kind in _OPEN)
            k -= f.tokens[k - 1].kind == "NAME"
    return k


def in_parentheses(f: Failure, last: int) -> str:
    """What is written between the parentheses that a token closes; nothing where they are those of a call."""
    depth = 0
    for k in range(last, max(f.declaration, last - _MOST), -1):
        depth += (f.tokens[k].kind in _CLOSE) - (f.tokens[k].kind in _OPEN)
        if depth <= 0:
            plain = f.tokens[k].kind == "LPAR" and f.tokens[k - 1].kind != "NAME"
            return between(f, k + 1, last) if plain else ""
    return ""


def position(f: Failure, opener: int) -> str:
    """The position of the item that is taken of a call's result: ``…)[1]``, ``….str[1]``, ``….get(1)``."""
    end = closing(f, opener) + 1
    while 0 < end < len(f.tokens) - 2 and f.tokens[end].kind == "DOT":
        end += 2
    if (
        end <= 0
        or f.tokens[end].kind not in ("LSQB", "LPAR")
        or f.tokens[min(end + 1, len(f.tokens) - 1)].kind != "INT"
    ):
        return ""
    return f.tokens[end + 1].text if f.tokens[end + 2].kind in _CLOSE else ""


def _low(f: Failure, k: int) -> str:
    return f.tokens[k].text.lower() if 0 <= k < len(f.tokens) else ""


# --- conditions ------------------------------------------------------------------------------------------------------


def choice(pairs: Sequence[tuple[str, str]], other: str) -> str:
    """``if … then … else if … then … else …``."""
    if not pairs or not all(c and v for c, v in pairs):
        return ""
    return " else ".join([*(f"if {c} then {v}" for c, v in pairs), other or "null"])


def case(f: Failure) -> str:
    """``CASE WHEN c THEN a ELSE b END``, ``CASE x WHEN 1 THEN a …``; the failure is after the first word."""
    text, end = _case(f, f.i)
    return in_place(f, text, f.i - 1, end - 1) if text else ""


def _case(f: Failure, k: int) -> tuple[str, int]:
    """The choice that a CASE makes, of which the word stands before a token, and the index after its END."""
    depth, subject, word = 0, "", "case"
    parts: list[tuple[str, str]] = []
    pieces, first, most = [""], k, min(len(f.tokens), k + _MOST)
    while word != "end":
        if k >= most or f.tokens[k].kind == "$END":
            return "", k
        kind, low = f.tokens[k].kind, _low(f, k)
        if depth == 0 and low == "case":
            inner, after = _case(f, k + 1)
            if not inner:
                return "", k
            pieces += [between(f, first, k), f"({inner})"]
            k = first = after
            continue
        if depth == 0 and low in ("when", "then", "else", "end"):
            text = " ".join(filter(None, [*pieces, between(f, first, k)]))
            if word == "case":
                subject = text
            else:
                parts.append((word, text))
            pieces, word, first = [], low, k + 1
        depth += (kind in _OPEN) - (kind in _CLOSE)
        k += 1
    pairs = [(a, b) for (wa, a), (wb, b) in pairwise(parts) if (wa, wb) == ("when", "then")]
    if subject:
        pairs = [(f"{subject} == {a}", b) for a, b in pairs]
    other = next((text for word, text in parts if word == "else"), "")
    return choice(pairs, other), k


def when(f: Failure, opener: int) -> str:
    """``when(c).then(a).otherwise(b)``, ``when(c, a).otherwise(b)``; ``opener`` is the first parenthesis."""
    pairs: list[tuple[str, str]] = []
    condition, k = "", opener
    begin = opener - (3 if f.tokens[opener - 2].kind == "DOT" else 1)  # `F.when`, `when`
    name = "when"
    while True:
        found = arguments(f, k)
        if found is None:
            return ""
        if name == "when" and len(found) == 2:
            pairs.append((found[0], found[1]))
        elif name == "when" and len(found) == 1:
            condition = found[0]
        elif name == "then" and len(found) == 1 and condition:
            pairs.append((condition, found[0]))
        elif name in ("otherwise", "default") and len(found) == 1:
            return in_place(f, choice(pairs, found[0]), begin, closing(f, k))
        else:
            return ""
        k = closing(f, k) + 1
        if k + 2 < len(f.tokens) and f.tokens[k].kind == "DOT" and f.tokens[k + 2].kind == "LPAR":
            name, k = _low(f, k + 1), k + 2
        else:
            return in_place(f, choice(pairs, "null"), begin, k - 1)


def ternary(f: Failure) -> str:
    """``c ? a : b``; the failure is the question mark."""
    begin, end = _bounds(f, f.i)
    kinds = [t.kind for t in f.tokens[f.i + 1 : end]]
    if kinds.count("COLON") != 1 or "QMARK" in kinds:
        return ""
    colon = f.i + 1 + kinds.index("COLON")
    if colon == f.i + 1:
        return rewritten(f"{between(f, begin, f.i)} ?? {between(f, colon + 1, end)}")
    pair = (between(f, begin, f.i), between(f, f.i + 1, colon))
    return rewritten(choice([pair], between(f, colon + 1, end)))


def python_if(f: Failure) -> str:
    """``a if c else b``; the failure is the word."""
    begin, end = _bounds(f, f.i)
    return rewritten(_python_if(f, begin, end))


def _python_if(f: Failure, begin: int, end: int) -> str:
    depth, places = 0, []
    for k in range(begin, end):
        kind = f.tokens[k].kind
        depth += (kind in _OPEN) - (kind in _CLOSE)
        if depth == 0 and kind in ("IF", "ELSE"):
            places.append(k)
    if not places:
        return between(f, begin, end)
    if len(places) < 2 or (f.tokens[places[0]].kind, f.tokens[places[1]].kind) != ("IF", "ELSE"):
        return ""
    middle, other = places[0], places[1]
    rest = _python_if(f, other + 1, end)
    return choice([(between(f, middle + 1, other), between(f, begin, middle))], rest) if rest else ""


# --- words of SQL ----------------------------------------------------------------------------------------------------


def interval(f: Failure) -> str:
    """``INTERVAL '7 days'``, ``INTERVAL 7 DAY``; the failure is after the word."""
    text = f.source.text[f.token.start : f.token.end].strip("'\"")
    several = re.findall(r"([0-9]+)\s*([a-zA-Z]+)", text)
    signs = [_UNITS.get(unit.lower(), "") for _, unit in several]
    order = [_ORDER.find(sign) for sign in signs]
    if len(several) > 1 and all(o >= 0 for o in order) and order == sorted(set(order)):
        length = "".join(f"{int(count)}{sign}" for (count, _), sign in zip(several, signs, strict=True))
        return f"write the length of time itself: `{length}`"
    match = re.fullmatch(r"\s*([0-9]+)\s*([a-zA-Z]*)\s*", text)
    if match is None:
        return "a length of time is one word: `7d`, `1h30m`"
    sign = _UNITS.get((match[2] or _low(f, f.i + 1)).lower(), "")
    if sign == "w":
        return f"write the length of time itself: `{int(match[1]) * 7}d`"
    if not sign:
        return "a length of time is one word: `7d`, `1h30m`"
    return f"write the length of time itself: `{match[1]}{sign}`"


def like(f: Failure, k: int, negative: bool) -> str:
    """``s LIKE 'a%'``; ``k`` is the word."""
    subject, token = compared(f, k - negative), f.tokens[k + 1]
    fold = _low(f, k) == "ilike"
    if not subject or token.kind != "STRING":
        return ""
    pattern = f.source.text[token.start : token.end].strip("'\"")
    inner = pattern.strip("%")
    if not inner or re.search(r'[%_"\\]', inner) or len(pattern) - len(inner) > 2:
        return ""
    if fold:
        subject, inner = f"lower({subject})", inner.lower()
    starts, ends = pattern[0] == "%", pattern[-1] == "%"
    name = {(True, True): "contains", (False, True): "starts_with", (True, False): "ends_with"}.get((starts, ends))
    if not name:
        return rewritten(f'{subject} {"!=" if negative else "=="} "{inner}"')
    return rewritten(f'{"not " * negative}{name}({subject}, "{inner}")')


def between_and(f: Failure, k: int, negative: bool) -> str:
    """``x BETWEEN 1 AND 5``; ``k`` is the word."""
    subject = compared(f, k - negative)
    middle = compared_end(f, k + 1)
    if not subject or _low(f, middle) != "and":
        return ""
    low, high = between(f, k + 1, middle), between(f, middle + 1, compared_end(f, middle + 1))
    if not low or not high:
        return ""
    inside = f"{subject} in {low}..{high}"
    return rewritten(f"not ({inside})" if negative else inside) + "; both ends are included"


def one_of(f: Failure, k: int, negative: bool) -> str:
    """``s IN ('a', 'b')``; ``k`` is the word."""
    subject = compared(f, k - negative)
    found = arguments(f, k + 1) if f.tokens[k + 1].kind == "LPAR" else None
    if not subject or not found:
        return ""
    return rewritten(f"{subject} {'not in' if negative else 'in'} [{', '.join(found)}]")


def is_null(f: Failure, k: int) -> str:
    """``x IS NULL``, ``x IS NOT NULL``; ``k`` is the word."""
    subject = compared(f, k)
    negative = _low(f, k + 1) == "not"
    if not subject or _low(f, k + 1 + negative) not in ("null", "none", "na"):
        return ""
    return rewritten(f"{'not ' * negative}is_null({subject})")


def extract(f: Failure, k: int) -> str:
    """``EXTRACT(hour FROM t)``; ``k`` is the word FROM."""
    end = next((m for m in range(k + 1, min(len(f.tokens), k + 40)) if f.tokens[m].kind in ("RPAR", "NL", "$END")), k)
    part, text = _low(f, k - 1), between(f, k + 1, end)
    if _low(f, k - 3) in ("substring", "trim", "overlay"):
        return foreign.function("substring")
    part = foreign.TIME_PARTS.get(part, "")
    if not text or not part:
        return ""
    shown = f'write `{part}({text})`; of a timestamp `{part}({text} at "UTC")`, or another zone'
    return f"{shown}; Monday is 1, Sunday 7" if part == "iso_weekday" else shown


def at_zone(f: Failure, k: int) -> str:
    """``t AT TIME ZONE 'UTC'``; ``k`` is the first word."""
    if _low(f, k + 1) != "time" or _low(f, k + 2) != "zone" or f.tokens[k + 3].kind != "STRING" or not operand(f, k):
        return ""
    return rewritten(f"{operand(f, k)} at {between(f, k + 3, k + 4)}")


#: Types as written in casts, and what converts to each, of a number and of a text.
_CASTS: Final = {
    "int64": ("int64", "parse_int({0})"),
    "float64": ("float64", "parse_float({0})"),
    "string": ("string", ""),
    "date": ('date({0} at "UTC")', 'parse_date({0}, "%Y-%m-%d")'),
    "datetime": ("", 'parse_datetime({0}, "%Y-%m-%d %H:%M:%S")'),
    "timestamp": ("", "parse_rfc3339({0})"),
}


def cast(text: str, type: str) -> str:
    """``x::int``, ``CAST(x AS int)``, ``x.astype(int)``."""
    name = foreign.type_(type) or type.lower().strip("\"'")
    name = {"float32": "float64", "int32": "int64"}.get(name, name)
    if not text or name not in _CASTS:
        return ""
    number, parsed = _CASTS[name]
    if number.endswith(")"):  # of an instant, in a zone
        offers = [f"`{number.format(text)}`, or in another zone"]
    else:
        offers = [f"`{number}({text})`"] if number else []
    if parsed:
        offers.append(("of a text " if offers else "") + f"`{parsed.format(text)}`")
    return f"write {'; '.join(offers)}"


# --- templates and other syntax -------------------------------------------------------------------------------------


def template(f: Failure) -> str:
    """``{{ x }}``, ``{% if … %}``."""
    inside = between(f, f.i + 1, f.i + 2)
    plain = f.token.kind == "LBRACE" and f.kind(1) == "NAME" and f.kind(2) == "RBRACE"
    given = f"write the value itself, `{inside}`; " if plain else ""
    return f"there are no templates: {given}what several features share is a `let` or a `def`, repetition is a `for`"


def lambda_(f: Failure) -> str:
    """``lambda x: x + 1``; the failure is after the word."""
    if f.token.kind != "NAME" or f.kind(1) != "COLON":
        return "a function is declared on its own line: `def f(x: float64) = x + 1`"
    end = next((k for k in range(f.i, min(len(f.tokens), f.i + _MOST)) if f.tokens[k].kind in (*_ENDS, *_CLOSE)), f.i)
    body, name = between(f, f.i + 2, end), f.token.text
    return f"a function is declared on its own line: `def f({name}: float64) = {body or name}`"


def date_keys(f: Failure) -> str:
    """A date as a key of a literal map."""
    k = f.i
    while k > 0 and f.tokens[k].kind != "LBRACE":
        k -= 1
    text = operand(f, k - 1) if k > 2 and f.tokens[k - 1].kind == "COMMA" else ""
    day = f.source.text[f.token.start : f.token.end]
    shown = f'map(format_date({text or "d"}, "%Y-%m-%d"), {{"{day}": 1}})'
    return f"keys are texts, integers or bools: print the date, `{shown}`; a few dates can be compared with `if`"
