"""Raw values and quoted text as people read them in messages. Knows fdl's types; nothing parses these texts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
CIVIL_EPOCH: Final = datetime(1970, 1, 1)
EPOCH_DAY: Final = 719_163  # date(1970, 1, 1).toordinal()
_LONG = 60

#: What a terminal obeys instead of showing it: controls other than newline and tab, line separators, changes of the
#: direction of text, and lone surrogates, which cannot even be encoded.
_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with what a terminal would obey written out: ``\\x1b``, ``\\u202e``. All that can be shown stays."""
    return text if text.isprintable() else _OBEYED.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def raw_text(kind: str, value: object) -> str:
    """A value of a scalar type, such as ``7000.5``, ``"AA"``, ``2013-01-01T05:00:00+00:00``; null for None."""
    if value is None:
        return "null"
    if isinstance(value, str):
        text = value if len(value) <= _LONG else value[:_LONG] + "…"
        return '"' + text.encode("unicode_escape").decode("ascii").replace('"', '\\"') + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        try:
            return _time_text(kind, value)
        except OverflowError:
            return str(value)
    return str(value)


def _time_text(kind: str, value: int) -> str:
    match kind:
        case "timestamp":
            return (EPOCH + timedelta(microseconds=value)).isoformat()
        case "datetime":
            return (CIVIL_EPOCH + timedelta(microseconds=value)).isoformat()
        case "date":
            return (date(1970, 1, 1) + timedelta(days=value)).isoformat()
        case "duration":
            return f"{value} µs"
    return str(value)


def bad_utf8(error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that could not be decoded."""
    return f"no valid UTF-8: byte 0x{error.object[error.start]:02x} at byte {error.start}"
