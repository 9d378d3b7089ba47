"""Which habit of another language a failure shows, told as a hint. Knows the tokens around a failure, not its title."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from featc_dsl import foreign, placing, rewrites
from featc_dsl.catalogue import BY_NAME, NO_DEFAULT
from featc_dsl.lexer import Token
from featc_dsl.table import table
from featc_dsl.types import SCALARS

if TYPE_CHECKING:
    from featc_dsl.diagnose import Failure

_SET: Final = 'a set is written in square brackets: `x in ["a", "b"]`'
_BODY: Final = "the value of a function goes after `=`: `def f(x: float64) = x + 1`"
_DOCSTRING: Final = 'a docstring is written `"""…"""`, on the line below'
_SLICE: Final = "a part of a text or of a list is `slice(x, 0, 2)`"
_LOOP: Final = "items are not looped over: `+ - * /` go item by item, `x * 2`"
#: How many tokens before a failure are looked at, at most: on its line, and for the bracket around it.
_LINE: Final = 200
_AROUND: Final = 1000
_AS: Final = foreign.word("as", ())
#: Words of SQL after an operand of which the whole phrase is rewritten.
_SQL: Final = ("between", "not", "in", "like", "ilike", "is", "from", "as", "at")
#: Words that take the place of `then` and `else`.
_OF_IF: Final = ("elif", "elsif", "elseif", "else", "then", "when", "case", "end", "do")
_RELATIONS: Final = ("EQ", "NE", "LESSTHAN", "LE", "MORETHAN", "GE")
_NAN: Final = "NaN is read as null under the mark `nan as null`"
_ROUNDED: Final = "numbers that do not fit exactly are rounded under the mark `rounded`"
_BINARY: Final = "bytes that hold UTF-8 are read as text under the mark `binary as utf8`"
_UNIT: Final = 'integers that count from 1970 are read under the mark `unit "s"`, or "ms", "us", "ns"'
#: The marks of several words: what begins each → hint.
_PHRASES: Final = {"NAN": _NAN, "BINARY": _BINARY}
#: What is written behind a field's type elsewhere: word → hint.
_MARKS: Final = {
    word: hint
    for words, hint in (
        ("nullable optional null none", "a field that may be null has a `?` after its type: `string?`"),
        ("not required notnull", "a field is never null unless its type has a `?`: leave it out"),
        ("between range min max ge le gt lt", "a range has both its ends: `in 0..100`"),
        ("as alias column name", 'the column\'s name in the data goes after `from`: `from "Größe"`'),
        ("default", "fields have no defaults: write `?` after the type, and `??` where the field is used"),
        ("matches regex pattern like", 'a contract is a range or a list: `in 0..100`, `in ["a", "b"]`'),
        ("nan_as_null nan_to_null nan_is_null nans nan2null", _NAN),
        ("rounded round rounding round_half_even nearest lossy inexact", _ROUNDED),
        ("utf8 utf_8 utf binary_as_utf8 bytes blob varbinary encoding decode", _BINARY),
        ("unit units time_unit timestamp_unit epoch unix epoch_seconds unix_seconds s ms us ns seconds millis", _UNIT),
    )
    for word in words.split()
}


def hint(f: Failure) -> str:
    """The fix in words, or nothing where no habit is known."""
    for find in (
        _comment,
        _template,
        _keys,
        _then,
        _behind,
        _method,
        _field,
        _brackets,
        _shift,
        _block,
        _quotes,
        _parts_of_tests,
        _percent,
        _share,
        _word,
    ):
        found = find(f)
        if found:
            return found
    return ""


def comment_at(f: Failure) -> bool:
    """Whether the token begins a comment of another language."""
    kind, token = f.kind(0), f.token
    if kind == "FLOORDIV":
        return not f.after_value
    if kind == "SLASH":
        return f.kind(1) in ("STAR", "SLASH") and f.tokens[f.i + 1].start == token.end
    if kind == "STAR":
        return f.kind(-1) == "SLASH" and f.tokens[f.i - 1].end == token.start
    return kind == "MINUS" and f.kind(1) == "MINUS" and f.tokens[f.i + 1].start == token.end and not f.after_value


def _template(f: Failure) -> str:
    """``{{ x }}``, ``{% if x %}``; ``COUNT(*)``."""
    if f.token.kind == "STAR" and f.kind(-1) == "LPAR" and f.kind(1) == "RPAR":  # COUNT(*)
        return foreign.ONE_ROW
    if f.kind(-1) != "LBRACE" or f.token.kind not in ("LBRACE", "PERCENT"):
        return ""
    return rewrites.template(f)


def _keys(f: Failure) -> str:
    """A time as a key of a literal map."""
    if f.token.kind in ("DATE", "TIMESTAMP", "DURATION") and not f.wants_value and not f.after_value:
        opener = _opener(f)
        if opener >= 0 and f.tokens[opener].kind == "LBRACE" and "COLON" not in f.expected:
            return rewrites.date_keys(f) if f.token.kind == "DATE" else "keys are texts, integers or bools"
    return ""


def _then(f: Failure) -> str:
    """``when(…).then(…).otherwise(…)`` without a module before it."""
    if f.token.kind != "THEN" or f.kind(-1) != "DOT":
        return ""
    for k in range(f.i - 1, max(f.declaration, f.i - _AROUND), -1):
        if f.tokens[k].text.lower() == "when" and f.tokens[k + 1].kind == "LPAR":
            return rewrites.when(f, k + 1) or foreign.IF
    return ""


def _behind(f: Failure) -> str:
    """After a word that begins an expression elsewhere, where it is the name of a value here."""
    if f.kind(-1) != "NAME" or not f.after_value:
        return ""
    match f.tokens[f.i - 1].text.lower():
        case "interval" if f.token.kind in ("STRING", "INT"):
            return rewrites.interval(f)
        case "case":
            return rewrites.case(f) or foreign.IF
        case "lambda":
            return rewrites.lambda_(f)
        case "match" | "switch" if f.token.kind == "NAME":
            x = f.token.text
            return f"cases are `if {x} == 1 then 10 else 20`, or of many `map({x}, {{1: 10, 2: 20}}, default: 0)`"
        case "select" | "return" | "yield" if f.token.kind != "LPAR":
            return "a feature is one expression: `feature name = …`"
        case "distinct":
            return "how many different items a list has is `length(distinct(xs))`"
    return ""


def _line(f: Failure) -> list[Token]:
    """The tokens before the failure on its line; of a very long line the last ones."""
    first = f.source.text.rfind("\n", 0, f.token.start) + 1
    k = f.i
    while k and f.i - k < _LINE and f.tokens[k - 1].start >= first:
        k -= 1
    return f.tokens[k : f.i]


def _comment(f: Failure) -> str:
    if comment_at(f):
        return foreign.COMMENT
    line = _line(f)
    dashes = any(a.kind == b.kind == "MINUS" and a.end == b.start for a, b in pairwise(line))
    if f.token.kind in ("NAME", "STRING", "INT", "COMMA", "IF", "FOR", "TEST") and (
        dashes or any(t.kind == "FLOORDIV" for t in line)
    ):
        return f"{foreign.COMMENT}; `{'--' if dashes else '//'}` is arithmetic"
    return ""


def _method(f: Failure) -> str:
    """``x.lower()``, ``np.log(x)``."""
    if f.token.kind != "LPAR" or f.kind(-1) not in ("NAME", "WHERE") or f.kind(-2) != "DOT":
        return ""
    k = f.i - 1
    chain = [f.tokens[k].text]
    while k >= 2 and f.tokens[k - 1].kind == "DOT" and f.tokens[k - 2].kind == "NAME":
        k -= 2
        chain.insert(0, f.tokens[k].text)
    if len(chain) == 1 or f.tokens[k - 1].kind == "DOT":
        chain.insert(0, rewrites.in_parentheses(f, k - 2) or rewrites.operand(f, k - 1) or "x")
    name = chain[-1].lower()
    if name == "when":
        return rewrites.when(f, f.i) or foreign.IF
    given = rewrites.arguments(f, f.i) or []
    if name == "split" and len(given) == 1 and rewrites.position(f, f.i):
        return f"write `split_part({'.'.join(chain[:1])}, {given[0]}, {rewrites.position(f, f.i)})`"
    if name == "cast" and len(given) == 2 and foreign.module(chain[0]):
        return rewrites.cast(given[0], given[1].rsplit(".", 1)[-1]) or foreign.function(name)
    if name in ("astype", "cast", "try_cast") and len(given) == 1:
        kind = given[0].rsplit(".", 1)[-1].strip("\"'")
        return rewrites.cast(".".join(chain[:-1]), kind) or foreign.function(name)
    known = foreign.method(chain, functions(), given)
    start, end = rewrites.chain_start(f, f.i - 1), rewrites.closing(f, f.i)
    return known if end < 0 else placing.placed(known, f.source.text, f.tokens[start].start, f.tokens[end].end)


@cache
def functions() -> dict[str, list[str]]:
    """The names of what is called, each with the names of its parameters but for those that may be left out."""
    return {
        name: [p.name for p in row.overloads[0].params if p.default is NO_DEFAULT]
        for name, row in BY_NAME.items()
        if not row.symbol
    }


def _field(f: Failure) -> str:
    """Behind the type of a field."""
    if f.wants_value:
        return _MARKS["range"] if "DOTDOT" in (f.kind(0), f.kind(-1)) else ""
    if f.expected in ({"AS"}, {"NULL"}, {"UTF8"}):
        return _PHRASES.get(f.kind(-1), "") or _PHRASES.get(f.kind(-2), "")
    if not {"FROM", "LABEL", "NULLS"} <= f.expected:
        return ""
    kind, text = f.token.kind, f.token.text.lower()
    before = f.tokens[f.i - 1].text
    if kind == "LPAR":
        if foreign.type_(before) == "float64" or before.lower() in ("decimal", "numeric"):
            return "there are no decimals: write `float64`, or `int64` for whole cents"
        if foreign.type_(before):
            return f"write `{foreign.type_(before)}`: a type has no size in parentheses"
        return "a type has no size in parentheses: write it alone"
    if kind == "LSQB":
        if before.lower() == "optional":
            return _MARKS["optional"]
        return "a list is written with its length: `list<float64, 5>`"
    if kind in _RELATIONS:
        return _MARKS["range"]
    if kind == "STRING":
        return _DOCSTRING
    if kind == "OR":
        return _MARKS["optional"]
    if kind in ("NAME", "NOT", "NULL") or kind in table().soft:
        if text == "nan":  # `NaN as null`
            return _NAN
        return _MARKS.get(text, "") or (_MARKS["nullable"] if before.lower() in ("nullable", "optional") else "")
    return ""


def _opener(f: Failure) -> int:
    """The index of the bracket of the broken declaration that is open at the failure, -1 for none."""
    depth = 0
    for k in range(f.i - 1, max(f.declaration, f.i - _AROUND) - 1, -1):
        kind = f.tokens[k].kind
        if kind in ("RPAR", "RSQB", "RBRACE"):
            depth += 1
        elif kind in ("LPAR", "LSQB", "LBRACE"):
            if not depth:
                return k
            depth -= 1
    return -1


def _brackets(f: Failure) -> str:
    """Sets and tuples, slices, ``1,000``, ``if(c, a, b)``, ``in [0..10]``."""
    kind = f.token.kind
    if kind not in ("LBRACE", "COMMA", "DOTDOT", "COLON", "FOR"):
        return ""
    opener = _opener(f)
    inside = f.tokens[opener].kind if opener >= 0 else ""
    before = f.tokens[opener - 1].kind if opener > 0 else ""
    if kind == "FOR":
        return _LOOP if inside in ("LSQB", "LPAR") and f.after_value else ""
    if kind == "LBRACE" and f.kind(-1) == "IN" and f.wants_value:
        return _SET
    if kind == "COMMA":
        digits = f.kind(-1) == f.kind(1) == "INT" and f.tokens[f.i - 1].end + 1 == f.tokens[f.i + 1].start
        if inside == "LPAR" and before == "IN":
            return _SET
        if inside == "LPAR" and before == "IF":
            return foreign.IF
        return "digits are grouped with `_`: `1_000`" if digits else ""
    if kind == "DOTDOT" and inside == "LSQB" and before == "IN":
        return "a range is written without brackets: `in 0..10`"
    if kind == "COLON" and (f.after_value or f.wants_value):
        if f.kind(1) == "COLON" and f.after_value:
            end = f.i + 2
            return rewrites.cast(rewrites.operand(f, f.i), f.tokens[min(end, len(f.tokens) - 1)].text) or _AS
        return _part(f, opener) if inside == "LSQB" else ""
    return ""


def _part(f: Failure, opener: int) -> str:
    """``s[1:3]``, ``s[:3]``."""
    text = rewrites.operand(f, opener)
    end = rewrites.closing(f, opener)
    start = rewrites.between(f, opener + 1, f.i) or "0"
    stop = rewrites.between(f, f.i + 1, end) if end > 0 else ""
    if not text or ":" in stop:
        return _SLICE
    return rewrites.rewritten(f"slice({', '.join(filter(None, (text, start, stop)))})")


def _shift(f: Failure) -> str:
    """``n << 2``, ``n >> 2``."""
    if f.kind(0) not in ("LESSTHAN", "MORETHAN") or f.kind(-1) != f.kind(0) or f.tokens[f.i - 1].end != f.token.start:
        return ""
    return foreign.function("shl" if f.kind(0) == "LESSTHAN" else "shr")


def _block(f: Failure) -> str:
    """The heads of `def` and `for`."""
    lead, kind = f.tokens[f.declaration].kind, f.token.kind
    before = f.tokens[f.i - 1].text
    if lead in ("INPUT", "STREAM", "LOOKUP") and f.expected == {"COLON"} and kind == "NAME":
        pair = (f.token.text, before) if _is_type(before) and not _is_type(f.token.text) else (before, f.token.text)
        return f"the type goes after a colon: `{pair[0]}: {foreign.type_(pair[1]) or pair[1]}`"
    if lead == "INPUT" and kind == "COLON" and "LBRACE" in f.expected:
        return "the fields go in braces: `input Row { x: float64 }`"
    if lead == "FEATURE" and f.expected == {"COLON", "ASSIGN"} and kind == "NAME" and _is_type(before):
        return f"the type goes after a colon: `feature {f.token.text}: {foreign.type_(before) or before} = …`"
    if lead == "DEF":
        if "ASSIGN" in f.expected and kind in ("COLON", "LBRACE") and f.kind(-1) == "RPAR":
            return _BODY
        if "COLON" in f.expected and kind in ("COMMA", "RPAR") and f.kind(-1) == "NAME":
            return f"say its type: `{f.tokens[f.i - 1].text}: float64`"
        if kind == "ASSIGN" and "RPAR" in f.expected:
            return "parameters have no defaults: give the value in each call"
    if lead == "FOR":
        if f.expected == {"LSQB"}:
            return f"write the items out: `for i in [{_items(f)}] {{ … }}`"
        if kind == "COLON" and "LBRACE" in f.expected:
            return "the declarations go in braces: `for x in [a, b] { … }`"
    return ""


def _is_type(text: str) -> bool:
    return text in SCALARS or bool(foreign.type_(text))


def _items(f: Failure) -> str:
    """The items of a short range, ``1..3``, or such items."""
    if [f.kind(k) for k in range(3)] == ["INT", "DOTDOT", "INT"]:
        low, high = int(f.token.text.replace("_", "")), int(f.tokens[f.i + 2].text.replace("_", ""))
        if 0 <= high - low < 10:
            return ", ".join(map(str, range(low, high + 1)))
    return "0, 1, 2"


def _quotes(f: Failure) -> str:
    """Text without quotes, f-strings, docstrings in plain quotes."""
    token, before = f.token, f.kind(-1)
    if f.expected == {"STRING"} and token.kind == "NAME":
        return f'put it in double quotes: "{token.text}{".fdl" if before == "IMPORT" else ""}"'
    if token.kind != "STRING" or not f.after_value:
        return ""
    if before == "NAME" and f.tokens[f.i - 1].end == token.start:
        if f.tokens[f.i - 1].text == "r":
            return f"write `r{rewrites.between(f, f.i, f.i + 1)}`"
        return (
            'text has no holes: join texts with `+`; the only prefix is the `r` of r"…", in which nothing is an escape'
        )
    if before == "STRING":
        return "texts are joined with `+`"
    return _DOCSTRING if f.kind(1) in ("NL", "$END") else ""


def _parts_of_tests(f: Failure) -> str:
    """What the parts of a test are called elsewhere."""
    if not {"GIVEN", "EXPECT"} & f.expected or f.tokens[f.declaration].kind != "TEST":
        return ""
    text = f.token.text.lower()
    if text in ("expects", "expected", "then", "should", "assert", "output", "outputs", "returns"):
        return "write `expect { … }`"
    return "write `given { … }`" if text in ("when", "with", "input", "inputs", "row", "gives", "givens") else ""


def _percent(f: Failure) -> str:
    """R's ``%%``, ``%/%``, ``%in%``, ``%>%``."""
    if f.kind(-1) != "PERCENT" or not f.wants_value:
        return ""
    match f.kind(0), f.kind(1):
        case "PERCENT", _:
            return "write `%`"
        case "SLASH", "PERCENT":
            return "write `//`"
        case "IN", "PERCENT":
            return 'write `x in ["a", "b"]`'
        case "MORETHAN", "PERCENT":
            return "values are passed in parentheses: `f(x)`"
    return ""


