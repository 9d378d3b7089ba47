"""What featc wrote and reads again: MANIFEST.json, CERTIFICATE.json, locks, the answers of programs. Knows no meaning.

The reader of files and of JSON is the runtime's, for services read certificates too; TOML is the compiler's alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from featc_runtime.readback import (
    MOST_BYTES,
    MOST_DEPTH,
    Document,
    Unreadable,
    as_text,
    document,
    irregular,
    oddness,
    parse_json,
    read_at_most,
    read_bytes,
    read_json,
    read_text,
)

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "Document",
    "Unreadable",
    "as_text",
    "document",
    "irregular",
    "oddness",
    "parse_json",
    "parse_toml",
    "read_at_most",
    "read_bytes",
    "read_json",
    "read_text",
]

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"|\'[^\']*+\'')


def parse_toml(text: str, name: str, hint: str = "") -> dict[str, Any]:
    """The tables of a TOML text, with the limits of JSON that is read back. ``name`` is what messages call it."""
    if any(line.count(".") > MOST_DEPTH and _QUOTED.sub("", line).count(".") > MOST_DEPTH for line in text.split("\n")):
        raise _too_deep(name, hint)  # a.a.a.a takes tomllib the square of its length
    try:
        found = tomllib.loads(text)
    except RecursionError:  # tomllib is Python: its recursion ends before the stack does
        raise _too_deep(name, hint) from None
    except ValueError as error:  # a TOMLDecodeError, or an integer of more digits than Python takes
        raise Unreadable(f"{name} is not valid TOML: {error}", hint) from None
    level: list[Any] = [found]
    for _ in range(MOST_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return found
    raise _too_deep(name, hint)


def _inside(value: Any) -> Iterable[Any]:
    """The tables and arrays that are right inside a value."""
    inner = value.values() if isinstance(value, dict) else value
    return (v for v in inner if isinstance(v, (dict, list)))


def _too_deep(name: str, hint: str) -> Unreadable:
    return Unreadable(f"{name} is nested more than {MOST_DEPTH} levels deep", hint)
