"""Decimals in rows, and what the marks of a field do to Python values."""

import decimal
import math
import struct
import time
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nearest_oracle import nearest_float, nearest_whole

from featc_runtime.errors import RowError
from featc_runtime.row import RowEntry
from featc_runtime.schema import Field, OneOf, Range

NAN = float("nan")
FIRST, LAST = -62_135_596_800, 253_402_300_799


def entered(type_, value, **options):
    return RowEntry((Field("x", type_, **options),))({"x": value})[0]


def refused(type_, value, **options):
    """(reason, message) of the only violation."""
    with pytest.raises(RowError) as error:
        entered(type_, value, **options)
    (violation,) = error.value.violations
    return violation.reason, violation.message


def bits(value):
    return struct.pack("<d", value) if isinstance(value, float) else value


class Odd(Decimal):
    """A Decimal that lies about itself."""

    def __eq__(self, other):
        return True

    def __float__(self):
        return 7.0

    def __hash__(self):
        return 1

    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("type_", "value", "raw"),
    [
        ("float64", Decimal("1.5"), 1.5),
        ("float64", Decimal("-0"), -0.0),
        ("float64", Decimal("-0E+999999999"), -0.0),
        ("float64", Decimal("0E-999999999"), 0.0),
        ("float64", Decimal("Infinity"), math.inf),
        ("float64", Decimal("-Infinity"), -math.inf),
        ("float64", Decimal("NaN"), NAN),
        ("float64", Decimal("-sNaN123"), NAN),
        ("float64", Decimal.from_float(5e-324), 5e-324),
        ("float64", Odd("2.5"), 2.5),
        ("int64", Decimal("2.000"), 2),
        ("int64", Decimal("-0.0"), 0),
        ("int64", Decimal("0E+999999999"), 0),
        ("int64", Decimal("9.223372036854775807E+18"), 2**63 - 1),
        ("int64", Odd("12"), 12),
        ("list<float64, 2>", [Decimal("0.5"), 1], (0.5, 1.0)),
    ],
    ids=lambda v: v if isinstance(v, str) else type(v).__name__,
)
def test_decimals_that_are_exact(type_, value, raw):
    found = entered(type_, value)
    assert bits(found) == bits(raw)
    assert type(found) is type(raw)


@pytest.mark.parametrize(
    ("type_", "value", "reason", "message"),
    [
        (
            "float64",
            Decimal("0.1"),
            "TOO_FINE",
            "0.1 is not exactly a float64; `rounded` on the field takes the nearest",
        ),
        ("float64", Decimal("1E+999999999"), "OUT_OF_RANGE", "1E+999999999 is outside the range of float64"),
        ("float64", Decimal("-1E-999999999"), "TOO_FINE", "-1E-999999999 is not exactly a float64"),
        ("float64", Odd("0.1"), "TOO_FINE", "0.1 is not exactly a float64"),
        ("int64", Decimal("0.5"), "TOO_FINE", "0.5 is not exactly a whole number; `rounded` on the field"),
        ("int64", Decimal("1E+999999999"), "OUT_OF_RANGE", "1E+999999999 is outside the range of int64"),
        ("int64", Decimal("1E-999999999"), "TOO_FINE", "1E-999999999 is not exactly a whole number"),
        ("int64", Decimal("NaN"), "OUT_OF_RANGE", "NaN is outside the range of int64"),
        ("int64", Decimal("sNaN"), "OUT_OF_RANGE", "sNaN is outside the range of int64"),
        ("int64", Decimal("-Infinity"), "OUT_OF_RANGE", "-Infinity is outside the range of int64"),
        ("int64", Decimal("9223372036854775808"), "OUT_OF_RANGE", "9223372036854775808 is outside the range of int64"),
        ("bool", Decimal(1), "WRONG_TYPE", "expected a bool, found Decimal"),
        ("timestamp", Decimal(1), "WRONG_TYPE", "found Decimal"),
        (
            "string",
            b"a",
            "WRONG_TYPE",
            "expected a str, found bytes; `binary as utf8` on the field reads them as UTF-8",
        ),
    ],
    ids=lambda v: v if isinstance(v, str) else type(v).__name__,
)
def test_decimals_that_are_refused(type_, value, reason, message):
    found = refused(type_, value)
    assert found[0] == reason
    assert message in found[1]