def _share(f: Failure) -> str:
    """``nulls <= 0.05``, ``nulls < 5%``."""
    return "write the share in percent: `nulls <= 5%`" if f.expected in ({"PERCENT"}, {"LE"}) else ""


def _word(f: Failure) -> str:
    if f.kind(-1) == "NOT" and f.expected == {"IN"} and f.token.text.lower() == "between":
        return rewrites.between_and(f, f.i, negative=True)
    if f.kind(-1) == "NOT" and f.expected == {"IN"} and f.token.text.lower() in ("like", "ilike"):
        return rewrites.like(f, f.i, negative=True) or foreign.word("like", ())
    in_if = bool({"THEN", "ELSE"} & f.expected)
    if not f.after_value or (in_if and (f.token.kind == "IF" or f.token.text.lower() in _OF_IF)):
        return ""
    if f.token.kind == "IF":
        return rewrites.python_if(f) or foreign.IF
    text, k = f.token.text, f.i
    is_name = f.token.kind == "NAME" or f.token.kind in table().soft
    if f.token.kind in ("FROM", "NOT", "IN") or (is_name and text.lower() in _SQL):
        low = text.lower()
        negative = low == "not"
        if negative:
            k += 1
            low = f.tokens[min(k, len(f.tokens) - 1)].text.lower()
        known = ""
        if low == "between":
            known = rewrites.between_and(f, k, negative)
        elif low == "in" and text != "in":
            known = rewrites.one_of(f, k, negative)
        elif low in ("like", "ilike"):
            known = rewrites.like(f, k, negative) or foreign.word(low, ())
        elif low == "is":
            known = rewrites.is_null(f, k)
        elif low == "at":
            known = rewrites.at_zone(f, k)
        elif low == "from" and rewrites.operand(f, k):
            known = rewrites.extract(f, k)
        elif low == "as":
            known = rewrites.cast(rewrites.operand(f, k), f.tokens[min(k + 1, len(f.tokens) - 1)].text)
        if known:
            return known
    if f.token.kind == "FROM":
        return foreign.word("from", ())
    if not is_name:
        return ""
    if text.lower() == "is" and f.tokens[f.i + 1].text.lower() == "not":
        text = "is_not"
    if foreign.is_unit(text) and f.kind(-1) not in ("INT", "FLOAT"):
        return ""
    reserved = [word for word, kind in table().words.items() if kind in table().reserved]
    return foreign.word(text, reserved)
