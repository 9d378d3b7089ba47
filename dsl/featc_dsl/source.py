"""One source text with its lines: offsets to places and back, bytes to text. Knows nothing of tokens."""

from __future__ import annotations

import re
from bisect import bisect_right

from featc_dsl import syntax_errors as errors
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span

#: What ends a line; other Unicode separators are ordinary characters.
NEWLINE = re.compile(r"\r\n?|\n")

BOM = "\ufeff"


class Source:
    """A text and its path. Offsets count code points; a byte order mark at the start has no column of its own."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self._starts = [int(text.startswith(BOM)), *(m.end() for m in NEWLINE.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The place ``start..end``."""
        starts = self._starts
        line = bisect_right(starts, start) or 1
        return Span(self.path, start, end, line, start - starts[line - 1] + 1)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file's bytes, or None and a diagnostic at the first byte that is no UTF-8."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        span = Source(before + "\N{REPLACEMENT CHARACTER}", path).span(len(before), len(before) + 1)
        return None, (errors.not_utf8(span, data[error.start]),)