def test_decimals_that_could_take_for_ever():
    ninth, nearly_one = Decimal("0." + "1" * 10**6), Decimal("1." + "0" * 10**6 + "1")
    began = time.process_time()
    for value in (ninth, nearly_one, Decimal("9" * 10**6), Decimal("1E-400000000"), Decimal("1E+400000000")):
        for type_ in ("float64", "int64"):
            assert len(refused(type_, value)[1]) < 200
    for storage, target in ((None, "float64"), ("float32", "float32")):
        options = {"storage": storage, "rounded": True}
        assert entered("float64", ninth, **options) == nearest_float(Fraction(1, 9), target)
        assert entered("float64", nearly_one, **options) == 1.0
        assert entered("float64", Decimal("-1E-400000000"), **options) == 0.0
    assert entered("int64", nearly_one, rounded=True) == 1
    assert time.process_time() - began < 5


def test_the_context_of_the_process_changes_nothing():
    context = decimal.Context(prec=2, rounding=decimal.ROUND_UP, Emin=-2, Emax=2, traps=list(decimal.Context().flags))
    value, tie = Decimal("123456789.5"), Decimal("16777217.0000000001")
    with decimal.localcontext(context):
        assert entered("float64", value) == 123456789.5
        assert entered("int64", value, rounded=True) == 123456790
        assert entered("float64", tie, storage="float32", rounded=True) == 16777218.0
        assert refused("int64", value)[0] == "TOO_FINE"
        assert refused("float64", Decimal("1E+400"))[0] == "OUT_OF_RANGE"
        assert math.isnan(entered("float64", Decimal("sNaN")))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.decimals() | st.decimals(-(2**70), 2**70, places=4) | st.builds(Decimal, st.integers(-(2**66), 2**66)),
    st.sampled_from([("float64", None), ("float64", "float32"), ("int64", None), ("int64", "int32")]),
    st.booleans(),
)
def test_any_decimal_is_exact_refused_or_rounded_once(value, target, rounded):
    type_, storage = target
    options = {"storage": storage, "rounded": rounded}
    if not value.is_finite():
        if type_ == "int64":
            assert refused(type_, value, **options)[0] == "OUT_OF_RANGE"
        else:
            assert bits(entered(type_, value, **options)) == bits(NAN if value.is_nan() else float(value))
        return
    huge = abs(value.adjusted()) > 400 and not value.is_zero()
    exact = Fraction(0) if huge else Fraction(value)
    if type_ == "float64":
        near = nearest_float(exact, storage or type_, value.is_signed())
        large = (huge and value.adjusted() > 0) or abs(near) == math.inf
    else:
        low, high = (-(2**31), 2**31 - 1) if storage else (-(2**63), 2**63 - 1)
        near = nearest_whole(exact)
        large = (huge and value.adjusted() > 0) or not low <= near <= high
    good = not large and (rounded or (near == exact and not huge))
    if good:
        assert bits(entered(type_, value, **options)) == bits(near)
    else:
        assert refused(type_, value, **options)[0] in ("OUT_OF_RANGE", "TOO_FINE")


def test_integers_and_floats_under_rounded():
    tie = 2**60 + 2**36 + 1
    assert entered("float64", 2**53 + 1, rounded=True) == 2.0**53
    assert entered("float64", np.int64(tie), storage="float32", rounded=True) == 2.0**60 + 2.0**37
    assert entered("float64", 0.1, storage="float32", rounded=True) == float(np.float32(0.1))
    assert refused("float64", 1e39, storage="float32", rounded=True)[0] == "OUT_OF_RANGE"
    assert refused("float64", 2**65, rounded=True)[0] == "OUT_OF_RANGE"
    assert refused("int64", 1.0, rounded=True)[0] == "WRONG_TYPE"
    assert entered("int64", Decimal("2.5"), storage="int32", rounded=True) == 2
    assert refused("int64", Decimal("2147483647.5"), storage="int32", rounded=True)[0] == "OUT_OF_RANGE"


