"""Parsing: text to tree, with every independent syntax error of the file. Knows the walk and recovery; no wording.

The table is Lark's (``table.py``); the walk is our own, because it must repair and resume.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from featc_dsl import ast
from featc_dsl.build import Builder, Header
from featc_dsl.collector import paused
from featc_dsl.diagnose import Failure, diagnose, leads
from featc_dsl.diagnostics import MOST_FINDINGS, Diagnostic, Enough
from featc_dsl.lexer import LEADS, Scan, Token
from featc_dsl.nesting import too_deep
from featc_dsl.source import Source
from featc_dsl.span import Span
from featc_dsl.table import END, Reduce, table


def parse(text: str, path: str) -> tuple[ast.SourceFile | None, tuple[Diagnostic, ...]]:
    """The tree of a text and what is wrong with it, in the order of the places.

    After an error the tree holds the declarations that are whole, or is None where none is. ``path`` is
    only used for places.
    """
    with paused():
        return _parse(Source(text, path))


def _parse(source: Source) -> tuple[ast.SourceFile | None, tuple[Diagnostic, ...]]:
    scan = Scan(source)
    builder = Builder(source)
    walk = _Walk(scan, builder)
    try:
        scan.run()
        decls = builder.declarations(walk.run(), top=True)
    except Enough:
        return None, _ordered([*scan.diagnostics, *walk.diagnostics, *builder.finish()])
    header = decls.pop(0) if decls and isinstance(decls[0], Header) else None
    shallow, deep = too_deep(decls)
    dropped: list[ast.Decl] = []
    # a quote in a declaration that is given up is part of what is wrong there
    told = [d for d in scan.diagnostics if d.span.start not in scan.understood or not walk.is_lost(d.span.start)]
    known = {d.span.start for d in walk.diagnostics if d.hint or d.code == "FDL025"}
    told = [d for d in told if d.code not in ("FDL004", "FDL015") or d.span.start not in known]
    diagnostics = [*told, *walk.diagnostics, *builder.finish()]
    apart = {d.span.start for d in diagnostics if walk.is_lost(d.span.start)} | scan.understood
    places = sorted(d.span.start for d in diagnostics if d.span.start not in apart)
    sound = _sound(shallow, places, dropped)
    found = _ordered([*diagnostics, *deep])
    if found and not sound and header is None:
        return None, found
    name, version, doc = (header.name, header.version, header.doc) if header else (None, None, None)
    lost: tuple[Span, ...] = ()
    if found:
        kept = set(map(id, shallow))
        dropped += [d for d in decls if id(d) not in kept]
        stretches = [
            *walk.lost,
            *walk.cut,
            *scan.swallowed,
            *builder.lost,
            *((d.span.start, d.span.end) for d in dropped),
        ]
        blocks = [d for d in sound if isinstance(d, (ast.InputDecl, ast.StreamDecl, ast.LookupDecl))]
        walk.partial += [f.name.text for block in blocks for f in block.fields if _marked(source, f, places)]
        lost = tuple(source.span(start, min(end, len(source.text))) for start, end in sorted(stretches))
    return ast.SourceFile(source.path, source.text, name, version, doc, tuple(sound), lost, tuple(walk.partial)), found


def _ordered(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The first ``MOST_FINDINGS`` in the order of their places."""
    return tuple(sorted(found, key=lambda d: (d.span.start, d.span.end, d.code))[:MOST_FINDINGS])


def _within(node: ast.Decl | ast.FieldDecl, places: list[int]) -> int:
    """How many of the places are inside."""
    return bisect_left(places, node.span.end) - bisect_left(places, node.span.start)


def _marked(source: Source, field: ast.FieldDecl, places: list[int]) -> bool:
    """Whether one of the places is in the field or after it on its line: it may have been one of its marks."""
    far = field.span.end + _MARKS  # a line may be very long
    line = source.text.find("\n", field.span.end, far)
    return bisect_left(places, field.span.start) < bisect_left(places, line if line >= 0 else far)


def _sound(decls: Sequence[ast.Decl], places: list[int], dropped: list[ast.Decl]) -> list[ast.Decl]:
    """The declarations without an error inside: what stands in for the bad part would make later stages err.

    Blocks of fields are kept, so that their good fields are known. ``dropped`` takes the others.
    """
    if not places:
        return list(decls)

    kept: list[ast.Decl] = []
    for decl in decls:
        if isinstance(decl, ast.ForDecl) and _within(decl, places) == sum(_within(d, places) for d in decl.body):
            kept.append(replace(decl, body=tuple(_sound(decl.body, places, dropped))))
        elif isinstance(decl, (ast.InputDecl, ast.StreamDecl, ast.LookupDecl)) or not _within(decl, places):
            kept.append(decl)
        else:
            dropped.append(decl)
    return kept


