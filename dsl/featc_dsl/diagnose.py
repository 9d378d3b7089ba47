"""What a token that cannot come next tells of the mistake. Knows the parser's state; wording is in syntax_errors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from featc_dsl import foreign, habits, rewrites
from featc_dsl import syntax_errors as errors
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.foreign import COMMENT
from featc_dsl.lexer import LEADS, Token
from featc_dsl.near import near
from featc_dsl.source import Source
from featc_dsl.span import Span
from featc_dsl.table import END, table

_CLAUSES = ("BY", "OVER", "DELAY", "WHERE")
_RELATIONS = ("EQ", "NE", "LESSTHAN", "LE", "MORETHAN", "GE")
_BINARY = ("PLUS", "MINUS", "STAR", "SLASH", "FLOORDIV", "PERCENT", "COALESCE", "AND", "OR", "AT", *_RELATIONS)
_LITERALS = {
    "INT": "number", "FLOAT": "number", "STRING": "text", "DATE": "date", "TIMESTAMP": "timestamp",
    "DURATION": "length of time", "CALENDAR": "length of time",
}  # fmt: skip


def leads(tokens: list[Token], k: int) -> bool:
    """Whether a declaration begins at this token: a keyword first on its line, and no field's name."""
    if tokens[k].kind not in LEADS or tokens[k + 1].kind == "COLON":
        return False
    return k == 0 or tokens[k - 1].kind in ("NL", "LBRACE")


@dataclass(frozen=True)
class Failure:
    """A place where parsing stopped: the tokens, the one that does not fit, the parser's states.

    ``known`` is a token of which it is known where its declaration begins, and that place: a long declaration with many
    mistakes need not be walked back for each.
    """

    source: Source
    tokens: list[Token]
    i: int
    states: list[int]
    known: tuple[int, int] = (-1, 0)

    @property
    def token(self) -> Token:
        return self.tokens[self.i]

    def kind(self, offset: int) -> str:
        """The kind of a token by its distance from the failure; END beyond both ends."""
        k = self.i + offset
        return self.tokens[k].kind if 0 <= k < len(self.tokens) else END

    @cached_property
    def expected(self) -> frozenset[str]:
        return table().expected(self.states)

    @property
    def wants_value(self) -> bool:
        return "INT" in self.expected and "TIMESTAMP" in self.expected

    @property
    def after_value(self) -> bool:
        return "AND" in self.expected

    @property
    def at_declaration(self) -> bool:
        return "FEATURE" in self.expected

    @cached_property
    def declaration(self) -> int:
        """The index of the token that begins the broken declaration."""
        if self.at_declaration:
            return self.i
        k = self.i - 1 if leads(self.tokens, self.i) else self.i
        while k > 0 and k != self.known[0] and not leads(self.tokens, k):
            k -= 1
        return self.known[1] if k == self.known[0] else max(k, 0)

    @property
    def line_ends(self) -> bool:
        return self.token.kind in ("NL", END)

    @property
    def closed_early(self) -> bool:
        """Whether a brace or a docstring stands on a line below, so that what is missing is missing above it."""
        if self.token.kind not in ("RBRACE", "DOC") or self.at_declaration or self.i == 0:
            return False
        if self.kind(-1) in ("LBRACE", "RBRACE", "COMMA", "DOC") or {"NL", "RBRACE"} & self.expected:
            return False
        return "\n" in self.source.text[self.tokens[self.i - 1].end : self.token.start]

    def span(self, offset: int = 0) -> Span:
        """The place of a token; of the end of a line, right after the token before."""
        token = self.tokens[self.i + offset]
        if token.kind in ("NL", END) or (offset == 0 and self.closed_early):
            end = self.tokens[self.i + offset - 1].end if self.i + offset else 0
            return self.source.span(end, end)
        return self.source.span(token.start, token.end)


def diagnose(failure: Failure) -> tuple[Diagnostic, str | None]:
    """The mistake, and the kind of token that was meant where parsing can go on with it."""
    for find in (_equals, _reserved):
        repaired = find(failure)
        if repaired is not None:
            return repaired
    for explain in (
        _docstring,
        _header,
        _percent,
        _window,
        _top,
        _foreign,
        _if,
        _in_chain,
        _broken_off,
        _list_length,
    ):
        diagnostic = explain(failure)
        if diagnostic is not None:
            return diagnostic, None
    return _general(failure), None


def _equals(f: Failure) -> tuple[Diagnostic, str | None] | None:
    if f.token.kind != "ASSIGN":
        return None
    if "COLON" in f.expected and f.kind(-1) not in ("RPAR", "RSQB"):
        argument = "EQ" in f.expected
        return errors.equals_for_colon(f.span(), f.tokens[f.i - 1].text, argument=argument), "COLON"
    if "EQ" in f.expected:
        return errors.equals_sign(f.span()), "EQ"
    return None


