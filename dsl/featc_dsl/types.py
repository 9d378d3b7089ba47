"""The types of fdl: what a value is and whether it may be null. Knows nothing of targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal


class Kind(Enum):
    """The kind of a value; its text is its name in fdl."""

    BOOL = "bool"
    INT64 = "int64"
    FLOAT64 = "float64"
    STRING = "string"
    TIMESTAMP = "timestamp"  # int64 microseconds since 1970-01-01T00:00:00Z
    DATETIME = "datetime"  # int64 microseconds since 1970-01-01T00:00:00, no zone
    DATE = "date"  # int64 days since 1970-01-01
    DURATION = "duration"  # int64 microseconds
    LIST = "list"
    NULL = "null"  # the type of the bare literal `null`
    MONTHS = "calendar step"  # the type of `1mo`, `1y`: in months; only ever a const
    MAP = "map"  # the type of `{"a": 1.5}`: a tuple of pairs; only ever a const


#: How an input arrives or a feature is stored when that is narrower than its computation.
Storage = Literal["float32", "int32"]

#: Kinds that are represented by one int64.
TIME_KINDS = frozenset({Kind.TIMESTAMP, Kind.DATETIME, Kind.DATE, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Type:
    """A type with its nullability.

    ``item`` and ``size`` are set for lists only; ``at_most`` tells ``list<T, ..n>`` from
    ``list<T, n>``; ``item.nullable`` is the ``?`` of ``list<T?, n>``.
    """

    kind: Kind
    nullable: bool = False
    item: Type | None = None
    size: int | None = None
    at_most: bool = False

    def with_null(self, nullable: bool = True) -> Type:
        """The same type, nullable or not."""
        return self if self.nullable == nullable else replace(self, nullable=nullable)

    @property
    def bare(self) -> Type:
        """The same type without its own null (a list keeps its items' nullability)."""
        return self.with_null(False)

    @property
    def is_list(self) -> bool:
        return self.kind is Kind.LIST

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.INT64, Kind.FLOAT64)

    def __str__(self) -> str:
        mark = "?" if self.nullable else ""
        if self.item is not None:
            dots = ".." if self.at_most else ""
            return f"list<{self.item}, {dots}{self.size}>{mark}"
        return f"{self.kind.value}{mark}"


BOOL = Type(Kind.BOOL)
INT64 = Type(Kind.INT64)
FLOAT64 = Type(Kind.FLOAT64)
STRING = Type(Kind.STRING)
TIMESTAMP = Type(Kind.TIMESTAMP)
DATETIME = Type(Kind.DATETIME)
DATE = Type(Kind.DATE)
DURATION = Type(Kind.DURATION)
NULL = Type(Kind.NULL, nullable=True)
MONTHS = Type(Kind.MONTHS)
MAP = Type(Kind.MAP)

#: Kinds of literals that no value of a row has: they may only be consts of an operator.
LITERAL_KINDS = frozenset({Kind.MONTHS, Kind.MAP})

#: Every scalar type by its name in fdl (``float32`` and ``int32`` are storage, not types).
SCALARS = {t.kind.value: t for t in (BOOL, INT64, FLOAT64, STRING, TIMESTAMP, DATETIME, DATE, DURATION)}


def list_of(item: Type, size: int, at_most: bool = False) -> Type:
    """``list<item, size>`` (or ``list<item, ..size>``)."""
    return Type(Kind.LIST, item=item, size=size, at_most=at_most)


_LIST_TEXT = re.compile(r"list<([^<>,]+), (\.\.)?([1-9][0-9]*|0)>")


def parse_type(text: str) -> Type:
    """The type whose text this is, as ``str`` gives it; ValueError for another text."""
    bare = text.removesuffix("?")
    match = _LIST_TEXT.fullmatch(bare)
    found = list_of(parse_type(match[1]), int(match[3]), bool(match[2])) if match else Type(Kind(bare))
    return found.with_null(bare != text)
