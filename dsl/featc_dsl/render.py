"""Diagnostics as text for people and as data for tools. Knows layout and display widths, not what went wrong.

```
error[FDL014]: `=` does not compare
 --> flights.fdl:12:20
   |
12 | feature late = dep = 5
   |                    ^ a comparison is meant
   |
   = why: …
   = hint: write `==`
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from featc_dsl.diagnostics import Diagnostic
from featc_dsl.source import BOM, NEWLINE
from featc_dsl.span import Span

#: The most columns of a source line that are shown; a longer line is cut around the place.
WIDTH = 100
_BEFORE = 40  # columns kept before the place in a line that is cut
_AROUND = 500  # characters to each side of the place that are looked at; a line may be as long as the file
_TAB = 4

_STYLES = {"error": "1;31", "warning": "1;33", "frame": "1;34", "note": "36", "hint": "1;32", "title": "1"}


def render(diagnostic: Diagnostic, sources: Mapping[str, str], color: bool = False) -> str:
    """The text of a diagnostic, without a newline at its end. A source that is missing is not shown."""

    def paint(text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color and text else text

    diagnostic, severity = _plain(diagnostic), diagnostic.severity
    margin = len(str(max([diagnostic.span.line, *(place.line for place, _ in diagnostic.related)])))
    bar = paint(" " * (margin + 1) + "|", "frame")
    title = paint(f"{severity}[{diagnostic.code}]", severity) + paint(f": {diagnostic.title}", "title")
    out = [title, paint(" " * margin + "--> ", "frame") + _shown(str(diagnostic.span))]

    def snippet(span: Span, label: str, mark: str, style: str) -> bool:
        text = sources.get(span.file)
        if text is None:
            return False
        shown, indent, width, more = _excerpt(text, span)
        if more:
            label = f"{label} (to line {more})".lstrip()
        number = paint(f"{span.line:>{margin}} |", "frame")
        marked = " " * indent + paint(f"{mark * width} {label}".rstrip(), style)
        out.extend([bar, f"{number} {shown}".rstrip(), f"{bar} {marked}"])
        return True

    whole = snippet(diagnostic.span, diagnostic.label, "^", severity)
    if not whole and diagnostic.label:
        out.append(paint(" " * (margin + 1) + "= ", "frame") + diagnostic.label)
    for place, remark in diagnostic.related:
        if place.file != diagnostic.span.file:
            out.append(paint(" " * margin + "::: ", "frame") + _shown(str(place)))
        if not snippet(place, remark, "-", "note"):
            out.append(paint(" " * (margin + 1) + "= ", "frame") + f"{_shown(str(place))}: {remark}")
    if whole and (diagnostic.why or diagnostic.hint):
        out.append(bar)
    for word, text, style in (("why", diagnostic.why, "note"), ("hint", diagnostic.hint, "hint")):
        if text:
            out.append(paint(" " * (margin + 1) + "= ", "frame") + paint(f"{word}:", style) + f" {text}")
    return "\n".join(out)


def to_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """The diagnostic as JSON data; offsets count code points from 0, lines and columns from 1."""
    diagnostic = _plain(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "title": diagnostic.title,
        **_place(diagnostic.span),
        "label": diagnostic.label,
        "why": diagnostic.why,
        "hint": diagnostic.hint,
        "related": [{**_place(span), "remark": remark} for span, remark in diagnostic.related],
    }


def _plain(diagnostic: Diagnostic) -> Diagnostic:
    """The same with texts that can be shown: they may quote any name that was written."""
    return replace(
        diagnostic,
        title=_shown(diagnostic.title),
        label=_shown(diagnostic.label),
        why=_shown(diagnostic.why),
        hint=_shown(diagnostic.hint),
        related=tuple((span, _shown(remark)) for span, remark in diagnostic.related),
    )


def _shown(text: str) -> str:
    return "".join(f"<U+{ord(c):04X}>" if _unsafe(c) else c for c in text)


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column, "start": span.start, "end": span.end}


def _excerpt(text: str, span: Span) -> tuple[str, int, int, int]:
    """The line of a place as shown, the columns before the place, its width, and its last line if that is another."""
    start = min(span.start, len(text))
    line_start = max(start - (span.column - 1), start - _AROUND, 0)
    ends = NEWLINE.search(text, start, start + _AROUND)
    line_end = ends.start() if ends else min(len(text), start + _AROUND)
    inside = min(span.end, line_end)
    last = span.line + len(NEWLINE.findall(text, start, span.end)) if span.end > line_end else span.line
    pieces = _pieces(text[line_start:line_end])
    head, body = pieces[: start - line_start], pieces[start - line_start : max(inside, start) - line_start]
    tail = pieces[len(head) + len(body) :]
    if sum(width for _, width in pieces) > WIDTH:
        head = _last(head, _BEFORE)
        body = _first(body, WIDTH - _BEFORE)
        tail = _first(tail, WIDTH - sum(width for _, width in head + body))
    shown = "".join(piece for piece, _ in head + body + tail)
    width = sum(width for _, width in body)
    return shown, sum(width for _, width in head), max(width, 1), last if last != span.line else 0


def _pieces(line: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with its columns on a terminal."""
    pieces: list[tuple[str, int]] = []
    column = 0
    for character in line:
        if character == "\t":
            piece = " " * (_TAB - column % _TAB)
        elif character == BOM or _unsafe(character):
            piece = f"<U+{ord(character):04X}>"
        else:
            piece = character
        width = len(piece) if len(piece) > 1 or piece.isascii() else _columns(character)
        pieces.append((piece, width))
        column += width
    return pieces


def _unsafe(character: str) -> bool:
    """Whether a terminal would do something else than show it: controls, surrogates, changes of direction."""
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return True
    return unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def _columns(character: str) -> int:
    """0 for marks that join the character before, 2 for wide ones (Unicode Standard Annex 11), else 1."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _first(pieces: list[tuple[str, int]], width: int) -> list[tuple[str, int]]:
    """As many of the first pieces as fit, with an ellipsis where some do not."""
    total = 0
    for i, (_, columns) in enumerate(pieces):
        total += columns
        if total > width:
            return [*pieces[: max(i - 1, 0)], ("…", 1)]
    return pieces


def _last(pieces: list[tuple[str, int]], width: int) -> list[tuple[str, int]]:
    """As many of the last pieces as fit, with an ellipsis where some do not."""
    return _first(pieces[::-1], width)[::-1]