def _reserved(f: Failure) -> tuple[Diagnostic, str | None] | None:
    token, word = f.token, f.token.text
    if token.kind not in table().reserved or "NAME" not in f.expected:
        return None
    if token.kind == "THEN" and f.kind(-1) == "DOT":  # Polars' `when(…).then(…)`
        return None
    follows = f.kind(1)
    if f.wants_value:
        used = token.kind in LEADS or token.kind == "FIT"
        used = used and follows not in ("NAME", "STRING", "DOT") and follows not in table().soft
    else:
        used = follows in ("ASSIGN", "COLON", "COMMA", "LPAR", "RPAR", "LBRACE", "DOT", "IN", "NL", "TIME")
        used = used or (not f.at_declaration and follows == END)
    return (errors.reserved_word(f.span(), word), "NAME") if used else None


def _docstring(f: Failure) -> Diagnostic | None:
    return errors.docstring_place(f.span()) if f.token.kind == "DOC" and not f.closed_early else None


def _header(f: Failure) -> Diagnostic | None:
    return errors.header_form(f.span()) if f.tokens[f.declaration].kind == "FEATURESET" else None


def _percent(f: Failure) -> Diagnostic | None:
    if f.kind(-1) == "PERCENT" and f.kind(-2) in ("INT", "FLOAT") and f.wants_value:
        return errors.percent(f.source.span(f.tokens[f.i - 2].start, f.tokens[f.i - 1].end))
    return None


def _window(f: Failure) -> Diagnostic | None:
    token, before = f.token, f.kind(-1)
    if token.kind in _CLAUSES and f.kind(-1) == "NAME" and f.tokens[f.i - 1].text.lower() in ("partition", "order"):
        return errors.unexpected(f.span(), _expected(f), _found(f), foreign.ONE_ROW)
    if token.kind in _CLAUSES and "NAME" not in f.expected:
        if "OVER" in f.expected and token.kind != "BY":
            return errors.over_missing(f.span())
        earlier = [t.kind for t in f.tokens[f.declaration : f.i]]
        if any(kind in _CLAUSES for kind in earlier):
            return errors.window_order(f.span(), token.text)
        return errors.window_without_call(f.span(), token.text)
    if f.expected <= {"OVER", "DOT"} and "OVER" in f.expected:
        if token.kind == "COMMA":
            return errors.window_operand(f.span(), "by")
        return errors.over_missing(f.span())
    if before in _CLAUSES and not f.after_value:
        word = f.tokens[f.i - 1].text
        if before == "WHERE" and f.expected == {"LPAR"}:
            return errors.window_where(f.span())
        if before != "WHERE" and "COLON" not in f.expected and "NAME" in f.expected and not f.line_ends:
            return errors.window_operand(f.span(), word)
    return None


def _top(f: Failure) -> Diagnostic | None:
    if not f.at_declaration or f.line_ends:
        return None
    if habits.comment_at(f):
        return errors.unexpected(f.span(), "a declaration", _found(f), COMMENT)
    goes_on = (*_BINARY, "QMARK", "DOT", "IN", "NOT", "THEN", "ELSE", *_CLAUSES)
    if f.i and f.token.kind in goes_on and f.kind(1) != "ASSIGN":
        return errors.operator_at_line_start(f.span(), f.token.text)
    keywords = {kind: text for text, kind in table().words.items()}
    hint = foreign.declaration(f.token.text)
    if f.token.kind == "LBRACE" and f.kind(1) in ("LBRACE", "PERCENT"):
        hint = rewrites.template(f)
    return errors.not_a_declaration(f.span(), _found(f), near(f.token.text, [keywords[k] for k in LEADS]), hint)


def _foreign(f: Failure) -> Diagnostic | None:
    if f.token.kind == "QMARK" and f.after_value:
        return errors.foreign_symbol(f.span(), "?", rewrites.ternary(f))
    hint = habits.hint(f)
    return errors.unexpected(f.span(), _expected(f), _found(f), hint) if hint else None


def _if(f: Failure) -> Diagnostic | None:
    if f.token.kind == "IF" and f.wants_value:
        return errors.if_operand(f.span())
    for kind, word in (("THEN", "then"), ("ELSE", "else")):
        if kind in f.expected and f.token.kind != "NOT" and not _second_test(f):
            again = f.token.text.lower() in ("elif", "elsif", "elseif")
            return errors.if_parts(f.span(), word, newline=f.line_ends, again=again)
    return None


