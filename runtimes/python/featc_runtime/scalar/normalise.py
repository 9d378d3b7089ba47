"""Normalization Form C of one string (Unicode Standard Annex 15). Knows the pinned tables, no operator."""

from __future__ import annotations

from featc_runtime.data.normal import (
    HANGUL,
    LEADING,
    LEADING_COUNT,
    TRAILING,
    TRAILING_COUNT,
    VOWEL,
    VOWEL_COUNT,
    Normal,
    normal,
)

_SYLLABLES = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT


def nfc(x: str) -> str:
    """X with every letter and its marks composed as far as the pinned Unicode version composes them."""
    tables = normal()
    if not tables.unsure.is_in(x):
        return x
    # Hangul syllables stay composed: decomposed and composed again they would be the same.
    return _composed(_ordered(x.translate(tables.decompositions), tables), tables)


def _ordered(x: str, tables: Normal) -> list[str]:
    """The canonical ordering: code points of a class above 0 that stand together, stably by class."""
    classes = tables.classes
    points = list(x)
    end = len(points)
    start = 0
    while start < end:
        if points[start] not in classes:
            start += 1
            continue
        stop = start + 1
        while stop < end and points[stop] in classes:
            stop += 1
        if stop - start > 1:
            points[start:stop] = sorted(points[start:stop], key=classes.__getitem__)
        start = stop
    return points


def _composed(points: list[str], tables: Normal) -> str:
    """The canonical composition: each code point joins the last one of class 0 that nothing keeps it from."""
    done: list[str] = []
    starter = -1  # where in `done` the last code point of class 0 is
    last = 0  # the class of the last one in `done`
    for point in points:
        own = tables.classes.get(point, 0)
        if starter >= 0 and (starter == len(done) - 1 or last < own):
            composite = _pair(done[starter], point, tables)
            if composite is not None:
                done[starter] = composite
                continue
        if own == 0:
            starter = len(done)
        last = own
        done.append(point)
    return "".join(done)


def _pair(first: str, second: str, tables: Normal) -> str | None:
    """What two code points are composed to."""
    composite = tables.compositions.get(first + second)
    if composite is not None:
        return composite
    left, right = ord(first), ord(second)
    if 0 <= left - LEADING < LEADING_COUNT and 0 <= right - VOWEL < VOWEL_COUNT:
        return chr(HANGUL + ((left - LEADING) * VOWEL_COUNT + right - VOWEL) * TRAILING_COUNT)
    syllable = left - HANGUL
    if 0 <= syllable < _SYLLABLES and syllable % TRAILING_COUNT == 0 and 0 < right - TRAILING < TRAILING_COUNT:
        return chr(left + right - TRAILING)
    return None
