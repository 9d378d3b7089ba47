"""Long expressions over several lines: calls and literals are broken at their brackets. Knows lines, no language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