def _second_test(f: Failure) -> bool:
    """Whether the token would test a value that has been tested already."""
    tests = f.token.kind in _RELATIONS or f.token.kind == "IN" or (f.token.kind == "NOT" and f.kind(1) == "IN")
    return tests and f.after_value


def _in_chain(f: Failure) -> Diagnostic | None:
    if not _second_test(f):
        return None
    return errors.in_chain(f.span(), f.token.text if f.token.kind != "NOT" else "not in")


def _broken_off(f: Failure) -> Diagnostic | None:
    if not f.line_ends or f.at_declaration or not (f.token.kind == "NL" or f.wants_value):
        return None
    return errors.newline_in_declaration(f.span(), _expected(f), block="LBRACE" in f.expected and not f.wants_value)


def _list_length(f: Failure) -> Diagnostic | None:
    if f.kind(0) == "MORETHAN" and "COMMA" in f.expected and not f.after_value:
        k = f.i
        while k > 0 and f.tokens[k].kind not in ("LESSTHAN", "NL", "LBRACE"):
            k -= 1
        item = rewrites.between(f, k + 1, f.i) if f.tokens[k].kind == "LESSTHAN" else "float64"
        hint = foreign.list_types(item)
        return errors.unexpected(f.span(), "`,` and a length", _found(f), hint)
    return None


def _general(f: Failure) -> Diagnostic:
    hint = ""
    if f.token.kind in LEADS and f.after_value:
        hint = "a declaration begins on its own line"
    elif f.token.kind == "GE" and "MORETHAN" in f.expected and not f.after_value:
        hint = "put a space between `>` and `=`"
    elif f.expected == {"LPAR"} and f.line_ends is False:
        hint = "write it in parentheses"
    elif f.kind(-1) == "LET" or (f.kind(-2) == "LET" and f.token.kind == "COLON"):
        hint = "the type of a `let` is inferred: leave it out"
    return errors.unexpected(f.span(), _expected(f), _found(f), hint)


def _found(f: Failure) -> str:
    token = f.token
    if token.kind in ("NL", END) or f.closed_early:
        return "the end of the line"
    if token.kind in _LITERALS:
        text = f.source.text[token.start : token.end]
        return f"the {_LITERALS[token.kind]} `{text if len(text) <= 30 else text[:29] + '…'}`"
    if token.kind == "NAME":
        return f"the name `{token.text}`"
    return f"`{token.text}`"


def _expected(f: Failure) -> str:
    """What may come, in words: wholes such as "an expression" instead of the tokens that begin them."""
    kinds = set(f.expected)
    words = []
    if f.at_declaration:
        words.append("a declaration")
        kinds -= LEADS
    if f.wants_value:
        words.append("an expression")
        kinds -= {*_LITERALS, "NAME", "TRUE", "FALSE", "NULL", "MINUS", "NOT", "LPAR", "LSQB", "LBRACE", "IF", "FIT"}
        kinds -= table().soft
    elif "DURATION" in kinds:
        words.append("a length of time")
        kinds -= {"DURATION", "CALENDAR", "NAME", "LPAR"} | table().soft
    elif {"NAME", "STRING", "FLOAT"} <= kinds:
        words.append("a literal")
        kinds -= {*_LITERALS, "NAME", "TRUE", "FALSE", "NULL", "MINUS"} | table().soft
    elif "NAME" in kinds:
        words.append("a name")
        kinds -= {"NAME"} | table().soft
    elif {"INT", "FLOAT"} <= kinds:
        words.append("a number")
        kinds -= {"INT", "FLOAT"}
    if f.after_value or {"PLUS", "STAR"} <= kinds:
        words.append("an operator")
        kinds -= {*_BINARY, "IN", "NOT", "DOT", "LSQB", "LPAR", *_CLAUSES, "QMARK", "COLON"}
    if {"FROM", "LABEL", "NULLS"} <= kinds:
        words.append("a mark of the field")
        kinds -= {"FROM", "LABEL", "NULLS", "ASSUME", "NAN", "ROUNDED", "BINARY", "UNIT", "IN", "LESSTHAN", "QMARK"}
    if f.line_ends is False and kinds & {"NL", END}:
        words.append("the end of the line")
    kinds -= {"NL", END, "DOC"}
    names = {"STRING": "a text in double quotes", "INT": "a whole number"}
    rest = sorted(names.get(kind, f"`{table().texts.get(kind, kind)}`") for kind in kinds)
    words += rest
    if len(words) == 1:
        return words[0]
    return ", ".join(words[:-1]) + " or " + words[-1]