class _Walk:
    """One walk of the table over the tokens of a text."""

    def __init__(self, scan: Scan, builder: Builder) -> None:
        self.source = scan.source
        self.scan = scan
        self.tokens = scan.tokens
        self.broken: list[int] = []  # as in the scan, in order
        self.builder = builder
        self.diagnostics: list[Diagnostic] = []
        self.states = [table().start]
        self.values: list[Any] = [None]  # as long as `states`; the start has no value
        self.lost: list[tuple[int, int]] = []  # the stretches of text that were given up
        self.cut: list[tuple[int, int]] = []  # what followed the types of fields that are kept
        self.partial: list[str] = []  # the fields that are kept by name and type alone
        self._orphans = 0  # closing braces of blocks that were given up
        self._effort = 0  # tokens that were looked at again
        self._known = (-1, 0)  # as in Failure
        self._block = (-1, 0, 0)  # where a broken block of fields begins, where its last broken field, how deep that is

    def run(self) -> list[Any]:
        """The declarations, None for those given up. Enough where there are too many mistakes."""
        self.broken = sorted(self.scan.broken)
        tokens, states, values, end = self.tokens, self.states, self.values, table().end
        builder, actions, gotos, shortcuts = self.builder, _actions(), table().gotos, _SHORTCUTS
        i = 0
        while True:
            token = tokens[i]
            kind = token.kind
            action = actions[states[-1]].get(kind)
            while isinstance(action, tuple):
                size, origin, build = action
                if build is None:
                    place = (states[-2], states[-1], kind)
                    state = shortcuts.get(place)
                    states[-1] = _shortcut(place) if state is None else state
                elif size == 1:
                    values[-1] = build(builder, values[-1:])
                    states[-1] = gotos[states[-2]][origin]
                else:
                    taken = values[-size:] if size else []
                    if size:
                        del values[-size:], states[-size:]
                    values.append(build(builder, taken))
                    states.append(gotos[states[-1]][origin])
                if kind == END and states[-1] == end:
                    return values[-1] or []
                action = actions[states[-1]].get(kind)
            if action is None:
                i = self._mend(i)
            else:
                states.append(action)
                values.append(token)
                i += 1

    def is_lost(self, place: int) -> bool:
        """Whether the place is in a declaration that was given up."""
        k = bisect_right(self.lost, (place, sys.maxsize)) - 1
        return k >= 0 and place < self.lost[k][1]

    def _mend(self, i: int) -> int:
        """Report the token that cannot come next, and repair it or give its declaration up; where to go on."""
        tokens, token = self.tokens, self.tokens[i]
        if len(self.diagnostics) >= MOST_FINDINGS or self._effort > _MOST_EFFORT:
            raise Enough
        if token.kind == "RBRACE" and self._orphans:
            self._orphans -= 1
            del tokens[i]
            return i
        if token.kind == END and self.broken and table().accepts(self.states, "RBRACE"):
            tokens.insert(i, token._replace(kind="RBRACE"))  # the lexer has said that the block is not closed
            return i
        failure = Failure(self.source, tokens, i, self.states, self._known)
        begin = failure.declaration
        diagnostic, repair = diagnose(failure)
        if not self.broken:
            mended = self._told(diagnostic, repair, begin, i)
            if mended is not None:
                return mended
        stop = self._stop(failure)
        self._effort += stop - begin
        limit = tokens[stop].start if tokens[stop].kind != END else len(self.source.text) + 1
        if self.broken and bisect_left(self.broken, tokens[begin].start) == bisect_left(self.broken, limit):
            mended = self._told(diagnostic, repair, begin, i)
            if mended is not None:
                return mended
        self.lost.append((tokens[begin].start, limit))
        return self._give_up(i, stop)

    def _told(self, diagnostic: Diagnostic, repair: str | None, begin: int, i: int) -> int | None:
        """Report, and where to go on in the same declaration; None where it is lost."""
        self.diagnostics.append(diagnostic)
        if repair is not None:
            self._known = (i, begin)
            self.tokens[i] = self.tokens[i]._replace(kind=repair)
            return i
        return self._field(begin, i)

    def _field(self, begin: int, i: int) -> int | None:
        """Keep a field whose marks are wrong by its name and type, so that the other fields are read; where to go on.

        None where the failure is no such place: outside a block of fields, or before the type is whole.
        """
        tokens, gotos = self.tokens, table().gotos
        if tokens[begin].kind not in ("INPUT", "STREAM", "LOOKUP"):
            return None
        start, depth, end = begin, 0, i - (tokens[i].kind == "COLON")
        if self._block[0] == begin:
            _, start, depth = self._block
        level = depth
        for k in range(start, i):
            kind = tokens[k].kind
            depth += (kind in _OPEN) - (kind in _CLOSE)
            if depth == 1 and (kind == "LBRACE" or (kind in ("NL", "COMMA") and not self._in_type(start, k))):
                start, level = k + 1, depth
        self._effort += i - start
        while tokens[end].kind not in ("NL", "RBRACE", END) and not (depth <= 1 and tokens[end].kind == "COMMA"):
            named = tokens[end].kind == "NAME" or tokens[end].kind in table().soft
            if depth <= 1 and named and tokens[end + 1].kind == "COLON":
                tokens.insert(end, Token("COMMA", tokens[end].start, tokens[end].start, ""))  # two fields without one
                break
            depth += (tokens[end].kind in _OPEN) - (tokens[end].kind in _CLOSE)
            end += 1
        if depth < 1 or tokens[end].kind == END or start >= i or tokens[start + 1].kind != "COLON":
            return None
        typed = self._type_end(start)
        if typed > i or not any("field_doc" in gotos[state] for state in self.states):
            return None
        while "field_doc" not in gotos[self.states[-1]]:
            self.states.pop()
            self.values.pop()
        self._block, self._known = (begin, start, level), (start, begin)
        self.partial.append(tokens[start].text)
        if typed < end:
            self.cut.append((tokens[typed].start, tokens[end].start))
        tokens[typed:end] = [t for t in tokens[typed:end] if t.kind == "LABEL"][:1]
        return start

    def _type_end(self, start: int) -> int:
        """The index behind the type of the field that begins at ``start``."""
        k = start + 3
        if k >= len(self.tokens) or self.tokens[k - 1].kind in ("NL", "RBRACE"):
            return len(self.tokens)
        if self.tokens[k].kind == "LESSTHAN":
            while self.tokens[k].kind not in ("MORETHAN", "NL", "RBRACE", END):
                k += 1
            k += self.tokens[k].kind == "MORETHAN"
        return k + (self.tokens[k].kind == "QMARK")

    def _in_type(self, start: int, k: int) -> bool:
        """Whether the token stands between the angles of the field's type."""
        angles = [t.kind for t in self.tokens[start:k] if t.kind in ("LESSTHAN", "MORETHAN")]
        return bool(angles) and angles[-1] == "LESSTHAN" and self.tokens[k].kind == "COMMA"

    def _stop(self, failure: Failure) -> int:
        """The next token after a broken declaration: a keyword at a line's start, the block's brace, the end.

        A line that begins with no keyword ends where it ends.
        """
        begin, i, depth = failure.declaration, failure.i, 0
        for k in range(begin, len(self.tokens)):
            kind = self.tokens[k].kind
            if kind == "LBRACE":
                depth += 1
            elif kind == "RBRACE":
                depth -= 1
                if depth < 0 and k >= i:
                    return k
            elif kind == END or (k >= i and k > begin and leads(self.tokens, k)):
                self._orphans += max(depth, 0)
                return k
            elif kind == "NL" and failure.at_declaration and depth <= 0 and k > i:
                return k
        raise AssertionError("the last token is the end")

    def _give_up(self, i: int, stop: int) -> int:
        """Forget the declaration on the stack and go on at ``stop``."""
        gotos, states, values = table().gotos, self.states, self.values
        self._known, self._block = (-1, 0), (-1, 0, 0)
        while "decl" not in gotos[states[-1]] and not _after_items(states):
            states.pop()
            values.pop()
        if "decl" in gotos[states[-1]]:
            states.append(gotos[states[-1]]["decl"])
            values.append(None)
        if self.tokens[stop].kind in LEADS:
            if self.tokens[stop - 1].kind == "NL":
                return stop - 1
            place = self.tokens[stop].start
            self.tokens.insert(stop, Token("NL", place, place, ""))
            return stop
        if self.tokens[stop].kind == END:
            if not table().accepts(states, END):  # the block around is not closed either; the lexer has said so
                self.tokens.insert(stop, Token("RBRACE", self.tokens[stop].start, self.tokens[stop].end, ""))
        elif stop == i and not table().accepts(states, self.tokens[stop].kind):
            del self.tokens[stop]
        return stop


