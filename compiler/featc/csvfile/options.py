"""How a CSV file is written: its delimiter, what means null, the unit of Unix times. Knows no file, no features."""

from __future__ import annotations

from dataclasses import dataclass

UNITS = ("s", "ms", "us", "ns")


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """``nulls`` are texts that mean null where they are not quoted, besides the empty one; ``unit`` is the unit of
    numbers in columns of timestamps (None: a number is not a timestamp).
    """

    delimiter: str = ","
    nulls: tuple[str, ...] = ()
    unit: str | None = None


def delimiter_of(text: str) -> str:
    r"""The character that is meant, as it is or as ``tab`` or ``\t``; ValueError, which says why, for anything else."""
    character = "\t" if text in ("tab", "\\t") else text
    if len(character) != 1 or not character.isascii():
        raise ValueError("it is one ASCII character, or `tab`")
    if character in '"\r\n':
        raise ValueError("quotes and line ends have a meaning of their own")
    return character


def nulls_of(text: str) -> tuple[str, ...]:
    """The texts in a list with commas, without the blanks around them; ValueError for one that cannot be a field."""
    return tuple(null_of(part.strip()) for part in text.split(","))


def null_of(text: str) -> str:
    """The text that means null; ValueError, which says why, for one that no unquoted field can be."""
    if not text:
        raise ValueError("an empty field is null anyway")
    if text[0] == '"' or "\r" in text or "\n" in text:
        raise ValueError("a quoted field is never null, and a line end ends one that is not")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("it is not UTF-8, as the fields of a file are")
    return text
