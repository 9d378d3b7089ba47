"""The fields of single rows, slowly: for headers and for saying what is wrong where. Knows no blocks, no types."""

from __future__ import annotations

import re
from functools import cache


@cache
def _pattern(delimiter: str) -> re.Pattern[bytes]:
    """One field: a quoted part at its start, if there is one, and the text up to the delimiter."""
    other = b"[^" + re.escape(delimiter.encode()) + b"]*"
    return re.compile(b'(?:"([^"]*(?:""[^"]*)*)")?(' + other + b")", re.DOTALL)


def split(row: bytes, delimiter: str) -> list[tuple[bytes, bool]]:
    """The fields of a row without its line end, each with whether it is quoted.

    The text after a closing quote belongs to the field, as it is.
    """
    pattern, place, found = _pattern(delimiter), 0, []
    while True:
        match = pattern.match(row, place)
        assert match is not None  # it matches the empty text
        quoted = match[1] is not None
        found.append(((match[1] or b"").replace(b'""', b'"') + match[2], quoted))
        place = match.end() + 1
        if match.end() == len(row):
            return found
