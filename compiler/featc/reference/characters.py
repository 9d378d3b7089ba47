"""The reference meaning of what is done to code points one by one, and of Normalization Form C.

Knows the pinned Unicode tables as the file has them; no runtime code.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, Final


@cache
def unicode() -> dict[str, Any]:
    """The pinned tables as the file has them; `tools/make_unicode.py` says what each is."""
    text = resources.files("featc_runtime.data").joinpath("unicode.json").read_text(encoding="utf-8")
    tables: dict[str, Any] = json.loads(text)
    return tables


@cache
def category(c: str) -> str:
    """The general category of a code point."""
    for name, ends in unicode()["categories"].items():
        if any(ends[i] <= ord(c) <= ends[i + 1] for i in range(0, len(ends), 2)):
            return str(name)
    return "Cn"


def _map(table: str) -> Callable[[str], str]:
    return lambda x: "".join([unicode()[table].get(c, c) for c in x])


def _trim(x: str, characters: str, start: bool = True, end: bool = True) -> str:
    kept = [i for i, c in enumerate(x) if c not in list(characters)]
    first = (kept[0] if kept else len(x)) if start else 0
    last = (kept[-1] if kept else -1) if end else len(x) - 1
    return "".join(x[i] for i in range(first, last + 1))


def _white(start: bool = True, end: bool = True) -> Callable[[str], str]:
    return lambda x: _trim(x, unicode()["white_space"], start, end)


def _every(test: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda x: x != "" and all(test(c) for c in x)


def _is_lower(c: str) -> bool:
    return category(c) == "Ll" or c in unicode()["other_lowercase"]


def _is_upper(c: str) -> bool:
    return category(c) == "Lu" or c in unicode()["other_uppercase"]


def _is_title(c: str) -> bool:
    return category(c) == "Lt"


# --- Normalization Form C, as the Unicode Standard (sections 3.11 and 3.12) describes it ------------------------


def _nfc(x: str) -> str:
    points = [part for c in x for part in _decomposed(c)]
    _order(points)
    return "".join(_composed(points))


def _decomposed(c: str) -> str:
    """The full canonical decomposition of one code point."""
    syllable = ord(c) - 0xAC00
    if 0 <= syllable < 11_172:
        parts = chr(0x1100 + syllable // 588) + chr(0x1161 + syllable % 588 // 28)
        return parts + chr(0x11A7 + syllable % 28) if syllable % 28 else parts
    step = unicode()["decompositions"].get(c)
    return c if step is None else "".join(_decomposed(part) for part in step)


@cache
def _class(c: str) -> int:
    """The canonical combining class."""
    return next((int(n) for n, letters in unicode()["combining_classes"].items() if c in letters), 0)


def _order(points: list[str]) -> None:
    """Puts each stretch of code points that are not of class 0 in the order of classes, equal ones as they are."""
    start = 0
    for end in range(len(points) + 1):
        if end == len(points) or _class(points[end]) == 0:
            points[start:end] = sorted(points[start:end], key=_class)
            start = end + 1


def _composed(points: list[str]) -> list[str]:
    """Each code point in turn joins the nearest one of class 0 before it, unless something between blocks it.

    What is between is in the order of classes, so the last of it decides: it blocks unless its class is lower.
    """
    done: list[str] = []
    starter = None
    for c in points:
        if starter is not None and (starter == len(done) - 1 or _class(done[-1]) < _class(c)):
            composite = _composite(done[starter], c)
            if composite is not None:
                done[starter] = composite
                continue
        if _class(c) == 0:
            starter = len(done)
        done.append(c)
    return done


@cache
def _composite(first: str, second: str) -> str | None:
    """The code point that decomposes to two, where it is one that composing gives."""
    for c, step in unicode()["decompositions"].items():
        if step == first + second and c not in unicode()["not_composed"]:
            return str(c)
    if "\u1100" <= first <= "\u1112" and "\u1161" <= second <= "\u1175":
        return chr(0xAC00 + (ord(first) - 0x1100) * 588 + (ord(second) - 0x1161) * 28)
    if "\uac00" <= first <= "\ud7a3" and (ord(first) - 0xAC00) % 28 == 0 and "\u11a8" <= second <= "\u11c2":
        return chr(ord(first) + ord(second) - 0x11A7)
    return None


def _digits(x: int) -> str:
    digits = ""
    rest = abs(x)
    while rest or not digits:
        rest, digit = divmod(rest, 10)
        digits = "0123456789"[digit] + digits
    return "-" + digits if x < 0 else digits


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "lower.string": _map("lower"),
    "upper.string": _map("upper"),
    "casefold.string": _map("fold"),
    "nfc.string": _nfc,
    "trim.string": _white(),
    "trim_start.string": _white(end=False),
    "trim_end.string": _white(start=False),
    "trim_characters.string": _trim,
    "trim_start_characters.string": lambda x, characters: _trim(x, characters, end=False),
    "trim_end_characters.string": lambda x, characters: _trim(x, characters, start=False),
    "is_alpha.string": _every(lambda c: category(c)[0] == "L"),
    "is_digit.string": _every(lambda c: category(c) == "Nd"),
    "is_alnum.string": _every(lambda c: category(c)[0] == "L" or category(c) == "Nd"),
    "is_space.string": _every(lambda c: c in unicode()["white_space"]),
    "is_upper.string": lambda x: any(map(_is_upper, x)) and not any(_is_lower(c) or _is_title(c) for c in x),
    "is_lower.string": lambda x: any(map(_is_lower, x)) and not any(_is_upper(c) or _is_title(c) for c in x),
    "is_ascii.string": _every(lambda c: ord(c) < 128),
    "string.int64": _digits,
    "string.bool": lambda x: ["false", "true"][x],
}
