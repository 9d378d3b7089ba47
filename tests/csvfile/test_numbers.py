"""Numbers of CSV: which texts are one, and which, whatever else is in their column.

Python's `int` and `float`, held to the documented forms, and Arrow's typed reader are the oracles. What Arrow's reader
takes has the same value here, but for hexadecimal numbers beyond an int64 and for `nan(…)`.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

import numpy as np
import pytest
from csv_values import (
    BOOL,
    CIVIL,
    DURATION,
    FLOAT32,
    FLOAT64,
    INSTANT,
    INT32,
    INT64,
    both_ways,
    convert,
    old,
    same,
    texts_of,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

_INTS = texts_of("0", "1", "9", "-", "+", " ", "\t", "_", ".", "e", "0x", "F", "1", "12345678901234567", "１", "\0")


def int_oracle(text: str, low: int, high: int) -> object:
    text = text.strip(" \t")
    if re.fullmatch(r"-?[0-9]+", text):
        value = int(text)
    elif re.fullmatch(r"0[xX][0-9a-fA-F]+", text):
        value = int(text, 16)
    else:
        return "BAD_TEXT"
    return value if low <= value <= high else "OUT_OF_RANGE"


@settings(deadline=None, max_examples=150)
@given(_INTS)
@example([str(2**63 - 1), str(-(2**63)), str(2**63), str(-(2**63) - 1), "-0", "007", "0" * 5000 + "1", "9" * 5000])
@example(
    ["0x7FFFFFFFFFFFFFFF", "0x8000000000000000", "0xFFFFFFFFFFFFFFFF", "0X1f", "-0x1", "0x", "0x" + "0" * 30 + "1"]
)
@example([" 1", "1 ", "\t1", "1 2", "- 1", "", " ", "1_000", "１２", "\xa01", "+1", "--1", "1.0", "1e3"])
def test_int64(texts: list[str]) -> None:
    found = both_ways(texts, INT64)
    for text, value in zip(texts, found, strict=True):
        if len(text) < 4000:
            assert value == int_oracle(text, -(2**63), 2**63 - 1), text
        if isinstance(before := old(text, INT64), int):
            assert value == before or re.fullmatch(r"\s*0[xX][89a-fA-F]\w{15}\s*", text)
    assert both_ways(texts, INT32) == [
        "OUT_OF_RANGE" if isinstance(v, int) and not -(2**31) <= v < 2**31 else v for v in found
    ]
    longest = 315_576 * 10**12
    whole = ["OUT_OF_RANGE" if isinstance(v, int) and abs(v) > longest else v for v in found]
    assert both_ways(texts, DURATION) == whole


@settings(deadline=None, max_examples=200)
@given(
    texts_of("0", "1", "9", ".", "-", "+", "e", "E", "nan", "INF", "inity", " ", "_", "(", ")", "x", "123", "400", "٣")
)
@example(
    ["1e400", "-1e400", "1e-400", "-1e-400", "4.9e-324", "2e-324", "1.7976931348623159e308", "1e99999999999999999999"]
)
@example([".5", "5.", ".", "1e", "1e+", "-.5", "+1", "+-1", "1.e5", ".e5", "e5", "1_0", "0x10", "0x1p3", "1d5", "1f"])
@example(["nan", "-NaN", "+nan", "nan(1)", "inf", "+Inf", "-INFINITY", "infinit", "in", "٣", " 1 ", "\t1", "1,5", ""])
@example(["1" * 5000, "0." + "0" * 5000 + "1e5000", "9007199254740993", "1.00000000000000011102230246251565"])
def test_float64(texts: list[str]) -> None:
    for text, value in zip(texts, both_ways(texts, FLOAT64), strict=True):
        stripped = text.strip(" \t")
        number = re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", stripped)
        named = (
            stripped.isascii() and stripped.lower().lstrip("+-") in ("nan", "inf", "infinity") and len(stripped) < 10
        )
        signs = re.match(r"[+-]{2}", stripped)
        expected = float(stripped) if number or (named and not signs) else "BAD_TEXT"
        assert same(value, expected), text
        before = old(text, FLOAT64)
        assert before is None or same(value, before) or "(" in text


@settings(deadline=None, max_examples=200)
@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 25))
def test_float64_of_many_digits(value: float, digits: int) -> None:
    texts = [repr(value), f"{value:.{digits}e}", f"{value:.30f}"]
    assert all(same(x, float(t)) for x, t in zip(both_ways(texts, FLOAT64), texts, strict=True))


def exactly(single: np.float32) -> Fraction:
    """A float32, infinity as the power of two where it begins."""
    return Fraction(2) ** 128 * int(np.sign(single)) if np.isinf(single) else Fraction(float(single))


def nearest_single(exact: Fraction) -> float:
    """The float32 nearest to a fraction, found among its neighbours; ties to even."""
    with np.errstate(all="ignore"):
        around = np.float32(float(exact))
        near = [around, *(np.nextafter(around, np.float32(side)) for side in (np.inf, -np.inf))]
    return float(min(near, key=lambda x: (abs(exactly(x) - exact), int(x.view(np.uint32)) & 1)))


@settings(deadline=None, max_examples=150)
@given(st.floats(width=32, allow_nan=False, allow_infinity=False), st.sampled_from([0, 1, -1]), st.integers(20, 90))
@example(3.4028234663852886e38, 0, 60)
@example(3.4028234663852886e38, -1, 20)
@example(-3.4028234663852886e38, 1, 20)
@example(1.401298464324817e-45, 1, 160)
@example(0.0, -1, 160)
def test_float32_is_rounded_once(single: float, side: int, places: int) -> None:
    """Decimals at, just below and just above the middle of two float32."""
    with np.errstate(all="ignore"):
        above = np.nextafter(np.float32(single), np.float32(np.inf))
    middle = (Fraction(single) + exactly(above)) / 2 + Fraction(side, 10 ** (places + 60))
    scaled = middle * 10**200
    if scaled.denominator != 1:
        return
    text = f"{scaled.numerator}e-200"
    (value,) = both_ways([text], FLOAT32)
    assert value == nearest_single(middle)


@settings(deadline=None, max_examples=60)
@given(texts_of("true", "True", "TRUE", "false", "False", "FALSE", "tRue", "1", "0", "t", " ", "yes", most=2))
def test_bool(texts: list[str]) -> None:
    known = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
    assert both_ways(texts, BOOL) == [known.get(t.strip(" \t"), "BAD_TEXT") for t in texts]
    assert all(before is None or before == known[t] for t in texts if (before := old(t, BOOL)) is not None)


def test_nan_is_a_value() -> None:
    (value,) = convert(["nan"], FLOAT64)
    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize("start", ["0", "1", "0x0", "0x1", "1.1", "-0.0", "1e0"])
@pytest.mark.parametrize("end", ["x", " x", "-"])
def test_a_long_text_that_is_no_number_is_refused_at_once(start: str, end: str) -> None:
    """A pattern that tries all ways to divide the digits takes hours."""
    text = start + start[-1] * 1_000_000 + end
    for type_ in (INT64, FLOAT64, DURATION):
        assert convert([text], type_) == ["BAD_TEXT"]
    for type_ in (INSTANT, CIVIL):
        assert convert([text], type_, unit="s") == ["BAD_TEXT"]
