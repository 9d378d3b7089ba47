"""Blocks of statements, and long expressions over several lines, broken at their brackets. Knows lines, no language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from featc.backends.nativecode import tree as t

#: Columns of a line of code.
WIDTH = 110

#: The opening, what is between the brackets, the closing; None for what has none.
Split = Callable[[t.Expr], "tuple[str, Sequence[t.Expr], str] | None"]
#: An expression on one line, so many calls of several arguments deep (gofmt's blanks depend on it), from 1.
Text = Callable[[t.Expr, int], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a language is laid out: ``text`` prints on one line, ``split`` finds brackets, ``step`` is an indentation.

    ``trailing``: a comma stands behind the last of several lines too.
    """

    text: Text
    split: Split
    step: str
    trailing: bool

    def lines(self, start: str, expr: t.Expr, end: str, blank: str, depth: int = 1) -> Iterator[str]:
        """The expression between two texts, on one line where it fits."""
        whole = f"{blank}{start}{self.text(expr, depth)}{end}"
        if isinstance(expr, t.Choice) and len(whole.expandtabs(4)) > WIDTH:
            yield f"{blank}{start}{self.text(expr.test, depth)}"
            yield from self.lines("? ", expr.then, "", blank + self.step)
            yield from self.lines(": ", expr.other, end, blank + self.step)
            return
        parts = self.split(expr)
        if len(whole.expandtabs(4)) <= WIDTH or parts is None or not parts[1]:
            yield whole
            return
        opening, items, closing = parts
        yield f"{blank}{start}{opening}"
        inner = 1 if isinstance(expr, t.Array) else depth + (len(items) > 1)
        yield from self._items(items, blank + self.step, inner)
        yield f"{blank}{closing}{end}"

    def _items(self, items: Sequence[t.Expr], blank: str, depth: int) -> Iterator[str]:
        """Literals as many on a line as fit, anything else on lines of its own."""
        packed = ""
        for i, item in enumerate(items):
            comma = "," if self.trailing or i < len(items) - 1 else ""
            if isinstance(item, t.Lit):
                shown = f"{self.text(item, depth)}{comma}"
                if packed and len(f"{blank}{packed} {shown}".expandtabs(4)) > WIDTH:
                    yield blank + packed
                    packed = ""
                packed = f"{packed} {shown}" if packed else shown
                continue
            if packed:
                yield blank + packed
                packed = ""
            yield from self.lines("", item, comma, blank, depth)
        if packed:
            yield blank + packed


@dataclass(frozen=True, slots=True)
class Blocks:
    """How statements are laid out: ``end`` stands behind each, ``condition`` around tests.

    ``comment`` makes words harmless; ``declare`` gives what a declaration begins with, and the value behind that.
    """

    layout: Layout
    end: str
    condition: tuple[str, str]
    comment: Callable[[str], str]
    declare: Callable[[t.Declare], tuple[str, t.Expr | None]]

    def lines(self, body: Iterable[t.Statement], level: int) -> Iterator[str]:
        """The lines of a block, so many steps from the margin."""
        blank = self.layout.step * level
        for statement in body:
            match statement:
                case t.Comment(words):
                    yield f"{blank}// {self.comment(words)}"
                case t.Blank():
                    yield ""
                case t.Declare():
                    start, value = self.declare(statement)
                    if value is None:
                        yield f"{blank}{start}{self.end}"
                    else:
                        yield from self.layout.lines(start, value, self.end, blank)
                case t.Assign(target, value):
                    yield from self.layout.lines(f"{self.layout.text(target, 1)} = ", value, self.end, blank)
                case t.If():
                    yield from self._if(statement, level)

    def _if(self, statement: t.If, level: int) -> Iterator[str]:
        blank, start = self.layout.step * level, "if"
        before, behind = self.condition
        while True:
            yield f"{blank}{start} {before}{self.layout.text(statement.test, 1)}{behind} {{"
            yield from self.lines(statement.body, level + 1)
            if len(statement.orelse) == 1 and isinstance(statement.orelse[0], t.If):
                statement, start = statement.orelse[0], "} else if"
                continue
            if statement.orelse:
                yield f"{blank}}} else {{"
                yield from self.lines(statement.orelse, level + 1)
            yield f"{blank}}}"
            return
