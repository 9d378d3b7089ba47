"""Lines for a terminal, in parts that may have a colour. Knows no terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Styled:
    """A part of a line in a colour, where colours are shown."""

    text: str
    colour: str | None = None
    bold: bool = False


Part = str | Styled