#: A mend may look at all of its declaration, which may have many: so many tokens are looked at again.
_MOST_EFFORT = 2_000_000

#: So many characters after a field are taken for its marks.
_MARKS = 200

_OPEN = ("LPAR", "LSQB", "LBRACE")
_CLOSE = ("RPAR", "RSQB", "RBRACE")


def _after_items(states: list[int]) -> bool:
    """Whether the stack ends with whole declarations, before the newline that follows."""
    return len(states) > 1 and table().gotos[states[-2]].get("items") == states[-1]


#: A shift's next state; or of a reduction: how many values, the symbol, the builder's function (None: hand on).
_Action = int | tuple[int, str, Callable[[Builder, list[Any]], Any] | None]


@cache
def _actions() -> dict[int, dict[str, _Action]]:
    """The table's actions with the functions of the builder."""

    def action(a: int | Reduce) -> _Action:
        if isinstance(a, int):
            return a
        return a.size, a.origin, getattr(Builder, a.action) if a.action is not None else None

    return {state: {kind: action(a) for kind, a in row.items()} for state, row in table().actions.items()}


#: (state below, state on top, kind of token) → the state on top after all reductions that only hand a value on. An
#: operand passes eleven levels of precedence: this makes them one step.
_SHORTCUTS: dict[tuple[int, int, str], int] = {}


def _shortcut(place: tuple[int, int, str]) -> int:
    below, state, kind = place
    while isinstance(action := table().actions[state].get(kind), Reduce) and action.size == 1 and action.action is None:
        state = table().gotos[below][action.origin]
        if kind == END and state == table().end:
            break
    _SHORTCUTS[place] = state
    return state
