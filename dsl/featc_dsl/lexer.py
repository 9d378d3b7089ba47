"""From text to tokens: words, literals, where a newline counts, which brackets match. Knows no grammar."""

from __future__ import annotations

import re
from typing import NamedTuple

from featc_dsl import foreign, literal_errors
from featc_dsl import syntax_errors as errors
from featc_dsl.diagnostics import MOST_FINDINGS, Diagnostic, Enough
from featc_dsl.literals import Malformed, number_kind
from featc_dsl.source import BOM, Source
from featc_dsl.span import Span
from featc_dsl.table import END, table


class Token(NamedTuple):
    """``kind`` is a terminal of the grammar; ``text`` what stands there (of a quoted name, without backticks)."""

    kind: str
    start: int
    end: int
    text: str


#: Kinds of the words that begin a declaration.
LEADS = frozenset(
    ("FEATURESET", "OPTION", "IMPORT", "INPUT", "STREAM", "LOOKUP", "LET", "DEF", "FEATURE", "FOR", "TEST")
)

_WORD = r"[^\W\d]\w*"
_MASTER = re.compile(
    rf"""
    (?P<blank>[ \t]+|\#[^\r\n]*)
  | (?P<newline>(?:\r\n?|\n)[ \t\r\n]*)
  | (?P<raw>r"(?!"")(?:[^"\\\r\n]|\\[^\r\n])*")
  | (?P<open_raw>r"(?!"")[^\r\n]*)
  | (?P<name>(?:{_WORD})?(?:\{{{_WORD}\}}\w*)+|{_WORD})
  | (?P<foreign_day>[0-9]{{4}}/(?:0[0-9]/[0-9]{{1,2}}|[0-9]{{1,2}}/0[0-9])(?!\w)
      |[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ ][0-9]{{2}}:[0-9:.]+)
  | (?P<day>[0-9]{{4,}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9])(?:[Tt](?:[0-9:]|\.(?!\.))*(?:[Zz]|[+-][0-9:]*)?)?)
  | (?P<number>[0-9]\w*(?:\.[0-9]\w*)*(?:(?<=[0-9][eE])[+-][0-9]\w*)?(?:\.(?!\.)\w*)?)
  | (?P<foreign>&&|\|\||!==|===|<>|=<|:=|\*\*|[-=]>|\.[0-9]\w*|'[^'\r\n]*'|!(?!=)|[;&|~^])
  | (?P<symbol>\.\.|\?\?|==|!=|<=|>=|//|[-+*/%<>=(){{}}\[\],:.?])
  | (?P<doc>\"\"\"[\s\S]*?\"\"\")
  | (?P<open_doc>\"\"\")
  | (?P<string>"(?:[^"\\\r\n]|\\[^\r\n])*")
  | (?P<open_string>"[^\r\n]*)
  | (?P<quoted>`[^`\r\n]*`?)
  | (?P<other>[\s\S])
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"(?=[A-Za-z_{])(?:[A-Za-z0-9_]|\{[A-Za-z_][A-Za-z0-9_]*\})+")
#: A line that can only be the start of a declaration.
DECLARATION = re.compile(
    r"[ \t]*(?:(?:feature|featureset|let|def|for|input|stream|lookup|option)[ \t]+[^\W\d`]|(?:import|test)[ \t]+\")"
)
_DECLARATION_LINE = re.compile(rf"^{DECLARATION.pattern}", re.MULTILINE)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
#: Symbols of other languages that have one meaning here: text → kind of token to go on with.
_MEANT = {"&&": "AND", "||": "OR", "!": "NOT", "===": "EQ", "!==": "NE", "<>": "NE", "**": "STAR", ";": "NL"} | {
    "&": "AND", "|": "OR", "~": "NOT", "^": "STAR", "=<": "LE", ":=": "ASSIGN",
}  # fmt: skip
#: What a value ends with.
_VALUES = ("NAME", "STRING", "INT", "FLOAT", "RPAR", "RSQB")
_CLOSER = {"(": ")", "[": "]", "{": "}"}
#: The declarations whose blocks hold no declarations.
_BLOCKS = ("INPUT", "STREAM", "LOOKUP", "TEST")
_BLANKS = re.compile(r"[ \t]*")
#: So many tokens are looked at ahead, in all.
_MOST_EFFORT = 200_000


class Scan:
    """The tokens of a text. ``broken`` has the offsets where the structure around is not to be trusted, ``swallowed``
    the stretches that hold declarations and give no tokens: in docstrings, and where none may stand.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens: list[Token] = []
        self.diagnostics: list[Diagnostic] = []
        self.broken: list[int] = []
        self.swallowed: list[tuple[int, int]] = []
        self.understood: set[int] = set()  # the places of findings whose token means what was meant
        self._open: list[tuple[Token, bool]] = []  # brackets, and whether declarations may stand inside
        self._unmatched = dict.fromkeys(_CLOSER.values(), 0)  # how many of them wait for each closing one
        self._open_strings: list[int] = []
        self._lead = ""  # the keyword of the declaration that is being read
        self._closed: set[int] = set()  # where blocks begin of which the end is known to follow
        self._effort = 0  # tokens that were looked at ahead

    def run(self) -> None:
        """Scan the text. Enough where it has too many mistakes; then ``tokens`` are not whole."""
        text = self.source.text
        for match in _FORBIDDEN.finditer(text):
            self._report(errors.forbidden_character(self.source.span(match.start(), match.end()), match[0]))
        self._run()

    def _report(self, diagnostic: Diagnostic, *, broken: bool = False) -> None:
        self.diagnostics.append(diagnostic)
        if broken:
            self.broken.append(diagnostic.span.start)
        if len(self.diagnostics) >= MOST_FINDINGS:
            raise Enough

    def _run(self) -> None:
        text, words, symbols, tokens = self.source.text, table().words, table().symbols, self.tokens
        position, length, match_at = int(text.startswith(BOM)), len(text), _MASTER.match
        while position < length:
            match = match_at(text, position)
            assert match is not None, "the last alternative takes any character"
            group, start, position = match.lastgroup, position, match.end()
            if group == "blank":
                continue
            piece = match[0]
            if group == "name":
                kind = words.get(piece, "NAME")
                if kind in LEADS:
                    self._lead_in(kind)
                if not piece.isascii():
                    self._report(errors.bad_name(self.source.span(start, position), piece))
                tokens.append(Token(kind, start, position, piece))
            elif group == "symbol":
                token = Token(symbols[piece], start, position, piece)
                if piece in "([{":
                    self._open.append((token, piece == "{" and self._lead == "FOR"))
                    self._unmatched[_CLOSER[piece]] += 1
                    tokens.append(token)
                elif piece in ")]}":
                    self._close(token)
                else:
                    if piece == "," and tokens and tokens[-1].kind == "NL":
                        tokens.pop()
                    tokens.append(token)
            elif group == "newline":
                position = self._newline(start, position)
            elif group == "number":
                self._number(start, position, piece)
            else:
                position = self._rare(str(group), start, position, piece)
        self._unclosed(to_block=False)
        if tokens and tokens[-1].kind == "NL":
            tokens.pop()
        end = tokens[-1].end if tokens else length
        tokens.append(Token(END, end, end, ""))

    def _lead_in(self, kind: str) -> None:
        if not self._open or self._open[-1][1]:
            self._lead = kind

    def _newline(self, start: int, end: int) -> int:
        """Take the end of a line; the result is where to go on."""
        tokens = self.tokens
        if self._open and not self._open[-1][1] and DECLARATION.match(self.source.text, end - self._indent(end)):
            if self._is_misplaced(end):
                return self._misplaced(end)
            self._unclosed(to_block=True)
        elif self._open and self._open[-1][0].kind != "LBRACE":
            return end
        if tokens and tokens[-1].kind not in ("NL", "LBRACE", "COMMA"):
            tokens.append(Token("NL", start, start + 1, ""))
        return end

    def _is_misplaced(self, start: int) -> bool:
        """Whether the declaration at ``start`` stands inside a block of fields or a test, rather than below one that is
        not closed: it is indented more, and the block is closed before a declaration that is not.
        """
        block = self._open[-1][0]
        if block.kind != "LBRACE" or self._lead not in _BLOCKS:
            return False
        if block.start in self._closed:
            return True
        line = self._line_start(block.start)
        most = len(_BLANKS.match(self.source.text, line)[0])  # type: ignore[index]
        if self._indent(start) <= most:
            return False
        depth, at = 0, start
        while self._effort < _MOST_EFFORT and (match := _MASTER.match(self.source.text, at)) is not None:
            self._effort += 1
            at = match.end()
            if match.lastgroup == "newline":
                indent = self._indent(at)
                if indent <= most and DECLARATION.match(self.source.text, at - indent):
                    return False
            elif match[0] in ("{", "}") and match.lastgroup == "symbol":
                depth += 1 if match[0] == "{" else -1
                if depth < 0:
                    self._closed.add(block.start)
                    return True
        return False

    def _misplaced(self, start: int) -> int:
        """Report the declaration at ``start`` and pass over it; the result is where to go on."""
        word = _MASTER.match(self.source.text, start)
        assert word is not None
        self._report(errors.misplaced(self.source.span(start, word.end()), word[0], self._lead.lower()))
        depth, at = 0, start
        while (match := _MASTER.match(self.source.text, at)) is not None:
            if match.lastgroup == "newline" and depth <= 0:
                break
            if match.lastgroup == "symbol":
                depth += (match[0] in _CLOSER) - (match[0] in _CLOSER.values())
                if depth < 0:
                    break
            at = match.end()
        self.swallowed.append((start, at))
        return at

    def _indent(self, end: int) -> int:
        """How many blanks stand between the start of the line and ``end``."""
        text, start = self.source.text, end
        while start and text[start - 1] in " \t":
            start -= 1
        return end - start

    def _unclosed(self, *, to_block: bool) -> None:
        """Give up the open brackets: all, or those up to the block that holds declarations."""
        first = True
        while self._open and not (to_block and self._open[-1][1]):
            token = self._pop()
            if first and not self._taken_by_string(token.start):
                self._report(errors.unclosed(self._span(token), token.text, _CLOSER[token.text]), broken=True)
            first = False

    def _pop(self) -> Token:
        token, _ = self._open.pop()
        self._unmatched[_CLOSER[token.text]] -= 1
        return token

    def _taken_by_string(self, start: int) -> bool:
        """Whether a string after ``start`` was left open: it may have taken the partner of a bracket."""
        return bool(self._open_strings) and self._open_strings[-1] > start

    def _close(self, token: Token) -> None:
        tokens = self.tokens
        if not self._unmatched[token.text]:
            if not self._taken_by_string(self._line_start(token.start)):
                self._report(
                    errors.unopened(self._span(token), token.text, self._open[-1][0].text if self._open else ""),
                    broken=True,
                )
            return
        while _CLOSER[self._open[-1][0].text] != token.text:
            inner = self._pop()
            if not self._taken_by_string(inner.start):
                self._report(
                    errors.unclosed(self._span(inner), inner.text, _CLOSER[inner.text], self._span(token)), broken=True
                )
        self._pop()
        if token.kind == "RBRACE" and tokens and tokens[-1].kind == "NL":
            tokens.pop()
        tokens.append(token)

    def _line_start(self, offset: int) -> int:
        text = self.source.text
        return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1

    def _number(self, start: int, end: int, piece: str) -> None:
        try:
            kind = number_kind(piece)
        except Malformed as bad:
            self._malformed(bad, start, end)
            kind, piece = "INT", "0"
        self.tokens.append(Token(kind, start, end, piece))

    def _malformed(self, bad: Malformed, start: int, end: int) -> None:
        stop = end if bad.end is None else start + bad.end
        self._report(bad.make(self.source.span(start + bad.start, stop)))

    def _rare(self, group: str, start: int, end: int, piece: str) -> int:
        """Take a token that is not of the common kinds; the result is where to go on."""
        tokens, span = self.tokens, self.source.span(start, end)
        if group == "day":
            tokens.append(Token("TIMESTAMP" if "T" in piece.upper() else "DATE", start, end, piece))
        elif group in ("string", "raw"):
            tokens.append(Token("STRING", start, end, piece))
        elif group in ("open_string", "open_raw"):
            self._open_strings.append(start)
            self._report(errors.unterminated_string(span), broken=True)
            tokens.append(Token("STRING", start, end, '""'))
        elif group == "doc":
            if tokens and tokens[-1].kind == "NL":
                tokens.pop()
            tokens.append(Token("DOC", start, end, piece))
            if "\n" in piece and _DECLARATION_LINE.search(piece):
                self.swallowed.append((start, end))
        elif group == "open_doc":
            self._report(errors.unterminated_docstring(span), broken=True)
            following = _DECLARATION_LINE.search(self.source.text, end)
            after = following.start() if following else len(self.source.text)
            self.swallowed.append((start, after))
            return after
        elif group == "quoted":
            name = piece.strip("`")
            if len(piece) != len(name) + 2 or not _NAME.fullmatch(name):
                self._report(errors.bad_name(span, piece))
            tokens.append(Token("NAME", start, end, name))
        elif group == "foreign_day":
            self._report(literal_errors.foreign_day(span, piece))
            kind, text = ("DATE", "2013-10-10") if "/" in piece else ("TIMESTAMP", "2013-10-10T00:00:00Z")
            tokens.append(Token(kind, start, end, text))
        elif group == "foreign":
            self._foreign(start, end, piece)
        elif not _FORBIDDEN.match(piece):
            self._report(errors.unknown_character(span, piece), broken=True)
        return end

    def _foreign(self, start: int, end: int, piece: str) -> None:
        span = self.source.span(start, end)
        if piece[0] == ".":
            self._report(literal_errors.bad_number(span, piece))
            self.tokens.append(Token("FLOAT", start, end, "0.0"))
        elif piece[0] == "'":
            self._report(errors.foreign_symbol(span, piece))
            plain = '"' not in piece and "\\" not in piece
            self.tokens.append(Token("STRING", start, end, f'"{piece[1:-1]}"' if plain else '""'))
            if plain:
                self.understood.add(start)
        else:
            kind, hint = _MEANT.get(piece), ""
            after_value = bool(self.tokens) and self.tokens[-1].kind in _VALUES
            if piece == "~" and after_value:  # a match in SQL, a case in R: a comparison all the same
                kind, hint = "EQ", foreign.function("rlike")
            elif piece == "->" and not (self._lead == "DEF" and self.tokens and self.tokens[-1].kind == "RPAR"):
                hint = foreign.ARROW
            self._report(errors.foreign_symbol(span, piece, hint), broken=kind is None)
            if kind is not None:
                self.tokens.append(Token(kind, start, end, piece))

    def _span(self, token: Token) -> Span:
        return self.source.span(token.start, token.end)