def test_nan_as_null():
    options = {"nan_as_null": True}
    for value in (NAN, -NAN, np.float64("nan"), np.float32("nan"), Decimal("NaN"), None):
        assert entered("float64?", value, **options) is None
        assert entered("float64?", value, storage="float32", **options) is None
        assert entered("list<float64?, ..3>?", [value, 1.0], **options) == (None, 1.0)
    assert entered("list<float64?, ..3>?", None, **options) is None
    assert math.isnan(entered("float64?", NAN))
    for contract in (Range(0.0, 1.0, "in 0..1"), OneOf((0.0, 1.0), "in [0, 1]")):
        assert entered("float64?", NAN, contracts=(contract,), **options) is None
        assert refused("float64?", NAN, contracts=(contract,)) == ("OUT_OF_CONTRACT", f"nan is not {contract.text}")
        assert refused("float64?", 2.0, contracts=(contract,), **options)[0] == "OUT_OF_CONTRACT"
    assert entered("float64?", math.inf, **options) == math.inf


def test_binary_as_utf8():
    options = {"binary_as_utf8": True}
    assert entered("string", "né\0".encode(), **options) == "né\0"
    assert entered("string", bytearray(b"a"), **options) == "a"
    assert entered("string", "text", **options) == "text"
    assert entered("list<string?, 2>", [b"x", None], **options) == ("x", None)
    assert refused("string", b"a\xff", **options) == ("BAD_TEXT", "no valid UTF-8: byte 0xff at byte 1")
    assert refused("string", b"\xed\xa0\x80", **options)[0] == "BAD_TEXT"
    assert refused("string", 1, **options) == ("WRONG_TYPE", "expected a str or bytes, found int")
    some = (OneOf(("AA",), 'in ["AA"]'),)
    assert entered("string", b"AA", contracts=some, **options) == "AA"
    assert refused("string", b"aa", contracts=some, **options)[0] == "OUT_OF_CONTRACT"


@pytest.mark.parametrize("type_", ["timestamp", "datetime"])
def test_units(type_):
    at = 1_717_277_400
    for unit, many in (("s", 1), ("ms", 1_000), ("us", 1_000_000), ("ns", 1_000_000_000)):
        for value in (at * many, np.int64(at * many)):
            assert entered(type_, value, unit=unit) == at * 10**6
        assert entered(type_, FIRST * many, unit=unit) == FIRST * 10**6
        assert refused(type_, (LAST + 1) * many, unit=unit) == (
            "OUT_OF_RANGE", f"{(LAST + 1) * many} {unit} since 1970 is outside 0001-01-01..9999-12-31",
        )  # fmt: skip
        assert refused(type_, 10**5000, unit=unit)[0] == "OUT_OF_RANGE"
        assert refused(type_, True, unit=unit)[0] == "WRONG_TYPE"
        assert refused(type_, None, unit=unit)[0] == "ABSENT"
        assert entered(f"{type_}?", None, unit=unit) is None
        assert entered(f"list<{type_}, 2>", [at * many, 0], unit=unit) == (at * 10**6, 0)
    assert refused(type_, 1, unit="ns") == ("TOO_FINE", "1 ns since 1970 is finer than a microsecond")
    assert refused(type_, 1.5, unit="s")[1].endswith("or an int of seconds, found float")
    zone = UTC if type_ == "timestamp" else None
    assert entered(type_, datetime(2024, 6, 1, 21, 30, tzinfo=zone), unit="s") == at * 10**6
    late = (Range(0, 10**6, "in …"),)
    assert entered(type_, 1, unit="s", contracts=late) == 10**6
    assert refused(type_, 2, unit="s", contracts=late)[0] == "OUT_OF_CONTRACT"
