"""The pinned Unicode tables: case, white space, general categories. Knows the data file, no operator.

`unicode.json` is built by `tools/make_unicode.py` from the Unicode Character Database and is language neutral. Each
table is read at its first use, not at import.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from featc_runtime.data import pins
from featc_runtime.errors import EnvironmentFault

#: Code points from the first to the second, both included.
Span: TypeAlias = tuple[int, int]

#: Below it are the scripts with case that are in everyday use, above it mostly those without.
_ALPHABETS = 0x3000
_LAST = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Tables:
    """Full mappings of case without locale and context, and the white space, for `str.translate` and `str.strip`.

    ``lower``, ``upper`` and ``fold`` (case folding without that for Turkic languages) have every code point that
    changes, and some that do not, mapped to themselves.
    """

    lower: Mapping[int, int | str]
    upper: Mapping[int, int | str]
    fold: Mapping[int, int | str]
    white_space: str


@cache
def tables() -> Tables:
    """The tables of Unicode `pins.UNICODE_VERSION`. EnvironmentFault where the installed file is not the pinned one."""
    data = read()
    lower, upper, fold = (_mapping(data[name]) for name in ("lower", "upper", "fold"))
    return Tables(lower, upper, fold, data["white_space"])


@cache
def categories() -> Mapping[str, tuple[Span, ...]]:
    """The code points of each general category ("Lu", "Nd", …, "Cn", "Cs"), as ascending spans with gaps between them.

    Each code point, surrogates included, is in one of them. EnvironmentFault as in `tables`.
    """
    found = {name: tuple(zip(ends[::2], ends[1::2], strict=True)) for name, ends in read()["categories"].items()}
    return {**found, "Cn": _gaps(sorted(span for spans in found.values() for span in spans))}


@cache
def cased() -> tuple[frozenset[str], frozenset[str]]:
    """The code points that have the property Lowercase, and those that have Uppercase. EnvironmentFault as in `tables`.

    They are those of the general category Ll, or Lu, and some others.
    """
    data = read()
    lower, upper = (
        frozenset(chr(c) for first, last in categories()[name] for c in range(first, last + 1)) for name in ("Ll", "Lu")
    )
    return lower | set(data["other_lowercase"]), upper | set(data["other_uppercase"])


@cache
def orbits() -> tuple[str, ...]:
    """What simple case folding takes together: the code points of each class that has more than one, ascending.

    Two code points are the same but for their case where they are in one orbit (`Kk\u212a`). EnvironmentFault as in
    `tables`.
    """
    return tuple(read()["orbits"])


def _gaps(spans: list[Span]) -> tuple[Span, ...]:
    """The code points that are in none of the ascending spans."""
    found, start = [], 0
    for first, last in spans:
        if first > start:
            found.append((start, first - 1))
        start = last + 1
    return (*found, (start, _LAST)) if start <= _LAST else tuple(found)


def _mapping(changes: Mapping[str, str]) -> Mapping[int, int | str]:
    """A table for `str.translate`, which raises and catches an exception for each code point that it does not find.

    So the alphabets have all of theirs.
    """
    return {c: c for c in range(_ALPHABETS)} | str.maketrans(dict(changes))


def read() -> dict[str, Any]:
    """The file as it is, parsed at each call. EnvironmentFault as in `tables`."""
    content = files("featc_runtime.data").joinpath("unicode.json").read_bytes()
    if hashlib.sha256(content).hexdigest() != pins.UNICODE_SHA256:
        raise EnvironmentFault(
            f"featc_runtime/data/unicode.json is not the file of Unicode {pins.UNICODE_VERSION} that this "
            "featc-runtime came with: install featc-runtime again"
        )
    data: dict[str, Any] = json.loads(content)
    return data
