"""Columns of times from and to text by a format (SEMANTICS.md#time). Knows prepared formats, no nulls and no zones.

Each distinct value is read or printed once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import distinct
from featc_runtime.batch.instants import instants_of
from featc_runtime.batch.time_columns import forms, read
from featc_runtime.batch.time_printing import write
from featc_runtime.scalar import time_text as scalar
from featc_runtime.scalar.limits import MICROSECONDS_PER_DAY
from featc_runtime.scalar.time_formats import Printer, Reader


def parse_date_string(x: Strings, format: Reader) -> tuple[Ints, Bools]:
    codes, texts = distinct(x)
    found = read(texts, format.read, forms(format.pieces))
    return found.days[codes], found.ok[codes]


def parse_datetime_string(x: Strings, format: Reader) -> tuple[Ints, Bools]:
    codes, texts = distinct(x)
    found = read(texts, format.read, forms(format.pieces))
    return (found.days * MICROSECONDS_PER_DAY + found.clock)[codes], found.ok[codes]


def parse_timestamp_string(x: Strings, format: Reader) -> tuple[Ints, Bools]:
    return instants_of(x, format.read, forms(format.pieces))


def format_date_date(x: Ints, format: Printer) -> Strings:
    return write(x, 1, format.write, format.pieces)


def format_datetime_datetime(x: Ints, format: Printer) -> Strings:
    return write(x, MICROSECONDS_PER_DAY, format.write, format.pieces)


PREPARE: Final[dict[str, Callable[..., Any]]] = scalar.PREPARE

__all__ = [
    "format_date_date",
    "format_datetime_datetime",
    "parse_date_string",
    "parse_datetime_string",
    "parse_timestamp_string",
]
