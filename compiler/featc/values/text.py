"""Values as people see them where two differ: as their type has them, with their bits. Knows types, no operator."""

from __future__ import annotations

import math

from featc.ir import Value
from featc.reference import exact
from featc_dsl.types import Type
from featc_runtime.rawtext import raw_text

#: Longer strings are cut.
_LONGEST = 1_000


def show(value: Value, type: Type | None = None) -> str:
    """A value with its bits: ``7000.5 (0x40bb588000000000)``, ``2013-01-01T00:00:00+00:00 (0x0004d23c8f4d8000)``.

    Without a type, as for consts, a time is the integer that it is.
    """
    if isinstance(value, tuple):
        item = type.item if type is not None else None
        return f"[{', '.join(show(v, item) for v in value)}]"
    if value is None or isinstance(value, bool):
        return raw_text("", value)
    if isinstance(value, float):
        return f"{'NaN' if math.isnan(value) else repr(value)} (0x{exact.bits(value):016x})"
    if isinstance(value, int):
        return f"{raw_text(type.kind.value if type is not None else '', value)} (0x{value % 2**64:016x})"
    return _quoted(value)


def _quoted(text: str) -> str:
    """A string in ASCII, so that what looks alike is told apart."""
    shown = text[:_LONGEST].encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return f'"{shown}"' if len(text) <= _LONGEST else f'"{shown}…" ({len(text):,} characters)'
