"""What Normalization Form C needs, from the pinned Unicode tables. Knows the tables, not the algorithm.

Hangul syllables are in no table: the Unicode Standard (section 3.12) gives them by arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from featc_runtime.data.classes import PointClass
from featc_runtime.data.unicode import read

#: The first Hangul syllable; a syllable is (leading * 21 + vowel) * 28 + trailing after it.
HANGUL = 0xAC00
#: The first leading consonant, the first vowel, and the code point before the first trailing consonant.
LEADING, VOWEL, TRAILING = 0x1100, 0x1161, 0x11A7
LEADING_COUNT, VOWEL_COUNT, TRAILING_COUNT = 19, 21, 28


@dataclass(frozen=True, slots=True)
class Normal:
    """The tables of canonical decomposition and composition.

    ``decompositions`` (for `str.translate`) has the full decomposition of all that have one, but for Hangul
    syllables; ``classes`` the canonical combining class of each code point where it is not 0; ``compositions`` the
    code point that two are composed to. A string that has none of ``unsure`` is in Normalization Form C.
    """

    decompositions: Mapping[int, str]
    classes: Mapping[str, int]
    compositions: Mapping[str, str]
    unsure: PointClass


@cache
def normal() -> Normal:
    """The tables of the pinned Unicode version. EnvironmentFault as in `unicode.tables`."""
    data = read()
    steps: dict[str, str] = data["decompositions"]
    full: dict[str, str] = {}

    def expand(letter: str) -> str:
        if letter not in full:
            full[letter] = "".join(map(expand, steps[letter])) if letter in steps else letter
        return full[letter]

    classes = {c: int(number) for number, letters in data["combining_classes"].items() for c in letters}
    never = set(data["not_composed"])
    compositions = {step: c for c, step in steps.items() if len(step) == 2 and c not in never}
    unsure = {c for c in steps if compositions.get(steps[c]) != c}  # never comes of composing
    unsure |= {pair[1] for pair in compositions} | set(classes)
    unsure |= {chr(VOWEL + i) for i in range(VOWEL_COUNT)} | {chr(TRAILING + i) for i in range(1, TRAILING_COUNT)}
    return Normal(
        {ord(c): expand(c) for c in steps},
        classes,
        compositions,
        PointClass.of_points(unsure),
    )
