"""Columns of times from and to text by a format (SEMANTICS.md#time). Knows prepared formats, no nulls and no zones.

The scalar function is called once for each distinct value.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import combine, combine_fallible
from featc_runtime.scalar import time_text as scalar
from featc_runtime.scalar.time_formats import Printer, Reader


def parse_date_string(x: Strings, format: Reader) -> tuple[Ints, Bools]:
    return combine_fallible(partial(scalar.parse_date_string, format=format), np.int64, x)


def parse_datetime_string(x: Strings, format: Reader) -> tuple[Ints, Bools]:
    return combine_fallible(partial(scalar.parse_datetime_string, format=format), np.int64, x)


def parse_timestamp_string(x: Strings, format: Reader) -> tuple[Ints, Bools]:
    return combine_fallible(partial(scalar.parse_timestamp_string, format=format), np.int64, x)


def format_date_date(x: Ints, format: Printer) -> Strings:
    return combine(partial(scalar.format_date_date, format=format), str, x)


def format_datetime_datetime(x: Ints, format: Printer) -> Strings:
    return combine(partial(scalar.format_datetime_datetime, format=format), str, x)


PREPARE: Final[dict[str, Callable[..., Any]]] = scalar.PREPARE

__all__ = [
    "format_date_date",
    "format_datetime_datetime",
    "parse_date_string",
    "parse_datetime_string",
    "parse_timestamp_string",
]
