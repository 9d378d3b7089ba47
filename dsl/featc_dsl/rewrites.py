"""What users of SQL, pandas, Polars and others have written, in fdl and with their own operands. Knows tokens and text.

A rewrite is offered only where all of it is understood; elsewhere the general hints of `foreign.py` stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from featc_dsl import foreign

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


def quoted(text: str) -> str:
    """The text with its single-quoted strings in double quotes."""
    return re.sub(r"'([^'\"\\]*)'", r'"\1"', text).strip()


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
    k, depth = f.i, 0
    subject, word = between(f, k, k), "case"
    parts: list[tuple[str, str]] = []
    first = k
    while k < min(len(f.tokens), f.i + _MOST):
        kind, low = f.tokens[k].kind, _low(f, k)
        if kind == "$END":
            return ""
        if depth == 0 and low in ("when", "then", "else", "end"):
            if word == "case":
                subject = between(f, first, k)
            else:
                parts.append((word, between(f, first, k)))
            word, first = low, k + 1
            if low == "end":
                break
        depth += (kind in _OPEN) - (kind in _CLOSE)
        k += 1
    if word != "end":
        return ""
    pairs = [(a, b) for (wa, a), (wb, b) in pairwise(parts) if (wa, wb) == ("when", "then")]
    if subject:
        pairs = [(f"{subject} == {a}", b) for a, b in pairs]
    other = next((text for word, text in parts if word == "else"), "")
    return rewritten(choice(pairs, other))


def when(f: Failure, opener: int) -> str:
    """``when(c).then(a).otherwise(b)``, ``when(c, a).otherwise(b)``; ``opener`` is the first parenthesis."""
    pairs: list[tuple[str, str]] = []
    condition, k = "", opener
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
            return rewritten(choice(pairs, found[0]))
        else:
            return ""
        k = closing(f, k) + 1
        if k + 2 < len(f.tokens) and f.tokens[k].kind == "DOT" and f.tokens[k + 2].kind == "LPAR":
            name, k = _low(f, k + 1), k + 2
        else:
            return rewritten(choice(pairs, "null"))


def ternary(f: Failure) -> str:
    """``c ? a : b``; the failure is the question mark."""
    begin = next((k for k in range(f.i - 1, f.declaration, -1) if f.tokens[k].kind == "ASSIGN"), -1)
    colon = end = -1
    for k in range(f.i + 1, min(len(f.tokens), f.i + _MOST)):
        if f.tokens[k].kind in _ENDS:
            end = k
            break
        if f.tokens[k].kind in ("COLON", "QMARK"):
            if colon >= 0 or f.tokens[k].kind == "QMARK":
                return ""
            colon = k
    if begin < 0 or colon < 0 or end < 0:
        return ""
    if colon == f.i + 1:
        return rewritten(f"{between(f, begin + 1, f.i)} ?? {between(f, colon + 1, end)}")
    pair = (between(f, begin + 1, f.i), between(f, f.i + 1, colon))
    return rewritten(choice([pair], between(f, colon + 1, end)))


# --- words of SQL ----------------------------------------------------------------------------------------------------


def interval(f: Failure) -> str:
    """``INTERVAL '7 days'``, ``INTERVAL 7 DAY``; the failure is after the word."""
    text = f.source.text[f.token.start : f.token.end].strip("'\"")
    match = re.fullmatch(r"\s*([0-9]+)\s*([a-zA-Z]*)\s*", text)
    if match is None:
        return "a length of time is one word: `7d`, `1h30m`"
    sign = _UNITS.get((match[2] or _low(f, f.i + 1)).lower(), "")
    if sign == "w":
        return f"write the length of time itself: `{int(match[1]) * 7}d`"
    if not sign:
        return "a length of time is one word: `7d`, `1h30m`"
    return f"write the length of time itself: `{match[1]}{sign}`"


def like(f: Failure, k: int) -> str:
    """``s LIKE 'a%'``; ``k`` is the word."""
    subject, token = operand(f, k), f.tokens[k + 1]
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
    return rewritten(f'{name}({subject}, "{inner}")' if name else f'{subject} == "{inner}"')


def between_and(f: Failure, k: int, negative: bool) -> str:
    """``x BETWEEN 1 AND 5``; ``k`` is the word."""
    subject = operand(f, k - negative)
    middle = next((m for m in range(k + 1, min(len(f.tokens), k + 8)) if _low(f, m) == "and"), 0)
    if not subject or not middle:
        return ""
    end = middle + 1
    while f.tokens[end].kind in ("MINUS",):
        end += 1
    low, high = between(f, k + 1, middle), between(f, middle + 1, end + 1)
    if not low or not high or f.tokens[end].kind in _ENDS:
        return ""
    inside = f"{subject} in {low}..{high}"
    return rewritten(f"not ({inside})" if negative else inside) + "; both ends are included"


def one_of(f: Failure, k: int, negative: bool) -> str:
    """``s IN ('a', 'b')``; ``k`` is the word."""
    subject = operand(f, k - negative)
    found = arguments(f, k + 1) if f.tokens[k + 1].kind == "LPAR" else None
    if not subject or not found:
        return ""
    return rewritten(f"{subject} {'not in' if negative else 'in'} [{', '.join(found)}]")


def is_null(f: Failure, k: int) -> str:
    """``x IS NULL``, ``x IS NOT NULL``; ``k`` is the word."""
    subject = operand(f, k)
    negative = _low(f, k + 1) == "not"
    if not subject or _low(f, k + 1 + negative) not in ("null", "none", "na"):
        return ""
    return rewritten(f"{'not ' * negative}is_null({subject})")


#: The parts of a time in SQL's EXTRACT and in accessors, where they are called otherwise.
_PARTS: Final = {
    **{p: p for p in ("year", "quarter", "month", "day", "hour", "minute", "second", "millisecond", "microsecond")},
    "dow": "iso_weekday",
    "isodow": "iso_weekday",
    "doy": "day_of_year",
    "week": "iso_week",
}


def extract(f: Failure, k: int) -> str:
    """``EXTRACT(hour FROM t)``; ``k`` is the word FROM."""
    end = next((m for m in range(k + 1, min(len(f.tokens), k + 40)) if f.tokens[m].kind in ("RPAR", "NL", "$END")), k)
    part, text = _low(f, k - 1), between(f, k + 1, end)
    if _low(f, k - 3) in ("substring", "trim", "overlay"):
        return foreign.function("substring")
    part = _PARTS.get(part, "")
    if not text or not part:
        return ""
    return f'write `{part}({text})`; of a timestamp `{part}({text} at "UTC")`, or another zone'


#: Types as written in casts, and what converts to each, of a number and of a text.
_CASTS: Final = {
    "int64": ("int64", "parse_int({0})"),
    "float64": ("float64", "parse_float({0})"),
    "string": ("string", ""),
    "date": ("", 'parse_date({0}, "%Y-%m-%d")'),
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
    return f"keys are texts, integers or bools: print the date, `{shown}`; a few dates are told apart by `if`"
