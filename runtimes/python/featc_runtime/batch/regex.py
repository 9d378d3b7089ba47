"""Vectorised operations with patterns (SEMANTICS.md#regex). Knows no engine: the scalar module has it.

x is a column; consts come prepared (PREPARE). The scalar operation is called once for each distinct string.
"""

from __future__ import annotations

import numpy as np

from featc_runtime.batch.columns import Bools, Ints, Strings
from featc_runtime.batch.combine import combine, combine_fallible
from featc_runtime.scalar.regex import PREPARE as PREPARE
from featc_runtime.scalar.regex import Extractor, Matcher, Replacer

__all__ = ["extract_string", "matches_string", "regex_count_string", "regex_find_string", "regex_replace_string"]


def matches_string(x: Strings, pattern: Matcher) -> Bools:
    """Whether the pattern matches anywhere in each string."""
    return combine(pattern.matches, np.bool_, x)


def regex_find_string(x: Strings, pattern: Matcher) -> tuple[Ints, Bools]:
    """The position of the first match; not ok where there is none."""
    return combine_fallible(pattern.find, np.int64, x)


def regex_count_string(x: Strings, pattern: Matcher) -> Ints:
    """How many matches there are, from the left without overlap."""
    return combine(pattern.count, np.int64, x)


def extract_string(x: Strings, pattern: Extractor) -> tuple[Strings, Bools]:
    """What the group matched in the first match; not ok where there is no match, or the group took no part."""
    return combine_fallible(pattern.extract, str, x)


def regex_replace_string(x: Strings, pattern: Replacer) -> Strings:
    """Each string with each match replaced."""
    return combine(pattern.replace, str, x)
