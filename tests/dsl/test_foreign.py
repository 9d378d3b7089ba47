"""What hints about other languages say is in the language: functions exist, and no word hides one."""

import re

import pytest

from featc_dsl import foreign, habits
from featc_dsl.catalogue import BY_NAME
from featc_dsl.types import SCALARS

WORDS = {**foreign._FUNCTIONS, **foreign._VALUES, **foreign._WORDS, **habits._MARKS}


@pytest.mark.parametrize("hint", sorted({*WORDS.values(), *foreign._FILLED.values()}))
def test_a_hint_calls_only_functions_of_the_language(hint: str) -> None:
    code = " ".join(re.findall(r"`([^`]*)`", hint))
    called = set(re.findall(r"\b([a-z_][a-z_0-9]*)\(", code)) - {"f"}
    assert called <= BY_NAME.keys()


def test_no_function_of_the_language_is_explained_away() -> None:
    same = {name for name in BY_NAME if not BY_NAME[name].symbol and name in foreign._FUNCTIONS}
    assert same == set()


def test_types_are_types() -> None:
    assert set(foreign._TYPES.values()) <= SCALARS.keys()
    assert not foreign._TYPES.keys() & SCALARS.keys()


@pytest.mark.parametrize(
    ("chain", "hint"),
    [
        (["s", "lower"], "there are no methods: write `lower(s)`"),
        (["np", "clip"], "there are no methods: write `clip(x, lo, hi)`"),
        (["s", "str", "startswith"], "there are no methods: write `starts_with(s, prefix)`"),
        (["x", "isnan"], "there are no methods: write `is_nan(x)`"),
        (["pd", "cut"], "there are no methods: write `cut(x, edges)`"),
        (["np", "log1p"], "there are no methods: write `log1p(x)`"),
        (["s", "str", "strip"], 'write `trim(s)`, or `trim(s, "-_")` for other characters than white space'),
        (["x", "frobnicate"], "there are no methods: functions are written `f(x)`"),
    ],
)
def test_methods(chain: list[str], hint: str) -> None:
    assert foreign.method(chain, habits.functions()) == hint


@pytest.mark.parametrize(
    ("names", "here"),
    [
        ("datediff timestampdiff", "date_diff("),
        ("dateadd", "add_months("),
        ("date_trunc", "truncate("),
        ("strptime to_date", "parse_date("),
        ("regexp_like rlike", "matches("),
        ("lpad", "pad_start("),
        ("rpad", "pad_end("),
        ("instr charindex", "find("),
        ("substr substring", "slice("),
        ("ln", "log("),
        ("power", "pow("),
        ("nvl ifnull fillna", "x ?? 0"),
        ("iif iff case", "if condition then"),
        ("nullif", "null_if("),
        ("digitize bucketize", "cut("),
        ("arcsin", "asin("),
        ("len cardinality", "length("),
        ("std", "stddev_samp("),
        ("interp", "interpolate("),
        ("haversine st_distance", "haversine_km("),
        ("get_dummies", "one_hot("),
        ("bitwise_and", "bit_and("),
        ("fill_nan", "is_nan("),
        ("at_time_zone astimezone", "t at "),
    ],
)
def test_what_is_written_elsewhere(names: str, here: str) -> None:
    for name in names.split():
        assert here in foreign.function(name), name
